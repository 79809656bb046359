"""The association test is the paper's, by plain loops over all ways to part the words."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from embrepl.space.relations import association
from embrepl.space.relations.association import associations, effect_size, effects_without_one, permutations
from tests.space.relations.spaces import random_space, units_of


def quiet(*_: int) -> None:
    pass


def plain_association(word: np.ndarray, first: np.ndarray, second: np.ndarray) -> float:
    return sum(word @ a for a in first) / len(first) - sum(word @ b for b in second) / len(second)


@pytest.mark.parametrize(("s", "t"), [(4, 4), (3, 5), (2, 6)])
def test_equals_a_plain_loop(s: int, t: int) -> None:
    space = random_space(seed=s)
    words = units_of(space, *range(s + t))
    first, second = units_of(space, 20, 21, 22), units_of(space, 30, 31)
    values = associations(words, first, second)
    assert list(values) == pytest.approx([plain_association(word, first, second) for word in words])
    mean, spread = np.mean(values), (sum((each - np.mean(values)) ** 2 for each in values) / (s + t - 1)) ** 0.5
    assert effect_size(values[:s], values[s:]) == pytest.approx((values[:s].mean() - values[s:].mean()) / spread)
    assert mean == pytest.approx(float(values.mean()))
    observed = values[:s].mean() - values[s:].mean()
    ways = []
    for chosen in combinations(range(s + t), s):
        rest = [at for at in range(s + t) if at not in chosen]
        ways.append(values[list(chosen)].mean() - values[rest].mean())
    found = permutations(values[:s], values[s:], quiet)
    assert (found.exact, found.ways) == (True, len(ways))
    assert found.p == pytest.approx(sum(way >= observed - 1e-12 for way in ways) / len(ways))
    assert found.two_sided == pytest.approx(sum(abs(way) >= abs(observed) - 1e-12 for way in ways) / len(ways))
    assert found.low == found.p == found.high


def test_for_groups_of_one_size_it_is_the_statistic_of_the_paper() -> None:
    """Sums rather than means, over partitions into halves (Caliskan et al. 2017)."""
    values = associations(
        units_of(random_space(), *range(8)), units_of(random_space(), 20), units_of(random_space(), 21)
    )
    observed = values[:4].sum() - values[4:].sum()
    sums = [
        values[list(chosen)].sum() - values[[at for at in range(8) if at not in chosen]].sum()
        for chosen in combinations(range(8), 4)
    ]
    share = sum(each >= observed - 1e-12 for each in sums) / len(sums)
    assert permutations(values[:4], values[4:], quiet).p == pytest.approx(share)


@pytest.mark.parametrize(
    ("sizes", "wefe", "p"), [((6, 6, 6, 6), 1.3230248925, 0.0127), ((6, 4, 6, 5), 1.6360937467, None)]
)
def test_the_effect_size_is_wefes_but_for_its_standard_deviation(
    sizes: tuple[int, ...], wefe: float, p: float | None
) -> None:
    """The figures are those of WEFE 1.0.1, which needs an older NumPy than ours and cannot be installed beside it."""
    matrix = np.array([[np.sin(1 + 7 * r + 3 * r * c + c * c) for c in range(9)] for r in range(24)])
    matrix[:6, :3] += 1
    matrix[6:12, 6:] += 1
    matrix[12:18, :2] += 1
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    s, t, a, b = (matrix[6 * at : 6 * at + size] for at, size in enumerate(sizes))
    values = associations(s, a, b), associations(t, a, b)
    many = len(s) + len(t)
    assert effect_size(*values) * np.sqrt(many / (many - 1)) == pytest.approx(wefe)
    if p is not None:  # of 3,000 random ways; for groups of unequal sizes WEFE compares sums
        assert permutations(*values, quiet).p == pytest.approx(p, abs=0.006)


def test_groups_apart_have_the_least_p_there_can_be_and_alike_ones_one_half() -> None:
    apart = permutations(np.array([4.0, 5, 6, 7]), np.array([0.0, 1, 2, 3]), quiet)
    assert apart.p == pytest.approx(1 / 70)
    assert apart.two_sided == pytest.approx(2 / 70)
    assert permutations(np.ones(4), np.ones(4), quiet).p == 1
    assert effect_size(np.ones(4), np.ones(4)) == 0


def test_samples_agree_with_all_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    first, second = rng.standard_normal(7) + 0.5, rng.standard_normal(9)
    exact = permutations(first, second, quiet)
    monkeypatch.setattr(association, "MOST_EXACT", 10)
    steps: list[tuple[int, int]] = []
    sampled = permutations(first, second, lambda *step: steps.append(step))
    assert exact.exact
    assert not sampled.exact
    assert sampled.low <= exact.p <= sampled.high
    assert sampled.p == pytest.approx(exact.p, abs=0.01)
    assert sampled.two_sided == pytest.approx(exact.two_sided, abs=0.01)
    assert steps[-1] == (sampled.ways, sampled.ways)
    assert permutations(first, second, quiet) == sampled


def test_without_each_word_equals_asking_again() -> None:
    space = random_space()
    groups = (units_of(space, 1, 2, 3), units_of(space, 4, 5), units_of(space, 20, 21), units_of(space, 30))
    found = effects_without_one(groups)
    assert len(found) == 3 + 2 + 2
    s, t, a, b = groups
    assert found[0] == pytest.approx(effect_size(associations(s[1:], a, b), associations(t, a, b)))
    assert found[5] == pytest.approx(effect_size(associations(s, a[1:], b), associations(t, a[1:], b)))
