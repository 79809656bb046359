"""The figures equal NLTK's, a published example, or a plain loop."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures
from nltk.util import ngrams

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.statistics import collocations, dispersion, frequencies, keyness
from embrepl.corpus.statistics import ngrams as runs
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.chinese.segmenter import Segmenter
from tests.helpers.texts import at_spaces, corpus_of, rows_of

DOCUMENTS = [
    "a king and a queen and a king",
    "the king sat",
    "",
    "king",
    "the queen and the king of the hill and the king of the sea and a queen",
    "of the king",
] * 3
WINDOWS = pytest.mark.parametrize("window", [(1, 1), (2, 2), (50, 50), (5, 0), (0, 3), (2, 5), (4, 1)])
EVEN = pytest.mark.parametrize("window", [(1, 1), (2, 2), (5, 5), (50, 50)])
Window = tuple[int, int]
SPLIT = [text.split() for text in DOCUMENTS]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("rows"), {"rows.csv": rows_of(DOCUMENTS)})


def table(corpus: Corpus, word: str, window: Window) -> collocations.Pairs:
    counts = np.asarray(corpus.counts)
    return collocations.pairs(Concordance(corpus).positions, counts, Concordance(corpus).find(word).first(), window)


@WINDOWS
def test_pairs_are_those_of_a_plain_loop(corpus: Corpus, window: Window) -> None:
    both: Counter[tuple[str, str]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    for words in SPLIT:
        for at, word in enumerate(words):
            for other in range(max(0, at - window[0]), min(len(words), at + window[1] + 1)):
                if other != at:
                    both[word, words[other]] += 1
                    left[word, words[other]] += other < at
    for word in corpus.words:
        pairs = table(corpus, word, window)
        assert pairs.both.tolist() == [both[word, other] for other in corpus.words]
        assert pairs.on_left.tolist() == [left[word, other] for other in corpus.words]
        assert pairs.of_word == sum(count for (first, _), count in both.items() if first == word)
        assert pairs.of_type.tolist() == [
            sum(count for (_, second), count in both.items() if second == other) for other in corpus.words
        ]
        assert pairs.all == sum(both.values())


@EVEN
def test_pairs_are_nltks_in_both_directions(corpus: Corpus, window: Window) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for words in SPLIT:  # its `from_documents` knows no window
        counted.update(BigramCollocationFinder.from_words(words, window[0] + 1).ngram_fd)
    pairs = table(corpus, "king", window)
    assert pairs.both.tolist() == [counted["king", other] + counted[other, "king"] for other in corpus.words]


@WINDOWS
def test_measures_are_nltks_on_the_same_table(corpus: Corpus, window: Window) -> None:
    pairs = table(corpus, "king", window)
    types = np.flatnonzero(pairs.both)
    ours = {name: measure(pairs, types) for name, measure in collocations.MEASURES.items()}
    for at, number in enumerate(types.tolist()):
        both = int(pairs.both[number])
        margins = (both, (pairs.of_word, int(pairs.of_type[number])), pairs.all)
        assert abs(ours["llr"][at]) == pytest.approx(BigramAssocMeasures.likelihood_ratio(*margins), abs=1e-6)
        assert ours["t"][at] == pytest.approx(BigramAssocMeasures.student_t(*margins))
        pmi = BigramAssocMeasures.pmi(*margins)
        assert ours["npmi"][at] == pytest.approx(pmi / -math.log2(both / pairs.all))
        assert (ours["llr"][at] < 0) == (pmi < 0)
        assert ours["mi"][at] == pytest.approx(pmi)
        assert ours["mi3"][at] == pytest.approx(math.log2(BigramAssocMeasures.mi_like(*margins, power=3) * pairs.all))
        assert abs(ours["chi2"][at]) == pytest.approx(BigramAssocMeasures.chi_sq(*margins), abs=1e-6)
        tokens = (both, (pairs.word_tokens, int(corpus.counts[number])), pairs.all)
        assert ours["dice"][at] == pytest.approx(BigramAssocMeasures.dice(*tokens))
        assert ours["logdice"][at] == pytest.approx(14 + math.log2(BigramAssocMeasures.dice(*tokens)))


@WINDOWS
def test_pairs_of_a_phrase_are_those_of_a_plain_loop(corpus: Corpus, window: Window) -> None:
    both: Counter[str] = Counter()
    for words in SPLIT:
        for at in range(len(words) - 1):
            if words[at] == "the" and words[at + 1] in {"king", "queen"}:
                both.update(words[max(0, at - window[0]) : at] + words[at + 2 : at + 2 + window[1]])
    pairs = table(corpus, "the [kq]*", window)
    assert pairs.both.tolist() == [both[word] for word in corpus.words]
    assert pairs.of_word == both.total()
    types = np.arange(len(corpus.words))
    assert all(np.isfinite(collocations.llr(pairs, types)))


CUT = [
    "黛玉道 道来 灰黛 玉来 黛玉笑 笑 黛玉 道",
    "不黛玉 不来 笑 黛玉道",
    "",
    "黛玉笑 来 不黛玉笑 不 灰黛 玉 灰 来",
    "黛玉",
]


@WINDOWS
def test_the_rest_of_a_token_is_the_nearest_neighbour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: Window
) -> None:
    monkeypatch.setattr(Segmenter, "lengths", at_spaces)
    corpus = corpus_of(tmp_path, {"rows.csv": rows_of(CUT)})
    documents = [text.split() for text in CUT]
    known = {word for words in documents for word in words}
    assert [corpus.words[at] for at in corpus.ids.tolist()] == [word for words in documents for word in words]
    sample: list[tuple[str, str, bool]] = []  # of a hit the text "黛玉", of other places the token
    for words in documents:
        for at, word in enumerate(words):
            first, before, behind = word, words[:at], words[at + 1 :]
            hit = next((size for size in (1, 2) if "黛玉" in "".join(words[at : at + size])), 0)
            if hit == 1 or (hit == 2 and "黛玉" not in words[at + 1]):
                left, right = "".join(words[at : at + hit]).split("黛玉")
                first, behind = "黛玉*", words[at + hit :]
                before = before + [left] * (left in known)
                behind = [right] * (right in known) + behind
            left_ones = before[max(0, len(before) - window[0]) :]
            sample += [(first, other, True) for other in left_ones]
            sample += [(first, other, False) for other in behind[: window[1]]]
    concordance = Concordance(corpus)
    spans = concordance.find("黛玉", any_segmentation=True).first()
    beside = concordance.beside(spans)
    counts = np.asarray(corpus.counts)
    table = collocations.pairs(concordance.positions, counts, spans, window, beside=beside)
    for number, word in enumerate(corpus.words):
        assert table.both[number] == sum(each[:2] == ("黛玉*", word) for each in sample)
        assert table.on_left[number] == sum(each == ("黛玉*", word, True) for each in sample)
    assert table.of_word == sum(each[0] == "黛玉*" for each in sample)
    assert table.all == table.of_type.sum()
    assert np.all(table.both <= table.of_type)
    scores = [score(table, np.flatnonzero(table.both)) for score in collocations.MEASURES.values()]
    assert not any(np.isnan(each).any() for each in scores)


def test_measures_where_nothing_is() -> None:
    nothing = collocations.Pairs(*(np.array([0, 1]), 1, np.array([1, 1]), 2, np.array([0, 0]), np.array([1, 1]), 1))
    for name, measure in collocations.MEASURES.items():
        scores = measure(nothing, np.array([0, 1]))
        assert not np.isnan(scores).any(), name
        assert scores[1] > scores[0]


@pytest.mark.parametrize("length", [1, 2, 3, 5, 7])
@pytest.mark.parametrize("bits", [63, 8])
def test_runs_are_nltks(corpus: Corpus, length: int, bits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "KEY_BITS", bits)
    monkeypatch.setattr(runs, "GROUP", 10)
    counted = Counter(run for words in SPLIT for run in ngrams(words, length))
    result = runs.most_frequent(Concordance(corpus).positions, length, 1_000)
    words = [corpus.words[number] for number in corpus.ids.tolist()]
    places = result.places.tolist()
    ours = {tuple(words[at : at + length]): count for at, count in zip(places, result.counts.tolist(), strict=True)}
    assert ours == dict(counted)
    assert (result.total, result.different) == (sum(counted.values()), len(counted))
    few = runs.most_frequent(Concordance(corpus).positions, length, 3, 4)
    enough = np.flatnonzero(result.counts >= 4)[:3]
    assert few.places.tolist() == result.places[enough].tolist()
    assert few.counts.tolist() == sorted(few.counts.tolist(), reverse=True)


@pytest.mark.parametrize("length", [1, 2, 4])
def test_runs_with_a_word(corpus: Corpus, length: int) -> None:
    counted = Counter(run for words in SPLIT for run in ngrams(words, length) if "queen" in run or "sea" in run)
    types = np.array([corpus.index["queen"], corpus.index["sea"]])
    result = runs.most_frequent(Concordance(corpus).positions, length, 1_000, types=types)
    words = [corpus.words[number] for number in corpus.ids.tolist()]
    places = result.places.tolist()
    assert {
        tuple(words[at : at + length]): count for at, count in zip(places, result.counts.tolist(), strict=True)
    } == dict(counted)
    assert result.total == counted.total()


def test_dispersion_is_that_of_the_published_example() -> None:
    """Gries 2010 (Dispersions and adjusted frequencies in corpora: further explorations), the word a."""
    parts = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
    spread = dispersion.dispersion(
        np.array([part.count("a") for part in parts]), np.array([len(part) for part in parts])
    )
    assert spread.juilland_d == pytest.approx(0.7851504, abs=1e-6)
    assert spread.dp == pytest.approx(0.18)
    assert spread.dp_norm == pytest.approx(0.18 / 0.82)
    assert spread.range == 5


@given(st.integers(1, 10**6), st.lists(st.integers(1, 10**6), min_size=2, max_size=40))
def test_all_in_one_part_is_no_less_than_nothing(count: int, sizes: list[int]) -> None:
    spread = dispersion.dispersion(np.array([0] * (len(sizes) - 1) + [count]), np.array(sizes))
    assert spread.juilland_d is not None
    assert 0.0 <= spread.juilland_d < 1e-9


def test_dispersion_at_its_ends() -> None:
    even = dispersion.dispersion(np.array([4, 4, 4]), np.array([8, 8, 8]))
    assert (even.juilland_d, even.dp, even.dp_norm) == (1.0, 0.0, 0.0)
    one = dispersion.dispersion(np.array([6, 0, 0]), np.array([10, 10, 10]))
    assert one.juilland_d == pytest.approx(0.0)
    assert one.dp_norm == pytest.approx(1.0)
    assert dispersion.dispersion(np.array([6, 0]), np.array([10, 0])) == dispersion.Spread(None, 0.0, None, 1)


@given(st.lists(st.integers(0, 99), unique=True), st.integers(1, 12))
def test_places_fall_into_parts(places: list[int], parts: int) -> None:
    edges = dispersion.equal_parts(100, parts)
    counts = dispersion.counts(np.array(sorted(places), np.int64), edges)
    assert counts.sum() == len(places)
    assert counts.tolist() == [sum(low <= place < high for place in places) for low, high in pairwise(edges)]


@settings(max_examples=60)
@given(st.integers(0, 500), st.integers(0, 500), st.integers(1_000, 9_000), st.integers(1_000, 9_000))
def test_keyness_is_the_formula(a: int, b: int, c: int, d: int) -> None:
    if not a + b:
        return
    expected_a, expected_b = c * (a + b) / (c + d), d * (a + b) / (c + d)
    g2 = 2 * sum(seen * math.log(seen / chance) for seen, chance in ((a, expected_a), (b, expected_b)) if seen)
    score = keyness.g2(np.array([float(a)]), np.array([float(b)]), c, d)[0]
    assert abs(score) == pytest.approx(g2, abs=1e-9)
    assert score * (a / c - b / d) >= -1e-12
    ratio = keyness.log_ratio(np.array([float(a)]), np.array([float(b)]), c, d)[0]
    assert ratio == pytest.approx(math.log2(((a or 0.5) / c) / ((b or 0.5) / d)))


def test_twice_as_frequent_is_a_log_ratio_of_one() -> None:
    assert keyness.log_ratio(np.array([20.0]), np.array([5.0]), 2_000, 1_000).tolist() == [1.0]


@pytest.mark.parametrize("exponent", [0.7, 1.0, 1.4])
def test_zipfs_exponent_is_found_again(exponent: float) -> None:
    counts = np.rint(1e9 * np.arange(1, 3_001, dtype=float) ** -exponent).astype(np.int64)
    law = frequencies.zipf(counts)
    assert law.exponent == pytest.approx(exponent, abs=1e-4)
    assert law.slope == pytest.approx(exponent, abs=1e-3)
    assert law.constant == pytest.approx(1e9, rel=1e-3)


def test_zipfs_exponent_is_the_likeliest(corpus: Corpus) -> None:
    counts = np.asarray(corpus.counts)
    ranks = np.arange(1, counts.size + 1)

    def likelihood(exponent: float) -> float:
        law = ranks**-exponent
        return float(counts @ np.log(law / law.sum()))

    best = frequencies.zipf(counts).exponent
    assert all(likelihood(best) >= likelihood(best + step) for step in (-0.5, -0.01, 0.01, 0.5))
    assert frequencies.zipf(np.array([5])).exponent == 0.0


def test_the_standard_ratio() -> None:
    assert frequencies.standard_ratio(np.zeros(999, np.int32)) is None
    segments = [np.zeros(1_000, np.int32), np.arange(1_000, dtype=np.int32), np.zeros(500, np.int32)]
    assert frequencies.standard_ratio(np.concatenate(segments)) == pytest.approx((0.001 + 1.0) / 2)


@pytest.mark.parametrize("types", [1, 2, 9, 100_000])
def test_ranks_are_spread(types: int) -> None:
    ranks = frequencies.spread_ranks(types).tolist()
    assert ranks[0] == 1
    assert ranks[-1] == types
    assert ranks == sorted(set(ranks))
