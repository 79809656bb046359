"""Where vectors start: at random, or where another training or a file has them.

Axes: V words, D dimensions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np

from embrepl.errors import EmbreplError
from embrepl.objectives.engine import file_vectors
from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.task import PendingVectors, Reporter, Vectors
from embrepl.space import external
from embrepl.training.options.base import Options

RANDOM, SPECTRAL = "random", "spectral"

Solver: TypeAlias = Callable[[Text, Options, Reporter], PendingVectors]


@dataclass(frozen=True)
class Start:
    """Vectors (V, D), rows of NaN for words that start at random; None where all do. And what there is to report."""

    vectors: Vectors | PendingVectors | None = None
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    figures: dict[str, float] = field(default_factory=dict)


def start_vectors(text: Text, options: Options, words: tuple[str, ...], report: Reporter, solver: Solver) -> Start:
    """Return what `init` asks for: `random`, `spectral`, or the path of a file of vectors or of a model's folder.

    `solver` is what `spectral` stands for: the engine knows no objective. Raises what reading the file raises,
    `dimension-mismatch`, and `stopped` where it was stopped meanwhile: a start of which half is missing is none.
    """
    init = getattr(options, "init", RANDOM)
    if init == RANDOM:
        return Start()
    if init == SPECTRAL:
        return Start(solver(text, options, report))
    path = Path(init)
    encoding = getattr(options, "encoding", "")
    reading = file_vectors.vectors_of(path, text, words, report, "the others start at random", encoding)
    if reading.stopped:
        raise EmbreplError("stopped", f"Stopped at {reading.stopped}, before training began.", "`train` starts anew.")
    if reading.matched.matrix.shape[1] != options.dim:
        raise external.mismatch(path.name, reading.matched.matrix.shape[1], options.dim)
    vectors = np.full((len(words), options.dim), np.nan, np.float32)
    vectors[reading.matched.rows] = reading.matched.matrix
    return Start(vectors, reading.notes, reading.missing, reading.figures)


def fill_unknown(random: Vectors, init: Vectors) -> Vectors:
    """Return `init` (V, D), and random vectors of its mean length for the words that it does not know (NaN)."""
    known = np.asarray(np.isfinite(init).all(axis=1), np.bool_)
    result = np.where(known[:, None], init, random)
    if known.any() and not known.all():
        length = np.linalg.norm(init[known], axis=1).mean()
        own = np.linalg.norm(random[~known], axis=1, keepdims=True)
        result[~known] *= length / np.maximum(own, 1e-12)
    return np.asarray(result, np.float32)
