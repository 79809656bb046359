"""embrepl on a real pseudo-terminal, as a person has it: keys in, a screen of 80 by 24 out.

One shell serves most tests, which leave it at its prompt.
"""

from __future__ import annotations

import os
import re
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpora
from tests.helpers.terminal import (
    COLUMNS,
    CTRL_A,
    CTRL_C,
    CTRL_E,
    CTRL_U,
    ROWS,
    SHOW_CURSOR,
    Terminal,
    gone,
    wait_until_gone,
)

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")  # the child only runs a program

ENDLESS = "train --dim 8 --epochs 100000"
SHORT = "train --dim 8 --epochs 1"


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "tales.txt"
    path.write_text(corpora.text("en", words=20_000), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def shared_terminal(text: Path, home: Path) -> Iterator[Terminal]:
    """A shell with a corpus and a model, called plain."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(home / name))
        (home / "HOME").mkdir()
        terminal = Terminal(str(text))
    with terminal:
        terminal.until(terminal.at_prompt)
        assert "tales · 1 file" in terminal.text
        assert "recipe  train zero" in terminal.run(f"{SHORT} --name plain")
        yield terminal
        assert terminal.leave() == 0


@pytest.fixture
def terminal(shared_terminal: Terminal) -> Iterator[Terminal]:
    shared_terminal.until(shared_terminal.at_prompt)
    yield shared_terminal
    assert "Traceback" not in shared_terminal.text
    assert "Unhandled exception" not in shared_terminal.text
    assert "near king · plain" in shared_terminal.run("use plain; near king 1")


def test_the_prompt_tells_what_is_current(terminal: Terminal) -> None:
    assert terminal.row() == "tales:plain ❯"
    with_many_rows = terminal.run("near queen 30")
    assert "near queen · plain" in with_many_rows
    assert "\n30  " in with_many_rows


def test_tab_completes(terminal: Terminal) -> None:
    terminal.type("objec\t")
    terminal.until(lambda: terminal.typed() == "objectives")
    terminal.type(CTRL_U + "near quee\t")
    terminal.until(lambda: terminal.typed() == "near queen")
    terminal.type(CTRL_C)
    terminal.until(terminal.at_prompt)


def test_a_query_by_meaning_is_completed_and_its_bracket_pointed_at(terminal: Terminal) -> None:
    terminal.type("kwic [~quee\t")
    terminal.until(lambda: terminal.typed() == "kwic [~queen")
    terminal.type(CTRL_C)
    terminal.until(terminal.at_prompt)
    output = terminal.run("kwic [~queen] []{0,3} the 2")
    assert "[~queen] []{0,3} the · tales" in output
    assert re.search(r"\n\[~queen\] [\d,]+ words?: ", output)
    lines = terminal.run("kwic the [~queen").splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip() == "^")
    assert lines[at].index("^") == lines[at - 1].index("[")


def test_questions_are_answered_while_a_training_runs(terminal: Terminal) -> None:
    assert "job" in terminal.run(f"{ENDLESS} --name behind &")
    assert "near king · plain" in terminal.run("near king 3")
    assert "the words nearest to a word" in terminal.run("help")
    assert "running" in terminal.run("jobs")
    assert "worker-busy" in terminal.run("train")
    assert "topped" in terminal.run("stop")
    assert "stopped" in terminal.run("jobs")


def test_a_training_behind_the_prompt_is_told_when_it_ends(terminal: Terminal) -> None:
    terminal.run(f"{SHORT} --name told &")
    terminal.until(lambda: "recipe  " in terminal.since("--name told &"))
    assert "`use told` makes it current" in terminal.text
    terminal.until(lambda: terminal.row() == "tales:plain ❯")
    terminal.type("x")
    terminal.until(lambda: terminal.typed() == "x")
    assert not any(cell.reverse for row in terminal.screen.buffer.values() for cell in row.values())  # no toolbar left
    terminal.type(CTRL_U)


def test_a_training_behind_the_prompt_is_watched(terminal: Terminal) -> None:
    terminal.run(f"{ENDLESS} --watch king,queen --name seen &")
    terminal.type("watch\r")
    terminal.until(lambda: "king  → " in terminal.since("❯ watch") and "loss " in terminal.since("❯ watch"))
    terminal.type(CTRL_C)
    terminal.until(lambda: "goes on" in terminal.since("❯ watch"))
    terminal.until(terminal.at_prompt)
    assert "king  → " not in terminal.since("❯ watch")
    assert "running" in terminal.run("jobs")
    assert "queen → " in terminal.run("stop")


def test_ctrl_c_stops_a_training_and_keeps_what_was_learnt(terminal: Terminal) -> None:
    terminal.type(f"{ENDLESS} --name kept\r")
    terminal.until(lambda: "words/s" in terminal.since("--name kept"))
    terminal.type(CTRL_C)
    terminal.until(lambda: terminal.row() == "tales:kept ❯")
    assert "Stopped at epoch" in terminal.since("--name kept")
    assert "near king · kept" in terminal.run("near king 1")


def test_ctrl_c_again_and_again_never_ends_the_shell(terminal: Terminal) -> None:
    terminal.type(f"{ENDLESS} --name hammered\r")
    terminal.until(lambda: "training hammered" in terminal.since("--name hammered"))
    for _ in range(20):
        terminal.type(CTRL_C)
        terminal.read()
    terminal.until(terminal.at_prompt)
    terminal.settle()
    assert re.search(r"training hammered +(stopped|failed)", terminal.run("jobs"))


def test_ctrl_c_at_the_prompt_drops_the_line(terminal: Terminal) -> None:
    terminal.type("nosuch command")
    terminal.until(lambda: terminal.typed() == "nosuch command")
    terminal.type(CTRL_C)
    terminal.until(terminal.at_prompt)
    assert "unknown-command" not in terminal.since("nosuch command")


def test_an_interrupt_from_outside_does_not_end_the_prompt(terminal: Terminal) -> None:
    terminal.process.kill(signal.SIGINT)
    assert "the ways of training" in terminal.run("help objectives")


def test_a_killed_worker_is_told_and_replaced(terminal: Terminal) -> None:
    terminal.type(f"{ENDLESS} --name doomed\r")
    terminal.until(lambda: "training doomed" in terminal.since("--name doomed"))
    worker = terminal.worker()
    os.kill(worker, signal.SIGKILL)
    terminal.until(terminal.at_prompt)
    shown = " ".join(terminal.since("--name doomed").split())
    assert "worker-died" in shown
    assert "ended by signal 9 (SIGKILL) while training doomed" in shown
    assert "`train` starts anew" in shown
    assert "recipe  " in terminal.run(f"{SHORT} --name reborn")
    assert terminal.worker() != worker


def test_a_worker_killed_behind_the_prompt_is_told(terminal: Terminal) -> None:
    terminal.run(f"{ENDLESS} --name unseen &")
    os.kill(terminal.worker(), signal.SIGKILL)
    terminal.until(lambda: "worker-died" in terminal.since("--name unseen &"))
    terminal.until(terminal.at_prompt)


@pytest.mark.parametrize(
    "typed",
    [
        "near 'king", 'near "', ";;;", "&", "& & &", "near & king", "train --dim -1", "vec \x16\x1b[2J", "near (((",
        "#", "load", "dist king", "near king - - - - man", "use \x16\x00", "“ ”", "猫 狗", "--help", "\\", "$(reboot)",
        "\t\t",
    ],
)  # fmt: skip
def test_odd_lines_are_answered(terminal: Terminal, typed: str) -> None:
    terminal.run(typed)


def test_bytes_that_are_no_text(terminal: Terminal) -> None:
    assert "✗" in terminal.run(b"near \xff\xfe\xed\xa0\x80 \xc3\x28")


def test_control_keys_and_halves_of_sequences(terminal: Terminal) -> None:
    terminal.type(b"\x01\x05\x0b\x02\x06\x15\x17\x08\x7f\x1b[A\x1b[B\x1b[C\x1b[D\x1b[3~\x1bOP\x1b[999z")
    terminal.settle()


def test_a_hundred_thousand_characters_are_pasted(terminal: Terminal) -> None:
    terminal.type("\x1b[200~vec " + "x" * 100_000 + "\x1b[201~")
    terminal.until(lambda: terminal.row().strip("x") == "")
    terminal.type("\r")
    terminal.until(lambda: "Load more" in terminal.since("x" * COLUMNS) or terminal.at_prompt())


def test_lines_that_are_pasted_are_run_in_turn(terminal: Terminal) -> None:
    terminal.type("\x1b[200~use plain\nnear king 1\nnear queen 1\x1b[201~")
    terminal.type("\r")
    terminal.until(lambda: "near queen · plain" in terminal.since("near king · plain"))
    terminal.until(terminal.at_prompt)


def test_the_window_changes_its_size(terminal: Terminal) -> None:
    terminal.type("near ki")
    terminal.until(lambda: terminal.typed() == "near ki")
    try:
        for rows, columns in ((10, 20), (3, 200), (50, 120)):
            terminal.process.setwinsize(rows, columns)
            terminal.read()
    finally:
        terminal.process.setwinsize(ROWS, COLUMNS)
    terminal.type(f"ng 1{CTRL_A}{CTRL_E}\r")
    terminal.until(lambda: "near king · " in terminal.since("near king 1"))
    terminal.until(terminal.at_prompt)


def test_history_is_private(terminal: Terminal, home: Path) -> None:
    terminal.run("objectives # to be remembered")
    folder = home / "XDG_STATE_HOME" / "embrepl"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("history", f"logs/worker-{terminal.process.pid}.log"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert "+objectives # to be remembered\n" in (folder / "history").read_text(encoding="utf-8")


def test_ctrl_d_leaves_and_the_worker_ends(text: Path) -> None:
    with Terminal(str(text)) as terminal:
        terminal.run(f"{ENDLESS} &")
        worker = terminal.worker()
        assert terminal.leave() == 0
        assert gone(worker)


def test_ctrl_d_at_once() -> None:
    with Terminal() as terminal:
        assert terminal.leave() == 0
        assert "Traceback" not in terminal.text
        assert "Fatal" not in terminal.text


def test_a_killed_shell_takes_its_worker_along(text: Path) -> None:
    with Terminal(str(text)) as terminal:
        terminal.run(f"{ENDLESS} &")
        worker = terminal.worker()
        terminal.process.kill(signal.SIGKILL)
        assert terminal.status() == -signal.SIGKILL
        wait_until_gone(worker)


def test_a_dumb_terminal(text: Path) -> None:
    with Terminal(str(text), term="dumb") as terminal:
        assert "the ways of training" in terminal.run("help objectives")
        terminal.type(f"{ENDLESS}\r")
        terminal.until(terminal.busy)
        terminal.type(CTRL_C)
        terminal.until(lambda: "Stopped at epoch" in terminal.text or "before anything was learnt" in terminal.text)
        assert b"\x1b" not in terminal.raw.replace(SHOW_CURSOR, b"")
        assert terminal.leave() == 0


def test_a_script_and_then_the_prompt(tmp_path: Path) -> None:
    script = tmp_path / "first"
    script.write_text("objectives\n")
    with Terminal("-i", "--echo", "run", str(script)) as terminal:
        terminal.until(terminal.at_prompt)
        assert "❯ objectives" in terminal.text
        assert terminal.leave() == 0
