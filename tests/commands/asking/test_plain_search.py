"""Counts that anyone can check: each is that of a plain search of the text, written out here.

What a plain search of Chinese counts: a string with nothing but white space between its characters, not overlapping. Of
English: a word between signs and spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from tests.helpers.sessions import Talk
from tests.helpers.texts import asking, corpus_of

SETTINGS = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
