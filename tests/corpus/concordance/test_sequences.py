"""Positions that follow each other with gaps between: against a plain loop over the text, and over joined phrases."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.concordance.sequences import Gap, Ruler, follow
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from tests.helpers.texts import corpus_of

LETTERS = "abcde"
TEXTS = st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=5)
SETS = st.lists(st.sets(st.sampled_from(LETTERS), min_size=1), min_size=1, max_size=4)
GAP = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda gap: Gap(gap[0], sum(gap)))
GAPS = st.lists(GAP, min_size=3, max_size=3)
ENDS = st.sampled_from([(0, 0), (0, 0), (1, 0), (0, 2), (2, 1)])


class Letters:
    """Documents of one-letter words as far as `follow` looks at them."""

    def __init__(self, documents: list[str]) -> None:
        self.ids = np.array([LETTERS.index(letter) for letter in "".join(documents)], np.int32)
        self.documents = np.cumsum([0, *map(len, documents)])

    def document(self, places: np.ndarray) -> np.ndarray:
        return np.searchsorted(self.documents, places, side="right") - 1

    def places(self, letters: set[str]) -> Spans:
        wanted = [LETTERS.index(letter) for letter in letters]
        return Spans.whole(np.flatnonzero(np.isin(self.ids, wanted)).astype(np.int64))


def plain(text: str, sets: list[set[str]], gaps: list[Gap], at: int) -> list[int] | None:
    """Return where the positions are filled in a document from a place on, by the shortest gaps that lead on."""
    if at >= len(text) or text[at] not in sets[0]:
        return None
    if len(sets) == 1:
        return [at]
    for between in range(gaps[0].least, gaps[0].most + 1):
        if (rest := plain(text, sets[1:], gaps[1:], at + 1 + between)) is not None:
            return [at, *rest]
    return None


@settings(deadline=None, max_examples=300)
@given(TEXTS, SETS, GAPS, ENDS)
def test_hits_are_those_of_a_plain_loop(
    documents: list[str], sets: list[set[str]], gaps: list[Gap], ends: tuple[int, int]
) -> None:
    letters = Letters(documents)
    ruler = Ruler(letters, None, lambda: np.ones(len(LETTERS), np.int64))  # type: ignore[arg-type]
    whole, filled = follow(ruler, [letters.places(each) for each in sets], gaps[: len(sets) - 1], *ends)
    found = zip(whole.places.tolist(), (whole.places + whole.lengths).tolist(), strict=True)
    expected, places = [], []
    for number, text in enumerate(documents):
        first = int(letters.documents[number])
        for at in range(len(text)):
            hit = plain(text, sets, gaps, at)
            if hit and hit[0] >= ends[0] and hit[-1] + ends[1] < len(text):
                expected.append((first + hit[0] - ends[0], first + hit[-1] + 1 + ends[1]))
                places.append([first + each for each in hit])
    assert list(found) == expected
    assert np.array([each.places for each in filled]).T.tolist() == places


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Corpus]:
    generator = np.random.default_rng(7)
    groups = ["new york city", "once upon a time", "king", "he said", "a", "york", "time", "国王 来了"]
    texts = {}
    for name in ("a.txt", "b.txt"):
        chosen = [groups[at] for at in generator.integers(0, len(groups), 300)]
        texts[name] = " ".join(chosen)
    phrases = ReadOptions(phrases="npmi", phrase_min_count=2, phrase_threshold=0.1)
    folder = tmp_path_factory.mktemp("both")
    plain, joined = corpus_of(folder / "plain", texts), corpus_of(folder / "joined", texts, phrases)
    assert any("_" in word for word in joined.words)
    return plain, joined


@pytest.mark.parametrize("gap", [Gap(0, 0), Gap(1, 1), Gap(0, 3), Gap(2, 5)])
@pytest.mark.parametrize("words", [("york", "king"), ("a", "time"), ("new york", "a time", "king"), ("国王", "a")])
@pytest.mark.parametrize("ends", [(0, 0), (1, 2)])
def test_gaps_are_of_words_whether_phrases_are_joined_or_not(
    both: tuple[Corpus, Corpus], words: tuple[str, ...], gap: Gap, ends: tuple[int, int]
) -> None:
    shown = []
    for corpus in both:
        searched = Concordance(corpus)
        spans = [searched.find(word, any_segmentation=True).first() for word in words]
        hits, _ = searched.sequence(spans, [gap] * (len(words) - 1), *ends)
        shown.append([(each.left, each.match, each.right) for each in searched.lines(hits.first(), 20, 20)])
    assert shown[0] == shown[1]
    assert gap.most < 3 or shown[0]


def test_the_rest_of_a_longer_word_counts_as_a_word(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "林黛玉冷笑道。\n"})
    searched = Concordance(corpus)

    def found(first: str, second: str, least: int, most: int) -> list[str]:
        spans = [searched.find(text, any_segmentation=True).first() for text in (first, second)]
        hits, _ = searched.sequence(spans, [Gap(least, most)])
        return [line.match for line in searched.lines(hits.first(), 0, 0)]

    tokens = [corpus.words[at] for at in corpus.ids.tolist()]
    assert tokens == ["林黛玉", "冷笑", "道"]
    assert found("黛玉", "道", 1, 1) == ["黛玉冷笑道"]
    assert found("黛玉", "道", 0, 0) == []
    assert found("黛玉", "笑", 1, 1) == ["黛玉冷笑"]
    assert found("黛", "玉", 0, 0) == ["黛玉"]
    assert found("林", "玉", 1, 1) == ["林黛玉"]
    assert found("林", "冷笑", 0, 0) == []
    assert found("林", "冷笑", 1, 1) == ["林黛玉冷笑"]
    assert found("玉", "黛", 0, 5) == []
