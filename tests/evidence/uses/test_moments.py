"""Moments over all ways to choose documents equal those that are counted out, and tails equal drawn permutations."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from embrepl.evidence.uses.contrasts.moments import invariants, invariants_of_words, moments, p_values, pearson_three


def centred(generator: np.random.Generator, documents: int, dim: int) -> np.ndarray:
    """Return vectors of documents of very different length that add up to zero."""
    vectors = generator.standard_normal((documents, dim)) * generator.exponential(1.0, (documents, 1))
    return np.asarray(vectors - vectors.mean(axis=0))


@pytest.mark.parametrize(("documents", "chosen"), [(3, 1), (4, 2), (8, 1), (8, 3), (8, 4), (9, 7)])
def test_moments_are_those_of_all_choices(documents: int, chosen: int) -> None:
    vectors = centred(np.random.default_rng(documents * 10 + chosen), documents, 3)
    lengths = np.array([np.sum(vectors[list(some)].sum(0) ** 2) for some in combinations(range(documents), chosen)])
    filled = np.concatenate([vectors, np.zeros((2, 3))])[None]  # rows of zeros fill up
    mean, variance, third = moments(invariants(filled), np.array([documents]), np.array([chosen]))
    assert mean[0] == pytest.approx(lengths.mean(), rel=1e-9)
    assert variance[0] == pytest.approx(lengths.var(), rel=1e-6, abs=1e-9)
    assert third[0] == pytest.approx(np.mean((lengths - lengths.mean()) ** 3), rel=1e-5, abs=1e-8)


def test_words_at_once_are_as_each_alone() -> None:
    generator = np.random.default_rng(2)
    sizes = [5, 2, 9, 1, 30]
    each = [centred(generator, size, 6) for size in sizes]
    word = np.repeat(np.arange(len(sizes) + 1), [*sizes, 0])  # the last has none
    together = invariants_of_words(np.concatenate(each), word, len(sizes) + 1)
    for number, vectors in enumerate(each):
        alone = invariants(vectors[None])
        assert together.cubed[number] == pytest.approx(alone.cubed[0], rel=1e-4, abs=1e-6)
        assert together.triangles[number] == pytest.approx(alone.triangles[0], rel=1e-4, abs=1e-6)
    assert together.trace[-1] == 0


@pytest.mark.parametrize(("documents", "chosen"), [(20, 10), (60, 8), (200, 10)])
def test_p_is_that_of_drawn_permutations(documents: int, chosen: int) -> None:
    generator = np.random.default_rng(documents)
    many = 1 + generator.poisson(1.0, documents)
    sums = generator.standard_normal((documents, 40)) / np.sqrt(np.arange(1, 41)) * np.sqrt(many)[:, None]
    vectors = sums - many[:, None] * sums.sum(axis=0) / many.sum()
    drawn = np.argsort(generator.random((8_000, documents)), axis=1)[:, :chosen]
    lengths = np.sum(vectors[drawn].sum(axis=1) ** 2, axis=1)
    found = invariants(vectors[None])
    sizes, parts = np.array([documents]), np.array([chosen])
    mean = moments(found, sizes, parts)[0]
    for share in (0.5, 0.1, 0.02):
        bound = np.quantile(lengths, 1 - share)
        p = p_values(bound / mean, np.array([1e9]), found, sizes, parts)[0]
        assert p[0] == pytest.approx(share, rel=0.2)


def test_p_is_never_less_than_one_of_all_choices() -> None:
    found = invariants(centred(np.random.default_rng(1), 4, 3)[None])
    p, _ = p_values(np.array([1e9]), np.array([1.0]), found, np.array([4]), np.array([2]))
    assert p[0] == pytest.approx(1 / 6)


def test_tails_are_those_of_tables() -> None:
    """Of chi-squared with 3 degrees of freedom, which is a Pearson type III, and of the normal distribution."""
    values, skew = np.array([6.2514, 7.8147, 11.3449, 16.2662, 1.0]), np.sqrt(8 / 3)
    tails = pearson_three((values - 3) / np.sqrt(6), np.full(5, skew))
    assert tails == pytest.approx([0.1, 0.05, 0.01, 0.001, 0.801252], rel=1e-4)
    below = pearson_three(-(values - 3) / np.sqrt(6), np.full(5, -skew))  # the other way round
    assert below == pytest.approx(1 - tails, rel=1e-9)
    assert pearson_three(np.array([1.6449, 3.0902]), np.zeros(2)) == pytest.approx([0.05, 0.001], rel=1e-3)
