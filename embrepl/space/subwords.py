"""The character n-grams of words, hashed to rows of a bucket matrix as fastText does it.

Bojanowski et al. 2017, arXiv:1607.04606, section 3.2: a word is `<word>` split into all runs of `least` to `most`
characters; its vector is the mean of its own row and of the rows of its n-grams (the paper has the sum, the fastText
program the mean). A lone `<` or `>` is no n-gram. A row is the 32-bit FNV-1a hash of the n-gram's UTF-8 bytes modulo
the number of buckets; fastText widens each byte as a signed number before it is mixed in, which differs from FNV-1a
for every character beyond ASCII, and so do we. Equal to gensim's `ft_ngram_hashes` and to fastText's `get_subwords`.

Axes: W words, L characters of all `<word>`s together, S n-grams of all words together, H buckets, N of them in use,
V words of a model, D dimensions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError

END_OF_LINE = "</s>"  # fastText's token for the end of a line; it has no n-grams
_BASIS, _PRIME = np.uint32(2166136261), np.uint32(16777619)
_NONE = 256
_HASHES_AT_ONCE = 1 << 21  # hashes at a time, which keeps the intermediate arrays small


@dataclass(frozen=True)
class Ngrams:
    """Which n-grams: from `least` to `most` characters (`most` 0: none), hashed to so many `buckets`.

    `of_line_ends`: whether </s> has some too, as in the first files of fastText.
    """

    least: int = 3
    most: int = 6
    buckets: int = 2_000_000
    of_line_ends: bool = False

    def rows(self, words: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the bucket rows of all words' n-grams (S,), and where each word's begin, (W + 1,).

        The rows of word i are rows[offsets[i] : offsets[i + 1]], in fastText's order: by place, then by length; a row
        comes as often as n-grams hash to it.
        """
        parts = [self._rows(words[first:last]) for first, last in pairwise(self.groups(words))]
        counts = np.concatenate([np.zeros(1, np.int64), *(part[1] for part in parts)])
        return np.concatenate([np.zeros(0, np.int32), *(part[0] for part in parts)]), np.cumsum(counts)

    def groups(self, words: Sequence[str]) -> list[int]:
        """Return where to cut words into groups that have not too many n-grams each, or are one word: 0, …, W."""
        ends = np.cumsum(np.fromiter((len(word) + 2 for word in words), np.int64, len(words)))
        group = ends * max(1, self.most) // _HASHES_AT_ONCE
        return [0, *(np.flatnonzero(np.diff(group)) + 1).tolist(), len(words)]

    def vector(self, word: str, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the vector (D,) of a word never seen: the mean of its n-grams' rows of `matrix` (H, D).

        Raises `unknown-word` for a word without n-grams.
        """
        rows, _ = self.rows([word])
        if not len(rows):
            span = f"{self.least} to {self.most} characters" if self.most else "any length"
            message = f"'{word}' has no n-grams of {span}."
            raise EmbreplError("unknown-word", message, "Only a word of the vocabulary can be asked for here.")
        mean: NDArray[np.float32] = np.asarray(matrix[rows], np.float64).mean(axis=0).astype(np.float32)
        return mean

    def _rows(self, words: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the rows (S,) and how many each word has (W,)."""
        least, most = max(1, self.least), self.most
        if self.buckets < 1 or most < least:
            return np.zeros(0, np.int32), np.zeros(len(words), np.int64)
        lengths = np.fromiter((len(word) + 2 for word in words), np.int64, len(words))
        valid = _valid(lengths, least, most)
        ends = [row for row, word in enumerate(words) if word == END_OF_LINE and not self.of_line_ends]
        owner = np.repeat(np.arange(len(words)), lengths)  # (L,)
        valid[np.isin(owner, ends)] = False
        counts = np.bincount(owner, weights=valid.sum(axis=1), minlength=len(words)).astype(np.int64)
        hashed = _hashes("".join(f"<{word}>" for word in words), least, most)[valid]
        return (hashed % np.uint32(self.buckets)).astype(np.int32), counts


@dataclass(frozen=True)
class NgramRows:
    """What makes the vectors of a model's words, seen or not: `own` rows of the words (V, D), `rows` of buckets (N, D).

    `buckets` (N,), rising: which of the H buckets those are; the rows of the others are zero. The vector of a word is
    the mean of its own row and of those of its n-grams.
    """

    ngrams: Ngrams
    own: NDArray[np.float32]
    buckets: NDArray[np.int32]
    rows: NDArray[np.float32]

    @classmethod
    def of(cls, extra: Mapping[str, NDArray[Any]]) -> Self | None:
        """Return what `arrays` gave; None where that is not among the arrays of a space."""
        if not {"ngrams", "own", "buckets", "rows"} <= set(extra):
            return None
        least, most, buckets = extra["ngrams"].tolist()
        return cls(Ngrams(least, most, buckets), extra["own"], extra["buckets"], extra["rows"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return all as arrays, by name."""
        kind = np.array([self.ngrams.least, self.ngrams.most, self.ngrams.buckets], np.int64)
        return {"ngrams": kind, "own": self.own, "buckets": self.buckets, "rows": self.rows}

    def vector(self, word: str) -> NDArray[np.float32] | None:
        """Return the vector (D,) of a word never seen, as it is typed or in lower case, whichever knows more n-grams.

        None where all its n-grams are unknown.
        """
        spellings = dict.fromkeys((word, word.lower()))
        places, count = max((self._known(each) for each in spellings), key=lambda known: len(known[0]))
        if not len(places):
            return None
        mean: NDArray[np.float32] = (np.asarray(self.rows[places], np.float64).sum(axis=0) / count).astype(np.float32)
        return mean

    def _known(self, word: str) -> tuple[NDArray[np.int64], int]:
        """Return where the rows of a word's n-grams stand, as far as there are any, and how many n-grams it has."""
        hashed, _ = self.ngrams.rows([word])
        return np.searchsorted(self.buckets, hashed[np.isin(hashed, self.buckets)]), len(hashed)


def _valid(lengths: NDArray[np.int64], least: int, most: int) -> NDArray[np.bool_]:
    """Return which n-grams lie within the word they begin in, (L, most - least + 1), given the words' lengths (W,)."""
    ends = np.cumsum(lengths)
    left = np.repeat(ends, lengths) - np.arange(lengths.sum())  # (L,) characters from here to the word's end
    valid = np.arange(least, most + 1) <= left[:, None]
    if least == 1:
        valid[ends - lengths, 0] = valid[ends - 1, 0] = False
    return valid


def _hashes(text: str, least: int, most: int) -> NDArray[np.uint32]:
    """Return the hashes of the runs of `least` to `most` characters from each on, (L, most - least + 1)."""
    characters = _characters(text)
    state = np.full(len(characters), _BASIS)
    hashed = np.empty((len(characters), most - least + 1), np.uint32)
    for size in range(1, most + 1):  # each n-gram is the one before it with one more character
        state = _mix(state, np.roll(characters, 1 - size, axis=0))
        if size >= least:
            hashed[:, size - least] = state
    return hashed


def _characters(text: str) -> NDArray[np.int16]:
    """Return the UTF-8 bytes of each character as signed numbers, (L, 4); _NONE stands behind its last."""
    data = np.frombuffer(text.encode("utf-8", "surrogatepass"), np.int8)
    starts = np.flatnonzero((data.view(np.uint8) & 0xC0) != 0x80)
    widths = np.diff(starts, append=len(data))
    result = np.full((len(starts), 4), _NONE, np.int16)
    for at in range(4):
        has = widths > at
        result[has, at] = data[starts[has] + at]
    return result


def _mix(state: NDArray[np.uint32], characters: NDArray[np.int16]) -> NDArray[np.uint32]:
    """Return the hashes (L,) with one more character (L, 4) mixed in."""
    state = (state ^ characters[:, 0].astype(np.uint32)) * _PRIME  # the cast keeps the sign's bits
    for at in range(1, 4):
        has = np.flatnonzero(characters[:, at] != _NONE)
        state[has] = (state[has] ^ characters[has, at].astype(np.uint32)) * _PRIME
    return state
