"""Web pages: what a reader sees is counted; marks of notes, hidden passages and page numbers are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.reading.markup.pages import single_spaced
from tests.corpus.reading.markup.reading import page, read
from tests.helpers.texts import corpus_of


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("a heron<sup>1</sup> flew.<sup>2</sup> The weir<sup>3</sup>.", "a heron flew. The weir.", 3),
        ("weir<sup><a href='#n3'>3</a></sup> weir<a href='#fn4'><sup>4</sup></a>", "weir weir", 2),
        ("weir<sup>[5]</sup> weir<sup>*</sup> weir<sup>†‡</sup> weir<sup>1,2</sup> weir<sup>3–5</sup>", "weir " * 5, 5),
        ("weir<sup>a</sup> heron<sup>b</sup> mill.<sup>c</sup>", "weir heron mill.", 3),
        ("weir<sup>1</sup>ran", "weir ran", 1),
        ("a weir<sup>1</sup> E = mc<sup>2</sup> of 3 × 10<sup>2</sup>", "a weir E = mc2 of 3 × 10²", 1),
        ("so = the<sup>1</sup> and/or<sup>2</sup> day-to-day<sup>3</sup>", "so = the and/or day-to-day", 3),
        ("weir<sup>1</sup>'s, half<sup>2</sup>-timbered", "weir's, half-timbered", 2),
        (
            "weir<a epub:type='noteref' href='n.xhtml#x'>1</a> weir<a role='doc-noteref' href='x'>n. 2</a>",
            "weir weir",
            2,
        ),
        ("weir<a class='footnote-ref' href='x'>3</a> weir<span class='footnote'>*</span>", "weir weir", 2),
        ("weir<a href='#x'>[1]</a> weir<a href='#x'>2</a>", "weir weir", 2),
        ("<a href='#_ftn1'>[1]</a> A note. <a href='#ref1'>↩</a>", "A note.", 2),
        ("it<sup id='cite_ref-1'><a href='#cite_note-1'><span>[</span>1<span>]</span></a></sup> is", "it is", 1),
        ("so<sup>[<i><a href='/w'>citation needed</a></i>]</sup> it is", "so it is", 1),
        ("in 1789<sup>1</sup> and 1815<sup>2</sup>", "in 1789 and 1815", 2),
        ("他来了<sup>1</sup>但是", "他来了但是", 1),
        ("(see the mill)<sup>1</sup> it's<sup>2</sup>", "(see the mill) it's", 2),
        ("<sup>16</sup>For so it was", "For so it was", 1),
    ],
)
def test_marks_of_notes_are_no_words(source: str, text: str, marks: int) -> None:
    assert page(f"<p>{source}</p>") == (text.strip(), {"note mark": marks})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("x<sup>2</sup> m<sup>3</sup> 5 km<sup>2</sup> sin<sup>2</sup> (a+b)<sup>2</sup> s<sup>-1</sup>", None),
        (
            "1<sup>st</sup> 2<sup>nd</sup> M<sup>me</sup> n<sup>o</sup> XIX<sup>e</sup> Serv<sup>t</sup>",
            None,
        ),
        ("H<sub>2</sub>O e<sup>x</sup> Ca<sup>2+</sup> x<sup>T</sup>", None),
        ("10<sup>6</sup> 2<sup>10</sup>", "10⁶ 2¹⁰"),
        ("Brand<sup>TM</sup>", "Brand™"),
        ("see <a href='#s3'>section 3</a> and <a href='#s'>3</a> <a href='/x'>4</a>", "see section 3 and 3 4"),
        ("a<sup>long aside</sup>", "a long aside"),
        ("<a epub:type='noteref' href='#n'>the mill</a>", "the mill"),
        ("<a href='#x'><div>one card</div><div>two cards</div></a>", "one card two cards"),
    ],
)
def test_what_is_raised_or_linked_and_no_mark_stays(source: str, text: str | None) -> None:
    bare = source.replace("<sup>", "").replace("</sup>", "").replace("<sub>", "").replace("</sub>", "")
    assert page(f"<p>{source}</p>") == (bare if text is None else text, {})


@pytest.mark.parametrize(
    ("source", "text", "left_out"),
    [
        ("<p hidden>no</p>yes", "yes", {"hidden passage": 1}),
        ("<p style='color:red; DISPLAY : none !important'>no</p>yes", "yes", {"hidden passage": 1}),
        ("<p>yes<span style='visibility:hidden'>no <b>no</b></span></p>", "yes", {"hidden passage": 1}),
        ("<p hidden='until-found'>yes</p><p style='display:block'>yes</p><p aria-hidden=true>yes", "yes yes yes", {}),
        ("<p hidden></p><p hidden> <br></p>yes", "yes", {}),
        (
            "<title>no</title><script>no</script><style>no</style><noscript>no</noscript><template>no</template>y",
            "y",
            {},
        ),
        ("<svg><text>no</text></svg>a<!-- no -->b <nav>menu</nav><footer>foot</footer>", "ab menu foot", {}),
        (
            "wa<span class='pagenum'>[Pg 12]</span>ter <span epub:type='pagebreak'>13</span>",
            "water",
            {"page number": 2},
        ),
        ("<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>に", "東京に", {"ruby reading": 1}),
        ("<math><mi>x</mi></math>y", "y", {"formula": 1}),
        ("<nav role='doc-toc'><a href='#a'>One</a></nav>y", "y", {"table of contents": 1}),
    ],
)
def test_what_no_reader_sees_is_left_out(source: str, text: str, left_out: dict[str, int]) -> None:
    assert page(source) == (text, left_out)


def test_the_report_counts_what_was_left_out(tmp_path: Path) -> None:
    source = "<p>A weir<sup>1</sup> and<sup>2</sup></p><p hidden>no</p>"
    assert corpus_of(tmp_path / "one", {"a.html": source}).report.notes == (
        f"{tmp_path / 'one' / 'texts' / 'a.html'}: 2 note marks and 1 hidden passage left out",
    )
    many = {f"{number}.html": source for number in range(30)}
    assert corpus_of(tmp_path / "many", many).report.notes == (
        "30 files: 60 note marks and 30 hidden passages left out",
    )


WORDS = st.text("abcdeéλя", min_size=4, max_size=7)
LEAVES = st.one_of(
    WORDS.map(lambda word: (word, word)),
    st.just((" ", " ")),
    st.just(("<br>", " ")),
    st.integers(1, 99).map(lambda number: (f"<sup>{number}</sup>", " ")),
    WORDS.map(lambda word: (f"<i hidden>{word}</i>", "")),
    WORDS.map(lambda word: (f"<script>{word}</script>", "")),
    st.just(("<!-- no -->", "")),
)


def _element(name: str, around: str, inner: list[tuple[str, str]]) -> tuple[str, str]:
    source, text = ("".join(part[at] for part in inner) for at in (0, 1))
    return f"<{name}>{source}</{name}>", around + text + around


INLINE = st.recursive(
    LEAVES,
    lambda inner: st.builds(_element, st.sampled_from(["b", "em", "span"]), st.just(""), st.lists(inner, max_size=4)),
    max_leaves=8,
)
TREES = st.recursive(
    INLINE,
    lambda inner: st.builds(_element, st.sampled_from(["div", "section"]), st.just(" "), st.lists(inner, max_size=4)),
    max_leaves=20,
)


@given(st.lists(TREES, max_size=5), st.integers(0, 200))
def test_no_word_of_a_page_is_glued_or_lost(trees: list[tuple[str, str]], cut: int) -> None:
    source = "".join(part for part, _ in trees)
    text, _ = page(source[:cut], source[cut:])
    assert text.split() == "".join(part for _, part in trees).split()


def test_what_stands_for_films_and_frames_and_closed_dialogs_is_not_shown() -> None:
    silent = "".join(f"<{name}>no</{name}>" for name in ("video", "audio", "canvas", "iframe"))
    text, left_out = page(f"<p>one</p>{silent}<object>two</object><dialog>no</dialog><dialog open>three</dialog>")
    assert text.split() == ["one", "two", "three"]
    assert left_out == {"hidden passage": 1}


def test_a_page_called_xml_is_a_page(tmp_path: Path) -> None:
    source = (
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y"><html><head><title>No</title></head><body>A <b>weir</b>'
    )
    assert read(tmp_path / "a.xml", f"{source}</body></html>")[0] == ["A weir"]


def test_a_saved_page_of_wikipedia() -> None:
    source = (
        '<h2>History<span class="mw-editsection">[<a href="/w">edit</a>]</span></h2><ol><li>'
        '<span class="mw-cite-backlink">^ <a href="#cite_ref-x_1-0"><sup><i><b>a</b></i></sup></a> '
        '<a href="#cite_ref-x_1-1"><sup><i><b>b</b></i></sup></a></span> '
        '<span class="reference-text">A source.</span></li></ol><p style="mso-hide:all">no</p>'
    )
    text, left_out = page(source)
    assert text == "History A source."
    assert left_out == {"edit link": 1, "note mark": 1, "hidden passage": 1}


@given(st.text("ab \t\r\n\f\xa0\u3000", max_size=40))
def test_a_run_of_white_space_is_one_space(text: str) -> None:
    assert single_spaced(text) == re.sub("[ \t\r\n\f]+", " ", text)
