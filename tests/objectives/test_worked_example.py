"""A tiny objective, defined in this file alone, is explained, completed, listed, checked and trained like any other.

Its file of options is this one, its row is `TINY`, and its module is this one too, for `train` is here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from docs.commands import page
from embrepl.errors import EmbreplError
from embrepl.objectives.engine.task import Outcome, Reporter, Task
from embrepl.session.session import Session
from embrepl.shell.completion import ShellCompleter
from embrepl.training import catalog, choosing
from embrepl.training.options.base import Options
from embrepl.training.options.meanings import Meaning, option
from embrepl.training.options.objective import Explanation, Objective
from tests.helpers.sessions import Talk, shown
from tests.helpers.trainings import small_text
from tests.helpers.trainings import train as train_in_process


@dataclass(frozen=True)
class TinyOptions(Options):
    """Options of random vectors."""

    width: float = option(1.0, Meaning("how far the numbers reach", range=(0.5, 4)))


TINY = Objective(
    "tiny", __name__, TinyOptions, "every word a random vector", "this test",
    Explanation("Random vectors.", "u_w uniform", ("this test",), "In nothing.", "Never.", "It learns nothing."),
    keras=False, advice={"untrained": "try any other objective"},
)  # fmt: skip


def train(task: Task, report: Reporter) -> Outcome | None:
    """Return random vectors, (V, D)."""
    options = task.options
    assert isinstance(options, TinyOptions)
    if not report.estimate(0.0, 0):
        return None
    rng = np.random.default_rng(options.seed)
    matrix = rng.uniform(-options.width, options.width, (len(task.words), options.dim)).astype(np.float32)
    return Outcome(matrix, None, None, float(task.text.kept))


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    with catalog.register(TINY):
        yield


def test_it_is_in_the_table_until_it_is_taken_out() -> None:
    assert catalog.find("tiny") is TINY
    assert catalog.advice_for("tiny", "untrained") == "try any other objective"
    with pytest.raises(EmbreplError) as caught:
        catalog.find("tinny")
    assert caught.value.hint == "Did you mean tiny?"


def test_its_own_option_has_a_type_and_a_meaning_and_is_checked() -> None:
    assert choosing.types()["width"] is float
    assert choosing.meanings()["width"].help == "how far the numbers reach"
    assert choosing.meanings()["dim"].help == "numbers in a vector"
    with pytest.raises(EmbreplError, match=r"--width is from 0\.5 to 4, not 9"):
        choosing.choose("tiny", None, {"width": 9})
    with pytest.raises(EmbreplError, match="zero has no option '--width'"):
        choosing.choose("zero", None, {"width": 1.0})


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A session without anything in it."""
    return Talk(Session(log=tmp_path / "worker.log"))


def test_it_is_listed_and_explained(talk: Talk) -> None:
    assert talk("objectives").rows[-1].summary == "every word a random vector"
    explained = talk("explain tiny")
    assert (explained.what, explained.papers) == ("Random vectors.", ("this test",))
    assert [row.option for row in explained.rows if "numbers reach" in row.meaning] == ["--width"]
    assert "Random vectors." in shown(explained)


def test_help_and_the_page_of_commands_have_its_option(talk: Talk) -> None:
    assert [row.meaning for row in talk("help train").rows if row.option == "--width"] == ["how far the numbers reach"]
    assert "| `--width` | 1 | how far the numbers reach |" in page()


def test_completion_offers_it(talk: Talk) -> None:
    def offered(text: str) -> list[str]:
        completions = ShellCompleter(talk.session).get_completions(Document(text), CompleteEvent())
        return [text[: len(text) + each.start_position] + each.text for each in completions]

    assert offered("train ti") == ["train tiny"]
    assert offered("explain ti") == ["explain tiny"]
    assert offered("train tiny --wid") == ["train tiny --width"]


def test_it_trains() -> None:
    outcome = train_in_process("tiny", small_text(), dim=3, width=2.0)
    assert np.asarray(outcome.matrix).shape == (40, 3)
    assert 1 < np.abs(np.asarray(outcome.matrix)).max() <= 2
