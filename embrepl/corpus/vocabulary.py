"""Tokens to ids without Python work per token: hashes of all tokens at once, a table of the known ones.

A token's hash is a polynomial over its characters' random values in 64-bit arithmetic that wraps round,
Σᵢ value(cᵢ) · p^i, taken as the difference of two prefix sums times the inverse power of its start (Karp & Rabin
1987). A second hash with other values and another p checks the first; when they disagree, the words themselves
decide, so ids are exact unless both 64-bit hashes of two words agree. Long tokens are hashed one by one, because a
polynomial with a power of two for modulus is weak on very long ones (Thue-Morse).
Axes: C characters of a text, T its tokens, V types.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.characters import Characters, Points, Words64
from embrepl.corpus.tokeniser import Places, Tokens

Ids = NDArray[np.int32]
Counts = NDArray[np.int64]
Number = TypeVar("Number", np.uint64, np.int64)
LONG = 256
SLOT_BITS = 18
MULTIPLIERS = (0xD6E8FEB86659FD93, 0xA0761D6478BD642F)


class Polynomial:
    """One 64-bit hash of every token of a text."""

    def __init__(self, multiplier: int) -> None:
        self._multiplier = multiplier
        self._powers = self._inverses = np.empty(0, np.uint64)

    def __call__(self, values: Words64, starts: Places, ends: Places) -> Words64:
        """Hash the tokens [start, end). (C,), (T,), (T,) → (T,)."""
        self._reach(values.size)
        sums = np.empty(values.size + 1, np.uint64)
        sums[0] = 0
        terms = values * self._powers[: values.size]
        np.cumsum(terms, out=sums[1:])
        result: Words64 = (sums[ends] - sums[starts]) * self._inverses[starts]
        return result

    def _reach(self, length: int) -> None:
        if length > self._powers.size:
            reach = 1 << length.bit_length()
            self._powers = _powers(self._multiplier, reach)
            self._inverses = _powers(pow(self._multiplier, -1, 1 << 64), reach)


class Hasher:
    """Two independent 64-bit hashes of every token."""

    def __init__(self, characters: Characters) -> None:
        self._characters = characters
        self._polynomials = tuple(map(Polynomial, MULTIPLIERS))

    def __call__(self, text: str, points: Points, tokens: Tokens) -> tuple[Words64, Words64]:
        """Return both hashes of the tokens of a text. T tokens → (T,), (T,)."""
        first, second = (
            polynomial(self._characters.values(points, which), tokens.starts, tokens.ends)
            for which, polynomial in enumerate(self._polynomials)
        )
        for place in np.flatnonzero(tokens.ends - tokens.starts > LONG).tolist():
            word = self._characters.fold(text[tokens.starts[place] : tokens.ends[place]])
            digest = np.frombuffer(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=16).digest(), "<u8")
            first[place], second[place] = digest
        return first, second


class Vocabulary:
    """The types met so far, with provisional ids in the order of their first hash batch, and their counts."""

    def __init__(self, characters: Characters) -> None:
        self.words: list[str] = []
        self._characters = characters
        self._counts: Counts = np.zeros(1024, np.int64)
        self._ids: dict[int, int] = {}  # by first hash
        self._exact: dict[str, int] | None = None  # by word, made only when hashes disagree
        self._checks: Words64 = np.zeros(1024, np.uint64)  # (V,) second hash
        slots = 1 << SLOT_BITS
        self._slot_first = np.zeros(slots, np.uint64)
        self._slot_second = np.zeros(slots, np.uint64)
        self._slot_id: Ids = np.full(slots, -1, np.int32)

    @property
    def counts(self) -> Counts:
        """Tokens of each type. (V,)."""
        return self._counts[: len(self.words)]

    def add(self, text: str, tokens: Tokens, first: Words64, second: Words64) -> Ids:
        """Count the tokens of a text and return their provisional ids. T tokens, (T,), (T,) → (T,)."""
        slots = first >> np.uint64(64 - SLOT_BITS)
        ids: Ids = self._slot_id[slots]
        known = (self._slot_first[slots] == first) & (self._slot_second[slots] == second) & (ids >= 0)
        missed = np.flatnonzero(~known)
        if missed.size:
            places = tokens.starts[missed], tokens.ends[missed]
            ids[missed] = self._look_up(text, *places, first[missed], second[missed])
        added = np.bincount(ids, minlength=len(self.words))
        self._counts[: added.size] += added
        return ids

    def _look_up(self, text: str, starts: Places, ends: Places, first: Words64, second: Words64) -> Ids:
        """Find or make the ids of tokens that the table of frequent ones does not hold."""
        hashes, at, which = np.unique(first, return_index=True, return_inverse=True)
        checks = second[at]
        ids = np.fromiter((self._ids.get(key, -1) for key in hashes.tolist()), np.int32, hashes.size)
        old = np.flatnonzero(ids >= 0)
        if np.any(checks[which] != second) or np.any(self._checks[ids[old]] != checks[old]):
            return self._look_up_exactly(text, starts, ends, first, second)
        new = np.flatnonzero(ids < 0)
        new = new[np.argsort(at[new])]  # ids in the order of the text, whatever the hash
        if new.size:
            spans = zip(starts[at[new]].tolist(), ends[at[new]].tolist(), strict=True)
            fresh = "\n".join([text[start:end] for start, end in spans])
            ids[new] = self._append(self._characters.fold(fresh).split("\n"), hashes[new], checks[new])
        self._remember(ids, hashes, checks)
        result: Ids = ids[which]
        return result

    def _append(self, words: list[str], hashes: Words64, checks: Words64) -> Ids:
        begin = len(self.words)
        self.words += words
        numbers = range(begin, len(self.words))
        for key, number in zip(hashes.tolist(), numbers, strict=True):
            self._ids.setdefault(key, number)
        if self._exact is not None:
            self._exact.update(zip(words, numbers, strict=True))
        self._checks = _grown(self._checks, len(self.words))
        self._counts = _grown(self._counts, len(self.words))
        self._checks[begin : len(self.words)] = checks
        return np.arange(begin, len(self.words), dtype=np.int32)

    def _remember(self, ids: Ids, hashes: Words64, checks: Words64) -> None:
        """Put types into the table of frequent ones; the first in a slot stays, for frequent words come early."""
        slots = hashes >> np.uint64(64 - SLOT_BITS)
        free = np.flatnonzero(self._slot_id[slots] < 0)
        free = free[np.argsort(-ids[free])]  # where two want one slot, the earlier type is written last
        self._slot_first[slots[free]] = hashes[free]
        self._slot_second[slots[free]] = checks[free]
        self._slot_id[slots[free]] = ids[free]

    def _look_up_exactly(self, text: str, starts: Places, ends: Places, first: Words64, second: Words64) -> Ids:
        """Find or make ids by the words themselves: two words share a hash."""
        if self._exact is None:
            self._exact = {word: number for number, word in enumerate(self.words)}
        ids = np.empty(starts.size, np.int32)
        for place, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
            word = self._characters.fold(text[start:end])
            if word not in self._exact:
                self._append([word], first[place : place + 1], second[place : place + 1])
            ids[place] = self._exact[word]
        return ids

    def ranked(self) -> Places:
        """Return the provisional ids by count, greatest first, then by the word's code points. (V,)."""
        by_word = np.array(sorted(range(len(self.words)), key=self.words.__getitem__), np.int64)
        result: Places = by_word[np.argsort(-self.counts[by_word], kind="stable")]
        return result


def _powers(base: int, length: int) -> Words64:
    powers = np.full(length, np.uint64(base))
    powers[:1] = 1
    return np.cumprod(powers)


def _grown(array: NDArray[Number], size: int) -> NDArray[Number]:
    """Return an array of at least `size` items that begins as `array`; doubling keeps the total cost linear."""
    if size <= array.size:
        return array
    grown = np.zeros(max(size, 2 * array.size), array.dtype)
    grown[: array.size] = array
    return grown
