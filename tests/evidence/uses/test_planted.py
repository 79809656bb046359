"""What was planted in a text is found and nothing else, with the tone taken out; also where one part is small."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import pytest

from corpora.two_parts import FIRST, SECOND, Planted, planted
from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.statistics.significance import false_discovery_rates
from embrepl.corpus.store.positions import Positions
from embrepl.corpus.store.store import Corpus
from embrepl.evidence.uses.contrasts.contrast import distance, p_by_shuffling
from embrepl.evidence.uses.contrasts.survey import Differences, Half, differences
from embrepl.evidence.uses.contrasts.tone import Tone, tone_of, tone_over
from embrepl.evidence.uses.induction import file_of, kept
from embrepl.evidence.uses.instances import Surroundings
from embrepl.evidence.uses.trend import drift
from embrepl.evidence.uses.use import by_document, use_of
from embrepl.space.store import open_space
from embrepl.training.options.spectral import SpectralOptions
from embrepl.training.protocol import Induce, Train
from embrepl.training.recipe import CorpusFacts, Recipe
from embrepl.worker.inducing import learn
from embrepl.worker.progress import JobReporter
from embrepl.worker.training import train
from tests.helpers.texts import corpus_of, rows_of


@dataclass
class Found:
    """A planted text with what was learnt of it: the uses of each word in either part, as vectors with the tone."""

    truth: Planted
    read: Surroundings
    masks: tuple[np.ndarray, np.ndarray]
    matrix: np.ndarray
    tone: Tone

    def uses(self, word: str, tone: Tone | None) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return the vectors and documents of the uses of a word in either part."""
        places = self.read.positions.of(self.read.corpus.index[word])
        documents = self.read.positions.document(places)
        found = [self.read.instances(Spans.whole(places[mask[documents]])) for mask in self.masks]
        vectors = [each.means @ self.matrix for each in found]
        return [
            (tone.without(each) if tone else each, uses.documents) for each, uses in zip(vectors, found, strict=True)
        ]

    @cached_property
    def toneless(self) -> Differences:
        """How all words differ without the tone."""
        return self.survey(self.tone)

    def survey(self, tone: Tone | None) -> Differences:
        """Return how all words differ."""
        space = self.read.space
        table = space.units(range(len(space))).astype(np.float32) @ self.matrix
        begins = np.asarray(self.read.corpus.documents[:-1], np.int64)
        halves = [Half(self.read.positions, self.read.rows, begins, mask) for mask in self.masks]
        return differences(halves[0], halves[1], tone.without(table) if tone else table)


def found_in(folder: Path, truth: Planted) -> Found:
    corpus = corpus_of(folder, {"planted.csv": rows_of([text for text, _ in truth.documents])})
    parts = np.array([part for _, part in truth.documents])
    facts = CorpusFacts("planted", corpus.hash, corpus.report.tokens)
    recipe = Recipe("spectral", "train spectral", vars(SpectralOptions()), corpus=facts)
    assert train(Train(1, recipe, str(corpus.folder), str(folder / "model")), JobReporter(1, lambda _: None))
    learn(Induce(2, str(folder / "model"), str(corpus.folder)), lambda: False)
    space, corpus = open_space(folder / "model"), Corpus.open(corpus.folder)
    learnt = kept(file_of(folder / "model", corpus.hash), space.dim)
    assert learnt is not None
    read = Surroundings(space, corpus, Positions(corpus))
    masks = parts == FIRST, parts == SECOND
    tone = tone_of(*(learnt.vectors(read.everywhere(mask, 20_000).means) for mask in masks))
    return Found(truth, read, masks, learnt.matrix, tone)


@pytest.fixture(scope="module")
def even(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return found_in(tmp_path_factory.mktemp("even"), planted())


@pytest.fixture(scope="module")
def uneven(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return found_in(tmp_path_factory.mktemp("uneven"), planted(6_000, 300))


def words_of(found: Found, survey: Differences) -> np.ndarray:
    return np.array([found.read.space.words[row] for row in survey.rows])


def kolmogorov(p: np.ndarray) -> float:
    """Return the p of Kolmogorov and Smirnov's test of a uniform distribution."""
    ordered, size = np.sort(p), len(p)
    steps = np.arange(size + 1) / size
    gap = max(np.max(steps[1:] - ordered), np.max(ordered - steps[:-1]))
    scaled = (np.sqrt(size) + 0.12 + 0.11 / np.sqrt(size)) * gap
    return float(2 * sum((-1) ** (k - 1) * np.exp(-2 * (k * scaled) ** 2) for k in range(1, 101)))


def test_words_that_change_use_are_found_and_hardly_any_other(even: Found) -> None:
    survey = even.toneless
    words = words_of(even, survey)
    asked = np.isin(words, [*even.truth.used, *even.truth.frequent, *even.truth.same])
    found = set(words[asked & (false_discovery_rates(survey.p) <= 0.05)])
    right = found & set(even.truth.used)
    assert len(right) >= 27
    assert len(found - right) <= 0.05 * len(found)
    plain = even.survey(None)
    wrong = set(words_of(even, plain)[false_discovery_rates(plain.p) <= 0.05]) - set(even.truth.used)
    assert len(wrong) > 500  # with the tone left in nearly all words differ
    control = survey.control[~np.isnan(survey.control)]
    assert not np.any(false_discovery_rates(control) <= 0.05)
    assert kolmogorov(control) > 0.01


@pytest.mark.parametrize("name", ["even", "uneven"])
def test_p_of_words_that_change_nothing_is_uniform(name: str, request: pytest.FixtureRequest) -> None:
    found: Found = request.getfixturevalue(name)
    survey = found.toneless
    same = np.isin(words_of(found, survey), [*found.truth.same, *found.truth.frequent])
    assert same.sum() > 100
    assert kolmogorov(survey.p[same]) > 0.05
    assert np.mean(np.abs(survey.distance[same]) <= 1.96 * survey.error[same]) >= 0.92


def test_moments_give_the_p_of_shuffles(even: Found) -> None:
    survey = even.toneless
    p = dict(zip(words_of(even, survey), survey.p, strict=True))
    drawn, exact = [], []
    for word in even.truth.same[:60]:
        (first, of), (second, others) = even.uses(word, even.tone)
        (sums, many), (more, rest) = by_document(first, of), by_document(second, others)
        drawn.append(p_by_shuffling(np.vstack([sums, more]), np.concatenate([many, rest]), len(many)))
        exact.append(p[word])
    assert np.corrcoef(drawn, exact)[0, 1] > 0.99
    assert np.max(np.abs(np.array(drawn) - exact)) < 0.08


@pytest.mark.parametrize("name", ["even", "uneven"])
def test_distances_of_words_that_change_nothing_are_zero_within_their_intervals(
    name: str, request: pytest.FixtureRequest
) -> None:
    found: Found = request.getfixturevalue(name)
    within = []
    for word in (*found.truth.same, *found.truth.frequent):
        uses = found.uses(word, found.tone)
        if min(len(vectors) for vectors, _ in uses) >= 5:
            mean = partial(use_of, total=0)
            within.append(distance(*(mean(vectors, documents) for vectors, documents in uses)).low <= 0)
    assert len(within) > 100
    assert 0.92 <= np.mean(within) <= 1


def test_the_text_is_always_the_same() -> None:
    assert planted(20, 20) == planted(20, 20)
    assert planted(20, 20, seed=2) != planted(20, 20)
    parts = [part for _, part in planted(7, 3).documents]
    assert parts == [FIRST] * 7 + [SECOND] * 3


def test_over_the_years_a_word_that_changes_is_found_and_what_moves_all_words_is_not(even: Found) -> None:
    """The first part is of 1990 to 1994, the second of 1995 to 1999: all words move by the tone."""
    generator = np.random.default_rng(7)
    years = generator.integers(1990, 1995, len(even.masks[0])) + 5.0 * even.masks[1]
    everywhere = even.read.everywhere(None, 20_000)
    tone = tone_over(everywhere.means @ even.matrix, years[everywhere.documents])

    def p(word: str, tone: Tone | None) -> float:
        (first, of), (second, others) = even.uses(word, tone)
        documents = np.concatenate([of, others])
        return drift(np.vstack([first, second]).astype(np.float64), documents, years[documents]).p()

    same = np.array([p(word, tone) for word in even.truth.same[:60]])
    assert kolmogorov(same) > 0.01 and np.mean(same <= 0.05) <= 0.12
    assert np.mean([p(word, None) <= 0.05 for word in even.truth.same[:20]]) > 0.5
    assert np.mean([p(word, tone) <= 0.05 for word in [*even.truth.used][:20]]) >= 0.85
