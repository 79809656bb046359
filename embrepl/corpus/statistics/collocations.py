"""Which words stand near a word more often than chance would have it.

The sample is pairs of places: every token with the L tokens before it and the R behind it in the same document. So each
figure of the two-by-two table is a count of pairs, exact at the edges of documents:

    O11  pairs (word, collocate)     R1  pairs (word, anything)    C1  pairs (anything, collocate)    N  all pairs
    E11 = R1 · C1 / N

    npmi     log2(O11 / E11) / -log2(O11 / N)                     Bouma 2009; -1 to 1
    llr      2 Σ O ln(O / E) over the four cells, negative where O11 < E11      Dunning 1993
    t        (O11 - E11) / √O11                                   Church et al. 1991
    logdice  14 + log2(2 · O11 / (f(word) + f(collocate)))        Rychlý 2008, f counts tokens
    mi       log2(O11 / E11)                                      Church & Hanks 1990
    mi3      log2(O11³ / E11)                                     Daille 1994
    chi2     N (O11 O22 - O12 O21)² / (R1 R2 C1 C2), negative where O11 < E11    Pearson's, without a correction
    dice     2 · O11 / (f(word) + f(collocate))                   Dice 1945, f counts tokens

The word may also be a phrase or several words at once; then O11 and R1 are of their places taken together, the window
of a phrase begins before its first word and behind its last, and N stays that of single tokens. Where it lies inside a
longer token and the rest of that is a word too, this is the neighbour at offset 1 and the others are one further away:
the pair with the furthest one is left out of all counts, and that with the rest taken in.

A token near two places of the word is in two pairs, but stands there once: so `nearness` counts those apart.

NLTK's BigramCollocationFinder with `window_size` W + 1 counts the same pairs rightwards only: O11 here is its count of
(a, b) plus that of (b, a). It then divides by W and takes frequencies of tokens as margins; we leave counts whole and
count the margins in pairs too, which its BigramAssocMeasures take as they are.
Axes: T tokens, V types, H places of the word, N documents, L and R words of the window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.statistics import measures
from embrepl.corpus.statistics.nearness import Rests, count_types, neighbours, windows
from embrepl.corpus.store.positions import Places, Positions
from embrepl.system.progress import ReportProgress, silent

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """The table of a word with every type: pairs with each (V,), with anything; of each with anything (V,); all."""

    both: Places  # O11 (V,)
    of_word: int  # R1
    of_type: Places  # C1 (V,)
    all: int  # N
    on_left: Places  # of `both`, those where the other stands before the word (V,)
    tokens: Places  # frequency of every type (V,)
    word_tokens: int

    def expected(self, types: Places) -> Floats:
        """Return E11 of some types. (K,) → (K,)."""
        return self.of_word * self.of_type[types].astype(np.float64) / self.all

    def summed(self, groups: Sequence[Places]) -> Pairs:
        """Return the table of groups of types, each as if its types were one. G groups."""
        both, of_type, on_left, tokens = (
            np.array([values[group].sum() for group in groups], np.int64)
            for values in (self.both, self.of_type, self.on_left, self.tokens)
        )
        return Pairs(both, self.of_word, of_type, self.all, on_left, tokens, self.word_tokens)


@dataclass(frozen=True)
class RankedTypes:
    """Some types in order, and the score of each by the name of the measure. (K,), K numbers each."""

    types: Places
    scores: dict[str, Floats]


def pairs(
    positions: Positions,
    counts: Places,
    node: Spans,
    window: tuple[int, int],
    progress: ReportProgress = silent,
    beside: Rests | None = None,
) -> Pairs:
    """Count the pairs of what stands at some places. H hits, (V,) → four (V,).

    `beside`: the type that the rest of the token is before and behind each hit, -1 for none. (H,), (H,).
    """
    types = counts.size
    near = windows(positions, node, window, beside)
    on_left, on_right = (count_types(rest, types) for rest in near.rests)
    left = neighbours(positions.ids, *near.left, types, progress) + on_left
    right = neighbours(positions.ids, *near.right, types, progress) + on_right
    of_type = sum(window) * counts.astype(np.int64) - missing(positions, types, window, progress)
    of_type += on_left + on_right - np.bincount(positions.ids[near.beyond], minlength=types)
    return Pairs(
        left + right, int(left.sum() + right.sum()), of_type, int(of_type.sum()), left, counts + on_left + on_right,
        int(node.places.size),
    )  # fmt: skip


def missing(positions: Positions, types: int, window: tuple[int, int], progress: ReportProgress = silent) -> Places:
    """Return how often the tokens of every type lack one that has them in its window, because a document ends. (V,).

    A word with a token among the L before it comes after the token, so L is what the end of a document cuts off.
    """
    result = np.zeros(types, np.int64)
    begins, ends = positions.documents[:-1], positions.documents[1:]  # (N,)
    for offset in range(max(window)):
        progress("counting the edges of documents", offset, max(window))
        long = ends - begins > offset
        for places, reach in ((begins[long] + offset, window[1]), (ends[long] - 1 - offset, window[0])):
            if reach > offset:
                result += (reach - offset) * np.bincount(positions.ids[places], minlength=types)
    return result


def npmi(table: Pairs, types: Places) -> Floats:
    """Return the normalised pointwise mutual information. (K,) → (K,)."""
    both = table.both[types].astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.log2(both / table.expected(types)) / -np.log2(both / table.all)
    return np.where(both > 0, np.where(both == table.all, 1.0, information), -1.0)


def llr(table: Pairs, types: Places) -> Floats:
    """Return the log-likelihood ratio, with the sign of the attraction. (K,) → (K,)."""
    both, expected = table.both[types].astype(np.float64), table.expected(types)
    total = 2 * sum(likelihood(observed, chance) for observed, chance in _cells(table, types))
    return np.where(both < expected, -total, total)


def _cells(table: Pairs, types: Places) -> tuple[tuple[Floats, Floats], ...]:
    """Return what was observed and what chance expects in the four cells of the table. (K,) → four times (K,), (K,)."""
    both = table.both[types].astype(np.float64)
    row, column = float(table.of_word), table.of_type[types].astype(np.float64)
    rest_row, rest_column = table.all - row, table.all - column
    return (
        (both, table.expected(types)),
        (row - both, row * rest_column / table.all),
        (column - both, rest_row * column / table.all),
        (table.all - row - column + both, rest_row * rest_column / table.all),
    )


def likelihood(observed: Floats, expected: Floats) -> Floats:
    """Return O ln(O / E), 0 where nothing was observed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(observed > 0, observed * np.log(observed / expected), 0.0)


def t(table: Pairs, types: Places) -> Floats:
    """Return the t-score. (K,) → (K,)."""
    both = table.both[types].astype(np.float64)
    return (both - table.expected(types)) / np.sqrt(np.maximum(both, 1.0))


def dice(table: Pairs, types: Places) -> Floats:
    """Return Dice's coefficient. (K,) → (K,)."""
    share: Floats = 2.0 * table.both[types] / (table.word_tokens + table.tokens[types])
    return share


def logdice(table: Pairs, types: Places) -> Floats:
    """Return logDice; 14 is the most for a window of one, a doubling of the share is 1. (K,) → (K,)."""
    with np.errstate(divide="ignore"):
        return 14.0 + np.log2(dice(table, types))


def mi(table: Pairs, types: Places) -> Floats:
    """Return the pointwise mutual information. (K,) → (K,)."""
    with np.errstate(divide="ignore"):
        return np.log2(table.both[types] / table.expected(types))


def mi3(table: Pairs, types: Places) -> Floats:
    """Return the mutual information with the pairs cubed, which favours rare words less. (K,) → (K,)."""
    with np.errstate(divide="ignore"):
        return np.log2(table.both[types].astype(np.float64) ** 3 / table.expected(types))


def chi2(table: Pairs, types: Places) -> Floats:
    """Return Pearson's chi-squared, with the sign of the attraction. (K,) → (K,)."""
    both, expected = table.both[types].astype(np.float64), table.expected(types)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [
            np.where(chance > 0, (observed - chance) ** 2 / chance, 0.0) for observed, chance in _cells(table, types)
        ]
    total: Floats = np.sum(parts, axis=0)
    return np.where(both < expected, -total, total)


MEASURES: dict[str, Callable[[Pairs, Places], Floats]] = {each.name: globals()[each.name] for each in measures.TABLE}


def strongest(
    table: Pairs, together: Places, least: int, allowed: NDArray[np.bool_] | None, measure: str, most: int
) -> RankedTypes:
    """Return the types that stand near the word more often than by chance, the greatest `measure` first.

    Only those that do `least` times or more and are allowed. (V,), (V,).
    """
    types = np.flatnonzero((together >= least) & (True if allowed is None else allowed))
    types = types[table.both[types] > table.expected(types)]
    return _ranked(table, types, measure, most, 1)


def weakest(table: Pairs, least: int, allowed: NDArray[np.bool_] | None, measure: str, most: int) -> RankedTypes:
    """Return the types that stand near the word less often than by chance, the smallest `measure` first.

    Only those that chance would have there `least` times or more and that are allowed. (V,).
    """
    types = np.arange(table.both.size) if allowed is None else np.flatnonzero(allowed)
    expected = table.expected(types)
    return _ranked(table, types[(expected >= least) & (table.both[types] < expected)], measure, most, -1)


def _ranked(table: Pairs, types: Places, measure: str, most: int, sign: int) -> RankedTypes:
    scores = {name: score(table, types) for name, score in MEASURES.items()}
    best = np.lexsort((types, -sign * scores[measure]))[:most]
    return RankedTypes(types[best], {name: each[best] for name, each in scores.items()})
