"""Two 64-bit hashes of every token of a text, made with whole-array operations.

Eight characters, folded, make one 64-bit number, or four of a token with characters beyond Latin-1; a token's numbers
are taken in turn into each hash by adding or exclusive or, an odd multiplier and a shift, as in Murmur3 (Appleby 2011).
The first number of all tokens is one gather, the second only of those longer, and so on; every step can be undone, so
the first hash never mixes up two words of one number each and of the same kind. Very long tokens, and those with
characters beyond 16 bits, are hashed one by one. Axes: C characters of a text, T its tokens, H characters among them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.characters import Characters, Points
from embrepl.corpus.words.edges import Places
from embrepl.corpus.words.tokeniser import Tokens

Words64: TypeAlias = NDArray[np.uint64]

LONG_WORD = 64
NARROW, WIDE = 1 << 8, 1 << 16
MULTIPLIERS = np.array([0xD6E8FEB86659FD93, 0xA0761D6478BD642F], np.uint64)
SHIFTS = np.array([32, 29], np.uint64)


@dataclass(frozen=True)
class Width:
    """How many characters go into one number, what holds one, and what the hashes of such tokens begin with."""

    step: int
    unit: np.dtype[np.unsignedinteger]
    seeds: Words64  # (2,)
    masks: Words64 = field(init=False)  # (step + 1,)

    def __post_init__(self) -> None:
        bits = 64 // self.step
        object.__setattr__(
            self, "masks", np.array([(1 << bits * held) - 1 for held in range(self.step + 1)], np.uint64)
        )


LATIN_WIDTH = Width(8, np.dtype("u1"), np.array([0x9E3779B97F4A7C15, 0xE7037ED1A0B428DB], np.uint64))
OTHERS = Width(4, np.dtype("<u2"), np.array([0xC2B2AE3D27D4EB4F, 0x8EBC6AF09C88C6E3], np.uint64))


class Hasher:
    """Hashes tokens as the vocabulary spells them: what folds alike hashes alike."""

    def __init__(self, characters: Characters) -> None:
        self._characters = characters

    def __call__(self, tokens: Tokens) -> tuple[Words64, Words64]:
        """Return both hashes of the tokens of a text. T tokens → (T,), (T,)."""
        folded = self._characters.folded(tokens.points)  # (C,)
        lengths = tokens.ends - tokens.starts
        top = folded.max(initial=0)
        first, second = _hash(folded, tokens.starts, lengths, LATIN_WIDTH)
        if top >= NARROW and (others := _tokens_with(tokens, folded >= NARROW)).size:
            first[others], second[others] = _hash(folded, tokens.starts[others], lengths[others], OTHERS)
        single = np.flatnonzero(lengths > LONG_WORD)
        if top >= WIDE:
            single = np.append(single, _tokens_with(tokens, folded >= WIDE))
        for place in single.tolist():
            word = self._characters.fold(tokens.text[tokens.starts[place] : tokens.ends[place]])
            digest = np.frombuffer(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=16).digest(), "<u8")
            first[place], second[place] = digest
        return first, second


def _tokens_with(tokens: Tokens, mask: NDArray[np.bool_]) -> Places:
    """Return which tokens hold one of the characters in the mask. (C,) → (at most T,)."""
    places = np.flatnonzero(mask)  # (H,)
    if places.size < tokens.starts.size >> 3:
        which = np.searchsorted(tokens.ends, places, side="right")  # the first token that ends after the place
        which = which[tokens.starts.take(which, mode="clip") <= places]
        held = np.zeros(tokens.starts.size + 1, np.bool_)
        held[which] = True
        return np.flatnonzero(held[:-1])
    before = np.concatenate(([0], np.cumsum(mask)))
    return np.flatnonzero(before[tokens.ends] > before[tokens.starts])


def _numbers(folded: Points, width: Width) -> Words64:
    """Return the characters from every place on as one number. (C,) → (C,)."""
    units = np.zeros(folded.size + width.step, width.unit)
    units[: folded.size] = folded  # those that are too wide are cut off here, and their tokens hashed otherwise
    overlapping = np.ndarray((folded.size,), np.dtype("<u8"), units, strides=(units.itemsize,))
    return np.ascontiguousarray(overlapping, np.uint64)


def _hash(folded: Points, starts: Places, lengths: Places, width: Width) -> tuple[Words64, Words64]:
    """Take the numbers of tokens into two hashes. (C,), (T,), (T,) → (T,), (T,)."""
    numbers = _numbers(folded, width)
    number = numbers.take(starts)
    number &= width.masks.take(lengths, mode="clip")
    first, second = _stir(number ^ width.seeds[0], 0), _stir(number + width.seeds[1], 1)
    longer = np.flatnonzero(lengths > width.step)
    done = width.step
    while longer.size and done < LONG_WORD:
        number = numbers.take(starts.take(longer) + done)
        left = lengths.take(longer) - done
        number &= width.masks.take(left, mode="clip")
        first[longer] = _stir(first.take(longer) ^ number, 0)
        second[longer] = _stir(second.take(longer) + number, 1)
        longer = longer[left > width.step]
        done += width.step
    return first, second


def _stir(mixed: Words64, which: int) -> Words64:
    mixed *= MULTIPLIERS[which]
    mixed ^= mixed >> SHIFTS[which]
    return mixed
