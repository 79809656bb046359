"""`resume` without the text loaded, and what is said of the trainings that can go on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embrepl.commands.lexer import quote
from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.session.session import Session
from embrepl.session.stopped_trainings import sentences
from embrepl.system import places
from embrepl.training import states
from embrepl.training.protocol import CorpusRead, Message, ReadCorpus, Train
from embrepl.training.recipe import CorpusFacts, Recipe, StoppedTraining, TextSource
from tests.helpers.clients import SilentClient
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import corpus_of


class Reading(SilentClient):
    """Reads what it is asked to read; a training goes on for ever."""

    def send(self, message: Message) -> None:
        super().send(message)
        if isinstance(message, ReadCorpus):
            build(message.paths, ReadOptions(**message.options), Path(message.folder), lambda _: None, lambda: False)
            self.events.put(CorpusRead(message.job, message.folder))


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    session = Session(client=Reading(tmp_path / "worker.log"))
    yield Talk(session)
    session.close(at_once=True)


@pytest.fixture
def corpus(talk: Talk, tmp_path: Path) -> Corpus:
    """A text that an earlier session has read, and left in the cache."""
    corpus_of(tmp_path, {"reviews.txt": "a b c d " * 30})
    shutil.copytree(tmp_path / "store", places.cache_folder() / "entry")
    return Corpus.open(places.cache_folder() / "entry")


def keep(corpus: Corpus, name: str = "mycbow", **more: Any) -> None:
    """Keep a stopped training on a text."""
    recipe = Recipe(
        "cbow", f"train cbow --name {name}", {"dim": 4, "min_count": 2}, CorpusFacts("reviews", corpus.hash, 120)
    )
    source = TextSource(str(corpus.folder), more.pop("paths", ()), asdict(corpus.report.options))
    facts = StoppedTraining(recipe, name, "epoch 3 of 8, 37 %", 5.0, (), source, **more).as_plain()
    states.save(places.trainings_folder() / name, states.State(1, 2, 3.0, {"a": np.ones(2)}), facts)


def training(talk: Talk) -> Train:
    """Return what the background process was asked to train."""
    client = talk.session.jobs.client
    assert isinstance(client, Reading)
    (request,) = [message for message in client.sent if isinstance(message, Train)]
    return request


def test_what_can_go_on_is_said(talk: Talk, corpus: Corpus) -> None:
    keep(corpus)
    keep(corpus, "my glove", process="1-elsewhere")
    keep(corpus, "busy", process=places.process_name())
    lines = [
        "my glove was cut off at epoch 3 of 8, 37 % on reviews: `resume my\\ glove`",
        "mycbow stopped at epoch 3 of 8, 37 % on reviews: `resume mycbow`",
    ]
    assert sorted(sentences(quote)) == lines
    assert sorted(talk("models").stopped) == lines
    assert lines[1] in " ".join(shown(talk("models")).split())


def test_the_text_comes_from_the_cache(talk: Talk, corpus: Corpus) -> None:
    keep(corpus)
    talk("resume mycbow &")
    assert (talk.session.current_corpus, training(talk).corpus) == ("reviews", str(corpus.folder))
    assert (training(talk).resume, training(talk).name) == (True, "mycbow")
    assert "reviews is loaded for it, from the cache" in talk.notes.getvalue()


def test_the_text_is_read_again_where_it_came_from(talk: Talk, corpus: Corpus, tmp_path: Path) -> None:
    keep(corpus, paths=(str(tmp_path / "texts" / "reviews.txt"),))
    shutil.rmtree(corpus.folder)
    talk("resume &")
    assert talk.session.corpus.hash == corpus.hash
    assert training(talk).paths == [str(tmp_path / "texts" / "reviews.txt")]


def test_a_text_that_is_loaded_is_taken(talk: Talk, corpus: Corpus, tmp_path: Path) -> None:
    keep(corpus)
    other = corpus_of(tmp_path / "other", {"b.txt": "x y z " * 30})
    talk.session.corpora.update(here=corpus, other=other)
    talk.session.current_corpus = "other"
    assert talk.error("resume").hint.startswith(
        "These can go on: mycbow (`train cbow --name mycbow`, stopped at epoch 3"
    )
    talk("resume mycbow &")
    assert talk.session.current_corpus == "here"


def test_a_text_that_is_gone_is_named(talk: Talk, corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "texts" / "reviews.txt"
    keep(corpus, paths=(str(path),))
    keep(corpus, "piped")
    shutil.rmtree(corpus.folder)
    error = talk.error("resume piped")
    assert (error.code, "came from standard input" in error.message) == ("text-gone", True)
    path.write_text("something else " * 30)
    assert "has changed since" in talk.error("resume mycbow").message
    path.unlink()
    talk.session.drop("reviews")
    error = talk.error("resume mycbow")
    assert (error.code, str(path) in error.message) == ("text-gone", True)


@pytest.mark.parametrize("kept", [{}, {"source": 3}, {"source": {"paths": 7, "options": {}}}, {"process": 9}])
def test_what_an_older_version_kept_is_read(kept: dict[str, Any]) -> None:
    plain = StoppedTraining(Recipe("zero"), "zero").as_plain()
    del plain["source"], plain["process"]
    assert StoppedTraining.from_plain(plain | kept).name == "zero"
