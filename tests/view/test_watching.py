"""The live block: the curve of losses, and what happens to the neighbours of watched words; the clock is ours."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from embrepl.errors import EmbreplError, Place
from embrepl.session.jobs import CURVE, Curve, Job
from embrepl.session.kinds import TRAINING
from embrepl.session.listener import Listener
from embrepl.training.ends import End
from embrepl.training.protocol import Estimated, Failed, Progress, Trained
from embrepl.view.blocks import BLOCKS, PLAIN, sparkline
from embrepl.view.console import make_console
from embrepl.view.progress.json_listener import JsonListener
from embrepl.view.progress.live import QuietListener, TerminalListener
from embrepl.view.progress.watched import watched_lines

BEFORE = {"king": ["prince", "queen", "reign", "throne"], "国王": ["王子", "国家"]}
NOW = {"king": ["queen", "prince", "throne", "reign", "crown"], "国王": ["王后", "王子"]}


def lines(width: int, now: dict[str, list[str]] = NOW, before: dict[str, list[str]] = BEFORE) -> list[str]:
    return [line.plain for line in watched_lines(now, before, width)]


def test_words_that_came_up_went_down_or_are_new() -> None:
    assert lines(80) == [
        "king → queen ↑  prince ↓  throne ↑  reign ↓  crown +",
        "国王 → 王后 +  王子 ↓",
    ]


def test_the_first_look_has_no_signs() -> None:
    assert lines(80, before={})[0] == "king → queen  prince  throne  reign  crown"


def test_words_of_both_scripts_stand_in_columns() -> None:
    now = {"emperor": ["a"], "国王": ["b"], "x": ["c"]}
    assert [cell_len(line[: line.index("→")]) for line in lines(80, now, {})] == [8, 8, 8]


@pytest.mark.parametrize("width", [10, 20, 40, 80, 200])
@pytest.mark.parametrize("word", ["throne", "太子妃" * 30, "x\x1b[2J", "a" * 500])
def test_they_fit_any_width(width: int, word: str) -> None:
    for line in lines(width, {word: [word, "queen", "国王"] * 4, "king": ["queen"]}, {word: ["queen"]}):
        assert cell_len(line) <= width
        assert "\x1b" not in line


def test_what_does_not_fit_is_left_out() -> None:
    assert lines(26)[0] == "king → queen ↑  prince ↓…" or lines(26)[0].endswith("…")
    assert "…" not in lines(200)[0]


@given(st.lists(st.floats(), max_size=200), st.integers(0, 60), st.booleans())
def test_a_sparkline_is_never_wider_than_asked(values: list[float], cells: int, unicode: bool) -> None:
    drawn = sparkline(values, cells, unicode)
    assert len(drawn) == min(len(values), cells)
    assert set(drawn) <= set((BLOCKS if unicode else PLAIN) + " ")


def test_a_falling_loss() -> None:
    assert sparkline([8, 7, 6, 5, 4, 3, 2, 1], 8) == BLOCKS[::-1]
    assert sparkline([8, 7, 6, 5, 4, 3, 2, 1], 8, unicode=False) == PLAIN[::-1]
    assert sparkline([4, 4, 2, 2, 0, 0], 3) == "█▅▁"
    assert sparkline([1, 1, 1], 8) == "▁▁▁"
    assert sparkline([1, math.nan, 2], 8) == "▁ █"


@given(st.lists(st.floats(-1e6, 1e6), max_size=500))
def test_a_curve_keeps_the_mean_of_what_it_was_given(values: list[float]) -> None:
    curve = Curve()
    for value in values:
        curve.add(value)
    assert len(curve.points) < 2 * CURVE
    assert not values or len(curve.points) >= min(len(values), CURVE) - 1
    each = 1 << max(0, math.ceil(math.log2((len(values) + 1) / (2 * CURVE))))
    whole = len(curve.points) * each
    assert sum(curve.points) * each == pytest.approx(sum(values[:whole]), abs=1e-3)


def a_job() -> Job:
    job = Job(3, TRAINING, "zero", Path("x"), began=0.0)
    job.progress = Progress(3, "training", 50, 100, "words", {"loss": 1.5, "epoch": 1.0, "epochs": 2.0})
    for loss in (3.0, 2.5, 2.0, 1.5):
        job.losses.add(loss)
    return job


def looking(listener: Listener) -> Job:
    """Have a listener informed of two looks at the watched words of a job; return the job."""
    job = a_job()
    for look in (BEFORE, NOW):
        listener.on_neighbours(job, look)
    return job


@pytest.mark.parametrize("width", [80, 200])
def test_the_block(width: int) -> None:
    listener = TerminalListener(make_console(io.StringIO(), width=width), lambda: 0.0)
    first, curve, *watched = (line.plain for line in listener.block(looking(listener), 0.0))
    assert first.startswith("training zero ━")
    assert curve == "loss 3.000 █▆▃▁ 1.500"
    assert watched == lines(width - 1)
    assert all(cell_len(line) < width for line in (first, curve, *watched))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class LatinTerminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def test_the_watched_words_stay_when_the_job_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    listener = TerminalListener(make_console(stream, width=80, colour=False))
    job = looking(listener)
    listener.begin(job)
    job.result = Trained(3, "", 1.0, None)
    listener.end(job)
    after = stream.getvalue().rpartition("\x1b[2K")[2]
    assert "king → queen ↑  prince ↓  throne ↑  reign ↓  crown +\n国王 → 王后 +  王子 ↓\n" in after
    assert "training zero" not in after


def test_a_terminal_without_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    raw = io.BytesIO()
    stream = LatinTerminal(raw, encoding="latin-1")
    listener = TerminalListener(make_console(stream, width=80, colour=False))
    job = looking(listener)
    listener.begin(job)
    listener.end(job)
    stream.flush()
    shown = raw.getvalue().decode("ascii")
    assert f"loss 3.000 {sparkline([4, 3, 2, 1], 4, unicode=False)} 1.500" in shown
    assert "king > queen ^  prince v  throne ^  reign v  crown +" in shown


def test_an_estimate_is_told_to_who_waits_and_not_over_a_prompt() -> None:
    stream, job = io.StringIO(), a_job()
    job.estimate = Estimated(3, 40.0, 310_000_000, 30_427, 5_663_011)
    listener = TerminalListener(make_console(stream, width=100))
    listener.on_estimate(job)
    assert not stream.getvalue()
    listener.begin(job)
    listener.on_estimate(job)
    assert "about 40.0 s, 310.0 MB of memory (30,427 words, 5,663,011 tokens)\n" in stream.getvalue()


def test_off_a_terminal_there_is_only_the_last_look() -> None:
    stream = io.StringIO()
    listener = QuietListener(make_console(stream, width=80))
    job = looking(listener)
    listener.begin(job)
    listener.update(job)
    assert not stream.getvalue()
    job.result = Trained(3, "", 1.0, None)
    listener.end(job)
    assert stream.getvalue().splitlines() == lines(79)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def json_lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_json_lines() -> None:
    stream, clock, job = io.StringIO(), Clock(), a_job()
    listener = JsonListener(stream, clock)
    job.estimate = Estimated(3, 40.0, 310, 7, 70)
    listener.on_estimate(job)
    listener.on_progress(job)
    clock.now, job.progress = 2.0, replace(job.progress, done=70.0) if job.progress else None
    listener.on_progress(job)
    listener.on_neighbours(job, BEFORE)
    listener.on_neighbours(job, NOW)
    listener.note("Stopping\n…")
    listener.error(EmbreplError("bad", "国王", "x\x1b", Place("near 国王 )", 8)))
    job.seconds, job.result = 5.0, Trained(3, "", 1.0, math.nan, end=End.stopped_at("epoch 1", resumable=True))
    listener.on_finish(job)
    of = {"job": 3, "title": "training zero", "name": "zero"}
    estimate, first, second, _, watched, note, error, end = json_lines(stream)
    assert estimate == {
        "kind": "estimate", **of, "seconds": 40.0, "memory": 310, "words": 7, "tokens": 70, "dry": False
    }  # fmt: skip
    assert first == {
        "kind": "progress", **of, "stage": "training", "done": 50, "total": 100, "unit": "words", "share": 0.5,
        "seconds": 0.0, "per_second": None, "left": None, "figures": {"loss": 1.5, "epoch": 1.0, "epochs": 2.0},
    }  # fmt: skip
    assert (second["seconds"], second["per_second"], second["left"]) == (2.0, 10.0, 3.0)
    assert watched == {"kind": "watched", **of, "neighbours": NOW, "before": BEFORE}
    assert note == {"kind": "note", "text": "Stopping\n…"}
    assert error == {
        "kind": "error", "code": "bad", "message": "国王", "hint": "x\x1b", "line": "near 国王 )", "column": 9
    }  # fmt: skip
    assert end == {
        "kind": "end", **of, "state": "stopped", "seconds": 5.0, "share": 0.0, "loss": None, "stopped": "epoch 1",
        "trouble": "", "ended": "", "resumable": True,
    }  # fmt: skip
    assert "\x1b" not in stream.getvalue()


def test_the_end_of_a_job_that_failed_as_json() -> None:
    stream, job = io.StringIO(), a_job()
    job.result = Failed(3, "bad", "x")
    JsonListener(stream).on_finish(job)
    assert [line["state"] for line in json_lines(stream)] == ["failed"]
