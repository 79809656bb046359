"""Making a model again on resampled texts, by its own recipe; the runs are kept beside it.

Vectors that are solved from counts are solved again from the weighted counts of units of the text, without going
through the text, and from the directions found before. Others are trained again, once for each run.

Axes: V words, D dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.space.stability.runs import FILE, SEEDS, Runs, RunsWriter, Sampling, open_runs, words_kept
from embrepl.space.store import open_space
from embrepl.system import memory, threads
from embrepl.training import catalog, choosing
from embrepl.training.protocol import Resample, Resampled
from embrepl.training.recipe import Recipe
from embrepl.worker.progress import JobReporter
from embrepl.worker.training import kept_counts, objective_module

if TYPE_CHECKING:
    from embrepl.objectives.engine.resampling.texts import ResampledText
    from embrepl.objectives.engine.resampling.units import Units
    from embrepl.objectives.engine.task import Vectors
    from embrepl.training.options.base import Options

COUNTED = "spectral"  # the objective whose vectors are solved from counts alone
PAIR_BYTES = 30  # of memory for each place where a pair stands
SHARE_OF_A_RUN = 0.22  # of the time of the whole training: counts are there, and directions near


def resample(request: Resample, reporter: JobReporter) -> Resampled:
    """Make runs of a model until there are as many as are wanted, or until it is stopped. Raises `stopped`."""
    return _Resampling(request, reporter).run()


class _Resampling:
    """The runs of one model: its recipe and its text, and the units of this."""

    def __init__(self, request: Resample, reporter: JobReporter) -> None:
        from embrepl.objectives.engine.resampling.units import units_of
        from embrepl.objectives.engine.sampling import Text

        self._request, self._reporter = request, reporter
        self._space = open_space(Path(request.model))
        self._recipe = Recipe.from_plain(self._space.recipe)
        self._corpus = Corpus.open(Path(request.corpus))
        self._options = choosing.restore(self._recipe.objective, self._recipe.options)
        counts = kept_counts(self._corpus, self._options.min_count)
        self._text = Text(self._corpus.ids, self._corpus.documents, counts)
        self._units: Units = units_of(self._corpus.documents, len(self._corpus.ids))
        self._sampling = Sampling(request.seed, self._units.documents, self._units.blocks, self._units.block)

    def run(self) -> Resampled:
        """Make the runs that are missing, and keep them with those of before."""
        try:
            return self._run()
        finally:
            self._corpus.release()
            self._space.release()

    def _run(self) -> Resampled:
        from embrepl.objectives.engine.resampling.texts import units_with

        self._reporter.prepare(self._space.words, self._text.kept, (), dry=False)
        earlier, wanted = self._earlier(), self._request.runs
        done = earlier.runs if earlier else 0
        words = earlier.words if earlier else words_kept(len(self._space), self._space.dim, wanted)
        spread = units_with(self._text, self._units)[: len(self._space)]
        folder, name = Path(self._request.model), self._name
        writer = RunsWriter(folder, words, self._space.dim, self._sampling, spread, name)
        try:
            if earlier:
                writer.take(earlier)
            for vectors in self._vectors(range(done, wanted)):
                writer.add(vectors)
                self._reporter.progress("resampling", writer.runs - done, wanted - done, "runs", {})
                if self._reporter.stopped():
                    break
            if writer.runs == done:
                raise EmbreplError("stopped", "Stopped before the first run was made.", "`stable` starts again.")
            writer.close()
            return Resampled(self._request.job, writer.runs, wanted, writer.runs - done)
        finally:
            writer.discard()

    def _earlier(self) -> Runs | None:
        """Return the runs of before, where they go on: of the same units and seed."""
        runs = open_runs(Path(self._request.model), len(self._space), self._space.dim, self._name)
        return runs if runs is not None and runs.sampling == self._sampling else None

    def _vectors(self, runs: range) -> Iterator[Vectors]:
        """Yield the vectors (V, D) of each run; fewer where it is stopped."""
        solved = self._recipe.objective == COUNTED and not self._request.reseed
        return self._solved(runs) if solved else self._trained(runs)

    @property
    def _name(self) -> str:
        """The name of the file."""
        return SEEDS if self._request.reseed else FILE

    def _drawn(self, run: int) -> tuple[ResampledText, Options]:
        """Return the text and the options of a run: another draw of the text, or another seed."""
        from embrepl.objectives.engine.resampling.texts import ResampledText, resampled

        if not self._request.reseed:
            weights = self._units.draw(self._request.seed, run)
            return resampled(self._text, self._units, weights), self._options
        documents = np.arange(len(self._text.documents) - 1)
        seed = self._options.seed + self._request.seed + run
        return ResampledText(self._text, documents, self._text.counts), replace(self._options, seed=seed)

    def _solved(self, runs: range) -> Iterator[Vectors]:
        from embrepl.objectives import spectral
        from embrepl.objectives.engine.counts.affinity import affinity
        from embrepl.objectives.engine.resampling.unit_counts import count_by_unit
        from embrepl.training.options.spectral import SpectralOptions

        options, text, reporter = self._options, self._text, self._reporter
        if not isinstance(options, SpectralOptions):
            raise TypeError(f"spectral has other options: {options!r}")
        seconds, most = spectral.estimate(text, options)
        pairs = text.kept * options.window * PAIR_BYTES
        if not reporter.estimate(seconds * (2 + SHARE_OF_A_RUN * len(runs)), max(most, memory.resident() + pairs)):
            return
        counts = count_by_unit(text, self._units, options, reporter)
        quiet = _Quiet(reporter)
        with ThreadPoolExecutor(threads.available()) as pool:
            if counts is None:
                return
            near, _ = spectral.core_basis(affinity(counts.pairs, options, pool), options, quiet, pool)
            for run in runs:
                if reporter.stopped():
                    return
                weighted = counts.weighted(self._units.draw(self._request.seed, run))
                solved = spectral.decompose(affinity(weighted, options, pool), options, quiet, pool, near)
                yield solved.scaled(options.power)

    def _trained(self, runs: range) -> Iterator[Vectors]:
        from embrepl.objectives import spectral
        from embrepl.objectives.engine.initial_vectors import start_vectors
        from embrepl.objectives.engine.task import Task

        module = objective_module(catalog.find(self._recipe.objective), self._reporter)
        names = tuple(self._corpus.words[: len(self._text.counts)])
        labels = np.asarray(self._corpus.labels)
        for number, run in enumerate(runs):
            drawn, options = self._drawn(run)
            quiet = _OneOfMany(self._reporter, number, len(runs))
            try:
                start = start_vectors(drawn.text, options, names, quiet, spectral.pending_start)
                its = labels[drawn.documents] if len(labels) else labels
                task = Task(drawn.text, options, names, start.vectors, None, its, tuple(self._corpus.report.labels))
                outcome = module.train(task, quiet)
            except EmbreplError:
                if self._reporter.stopped():
                    return
                raise
            if outcome is not None and outcome.end.trouble:
                raise EmbreplError("diverged", f"Run {run + 1:,} has failed. {outcome.end.trouble}")
            if outcome is None or self._reporter.stopped():  # which has not gone through all of its text
                return
            yield self._of_model(outcome.matrix, outcome.rows, drawn.counts)

    def _of_model(self, matrix: Vectors, rows: NDArray[np.int64] | None, counts: NDArray[np.int64]) -> Vectors:
        """Return the vectors of the model's words, (V, D): 0 for those that this run's text does not have."""
        vectors = np.zeros((len(counts), matrix.shape[1]), np.float32)
        vectors[np.arange(len(counts)) if rows is None else rows] = matrix
        vectors[counts == 0] = 0
        return vectors[self._rows]

    @cached_property
    def _rows(self) -> NDArray[np.int64]:
        """Return the ids of the model's words among those of the text, (V,)."""
        if len(self._space) == len(self._text.counts):
            return np.arange(len(self._space))
        ids = self._corpus.index
        return np.array([ids[word] for word in self._space.words], np.int64)


class _Quiet:
    """A reporter of one run among many: it only carries the request to stop."""

    watched: tuple[int, ...] = ()

    def __init__(self, reporter: JobReporter) -> None:
        self._reporter = reporter

    def progress(self, stage: str, done: float, total: float, unit: str, figures: dict[str, float]) -> None:
        """Report nothing."""

    def due(self) -> bool:
        """Whether figures would be shown: never."""
        return False

    def watch(self, vectors: Vectors) -> None:
        """Show nothing."""

    def watch_due(self) -> bool:
        """Whether somebody watches: nobody does."""
        return False

    def estimate(self, seconds: float, memory: int) -> bool:
        """Report nothing; go on."""
        del seconds, memory
        return True

    def stopped(self) -> bool:
        """Whether the job is to stop."""
        return self._reporter.stopped()

    def checkpoint(self, outcome: object) -> None:
        """Keep nothing."""

    def checkpoint_due(self) -> bool:
        """Whether to keep something: never."""
        return False


class _OneOfMany(_Quiet):
    """A reporter of one training among many: how far it is counts as a part of all; the first one's estimate too."""

    def __init__(self, reporter: JobReporter, number: int, runs: int) -> None:
        super().__init__(reporter)
        self._number, self._runs = number, runs

    def progress(self, stage: str, done: float, total: float, unit: str, figures: dict[str, float]) -> None:
        """Report how far all runs are."""
        share = min(1.0, done / total) if stage == "training" and total else 0.0
        if self._number + share:
            self._reporter.progress("resampling", self._number + share, self._runs, "runs", {})

    def due(self) -> bool:
        """Whether progress would be shown now."""
        return self._reporter.due()

    def estimate(self, seconds: float, memory: int) -> bool:
        """Report as many times what the first run takes."""
        return self._number > 0 or self._reporter.estimate(seconds * self._runs, memory)
