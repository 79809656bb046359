"""Tokens to ids without Python work per token: a hash table held in arrays, looked up for all tokens of a text at once.

A slot holds the id of a type; collisions go on to the next slot (linear probing). A type is known by its two hashes, so
ids are exact unless two words agree in 128 bits. Words stand one after the other in one buffer: a type takes some 60
bytes, whatever Python objects cost. Axes: T tokens of a text, V types, S slots.
"""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.characters import Characters, text_of
from embrepl.corpus.words.edges import Places
from embrepl.corpus.words.hashing import Words64
from embrepl.corpus.words.ranking import rank
from embrepl.corpus.words.tokeniser import Tokens
from embrepl.errors import EmbreplError
from embrepl.system.memory import resident

Ids = NDArray[np.int32]
Counts = NDArray[np.int64]
Number = TypeVar("Number", np.uint64, np.int64, np.int32)
LINE_FEED = ord("\n")
OF_ITS_OWN = 1 << 18  # bytes from which an array gets memory of its own
SLOT_BITS = 18
NONE = -1
PER_TYPE = 100  # bytes a type takes while its arrays grow and while the types are put in order, its spelling apart
TO_COME = 60  # bytes of these that it takes last


@dataclass(frozen=True)
class NewWords:
    """Different words in the order of the text: their hashes, and their spellings as UTF-8, each with a line feed."""

    first: Words64  # (W,)
    second: Words64  # (W,)
    lines: bytes


NO_WORDS = NewWords(np.empty(0, np.uint64), np.empty(0, np.uint64), b"")


def new_words(
    tokens: Tokens, which: Places, first: Words64, second: Words64, characters: Characters
) -> tuple[NewWords, Ids]:
    """Return the different words among some tokens with these hashes, and which of them each is. (N,), (N,), (N,)."""
    order = np.argsort(first, kind="stable")  # so the first token of a type leads its group
    begins, others = _differ(first[order]), _differ(second[order])
    if (others & ~begins).any():  # two types agree in one hash, which hardly ever happens
        order = np.lexsort((second, first))
        begins = _differ(first[order]) | _differ(second[order])
    leaders = order[begins]  # (W,)
    by_place = np.argsort(leaders)
    number = np.empty(leaders.size, np.int32)
    number[by_place] = np.arange(leaders.size, dtype=np.int32)
    numbers = np.empty(order.size, np.int32)
    numbers[order] = number[np.cumsum(begins) - 1]
    leaders = leaders[by_place]
    lines = _spelt(tokens, which[leaders], characters)
    return NewWords(first[leaders], second[leaders], lines), numbers


def _spelt(tokens: Tokens, which: Places, characters: Characters) -> bytes:
    """Return the spellings of some tokens, each with a line feed."""
    if not which.size:
        return b""
    starts, ends = tokens.starts[which], tokens.ends[which]
    stops = np.cumsum(ends - starts + 1)
    begins = stops - (ends - starts + 1)
    at = np.arange(stops[-1]) + np.repeat(starts - begins, stops - begins)
    letters = characters.folded(tokens.points.take(at, mode="clip"))
    letters[stops - 1] = LINE_FEED
    return text_of(letters).encode()


class Vocabulary:
    """The types met so far, with provisional ids in the order of their first occurrence, and their counts.

    `room` is how many bytes it may take by its own reckoning. One that outgrows it, and with which the process would in
    truth hold more than `limit` bytes before it ends, raises `too-many-words`.
    """

    def __init__(self, room: int | None = None, limit: int = 0) -> None:
        self._room, self._limit = room, limit
        self._size = 0
        self._counts: Counts = np.zeros(1024, np.int64)
        self._first: Words64 = np.zeros(1024, np.uint64)
        self._second: Words64 = np.zeros(1024, np.uint64)
        self._ends: Places = np.zeros(1024, np.int64)  # of each spelling in the buffer, the line feed after it left out
        self._spelt = bytearray()  # every spelling and a line feed
        self._slots: Ids = np.full(1 << SLOT_BITS, NONE, np.int32)  # (S,)

    def __len__(self) -> int:
        """V."""
        return self._size

    @property
    def counts(self) -> Counts:
        """Tokens of each type. (V,)."""
        return self._counts[: self._size]

    @property
    def words(self) -> list[str]:
        """All types, in the order of their ids. V words."""
        return self._spelt.decode().split("\n")[: self._size]

    @property
    def weight(self) -> int:
        """How many bytes of memory it takes at most, up to the end of `ranked`."""
        return PER_TYPE * self._size + 3 * len(self._spelt) + 2 * self._slots.nbytes

    @property
    def _to_come(self) -> int:
        """How many bytes it will take beside those that it holds: to grow once more, and to be put in order."""
        return TO_COME * self._size + 2 * len(self._spelt) + 2 * self._slots.nbytes

    def tokens_with(self, letter: str) -> int:
        """Return how many tokens have this letter."""
        spelt, sign = np.frombuffer(self._spelt, np.uint8), letter.encode()
        found = np.flatnonzero(spelt == sign[-1])
        for back, byte in enumerate(reversed(sign)):
            found = found[spelt[found - back] == byte]
        which = np.unique(np.searchsorted(self._ends[: self._size], found))
        return int(self._counts[which].sum())

    def spellings(self, ids: Places) -> list[bytes]:
        """Return the words of some ids as UTF-8."""
        ends = self._ends[ids]
        starts = np.where(ids > 0, self._ends[ids - 1] + 1, 0)
        return [bytes(self._spelt[s:e]) for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]

    def find(self, first: Words64, second: Words64) -> Ids:
        """Return the ids of tokens by their hashes, NONE for those not known. (T,), (T,) → (T,)."""
        table = self._slots
        slots = _home(first, table.size)
        ids = table.take(slots)
        other = np.flatnonzero(~self._are(ids, first, second))
        other = other[ids[other] >= 0]
        while other.size:
            slots[other] = (slots[other] + 1) & (table.size - 1)
            ids[other] = table[slots[other]]
            other = other[~self._are(ids[other], first[other], second[other])]
            other = other[ids[other] >= 0]
        return ids

    def lines(self, ids: Places) -> bytes:
        """Return the words of some ids as UTF-8, each followed by a line feed."""
        return _lines_at(self._spelt, self._ends, ids)

    def number(self, words: NewWords) -> Ids:
        """Return the ids of different words; those not known become types, in that order. W words → (W,)."""
        ids = self.find(words.first, words.second)
        missed = np.flatnonzero(ids < 0)
        if missed.size:
            ids[missed] = self._append(words, missed)
        return ids

    def count(self, ids: Ids) -> None:
        """Count tokens. (T,)."""
        np.add.at(self._counts, ids, 1)

    def rank(self) -> Places:
        """Return the provisional ids by count, greatest first, then by code points. (V,), less if recounted."""
        order = rank(self.counts, self._spelt, self._ends[: self._size])
        return order[: np.count_nonzero(self.counts)]

    def extend(self, words: Sequence[bytes]) -> None:
        """Make types that are no words of the text: phrases. Nothing can be added any more."""
        self._make_room(len(words))
        ends = np.cumsum([len(word) + 1 for word in words], dtype=np.int64) - 1 + len(self._spelt)
        self._ends[self._size : self._size + len(words)] = ends
        self._spelt += b"".join(word + b"\n" for word in words)
        self._size += len(words)

    def recount(self, counts: Counts) -> None:
        """Set the tokens of all types; those without any are not ranked. (V,)."""
        self._counts[: self._size] = counts

    def _are(self, ids: Ids, first: Words64, second: Words64) -> NDArray[np.bool_]:
        """Whether types have these hashes; those of NONE are compared with the first type, and differ. (T,) → (T,)."""
        result: NDArray[np.bool_] = self._first.take(ids, mode="clip") == first
        result &= self._second.take(ids, mode="clip") == second
        return result

    def _append(self, words: NewWords, which: Places) -> Ids:
        """Make types of some words."""
        self._make_room(which.size)
        ends = np.flatnonzero(np.frombuffer(words.lines, np.uint8) == LINE_FEED)
        lines = words.lines
        if which.size < ends.size:
            lines = _lines_at(lines, ends, which)
            ends = np.flatnonzero(np.frombuffer(lines, np.uint8) == LINE_FEED)
        new = slice(self._size, self._size + which.size)
        self._ends[new] = ends + len(self._spelt)
        self._spelt += lines
        self._first[new], self._second[new] = words.first[which], words.second[which]
        self._size = new.stop
        ids = np.arange(new.start, new.stop, dtype=np.int32)
        _insert(self._slots, ids, self._first[new])
        return ids

    def _make_room(self, fresh: int) -> None:
        """Let all arrays hold that many types more, at most half of the slots taken."""
        size = self._size + fresh
        self._counts, self._ends = _grown(self._counts, size), _grown(self._ends, size)
        self._first, self._second = _grown(self._first, size), _grown(self._second, size)
        if 2 * size > self._slots.size:
            slots = _zeros(1 << (2 * size).bit_length(), self._slots.dtype)
            slots.fill(NONE)
            _insert(slots, np.arange(self._size, dtype=np.int32), self._first[: self._size])
            self._slots = slots
        if self._room is not None and self.weight > self._room and resident() + self._to_come > self._limit:
            raise EmbreplError(
                "too-many-words",
                f"The text has more than {self._size:,} different words; more do not fit into the memory allowed.",
                "Allow more, as in `--memory 4GB`.",
            )


def _lines_at(spelt: bytes | bytearray, ends: Places, which: Places) -> bytes:
    """Return some of the words in a buffer, which end at `ends`, each followed by a line feed. (V,), (W,)."""
    starts = np.where(which > 0, ends[which - 1] + 1, 0)
    lengths = ends[which] + 1 - starts
    stops = np.cumsum(lengths)
    at = np.arange(stops[-1] if which.size else 0) + np.repeat(starts - stops + lengths, lengths)
    result: bytes = np.frombuffer(spelt, np.uint8)[at].tobytes()
    return result


def _differ(hashes: Words64) -> NDArray[np.bool_]:
    """Return which hashes differ from the one before; the first does. (T,) → (T,)."""
    result = np.ones(hashes.size, np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=result[1:])
    return result


def _home(first: Words64, size: int) -> Places:
    """Return the slots where the search for tokens begins, by the highest bits of a hash. (T,) → (T,)."""
    return (first >> np.uint64(65 - size.bit_length())).view(np.int64)


def _insert(table: Ids, ids: Ids, first: Words64) -> None:
    """Put types into the first free slot from their own on. (S,), (V,), (V,)."""
    slots = _home(first, table.size)
    while ids.size:
        free = table[slots] < 0
        table[slots[free]] = ids[free]  # where two want one slot, one of them gets it
        rest = table[slots] != ids
        ids, slots = ids[rest], (slots[rest] + 1) & (table.size - 1)


def _grown(array: NDArray[Number], size: int) -> NDArray[Number]:
    """Return an array of at least `size` items that begins as `array`; growing by half keeps the total cost linear."""
    if size <= array.size:
        return array
    grown = _zeros(max(size, array.size + array.size // 2), array.dtype)
    grown[: array.size] = array
    return grown


def _zeros(size: int, kind: np.dtype[Number]) -> NDArray[Number]:
    """Return an array of zeros; of a large one pages that hold nothing take no memory, and none stays when it goes.

    Among the arrays of the batches it would leave a gap each time that it grows, a third of the vocabulary in the end.
    """
    if size * kind.itemsize < OF_ITS_OWN:
        return np.zeros(size, kind)
    return np.frombuffer(mmap.mmap(-1, size * kind.itemsize), kind)
