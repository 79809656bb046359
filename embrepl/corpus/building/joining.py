"""Writing phrases into a store that is being made: new_york becomes one token, at the place of its first word.

The arrays are rewritten in place, a chunk at a time: there are never more tokens than before.
Axes: T tokens of a chunk, V types, K pairs, N documents.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.phrases import CHUNK_TOKENS, THRESHOLDS, Ids, Mask, Numbers, PhrasePairs, chunks, find
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import DOCUMENTS, IDS, INT32, INT64, STARTS
from embrepl.corpus.store.writing import StoreWriter
from embrepl.corpus.words.joint import JOINT
from embrepl.corpus.words.vocabulary import Vocabulary
from embrepl.system.progress import ReportProgress, silent
from embrepl.system.sizes import counted

PASSES = 2  # the second joins a phrase and a word, or two phrases
SHOWN_PHRASES = 6


def join_phrases(
    writer: StoreWriter, vocabulary: Vocabulary, options: ReadOptions, progress: ReportProgress = silent
) -> str:
    """Find the phrases of a corpus, join them and recount its types; return what was joined."""
    words, path = len(vocabulary), writer.folder / IDS
    threshold = THRESHOLDS[options.phrases] if options.phrase_threshold is None else options.phrase_threshold
    writer.flush()
    for number in range(1, PASSES + 1):
        report = partial(progress, "joining phrases", 0, 0)
        pairs = find(path, vocabulary.counts, options.phrases, max(1, options.phrase_min_count), threshold, report)
        phrases = _name_phrases(pairs, vocabulary)
        counts = _Rewriting(writer.folder, pairs, phrases, len(vocabulary)).run(report, last=number == PASSES)
        vocabulary.recount(counts)
        writer.tokens = int(counts.sum())
    return _said(vocabulary, words, options)


def _said(vocabulary: Vocabulary, words: int, options: ReadOptions) -> str:
    counts = vocabulary.counts[words:]
    commonest = words + np.argsort(-counts, kind="stable")[: min(SHOWN_PHRASES, np.count_nonzero(counts))]
    shown = ", ".join(phrase.decode() for phrase in vocabulary.spellings(commonest))
    phrases = counted(int(np.count_nonzero(counts)), "phrase")
    return f"{phrases} joined by {options.phrases}{': ' * bool(shown)}{shown}{' …' * (len(commonest) == SHOWN_PHRASES)}"


def _name_phrases(pairs: PhrasePairs, vocabulary: Vocabulary) -> Ids:
    """Add the phrases to the vocabulary and return their ids; a b_c and a_b c are one type. K pairs → (K,)."""
    sides = (vocabulary.spellings(side) for side in (pairs.first, pairs.second))
    names = [first + JOINT.encode() + second for first, second in zip(*sides, strict=True)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names), len(vocabulary))}
    vocabulary.extend(list(numbers))
    return np.array([numbers[name] for name in names], np.int32)


class _Rewriting:
    """One pass over the arrays of a store."""

    def __init__(self, folder: Path, pairs: PhrasePairs, phrases: Ids, types: int) -> None:
        self._folder = folder
        self._made = phrases
        self._types = types  # with the phrases
        self._keys = pairs.first * types + pairs.second  # (K,), ascending
        self._begin, self._end = np.zeros(types, np.bool_), np.zeros(types, np.bool_)  # (V,)
        self._begin[pairs.first] = self._end[pairs.second] = True
        self._dropped = 0
        self._moved = 0

    def run(self, progress: Callable[[], None], *, last: bool) -> Numbers:
        """Join the pairs and return the tokens of each type; the last pass leaves plain ids. → (V,)."""
        counts = np.zeros(self._types, np.int64)
        documents = np.memmap(self._folder / DOCUMENTS, INT64, "r+")
        begin, taken = 0, False
        with (self._folder / IDS).open("r+b") as ids_file, (self._folder / STARTS).open("r+b") as starts_file:
            for ids in chunks(self._folder / IDS):
                size = min(ids.size, CHUNK_TOKENS)
                new, kept, taken = self._join(ids, size, taken)
                self._move(documents, begin, ~kept)
                types = np.where(new < 0, ~new, new)
                counts += np.bincount(types, minlength=self._types)
                starts = _read(starts_file, begin, size)
                _write(ids_file, begin - self._dropped, (types if last else new).astype(INT32))
                _write(starts_file, begin - self._dropped, starts[kept])
                self._dropped += size - new.size
                begin += size
                progress()
            ids_file.truncate()
            starts_file.truncate()
        documents[self._moved :] -= self._dropped
        documents.flush()
        return counts

    def _join(self, ids: Ids, size: int, taken: bool) -> tuple[Ids, Mask, bool]:
        """Join the first `size` tokens, the first of which may be `taken` as the end of a pair already.

        Returns the ids that are left, which tokens those are, and whether the token after these is taken. From left to
        right, so of a b c with the pairs a b and b c it is a b that is joined.
        """
        types = np.where(ids < 0, ~ids, ids)
        fit = (ids[1:] >= 0) & self._begin[types[:-1]] & self._end[types[1:]]
        fit[:1] &= not taken
        places = np.flatnonzero(fit)
        keys = types[places].astype(np.int64) * self._types + types[places + 1]
        which = np.searchsorted(self._keys, keys)
        matches = np.flatnonzero(self._keys[np.minimum(which, self._keys.size - 1)] == keys) if keys.size else which
        places, which = places[matches], which[matches]
        odd = _every_other(places)
        places, which = places[odd], which[odd]
        new = ids[:size].copy()
        new[places] = np.where(ids[places] < 0, ~self._made[which], self._made[which])
        kept = np.ones(size + 1, np.bool_)
        kept[places + 1] = False
        kept[0] = not taken
        return new[kept[:size]], kept[:size], not kept[size]

    def _move(self, documents: Numbers, begin: int, dropped: Mask) -> None:
        """Lessen the places of the documents that begin in a chunk by the tokens dropped before them."""
        until = self._moved + int(np.searchsorted(documents[self._moved :], begin + dropped.size))
        inside = documents[self._moved : until]
        before = np.concatenate(([0], np.cumsum(dropped)))
        inside -= self._dropped + before[inside - begin]
        self._moved = until


def _every_other(places: Numbers) -> Numbers:
    """Return which of some ascending places are the first, third, … of a run without gaps. (P,) → (at most P,)."""
    numbers = np.arange(places.size)
    begins = np.append(True, np.diff(places) != 1)[: places.size]
    return np.flatnonzero((numbers - np.maximum.accumulate(np.where(begins, numbers, 0))) % 2 == 0)


def _read(file: BinaryIO, begin: int, size: int) -> Numbers:
    file.seek(begin * INT64.itemsize)
    return np.frombuffer(file.read(size * INT64.itemsize), INT64)


def _write(file: BinaryIO, begin: int, numbers: NDArray[np.int32] | Numbers) -> None:
    file.seek(begin * numbers.itemsize)
    file.write(np.ascontiguousarray(numbers).data)
