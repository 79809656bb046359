"""How far two spaces agree: as a plain loop has it, and noise is not called difference."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from embrepl.space.space import Space
from embrepl.space.stability.agreement import Shared, beyond_chance, by_band, lists, most_different, overlap

WORDS, DIM, K = 300, 12, 5


def space(matrix: NDArray[np.floating], names: list[str] | None = None) -> Space:
    names = names or [f"w{row}" for row in range(len(matrix))]
    return Space(names, np.arange(len(names), 0, -1), matrix.astype(np.float32))


def silent(*_: int) -> None:
    pass


def test_only_shared_words_are_looked_at() -> None:
    rng = np.random.default_rng(0)
    left, right = rng.standard_normal((5, 3)), rng.standard_normal((4, 3))
    left[1] = 0
    shared = Shared.of(space(left, ["a", "b", "c", "d", "e"]), space(right, ["d", "b", "a", "x"]))
    assert shared.left.tolist() == [0, 3] and shared.right.tolist() == [2, 0]


def test_queries_are_all_of_the_most_frequent_and_some_of_the_others() -> None:
    shared = Shared(np.arange(0, 30_000), np.arange(30_000))
    queries = shared.queries()
    assert len(queries) == 4_000 and queries[:1_000].tolist() == list(range(1_000))
    assert np.array_equal(queries, shared.queries()) and (np.diff(queries) > 0).all()


def test_lists_and_overlaps_are_those_of_a_plain_loop() -> None:
    rng = np.random.default_rng(1)
    one = rng.standard_normal((WORDS, DIM))
    other = one + 0.5 * rng.standard_normal((WORDS, DIM))
    rows, queries = np.arange(0, WORDS, 2), np.arange(0, WORDS // 2, 3)
    found = [lists(space(each).units, rows, queries, K, silent) for each in (one, other)]
    kept = overlap(*found)
    for place, query in enumerate(queries):
        plain = []
        for each in (one[rows], other[rows]):
            unit = each / np.linalg.norm(each, axis=1, keepdims=True)
            cosines = unit @ unit[query]
            cosines[query] = -2
            plain.append(np.argsort(-cosines)[:K].tolist())
        assert [each[place].tolist() for each in found] == plain
        assert kept[place] == len({*plain[0]} & {*plain[1]}) / K


def test_words_that_are_not_there_are_neither_asked_nor_found() -> None:
    matrix = np.random.default_rng(2).standard_normal((20, DIM)).astype(np.float32)
    matrix[[4, 9]] = 0
    found = lists(lambda rows: matrix[rows], np.arange(20), np.arange(20), 30, silent)
    assert (found[4] == -1).all() and not np.isin(found, [4, 9]).any()
    assert np.isnan(overlap(found, found)[4]) and overlap(found, found)[0] == 1


def makings(noise: float, seed: int = 3) -> list[NDArray[np.int64]]:
    rng = np.random.default_rng(seed)
    base = rng.standard_normal((WORDS, DIM))
    every = [base + noise * rng.standard_normal((WORDS, DIM)) for _ in range(4)]
    return [lists(space(each).units, np.arange(WORDS), np.arange(WORDS), K, silent) for each in every]


def test_makings_of_one_model_differ_no_more_than_chance() -> None:
    found = makings(0.4)
    kept, noise = overlap(found[0], found[1]), [overlap(found[0], found[2]), overlap(found[1], found[3])]
    beyond = beyond_chance(kept, noise)
    assert beyond is not None and beyond[1] <= 0.02 and abs(beyond[0]) < 0.05


def test_another_model_differs_beyond_chance_where_it_does() -> None:
    rng = np.random.default_rng(5)
    base = rng.standard_normal((WORDS, DIM))
    changed = base.copy()
    changed[:20] = rng.standard_normal((20, DIM))
    made = [each + 0.05 * rng.standard_normal((WORDS, DIM)) for each in (base, base, changed, changed)]
    found = [lists(space(each).units, np.arange(WORDS), np.arange(WORDS), K, silent) for each in made]
    kept, noise = overlap(found[0], found[2]), [overlap(found[0], found[1]), overlap(found[2], found[3])]
    beyond = beyond_chance(kept, noise)
    assert beyond is not None and beyond[1] > 0
    assert set(most_different(kept, noise, 10).tolist()) <= set(range(20))
    assert beyond_chance(kept, [None, None]) is None


def test_bands_are_means_over_their_words() -> None:
    ranks, kept = np.array([3, 500, 2_000, 30_000]), np.array([1.0, 0.5, 0.2, np.nan])
    bands = list(by_band(ranks, kept, [kept / 2, None]))
    assert [(band.name, band.words) for band in bands] == [("all", 3), ("1 to 1,000", 2), ("1,001 to 5,000", 1)]
    assert bands[1].kept == pytest.approx(0.75) and bands[1].left == pytest.approx(0.375) and bands[1].right is None
    assert bands[0].low <= bands[0].kept <= bands[0].high
