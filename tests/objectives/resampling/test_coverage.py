"""Intervals of cosines over runs hold what they claim to: on texts drawn from a source whose cosines are known.

A text's documents each mix topics, and draw their words from the mixture. The true cosine of two words is what the same
recipe gives on the pair counts of a text without end, which are known. Axes: V words, D dimensions, N documents.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embrepl.objectives import spectral
from embrepl.objectives.engine.counts.affinity import affinity
from embrepl.objectives.engine.counts.counting import PairCounts
from embrepl.objectives.engine.resampling.unit_counts import count_by_unit
from embrepl.objectives.engine.resampling.units import units_of
from embrepl.objectives.engine.sampling import Text
from embrepl.space.stability.intervals import intervals
from embrepl.space.stability.runs import Runs, RunsWriter, Sampling, open_runs
from embrepl.training.options.spectral import SpectralOptions
from tests.helpers.trainings import Silent

WORDS, TOPICS, DOCUMENTS, LENGTH = 150, 12, 2_000, 40
MIXED, RUNS, ASKED, NEAR = 0.2, 20, 12, 8
SOURCES, SEED = 8, 0
OPTIONS = SpectralOptions(dim=8, min_count=1, sample=0.0)


class Source:
    """Topics that put words into documents, by a seed: what texts are drawn from."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        meanings, topics = rng.standard_normal((WORDS, 8)), rng.standard_normal((TOPICS, 8)) / np.sqrt(8)
        shares = np.exp(3 * topics @ meanings.T) / (np.arange(WORDS) + 10)
        self.topics = shares / shares.sum(axis=1, keepdims=True)

    def pairs(self) -> PairCounts:
        """Return the pair counts of a text without end, as whole numbers that make any discount vanish."""
        mixed = np.full((TOPICS, TOPICS), MIXED**2) + np.eye(TOPICS) * MIXED
        joint = self.topics.T @ mixed @ self.topics
        rows, columns = np.triu_indices(WORDS)
        amounts = joint[rows, columns] / joint.sum() * np.where(rows == columns, 1, 2)
        counts = np.maximum(1, np.round(amounts * 1e15)).astype(np.int64)
        return PairCounts(WORDS, rows.astype(np.int32), columns.astype(np.int32), counts)

    def text(self, rng: np.random.Generator) -> Text:
        """Return a text of documents, each of which mixes the topics anew."""
        mixtures = rng.dirichlet(np.full(TOPICS, MIXED), DOCUMENTS)
        drawn = np.cumsum(mixtures, axis=1)[:, None] < rng.random((DOCUMENTS, LENGTH, 1))
        topics = np.minimum(drawn.sum(axis=2), TOPICS - 1).ravel()
        ids, places = np.empty(len(topics), np.int32), rng.random(len(topics))
        for topic, shares in enumerate(self.topics):
            own = topics == topic
            ids[own] = np.minimum(np.searchsorted(np.cumsum(shares), places[own]), WORDS - 1)
        counts = np.maximum(np.bincount(ids, minlength=WORDS), 1)
        return Text(ids, np.arange(DOCUMENTS + 1, dtype=np.int64) * LENGTH, counts)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


def solved(
    counts: PairCounts, pool: ThreadPoolExecutor, near: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    matrix = affinity(counts, OPTIONS, pool)
    return spectral.decompose(matrix, OPTIONS, Silent(), pool, near).scaled(OPTIONS.power)


def runs_on(text: Text, folder: Path, pool: ThreadPoolExecutor) -> tuple[NDArray[np.float32], Runs]:
    """Return the vectors of a text, and the runs of a file, both as the background process makes them."""
    units = units_of(text.documents, len(text.ids))
    counts = count_by_unit(text, units, OPTIONS, Silent())
    assert counts is not None
    near, _ = spectral.core_basis(affinity(counts.pairs, OPTIONS, pool), OPTIONS, Silent(), pool)
    writer = RunsWriter(folder, WORDS, OPTIONS.dim, Sampling(1, DOCUMENTS, 0, 0), np.ones(WORDS, np.int32))
    for run in range(RUNS):
        writer.add(solved(counts.weighted(units.draw(1, run)), pool, near))
    writer.close()
    runs = open_runs(folder, WORDS, OPTIONS.dim)
    assert runs is not None
    return unit(solved(counts.pairs, pool)), runs


def test_intervals_hold_the_true_cosine_and_that_of_another_text(tmp_path: Path) -> None:
    """Of pairs taken at random and of nearest words, which are chosen for their cosines, 92 to 98 in 100 lie within."""
    held: dict[str, list[NDArray[np.bool_]]] = {"true, near": [], "true, any": [], "other, near": [], "other, any": []}
    rng = np.random.default_rng(SEED)
    with ThreadPoolExecutor(2) as pool:
        for source in map(Source, range(SOURCES)):
            truth, other = unit(solved(source.pairs(), pool)), unit(solved(all_pairs(source.text(rng)), pool))
            vectors, runs = runs_on(source.text(rng), tmp_path, pool)
            for word in rng.choice(WORDS, ASKED, replace=False).tolist():
                near = [row for row in np.argsort(-vectors @ vectors[word]).tolist() if row != word][:NEAR]
                rows = [*near, *rng.choice(np.delete(np.arange(WORDS), word), NEAR, replace=False).tolist()]
                low, high = intervals(runs.cosines(runs.sums([word], [1.0]), rows))
                for name, space in (("true", truth), ("other", other)):
                    within = (low <= space[rows] @ space[word]) & (space[rows] @ space[word] <= high)
                    held[f"{name}, near"].append(within[:NEAR])
                    held[f"{name}, any"].append(within[NEAR:])
    shares = {name: float(np.mean(within)) for name, within in held.items()}
    assert all(0.92 <= share <= 0.98 for share in shares.values()), shares


def all_pairs(text: Text) -> PairCounts:
    counts = count_by_unit(text, units_of(text.documents, len(text.ids)), OPTIONS, Silent())
    assert counts is not None
    return counts.pairs
