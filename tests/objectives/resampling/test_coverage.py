"""Intervals of cosines over runs hold what they claim to: on texts drawn from sources, of several sizes and kinds.

More sources, kinds and recipes are measured by `make bench-coverage`.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.objectives.resampling.simulation import Kind, Solved, Trained, coverage

LEAST, MOST = 0.92, 0.98  # of nominal 95 in 100
KINDS = {  # the kind of text, and from how many sources
    "short documents": (Kind(150, 2_000, 40), 6),
    "a small text": (Kind(150, 250, 40), 6),
    "long documents": (Kind(150, 60, 1_000), 5),
    "rare words": (Kind(1_000, 2_500, 40), 4),
    "one document, in blocks": (Kind(150, 100, 150, together=0), 5),
}


@pytest.mark.parametrize("name", KINDS)
def test_intervals_hold_the_cosine_on_another_text(name: str, tmp_path: Path) -> None:
    """Of nearest words, which are chosen for their cosines, and of pairs at random, 92 to 98 in 100 lie within."""
    kind, sources = KINDS[name]
    with ThreadPoolExecutor(1) as pool:
        found = coverage(kind, Solved(tmp_path, pool), sources)
    assert LEAST <= found.near <= MOST and LEAST <= found.at_random <= MOST, found
    if name == "short documents":  # of a text without end too, where words are frequent
        assert LEAST <= found.near_true <= MOST and LEAST <= found.at_random_true <= MOST, found


def test_intervals_of_a_recipe_that_trains_on_the_text_itself_hold_it_too(tmp_path: Path) -> None:
    found = coverage(KINDS["a small text"][0], Trained("zero", tmp_path, runs=8), 2)
    assert LEAST <= found.near <= MOST and LEAST <= found.at_random <= MOST, found
