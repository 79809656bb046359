"""The intervals of cosines hold what they promise, 92 to 98 times in 100, over documents drawn from a known source."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Positions
from embrepl.evidence.context_rows import ContextRows, Weighing
from embrepl.evidence.uses.folding import Folding
from embrepl.evidence.uses.use import use_of
from tests.helpers.texts import corpus_of, rows_of

_DIM, _SAMPLES = 30, 250
_COSINES = (0.0, 0.3, 0.6, 0.9)


def _directions(mean: NDArray[np.float64], generator: np.random.Generator) -> NDArray[np.float64]:
    """Return directions at length one that have known cosines with a mean. (D,) → (4, D)."""
    unit, others = mean / np.linalg.norm(mean), generator.normal(size=(len(_COSINES), len(mean)))
    others -= np.outer(others @ unit, unit)
    others /= np.linalg.norm(others, axis=1)[:, None]
    cosines = np.array(_COSINES)[:, None]
    return np.asarray(cosines * unit + np.sqrt(1 - cosines**2) * others)


@pytest.mark.parametrize("documents", [6, 12, 40, 200])
@pytest.mark.parametrize("noise", [1.0, 3.0])
def test_intervals_of_means_hold_the_cosine_of_text_without_end(documents: int, noise: float) -> None:
    """Places of one document are alike, documents have from one place to several: as in any text."""
    generator = np.random.default_rng(documents)
    mean = generator.normal(size=_DIM)
    mean /= np.linalg.norm(mean)
    directions = _directions(mean, generator)
    held: list[NDArray[np.bool_]] = []
    while len(held) < _SAMPLES:
        of = np.repeat(np.arange(documents), 1 + generator.poisson(0.8, documents))
        shared = generator.normal(0, noise / 3 / _DIM**0.5, (documents, _DIM))
        use = use_of(mean + shared[of] + generator.normal(0, noise / _DIM**0.5, (len(of), _DIM)), of, len(of))
        cosines, halves = use.cosines(directions)
        if use.sure:
            held.append(np.abs(cosines - _COSINES) <= halves)
    assert 0.92 <= np.mean(held) <= 0.98


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folding, Positions, int]:
    """Return what folds the places of a word, and that word: it is in 4,000 documents of three topics."""
    generator = np.random.default_rng(7)
    words = np.array([f"w{number}" for number in range(600)])
    chances = 1.0 / np.arange(3, 603)
    topics = chances * np.exp(generator.normal(0, 1.5, (12, 600)))
    texts = []
    for number in range(8_000):
        topic = topics[generator.integers(3) if number % 2 else generator.integers(12)]
        around = generator.choice(words, 12, p=topic / topic.sum())
        texts.append(" ".join((*around[:6], "bank" if number % 2 else "w0", *around[6:])))
    corpus = corpus_of(tmp_path_factory.mktemp("source"), {"source.csv": rows_of(texts)})
    positions = Positions(corpus)
    rows = ContextRows(positions, corpus.counts, Weighing(len(corpus.words), len(corpus.words), 5))
    projection = generator.normal(size=(len(corpus.words), _DIM)).astype(np.float32)
    return Folding(rows, projection), positions, corpus.index["bank"]


@pytest.mark.parametrize("documents", [25, 80, 300])
def test_intervals_of_counts_hold_the_mean_of_other_texts_with_as_many_places(
    source: tuple[Folding, Positions, int], documents: int
) -> None:
    folding, positions, bank = source
    generator = np.random.default_rng(documents)
    places = positions.of(bank)
    own = np.zeros(len(positions.offsets) - 1, np.bool_)
    own[bank] = True

    def drawn() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        some = np.sort(generator.choice(places, documents, replace=False))
        return folding.use(some, some, positions.document(some), own).cosines(directions)

    whole = folding.use(places, places, positions.document(places), own)
    directions = _directions(whole.vector, generator)
    found = [drawn() for _ in range(120)]
    means = np.mean([cosines for cosines, _ in found], axis=0)  # of what text of this size gives
    assert 0.92 <= np.mean([np.abs(cosines - means) <= halves for cosines, halves in found]) <= 0.98


def test_one_document_has_no_interval() -> None:
    use = use_of(np.eye(3)[:2], np.zeros(2, np.int64), 2)
    cosines, halves = use.cosines(np.eye(3))
    assert np.isnan(halves).all() and not use.sure
    np.testing.assert_allclose(cosines, [2**-0.5, 2**-0.5, 0])


def test_uses_without_a_common_direction_have_no_interval() -> None:
    """What differs from document to document as much as can be says nothing of how long the mean is."""
    vectors = np.concatenate((np.eye(8), -np.eye(8)))
    use = use_of(vectors + 1e-6, np.arange(16), 16)
    assert not use.sure and np.isnan(use.cosines(np.eye(8))[1]).all()
