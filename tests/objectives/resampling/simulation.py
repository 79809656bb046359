"""Texts from sources whose cosines are known, and how often the intervals of runs on them hold what they claim to hold.

A text is a row of passages. Each mixes topics and draws its words from the mixture; some of them make a document, or
all of them one. An interval is to hold the cosine on another text of the same kind and size; how often it holds that
on a text without end, which is what the same recipe gives on known pair counts, is measured beside it.

Axes: V words, D dimensions, R runs, O other texts, n pairs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.objectives import spectral
from embrepl.objectives.engine.counts.affinity import affinity
from embrepl.objectives.engine.counts.counting import PairCounts
from embrepl.objectives.engine.initial_vectors import start_vectors
from embrepl.objectives.engine.resampling.texts import resampled, units_with
from embrepl.objectives.engine.resampling.unit_counts import UnitCounts, count_by_unit
from embrepl.objectives.engine.resampling.units import Units, units_of
from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.task import Vectors
from embrepl.space.stability.intervals import LEAST_UNITS, stability
from embrepl.space.stability.runs import Runs, RunsWriter, Sampling, open_runs
from embrepl.training import choosing
from embrepl.training.options.spectral import SpectralOptions
from tests.helpers.trainings import Silent, train

TOPICS, MIXED, MEANINGS = 12, 0.2, 8
RUNS, ASKED, NEAR, OTHERS = 20, 12, 8, 3
OPTIONS = SpectralOptions(dim=8, min_count=1, sample=0.0)
TRAINED_DIM = 16


@dataclass(frozen=True)
class Kind:
    """A kind of text: its words, passages and their length; passages of a document, 0: the text is one document.

    `alike`: how alike in topics the passages of a document are, more than others; 0: no more.
    """

    words: int
    passages: int
    length: int
    together: int = 1
    alike: float = 0.0

    @property
    def tokens(self) -> int:
        """How many words it has, each as often as it is there."""
        return self.passages * self.length


class Source:
    """Topics that put words into passages, by a seed: what texts of a kind are drawn from."""

    def __init__(self, kind: Kind, seed: int) -> None:
        self.kind, rng = kind, np.random.default_rng(seed)
        meanings = rng.standard_normal((kind.words, MEANINGS))
        topics = rng.standard_normal((TOPICS, MEANINGS)) / np.sqrt(MEANINGS)
        shares = np.exp(3 * topics @ meanings.T) / (np.arange(kind.words) + 10)
        self.topics = shares / shares.sum(axis=1, keepdims=True)

    def pairs(self) -> PairCounts:
        """Return the pair counts of a text without end, as whole numbers that make any discount vanish."""
        mixed = np.full((TOPICS, TOPICS), MIXED**2) + np.eye(TOPICS) * MIXED
        joint = self.topics.T @ mixed @ self.topics
        rows, columns = np.triu_indices(self.kind.words)
        amounts = joint[rows, columns] / joint.sum() * np.where(rows == columns, 1, 2)
        counts = np.maximum(1, np.round(amounts * 1e15)).astype(np.int64)
        return PairCounts(self.kind.words, rows.astype(np.int32), columns.astype(np.int32), counts)

    def text(self, rng: np.random.Generator) -> Text:
        """Return a text of passages, each of which mixes the topics anew."""
        kind = self.kind
        mixtures = rng.dirichlet(np.full(TOPICS, MIXED), kind.passages)
        if kind.alike:
            own = rng.dirichlet(np.full(TOPICS, MIXED), -(-kind.passages // kind.together))
            mixtures = (1 - kind.alike) * mixtures + kind.alike * np.repeat(own, kind.together, axis=0)[: kind.passages]
        drawn = np.cumsum(mixtures, axis=1)[:, None] < rng.random((kind.passages, kind.length, 1))
        topics = np.minimum(drawn.sum(axis=2), TOPICS - 1).ravel()
        ids, places = np.empty(len(topics), np.int32), rng.random(len(topics))
        for topic, shares in enumerate(self.topics):
            own = topics == topic
            ids[own] = np.minimum(np.searchsorted(np.cumsum(shares), places[own]), kind.words - 1)
        begins = np.arange(0, kind.passages, kind.together or kind.passages, dtype=np.int64) * kind.length
        counts = np.maximum(np.bincount(ids, minlength=kind.words), 1)
        return Text(ids, np.append(begins, len(ids)), counts)


def unit(vectors: Vectors) -> Vectors:
    """Return vectors at length one; those of words that a text does not have are not numbers."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, lengths, out=np.full_like(vectors, np.nan), where=lengths > 1e-9)


class Solved:
    """The recipe that is solved from counts, and its runs as the background process makes them."""

    name = "spectral"

    def __init__(self, folder: Path, pool: ThreadPoolExecutor) -> None:
        self._folder, self._pool = folder, pool

    def vectors(self, text: Text) -> Vectors:
        """Return the vectors of a text, (V, D)."""
        return self.of_pairs(_counts(text, _units(text)).pairs)

    def of_pairs(self, pairs: PairCounts, near: Vectors | None = None) -> Vectors:
        """Return the vectors of pair counts, (V, D)."""
        matrix = affinity(pairs, OPTIONS, self._pool)
        return spectral.decompose(matrix, OPTIONS, Silent(), self._pool, near).scaled(OPTIONS.power)

    def runs(self, text: Text) -> Runs:
        """Return the runs of a text."""
        units = _units(text)
        counts = _counts(text, units)
        near, _ = spectral.core_basis(affinity(counts.pairs, OPTIONS, self._pool), OPTIONS, Silent(), self._pool)
        every = (self.of_pairs(counts.weighted(units.draw(1, run)), near) for run in range(RUNS))
        return _kept(self._folder, text, units, every)


class Trained:
    """A recipe that goes through the text itself, and its runs as the background process makes them."""

    def __init__(self, name: str, folder: Path, runs: int = RUNS) -> None:
        self.name, self._folder, self._runs = name, folder, runs

    def vectors(self, text: Text) -> Vectors:
        """Return the vectors of a text, (V, D); 0 for words that it does not have."""
        return self._of(text, np.bincount(text.ids, minlength=len(text.counts)))

    def _of(self, text: Text, counts: NDArray[np.int64]) -> Vectors:
        options = choosing.choose(self.name, None, {"dim": TRAINED_DIM, "min_count": 1}, len(text.ids))
        words = tuple(f"w{number}" for number in range(len(counts)))
        start = start_vectors(text, options, words, Silent(), spectral.pending_start)
        outcome = train(self.name, text, options, words=words, start=start.vectors)
        vectors = np.zeros((len(counts), outcome.matrix.shape[1]), np.float32)
        vectors[np.arange(len(counts)) if outcome.rows is None else outcome.rows] = outcome.matrix
        vectors[counts == 0] = 0
        return vectors

    def runs(self, text: Text) -> Runs:
        """Return the runs of a text."""
        units = _units(text)
        drawn = (resampled(text, units, units.draw(1, run)) for run in range(self._runs))
        return _kept(self._folder, text, units, (self._of(each.text, each.counts) for each in drawn))


Recipe = Solved | Trained


@dataclass(frozen=True)
class Coverage:
    """The share of pairs whose interval holds the cosine on another text, and that on a text without end, if known.

    Of nearest words, which are chosen for their cosines, and of words taken at random; not a number where not known.
    `width`: of the intervals of nearest words, on average.
    """

    near: float
    at_random: float
    near_true: float
    at_random_true: float
    width: float


def coverage(kind: Kind, recipe: Recipe, sources: int) -> Coverage:
    """Return how often intervals hold what they claim to, over texts of so many sources of a kind.

    Only pairs count of which the program gives an interval.
    """
    rng, held = np.random.default_rng(0), []
    for source in (Source(kind, seed) for seed in range(sources)):
        spaces = [unit(recipe.vectors(source.text(rng))) for _ in range(OTHERS)]
        known = isinstance(recipe, Solved) and kind.together == 1
        without_end = [unit(recipe.of_pairs(source.pairs()))] if isinstance(recipe, Solved) and known else []
        text = source.text(rng)
        often = np.flatnonzero(np.bincount(text.ids, minlength=kind.words) >= LEAST_UNITS)
        asked = rng.choice(often, ASKED, replace=False).tolist()
        vectors, runs = unit(recipe.vectors(text)), recipe.runs(text)
        held += [_held(word, vectors, runs, spaces, without_end, rng) for word in asked]
    return Coverage(*(_mean(np.array(figures)) for figures in zip(*held, strict=True)))


def _held(
    word: int, vectors: Vectors, runs: Runs, others: list[Vectors], true: list[Vectors], rng: np.random.Generator
) -> tuple[float, ...]:
    """Return the figures of `Coverage` for one word; not a number where nothing is known."""
    cosines = vectors @ vectors[word]
    cosines[[word]] = np.nan
    near = np.argsort(np.nan_to_num(-cosines, nan=np.inf))[:NEAR]
    figures: dict[str, list[float]] = {}
    for rows in (near, rng.choice(np.delete(np.arange(len(vectors)), word), NEAR, replace=False)):
        kept = stability(runs, (word,), (1.0,), tuple(rows.tolist()), NEAR).neighbours
        low, high = (np.array([getattr(each, end) for each in kept], np.float64) for end in ("low", "high"))
        for name, spaces in (("others", others), ("true", true)):
            found = np.array([space[rows] @ space[word] for space in spaces]).reshape(-1, len(rows))
            there = np.isfinite(found) & np.isfinite(low)
            within = ((low <= found) & (found <= high))[there]
            figures.setdefault(name, []).append(_mean(within))
        figures.setdefault("width", []).append(_mean(high - low))
    return (*figures["others"], *figures["true"], figures["width"][0])


def _mean(figures: NDArray[Any]) -> float:
    """Return the mean of those that are known, not a number where none is."""
    known = figures[np.isfinite(figures)]
    return float(known.mean()) if len(known) else np.nan


def _units(text: Text) -> Units:
    return units_of(text.documents, len(text.ids))


def _counts(text: Text, units: Units) -> UnitCounts:
    counts = count_by_unit(text, units, OPTIONS, Silent())
    assert counts is not None
    return counts


def _kept(folder: Path, text: Text, units: Units, every: Iterator[Vectors]) -> Runs:
    """Return vectors of runs by way of the file that keeps them."""
    first = next(every)
    writer = RunsWriter(
        folder, *first.shape, Sampling(1, units.documents, units.blocks, units.block), units_with(text, units)
    )
    for vectors in itertools.chain([first], every):
        writer.add(vectors)
    writer.close()
    runs = open_runs(folder, *first.shape)
    assert runs is not None
    return runs
