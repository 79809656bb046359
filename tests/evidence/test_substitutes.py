"""Which words could stand where another stands: against a plain loop, and on a text in which that is known."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.store.store import Corpus
from embrepl.evidence import substitutes
from tests.helpers.texts import corpus_of, rows_of


def text(seed: int) -> list[str]:
    """Return documents in which w0 to w4 stand alike, and so do v0 to v4, each right behind them."""
    generator = np.random.default_rng(seed)
    nouns, verbs, rest = (generator.integers(0, many, 900).tolist() for many in (5, 5, 30))
    parts = [f"x{a % 7} w{b} v{c} x{a}" for a, b, c in zip(rest, nouns, verbs, strict=True)]
    return [" ".join(parts[at : at + 9]) for at in range(0, 900, 9)]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("rows"), {"rows.csv": rows_of(text(3))})


def plain(documents: list[str], word: str, step: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for document in documents:
        words = document.split()
        for at, each in enumerate(words):
            if each == word:
                counts[words[at + step] if 0 <= at + step < len(words) else ""] += 1
    return counts


def mean_root(mean: float) -> float:
    chance, total = math.exp(-mean), 0.0
    for value in range(1, 400):
        chance *= mean / value
        total += chance * math.sqrt(value)
    return total


def test_it_is_the_plain_formula(corpus: Corpus) -> None:
    positions, documents = Concordance(corpus).positions, text(3)
    words = ["w0", "w1", "v0", "x3", "x29"]
    others = np.array([corpus.index[word] for word in words], np.int64)
    for word in words:
        expected = []
        for other in words:
            product = 1.0
            for step in (-1, 1):
                a, b = plain(documents, word, step), plain(documents, other, step)
                n, m = a.total(), b.total()
                chance = sum(
                    mean_root(n * p) * mean_root(m * p) for key in a | b for p in [(a[key] + b[key]) / (n + m)]
                )
                product *= sum(math.sqrt(a[key] * b[key]) for key in a) / chance
            expected.append(product)
        found = substitutes.alike(positions, corpus.index[word], others)
        assert found.tolist() == pytest.approx(expected, rel=2e-3)


def test_words_that_stand_alike_are_told_from_those_beside_them(corpus: Corpus) -> None:
    positions = Concordance(corpus).positions
    alike = {
        kind: substitutes.alike(
            positions,
            corpus.index["w0"],
            np.array([corpus.index[f"{kind}{number}"] for number in range(1, 5)], np.int64),
        )
        for kind in "wv"
    }
    assert alike["w"].min() > 0.9
    assert alike["v"].max() < substitutes.ALIKE


def test_a_word_of_few_places_is_no_less_alike(tmp_path: Path) -> None:
    documents = text(4)
    rare = [" ".join("rare" if word == "w1" else word for word in each.split()) for each in documents[:4]]
    corpus = corpus_of(tmp_path, {"rows.csv": rows_of([*rare, *documents[4:]])})
    index = corpus.index
    assert 5 <= corpus.counts[index["rare"]] <= 15
    found = substitutes.alike(Concordance(corpus).positions, index["w0"], np.array([index["rare"]], np.int64))
    assert 0.7 < found[0] < 1.4


def test_places_are_sampled_evenly(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    positions = Concordance(corpus).positions
    numbers = np.array([corpus.index["w1"], corpus.index["v1"]], np.int64)
    whole = substitutes.alike(positions, corpus.index["w0"], numbers)
    monkeypatch.setattr(substitutes, "_PLACES", 60)
    assert substitutes.alike(positions, corpus.index["w0"], numbers) == pytest.approx(whole, abs=0.35)
    monkeypatch.setattr(substitutes, "_FREQUENT", 3)
    few = substitutes.alike(positions, corpus.index["w0"], numbers)
    assert np.isfinite(few).all()
