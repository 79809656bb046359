"""What is shown while a job runs; the clock is ours."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from embrepl.session.jobs import Job
from embrepl.session.kinds import TRAINING
from embrepl.training.ends import End
from embrepl.training.protocol import Failed, Progress, Trained
from embrepl.view.console import make_console
from embrepl.view.progress.line import job_line
from embrepl.view.progress.live import QuietListener, TerminalListener, make_listener

FIGURES = {"loss": 1.113, "epoch": 3.0, "epochs": 5.0, "effective_rank": 84.2}


def a_job(title: str = "training zero", progress: Progress | None = None) -> Job:
    doing, _, name = title.partition(" ")
    return Job(1, replace(TRAINING, doing=doing), name, Path("x"), progress=progress)


def at(done: float, stage: str = "training") -> Progress:
    return Progress(1, stage, done, 8_000_000, "words", dict(FIGURES))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def shown(width: int, title: str = "training zero") -> str:
    """Return the line after ten seconds of steady progress, half a second after the last."""
    clock = Clock()
    listener = TerminalListener(make_console(io.StringIO(), width=width), clock)
    job = a_job(title)
    for tick in range(1, 21):
        clock.now = tick / 2
        job.progress = at(tick * 200_000)
        listener.update(job)
    return listener.line(job, clock.now + 0.5).plain


def test_all_is_shown_where_there_is_room() -> None:
    bar = "━" * 15 + "─" * 15
    figures = "400k words/s  loss 1.113  eff. rank 84  epoch 3/5  0:10 left"
    assert shown(160) == f"training zero {bar}  50 %  {figures}"


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 100, 200])
@pytest.mark.parametrize("title", ["training zero", "reading 红楼梦" * 20, "training \x1b[31m"])
def test_it_fits_one_line(width: int, title: str) -> None:
    line = shown(width, title)
    assert cell_len(line) < width
    assert "\x1b" not in line
    assert "50 %" in line


def test_the_least_important_go_first() -> None:
    assert shown(80).endswith("50 %  400k words/s  loss 1.113  eff. rank 84  0:10 left")
    assert shown(40).endswith("50 %  0:10 left")


def test_a_stage_without_an_end_is_named() -> None:
    listener = TerminalListener(make_console(io.StringIO(), width=80))
    assert listener.line(a_job(), 0.0).plain.endswith("training zero  waiting for the background process…")
    job = a_job(progress=Progress(1, "starting Keras", 0, 1))
    assert listener.line(job, 0.0).plain.endswith("training zero  starting Keras…")
    job.stopping = True
    assert "stopping training zero" in listener.line(job, 0.0).plain


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_live_line_goes_and_notes_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream, clock = Terminal(), Clock()
    listener = make_listener(make_console(stream, width=80, colour=False))
    assert isinstance(listener, TerminalListener)
    listener._clock = clock
    job = a_job(progress=at(4_000_000))
    listener.begin(job)
    listener.note("Stopping\x1b…")
    listener.update(job)
    listener.end(job)
    output = stream.getvalue()
    assert "50 %" in output
    assert "Stopping\\x1b…\n" in output
    assert output.rindex("\x1b[2K") > output.rindex("50 %")  # the line was erased after it was last drawn
    assert output.rindex("\x1b[?25h") > output.rindex("\x1b[?25l")


def test_quiet_off_a_terminal() -> None:
    stream = io.StringIO()
    listener = make_listener(make_console(stream))
    assert isinstance(listener, QuietListener)
    job = a_job(progress=at(1))
    listener.begin(job)
    listener.update(job)
    for seconds, result in ((1.0, Trained(1, "", 1.0, None)), (9.0, Failed(1, "bad", "x")), (9.0, None)):
        job.seconds, job.result = seconds, result
        listener.end(job)
    assert not stream.getvalue()
    job.seconds, job.result = 83.0, Trained(1, "", 83.0, None, end=End.stopped_at("epoch 2 of 5, 34%"))
    listener.end(job)
    listener.note("a note\x1b")
    assert stream.getvalue() == "training zero: stopped at epoch 2 of 5, 34%, 1 min 23 s in all\na note\\x1b\n"


def test_a_line_for_the_toolbar() -> None:
    assert job_line(a_job()) == "training zero"
    assert job_line(a_job(progress=Progress(1, "starting Keras", 0, 1))) == "training zero · starting Keras…"
    assert job_line(a_job("training \x1b", at(4_000_000))) == "training \\x1b 50 % · loss 1.113"
