"""Counts that anyone can check: each is that of a plain search of the text, written out here.

What a plain search of Chinese counts: a string with nothing but white space between its characters, not overlapping. Of
English: a word between signs and spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from tests.helpers.sessions import Talk
from tests.helpers.texts import asking, corpus_of, rows_of

SETTINGS = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
SIGNS = ["", "", "", "", "", "，", "。", "！”“", " ", "\n", "\n\n    ", "\u3000", "…"]
CHINESE = st.lists(
    st.tuples(st.sampled_from(["哈", "哈哈", "黛玉", "林黛玉", "玉", "他来了", "了", "人都走了", "king", "笑道"]),
              st.sampled_from(SIGNS)), min_size=3, max_size=40,
).map(lambda parts: "他" + "".join(map("".join, parts)))  # fmt: skip
QUERIES = ["哈", "哈哈", "黛玉", "玉", "了人", "玉林", "他来", "道哈", "来了", "玉玉", "哈哈哈"]


def searched(text: str, query: str) -> int:
    """Return how often a plain search finds a Chinese text, over white space but over no sign."""
    return re.sub(r"\s", "", text).count(query)


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    """Folders, a new one each."""
    return (tmp_path / str(number) for number in range(10_000))  # type: ignore[return-value]


def reading(folders: Iterator[Path], text: str, options: ReadOptions) -> Talk:
    return asking(text=corpus_of(next(folders), {"a.txt": text}, options))


JOINED = ReadOptions(phrases="npmi", phrase_threshold=0.1, phrase_min_count=2)


@pytest.mark.parametrize("options", [ReadOptions(), ReadOptions(units="char"), JOINED])
def test_chinese_is_counted_as_a_plain_search_counts(folders: Iterator[Path], options: ReadOptions) -> None:
    @SETTINGS
    @given(CHINESE)
    def check(text: str) -> None:
        talk = reading(folders, text, options)
        for query in QUERIES:
            (row,) = talk(f"freq {query}").rows
            assert row.count == searched(text, query), query
            if row.count:
                answer = talk(f"kwic {query} 99")
                assert {"".join(each.match.split()) for each in answer.rows} == {query}
                assert answer.hits == len(answer.rows) == row.count
                assert talk(f"disperse {query}").count == talk(f"colloc {query}").count == row.count

    check()


ENGLISH = st.lists(
    st.tuples(st.sampled_from(["king", "King", "kings", "the", "new", "york", "don't", "well-known", "sat", "5"]),
              st.sampled_from([" ", " ", " ", ", ", ". ", "\n", " — ", "! “"])), max_size=30,
).map(lambda parts: "".join(map("".join, parts)))  # fmt: skip
ROWS = st.lists(ENGLISH, min_size=2, max_size=6)
WORDS = ["king", "King", "the", "york", "don't", "well-known", "kings", "zebra"]


def words_of(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*", text)


@pytest.mark.parametrize("options", [ReadOptions(), ReadOptions(case="keep"), JOINED])
def test_english_is_counted_as_a_plain_search_counts(folders: Iterator[Path], options: ReadOptions) -> None:
    case: Callable[[str], str] = str if options.case == "keep" else str.lower

    @SETTINGS
    @given(ROWS)
    def check(rows: list[str]) -> None:
        rows = [*rows, "the king sat"]
        documents = [list(map(case, words_of(row))) for row in rows]
        counts = Counter(word for document in documents for word in document)
        folder = next(folders)
        talk = asking(other=corpus_of(folder / "b", {"b.txt": "the queen"}), text=corpus_of(
            folder / "a", {"rows.csv": rows_of(rows)}, options
        ))  # fmt: skip
        for typed in WORDS:
            word = case(typed)
            if not counts[word]:
                continue
            (row,) = talk(f'freq "{typed}"').rows
            assert row.count == talk(f'kwic "{typed}"').hits == counts[word]
            spread = talk(f'disperse "{typed}" --by documents')
            assert row.documents == spread.range == sum(word in document for document in documents)
            assert spread.count == sum(part.count for part in spread.rows) == row.count
            assert talk(f'freq "{typed}"').documents == talk("corpus").documents == spread.parts == len(rows)
            check_neighbours(talk, word, documents, counts)
        for first, second in {pair for document in documents for pair in pairwise(document)}:
            number = sum(pair == (first, second) for document in documents for pair in pairwise(document))
            assert talk(f'freq "{first} {second}"').rows[0].count == number
        check_vocabulary(talk)
        if not options.phrases:
            assert {row.word: row.count for row in talk("top 99").rows} == counts
            runs = Counter(" ".join(pair) for document in documents for pair in pairwise(document))
            assert {row.words: row.count for row in talk("ngrams 2 --top 999 --min-count 1").rows} == runs

    check()


def check_neighbours(talk: Talk, word: str, documents: list[list[str]], counts: Counter[str]) -> None:
    """Check that no word stands near another more often than anywhere, and how often, where nothing was joined."""
    tokens, joined = talk("top").tokens, "phrases" in talk("corpus").options
    for side in ("", " --repelled"):
        answer = talk(f'colloc "{word}" 99 --window 2 --min-count 1{side}')
        assert answer.count == counts[word]
        for row in answer.rows:
            assert max(row.left, row.right) <= row.together <= row.left + row.right
            assert row.together <= row.tokens <= row.count
            if "_" not in row.word:
                assert row.count == talk(f'freq "{row.word}"').rows[0].count == counts[row.word]
            if not joined:
                assert row.count <= tokens
                near = {
                    (number, at)
                    for number, document in enumerate(documents)
                    for at, other in enumerate(document)
                    if other == row.word and word in document[max(0, at - 2) : at] + document[at + 1 : at + 3]
                }
                assert row.together == len(near)


def check_vocabulary(talk: Talk) -> None:
    """Check that the counts of all words add up to the text, and that all commands have the same."""
    top = talk("top 99")
    counts = {row.word: row.count for row in top.rows}
    assert sum(counts.values()) == top.tokens == talk("zipf").tokens == talk("corpus").tokens == talk("find *").tokens
    assert top.rows[-1].cumulative == pytest.approx(1.0)
    assert {row.words: row.count for row in talk("ngrams 1 --top 99 --min-count 1").rows} == counts
    assert all(row.count == counts[row.word] for row in talk("zipf").rows)
    assert all(row.count == counts[row.word] for row in talk("find * 99").rows)
    for side in ("", " --fewer"):
        for row in talk(f"keyness other 99 --min-count 1{side}").rows:
            assert row.count == counts.get(row.word, 0)


def test_chinese_neighbours_and_shares(folders: Iterator[Path]) -> None:
    @SETTINGS
    @given(CHINESE)
    def check(text: str) -> None:
        folder = next(folders)
        talk = asking(other=corpus_of(folder / "b", {"b.txt": "宝玉"}), text=corpus_of(folder / "a", {"a.txt": text}))
        check_vocabulary(talk)
        words = {row.word: row.count for row in talk("top 99").rows}
        for query in ("哈", "黛玉", "玉", "了"):
            if not searched(text, query):
                continue
            (row,) = talk(f"freq {query}").rows
            assert (row.as_word or 0) == words.get(query, 0) <= row.count
            assert (row.rank is None) == (query not in words)
            answer = talk(f"colloc {query} 99 --min-count 1")
            for near in answer.rows:
                assert near.together <= near.tokens <= near.count
                assert near.dice == pytest.approx(2 * near.pairs / (answer.count + near.tokens))
                if near.word != "king":
                    assert near.count == searched(text, near.word)

    check()


@pytest.mark.parametrize("han", ["simplified", "traditional"])
def test_either_script_is_counted_where_they_are_one(folders: Iterator[Path], han: str) -> None:
    @SETTINGS
    @given(st.lists(st.sampled_from(["孙悟空", "孫悟空", "来了", "來了", "。", "，", "\n"]), min_size=1).map("".join))
    def check(text: str) -> None:
        simple = text.replace("孫", "孙").replace("來", "来")
        if not simple.count("孙悟空") or not simple.count("来了"):
            return
        talk = reading(folders, text, ReadOptions(han=han))
        for query in ("孙悟空", "孫悟空"):
            assert talk(f"freq {query}").rows[0].count == searched(simple, "孙悟空") == talk(f"kwic {query}").hits
        for query in ("空来", "空來"):
            assert talk(f"freq {query}").rows[0].count == searched(simple, "空来")

    check()
