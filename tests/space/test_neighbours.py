"""The nearest words are gensim's, and the mark `mutual` is what asking back gives."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.errors import EmbreplError
from embrepl.space import neighbours
from embrepl.space.expression.parser import parse
from embrepl.space.expression.query import Sum, Term
from embrepl.space.neighbours import nearest
from embrepl.space.passes import look
from embrepl.space.space import Space


def space_of(matrix: np.ndarray) -> Space:
    return Space([f"w{row}" for row in range(len(matrix))], np.arange(len(matrix), 0, -1), matrix.astype(np.float32))


@pytest.fixture(scope="module")
def space() -> Space:
    return space_of(np.random.default_rng(0).standard_normal((400, 10)))


@pytest.mark.parametrize("text", ["w3", "w3 - w7 + w11", "2*w1 - 0.5*w200"])
def test_equals_gensim(space: Space, text: str) -> None:
    from gensim.models import KeyedVectors

    peer = KeyedVectors(space.dim)
    peer.add_vectors(space.words, space.matrix)
    query = parse(text)
    terms = query.part.terms if isinstance(query.part, Sum) else (Term(1.0, query.part),)
    positive = [(word.text, term.weight) for term in terms for word in term.part.words()]
    expected = peer.most_similar(positive=positive, topn=10)
    result = nearest(
        space, query.vector(lambda word: space.direction(word.text)), 10, [space.id(word.text) for word in query.words]
    )
    assert [one.word for one in result] == [word for word, _ in expected]
    assert [one.cosine for one in result] == pytest.approx([cosine for _, cosine in expected], abs=1e-5)
    assert [one.rank for one in result] == list(range(1, 11))
    assert result[0].count == space.counts[space.id(result[0].word)]


@pytest.mark.parametrize("block", [1 << 21, 64])
def test_mutual_is_asking_back(space: Space, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "_NUMBERS", block)
    seen = set()
    for row in range(30):
        for one in nearest(space, space.matrix[row], 5, [row]):
            other = space.id(one.word)
            back = [again.word for again in nearest(space, space.matrix[other], 5, [other])]
            assert one.mutual == (f"w{row}" in back)
            seen.add(one.mutual)
    assert seen == {True, False}


def test_mutual_is_for_single_words_only(space: Space) -> None:
    assert {one.mutual for one in nearest(space, space.units([3])[0] + space.units([4])[0], 5, [3, 4])} == {None}
    assert {one.mutual for one in nearest(space, -space.units([3])[0], 5, [3])} == {None}
    assert {one.mutual for one in nearest(space, space.units([3])[0], 5)} == {None}


def test_mutual_is_left_out_where_it_would_take_long(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_MOST_WORK", 10_000)
    assert {one.mutual for one in nearest(space, space.units([3])[0], 5, [3])} == {None}


def test_ties_by_row_and_no_zero_vectors() -> None:
    matrix = np.array([[0, 0], [1, 1], [2, 2], [np.nan, 1], [0.3, 0.3], [-1, -1], [1, 0]])
    result = nearest(space_of(matrix), np.array([3.0, 3.0]), 20)
    assert [one.word for one in result] == ["w1", "w2", "w4", "w6", "w5"]
    assert [one.cosine for one in result] == pytest.approx([1, 1, 1, 0.5**0.5, -1])
    assert [one.word for one in nearest(space_of(matrix), np.array([3.0, 3.0]), 2, [1])] == ["w2", "w4"]
    assert len(nearest(space_of(matrix), np.array([-1.0, -1.0]), 5)) == 5


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_equals_sorting_everything(data: st.DataObject) -> None:
    """But for words whose cosines are equal on paper, and differ by a rounding of their unit vectors."""
    rows, dim = data.draw(st.integers(1, 12)), data.draw(st.integers(1, 3))
    cells = st.lists(st.integers(-2, 2), min_size=dim, max_size=dim)
    matrix = np.array(data.draw(st.lists(cells, min_size=rows, max_size=rows)), float)
    target = np.array(data.draw(cells.filter(any)), float)
    without = data.draw(st.sets(st.integers(0, rows - 1)))
    count = data.draw(st.integers(0, rows + 2))
    norms = np.linalg.norm(matrix, axis=1)
    cosines = [row @ target / (norm or 1) / np.linalg.norm(target) for row, norm in zip(matrix, norms, strict=True)]
    order = sorted((row for row in set(range(rows)) - without if norms[row]), key=lambda row: -cosines[row])[:count]
    result = [int(one.word[1:]) for one in nearest(space_of(matrix), target, count, without)]
    assert [norms[row] == 0 for row in result] == [norms[row] == 0 for row in order]
    assert [cosines[row] for row in result] == pytest.approx([cosines[row] for row in order], abs=1e-6)
    assert len(set(result) - without) == len(order)


@pytest.mark.parametrize("target", [[0.0] * 10, [float("nan")] * 10, [float("inf")] * 10])
def test_no_direction(space: Space, target: list[float]) -> None:
    with pytest.raises(EmbreplError) as failure:
        nearest(space, np.array(target), 3)
    assert failure.value.code == "no-direction"


def test_thirty_thousand_words_take_no_time() -> None:
    space = space_of(np.random.default_rng(0).standard_normal((30_000, 100), dtype=np.float32))
    nearest(space, space.units([5])[0], 10, [5])
    times = []
    for _ in range(5):
        began = time.perf_counter()
        nearest(space, space.units([5])[0], 10, [5])
        times.append(time.perf_counter() - began)
    assert min(times) < 0.1
