"""One Ctrl-C or two, at every moment that there is: nothing dies, no model is lost, nothing is left half done."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from embrepl.__main__ import main
from embrepl.commands.lexer import statements
from embrepl.commands.options import CommandOptions
from embrepl.commands.run import run
from embrepl.session import worker_jobs
from embrepl.session.holdings import Model
from embrepl.session.kinds import TRAINING
from embrepl.session.session import Session
from embrepl.shell.interrupts import counting_interrupts
from embrepl.shell.loop import Shell
from embrepl.shell.manner import Manner
from embrepl.shell.runner import Runner
from embrepl.space import store
from embrepl.system import python
from embrepl.training.protocol import Trained
from tests.helpers.presses import sweep
from tests.helpers.texts import corpus_of

IDLE = "import sys; sys.stdin.read()"  # a background process that does nothing, and starts at once
WORDS = ["a", "b", "c"]


class Place:
    """A session with a text and a model, and what it writes."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        self.folder, self.temporary = folder, folder / "temporary"
        self.corpus = corpus_of(folder, {"a.txt": "a b c a " * 9})
        self.session = self.new_session()
        self.session.corpora["t"] = self.corpus
        self.session.current_corpus = "t"
        self.add_model("kept")
        self._runner: Runner | None = None

    @property
    def runner(self) -> Runner:
        """The runner, made within the test, whose standard streams it writes to."""
        if self._runner is None:
            self._runner = self.new_runner()
        return self._runner

    @runner.setter
    def runner(self, runner: Runner) -> None:
        self._runner = runner

    def new_session(self) -> Session:
        return Session(log=self.folder / "worker.log")

    def new_runner(self, format: str = "csv") -> Runner:  # noqa: A002
        return Runner(self.session, Manner(format=format))

    def add_model(self, name: str) -> None:
        made = self.folder / "made"
        if not made.exists():
            matrix = np.eye(3, dtype=np.float32)
            store.save(made, WORDS, np.array([9, 9, 9]), matrix, {"objective": "zero"}, matrix)
        folder = self.session.folder / name
        shutil.copytree(made, folder)
        space = store.open_space(folder)
        space.name = name
        self.session.models[name] = Model(space, "t", Trained(1, str(folder), 1.0, loss=None))
        self.session.current_model = name

    def press(self) -> None:
        self.session.interrupts.press()

    def is_well(self) -> None:
        """Check that the session goes on: the next answer is whole, and the models are there."""
        self.session.interrupts.take()
        assert "kept" in self.session.models
        self.take()
        assert self.runner.statement(next(iter(statements("freq b --format jsonl"))))
        out, err = self.take()
        assert '"count": 9' in out, err
        assert not err

    def take(self) -> tuple[str, str]:
        """Return what was written since the last time."""
        out, err = self._capture.readouterr()
        assert "Traceback" not in err
        assert "unexpected" not in err
        return out, err

    def written(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "out").iterdir())


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Place]:
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "out", "temporary"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(python, "command", lambda _: [sys.executable, "-c", IDLE])
    monkeypatch.setattr(worker_jobs, "LEAVING", 0.01)
    monkeypatch.chdir(tmp_path / "out")
    place = Place(tmp_path, capsys)
    with counting_interrupts(place.session):  # for what is raised while Python clears something away
        yield place


@pytest.mark.parametrize("name", ["csv", "table", "jsonl"])
def test_an_answer(place: Place, name: str) -> None:
    place.runner = place.new_runner(name)
    answer = run(place.session, next(iter(statements("top 2"))))[0]
    stopped = 0

    def show() -> None:
        place.runner._separate = False  # as if it were the first
        place.runner._show(answer, CommandOptions())

    for _ in sweep(show, place.press, "rich/", moments=25):
        stopped += "Stopped" in place.take()[1]
        place.is_well()
    assert stopped > 10


def test_an_answer_that_ends_while_its_console_closes(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The console would then hold back all that is printed on it, for ever."""
    place.runner = place.new_runner("table")
    closes = Console._exit_buffer

    def closing(console: Console) -> None:
        place.press()
        closes(console)

    with monkeypatch.context() as patch:
        patch.setattr(Console, "_exit_buffer", closing)
        place.runner.lines("top 2")
    assert "Stopped" in place.take()[1]
    place.runner.lines("top 2")
    assert "cumulative" in place.take()[0]


def test_the_note_of_an_interrupt(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = run(place.session, next(iter(statements("top 2"))))[0]
    monkeypatch.setattr(Runner, "_write", lambda *_: place.press())
    for _ in sweep(lambda: place.runner._show(answer, CommandOptions()), place.press, "rich/", moments=100):
        assert set(place.take()[1].splitlines()) == {"Stopped: not all of it is shown."}
    monkeypatch.undo()


def test_the_prompt_and_its_history(place: Place) -> None:
    def type_a_line() -> None:
        with create_pipe_input() as keys:
            keys.send_text("freq b --format jsonl\r\x04")
            Shell(place.session, keys, DummyOutput()).run(place.runner)

    history = place.folder / "XDG_STATE_HOME" / "embrepl" / "history"
    modules = (
        "prompt_toolkit/history",
        "prompt_toolkit/shortcuts/prompt",
        "application/application",
        "asyncio/runners",
    )
    for _ in sweep(type_a_line, place.press, *modules, moments=4):
        out, err = place.take()
        assert '"count": 9' in out or "Stopped" in err
        assert history.read_text("utf-8").endswith("\n+freq b --format jsonl\n")
        history.unlink()
        place.is_well()


def test_the_start_of_the_background_process_and_its_end(place: Place) -> None:
    jobs = place.session.jobs

    def start_and_end() -> None:
        jobs.client.start()
        assert jobs.client.alive
        jobs.client.close()

    for _ in sweep(start_and_end, place.press, "subprocess", moments=10):
        assert not jobs.client.alive
        assert not list(place.temporary.iterdir())
        place.is_well()


def test_dropping(place: Place) -> None:
    def drop() -> None:
        place.add_model("spare")
        place.runner.lines("drop spare")

    for _ in sweep(drop, place.press, "shutil", moments=40):
        assert "spare" not in place.session.models
        assert not (place.session.folder / "spare").exists()
        place.is_well()


@pytest.mark.parametrize("line", ["export word2vec v.txt", "top 3 > v.csv", "top 3 --format table >! v.md"])
def test_a_file(place: Place, line: str) -> None:
    outcomes = set()
    wanted = None

    def write() -> None:
        for name in place.written():
            (place.folder / "out" / name).unlink()
        place.runner.lines(line)

    for at in sweep(write, place.press, "rich/", moments=25):
        names = place.written()
        _, err = place.take()
        assert len(names) == ("was not written" not in err and "nothing was written" not in err), (at, names, err)
        assert not names or names[0].startswith("v."), names
        texts = [(place.folder / "out" / name).read_text("utf-8") for name in names]
        wanted = wanted or texts
        assert texts in ([], wanted)
        outcomes.add(len(names))
        place.is_well()
    assert outcomes == {0, 1}


@pytest.mark.parametrize("busy", [False, True])
def test_leaving(place: Place, busy: bool) -> None:
    def leave() -> None:
        session = place.session
        session.close()  # that of the last time
        place.session = session = place.new_session()
        place.runner = place.new_runner()
        assert session.folder.exists()
        if busy:
            session.jobs.client.start()
            job = session.jobs.new(TRAINING, "zero", session.folder)
            session.jobs._jobs[job.number] = job
        place.runner.lines("quit")
        assert place.runner.finished
        session.close()

    for _ in sweep(leave, place.press, "shutil", moments=10 if busy else 40):
        assert not place.session.jobs.client.alive
        assert not list(place.temporary.iterdir())
        assert not list((place.folder / "XDG_CACHE_HOME" / "embrepl" / "sessions").iterdir())
        _, err = place.take()
        assert ("training zero was stopped" in err) == busy, err


def test_the_whole_program(place: Place) -> None:
    def press() -> None:
        signal.raise_signal(signal.SIGINT)  # before and after it, to the session of the test

    statuses = []
    for _ in sweep(lambda: statuses.append(main(["-c", "help near", "--format", "json"])), press):
        out, err = place.take()
        assert out.endswith("}\n") or "Stopped" in err or statuses[-1] == 130, (out, err)
        assert not list(place.temporary.iterdir())
    assert set(statuses) == {0, 130}


def test_a_press_when_all_is_over_shows_no_traceback() -> None:
    program = "import atexit, os, signal, sys; from embrepl.__main__ import main; "
    program += (
        "atexit.register(os.kill, os.getpid(), signal.SIGINT); sys.argv[1:] = ['-c', 'help near']; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
