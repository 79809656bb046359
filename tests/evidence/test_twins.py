"""Near-duplicates: what counts as alike, and that the cosine decides."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from embrepl.evidence.twins import KINDS, find_twins, form_of, is_one_slip
from embrepl.space.space import Space
from tests.space.groups.planted import space_of

STEMS = [f"{stem}{end}" for stem in ("gast", "mord", "velk", "trin") for end in ("al", "op", "ur", "em")]
ALIKE = {
    "form": [("make-up", "makeup"), ("Apple", "apple"), ("café", "cafe"), ("ｆｕｌｌ", "full"), ("don’t", "dont")],
    "script": [("后堂", "後堂")],
    "spelling": [("theater", "theatre"), ("recommend", "recomend"), ("colour", "color"), ("favarite", "favorite")],
    "inflection": [(stem, f"{stem}s") for stem in STEMS],
    "characters": [("贾母", "贾母因"), ("喜欢", "欢喜")],
}


def space_with(pairs: list[tuple[str, str]], near: float = 0.98) -> Space:
    """Return a space in which the two words of each pair have that cosine, and all others lie across each other."""
    words = [word for pair in pairs for word in pair]
    rows = np.eye(len(words), dtype=np.float32)
    for at in range(0, len(words), 2):
        rows[at + 1] = near * rows[at] + np.sqrt(1 - near**2) * rows[at + 1]
    return space_of(rows, words)


def found_in(space: Space, **options: object) -> list[tuple[str, frozenset[str]]]:
    twins, _ = find_twins(space, np.arange(len(space)), **{"least": 0.5, **options})  # type: ignore[arg-type]
    return [(each.kind, frozenset(space.words[row] for row in each.rows)) for each in twins]


def test_each_kind_is_found_once() -> None:
    space = space_with([pair for pairs in ALIKE.values() for pair in pairs])
    expected = [(kind, frozenset(pair)) for kind, pairs in ALIKE.items() for pair in pairs]
    assert sorted(found_in(space), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_are_alike_but_not_near_are_no_twins(kind: str) -> None:
    assert found_in(space_with(ALIKE[kind], near=0.3)) == []
    assert found_in(space_with(ALIKE[kind]), kinds=(kind,)) != []


def test_endings_that_few_stems_have_are_no_inflection() -> None:
    assert found_in(space_with([("gastal", "gastalqux"), ("mordop", "mordopzin")])) == []


def test_a_group_is_a_word_and_those_like_it_without_chains() -> None:
    words = ["recommend", "reccommend", "recommendd", "other"]
    rows = np.array([[1, 0, 0], [1, 0.1, 0], [1, 0.2, 0], [0, 0, 1]], np.float32)
    (twins,), _ = find_twins(space_of(rows, words), np.arange(4), 0.5, ("spelling",))
    assert twins.rows == (0, 1)  # an ending is no slip
    words = ["abcdefg", "abcdefgh", "abxdefgh", "aaaaaaa"]
    (twins,), _ = find_twins(space_of(rows, words), np.arange(4), 0.5, ("spelling",))
    assert twins.rows == (1, 2)


def test_without_a_limit_it_is_what_a_random_pair_in_a_thousand_exceeds() -> None:
    generator = np.random.default_rng(0)
    space = space_of(generator.standard_normal((300, 20)).astype(np.float32))
    units = space.units(np.arange(300))
    pairs = [float(units[a] @ units[b]) for a, b in combinations(range(300), 2)]
    _, limit = find_twins(space, np.arange(300), None)
    assert limit == pytest.approx(np.percentile(pairs, 99.9), abs=0.03)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_a_slip_is_one_change_before_the_end(a: str, b: str) -> None:
    changes = {
        *(b[:at] + b[at + 1 :] for at in range(len(b) - 1)),
        *(b[:at] + letter + b[at:] for at in range(len(b)) for letter in "abc"),
        *(b[:at] + letter + b[at + 1 :] for at in range(len(b)) for letter in "abc"),
        *(b[:at] + b[at + 1] + b[at] + b[at + 2 :] for at in range(len(b) - 1)),
    } - {b}
    longer, shorter = max(a, b, key=len), min(a, b, key=len)
    ending = len(longer) - len(shorter) == 1 and longer.startswith(shorter)
    assert is_one_slip(a, b) == (a in changes and not ending) == is_one_slip(b, a)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=8), min_size=3, max_size=12, unique=True))
@example(["0", "1", "\n㐀"])
def test_any_words_can_be_compared(words: list[str]) -> None:
    space = space_of(np.ones((len(words), 2), np.float32), words)
    twins, _ = find_twins(space, np.arange(len(words)), 0.5)
    for each in twins:
        assert len(each.rows) > 1
        assert len(set(each.rows)) == len(each.rows)
        if each.kind == "form":
            assert len({form_of(words[row]) for row in each.rows}) == 1
