"""One training by embrepl, from a raw file to a vector file, in a process of its own, timed.

    python bench/ours.py INPUT OUTPUT OBJECTIVE OPTIONS

OPTIONS are the options of the objective in JSON.  Prints, in JSON, the seconds of the start, of reading, of training
and of all but the start; the processor's seconds of the training (`cpu`); its passes, and what `health` says; the
estimate made before the training; and the most memory that the training took.
"""

from __future__ import annotations

import importlib
import json
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import processes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.objectives.engine.task import Outcome


def ours(source: Path, objective: str, given: dict[str, object], folder: Path) -> tuple[Path, dict[str, Any]]:
    """Train an objective of embrepl on a raw file; return the vector file and what was reported."""
    out = folder / f"{objective}.txt"
    printed = processes.python(
        __file__, source, out, objective, json.dumps(given), settings=processes.AS_IN_THE_PRODUCT
    )
    return out, json.loads(printed.splitlines()[-1])


class Listener:
    """What a training reports to: keeps its estimate, and the most memory that is seen while it runs."""

    watched = ()

    def __init__(self) -> None:
        self.estimated = (0.0, 0)
        self.most = 0
        self.over = threading.Event()
        self._last = 0.0

    def measure_memory(self) -> None:
        """Look every 20 ms until it is over: a training does not always report when it takes most."""
        from embrepl.system import memory

        while not self.over.wait(0.02):
            self.most = max(self.most, memory.resident())

    def progress(self, *_: object) -> None:
        """Show and keep nothing."""

    watch = checkpoint = progress

    def due(self) -> bool:
        """Return whether progress would be shown now: ten times a second."""
        now = time.perf_counter()
        if now - self._last < 0.1:
            return False
        self._last = now
        return True

    def stopped(self) -> bool:
        """Never stop."""
        return False

    checkpoint_due = watch_due = stopped

    def estimate(self, seconds: float, most: int) -> bool:
        """Keep the estimate and go on."""
        self.estimated = (seconds, most)
        return True


def main(source: str, out: Path, objective: str, given: dict[str, Any]) -> dict[str, object]:
    """Read, train and write; return the figures."""
    began = time.perf_counter()
    import keras  # noqa: F401
    import tensorflow

    tensorflow.config.experimental.enable_op_determinism()
    from embrepl.corpus.building import build
    from embrepl.corpus.options import ReadOptions
    from embrepl.corpus.store.store import Corpus
    from embrepl.objectives import spectral
    from embrepl.objectives.engine.initial_vectors import start_vectors
    from embrepl.objectives.engine.sampling import Text
    from embrepl.objectives.engine.task import Task
    from embrepl.training import catalog, choosing

    module = importlib.import_module(catalog.find(objective).module)
    listener = Listener()
    start, began = time.perf_counter() - began, time.perf_counter()
    folder = out.with_suffix(".corpus")
    read = build.build([source], ReadOptions(column=column(source)), folder, lambda _: None, lambda: False)
    corpus = Corpus.open(folder)
    chosen = choosing.choose(objective, None, given, read.tokens)
    counts = corpus.counts[: corpus.vocabulary_size(chosen.min_count)]
    words = tuple(corpus.words[: len(counts)])
    reading, processor = time.perf_counter() - began, time.process_time()
    text = Text(corpus.ids, corpus.documents, counts)
    threading.Thread(target=listener.measure_memory, daemon=True).start()
    init = start_vectors(text, chosen, words, listener, spectral.pending_start).vectors
    outcome = module.train(Task(text, chosen, words, init), listener)
    training, processor = time.perf_counter() - began - reading, time.process_time() - processor
    listener.over.set()
    write(out, words, outcome, counts)
    total = time.perf_counter() - began
    return {
        "start": start, "reading": reading, "training": training, "total": total, "cpu": processor,
        "tokens": read.tokens, "words": len(words), "estimate": listener.estimated, "most": listener.most,
        "epochs": getattr(chosen, "epochs", 0), "verdict": verdict(words, counts, outcome, asdict(chosen)),
    }  # fmt: skip


def write(out: Path, words: Sequence[str], outcome: Outcome, counts: NDArray[np.int64]) -> None:
    """Write vectors, and beside them the counts of their words."""
    from embrepl.space.formats import writing

    writing.write("word2vec", out, words, outcome.matrix, force=True)
    counts.tofile(counts_of(out))


def counts_of(vectors: Path) -> Path:
    """Return where the counts of the words of a vector file are kept."""
    return vectors.with_suffix(".counts")


def column(source: str) -> str | None:
    """Return the column of the texts of a table."""
    return "text" if ".csv" in source else None


def verdict(words: Sequence[str], counts: NDArray[np.int64], outcome: Outcome, options: dict[str, Any]) -> str:
    """Return what `health` says of the vectors."""
    from embrepl.space.health import health
    from embrepl.space.space import Space

    return health(Space(words, counts, outcome.matrix, {"options": options}, outcome.start)).verdict


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4]))))
