"""Analogies are gensim's, by sums and by products."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.space.relations.analogies import by_product, by_sum
from tests.space.relations.spaces import allowed_but, gensim_of, random_space, space_of, units_of


@pytest.mark.filterwarnings("ignore:Call to deprecated `init_sims`:DeprecationWarning")  # by gensim itself
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rows", [(3, 7, 11), (0, 299, 150)])
def test_equals_gensim(seed: int, rows: tuple[int, int, int]) -> None:
    space = random_space(seed=seed, shared=0.5 * (seed % 2))
    peer, terms, allowed = gensim_of(space), units_of(space, *rows), allowed_but(space, *rows)
    a, b, c = (space.words[row] for row in rows)
    for found, expected in (
        (by_sum(space, terms, 10, allowed, ""), peer.most_similar([b, c], [a], topn=10)),
        (by_product(space, terms, 10, allowed), peer.most_similar_cosmul([b, c], [a], topn=10)),
    ):
        assert [space.words[one.row] for one in found] == [word for word, _ in expected]
        assert [one.score for one in found] == pytest.approx([score for _, score in expected], abs=1e-4)


def test_the_two_ways_may_differ() -> None:
    space, rows = random_space(), (3, 7, 11)
    terms, allowed = units_of(space, *rows), allowed_but(space, *rows)
    added, multiplied = by_sum(space, terms, 50, allowed, ""), by_product(space, terms, 50, allowed)
    assert [one.row for one in added] != [one.row for one in multiplied]


def test_evidence_equals_a_plain_loop() -> None:
    space, rows = random_space(), (3, 7, 11)
    terms, allowed = units_of(space, *rows), allowed_but(space, *rows)
    units = space.units(range(len(space))).astype(np.float64)
    beside = sorted((float(units[row] @ terms[2]) for row in range(300) if row not in rows), reverse=True)
    for one in by_sum(space, terms, 10, allowed, ""):
        offset, other = terms[1] - terms[0], units[one.row] - terms[2]
        parallel = offset @ other / np.linalg.norm(offset) / np.linalg.norm(other)
        assert one.parallel == pytest.approx(parallel, abs=1e-6)
        assert abs(one.near_c - 1 - beside.index(float(units[one.row] @ terms[2]))) == 0


def test_only_allowed_words_answer_and_all_of_them_can() -> None:
    space = random_space()
    terms = units_of(space, 3, 7, 11)
    allowed = np.zeros(len(space), bool)
    allowed[[20, 21]] = True
    assert {one.row for one in by_sum(space, terms, 10, allowed, "")} == {20, 21}
    assert by_product(space, terms, 10, np.zeros(len(space), bool)) == ()


def test_what_cancels_out_has_no_direction() -> None:
    space = space_of(np.array([[1.0, 0], [-1, 0], [0, 1]]))
    with pytest.raises(EmbreplError, match="'a : b :: c' has no direction") as caught:
        by_sum(space, np.array([[1.0, 0], [0.5, 0], [0.5, 0]]), 1, np.ones(3, bool), "a : b :: c")
    assert caught.value.code == "no-direction"
