"""Where vectors start: at random, or where another training or a file has them.

Axes: V words, D dimensions.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from embrepl.objectives.objective import Reporter, Vectors
from embrepl.objectives.sampling import Text
from embrepl.training.options.base import Options
from embrepl.training.options.spectral import SpectralOptions


def starting(text: Text, options: Options, report: Reporter) -> Vectors | None:
    """Return the vectors (V, D) that `init` asks for, rows of NaN where there is none; None for random ones."""
    init = getattr(options, "init", "random")
    if init == "spectral":
        return _solved(text, options, report)
    return None


def _solved(text: Text, options: Options, report: Reporter) -> Vectors:
    """Return the spectral vectors of the text, of mean length 1."""
    from embrepl.objectives import counting, spectral

    same = {field.name for field in fields(SpectralOptions)} - {"sample"}
    chosen = SpectralOptions(**{name: getattr(options, name) for name in same if hasattr(options, name)})
    counts, _ = counting.count(text, chosen, report)
    solved = spectral.solve(spectral.mutual_information(counts, chosen), chosen, report)
    vectors = solved.vectors * solved.values.astype(np.float32) ** np.float32(chosen.power)
    return np.asarray(vectors / max(1e-12, float(np.linalg.norm(vectors, axis=1).mean())), np.float32)


def started(random: Vectors, init: Vectors) -> Vectors:
    """Return `init` (V, D), and random vectors of its mean length for the words that it does not know (NaN)."""
    known = np.asarray(np.isfinite(init).all(axis=1), np.bool_)
    result = np.where(known[:, None], init, random)
    if known.any() and not known.all():
        length = np.linalg.norm(init[known], axis=1).mean()
        own = np.linalg.norm(random[~known], axis=1, keepdims=True)
        result[~known] *= length / np.maximum(own, 1e-12)
    return np.asarray(result, np.float32)
