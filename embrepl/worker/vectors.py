"""Reading a file of vectors as a model of its own, without a corpus.

Axes: V words.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.objectives import files
from embrepl.space import store
from embrepl.space.formats import Vectors
from embrepl.training.protocol import ReadVectors, Trained
from embrepl.worker.jobs import versions
from embrepl.worker.progress import JobReporter


def read_vectors(request: ReadVectors, reporter: JobReporter) -> Trained:
    """Read the first words of a file into a vector store; stopped, it keeps those that were read.

    Raises what `formats.read` raises.
    """
    began, path = time.perf_counter(), Path(request.path)
    hearing = files.Hearing(reporter)
    found = whole(path, request.most, hearing)
    notes = list(found.notes)
    if len(found.words) == request.most:
        notes.append(f"The first {request.most:,} words were read; `--most` reads more.")
    order, counts = _order(found)
    left_out = len(found.words) - len(order)
    if left_out:
        notes.append(f"{left_out:,} words with a line break in them were left out.")
    reporter.progress("writing", 0, 1, "", {})
    recipe = {**request.recipe, "versions": versions(keras=False)}
    if hearing.far:
        recipe["stopped"] = hearing.far
    words = [found.words[row] for row in order.tolist()]
    store.save(Path(request.folder), words, counts, found.matrix[order], recipe, None)
    seconds = time.perf_counter() - began
    return Trained(
        request.job, request.folder, seconds, None, memory=reporter.most, stopped=hearing.far, notes=notes
    )  # fmt: skip


def whole(path: Path, most: int, hearing: files.Hearing) -> Vectors:
    """Return a file's first words and their vectors; raise `no-vectors` where none of them can be kept."""
    found = files.whole(path, None, most, hearing)
    if not any(map(_can_be_kept, found.words)):
        raise EmbreplError("no-vectors", f"{path} has no words that can be kept.", "Check the file.")
    return found


def _order(found: Vectors) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows to keep and their counts, (V,) each: the most frequent first, or as in the file; then all 0."""
    rows = np.array([row for row, word in enumerate(found.words) if _can_be_kept(word)], np.int64)
    if found.counts is None:
        return rows, np.zeros(len(rows), np.int64)
    rows = rows[np.argsort(-found.counts[rows], kind="stable")]
    return rows, found.counts[rows]


def _can_be_kept(word: str) -> bool:
    return "\n" not in word and "\r" not in word
