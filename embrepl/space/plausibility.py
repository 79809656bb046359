"""Whether words and vectors out of a file can be what they are taken for, or are garbage that happened to be read.

A file can have the right form and still be read wrongly: bytes taken at the wrong place give numbers of forty orders
of magnitude, a count before the vector a dimension a thousand times as large as the others, a wrong encoding words that
nobody can read.
What cannot be vectors is `grave`, and `health` says so; the other doubts are told beside its verdict.

Axes: V words (the first 4096), D dimensions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LOOKED_AT = 4_096  # words
_FEWEST = 10  # words from which on shares of them say something
_UNREADABLE, _GARBLED, _MOST = 0.2, 0.05, 0.9  # shares of the words
_LARGE, _TINY = 1e8, 1e-12  # beyond them no vector has its numbers
_IMPOSSIBLE = 0.05  # share of numbers beyond them
_TIMES = 1_000  # times the usual
_NUMBER = re.compile(r"[+-]?\d*[.,]?\d+(?:e[+-]?\d+)?", re.IGNORECASE)
_UTF8_AS_LATIN1 = re.compile(
    "[\u00c2-\u00c5\u00d0\u00d1][\u0080-\u00bf]|\u00e2\u20ac|[\u00e3-\u00e9][\u0080-\u00bf]{2}"
)
_PYTHON_BYTES = re.compile(r"b'.*'|b\".*\"")
_MARKS = frozenset(":=,;|")
_BAD_LETTERS = frozenset({"Cc", "Cn", "Co", "Cs"})


@dataclass(frozen=True)
class Doubt:
    """What speaks against vectors, in a sentence, and whether they cannot be used for it."""

    sentence: str
    grave: bool = False


def doubts(words: Sequence[str], matrix: NDArray[np.float32]) -> list[Doubt]:
    """Return what is doubtful in the first of V words and their vectors (V, D)."""
    words = words[:LOOKED_AT]
    rows = np.asarray(matrix[: len(words)], np.float64)
    rows = np.where(np.isfinite(rows), rows, 0.0)
    return [*_of_words(words), *_of_numbers(rows)] if len(words) else []


def mild(words: Sequence[str], matrix: NDArray[np.float32]) -> list[str]:
    """Return sentences on what is doubtful, but for what the verdict on the vectors says itself."""
    return [doubt.sentence for doubt in doubts(words, matrix) if not doubt.grave]


def _of_words(words: Sequence[str]) -> Iterator[Doubt]:
    unreadable = [word for word in words if _is_unreadable(word)]
    if len(unreadable) >= max(2, _UNREADABLE * len(words)):
        yield Doubt(f"{_share(unreadable, words)} cannot be read, such as {unreadable[0]!a}", grave=True)
    garbled = [word for word in words if _UTF8_AS_LATIN1.search(word)]
    if len(garbled) >= max(2, _GARBLED * len(words)):
        yield Doubt(f"{_share(garbled, words)} look like UTF-8 that was read as Latin-1, such as '{garbled[0]}'")
    if len(words) < _FEWEST:
        return
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    if len(numbers) >= _MOST * len(words):
        yield Doubt(f"{_share(numbers, words)} are numbers, such as '{numbers[0]}'; are the words in another file?")
    marked = [word for word in words if len(word) > 1 and word[-1] in _MARKS]
    if len(marked) >= _MOST * len(words):
        yield Doubt(f"{_share(marked, words)} end in a mark, such as '{marked[0]}'")
    written = [word for word in words if _PYTHON_BYTES.fullmatch(word)]
    if len(written) >= _MOST * len(words):
        yield Doubt(f"{_share(written, words)} stand in b'…', as Python prints bytes")


def _of_numbers(rows: NDArray[np.float64]) -> Iterator[Doubt]:
    """Yield doubts about rows (V, D)."""
    count, dim = rows.shape
    sizes = np.abs(rows)
    impossible = float(np.mean((sizes > _LARGE) | ((sizes > 0) & (sizes < _TINY))))
    if impossible > _IMPOSSIBLE:
        yield Doubt(
            f"{100 * impossible:.0f} % of the numbers are larger than {_LARGE:.0e} or closer to zero than {_TINY:.0e}, "
            "as where a file is read at the wrong place",
            grave=True,
        )
    zero = int(np.count_nonzero(~sizes.any(axis=1)))
    if 0 < zero < count:
        yield Doubt(f"{zero:,} of {count:,} words have vectors of zeros alone", grave=zero * 2 >= count)
    if dim == 1:
        yield Doubt("there is one number a word: is this a list of counts?")
    if count < _FEWEST or dim < 2 or impossible > _IMPOSSIBLE:
        return
    constant = int(np.count_nonzero(np.ptp(rows, axis=0) == 0))
    if 0 < constant < dim:
        yield Doubt(f"{constant:,} of {dim:,} dimensions are the same for all words", grave=constant * 2 >= dim)
    yield from _of_columns(sizes)
    if np.array_equal(rows, np.rint(rows)):
        yield Doubt("all numbers are whole; where they had decimals, the decimal mark was lost")


def _of_columns(sizes: NDArray[np.float64]) -> Iterator[Doubt]:
    """Yield a doubt where a dimension, or the length of a word's vector, is far beyond the others: sizes (V, D)."""
    largest = sizes.max(axis=0)
    usual = float(np.median(largest))
    column = int(largest.argmax())
    if largest[column] > _TIMES * usual > 0:
        yield Doubt(
            f"dimension {column + 1:,} has numbers up to {largest[column]:,.0f}, the others up to about {usual:.2g}: "
            "is it a count or a running number?"
        )
        return
    norms = np.linalg.norm(sizes, axis=1)
    middle = float(np.median(norms))
    if norms.max() > _TIMES * middle > 0:
        yield Doubt(f"the longest vector has {norms.max() / middle:,.0f} times the usual length")


def _is_unreadable(word: str) -> bool:
    if word.isprintable():  # which U+FFFD is
        return "\ufffd" in word
    return any(unicodedata.category(letter) in _BAD_LETTERS for letter in word)


def _share(some: Sequence[str], words: Sequence[str]) -> str:
    return f"{len(some):,} of {'the first ' * (len(words) == LOOKED_AT)}{len(words):,} words"
