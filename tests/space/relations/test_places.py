"""The words that come before another among the neighbours of a third are those that a plain search puts there."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.space.neighbours import nearest
from embrepl.space.ranking.order import by_count
from embrepl.space.relations.places import rows_ahead
from tests.space.relations.spaces import allowed_but, gensim_of, one_hot, random_space, space_of, units_of


@pytest.mark.parametrize(("a", "b"), [(3, 7), (0, 299), (150, 20)])
def test_equals_gensim(a: int, b: int) -> None:
    space = random_space()
    found = rows_ahead(space, *units_of(space, a, b), allowed_but(space, a, b))
    order = [word for word, _ in gensim_of(space).most_similar(space.words[a], topn=299)]
    assert [space.words[row] for row in found] == order[: order.index(space.words[b])]


@pytest.mark.parametrize(("a", "b"), [(3, 250), (0, 299), (150, 20)])
def test_with_an_order_it_equals_the_list_of_neighbours(a: int, b: int) -> None:
    space = random_space()
    space.counts[:] //= 10  # so that some are seen seldom
    space.counts[:] += 1
    order = by_count(space)
    found = rows_ahead(space, *units_of(space, a, b), allowed_but(space, a, b), order, b)
    rows = [one.row for one in nearest(space, space.units([a])[0], 299, [a], order)]
    assert found.tolist() == rows[: rows.index(b)]
    assert found.tolist() != rows_ahead(space, *units_of(space, a, b), allowed_but(space, a, b)).tolist()


def test_equal_words_share_a_place_and_blank_ones_have_none() -> None:
    space = space_of(np.array([[1.0, 0], [1, 1], [2, 2], [1, 1], [0, 0], [np.nan, 1], [1, 0.5]]))
    assert rows_ahead(space, *units_of(space, 0, 3), allowed_but(space, 0, 3)).tolist() == [6]


def test_no_word_is_before_another_where_each_has_an_axis_of_its_own() -> None:
    space = one_hot()
    assert not len(rows_ahead(space, *units_of(space, 0, 3), allowed_but(space, 0, 3)))
