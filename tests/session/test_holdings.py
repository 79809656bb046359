"""What a long session holds: the files of models and corpora that are not in use are closed, and any can be dropped."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from embrepl.commands.targets.uses import surroundings
from embrepl.session.holdings import Model
from embrepl.session.recent import KEPT
from embrepl.session.session import Session
from embrepl.space import store
from embrepl.training.protocol import Trained
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import corpus_of

MANY = 9
WORDS = ["king", "queen", "door"]


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """A session with many corpora and as many models of each."""
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    session = Session(log=Path(os.devnull))
    for number in range(MANY):
        corpus = corpus_of(tmp_path / f"text-{number}", {"a.txt": "king queen door " * 9})
        session.corpora[f"c{number}"] = corpus
        folder = session.folder / f"training-{number}"
        matrix = np.random.default_rng(number).standard_normal((3, 4)).astype(np.float32)
        store.save(folder, WORDS, np.array([9, 9, 9]), matrix, {"objective": "zero"}, matrix)
        space = store.open_space(folder)
        space.name = f"m{number}"
        session.models[space.name] = Model(space, f"c{number}", Trained(1, str(folder), 1.0, loss=None))
    return Talk(session)


def mapped(folder: Path) -> int:
    return Path("/proc/self/maps").read_text("utf-8").count(str(folder))


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the system does not say what is mapped")
def test_what_is_not_in_use_is_closed(talk: Talk, tmp_path: Path) -> None:
    counts, nearest = [], []
    for number in [*range(MANY), *range(MANY)]:
        talk(f"use m{number}")
        nearest.append([row.cosine for row in talk("near king").rows])
        talk("kwic king")
        counts.append(mapped(tmp_path))
    assert nearest[:MANY] == nearest[MANY:]
    assert counts[0] > 0
    assert max(counts[KEPT:]) == counts[KEPT] <= (KEPT + 1) * counts[0]


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the system does not say what is mapped")
def test_what_was_made_of_a_text_goes_with_its_files(talk: Talk, tmp_path: Path) -> None:
    """The contexts of words hold the text that they are read from, also where their model stays in use."""
    session, model = talk.session, talk.session.models["m0"]
    for name, corpus in session.corpora.items():
        session.current_corpus, session.current_model = name, "m0"
        surroundings(session, model, corpus).positions.of(0)
        session.release_unused()
    assert len(session.surroundings) <= KEPT + 1
    assert not mapped(tmp_path / "text-0")


def test_dropping(talk: Talk) -> None:
    talk("use m3")
    folders = [talk.session.models[name].space.folder for name in ("m3", "m5")]
    outcome = talk("drop m3 m5 c7 m3")
    assert [(row.name, row.what, row.bytes > 0) for row in outcome.rows] == [
        ("m3", "model", True), ("m5", "model", True), ("c7", "corpus", False)
    ]  # fmt: skip
    assert not any(folder and folder.exists() for folder in folders)
    assert talk.session.models.keys() == {f"m{number}" for number in range(MANY)} - {"m3", "m5"}
    assert (outcome.corpus, outcome.model) == ("c3", None)
    assert "dropped model m3" in shown(outcome)
    assert talk.error("near king").code == "nothing-trained"
    assert talk("use m7").model == "m7"  # its text is gone, its vectors are not
    assert talk("near king").rows
    assert talk("drop c3").corpus == f"c{MANY - 1}"


def test_what_cannot_be_dropped_leaves_all_as_it_is(talk: Talk) -> None:
    error = talk.error("drop m1 m99")
    assert (error.code, "m1" in talk.session.models) == ("unknown-name", True)


def test_a_model_is_named_as_the_prompt_shows_it(talk: Talk) -> None:
    assert talk("use c4:m4").model == "m4"
    assert talk.error("use c5:m4").code == "unknown-name"
