"""How long the runs of `stable` take, and how far they can be trusted: the shared reviews, cut to a million words.

The runs are those of `spectral` on resampled documents, made as the background process makes them, with counting.
"From a random start" solves a run's counts as `train` does: what the start from the directions of the whole text
changes is the difference of cosines, beside what two random starts differ by on one text.

    PYTHONPATH=bench python bench/exploring/stable.py [--runs 30] [--words 1000000] [--write]

The reviews are taken from the folder `shared` beside the repository, or the one that EMBREPL_SHARED names; without them
nothing is measured.  --write puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the background process has it

import numpy as np
import pages
from numpy.typing import NDArray
from shared import REVIEWS, need, reviews

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.objectives import spectral
from embrepl.objectives.engine.counts.affinity import affinity
from embrepl.objectives.engine.counts.counting import PairCounts
from embrepl.objectives.engine.resampling.unit_counts import UnitCounts, count_by_unit
from embrepl.objectives.engine.resampling.units import Units, units_of
from embrepl.objectives.engine.sampling import Text
from embrepl.space import store
from embrepl.space.stability.runs import FILE, open_runs
from embrepl.training import choosing
from embrepl.training.options.spectral import SpectralOptions
from embrepl.training.protocol import Resample
from embrepl.training.recipe import CorpusFacts, Recipe
from embrepl.worker.progress import JobReporter
from embrepl.worker.resampling import resample

TARGET = 20.0  # seconds for 30 runs of a million words, on two cores
ASKED, NEAR, COMPARED = 300, 10, 5
Vectors = NDArray[np.float32]


def text_of(folder: Path, words: int) -> Corpus:
    """Return the first reviews that have so many words, as a corpus."""
    rows, size = [], 0
    for text in reviews():
        rows.append([text])
        size += len(text.split())
        if size >= words:
            break
    with (folder / "reviews.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text"], *rows])
    build([str(folder / "reviews.csv")], ReadOptions(), folder / "corpus", lambda _: None, lambda: False)
    return Corpus.open(folder / "corpus")


class Bench:
    """The text, its counts by document, and the model."""

    def __init__(self, folder: Path, words: int) -> None:
        self.folder, self.corpus = folder, text_of(folder, words)
        options = choosing.choose("spectral", None, {}, self.corpus.report.tokens)
        if not isinstance(options, SpectralOptions):
            raise TypeError(options)
        self.options = options
        size = self.corpus.vocabulary_size(options.min_count)
        self.text = Text(self.corpus.ids, self.corpus.documents, np.asarray(self.corpus.counts[:size]))
        self.units: Units = units_of(self.corpus.documents, len(self.corpus.ids))
        self.reporter = JobReporter(1, lambda _: None)
        counts = count_by_unit(self.text, self.units, options, self.reporter)
        if counts is None:
            raise TypeError("stopped")
        self.counts: UnitCounts = counts

    def model(self) -> Path:
        """Return the folder of the model, trained."""
        facts = CorpusFacts("reviews", self.corpus.hash, self.corpus.report.tokens)
        recipe = Recipe("spectral", options=vars(self.options), corpus=facts).as_plain()
        with ThreadPoolExecutor(2) as pool:
            matrix = self.solved(self.counts.pairs, pool)
        size = len(self.text.counts)
        store.save(self.folder / "model", self.corpus.words[:size], self.text.counts, matrix, recipe, None)
        return self.folder / "model"

    def solved(
        self, counts: PairCounts, pool: ThreadPoolExecutor, near: Vectors | None = None, seed: int | None = None
    ) -> Vectors:
        """Return the vectors of counts."""
        options = replace(self.options, seed=self.options.seed if seed is None else seed)
        matrix = affinity(counts, options, pool)
        return spectral.decompose(matrix, options, self.reporter, pool, near).scaled(options.power)

    def differences(self) -> tuple[float, float, float]:
        """Return how cosines differ, as a root mean square: warm from fresh, two fresh of one text, between runs."""
        with ThreadPoolExecutor(2) as pool:
            whole = self.solved(self.counts.pairs, pool)
            near, _ = spectral.core_basis(
                affinity(self.counts.pairs, self.options, pool), self.options, self.reporter, pool
            )
            pairs = self._neighbours(whole)
            seeds = _cosines(whole, *pairs) - _cosines(self.solved(self.counts.pairs, pool, seed=2), *pairs)
            warm, fresh = [], []
            for run in range(COMPARED):
                counts = self.counts.weighted(self.units.draw(1, run))
                warm.append(_cosines(self.solved(counts, pool, near), *pairs))
                fresh.append(_cosines(self.solved(counts, pool, seed=3), *pairs))
        return _size(np.array(warm) - np.array(fresh)), _size(seeds), float(np.std(warm, axis=0, ddof=1).mean())

    def _neighbours(self, vectors: Vectors) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        asked = np.random.default_rng(0).choice(min(len(unit), 6_000), ASKED, replace=False)
        near = np.argsort(-(unit[asked] @ unit.T), axis=1)[:, 1 : NEAR + 1]
        return np.repeat(asked, NEAR), near.ravel()


def _cosines(vectors: Vectors, left: NDArray[np.int64], right: NDArray[np.int64]) -> Vectors:
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.asarray(np.einsum("nd,nd->n", unit[left], unit[right]))


def _size(differences: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(differences))))


def section(words: int, wanted: int) -> Iterator[str]:
    """Yield the table."""
    with tempfile.TemporaryDirectory(prefix="embrepl-stable-") as temporary:
        bench = Bench(Path(temporary), words)
        model = bench.model()
        began, used = time.perf_counter(), time.process_time()
        resample(Resample(2, str(model), str(bench.corpus.folder), wanted, 1), bench.reporter)
        wall, cpu = time.perf_counter() - began, time.process_time() - used
        size, dim = len(bench.text.counts), bench.options.dim
        runs = open_runs(model, size, dim)
        if runs is None:
            raise TypeError("no runs")
        began = time.perf_counter()
        runs.nearest(runs.sums([100], [1.0]), NEAR, [100])
        asking = time.perf_counter() - began
        warm, seeds, between = bench.differences()
        yield ""
        yield f"{bench.corpus.report.tokens:,} words in {bench.corpus.report.documents:,} documents, {size:,} words of "
        yield f"{dim} dimensions, {wanted} runs; {pages.machine()}."
        yield from ("", "| what | figure | |", "|---|---|---|")
        target = f"target {TARGET:.0f} s: {pages.met(cpu / 2 < TARGET)}"
        yield f"| all runs, with counting: processor time over two cores | {cpu / 2:.1f} s | {target} |"
        yield f"| all runs, with counting: as the clock had it | {wall:.1f} s | other work ran beside |"
        yield f"| file of the runs | {(model / FILE).stat().st_size / 1e6:.0f} MB | one byte a number |"
        yield f"| a word's neighbours in all runs | {1000 * asking:.0f} ms | |"
        yield f"| cosines of neighbours: started near, from a random start on the same counts | {warm:.3f} | |"
        yield f"| cosines of neighbours: two random starts on the whole text | {seeds:.3f} | |"
        yield f"| cosines of neighbours: deviation between runs | {between:.3f} | |"
        yield ""


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--words", type=int, default=1_000_000, help="words of the text (%(default)s)")
    parser.add_argument("--runs", type=int, default=30, help="runs (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS)
    pages.publish("stable", section(chosen.words, chosen.runs), chosen)


if __name__ == "__main__":
    main()
