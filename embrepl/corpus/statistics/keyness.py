"""Which words are key to one corpus against another.

    G2         2 (a ln(a / Ea) + b ln(b / Eb)), Ea = c (a + b) / (c + d), Eb = d (a + b) / (c + d)
               for a and b occurrences among c and d tokens (Rayson & Garside 2000); with the sign of the difference.
               3.84, 6.63, 10.83 and 15.13 are p < 0.05, 0.01, 0.001 and 0.0001 for a single word.
    log ratio  log2((a / c) / (b / d)): 1 is twice as frequent, -1 half (Hardie 2014); for a word that one side lacks,
               0.5 stands for its 0.
    p          of G2 as chi-squared with one degree of freedom; q is its false discovery rate among all words tested.
    BIC        G2 - ln(c + d) (Wilson 2013): the evidence once the size of the texts is taken off, which makes any
               difference significant in the end; from 2 on positive, 6 strong, 10 very strong, below 0 for none.
    %DIFF      100 (a / c - b / d) / (b / d) (Gabrielatos & Marchi 2012): by how many percent it is more frequent.
    odds ratio (a / (c - a)) / (b / (d - b)): as the ratio of frequencies, but for very frequent words.
               Of a word that the other side lacks these two have no value.

This is the two-cell form; the four-cell test of a contingency table adds the cells of all other words, which changes
next to nothing. Axes: K words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.collocations import likelihood
from embrepl.corpus.statistics.significance import false_discovery_rates, p_of_g2
from embrepl.corpus.store.positions import Places, Positions
from embrepl.system.progress import ReportProgress

Floats = NDArray[np.float64]
SIGNIFICANT = 15.13  # p < 0.0001
HALF = 0.5
_WORDS_AT_ONCE = 20_000  # words between two reports of progress
_PLACES_AT_ONCE = 1 << 21


@dataclass(frozen=True)
class Figures:
    """How words differ between two texts, and how surely; nan where a figure has no value. (K,) each."""

    g2: Floats
    p: Floats
    q: Floats
    log_ratio: Floats
    percent_diff: Floats
    bic: Floats
    odds_ratio: Floats

    def at(self, word: int) -> dict[str, Any]:
        """Return the figures of one word by their names, None for those without a value."""
        values = {each.name: float(getattr(self, each.name)[word]) for each in fields(self)}
        return {name: None if math.isnan(value) else value for name, value in values.items()}


def figures(a: Floats, b: Floats, c: float, d: float) -> Figures:
    """Return all figures of words seen a and b times among c and d tokens, all of which are tested. (K,), (K,)."""
    sure = g2(a, b, c, d)
    p = p_of_g2(sure)
    return Figures(
        sure, p, false_discovery_rates(p), log_ratio(a, b, c, d), percent_diff(a, b, c, d),
        np.abs(sure) - np.log(c + d), odds_ratio(a, b, c, d),
    )  # fmt: skip


def g2(a: Floats, b: Floats, c: float, d: float) -> Floats:
    """Return the signed log-likelihood of words seen a and b times among c and d tokens. (K,), (K,) → (K,)."""
    total = g2_of_parts((a, b), (c, d))
    return np.where(a / c < b / d, -total, total)


def g2_of_parts(counts: Sequence[Floats], sizes: Sequence[float]) -> Floats:
    """Return the log-likelihood of words by their counts in P parts of so many tokens. P times (K,) → (K,)."""
    seen, tokens = np.asarray(sum(counts)), max(1.0, sum(sizes))
    found = (likelihood(each, size * seen / tokens) for each, size in zip(counts, sizes, strict=True))
    return np.asarray(2 * sum(found))


def log_ratio(a: Floats, b: Floats, c: float, d: float) -> Floats:
    """Return the binary logarithm of the ratio of relative frequencies. (K,), (K,) → (K,)."""
    return np.log2((np.where(a > 0, a, HALF) / c) / (np.where(b > 0, b, HALF) / d))


def percent_diff(a: Floats, b: Floats, c: float, d: float) -> Floats:
    """Return by how many percent words are more frequent; nan of one that the other side lacks. (K,), (K,) → (K,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(b > 0, 100 * ((a / c) / (b / d) - 1), np.nan)


def odds_ratio(a: Floats, b: Floats, c: float, d: float) -> Floats:
    """Return the ratio of the odds of words; nan of one that the other side lacks. (K,), (K,) → (K,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((b > 0) & (a < c), (a / (c - a)) / (b / (d - b)), np.nan)


def side_by_side(
    words: Sequence[str], index: Mapping[str, int], others: Sequence[str], progress: ReportProgress
) -> tuple[list[str], Places]:
    """Return the words of both sides, and which of them each of the others is. K words, M others → K words, (M,)."""
    both, numbers = list(words), np.empty(len(others), np.int64)
    for at, word in enumerate(others):
        if at % _WORDS_AT_ONCE == 0:
            progress("comparing words", at, len(others))
        numbers[at] = index.get(word, len(both))
        if numbers[at] == len(both):
            both.append(word)
    return both, numbers


def document_counts(positions: Positions, numbers: Places) -> Places:
    """Return in how many documents types are; 0 for -1, which is no type. (K,) → (K,)."""
    result = np.zeros(numbers.size, np.int64)
    known = np.flatnonzero(numbers >= 0)
    sizes = positions.counts(numbers[known])
    parts = np.split(known, np.flatnonzero(np.diff(np.cumsum(sizes) // _PLACES_AT_ONCE)) + 1)
    for some in parts:
        places, of = positions.list_places(numbers[some])
        document = np.searchsorted(positions.documents, places, side="right")
        fresh = np.ones(places.size, np.bool_)
        fresh[1:] = (document[1:] != document[:-1]) | (of[1:] != of[:-1])
        result[some] = np.bincount(of[fresh], minlength=some.size)
    return result


def most_key(g2: Floats, ratio: Floats, by_ratio: bool, fewer: bool, most: int) -> Places:
    """Return the places of the words that are key, in order: by the log ratio only those whose G2 is significant.

    `fewer`: the words that are rarer here. Of equal words the first comes first. (K,), (K,) → (M,).
    """
    sign = -1.0 if fewer else 1.0
    key = sign * (ratio if by_ratio else g2)
    enough = np.flatnonzero(sign * g2 >= (SIGNIFICANT if by_ratio else np.nextafter(0, 1)))
    return enough[np.lexsort((enough, -key[enough]))][:most]
