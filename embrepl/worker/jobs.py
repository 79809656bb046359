"""What a worker does: read a corpus, train a space."""

from __future__ import annotations

import importlib
import shutil
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.finding import find
from embrepl.corpus.report import Progress as Read
from embrepl.corpus.store import cache
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError, nearest_names
from embrepl.space import store
from embrepl.system import memory
from embrepl.training import catalog, choosing, states
from embrepl.training.protocol import CorpusRead, ReadCorpus, Train, Trained
from embrepl.worker.progress import JobReporter


def read_corpus(request: ReadCorpus, reporter: JobReporter) -> CorpusRead:
    """Read files into a corpus store, or find the one that was made of them before."""

    def progress(at: Read) -> None:
        figures = {"words": float(at.words), "files": float(at.files)}
        reporter.progress(at.stage, at.done_bytes, at.total_bytes, "bytes", figures)

    reporter.progress("reading", 0, 1, "bytes", {})
    known = {field.name for field in fields(ReadOptions)}
    options = ReadOptions(**{name: value for name, value in request.options.items() if name in known})
    build.check(options)
    sources = find(request.paths, options)
    key = cache.key(sources, options) if request.cache and request.cache_size else None
    kept = cache.Cache(Path(request.cache), request.cache_size)
    found = kept.find(key) if key else None
    if found and _opens(found):
        return CorpusRead(request.job, str(found), cached=True)
    folder = Path(request.folder)
    report = build.read(sources, options, folder, progress, reporter.stopped, request.memory or memory.DEFAULT)
    if key and not report.short_of_memory:
        folder = kept.keep(folder, key)
    return CorpusRead(request.job, str(folder))


def _opens(folder: Path) -> bool:
    """Whether a store that was made before can be used; one that cannot is made again."""
    try:
        Corpus.open(folder)
    except EmbreplError:
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True


def train(request: Train, reporter: JobReporter) -> Trained | None:
    """Train an objective on a corpus store into a vector store; a dry run has told its estimate, and gives None."""
    corpus = Corpus.open(Path(request.corpus))
    options = choosing.restored(request.objective, request.options)
    counts = _kept_counts(corpus, options.min_count)
    words = tuple(corpus.words[: len(counts)])
    reporter.prepare(words, int(counts.sum()), _ids(request.watched, words), request.dry)
    entry = catalog.find(request.objective)
    if entry.keras:
        reporter.progress("starting Keras", 0, 1, "", {})
    module = importlib.import_module(entry.module)
    if entry.keras:
        be_deterministic()
    from embrepl.objectives.engine.initial_vectors import Start, starting
    from embrepl.objectives.engine.sampling import Text
    from embrepl.objectives.engine.task import Outcome, Task

    kept = Path(request.state) if request.state else None
    about = {
        "objective": request.objective, "options": request.options, "recipe": request.recipe, "name": request.name,
    }  # fmt: skip

    def save(outcome: Outcome, stopped: str = "") -> None:
        end = {"stopped": stopped or outcome.stopped, "ended": outcome.ended, "versions": versions(keras=entry.keras)}
        recipe = {**request.recipe, **{name: value for name, value in end.items() if value}}
        rows = np.arange(len(words)) if outcome.rows is None else outcome.rows
        kept_words = [words[row] for row in rows.tolist()]
        folder, matrix = Path(request.folder), outcome.matrix
        store.save(folder, kept_words, counts[rows], matrix, recipe, outcome.start, outcome.extra)
        if kept and outcome.state:
            states.save(kept, outcome.state, {**about, "stopped": outcome.stopped})

    reporter.save_with(lambda outcome: save(outcome, f"a checkpoint at {outcome.stopped}"))
    begin = time.perf_counter()
    text = Text(corpus.ids, corpus.documents, counts)
    state = states.load(kept) if request.resume and kept else None
    start = Start() if state else starting(text, options, words, reporter)
    task = Task(text, options, words, start.vectors, state, corpus.labels, tuple(corpus.report.labels))
    outcome = module.train(task, reporter)
    if outcome is None:
        return None
    seconds = time.perf_counter() - begin
    if reporter.watched:
        reporter.watch(outcome.matrix)
    reporter.progress("writing", 0, 1, "", {})
    save(outcome)
    if kept and not outcome.state:
        shutil.rmtree(kept, ignore_errors=True)
    return Trained(
        request.job, request.folder, seconds, outcome.loss, outcome.words, reporter.most, outcome.stopped,
        outcome.trouble, outcome.ended, bool(kept and outcome.state), {**start.figures, **outcome.figures},
        [*start.notes, *outcome.notes], [*start.missing, *outcome.missing],
    )  # fmt: skip


def _ids(watched: list[str], words: tuple[str, ...]) -> tuple[int, ...]:
    """Return the ids of the words somebody watches. Raises `unknown-word`."""
    places = {word: place for place, word in enumerate(words)} if watched else {}
    for word in watched:
        if word not in places:
            near = nearest_names(word, list(words[:20_000]))
            hint = f"Nearest spellings: {', '.join(near)}." if near else "No word here is spelt like it."
            raise EmbreplError("unknown-word", f"'{word}' cannot be watched: it is not in the vocabulary.", hint)
    return tuple(places[word] for word in watched)


def _kept_counts(corpus: Corpus, min_count: int) -> NDArray[np.int64]:
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


def be_deterministic() -> None:
    """Make the same seed give the same bytes; only TensorFlow needs to be told."""
    import keras

    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        tf.config.experimental.enable_op_determinism()


def versions(*, keras: bool) -> dict[str, Any]:
    """Return the versions of what made the vectors, with those of `keras` where it took part."""
    from embrepl import __version__

    if not keras:
        return {"embrepl": __version__, "numpy": np.__version__}
    import keras as library

    return {"embrepl": __version__, "keras": library.__version__, "backend": library.backend.backend()}
