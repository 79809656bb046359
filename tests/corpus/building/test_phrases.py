"""Phrases are gensim's, with its scores; the store that they are joined in fits together."""

import csv
import gzip
import re
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gensim.models.phrases import Phrases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from embrepl.commands.arguments import bind
from embrepl.commands.families.corpora import COMMANDS
from embrepl.commands.lexer import statements
from embrepl.corpus.building import indexing, joining, phrases
from embrepl.corpus.building.build import build
from embrepl.corpus.building.phrases import find, llr, npmi
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import IDS, INT32, Corpus
from embrepl.errors import EmbreplError
from tests.helpers.stores import check_arrays

Sentences = Sequence[Sequence[str]]
LETTERS = st.lists(st.lists(st.sampled_from("abcd"), max_size=30), min_size=1, max_size=12).filter(any)
TINY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def made(folder: Path, text: str, name: str = "store", **options: str | float) -> Corpus:
    (folder / "a.txt").write_text(text, "utf-8")
    build([str(folder / "a.txt")], ReadOptions(**options), folder / name, lambda _: None, lambda: False)
    corpus = Corpus.open(folder / name)
    check_arrays(corpus)
    return corpus


def spelt(corpus: Corpus) -> list[str]:
    return [corpus.words[number] for number in corpus.ids.tolist()]


def stored(folder: Path, sentences: Sentences) -> tuple[Path, list[str], np.ndarray]:
    """Write the ids of sentences as they are while text is read; return the file, the words and their counts."""
    words = sorted({word for sentence in sentences for word in sentence})
    ids = [
        ~words.index(word) if place == 0 else words.index(word)
        for sentence in sentences
        for place, word in enumerate(sentence)
    ]
    path = folder / IDS
    array = np.array(ids, INT32)
    path.write_bytes(array.tobytes())
    return path, words, np.bincount(np.where(array < 0, ~array, array), minlength=len(words))


def gensims(sentences: Sentences, scoring: str, threshold: float, least: int, delimiter: str = "_") -> Phrases:
    return Phrases(sentences, min_count=least, threshold=threshold, scoring=scoring, delimiter=delimiter)


@pytest.mark.parametrize("chunk", [1, 7, 1 << 20])
@TINY
@given(sentences=LETTERS, least=st.integers(1, 4), threshold=st.sampled_from([-0.5, 0.0, 0.2, 0.6]))
def test_pairs_and_scores_are_gensims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int, sentences: Sentences, least: int, threshold: float
) -> None:
    monkeypatch.setattr(phrases, "CHUNK_TOKENS", chunk)
    monkeypatch.setattr(phrases, "TABLE_PAIRS", 16 if chunk == 7 else 1 << 20)
    path, words, counts = stored(tmp_path, sentences)
    result = find(path, counts, "npmi", least, threshold)
    mine = {
        f"{words[a]}_{words[b]}": score
        for a, b, score in zip(result.first.tolist(), result.second.tolist(), result.scores.tolist(), strict=True)
    }
    assert mine == pytest.approx(gensims(sentences, "npmi", threshold, least).export_phrases())


@TINY
@given(sentences=LETTERS, least=st.integers(1, 3))
def test_counts_are_those_of_gensims_own_scorer(tmp_path: Path, sentences: Sentences, least: int) -> None:
    """Its default, Mikolov's: (n(ab) - least) · V / (n(a) n(b)), V being all words and pairs."""
    path, words, counts = stored(tmp_path, sentences)
    phrases = find(path, counts, "npmi", 1, -2.0)
    kinds = len(words) + phrases.counts.size
    scores = (phrases.counts - least) * kinds / (counts[phrases.first] * counts[phrases.second])
    mine = {
        f"{words[a]}_{words[b]}": score
        for a, b, score in zip(phrases.first.tolist(), phrases.second.tolist(), scores.tolist(), strict=True)
        if score > 0.1
    }
    assert mine == pytest.approx(gensims(sentences, "default", 0.1, least).export_phrases())


@given(st.tuples(*[st.integers(0, 1000)] * 4).filter(lambda cells: cells[0] > 0))
def test_likelihood_ratio_is_nltks(cells: tuple[int, int, int, int]) -> None:
    both, first, second, _ = cells
    total = sum(cells)
    mine = llr(np.array([both]), np.array([both + first]), np.array([both + second]), total)[0]
    theirs = BigramAssocMeasures.likelihood_ratio(both, (both + first, both + second), total)
    attracted = both * total > (both + first) * (both + second)
    assert mine == pytest.approx(theirs if attracted else 0.0, abs=1e-6)


def test_npmi_of_the_extremes() -> None:
    always, chance = npmi(np.array([10, 1]), np.array([10, 10]), np.array([10, 10]), 100)
    assert (always, chance) == (pytest.approx(1.0), pytest.approx(0.0))


def joined_by_gensim(sentences: Sentences, threshold: float, least: int) -> list[str]:
    """Two passes. The second has its own delimiter: gensim would take the word a_b and the pair a b for one thing."""
    once = [list(line) for line in gensims(sentences, "npmi", threshold, least)[sentences]]
    twice = gensims(once, "npmi", threshold, least, "+")[once]
    return [word.replace("+", "_") for line in twice for word in line]


@pytest.mark.parametrize("chunk", [1, 3, 1 << 20])
@TINY
@given(sentences=LETTERS, threshold=st.sampled_from([-0.9, 0.0, 0.1, 0.3]))
def test_joined_text_is_gensims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int, sentences: Sentences, threshold: float
) -> None:
    monkeypatch.setattr(phrases, "CHUNK_TOKENS", chunk)
    monkeypatch.setattr(joining, "CHUNK_TOKENS", chunk)
    text = "\n".join(map(" ".join, sentences))
    corpus = made(tmp_path, text, phrases="npmi", phrase_min_count=2, phrase_threshold=threshold)
    assert spelt(corpus) == joined_by_gensim([line for line in sentences if line], threshold, 2)
    check_places(corpus)


def check_places(corpus: Corpus) -> None:
    """Every phrase begins where its first word does, and its words follow; none is left out."""
    text = bytes(corpus.text).decode("ascii")
    rebuilt = []
    for word, start in zip(spelt(corpus), corpus.starts.tolist(), strict=True):
        result = [part.lower() for part in re.findall(r"\w+", text[start:])[: word.count("_") + 1]]
        assert "_".join(result) == word
        rebuilt += result
    assert rebuilt == [part.lower() for part in re.findall(r"\w+", text)]


def test_real_reviews_have_gensims_phrases(shared: Path, tmp_path: Path) -> None:
    with gzip.open(shared / "data" / "en" / "reviews.csv.gz", "rt", encoding="utf-8", newline="") as file:
        text = "\n".join(row["text"] for row in islice(csv.DictReader(file), 1500))
    sentences = [line.split() for line in re.findall("[a-z]+(?: [a-z]+)*", text.lower())]
    plain = "\n".join(map(" ".join, sentences))
    corpus = made(tmp_path, plain, phrases="npmi", phrase_threshold=0.5)
    assert spelt(corpus) == joined_by_gensim(sentences, 0.5, 5)
    assert {"new_york", "special_effects"} <= set(corpus.words)
    assert any(word.count("_") >= 2 for word in corpus.words)


FILLERS = [chr(ord("a") + number) * 3 for number in range(20)]
CITY = ("New York", "new\u00a0york", "New  York stock exchange")
NEW_YORK = "".join(
    f"{FILLERS[number % 20]} {CITY[number % 3]} {FILLERS[number * 7 % 19]}! {'York, new' * (number < 2)}\nyork.\n"
    for number in range(90)
)


def test_a_phrase_is_one_type_at_the_place_of_its_first_word(tmp_path: Path) -> None:
    corpus = made(tmp_path, NEW_YORK, phrases="npmi", phrase_threshold=0.5)
    assert spelt(corpus)[:14] == [
        *("aaa", "new_york", "aaa", "york", "new", "york"),
        *("bbb", "new_york", "hhh", "york", "new", "york"),
        *("ccc", "new_york_stock_exchange"),
    ]
    assert "new_york_stock_exchange" in corpus.words
    assert not {"stock", "exchange", "stock_exchange"} & set(corpus.words)
    begins = corpus.starts[corpus.ids == corpus.index["new_york"]].tolist()
    assert {bytes(corpus.text[start : start + 3]).lower() for start in begins} == {b"new"}
    assert corpus.counts.tolist() == sorted(corpus.counts.tolist(), reverse=True)
    assert any("phrases joined by npmi: new_york, new_york_stock_exchange" in note for note in corpus.report.notes)


def test_phrases_stay_inside_documents_lines_and_clauses(tmp_path: Path) -> None:
    rows = "text\n" + "alpha\nbeta\n" * 40 + '"gamma, delta"\n' * 20 + '"gamma\ndelta"\n' * 20 + "\n\n" + "no way\n" * 9
    (tmp_path / "a.csv").write_text(rows, "utf-8")
    options = ReadOptions(phrases="npmi", phrase_threshold=-1.0)
    for name in ("store", "plain"):
        used = options if name == "store" else ReadOptions()
        build([str(tmp_path / "a.csv")], used, tmp_path / name, lambda _: None, lambda: False)
    corpus, plain = Corpus.open(tmp_path / "store"), Corpus.open(tmp_path / "plain")
    check_arrays(corpus)
    assert sorted(corpus.words) == ["alpha", "beta", "delta", "gamma", "no_way"]
    begins = [corpus.starts[d] for d in corpus.documents[:-1].tolist()]
    assert begins == [plain.starts[d] for d in plain.documents[:-1].tolist()]


def test_dropped_numbers_stand_between(tmp_path: Path) -> None:
    corpus = made(tmp_path, "red 5 car. " * 20, phrases="npmi", phrase_threshold=-1.0, numbers="drop")
    assert sorted(corpus.words) == ["car", "red"]


def test_chinese_words_need_no_space(tmp_path: Path) -> None:
    words = ["大家", "老师", "学生", "孩子", "朋友", "先生", "医生", "司机"]
    text = "".join(f"{words[n % 8]}潇湘馆{words[n * 3 % 7]}。\n" for n in range(60))
    corpus = made(tmp_path, text, phrases="npmi", phrase_threshold=0.8)
    assert "潇湘_馆" in corpus.words
    assert text[: len("大家")] == spelt(corpus)[0]


@pytest.mark.parametrize("batch", [1, 50, 500])
def test_result_does_not_depend_on_the_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    options: dict[str, str | float] = {"phrases": "npmi", "phrase_threshold": 0.2}
    expected = made(tmp_path, NEW_YORK, "whole", **options)
    monkeypatch.setattr(indexing, "BATCH_CHARACTERS", batch)
    monkeypatch.setattr(phrases, "CHUNK_TOKENS", batch)
    monkeypatch.setattr(joining, "CHUNK_TOKENS", batch)
    corpus = made(tmp_path, NEW_YORK, "parts", **options)
    assert corpus.hash == expected.hash
    assert np.array_equal(corpus.starts, expected.starts)


def test_likelihood_ratio_joins_too(tmp_path: Path) -> None:
    corpus = made(tmp_path, NEW_YORK, phrases="llr", phrase_threshold=50.0)
    assert "new_york" in corpus.words
    assert made(tmp_path, NEW_YORK, phrases="llr").words == made(tmp_path, NEW_YORK).words


def test_without_phrases_nothing_is_joined(tmp_path: Path) -> None:
    corpus = made(tmp_path, "one two three", phrases="npmi")
    assert corpus.words == ["one", "three", "two"]
    assert corpus.report.notes[-1] == "0 phrases joined by npmi"


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("load a --phrases", {"phrases": "npmi"}),
        ("load --phrases a", {"phrases": "npmi"}),
        ("load --phrases llr a", {"phrases": "llr"}),
        ("load a --phrases=llr --phrase-min-count 3", {"phrases": "llr", "phrase_min_count": 3}),
    ],
)
def test_phrases_may_be_typed_without_a_measure(typed: str, options: dict[str, Any]) -> None:
    bound = bind(COMMANDS["load"], statements(typed)[0])
    assert (bound.reading, [token.text for token in bound.paths]) == (ReadOptions(**options), ["a"])


def test_another_measure_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EmbreplError) as caught:
        made(tmp_path, "x", phrases="chi2")
    assert caught.value.code == "unknown-phrases"
