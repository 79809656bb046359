"""Instances, the matrix, the fold-in and the jackknife, each against a plain loop over its definition."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.store.positions import Positions
from embrepl.corpus.store.store import Corpus
from embrepl.evidence.context_rows import ContextRows, own_weighing
from embrepl.evidence.uses.folding import GROUPS, Folding, folded
from embrepl.evidence.uses.induction import HEAD, WINDOW, Band, Induction, file_of, induce, keep, kept
from embrepl.evidence.uses.instances import Surroundings
from embrepl.evidence.uses.use import use_of
from embrepl.objectives.engine.counts.context_means import Contexts
from embrepl.space.space import Space
from embrepl.space.store import open_space
from embrepl.training.options.spectral import PROJECTION, SpectralOptions
from embrepl.training.protocol import Induce, Induced, Train
from embrepl.training.recipe import CorpusFacts, Recipe
from embrepl.worker.inducing import learn
from embrepl.worker.progress import JobReporter
from embrepl.worker.training import train
from tests.helpers.texts import corpus_of, rows_of

WORDS = 7  # types of a small text, of which the last has no vector
GENERATOR = np.random.default_rng(5)
VECTORS = GENERATOR.standard_normal((WORDS - 1, 4)).astype(np.float32)


def small(ids: list[int], borders: list[int]) -> tuple[Any, Positions, Space]:
    """Return a text of a few types, most frequent first, its index, and a space of all its types but the last."""
    counts = np.bincount(ids, minlength=WORDS)
    order = np.argsort(-counts, kind="stable")
    renamed = np.empty(WORDS, np.int64)
    renamed[order] = np.arange(WORDS)
    array = renamed[np.array(ids)].astype(np.int32)
    documents = np.array(sorted({0, len(ids), *(min(border, len(ids)) for border in borders)}), np.int64)
    names = [f"w{number}" for number in range(WORDS)]
    corpus: Any = SimpleNamespace(
        ids=array, documents=documents, counts=np.sort(counts)[::-1], folder=Path("/dev/null/none"), words=names
    )
    return corpus, Positions(corpus), Space(names[:-1], np.sort(counts)[::-1][:-1], VECTORS)


def plain_mean(corpus: Any, begin: int, end: int, own: set[int]) -> np.ndarray | None:
    """Return the mean of the directions of the known words around some tokens, as the definition has it."""
    document = int(np.searchsorted(corpus.documents, begin, side="right")) - 1
    low, high = corpus.documents[document], corpus.documents[document + 1]
    around = [*range(max(low, begin - WINDOW), begin), *range(end, min(high, end + WINDOW))]
    types = [int(corpus.ids[token]) for token in around]
    units = [VECTORS[each] / np.linalg.norm(VECTORS[each]) for each in types if each < WORDS - 1 and each not in own]
    return np.mean(units, axis=0) if units else None


TEXTS = {
    "ids": st.lists(st.integers(0, WORDS - 1), min_size=2, max_size=60),
    "borders": st.lists(st.integers(0, 60), max_size=3),
}


@given(**TEXTS, word=st.integers(0, WORDS - 1), length=st.integers(1, 2))
def test_a_use_is_the_mean_of_the_known_words_around_it(
    ids: list[int], borders: list[int], word: int, length: int
) -> None:
    corpus, positions, space = small(ids, borders)
    places = np.flatnonzero(corpus.ids == word)
    places = places[places + length <= len(ids)]
    if not len(places):
        return
    spans = Spans.whole(places, length)
    found = Surroundings(space, corpus, positions).instances(spans)
    own = {int(corpus.ids[place + step]) for place in places for step in range(length)}
    expected = {int(place): plain_mean(corpus, int(place), int(place) + length, own) for place in places}
    expected = {place: mean for place, mean in expected.items() if mean is not None}
    assert found.places.tolist() == list(expected)
    assert found.total == len(expected)
    if expected:
        np.testing.assert_allclose(found.means, np.stack(list(expected.values())), atol=1e-5)
    assert np.array_equal(found.documents, positions.document(found.places))


@given(**TEXTS)
def test_the_mean_of_each_word_is_that_of_its_uses(ids: list[int], borders: list[int]) -> None:
    corpus, positions, _ = small(ids, borders)
    scale = (1 / np.linalg.norm(VECTORS, axis=1)).astype(np.float32)
    rows = np.array([*range(WORDS - 1), -1], np.int32)
    types = np.flatnonzero(np.bincount(corpus.ids, minlength=WORDS)[:-1])
    means = Contexts(positions, rows, VECTORS, scale, WINDOW).means(types, lambda: False)
    assert means is not None
    for type_, mean in zip(types.tolist(), means, strict=True):
        places = np.flatnonzero(corpus.ids == type_)
        uses = [plain_mean(corpus, int(place), int(place) + 1, {type_}) for place in places]
        known = [use for use in uses if use is not None]
        np.testing.assert_allclose(mean, np.mean(known, axis=0) if known else np.zeros(4), atol=1e-5)


def test_stopped_sums_are_none() -> None:
    _, positions, _ = small([0, 1, 2, 0], [])
    contexts = Contexts(positions, np.arange(WORDS, dtype=np.int32), VECTORS, np.ones(6, np.float32), WINDOW)
    assert contexts.means(np.arange(2), lambda: True) is None


def test_the_matrix_is_found_again_and_checked_on_words_left_out() -> None:
    generator = np.random.default_rng(1)
    matrix, means = generator.standard_normal((5, 5)), generator.standard_normal((900, 5)).astype(np.float32)
    vectors = means @ matrix
    units = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    counts = generator.integers(1, 600, 900)
    found = induce(means, units, counts)
    made = found.vectors(means)
    cosines = np.einsum("nd,nd->n", made, units) / np.linalg.norm(made, axis=1)
    assert cosines.mean() > 0.95
    assert found.cosine is not None
    assert found.cosine == pytest.approx(cosines.mean(), abs=0.03)
    assert all(band.cosine > band.plain + 0.3 for band in found.bands if band.words > 10)
    assert sum(band.words for band in found.bands) == pytest.approx(90, abs=30)
    shuffled = induce(means, generator.permutation(units), counts)
    assert shuffled.cosine is not None
    assert abs(shuffled.cosine) < 0.3


def test_of_a_handful_of_words_nothing_is_claimed() -> None:
    few = induce(np.eye(3, dtype=np.float32), np.eye(3, dtype=np.float32), np.array([5, 4, 3]))
    assert few.cosine is None
    assert np.isfinite(few.matrix).all()


def test_the_matrix_is_kept_and_read_again_and_what_is_damaged_is_none(tmp_path: Path) -> None:
    path = file_of(tmp_path, "0123456789abcdef0123")
    assert kept(path, 3) is None
    keep(path, Induction(np.arange(9, dtype=np.float32).reshape(3, 3), (Band(5, 7, 0.75, 0.25),), 3))
    found = kept(path, 3)
    assert found is not None
    assert (found.matrix.tolist(), found.words) == (np.arange(9).reshape(3, 3).tolist(), 3)
    assert found.bands == (Band(5, 7, 0.75, 0.25),)
    assert kept(path, 4) is None
    whole = path.read_bytes()
    nan = np.array([np.nan], "<f4").tobytes()
    for broken in (
        whole[:-1],
        b"[]" + whole[2:],
        b"{}".ljust(HEAD) + whole[HEAD:],
        whole[:HEAD] + nan + whole[HEAD + 4 :],
    ):
        path.write_bytes(broken)
        assert kept(path, 3) is None


@given(seed=st.integers(0, 1_000))
def test_the_interval_is_that_of_the_jackknife_with_small_weights(seed: int) -> None:
    """How a cosine changes as one document counts a little more is worked out by counting it a little more."""
    generator = np.random.default_rng(seed)
    vectors = generator.standard_normal((30, 4)) + 1
    documents = np.sort(generator.integers(0, 6, 30))
    direction = generator.standard_normal(4)
    direction /= np.linalg.norm(direction)
    use = use_of(vectors, documents, 30)
    cosines, widths = use.cosines(direction[None])
    mean = vectors.mean(axis=0)
    if not use.sure:
        assert cosines[0] == pytest.approx(mean @ direction / np.linalg.norm(mean))
        assert np.isnan(widths[0])
        return
    noise = (1 - use.reliability) * mean @ mean
    assert cosines[0] == pytest.approx(min(1, mean @ direction / np.sqrt(mean @ mean - noise)))
    if cosines[0] == 1:
        return
    changes, little = [], 1e-6
    for document in np.unique(documents):
        weights = 1 + little * (documents == document)
        moved = weights @ vectors / weights.sum()
        changes.append((moved @ direction / np.sqrt(moved @ moved - noise) - cosines[0]) / little)
    groups = len(changes)
    deviation = np.sqrt(np.sum(np.square(changes)) * groups / (groups - 1))
    assert widths[0] / deviation == pytest.approx({2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571}[groups], rel=1e-3)


def test_one_document_says_nothing_of_how_sure_a_cosine_is() -> None:
    use = use_of(np.ones((3, 2)), np.zeros(3, np.int64), 3)
    assert np.isnan(use.cosines(np.eye(2))[1]).all()


SENTENCES = (
    "the king rules the old land with a crown", "a queen rules the old land with grace", "bread and milk stand here",
    "the milk is fresh and the bread is warm", "the king and the queen eat warm bread", "ships sail the grey sea",
)  # fmt: skip


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Space]:
    """Return a text of many documents and what `spectral` makes of it, trained as the worker does."""
    folder = tmp_path_factory.mktemp("solved")
    generator = np.random.default_rng(3)
    lines = [" ".join(generator.permutation(SENTENCES)[:3]) for _ in range(120)]
    corpus = corpus_of(folder, {"a.csv": rows_of(lines)})
    options = SpectralOptions(dim=6, min_count=1, sample=0.01, window=4)
    recipe = Recipe(
        "spectral", "train spectral", vars(options), corpus=CorpusFacts("a", corpus.hash, corpus.report.tokens)
    )
    assert train(Train(1, recipe, str(corpus.folder), str(folder / "model")), JobReporter(1, lambda _: None))
    return corpus, open_space(folder / "model")


def test_a_known_word_folded_in_is_its_own_vector(solved: tuple[Corpus, Space]) -> None:
    corpus, space = solved
    positions, weighing = Positions(corpus), own_weighing(space, corpus)
    assert weighing is not None
    rows, projection = ContextRows(positions, corpus.counts, weighing), space.extra[PROJECTION]
    for word in ("king", "bread", "sea", "the"):
        made = rows.row(corpus.index[word])[0] @ projection
        own = space.vector(word)
        assert made @ own / np.linalg.norm(made) / np.linalg.norm(own) == pytest.approx(1, abs=1e-4)


def test_a_fold_in_is_worked_out_again_without_each_group_of_documents(solved: tuple[Corpus, Space]) -> None:
    corpus, space = solved
    positions, weighing = Positions(corpus), own_weighing(space, corpus)
    assert weighing is not None
    rows = ContextRows(positions, corpus.counts, weighing)
    folding, read = Folding(rows, space.extra[PROJECTION]), Surroundings(space, corpus, positions)
    spans = Spans.whole(positions.of(corpus.index["king"]))
    use = folded(folding, read, spans)
    found, groups = np.unique(positions.document(spans.places), return_inverse=True)
    assert use.documents == len(found) > GROUPS == len(use.influence)
    without = np.array([folded(folding, read, spans[groups % GROUPS != group]).vector for group in range(GROUPS)])
    expected = (GROUPS - 1) / GROUPS * (without.mean(axis=0) - without)
    np.testing.assert_allclose(use.influence, expected, atol=1e-4 * np.abs(expected).max())


def test_the_worker_learns_the_matrix_once_and_keeps_it(solved: tuple[Corpus, Space]) -> None:
    corpus, space = solved
    assert space.folder is not None
    request = Induce(4, str(space.folder), str(corpus.folder))
    assert learn(request, lambda: False) == Induced(4)
    path = file_of(space.folder, corpus.hash)
    assert kept(path, space.dim) is not None
    before = path.stat().st_mtime_ns
    learn(request, lambda: False)
    assert path.stat().st_mtime_ns == before
