"""Markup in the cells of tables is cleaned away without losing or joining words, and what only looks like it stays."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.reading.cleaning import Markup
from tests.helpers.reading import read

SIGNS = {"&eacute;": "é", "&#233;": "é", "&#x4E2D;": "中", "&amp;#39;": "'", "&quot;": '"', "&nbsp;": "\xa0"}
INLINE = ["b", "i", "em", "STRONG", 'a href="http://x.org/?a=1&amp;b=2"', "span class='x y'", "font color=red", "u"]
SEPARATORS = [
    "<br />",
    "<br>",
    "</p><p>",
    "<P class='x'>",
    "</div>\n<div id=a>",
    "<hr/>",
    "</li><li>",
    "</td><td>",
    " ",
]
PART = st.one_of(
    st.text("abcdé中", min_size=1, max_size=4).map(lambda text: (text, text)),
    st.sampled_from([item for item in SIGNS.items() if item[1].isalpha()]),
    st.tuples(st.sampled_from(INLINE), st.text("xyz", min_size=1, max_size=4)).map(
        lambda pair: (f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>", pair[1])
    ),
)
WORD = st.lists(PART, min_size=1, max_size=4).map(
    lambda parts: tuple("".join(each) for each in zip(*parts, strict=True))
)


def cleaned(text: str) -> str:
    return Markup(kept=False).text(text)


@given(st.lists(WORD, min_size=1), st.data())
def test_no_word_is_lost_or_joined_to_another(words: list[tuple[str, str]], data: st.DataObject) -> None:
    between = data.draw(st.lists(st.sampled_from(SEPARATORS), min_size=len(words), max_size=len(words)))
    text = "".join(written + sign for (written, _), sign in zip(words, between, strict=True))
    assert cleaned(text).split() == [plain for _, plain in words]
    steps = data.draw(st.integers(1, 9))
    chunks = [text[place : place + steps] for place in range(0, len(text), steps)]
    assert "".join(Markup(kept=False).chunks(chunks)).split() == [plain for _, plain in words]
    assert Markup(kept=True).text(text) == text


@given(st.text("xyz<>&;3 @./=\"'\\w"))
def test_what_is_no_markup_stays(text: str) -> None:
    markup = Markup(kept=False)
    assert markup.text(text) == text or markup.escapes


@pytest.mark.parametrize(
    "text",
    [
        "a < b and b > c, <3", "AT&T, R&B, Q&A; fish & chips", "<name@example.org> <https://example.org>",
        "&foo; &notes; & ; &;",
        "<unk> <NAME> <i think so>", "http://x.org/?a=1&copy=2&lang=en", "if (a<b) { c>d; }", r"C:\new\table",
        r"$\alpha \nabla \nu$", r"a \d+ b \n", "at <time> in <address>",
    ],
)  # fmt: skip
def test_what_looks_like_markup_stays(text: str) -> None:
    markup = Markup(kept=False)
    assert (markup.text(text), markup.notes()) == (text, [])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>one</p><p>two</p>", "one two"),
        ("it&#39;s &quot;fine&quot; &amp;amp; &lt;3", 'it\'s "fine" & <3'),
        ("&lt;p&gt;one&lt;/p&gt;two", "one two"),
        ("<p>the &lt;b&gt; tag</p>", "the <b> tag"),
        ("one<script>if (a<b) { x() }</script><style>p</style> two<!-- three -->", "one two"),
        ("see<sup>1</sup> the 10<sup>th</sup> H<sub>2</sub>O", "see 1 the 10th H2O"),
        ('at <time datetime="1">noon</time>', "at noon"),
        ("<address>a street</address>", "a street"),
        ('cut <a href="http://x.org/ab', "cut"),
        (r"milk\neggs\n\nbread don\'t", "milk eggs bread don't"),
        (r"one\\ntwo\r\nthree", "one two three"),
        ("one<img src='x.png'>two", "one two"),
        ("<![if !supportLists]>one<![endif]> two<!--[if gte mso 9]>x<![endif]--><o:p></o:p>", "one two"),
    ],
)
def test_markup_goes_and_its_text_stays(text: str, plain: str) -> None:
    assert cleaned(text).split() == plain.split()


@pytest.mark.parametrize("text", ["<a ", "<a b='", "<!--", "<script>", "&amp;", "&#", "\\", '<p x="', "<time>", "</"])
def test_the_time_is_that_of_the_length(text: str) -> None:
    began = time.process_time()
    cleaned(text * (400_000 // len(text)))
    assert time.process_time() - began < 10


TABLES = {
    "a.csv": 'id,text\n1,"soup &amp; bread<br /><br />warm &quot;tea&quot;"\n2,"a <b>bold</b> plan"\n',
    "a.jsonl": '{"text": "soup &amp; bread<br /><br />warm &quot;tea&quot;"}\n{"text": "a <b>bold</b> plan"}\n',
    "a.json": '[{"text": "soup &amp; bread<br /><br />warm &quot;tea&quot;"}, {"text": "a <b>bold</b> plan"}]',
}


@pytest.mark.parametrize("name", TABLES)
def test_the_texts_of_tables_are_cleaned_and_it_is_told(tmp_path: Path, name: str) -> None:
    documents, notes = read(tmp_path / name, TABLES[name])
    assert [re.split(r"\s+", text) for text in documents] == [
        ["soup", "&", "bread", "warm", '"tea"'], ["a", "bold", "plan"],
    ]  # fmt: skip
    assert notes == ["4 tags and 3 character references cleaned away; --markup keep leaves them"]
    documents, notes = read(tmp_path / name, TABLES[name], markup="keep")
    assert documents[1] == "a <b>bold</b> plan"
    assert notes == ["4 tags and 3 character references read as text"]


def test_markup_in_a_plain_text_is_told_and_cleaned_when_asked(tmp_path: Path) -> None:
    text = "soup &amp; bread<br />warm\n"
    documents, notes = read(tmp_path / "a.txt", text)
    assert documents == [text]
    assert notes == ["1 tag and 1 character reference read as text; --markup clean removes them"]
    documents, notes = read(tmp_path / "a.txt", text, markup="clean")
    assert documents == ["soup & bread\nwarm\n"]
    assert notes == ["1 tag and 1 character reference cleaned away"]
    assert len(read(tmp_path / "a.txt", r"one\ntwo")[1]) == 1
    assert read(tmp_path / "a.txt", r"a < b, AT&T, 1\/2") == ([r"a < b, AT&T, 1\/2"], [])


def test_line_breaks_that_were_escaped_beside_tags(tmp_path: Path) -> None:
    rows = "text\n<p>one&lt;br /&gt;two &lt;b&gt;</p>\nthree<br>four&amp;lt;BR&amp;gt;five\n"
    documents, _ = read(tmp_path / "a.csv", rows)
    assert [text.split() for text in documents] == [["one", "two", "<b>"], ["three", "four", "five"]]
    page = "<html><body><p>one&lt;br /&gt;two<br>three</p></body></html>"
    assert read(tmp_path / "a.html", page)[0][0].split() == ["one", "two", "three"]
