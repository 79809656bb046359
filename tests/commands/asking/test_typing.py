"""How questions are typed: in full width, between any quotation marks, and what is not closed."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.helpers.sessions import Talk, complaint


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("ｋｗｉｃ\u3000宝玉\u3000３", "kwic 宝玉 3"),
        ("kwic 宝玉 －－left ２ －－right＝５", "kwic 宝玉 --left 2 --right=5"),
        ("kwic 宝玉 ——sort Ｌ１，Ｒ１", "kwic 宝玉 --sort L1,R1"),
        ("kwic 宝玉 —left ２", "kwic 宝玉 --left 2"),
        ("top １，０００", "top 1,000"),
        ("freq 宝玉，黛玉、「king」", "freq 宝玉 黛玉 king"),
        ("freq 《宝玉》“黛玉”", "freq 宝玉 黛玉"),
        ("freq ／^黛玉$／", "freq /^黛玉$/"),
        ("find 宝＊", "find 宝*"),
        ("colloc 宝玉 －－window ３，０ －－min-count １", "colloc 宝玉 --window 3,0 --min-count 1"),
        ("ngrams ２ －－with＝宝玉", "ngrams 2 --with=宝玉"),
        ("ｆｒｅｑ 宝玉 －－ｆｏｒｍａｔ ＪＳＯＮ", "freq 宝玉 --format json"),
    ],
)
def test_full_width_means_the_same(talk: Talk, line: str, plain: str) -> None:
    talk("use chinese")
    assert talk(line) == talk(plain)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ('freq "special effects', '"'), ("freq king 「the king", "「"), ("kwic “the king", "“"),
        ("ngrams 2 --with «king", "«"), ("kwic /movie", "/"), ("freq king /movie king", "/"), ("kwic 国王 /movie", ""),
        ("colloc /^un", "/"), ("disperse 《红楼梦", "《"), ("find /(un|in)", "/"),
    ],
)  # fmt: skip
def test_what_is_not_closed_is_an_error_with_its_place(talk: Talk, line: str, mark: str) -> None:
    error = talk.error(line)
    if mark:
        assert error.code == "wrong-usage"
        assert error.place is not None
        assert (error.place.text, error.place.offset) == (line, line.index(mark))
        above, caret = complaint(error).split("\n")[1:3]
        assert cell_len(above[: above.index(mark)]) == caret.index("^")
        assert error.hint
    else:
        assert error.code == "unknown-word"  # a slash within a phrase is a sign


def test_apostrophes_and_paths_need_no_closing(talk: Talk) -> None:
    assert talk("freq 'king /kings?/").rows[0].count == 26
    assert talk.error("load /nowhere/texts").code != "wrong-usage"


def test_what_a_comment_hides_is_said(talk: Talk) -> None:
    assert "What follows # is a comment: quote a word with it, as in '#one'." in talk.error("freq #one two").hint
    assert "comment" not in talk.error("freq").hint
    assert talk.error("nearr king").hint == "Did you mean near?"
