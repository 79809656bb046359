"""A session for the prompt: with a model, and without a background process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.space.space import Space
from embrepl.training.client import WorkerClient
from embrepl.training.protocol import Trained

WORDS = ["the", "king", "queen", "kind", "猫", "猫头鹰", "狗", "ki\x1b[2J", "don't"]


def a_space(words: list[str]) -> Space:
    counts = np.arange(len(words), 0, -1, dtype=np.int64)
    matrix = np.eye(len(words), dtype=np.float32)
    return Space(words=words, counts=counts, matrix=matrix, recipe={"objective": "zero", "command": "train"}, name="m")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session with a model and without a worker."""
    monkeypatch.setattr(WorkerClient, "start", lambda _: None)
    session = Session(log=tmp_path / "worker.log")
    session.models["animals"] = Model(a_space(WORDS), "book", Trained(1, "", 1.0, 0.5))
    session.models["armies"] = Model(a_space(["one"]), "book", Trained(2, "", 1.0, 0.5))
    session.current_model = "animals"
    yield session
    session.close()
