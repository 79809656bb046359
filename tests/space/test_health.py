"""Verdicts on made spaces, and figures against plain loops."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.space.figures import effective_rank, measure
from embrepl.space.health import health
from embrepl.space.space import Space

V, D = 600, 20


def space_of(matrix: np.ndarray, start: np.ndarray | None = None, objective: str = "", **options: object) -> Space:
    matrix = matrix.astype(np.float32)
    start = None if start is None else start.astype(np.float32)
    recipe = {"objective": objective, "options": options} if objective else {"options": options}
    return Space([f"w{row}" for row in range(len(matrix))], np.arange(len(matrix), 0, -1), matrix, recipe, start)


def random(seed: int = 0, words: int = V, dim: int = D) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-0.05, 0.05, (words, dim))


def clusters(noise: float = 0.5) -> np.ndarray:
    """Words around 40 centres: the made space that stands for a trained one."""
    rng = np.random.default_rng(7)
    return rng.standard_normal((40, D))[rng.integers(40, size=V)] + noise * rng.standard_normal((V, D))


def test_a_clustered_space_is_healthy() -> None:
    result = health(space_of(clusters(), random()))
    assert result.verdict == "healthy"
    assert result.sentence.startswith("These vectors can be used: they take about")
    assert result.effective_rank > 10
    assert abs(result.random_cosine) < 0.1
    assert result.untrained_overlap is not None
    assert result.untrained_overlap < 0.1
    assert health(space_of(clusters())).verdict == "healthy"


@pytest.mark.parametrize(("share", "verdict"), [(0.3, "healthy"), (0.5, "healthy"), (0.95, "collapsed")])
def test_a_common_direction_is_no_collapse(share: float, verdict: str) -> None:
    matrix = clusters()
    length = np.sqrt(np.square(matrix).sum(axis=1).mean() * share / (1 - share))
    matrix += length * np.random.default_rng(5).standard_normal(D) / np.sqrt(D)
    result = health(space_of(matrix, random()))
    assert result.random_cosine == pytest.approx(share, abs=0.15)
    assert result.verdict == verdict
    assert ("common direction" in result.sentence) == (verdict == "healthy" and result.random_cosine > 0.3)


def test_the_seeds_recipe_is_unlearnt() -> None:
    start = random()
    result = health(space_of(start + 0.02 * np.random.default_rng(2).standard_normal((V, 1)), start, guard="none"))
    assert result.verdict == "unlearnt"
    assert result.shared_movement == pytest.approx(1.0)
    assert result.sentence.startswith(
        "Do not use these vectors: training moved them along (1, …, 1) only (share 1.000), and "
    ) and result.sentence.endswith(" % of the neighbours are those of the random start.")


def test_one_point_is_collapsed() -> None:
    point = np.ones((V, 1)) * random(9, words=1)
    result = health(space_of(point + 0.05 * random(3), point + 0.05 * random(4)))
    assert (result.verdict, result.random_cosine > 0.9) == ("collapsed", True)
    assert health(space_of(point)).verdict == "collapsed"
    assert (
        health(space_of(np.zeros((V, D)), random())).sentence == "Do not use these vectors: every one of them is zero."
    )


def test_words_drawn_together_around_the_middle_are_collapsed() -> None:
    """The squared distance without a guard ends like this: cosines look random, only the distances have gone."""
    result = health(space_of(0.01 * clusters(), random() * 30))
    assert abs(result.random_cosine) < 0.1
    assert result.verdict == "collapsed"
    assert result.sentence.startswith("Do not use these vectors: training drew the words together to")
    assert health(space_of(0.01 * clusters(), random() * 0.05)).verdict == "healthy"


def test_numbers_out_of_bounds_are_reported() -> None:
    matrix = clusters()
    matrix[3, 2] = np.nan
    matrix[5] = np.inf
    result = health(space_of(matrix))
    assert result.verdict == "collapsed"
    assert "2 of the 600 most frequent words" in result.sentence


def test_few_directions_are_flat() -> None:
    rng = np.random.default_rng(4)
    result = health(space_of(rng.standard_normal((V, 3)) @ rng.standard_normal((3, D)), random(), guard="repel"))
    assert result.verdict == "flat"
    assert result.effective_rank <= 3
    assert "about 3 of 20 directions" in result.sentence
    line = clusters() + 30 * rng.standard_normal((V, 1)) * rng.standard_normal(D)
    assert health(space_of(line)).verdict == "flat"


def test_random_vectors_are_untrained() -> None:
    start = random()
    assert health(space_of(start)).verdict == "untrained"
    assert (
        health(space_of(start, start)).sentence
        == "Do not use these vectors: no vector has moved from where it started."
    )
    nudged = health(space_of(start + 0.01 * random(8), start))
    assert nudged.verdict == "untrained"
    assert "% of the neighbours are those of the random start" in nudged.sentence


def test_vectors_that_training_moved_without_sense_are_unlearnt_not_untrained() -> None:
    """As those of a classifier with max pooling: it separates labels well, and has left its start."""
    result = health(space_of(random(), random(1)))
    assert result.untrained_overlap is not None
    assert result.untrained_overlap < 0.1
    assert result.verdict == "unlearnt"
    assert "training moved them, but the nearest words are no nearer than in random vectors" in result.sentence


def test_a_good_start_may_keep_its_neighbours() -> None:
    """Training from the spectral solution changes little, which does not make the space untrained."""
    result = health(space_of(clusters() + 0.02 * random(8), clusters()))
    assert result.untrained_overlap is not None
    assert result.untrained_overlap > 0.9
    assert result.verdict == "healthy"
    assert result.sentence.endswith("% of the neighbours are those of the start, which was a good one.")


def test_figures_equal_plain_loops() -> None:
    rng = np.random.default_rng(6)
    start = random(words=60, dim=5)
    matrix = (start + rng.standard_normal((60, 5))).astype(np.float32).astype(float)
    start = start.astype(np.float32).astype(float)
    figures = measure(space_of(matrix, start))
    moved = matrix - start
    along = sum(float(row.sum()) ** 2 / 5 for row in moved)
    assert figures.start is not None
    assert figures.start.shared == pytest.approx(along / sum(float(row @ row) for row in moved))

    def near(rows: np.ndarray, word: int) -> set[int]:
        cosines = [rows[word] @ row / np.linalg.norm(rows[word]) / np.linalg.norm(row) for row in rows]
        return set(sorted(set(range(60)) - {word}, key=lambda other: -cosines[other])[:10])

    overlap = np.mean([len(near(matrix, word) & near(start, word)) / 10 for word in range(60)])
    assert figures.start.overlap == pytest.approx(overlap)
    norms = [float(np.linalg.norm(row)) for row in matrix]
    assert figures.norm_spread == pytest.approx(np.std(norms) / np.mean(norms))
    values = np.linalg.eigvalsh(np.cov(matrix.T))
    assert figures.first_direction == pytest.approx(values[-1] / values.sum())
    assert measure(space_of(matrix, start)) == figures


def test_effective_rank_of_known_spectra() -> None:
    assert effective_rank(np.eye(7)) == pytest.approx(7)
    assert effective_rank(np.ones((5, 3))) == pytest.approx(1)
    assert effective_rank(np.zeros((4, 3))) == 0
    assert effective_rank(np.diag([0.5, 0.5, 0.0])) == pytest.approx(2)


@pytest.mark.parametrize("words", [1, 2, 3, 12])
@pytest.mark.parametrize("dim", [1, 2, 30])
def test_tiny_spaces_get_a_verdict(words: int, dim: int) -> None:
    result = health(space_of(random(words=words, dim=dim), random(1, words=words, dim=dim)))
    assert result.sentence
    assert np.isfinite(result.effective_rank)


def test_a_start_at_zero_is_no_collapse() -> None:
    assert health(space_of(clusters(), np.zeros((V, D)))).verdict == "healthy"


def test_an_empty_space_has_no_health() -> None:
    with pytest.raises(EmbreplError) as failure:
        health(space_of(np.zeros((0, 3))))
    assert failure.value.code == "no-words"


def test_a_handful_of_words_is_not_called_healthy() -> None:
    result = health(space_of(clusters()[:20]))
    assert result.verdict == "unjudged"
    assert result.sentence.startswith("Too few words to judge: 20 words")
