"""The odd one out is gensim's, and how clear it is a plain loop's."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.space.relations.odd import odd_one
from tests.space.relations.spaces import gensim_of, random_space, units_of


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("rows", [(1, 2, 3), (5, 9, 200, 30), (0, 299, 150, 7, 8, 9, 10, 44)])
def test_agrees_with_gensim(seed: int, rows: tuple[int, ...]) -> None:
    space = random_space(seed=seed)
    peer, names = gensim_of(space), [space.words[row] for row in rows]
    found = odd_one(units_of(space, *rows))
    assert names[found.odd] == peer.doesnt_match(names)
    centrality = {word: cosine for cosine, word in peer.rank_by_centrality(names)}
    assert list(found.cosines) == pytest.approx([centrality[name] for name in names], abs=1e-5)
    lowest, next_one = sorted(centrality.values())[:2]
    assert found.margin == pytest.approx(next_one - lowest, abs=1e-5)


def test_how_clear_equals_asking_again_without_each() -> None:
    seen = set()
    for seed in range(12):
        space, rows = random_space(seed=seed), (5, 9, 200, 30, 31)
        peer, names = gensim_of(space), [space.words[row] for row in rows]
        found = odd_one(units_of(space, *rows))
        odd = names[found.odd]
        again = [peer.doesnt_match([name for name in names if name != left]) for left in names if left != odd]
        assert (found.kept, found.tried) == (again.count(odd), 4)
        seen.add(found.kept)
        units = units_of(space, *rows)
        expected = np.mean([units[found.odd] @ units[at] for at in range(5) if at != found.odd])
        assert found.others[found.odd] == pytest.approx(float(expected))
    assert len(seen) > 1


def test_of_three_words_none_is_left_out() -> None:
    assert odd_one(units_of(random_space(), 1, 2, 3))[4:] == (0, 0)


def test_words_that_cancel_out_are_all_alike() -> None:
    units = np.array([[1.0, 0], [-1, 0], [0, 1], [0, -1]])
    assert odd_one(units).margin == 0
