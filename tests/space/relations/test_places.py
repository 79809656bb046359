"""The place of a word among the neighbours of another is where a plain search puts it."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.space.relations.places import place_among
from tests.space.relations.spaces import allowed_but, gensim_of, one_hot, random_space, space_of, units_of


@pytest.mark.parametrize(("a", "b"), [(3, 7), (0, 299), (150, 20)])
def test_equals_gensim(a: int, b: int) -> None:
    space = random_space()
    of, other = units_of(space, a, b)
    found = place_among(space, of, other, allowed_but(space, a, b), int(space.counts[b]))
    peer = gensim_of(space)
    order = [word for word, _ in peer.most_similar(space.words[a], topn=299)]
    assert found.place == 1 + order.index(space.words[b])
    assert found.words == 299
    assert [space.words[row] for row in found.ahead] == order[: min(3, found.place - 1)]
    often = [word for word in order if space.counts[space.id(word)] >= space.counts[b]]
    assert (found.often, found.as_often) == (1 + often.index(space.words[b]), len(often))


def test_equal_words_share_a_place_and_blank_ones_have_none() -> None:
    space = space_of(np.array([[1.0, 0], [1, 1], [2, 2], [1, 1], [0, 0], [np.nan, 1], [1, 0.5]]))
    of, other = units_of(space, 0, 3)
    found = place_among(space, of, other, allowed_but(space, 0, 3), 1)
    assert (found.place, found.words, found.ahead) == (2, 4, (6,))


def test_no_word_is_before_another_where_each_has_an_axis_of_its_own() -> None:
    space = one_hot()
    of, other = units_of(space, 0, 3)
    found = place_among(space, of, other, allowed_but(space, 0, 3), 1)
    assert (found.place, found.words, found.ahead) == (1, 8, ())
