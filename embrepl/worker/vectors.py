"""Reading a file of vectors as a model of its own, without a corpus.

Axes: V words.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.objectives.engine import file_vectors
from embrepl.space import store
from embrepl.space.formats import fasttext
from embrepl.space.formats.vectors import WordVectors
from embrepl.space.plausibility import mild
from embrepl.space.subwords import NgramRows
from embrepl.training.ends import End
from embrepl.training.protocol import ReadVectors, Trained
from embrepl.worker.progress import JobReporter
from embrepl.worker.versions import versions

BUCKETS = 1 << 16  # rows of n-grams that are read at a time
MOST_NGRAMS = 1 << 30  # bytes of such rows that are kept


def read_vectors(request: ReadVectors, reporter: JobReporter) -> Trained:
    """Read the first words of a file into a vector store; stopped, it keeps those that were read.

    Raises what `formats.reading.read` raises.
    """
    began, path = time.perf_counter(), Path(request.path)
    progress = file_vectors.ReadProgress(reporter)
    read = read_words(path, request.most, progress, request.encoding)
    notes = list(read.notes)
    if len(read.words) == request.most:
        notes.append(f"The first {request.most:,} words were read; `--most` reads more.")
    notes += mild(read.words, read.matrix)
    order, counts = _order(read)
    left_out = len(read.words) - len(order)
    if left_out:
        notes.append(f"{left_out:,} words with a line break in them were left out.")
    reporter.progress("writing", 0, 1, "", {})
    end = End.stopped_at(progress.far)
    recipe = request.recipe.ended_by(end, versions(keras=False)).as_plain()
    words = [read.words[row] for row in order.tolist()]
    extra, left = _ngrams(path, words, request.encoding or "utf-8") if read.kind == "fasttext" else ({}, "")
    notes += [left] if left else []
    store.save(Path(request.folder), words, counts, read.matrix[order], recipe, None, extra)
    seconds = time.perf_counter() - began
    return Trained(request.job, request.folder, seconds, loss=None, memory=reporter.most, end=end, notes=notes)


def _ngrams(path: Path, words: list[str], encoding: str) -> tuple[dict[str, NDArray[Any]], str]:
    """Return what makes vectors of words never seen from a model of fastText, or a note where that is left out."""
    model = fasttext.load(path)
    if not model.ngrams.buckets or model.ngrams.least > model.ngrams.most:
        return {}, ""
    used = [
        begin + np.flatnonzero(model.buckets[begin : begin + BUCKETS].any(axis=1))
        for begin in range(0, len(model.buckets), BUCKETS)
    ]
    buckets = np.concatenate([np.zeros(0, np.int64), *used])
    size = len(buckets) * model.buckets.shape[1] * 4
    if size > MOST_NGRAMS:
        return {}, f"Its n-grams, {size / 1e9:.1f} GB, were left out: words never seen have no vector."
    places = {word.decode(encoding, "replace"): place for place, word in reversed(list(enumerate(model.words)))}
    own = np.asarray(model.own[[places[word] for word in words]], np.float32)
    rows = np.asarray(model.buckets[buckets], np.float32)
    return NgramRows(model.ngrams, own, buckets.astype(np.int32), rows).arrays(), ""


def read_words(path: Path, most: int, progress: file_vectors.ReadProgress, encoding: str | None = None) -> WordVectors:
    """Return a file's first words and their vectors; raise `no-vectors` where none of them can be kept."""
    vectors = file_vectors.read_file(path, None, most, progress, encoding)
    if not any(map(_can_be_kept, vectors.words)):
        raise EmbreplError("no-vectors", f"{path} has no words that can be kept.", "Check the file.")
    return vectors


def _order(vectors: WordVectors) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows to keep and their counts, (V,) each: the most frequent first, or as in the file; then all 0."""
    rows = np.array([row for row, word in enumerate(vectors.words) if _can_be_kept(word)], np.int64)
    if vectors.counts is None:
        return rows, np.zeros(len(rows), np.int64)
    rows = rows[np.argsort(-vectors.counts[rows], kind="stable")]
    return rows, vectors.counts[rows]


def _can_be_kept(word: str) -> bool:
    return "\n" not in word and "\r" not in word
