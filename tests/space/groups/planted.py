"""Spaces whose groups are known, for the tests of what looks for groups."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.space.space import Space
from embrepl.training.protocol import Trained
from tests.helpers.sessions import Talk


def planted(groups: int = 5, words: int = 12, dim: int = 16, noise: float = 0.1, seed: int = 0) -> np.ndarray:
    """Return vectors around so many axes, those of the groups in turn: word n belongs to group n % groups."""
    generator = np.random.default_rng(seed)
    axes = np.eye(dim, dtype=np.float32)[:groups]
    rows = np.tile(axes, (words, 1)) + noise * generator.standard_normal((groups * words, dim))
    return rows.astype(np.float32)


def units_of(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def space_of(rows: np.ndarray, words: list[str] | None = None, *, counted: bool = True) -> Space:
    """Return a space of these vectors; its words are named by their group where `words` are not given."""
    names = words or [f"w{number}" for number in range(len(rows))]
    counts = np.arange(len(rows), 0, -1) if counted else np.zeros(len(rows), np.int64)
    return Space(names, counts, rows, name="planted")


@contextmanager
def talking_of(space: Space, session: Session | None = None, corpus: str = "story") -> Iterator[Talk]:
    """Yield a session whose only model is this space."""
    talk = Talk(session or Session())
    talk.session.models["planted"] = Model(space, corpus, Trained(1, "", 1.0, 0.5))
    talk.session.current_model = "planted"
    yield talk
