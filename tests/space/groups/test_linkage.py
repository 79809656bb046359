"""Average linkage makes the trees that SciPy's makes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import cophenet, linkage
from scipy.spatial.distance import squareform

from embrepl.space.groups.linkage import average_linkage, leaf_order


def heights_between(merges: list[tuple[int, int, float, int]], n: int) -> np.ndarray:
    """Return the height at which each pair is joined, (n, n)."""
    members = {at: [at] for at in range(n)}
    result = np.zeros((n, n))
    for at, (left, right, height, size) in enumerate(merges):
        members[n + at] = members[left] + members[right]
        assert size == len(members[n + at])
        for one in members[left]:
            result[one, members[right]] = height
    return result + result.T


@pytest.mark.parametrize("n", [2, 3, 10, 60, 200])
def test_the_tree_is_that_of_scipy(n: int) -> None:
    points = np.random.default_rng(n).standard_normal((n, 5))
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    merges = average_linkage(distances)
    theirs = linkage(squareform(distances, checks=False), "average")
    assert np.allclose([merge.height for merge in merges], theirs[:, 2])
    assert np.allclose(heights_between(merges, n), squareform(cophenet(theirs)))


@given(st.integers(1, 12), st.integers(0, 2**32 - 1), st.integers(1, 3))
def test_any_distances_make_a_tree(n: int, seed: int, digits: int) -> None:
    """Equal distances, as of rounded ones, too."""
    raw = np.round(np.random.default_rng(seed).random((n, n)), digits)
    distances = np.triu(raw, 1) + np.triu(raw, 1).T
    merges = average_linkage(distances)
    assert len(merges) == n - 1
    assert [merge.height for merge in merges] == sorted(merge.height for merge in merges)
    assert sorted(leaf_order(merges, n)) == list(range(n))
    assert sorted([each for merge in merges for each in merge[:2]]) == list(range(2 * n - 2))
    assert average_linkage(distances) == merges


def test_no_branches_cross() -> None:
    merges = average_linkage(np.abs(np.subtract.outer([0.0, 9.0, 1.0, 9.5], [0.0, 9.0, 1.0, 9.5])))
    assert leaf_order(merges, 4) in ([0, 2, 1, 3], [1, 3, 0, 2])
