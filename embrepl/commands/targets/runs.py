"""The runs that `stable` has made of a model, and what they say of a target."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from embrepl.commands.answers.words import Neighbours
from embrepl.commands.targets.vectors import Target
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model

if TYPE_CHECKING:
    from embrepl.space.ranking.order import Order
    from embrepl.space.stability.intervals import Stability
    from embrepl.space.stability.runs import Runs

NO_RUNS = "no-runs"
CLOSE = 0.999  # cosine of a target with the sum of its words, from which on it is that sum


def runs_of(model: Model) -> Runs | None:
    """Return the runs that are kept with a model, None where there are none. Raises what reading them raises."""
    from embrepl.space.stability.runs import open_runs

    return open_runs(model.space.folder, len(model.space), model.space.dim)


def stability_of(asked: Target, runs: Runs, neighbours: tuple[int, ...], k: int, order: Order | None) -> Stability:
    """Return how sure the neighbours of a target in some order are. Raises `no-runs` where the runs cannot say it."""
    from embrepl.space.stability.intervals import stability

    if any(row >= runs.words for row in asked.rows):
        message = f"The runs of {asked.space.name} are those of its {runs.words:,} most frequent words."
        raise EmbreplError(NO_RUNS, message, "Ask for a more frequent word.")
    if (weights := weights_of(asked)) is None:
        message = f"{asked.text} is no sum of words of {asked.space.name} alone."
        raise EmbreplError(NO_RUNS, message, "Ask for a word, a phrase, or a sum of words of one model.")
    return stability(runs, asked.rows, weights, neighbours, k, None if order is None else order.weights)


def weights_of(asked: Target) -> tuple[float, ...] | None:
    """Return how much each word of a target weighs in it; None where it is no sum of words of its model.

    A pattern is the sum of its words, each as often as it is seen.
    """
    import numpy as np

    if asked.word:
        return (1.0,)
    space, wide = asked.space, asked.vector.astype(np.float64)
    units = space.units(list(asked.rows)).astype(np.float64)  # (n, D)
    solved = [np.linalg.lstsq(units.T, wide, rcond=None)[0]] if len(asked.rows) <= space.dim // 2 else []
    for weights in (*solved, np.asarray(space.counts[list(asked.rows)], np.float64)):
        total = weights @ units
        if total @ wide >= CLOSE * np.linalg.norm(total) * np.linalg.norm(wide) > 0:
            return tuple(weights.tolist())
    return None


def with_runs(asked: Target, found: Neighbours, k: int, order: Order | None) -> Neighbours:
    """Return neighbours with what the runs say of them, where there are enough runs and they know the target."""
    from embrepl.space.stability.intervals import LEAST_RUNS

    runs = runs_of(asked.model)
    if runs is None or runs.runs < LEAST_RUNS or asked.unseen or not found.rows:
        return found
    try:
        sure = stability_of(asked, runs, tuple(asked.space.id(row.word) for row in found.rows), k, order)
    except EmbreplError as error:
        if error.code != NO_RUNS:
            raise
        return found  # they do not know the target
    said = {asked.space.words[each.row]: each for each in sure.neighbours}
    rows = tuple(
        replace(row, kept=each.kept, low=each.low, high=each.high) if (each := said.get(row.word)) else row
        for row in found.rows
    )
    return replace(found, rows=rows, runs=runs.runs)
