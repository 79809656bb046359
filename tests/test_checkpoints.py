"""How often a training keeps what it takes to go on."""

from __future__ import annotations

import pytest

from embrepl.worker.progress import AT_RISK, CHECKPOINT_EVERY, CHECKPOINT_SHARE, pause


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
