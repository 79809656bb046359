"""Two 64-bit hashes of every token of a text, made with whole-array operations.

Four characters, folded, make one 64-bit number; a token's numbers are taken in turn into each hash by adding or
exclusive or, an odd multiplier and a shift, as in Murmur3 (Appleby 2011). The first number of all tokens is one gather,
the second only of those longer than four characters, and so on; every step can be undone, so the first hash never
mixes up words of up to four characters. Very long tokens, and those with characters beyond 16 bits, are hashed one by
one. Axes: C characters of a text, T its tokens.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.characters import Characters, Points
from embrepl.corpus.tokeniser import Places, Tokens

Words64: TypeAlias = NDArray[np.uint64]

STEP = 4  # characters of 16 bits in one number
LONG = 64
WIDE = 1 << 16
MASKS = np.array([(1 << 16 * characters) - 1 for characters in range(STEP + 1)], np.uint64)
MULTIPLIERS = np.array([0xD6E8FEB86659FD93, 0xA0761D6478BD642F], np.uint64)
SEEDS = np.array([0x9E3779B97F4A7C15, 0xE7037ED1A0B428DB], np.uint64)
SHIFTS = np.array([32, 29], np.uint64)


class Hasher:
    """Hashes tokens as the vocabulary spells them: what folds alike hashes alike."""

    def __init__(self, characters: Characters) -> None:
        self._characters = characters

    def __call__(self, tokens: Tokens) -> tuple[Words64, Words64]:
        """Return both hashes of the tokens of a text. T tokens → (T,), (T,)."""
        folded = self._characters.folded(tokens.points)  # (C,)
        lengths = tokens.ends - tokens.starts
        first, second = _hashed(_numbers(folded), tokens.starts, lengths)
        odd = lengths > LONG
        if folded.size and folded.max() >= WIDE:
            odd |= np.diff(np.searchsorted(np.flatnonzero(folded >= WIDE), [tokens.starts, tokens.ends]), axis=0)[0] > 0
        for place in np.flatnonzero(odd).tolist():
            word = self._characters.fold(tokens.text[tokens.starts[place] : tokens.ends[place]])
            digest = np.frombuffer(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=16).digest(), "<u8")
            first[place], second[place] = digest
        return first, second


def _numbers(folded: Points) -> Words64:
    """Return the four characters from every place on as one number. (C,) → (C,)."""
    units = np.zeros(folded.size + STEP, np.dtype("<u2"))
    units[: folded.size] = folded  # the rare wider ones are cut off here and hashed one by one
    overlapping = np.ndarray((folded.size,), np.dtype("<u8"), units, strides=(units.itemsize,))
    return np.ascontiguousarray(overlapping, np.uint64)


def _hashed(numbers: Words64, starts: Places, lengths: Places) -> tuple[Words64, Words64]:
    """Take the numbers of every token into two hashes. (C,), (T,), (T,) → (T,), (T,)."""
    number = numbers.take(starts)
    number &= MASKS.take(lengths, mode="clip")
    first, second = _stirred(number ^ SEEDS[0], 0), _stirred(number + SEEDS[1], 1)
    longer = np.flatnonzero(lengths > STEP)
    done = STEP
    while longer.size and done < LONG:
        number = numbers.take(starts.take(longer) + done)
        left = lengths.take(longer) - done
        number &= MASKS.take(left, mode="clip")
        first[longer] = _stirred(first.take(longer) ^ number, 0)
        second[longer] = _stirred(second.take(longer) + number, 1)
        longer = longer[left > STEP]
        done += STEP
    return first, second


def _stirred(mixed: Words64, which: int) -> Words64:
    mixed *= MULTIPLIERS[which]
    mixed ^= mixed >> SHIFTS[which]
    return mixed
