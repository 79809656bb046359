"""Which words are key to one corpus against another.

    G2         2 (a ln(a / Ea) + b ln(b / Eb)), Ea = c (a + b) / (c + d), Eb = d (a + b) / (c + d)
               for a and b occurrences among c and d tokens (Rayson & Garside 2000); with the sign of the difference.
               3.84, 6.63, 10.83 and 15.13 are p < 0.05, 0.01, 0.001 and 0.0001 for a single word.
    log ratio  log2((a / c) / (b / d)): 1 is twice as frequent, -1 half (Hardie 2014); for a word that one side lacks,
               0.5 stands for its 0.

This is the two-cell form; the four-cell test of a contingency table adds the cells of all other words, which changes
next to nothing. Axes: K words.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.collocations import likelihood
from embrepl.corpus.store.positions import Places
from embrepl.corpus.store.store import Corpus
from embrepl.system.progress import ReportProgress

Floats = NDArray[np.float64]
SIGNIFICANT = 15.13  # p < 0.0001
HALF = 0.5
_WORDS_AT_ONCE = 20_000  # words between two reports of progress


def g2(a: Floats, b: Floats, c: float, d: float) -> Floats:
    """Return the signed log-likelihood of words seen a and b times among c and d tokens. (K,), (K,) → (K,)."""
    expected_a, expected_b = c * (a + b) / (c + d), d * (a + b) / (c + d)
    total = 2 * (likelihood(a, expected_a) + likelihood(b, expected_b))
    return np.where(a / c < b / d, -total, total)


def log_ratio(a: Floats, b: Floats, c: float, d: float) -> Floats:
    """Return the binary logarithm of the ratio of relative frequencies. (K,), (K,) → (K,)."""
    return np.log2((np.where(a > 0, a, HALF) / c) / (np.where(b > 0, b, HALF) / d))


def side_by_side(corpus: Corpus, other: Corpus, progress: ReportProgress) -> tuple[list[str], Places, Places]:
    """Return the words of both corpora and how often each has them. K words, (K,), (K,)."""
    words, numbers = list(corpus.words), np.empty(len(other.words), np.int64)
    for at, word in enumerate(other.words):
        if at % _WORDS_AT_ONCE == 0:
            progress("comparing words", at, len(other.words))
        numbers[at] = corpus.index.get(word, len(words))
        if numbers[at] == len(words):
            words.append(word)
    here, there = np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
    here[: len(corpus.words)] = corpus.counts
    there[numbers] = other.counts
    return words, here, there


def most_key(g2: Floats, ratio: Floats, by_ratio: bool, fewer: bool, most: int) -> Places:
    """Return the places of the words that are key, in order: by the log ratio only those whose G2 is significant.

    `fewer`: the words that are rarer here. Of equal words the first comes first. (K,), (K,) → (M,).
    """
    sign = -1.0 if fewer else 1.0
    key = sign * (ratio if by_ratio else g2)
    enough = np.flatnonzero(sign * g2 >= (SIGNIFICANT if by_ratio else np.nextafter(0, 1)))
    return enough[np.lexsort((enough, -key[enough]))][:most]
