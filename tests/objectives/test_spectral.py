"""Pair counts against plain loops, the decomposition against NumPy's own, and what the spectral objective learns."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.errors import EmbreplError
from embrepl.objectives import spectral
from embrepl.objectives.engine.counts import counting, packed_pairs
from embrepl.objectives.engine.counts.affinity import Affinity, affinity
from embrepl.objectives.engine.sampling import Text
from embrepl.training.choosing import choose
from embrepl.training.options.spectral import SpectralOptions
from tests.helpers.trainings import Silent, StopAfter, slots_text, small_text, train

OPTIONS = SpectralOptions(dim=16, sample=0.0, contexts=0)


def plain_counts(text: Text, window: int, across: bool) -> Counter[tuple[int, int]]:
    """Count pairs one by one."""
    result: Counter[tuple[int, int]] = Counter()
    documents = np.searchsorted(text.documents, np.arange(len(text.ids)), side="right")
    kept = [(int(word), int(document)) for word, document in zip(text.ids, documents, strict=True)]
    kept = [(word, document) for word, document in kept if word < len(text.counts)]
    for place, (word, document) in enumerate(kept):
        for offset in range(1, window + 1):
            if place + offset < len(kept) and (across or kept[place + offset][1] == document):
                other = kept[place + offset][0]
                result[min(word, other), max(word, other)] += window + 1 - offset
    return result


def counted(text: Text, options: SpectralOptions) -> dict[tuple[int, int], int]:
    result, done = counting.count(text, options, Silent())
    assert done == len(text.ids)
    pairs = zip(result.rows.tolist(), result.columns.tolist(), strict=True)
    return dict(zip(pairs, result.counts.tolist(), strict=True))


def matrix_of(text: Text, options: SpectralOptions) -> Affinity:
    with ThreadPoolExecutor(2) as pool:
        return affinity(counting.count(text, options)[0], options, pool)


def decomposed(matrix: Affinity, options: SpectralOptions) -> spectral.Decomposition:
    with ThreadPoolExecutor(2) as pool:
        return spectral.decompose(matrix, options, Silent(), pool)


@given(
    ids=st.lists(st.integers(0, 9), max_size=60), border=st.integers(0, 60), window=st.integers(1, 7),
    across=st.booleans(), shard=st.integers(1, 25), waiting=st.integers(1, 200), summed=st.integers(1, 40),
)  # fmt: skip
def test_pairs_are_counted_as_in_a_plain_loop_however_the_text_is_cut(
    ids: list[int], border: int, window: int, across: bool, shard: int, waiting: int, summed: int
) -> None:
    array = np.array(ids, np.int32)
    borders = np.array(sorted({0, min(border, len(ids)), len(ids)}), np.int64)
    text = Text(array, borders, np.ones(8, np.int64))  # words 8 and 9 are left out
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "SHARD", shard)
        patch.setattr(counting, "WAITING", waiting)
        patch.setattr(packed_pairs, "SUMMED", summed)
        result = counted(text, replace(OPTIONS, window=window, across=across))
    assert result == plain_counts(text, window, across)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 7)), max_size=40), st.integers(1, 9))
def test_sums_that_need_more_bits_than_there_are_stay_whole(pairs: list[tuple[int, int]], summed: int) -> None:
    packing = packed_pairs.Packing(word_bits=1, count_bits=3)  # a count of at most 7
    numbers = np.array(sorted(pair << 3 | amount for pair, amount in pairs), np.int64)
    expected: Counter[int] = Counter()
    for pair, amount in pairs:
        expected[pair] += amount
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed_pairs, "SUMMED", summed)
        once = packing.add_up(numbers)
        result, counts = packing.sums(packing.add_up(np.sort(np.concatenate([once, once]))))
    assert (np.diff(once) >= 0).all()
    assert dict(zip(result.tolist(), counts.tolist(), strict=True)) == {p: 2 * n for p, n in expected.items()}


def test_a_vocabulary_too_large_for_a_pair_to_be_one_number_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        packed_pairs.Packing.for_words(1 << 30, 8)
    assert packed_pairs.Packing.for_words(1 << 20, 5).count_bits == 23


def test_thinned_out_counts_are_those_of_the_whole_text_for_any_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    text, options = small_text(3000), replace(OPTIONS, sample=0.01)
    whole = counted(text, options)
    monkeypatch.setattr(counting, "SHARD", 100)
    assert counted(text, options) == whole
    assert sum(whole.values()) < sum(plain_counts(text, 5, False).values())


def test_the_matrix_holds_the_discounted_positive_mutual_information() -> None:
    text = small_text(2000, words=12)
    options = replace(OPTIONS, discount=2.0)
    result = matrix_of(text, options).toarray()
    both = np.zeros((12, 12))
    for (one, other), amount in plain_counts(text, 5, False).items():
        both[one, other] += amount
        both[other, one] += amount
    share = both.sum(axis=1)
    with np.errstate(divide="ignore"):
        expected = np.maximum(np.log(both * both.sum() / share[:, None] / share[None]), 0)
    once = both / (1 + np.eye(12))  # a word by itself stands once in the counts
    np.testing.assert_allclose(result, expected * once / (once + 2 * 5), atol=1e-5)


def test_few_contexts_are_the_most_frequent_words() -> None:
    text = small_text(2000, words=12)
    whole = matrix_of(text, OPTIONS).toarray()
    some = matrix_of(text, replace(OPTIONS, contexts=5)).toarray()
    np.testing.assert_array_equal(some, whole[:, :5])


def test_the_decomposition_is_that_of_numpy() -> None:
    text = small_text(20_000, words=300)
    options = replace(OPTIONS, iterations=30)
    matrix = matrix_of(text, options)
    solved = decomposed(matrix, options)
    left, values, _ = np.linalg.svd(matrix.toarray())
    np.testing.assert_allclose(solved.values, values[:16], rtol=0.01)
    shared = np.linalg.svd(left[:, :10].T @ solved.vectors, compute_uv=False)  # cosines between the two subspaces
    assert shared.min() > 0.99


def test_directions_found_among_frequent_words_are_extended_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    text = small_text(20_000, words=300)
    matrix = matrix_of(text, OPTIONS)
    monkeypatch.setattr(spectral, "CORES", (100, 200))
    solved = decomposed(matrix, OPTIONS)
    values = np.linalg.svd(matrix.toarray(), compute_uv=False)
    assert solved.values.sum() > 0.9 * values[:16].sum()
    np.testing.assert_allclose(solved.vectors.T @ solved.vectors, np.eye(16), atol=1e-3)


@pytest.mark.parametrize("contexts", [0, 40])
def test_products_are_those_of_the_whole_matrix(contexts: int) -> None:
    matrix = matrix_of(small_text(20_000, words=100), replace(OPTIONS, contexts=contexts))
    whole, rng = matrix.toarray(), np.random.default_rng(1)
    assert matrix.entries == np.count_nonzero(whole)
    np.testing.assert_array_equal(matrix.core(30).toarray(), whole[:30, :30])
    columns = rng.standard_normal((whole.shape[1], 7)).astype(np.float32)
    with ThreadPoolExecutor(2) as pool:
        np.testing.assert_allclose(matrix.product(columns, pool), whole @ columns, atol=1e-3)
        result = matrix.product(columns[:30], pool, rows=matrix.contexts)
    np.testing.assert_allclose(result, whole[: matrix.contexts, :30] @ columns[:30], atol=1e-3)


def test_words_used_alike_come_together() -> None:
    text, slots = slots_text()
    vectors = train("spectral", text, dim=16, window=2, sample=0.0).matrix
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = unit @ unit.T
    np.fill_diagonal(cosines, -2)
    assert (slots[cosines.argmax(1)] == slots).mean() > 0.9


def test_fewer_words_than_dimensions_leave_the_others_zero() -> None:
    result = train("spectral", small_text(400, words=10), OPTIONS).matrix
    assert result.shape == (10, 16)
    assert not result[:, 10:].any()
    assert result[:, :5].any()


def test_stopping_solves_what_was_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "SHARD", 1000)
    outcome = train("spectral", small_text(20_000, words=300), OPTIONS, StopAfter(3))
    assert "of the text counted" in outcome.end.far
    assert outcome.matrix.shape == (300, 16)
    assert np.isfinite(outcome.matrix).all()


def test_a_text_where_nothing_stands_together_is_an_error() -> None:
    text = Text(np.arange(10, dtype=np.int32) % 2, np.arange(0, 11), np.array([5, 5]))  # documents of one word
    with pytest.raises(EmbreplError) as caught:
        train("spectral", text, replace(OPTIONS, window=1))
    assert caught.value.code == "nothing-to-learn"


@pytest.mark.parametrize("least", [0.0, 0.5])
def test_eigenvectors_by_their_sign_are_those_of_numpy(least: float) -> None:
    options = replace(OPTIONS, dim=6, iterations=40, power=1.0)
    matrix = matrix_of(small_text(), options)
    with ThreadPoolExecutor(2) as pool:
        vectors, below = spectral.decompose_by_sign(matrix, options, least, Silent(), pool)
    values = np.linalg.eigvalsh(matrix.toarray().astype(np.float64))
    leading = values[np.argsort(-np.abs(values))[:6]]
    assert below == max(int((leading < 0).sum()), round(least * 6))
    expected = np.concatenate([values[:below], values[::-1][: 6 - below]])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=0), np.abs(expected), rtol=1e-3)
    turned = matrix.toarray() @ vectors
    np.testing.assert_allclose(turned, vectors * expected, atol=1e-2 * np.abs(values).max())


def test_where_no_two_words_belong_together_the_start_is_random_and_it_is_said() -> None:
    text = Text(np.array([0, 0, 0, 0, 0, 0, 0, 0], np.int32), np.array([0, 8]), np.array([8]))
    options = choose("zero", None, {"dim": 4, "sample": 0.0, "min_count": 1})
    solved = spectral.pending_start(text, options, Silent()).solve()
    assert np.isnan(solved.vectors).all()
    assert solved.mirrored == 2
    assert "started at random" in solved.notes[0]
