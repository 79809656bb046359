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

from embrepl.corpus import build, cache, memory
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.report import Progress as Read
from embrepl.corpus.sources import find
from embrepl.corpus.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.space import store
from embrepl.training import catalog
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


def train(request: Train, reporter: JobReporter) -> Trained:
    """Train an objective on a corpus store into a vector store."""
    corpus = Corpus.open(Path(request.corpus))
    counts = _kept_counts(corpus, int(request.options["min_count"]))
    words = corpus.words[: len(counts)]
    reporter.progress("starting Keras", 0, 1, "", {})
    objective = importlib.import_module(catalog.find(request.objective).module)
    _be_deterministic()
    from embrepl.objectives.sampling import Text

    def save(matrix: NDArray[np.float32], start: NDArray[np.float32], stopped: str) -> None:
        recipe = {**request.recipe, "stopped": stopped, "versions": _versions()}
        store.save(Path(request.folder), words, counts, matrix, recipe, start)

    reporter.save_with(lambda matrix, start: save(matrix, start, "a checkpoint"))
    begin = time.perf_counter()
    outcome = objective.train(Text(corpus.ids, corpus.documents, counts), request.options, reporter)
    seconds = time.perf_counter() - begin
    reporter.progress("writing", 0, 1, "", {})
    save(outcome.matrix, outcome.start, outcome.stopped)
    return Trained(request.job, request.folder, seconds, outcome.loss, outcome.words, outcome.stopped)


def _kept_counts(corpus: Corpus, min_count: int) -> NDArray[np.int64]:
    size = corpus.vocabulary_size(min_count)
    if not size:
        most = int(corpus.counts[0])
        raise EmbreplError(
            "empty-vocabulary",
            f"No word is seen {min_count:,} times; the most frequent one is seen {_times(most)}.",
            f"Try `--min-count {max(1, most // 2)}` or load more text.",
        )
    return np.asarray(corpus.counts[:size])


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _be_deterministic() -> None:
    """Make the same seed give the same bytes; only TensorFlow needs to be told."""
    import keras

    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        tf.config.experimental.enable_op_determinism()


def _versions() -> dict[str, Any]:
    import keras

    from embrepl import __version__

    return {"embrepl": __version__, "keras": keras.__version__, "backend": keras.backend.backend()}
