"""What a job of the worker reports: how often it is kept, and how much memory it took."""

from __future__ import annotations

import pytest

from embrepl.system import memory
from embrepl.worker.progress import AT_RISK, CHECKPOINT_EVERY, CHECKPOINT_SHARE, JobReporter, pause


@pytest.mark.parametrize("taken", [0.0, 0.01, 0.5, 1.0, 3.0, 10.0, 20.0])
def test_at_most_the_last_minute_is_lost(taken: float) -> None:
    assert taken + pause(CHECKPOINT_EVERY, taken) + taken <= AT_RISK


def test_a_short_checkpoint_takes_its_share_of_the_time_and_no_more() -> None:
    assert pause(CHECKPOINT_EVERY, 0.1) == CHECKPOINT_EVERY
    assert pause(0.0, 0.5) == 0.5 * CHECKPOINT_SHARE
    assert pause(CHECKPOINT_EVERY, 2.0) == 2.0 * CHECKPOINT_SHARE


def test_a_long_one_leaves_at_least_as_much_time_for_learning() -> None:
    assert pause(CHECKPOINT_EVERY, 100.0) == 100.0


def test_who_wants_them_rarely_has_them_rarely() -> None:
    assert pause(600.0, 1.0) == 600.0
    assert pause(600.0, 50.0) == 50.0 * CHECKPOINT_SHARE


@pytest.mark.parametrize(("peak", "expected"), [(900, 900), (500, 300)])
def test_the_memory_reported_is_what_this_job_took_at_most(
    monkeypatch: pytest.MonkeyPatch, peak: int, expected: int
) -> None:
    """Another job may have taken more before; then only what was seen on the way is known."""
    figures = {"peak": 500, "resident": 200}
    monkeypatch.setattr(memory, "peak", lambda: figures["peak"])
    monkeypatch.setattr(memory, "resident", lambda: figures["resident"])
    reporter = JobReporter(1, lambda _: None)
    reporter.prepare((), 0, (), False)
    figures |= {"peak": peak, "resident": 300}
    reporter.progress("solving", 0, 1, "", {})
    figures["resident"] = 250
    assert reporter.most == expected
