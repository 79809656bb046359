"""Every answer as a page: nothing of it is lost, and no text becomes markup."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Group
from rich.panel import Panel
from rich.text import Text

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.giving.reporting import WholeReport
from embrepl.commands.answers.help import Goodbye
from embrepl.commands.answers.text import ContextRow, Contexts, TopRow, TopWords
from embrepl.commands.answers.words import NeighbourRow, Neighbours
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.style import Column, Columns, Facts, labelled, listed, prose, title, word
from embrepl.view.web.markup import markup
from embrepl.view.web.page import page_text
from tests.helpers.pages.answers import (
    ATTRIBUTES,
    ELEMENTS,
    ILL,
    MARKUP,
    WORD,
    page_of,
    page_with,
    parsed,
    provenance,
    shape,
    words_shown,
)
from tests.helpers.samples import answer_kinds, filled


@pytest.mark.parametrize("kind", answer_kinds())
def test_no_text_becomes_markup(kind: type[Answer]) -> None:
    for text in ILL:
        tree = parsed(page_of(kind, text))
        for name, attributes in shape(tree):
            assert name in ELEMENTS
            assert set(attributes) <= ATTRIBUTES
        assert len(tree.findall(".//script")) <= 1  # the one that sorts
        assert all(each.get("href").startswith("#") for each in tree.iter("a"))


@pytest.mark.parametrize("kind", answer_kinds())
def test_signs_of_markup_make_no_difference(kind: type[Answer]) -> None:
    for text in MARKUP:
        harmless = re.sub('[<>&"]', "#", text)
        assert shape(parsed(page_of(kind, text))) == shape(parsed(page_of(kind, harmless)))


@pytest.mark.parametrize("kind", answer_kinds())
def test_nothing_is_lost(kind: type[Answer]) -> None:
    for text in ("Wort", "[bold]:smile:[/bold]", "<b>bold</b> &amp;", "林黛玉"):
        body = parsed(page_of(kind, text)).find("body")
        found = set(WORD.findall(" ".join(body.itertext()))) | set(WORD.findall(body.text_content()))
        assert words_shown(kind, text) <= found, text
        assert text in body.find("main").text_content() or kind is Goodbye


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([kind for kind in answer_kinds() if kind is not WholeReport]),
    st.text(),
    st.integers(-1, 1 << 60),
    st.floats(),
    st.integers(0, 2),
)
def test_anything_is_a_page(kind: type[Answer], text: str, number: int, share: float, many: int) -> None:
    page = page_with(filled(kind, text, number, share, many), text)
    assert {name for name, _ in shape(parsed(page))} <= ELEMENTS


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert page_of(Neighbours, "king") == page_of(Neighbours, "king")


def cells(tree: Any, row: int) -> list[str]:
    return [each.text_content() for each in tree.findall(".//table/tbody/tr")[row]]


NEIGHBOURS = Neighbours(
    "king", "zero",
    (NeighbourRow(1, "queen", 0.82, 99.95, 120400, True), NeighbourRow(2, "<王后>", 0.55, 62.25, 1204, False),
     NeighbourRow(3, "x\x1b", -0.1, None, 7, None)),
)  # fmt: skip


def test_neighbours_as_a_table() -> None:
    tree = parsed(page_text(NEIGHBOURS, provenance()))
    heads = [each.text_content() for each in tree.findall(".//th[@scope='col']")]
    assert heads == ["word", "cosine", "percentile", "count", "mutual"]
    assert cells(tree, 0) == ["1", "queen", "0.820", "", ">99.9", "120,400", "✓"]
    assert cells(tree, 1) == ["2", "<王后>", "0.550", "", "62.2", "1,204", "–"]
    assert cells(tree, 2)[1] == "x\\x1b"
    assert [each.get("class") for each in tree.iter("i")] == ["b b16", "b b11"]
    assert tree.find(".//table").get("class") == "sortable"
    assert tree.find(".//h1").text_content() == "near king"
    assert tree.find(".//footer").text_content().split() == [
        "load",
        "near",
        "king",
        "train",
        "near",
        "king",
        "Made",
        "with",
        "embrepl",
        "9.9.9.",
    ]


def test_lines_of_the_text_are_aligned_on_the_hit() -> None:
    rows = tuple(ContextRow("a.txt", None, at, at, "before  the ", "king<", " and\nafter") for at in (1, 2))
    tree = parsed(markup(ContextLines(rows, "word")))
    assert cells(tree, 0) == ["before the", "king<", "and after", "line 1, word 1"]
    assert [each.text_content() for each in tree.findall(".//thead//th")] == ["before", "hit", "after", "where"]
    whole = parsed(markup(ContextLines(rows, "word", whole=True)))
    assert whole.find(".//blockquote").text_content() == "before the king< and after"


def test_words_in_lines_that_are_marked() -> None:
    row = ContextRow("a.txt", None, 1, None, "the queen of ", "hearts", " and queens")
    assert '<span class="a">queen</span> of' in markup(ContextLines((row,), "word", marked=r"\bqueen\b"))


def test_texts_with_styles() -> None:
    assert markup(Text("plain <b>")) == "<p>plain &lt;b&gt;</p>\n"
    assert markup(Text("a", "bold red")) == '<p class="s r">a</p>\n'
    assert markup(prose("try `near king` now")) == "<p>try <code>near king</code> now</p>\n"
    assert markup(word("`no command`")) == "<p>`no command`</p>\n"
    both = Text("abc")
    both.stylize("bold", 0, 2)
    both.stylize("dim", 1, 3)
    assert markup(both) == '<p><span class="s">a</span><span class="s q">b</span><span class="q">c</span></p>\n'
    assert markup(title("one", "two")).count('class="dot"') == 1
    assert markup(Facts([])) == ""
    assert markup(listed([Text("a"), Text("b")], "of ")) == '<p><span class="q">of </span>a, b</p>\n'


def test_empty_lines_are_gaps_between_parts() -> None:
    parts = [Text(), Text("a"), Text(), Text(), Text("b"), Text("c"), Text()]
    assert markup(Group(*parts)).split() == ["<p>a</p>", "<div", 'class="gap"></div>', "<p>b</p>", "<p>c</p>"]


def test_what_no_row_knows_is_drawn_with_signs() -> None:
    drawn = markup(Panel(Text("<inside>", "bold")))
    assert drawn.startswith('<pre class="drawn">')
    assert "&lt;inside&gt;" in drawn


def test_rows_that_hang_together_cannot_be_sorted() -> None:
    def table(*first: str) -> str:
        return markup(Columns(Column("a", [Text(each) for each in first]), Column("b", [Text("1")] * len(first))))

    assert "sortable" in table("x", "y", "z")
    assert "sortable" not in table("x", "  y", "z")
    assert "sortable" not in table("x", "", "z")
    assert "sortable" not in table("x", "y")


def test_facts_have_heads_of_rows() -> None:
    tree = parsed(markup(labelled([("read", Text("1 <file>")), ("", Text("more"))])))
    assert [each.text_content() for each in tree.iter("th")] == ["read"]
    assert [cells(tree, at)[1] for at in (0, 1)] == ["1 <file>", "more"]


def test_ten_thousand_rows_are_written_at_once() -> None:
    rows = tuple(TopRow(at, f"word{at}", 10_000 - at, 1e6 / (at + 1), at / 1e4) for at in range(10_000))
    answer: TopWords = filled(TopWords)
    began = time.process_time()
    page = page_text(
        TopWords(*(rows if name == "rows" else getattr(answer, name) for name in vars(answer))), provenance()
    )
    assert time.process_time() - began < 20
    assert len(page) < 3_000_000
    assert page.count("<tr>") == 10_001


def test_contexts_that_are_whole() -> None:
    answer = filled(Contexts, "word", many=1)
    assert answer.whole
    assert "<blockquote>" in page_text(answer, provenance())
