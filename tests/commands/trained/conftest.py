"""A session with the English bundled corpus and a small model of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import corpora
from embrepl.session.holdings import Model
from tests.helpers.sessions import Talk, quoted, talking

TRAIN = "train --dim 20 --epochs 2 --name small"


@pytest.fixture(scope="session")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session with the English bundled corpus and a small model of it."""
    with talking(tmp_path_factory.mktemp("home")) as talk:
        assert talk(f"load {quoted(str(corpora.built('en')))} --name story").kept_types > 1000
        assert talk(TRAIN).verdict == "healthy"
        yield talk


@pytest.fixture(autouse=True)
def current(talk: Talk) -> None:
    """Begin each test with the small model in use."""
    talk("use small")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Talk]:
    """A session with nothing in it."""
    with talking(tmp_path, own=True) as talk:
        yield talk


@pytest.fixture
def model(talk: Talk) -> Model:
    """The small model."""
    return talk.session.models["small"]


@pytest.fixture
def loose(talk: Talk) -> Iterator[Talk]:
    """The session, with whatever a test loads and trains forgotten afterwards."""
    session = talk.session
    kept = set(session.corpora), set(session.models)
    yield talk
    for name in set(session.corpora) - kept[0]:
        del session.corpora[name]
    for name in set(session.models) - kept[1]:
        del session.models[name]
