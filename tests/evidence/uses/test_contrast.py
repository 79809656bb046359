"""How far apart two uses are: against the regression of the papers, intervals by how often they hold, p by chance."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.evidence.uses.contrasts.contrast import distance, p_by_shuffling
from embrepl.evidence.uses.differing import differences, normal_of_t
from embrepl.evidence.uses.use import Use, by_document, use_of

DIM = 30


def part(
    generator: np.random.Generator, documents: int, shift: np.ndarray, spread: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Return vectors of uses that are alike within documents, and the documents."""
    of = np.repeat(np.arange(documents), 1 + generator.poisson(1.5, documents))
    scale = spread / np.sqrt(np.arange(1, DIM + 1))
    alike = generator.standard_normal((documents, DIM)) * 0.4
    return (generator.standard_normal((len(of), DIM)) + alike[of]) * scale + shift, of


def both(first: tuple[np.ndarray, np.ndarray], second: tuple[np.ndarray, np.ndarray]) -> tuple[Use, Use]:
    one, other = (use_of(vectors, of, len(vectors)) for vectors, of in (first, second))
    return one, other


def shift(generator: np.random.Generator, length: float) -> np.ndarray:
    direction = generator.standard_normal(DIM) / np.sqrt(np.arange(1, DIM + 1))
    return np.asarray(direction * length / np.linalg.norm(direction))


def test_it_is_the_regression_on_indicators_of_the_parts() -> None:
    """Rodriguez, Spirling & Stewart 2023, and 2025 with Green: by plain loops, observation by observation."""
    generator = np.random.default_rng(1)
    first, second = part(generator, 12, np.zeros(DIM)), part(generator, 9, shift(generator, 0.5))
    y = np.concatenate([first[0], second[0]])
    x = np.array([[1.0, 0.0]] * len(first[0]) + [[0.0, 1.0]] * len(second[0]))
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    residuals = y - x @ beta
    chance = 0.0
    for column, (rows, of) in enumerate(((x[:, 0] == 1, first[1]), (x[:, 1] == 1, second[1]))):
        groups = len(set(of.tolist()))
        for dimension in range(DIM):
            meat = sum(residuals[rows][of == group, dimension].sum() ** 2 for group in range(groups))
            chance += inverse[column, column] ** 2 * meat * groups / (groups - 1)
    expected = float(np.sum((beta[0] - beta[1]) ** 2)) - chance
    assert distance(*both(first, second)).squared == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("first", "second", "length"), [(100, 100, 0.0), (100, 100, 0.4), (200, 10, 0.0), (200, 10, 0.6), (10, 10, 0.8)]
)
def test_intervals_hold_the_truth(first: int, second: int, length: float) -> None:
    generator = np.random.default_rng(int(first + 10 * second + 100 * length))
    held, values = 0, []
    for _ in range(400):
        away = shift(generator, length) if length else np.zeros(DIM)
        found = distance(*both(part(generator, first, np.zeros(DIM)), part(generator, second, away)))
        held += found.low <= length**2 <= found.high
        values.append(found.squared)
    assert 0.92 <= held / 400 <= 0.985
    assert np.mean(values) == pytest.approx(length**2, abs=3 * np.std(values) / 20)  # debiased


def test_p_is_uniform_where_nothing_differs_even_if_one_part_varies_more() -> None:
    generator = np.random.default_rng(3)
    found = []
    for _ in range(120):
        first, second = part(generator, 60, np.zeros(DIM)), part(generator, 12, np.zeros(DIM), spread=1.5)
        (sums, many), (others, more) = by_document(*first), by_document(*second)
        found.append(
            p_by_shuffling(np.vstack([sums, others]), np.concatenate([many, more]), len(many), permutations=199)
        )
    assert 0.4 < np.mean(found) < 0.6
    assert np.mean(np.array(found) <= 0.05) < 0.11


def test_p_is_the_least_where_everything_differs() -> None:
    generator = np.random.default_rng(4)
    first, second = part(generator, 20, np.zeros(DIM)), part(generator, 20, shift(generator, 5.0))
    (sums, many), (others, more) = by_document(*first), by_document(*second)
    p = p_by_shuffling(np.vstack([sums, others]), np.concatenate([many, more]), len(many))
    assert p == 1 / 1001


def test_few_documents_that_make_a_difference_have_few_degrees_of_freedom() -> None:
    """Where nothing differs, words come out at 5 % in at most about 5 of 100 runs, though two documents have most."""
    generator = np.random.default_rng(6)
    words = np.eye(DIM)
    found = []
    for _ in range(150):
        uses = []
        for size in (1, 6):
            of = np.repeat(np.arange(8), [8 * size, 3 * size, *[size] * 6])
            alike = generator.standard_normal((8, DIM)) * 0.4
            uses.append(use_of(1 + alike[of] + generator.standard_normal((len(of), DIM)) * 0.3, of, len(of)))
        assert uses[0].freedom == 7 > uses[0].counting_freedom >= 1
        found.append(differences(uses[0], uses[1], words).p <= 0.05)
    assert np.mean(found) <= 0.06


def test_normal_values_are_as_rare_as_those_of_t() -> None:
    values, degrees = np.array([3.182, -2.571, 8.3]), np.array([3.0, 5.0, 1e9])
    np.testing.assert_allclose(normal_of_t(values, degrees), [1.96, -1.96, 8.3], rtol=0.03)
