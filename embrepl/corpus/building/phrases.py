"""Which neighbouring words are one thing: new york, 红楼 梦; pairs counted exactly and scored.

Bouma 2009 (normalised pointwise mutual information), with the counts of gensim's `Phrases`, so the same pairs get the
same scores; Dunning 1993 (log-likelihood ratio G² of the two by two table). With n tokens, n(a), n(b) and n(ab):

    npmi = ln(n(ab) n / (n(a) n(b))) / -ln(n(ab) / n), from -1 to 1
    llr  = 2 Σ observed ln(observed / expected) over the four cells, 0 where the pair is rarer than by chance

Two words are neighbours when nothing but spaces stands between them, and no end of a document or of a stretch of text
as `documents` splits it. While text is read, the id of a word without such a neighbour before it is inverted (~id).
Axes: C characters, T tokens, V types, K kinds of pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from math import gcd
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.store import INT32
from embrepl.corpus.words.joint import NOT_SPACE
from embrepl.corpus.words.tokeniser import Tokens

Ids = NDArray[np.int32]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]
CHUNK_TOKENS = 1 << 20  # tokens
TABLE_PAIRS = 1 << 22  # pairs that are counted at a time, 32 MB, the others waiting on disk
OPEN_FILES = 200  # files that may be open at once; then the tables grow


@dataclass(frozen=True)
class PhrasePairs:
    """Pairs of types that are phrases, in ascending order of their keys, first · V + second."""

    first: Numbers  # (K,)
    second: Numbers  # (K,)
    counts: Numbers  # (K,)
    scores: Scores  # (K,)


def without_neighbour(tokens: Tokens) -> Mask:
    """Return which words have no neighbour before them. T tokens → (T,)."""
    signs = NOT_SPACE.take(tokens.points, mode="clip")
    before = np.concatenate(([0], np.cumsum(signs)))  # (C + 1,)
    alone = np.ones(tokens.starts.size, np.bool_)
    alone[1:] = before[tokens.starts[1:]] != before[tokens.ends[:-1]]
    return alone


def npmi(pairs: Numbers, first: Numbers, second: Numbers, tokens: int) -> Scores:
    """Return the normalised pointwise mutual information. (K,), (K,), (K,) → (K,)."""
    together = pairs / tokens
    result: Scores = np.log(together / ((first / tokens) * (second / tokens))) / -np.log(together)
    return result


def llr(pairs: Numbers, first: Numbers, second: Numbers, tokens: int) -> Scores:
    """Return the log-likelihood ratio of pairs seen more often than by chance, else 0. (K,), (K,), (K,) → (K,)."""
    only_first, only_second = first - pairs, second - pairs
    other_first, other_second = tokens - first, tokens - second
    scores = (
        _surprise(pairs, first * (second / tokens))
        + _surprise(only_first, first * (other_second / tokens))
        + _surprise(only_second, other_first * (second / tokens))
        + _surprise(other_first - only_second, other_first * (other_second / tokens))
    )
    result: Scores = np.where(pairs > first * (second / tokens), 2 * scores, 0.0)
    return result


def _surprise(observed: Numbers, expected: Scores) -> Scores:
    """Return seen · ln(seen / expected), 0 where nothing was seen."""
    some = observed > 0
    logs: Scores = np.log(np.where(some, observed, 1) / np.where(some, expected, 1))
    return observed * logs


PHRASE_MEASURES: Mapping[str, Callable[[Numbers, Numbers, Numbers, int], Scores]] = {"npmi": npmi, "llr": llr}
THRESHOLDS = {"npmi": 0.6, "llr": 1000.0}


def chunks(path: Path) -> Iterator[Ids]:
    """Yield the ids of a store, CHUNK_TOKENS at a time and each time the first one of the next chunk too."""
    with path.open("rb") as file:
        begin = 0
        while True:
            file.seek(begin * INT32.itemsize)
            ids = np.frombuffer(file.read((CHUNK_TOKENS + 1) * INT32.itemsize), INT32)
            if not ids.size:
                return
            yield ids
            begin += CHUNK_TOKENS


def find(
    path: Path, counts: Numbers, measure: str, least: int, threshold: float, report: Callable[[], None] = lambda: None
) -> PhrasePairs:
    """Return the pairs seen at least `least` times whose score is above the threshold. (V,) → K pairs.

    `report` is called after every chunk and every table.
    """
    tokens, types = int(counts.sum()), counts.size
    parts = min(OPEN_FILES, 1 + tokens // TABLE_PAIRS)
    while gcd(parts, types) > 1:  # else all pairs with one second word would be in one part
        parts += 1
    with ExitStack() as files:
        sorted_out = [files.enter_context(TemporaryFile(dir=path.parent)) for _ in range(parts)]
        _sort_out(path, counts >= least, sorted_out, report)
        tables = [_table(file, least, report) for file in sorted_out]
    keys, pairs = (np.concatenate(side) for side in zip(*tables, strict=True))
    first, second = keys // types, keys % types
    scores = PHRASE_MEASURES[measure](pairs, counts[first], counts[second], tokens)
    kept = np.flatnonzero(scores > threshold)
    kept = kept[np.argsort(keys[kept])]
    return PhrasePairs(first[kept], second[kept], pairs[kept], scores[kept])


def _sort_out(path: Path, frequent: Mask, files: Sequence[IO[bytes]], report: Callable[[], None]) -> None:
    """Write the keys of all pairs of neighbours that are frequent words into files, equal ones into one. (V,)."""
    for ids in chunks(path):
        types = np.where(ids < 0, ~ids, ids)
        fit = np.flatnonzero((ids[1:] >= 0) & frequent[types[1:]] & frequent[types[:-1]])
        keys = types[fit].astype(np.int64) * frequent.size + types[fit + 1]
        part = (keys % len(files)).astype(np.uint8)
        keys = keys[np.argsort(part, kind="stable")]
        ends = np.cumsum(np.bincount(part, minlength=len(files)))
        for file, own in zip(files, np.split(keys, ends[:-1]), strict=True):
            file.write(own.data)
        report()


def _table(file: IO[bytes], least: int, report: Callable[[], None]) -> tuple[Numbers, Numbers]:
    """Count the keys in a file; return those found often enough, ascending, and their counts. → (K,), (K,)."""
    file.seek(0)
    keys = np.frombuffer(bytearray(file.read()), np.int64)
    keys.sort()
    begins = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(begins, append=keys.size)
    enough = counts >= least
    report()
    return keys[begins[enough]], counts[enough]
