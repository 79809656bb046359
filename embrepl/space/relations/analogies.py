"""a is to b as c is to which word? By sums of cosines, and by their products.

3CosAdd: Mikolov, Yih & Zweig 2013; 3CosMul: Levy & Goldberg 2014, "Linguistic Regularities in Sparse and Explicit Word
Representations", eq. 4, with cosines moved to 0…1 and ε = 0.000001, as gensim's `most_similar_cosmul` has them. How far
an answer owes to the offset and not to its nearness to c alone is the question of Linzen 2016, "Issues in evaluating
semantic spaces using word analogies"; the cosine of the two offsets is Levy & Goldberg's PairDirection.

Axes: V words, D dimensions, k answers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embrepl.space.relations.directions import all_cosines, cosines_of, direction, greatest
from embrepl.space.space import Space

_EPSILON = 1e-6


class Solved(NamedTuple):
    """A word that answers an analogy, and its score; `parallel`: the cosine of its offset from c with that of b from a.

    `near_c`: its place among the neighbours of c alone.
    """

    row: int
    score: float
    parallel: float
    near_c: int


def by_sum(
    space: Space, terms: NDArray[np.float64], k: int, allowed: NDArray[np.bool_], text: str
) -> tuple[Solved, ...]:
    """Return the k words nearest to b - a + c by cosine; `terms` (3, D): the directions of a, b and c.

    Raises `no-direction` where the three cancel out.
    """
    target = direction(terms[1] - terms[0] + terms[2], text)
    rows, scores = greatest(space, target[None], lambda cosines: cosines[0], k, allowed)
    return _solved(space, terms, rows, scores, all_cosines(space, terms[2:])[0][allowed])


def by_product(space: Space, terms: NDArray[np.float64], k: int, allowed: NDArray[np.bool_]) -> tuple[Solved, ...]:
    """Return the k words of greatest cos(b) cos(c) / (cos(a) + ε); `terms` (3, D): the directions of a, b and c."""
    everywhere = all_cosines(space, terms)
    rows, scores = greatest(space, terms, products, k, allowed, everywhere)
    return _solved(space, terms, rows, scores, everywhere[2, allowed])


def products(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the score of 3CosMul from cosines with a, b and c, (3, n) → (n,)."""
    a, b, c = (1.0 + cosines) / 2.0
    return np.asarray(b * c / (a + _EPSILON))


def _solved(
    space: Space,
    terms: NDArray[np.float64],
    rows: NDArray[np.int64],
    scores: NDArray[np.float64],
    beside: NDArray[np.float64],
) -> tuple[Solved, ...]:
    """Return the answers with their figures; `beside`: the cosines of all allowed words with c."""
    if not len(rows):
        return ()
    offset = terms[1] - terms[0]  # (D,)
    length = float(np.linalg.norm(offset))
    others = space.units(rows) - terms[2]  # (k, D)
    lengths = np.linalg.norm(others, axis=1)
    parallel = np.divide(others @ offset, length * lengths, out=np.zeros(len(rows)), where=length * lengths > 0)
    beside = np.sort(beside)
    own = cosines_of(space, rows, terms[2:])[0]
    places = 1 + len(beside) - np.searchsorted(beside, own + 1e-6, side="right")
    return tuple(
        Solved(int(row), float(score), float(offset_cosine), max(1, int(place)))
        for row, score, offset_cosine, place in zip(rows, scores, parallel, places, strict=True)
    )
