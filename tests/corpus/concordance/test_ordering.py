"""Hits in the order of the words around them, at random, and the first of many."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.concordance.ordering import sort_keys
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.errors import EmbreplError
from tests.helpers.documents import tokens
from tests.helpers.texts import at_spaces, corpus_of


def test_sorted_by_the_words_around(corpus: Corpus) -> None:
    concordance: Concordance = Concordance(corpus)
    hits = concordance.find("king").first()
    words, bounds = tokens(corpus), corpus.documents.tolist()

    def key(place: int) -> tuple[str, str]:
        begin = max(bound for bound in bounds if bound <= place)
        end = min(bound for bound in bounds if bound > place)
        left = words[place - 1] if place - 1 >= begin else ""
        right = words[place + 2] if place + 2 < end else ""
        return left, right

    order = concordance.ordering.order(hits, sort_keys("L1, r2"))
    assert hits[order].places.tolist() == sorted(hits.places.tolist(), key=key)


CUT = "黛玉道 道来 灰黛 玉来 黛玉笑 笑 黛玉 道 不黛玉 不来 黛玉道人 笑 玉黛玉笑 来 灰黛 玉 道 黛玉一 道 黛玉笑 不"


@pytest.mark.parametrize("keys", ["R1", "L1", "M", "R2", "L2,R1", "R1,R2"])
def test_sorted_by_what_is_seen_beside_a_hit_within_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    rows = CUT.split()
    monkeypatch.setattr(Segmenter, "lengths", at_spaces)
    corpus = corpus_of(tmp_path, {"a.txt": CUT})
    assert tokens(corpus) == rows
    concordance = Concordance(corpus)
    hits = concordance.find("黛玉", any_segmentation=True).first()

    def seen(place: int, length: int) -> tuple[list[str], list[str]]:
        whole, token = "".join(rows[place : place + length]), "".join(rows[place : place + length - 1])
        at = whole.index("黛玉")
        assert at + 2 > len(token)
        left = [*([whole[:at]] if at else []), *reversed(rows[:place])]
        right = [*([whole[at + 2 :]] if whole[at + 2 :] else []), *rows[place + length :]]
        return left, right

    def key(hit: tuple[int, int]) -> list[str]:
        left, right = seen(*hit)
        sides = {-1: left, 1: right}
        return ["" if not at else (sides[np.sign(at)][abs(at) - 1 :] or [""])[0] for at in sort_keys(keys)]

    assert len(hits) == "".join(rows).count("黛玉")
    pairs = list(zip(hits.places.tolist(), hits.lengths.tolist(), strict=True))
    order = concordance.ordering.order(hits, sort_keys(keys), "黛玉")
    assert [pairs[at] for at in order] == sorted(pairs, key=key)
    first = concordance.ordering.first(
        concordance.find("黛玉", any_segmentation=True), sort_keys(keys), 3, unspaced="黛玉"
    )
    assert first.places.tolist() == [place for place, _ in sorted(pairs, key=key)[:3]]


def test_sort_keys() -> None:
    assert sort_keys("L1,R2 m") == [-1, 2, 0]
    for text in ("", "X1", "L0", "L1;R1", "L12"):
        with pytest.raises(EmbreplError, match="--sort"):
            sort_keys(text)


@pytest.mark.parametrize("text", ["the", "new york", "/^(the|king)$/"])
def test_lines_at_random(corpus: Corpus, text: str) -> None:
    hits = Concordance(corpus).find(text)
    everything = hits.first().places.tolist()
    drawn = [hits.some(2, np.random.default_rng(seed)).places.tolist() for seed in range(200)]
    assert all(set(each) <= set(everything) and each == sorted(set(each)) for each in drawn)
    assert {place for each in drawn for place in each} == set(everything)
    assert drawn[7] == hits.some(2, np.random.default_rng(7)).places.tolist()
    assert hits.some(99, np.random.default_rng(0)).places.tolist() == everything


def test_the_first_hits_of_many_types(corpus: Corpus) -> None:
    hits = Concordance(corpus).find("/^[knt]/")
    everything = hits.first().places.tolist()
    assert hits.total == len(everything)
    for most in range(len(everything) + 2):
        assert hits.first(most).places.tolist() == everything[:most]
