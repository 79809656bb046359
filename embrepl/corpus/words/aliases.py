"""Names that count as another one: 黛玉 and 颦儿 as 林黛玉. Axes: T tokens of a text, A aliases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from embrepl.corpus.words.characters import Characters, code_points
from embrepl.corpus.words.edges import Places
from embrepl.corpus.words.hashing import Hasher, Words64
from embrepl.corpus.words.tokeniser import Tokens


class Aliases:
    """Gives tokens the hashes of the names that they count as; `pairs` as the vocabulary spells them."""

    def __init__(self, pairs: Mapping[str, str], characters: Characters, hasher: Hasher) -> None:
        self.wholes = tokens_of([*dict.fromkeys(pairs.values())], characters)
        aliases = hasher(tokens_of(list(pairs), characters))
        counted = hasher(tokens_of(list(pairs.values()), characters))
        order = np.argsort(aliases[0])
        self._aliases = aliases[0][order], aliases[1][order]  # (A,), (A,)
        self._counted = counted[0][order], counted[1][order]  # (A,), (A,)

    def replace(self, first: Words64, second: Words64) -> Places:
        """Replace the hashes of aliases in place, and return which of them are met. (T,), (T,) → (at most A,)."""
        if not self._aliases[0].size:
            return np.empty(0, np.int64)
        at = np.searchsorted(self._aliases[0], first)
        at[at == self._aliases[0].size] = 0
        found = np.flatnonzero((self._aliases[0][at] == first) & (self._aliases[1][at] == second))
        first[found], second[found] = self._counted[0][at[found]], self._counted[1][at[found]]
        return np.unique(at[found])


def tokens_of(words: Sequence[str], characters: Characters) -> Tokens:
    """Return words as the tokens of a text."""
    text = "\n".join(words)
    lengths = np.array([len(word) for word in words], np.int64)
    ends = np.cumsum(lengths + 1) - 1
    points = code_points(text)
    characters.classes(points)  # they have to be known before they are folded
    return Tokens(text, points, ends - lengths, ends, ends - lengths, points)
