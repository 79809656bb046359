"""Words are found where they stand in the text, whatever of it was joined into phrases."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embrepl.corpus.concordance.concordance import Concordance, Line
from embrepl.corpus.concordance.ordering import sort_keys
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from tests.helpers.texts import asking, corpus_of

NEW_YORK = "\n".join(f"w{at} he saw New  York city, v{at}; old\u00adest  york u{at} New York" for at in range(30))


def made(folder: Path, files: dict[str, str]) -> tuple[Corpus, Corpus]:
    """Return the same text without phrases and with a good many."""
    phrases = ReadOptions(phrases="npmi", phrase_min_count=2, phrase_threshold=0.1)
    return corpus_of(folder / "plain", files), corpus_of(folder / "joined", files, phrases)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Corpus]:
    generator = np.random.default_rng(5)
    groups = ["new york city", "once upon a time", "the end", "king", "he said", "国王 来了", "a", "york", "time"]
    texts = {}
    for name in ("a.txt", "b.txt"):
        chosen = [groups[at] for at in generator.integers(0, len(groups), 400)]
        signs = generator.choice([" ", " ", ", ", "\n"], 400).tolist()
        texts[name] = "".join(text + sign for text, sign in zip(chosen, signs, strict=True))
    plain, joined = made(tmp_path_factory.mktemp("both"), texts)
    assert {"new_york_city", "once_upon_a_time"} & set(joined.words)
    return plain, joined


def lines(corpus: Corpus, text: str, most: int | None = None) -> list[Line]:
    concordance = Concordance(corpus)
    return concordance.lines(concordance.find(text, any_segmentation=True).first(most), 30, 30)


def seen(result: list[Line]) -> list[tuple[str, int, str, str, str]]:
    return [(Path(each.file).name, each.line, each.left, each.match, each.right) for each in result]


QUERIES = [
    "york",
    "new york",
    "york city",
    "york city the end",
    "a time king",
    "upon a",
    "time",
    "city",
    "国王",
    "来了 a",
]


@pytest.mark.parametrize("text", [*QUERIES, "he said he said", "国王来了", "new york city new", "a a a"])
def test_joining_phrases_changes_nothing_in_a_concordance(both: tuple[Corpus, Corpus], text: str) -> None:
    plain, joined = both
    expected = seen(lines(plain, text))
    assert seen(lines(joined, text)) == expected
    assert Concordance(joined).find(text, any_segmentation=True).total == len(expected)
    assert seen(lines(joined, text, 3)) == expected[:3]


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("keys", ["L1", "R1,L2", "M,R9,L3"])
def test_nor_in_its_order(both: tuple[Corpus, Corpus], text: str, keys: str) -> None:
    shown = []
    for corpus in both:
        concordance = Concordance(corpus)
        spans = concordance.ordering.first(concordance.find(text, any_segmentation=True), sort_keys(keys), 25)
        shown.append(seen(concordance.lines(spans, 30, 30)))
    assert shown[0] == shown[1]


@pytest.mark.parametrize("text", ["王", "王来", "来"])
@pytest.mark.parametrize("keys", ["L1", "R1,L2", "M,R9,L3"])
def test_nor_in_the_order_of_a_text_without_spaces(both: tuple[Corpus, Corpus], text: str, keys: str) -> None:
    shown = []
    for corpus in both:
        concordance = Concordance(corpus)
        spans = concordance.ordering.first(
            concordance.find(text, any_segmentation=True), sort_keys(keys), 25, unspaced=text
        )
        shown.append(seen(concordance.lines(spans, 30, 30)))
    assert shown[0] == shown[1]


def test_lines_at_random_are_all_of_them(both: tuple[Corpus, Corpus]) -> None:
    concordance = Concordance(both[1])
    hits = concordance.find("york", any_segmentation=True)
    drawn = hits.some(10_000, np.random.default_rng(1))
    assert seen(concordance.lines(drawn, 5, 5)) == seen(concordance.lines(hits.first(), 5, 5))


def test_a_phrase_that_reaches_out_of_a_joined_one(tmp_path: Path) -> None:
    _, corpus = made(tmp_path, {"a.txt": NEW_YORK})
    talk = asking(text=corpus)
    assert [row.match for row in talk("kwic new york city 2").rows] == ["New  York city"] * 2
    assert [row.match for row in talk("kwic saw new york 2").rows] == ["saw New  York"] * 2
    rows = talk("kwic york 3").rows
    assert [(row.left[-4:], row.match, row.right[:5]) for row in rows] == [
        ("ew  ", "York", " city"), ("st  ", "york", " u0 N"), ("New ", "York", "\nw1 h")
    ]  # fmt: skip
    assert [row.match for row in talk("kwic oldest york 1").rows] == ["old\u00adest  york"]


def test_a_joined_phrase_and_a_counted_word_are_types(tmp_path: Path) -> None:
    text = "\n".join(f"w{at} new york u{at}" for at in range(9)) + "\nYork alone. new moon"
    _, corpus = made(tmp_path, {"a.txt": text})
    talk = asking(text=corpus)
    assert talk("kwic new_york").hits == corpus.counts[corpus.index["new_york"]] == 9
    assert talk("kwic york").hits == 10
    (row,) = talk("freq york").rows
    assert (row.count, row.as_word, row.rank) == (10, 1, corpus.index["york"] + 1)
    assert row.note == "as a word 1 · in joined phrases 9 (new_york)"
    assert talk("colloc york").note == talk("ngrams 2 --with york").note == talk("disperse york").note == row.note
    assert not talk("freq new_york alone").rows[0].note
    (row,) = talk('freq "new york"').rows
    assert (row.count, row.rank) == (9, None)
    assert talk("disperse new york --by parts --parts 2").count == 9
    assert (talk("colloc new york").count, talk("colloc new_york").count, talk("colloc york").count) == (9, 9, 10)
    assert [(row.word, row.left) for row in talk("colloc york --window 1,0").rows] == [("new", 9)]


def test_a_word_that_is_only_in_phrases(tmp_path: Path) -> None:
    _, corpus = made(tmp_path, {"a.txt": "\n".join(f"w{at} san jose u{at}" for at in range(9))})
    assert "jose" not in corpus.index
    talk = asking(text=corpus)
    assert talk("freq jose").rows[0].note == "as a word 0 · in joined phrases 9 (san_jose)"
    assert talk("freq jose").rows[0].count == talk("kwic jose").hits == talk("colloc jose").count == 9
    assert [row.words for row in talk("ngrams 1 --with jose").rows] == ["san_jose"]


@pytest.mark.parametrize("text", ["new * city", "* york", "upon * t*", "y?rk * the", "a *", "* *", "国* 来了"])
def test_wildcards_reach_into_joined_phrases(both: tuple[Corpus, Corpus], text: str) -> None:
    plain, joined = both
    assert seen(lines(plain, text))
    assert seen(lines(joined, text)) == seen(lines(plain, text))


@pytest.mark.parametrize("text", ["王", "王来", "国王来", "来了"])
def test_chinese_is_found_across_joined_phrases(both: tuple[Corpus, Corpus], text: str) -> None:
    plain, joined = both
    assert seen(lines(plain, text))
    assert seen(lines(joined, text)) == seen(lines(plain, text))
    (row,) = asking(text=joined)(f"freq {text}").rows
    assert row.count == len(lines(plain, text))
