"""Training a space on a corpus store: prepare, train, keep checkpoints and the result, report."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import time
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError, did_you_mean, nearest_names
from embrepl.space import store
from embrepl.space.identity import Identity
from embrepl.system import places, threads
from embrepl.system.kept import LOCK, Hold
from embrepl.training import catalog, choosing, states
from embrepl.training.ends import End
from embrepl.training.kept import facts_of
from embrepl.training.options.objective import Objective
from embrepl.training.protocol import Train, Trained
from embrepl.training.recipe import StoppedTraining, TextSource
from embrepl.worker.progress import JobReporter
from embrepl.worker.versions import be_deterministic, check_backend, versions

if TYPE_CHECKING:
    from embrepl.objectives.engine.initial_vectors import Start
    from embrepl.objectives.engine.task import Outcome, Task


def train(request: Train, reporter: JobReporter) -> Trained | None:
    """Train an objective on a corpus store into a vector store; None after a dry run, which reports its estimate."""
    return _Training(request, reporter).run()


class _Training:
    """One training: what it trains on, and where it is kept."""

    def __init__(self, request: Train, reporter: JobReporter) -> None:
        self._request, self._recipe, self._reporter = request, request.recipe, reporter
        self._entry = catalog.find(self._recipe.objective)
        self._corpus = Corpus.open(Path(request.corpus))
        self._options = choosing.restore(self._recipe.objective, self._recipe.options)
        self._counts = kept_counts(self._corpus, self._options.min_count)
        self._words = tuple(self._corpus.words[: len(self._counts)])
        self._folder = Path(request.folder)
        self._state_folder = Path(request.state) if request.state else None
        self._began, self._earlier = time.perf_counter(), 0.0  # seconds; of this run and of those before it
        self._refused = ""  # why the last checkpoint could not be saved
        self._hold: Hold | None = None  # on what is kept to go on, while this runs

    def run(self) -> Trained | None:
        """Train; return what came of it, None where only the estimate was wanted."""
        try:
            return self._run()
        finally:
            if self._hold:
                self._hold.release()
            self._reporter.save_with(None)
            self._corpus.release()

    def _run(self) -> Trained | None:
        watched = _ids(self._request.watched, self._words)
        self._reporter.prepare(self._words, int(self._counts.sum()), watched, self._request.dry)
        module = objective_module(self._entry, self._reporter)
        self._reporter.save_with(self._save_checkpoint)
        self._began = time.perf_counter()
        task, start = self._prepare()
        outcome: Outcome | None = module.train(task, self._reporter)
        if outcome is None:
            return None
        seconds = self._seconds()
        if self._reporter.watched and not isinstance(outcome.matrix, Identity):
            self._reporter.watch(outcome.matrix)
        self._reporter.progress("writing", 0, 1, "", {})
        self._save_vectors(outcome, outcome.end)
        if self._state_folder and not outcome.state:
            shutil.rmtree(self._state_folder, ignore_errors=True)
        return self._report(outcome, start, seconds, resumable=self._kept_to_resume(outcome))

    def _kept_to_resume(self, outcome: Outcome) -> bool:
        """Keep the state of a training that was stopped; where the disk refuses, its vectors are kept all the same."""
        try:
            self._save_state(outcome)
        except EmbreplError as error:
            self._reporter.note(f"{error.message} The vectors are kept; the training cannot go on later.")
            return False
        return bool(self._state_folder and outcome.state)

    def _prepare(self) -> tuple[Task, Start]:
        """Return what is to be trained and where its vectors start, or go on from."""
        from embrepl.objectives import spectral
        from embrepl.objectives.engine.initial_vectors import Start, start_vectors
        from embrepl.objectives.engine.sampling import Text
        from embrepl.objectives.engine.task import Task

        corpus, options, words = self._corpus, self._options, self._words
        text = Text(corpus.ids, corpus.documents, self._counts)
        state = None
        if self._request.resume and self._state_folder:
            self._use_state(self._state_folder)
            state = states.load(self._state_folder)
        if state and self._state_folder:
            self._earlier = StoppedTraining.from_plain(facts_of(self._state_folder)).seconds
        start = Start() if state else start_vectors(text, options, words, self._reporter, spectral.pending_start)
        return Task(text, options, words, start.vectors, state, corpus.labels, tuple(corpus.report.labels)), start

    def _save_checkpoint(self, outcome: Outcome) -> None:
        """Keep the vectors so far, marked as a checkpoint; where the disk refuses, the training goes on without."""
        try:
            self._save_vectors(outcome, replace(outcome.end, far=f"a checkpoint at {outcome.end.far}"))
            self._save_state(outcome, places.process_name())
            self._refused = ""
        except EmbreplError as error:
            if error.code != "cannot-save":
                raise
            if not self._refused:
                self._reporter.note(f"{error.message} The training goes on without it. {error.hint}")
            self._refused = error.message

    def _save_vectors(self, outcome: Outcome, end: End) -> None:
        """Keep the vectors with their recipe."""
        made_by = versions(keras=self._entry.keras) | {"threads": str(threads.available())}
        recipe = self._recipe.ended_by(end, made_by)
        rows = np.arange(len(self._words)) if outcome.rows is None else outcome.rows
        store.save(
            self._folder,
            [self._words[row] for row in rows.tolist()],
            self._counts[rows],
            outcome.matrix,
            recipe.as_plain(),
            outcome.start,
            outcome.extra,
        )

    def _save_state(self, outcome: Outcome, process: str = "") -> None:
        """Keep what is needed to go on, where there is more to train; `process`: the one that goes on with it now."""
        if self._state_folder and outcome.state:
            request, watched = self._request, tuple(self._request.watched)
            source = TextSource(request.corpus, tuple(request.paths), asdict(self._corpus.report.options))
            stopped = StoppedTraining(
                self._recipe, request.name, outcome.end.far, self._seconds(), watched, source, process
            )
            self._use_state(self._state_folder)
            states.save(self._state_folder, outcome.state, stopped.as_plain())

    def _use_state(self, folder: Path) -> None:
        """Keep others from removing what is needed to go on while this runs, and note that it is used."""
        with contextlib.suppress(OSError, ImportError):  # where there are no locks, it may be removed
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._hold is None:
                self._hold = Hold(folder)
                states.clear_unnamed(folder)
            os.utime(folder / LOCK)

    def _seconds(self) -> float:
        """Return how long the training took so far, also before it was stopped."""
        return self._earlier + time.perf_counter() - self._began

    def _report(self, outcome: Outcome, start: Start, seconds: float, *, resumable: bool) -> Trained:
        return Trained(
            self._request.job,
            self._request.folder,
            seconds,
            loss=outcome.loss,
            earlier=self._earlier,
            words=outcome.words,
            memory=self._reporter.most,
            end=replace(outcome.end, resumable=resumable),
            figures={**start.figures, **outcome.figures},
            notes=[*start.notes, *outcome.notes],
            missing=[*start.missing, *outcome.missing],
        )


def _ids(watched: list[str], words: tuple[str, ...]) -> tuple[int, ...]:
    """Return the ids of the watched words. Raises `unknown-word`."""
    places = {word: place for place, word in enumerate(words)} if watched else {}
    for word in watched:
        if word not in places:
            near = nearest_names(word, list(words[:20_000]))
            hint = did_you_mean(near) if near else "No word here is spelt like it."
            raise EmbreplError("unknown-word", f"'{word}' cannot be watched: it is not in the vocabulary.", hint)
    return tuple(places[word] for word in watched)


def objective_module(entry: Objective, reporter: JobReporter) -> ModuleType:
    """Return the module of an objective; Keras takes seconds to start."""
    if entry.keras:
        reporter.progress("starting Keras", 0, 1, "", {})
        check_backend()
    module = importlib.import_module(entry.module)
    if entry.keras:
        be_deterministic()
    return module


def kept_counts(corpus: Corpus, min_count: int) -> NDArray[np.int64]:
    """Return the counts of the words seen at least so often, (V,). Raises `empty-vocabulary`."""
    size = corpus.vocabulary_size(min_count)
    if not size:
        most = int(corpus.counts[0])
        raise EmbreplError(
            "empty-vocabulary",
            f"No word is seen {min_count:,} times; the most frequent one is seen {_times(most)}.",
            f"Try `--min-count {max(1, min(5, most // 2))}` or load more text.",
        )
    return np.asarray(corpus.counts[:size])


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
