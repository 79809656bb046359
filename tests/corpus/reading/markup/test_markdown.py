"""Markdown: marks, addresses, tags, front matter and code are no words, nothing else is lost, and no line moves."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.reading.markup.marked_line import MarkedLines
from tests.corpus.reading.markup.reading import read
from tests.helpers.texts import corpus_of


def plain(line: str) -> str:
    return MarkedLines(Counter()).plain(line)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("see [the page](https://example.org/a_(b)?c=d) now", "see the page now"),
        ("![a cat](cat.png 'my cat') and [x]( <a b> )", "a cat and x"),
        ("[stream](x)s [a text][r1] [b][] [short] x[1][2]", "streams a text b [short] x[1][2]"),
        ('  [1]: https://example.org/path "title"', ""),
        ("[Alice]: Hello there", "[Alice]: Hello there"),
        ("[Alice]: Hello", "[Alice]: Hello"),
        ("<https://example.org> or <mailto:me@example.org>", " or "),
        ("a [word] (in brackets) and f[0](x y)", "a [word] (in brackets) and f[0](x y)"),
        ("https://example.org stays, so does a < b", "https://example.org stays, so does a < b"),
        ("[open](never closed", "[open](never closed"),
        ("a < b > c <laughs> <b>bo</b>ld<br>x", "a < b > c <laughs> bold x"),
        ("un*frigging*believable *word*s **bold**ly ***x***y ~~old~~er", "unfriggingbelievable words boldly xy older"),
        ("2*3*4 and a * b * c", "2*3*4 and a * b * c"),
        ("river[^1]ran mill.[^note]", "river ran mill."),
        ("他来了[^1]但是", "他来了但是"),
        ("[^1]: A weir.", " A weir."),
        ("the %%hidden%% mill, 50%% and 60 %%, stands ^place-1", "the  mill, 50%% and 60 %%, stands"),
        (
            "so $x^2$ and $y$ and $$a = b$$ cost $5 or $10, US$3 and A$4",
            "so   and   and   cost $5 or $10, US$3 and A$4",
        ),
        ("`$x^2$` stays", "$x^2$ stays"),
        ("the [mill]{.smallcaps} ![boat](a.png){width=50%} f{x}", "the [mill] boat f{x}"),
        ("river[1](#fn1) river<sup>2</sup> x<sup>2</sup> in^[A note.]", "river river x2 in [A note.]"),
        ("`code`s ``a ` b`` `<div>` \\*lit\\* \\[no\\](x)", "codes a ` b <div> *lit* [no](x)"),
        ("&amp; caf&eacute; AT&T &notit; &not", "& café AT&T ¬it; &not"),
        ("# Head {#id .x}", "# Head "),
        ("{% include x %}a{{ page.title }}", "a"),
        ("- [x] done", "-  done"),
        ("::: {.note}", ""),
        ("[[Page|alias]] ![[img.png]] [[Mill]]", "alias  Mill"),
        ("so it is [@doe99, p. 3]", "so it is "),
    ],
)
def test_marks_are_dropped(line: str, left: str) -> None:
    assert plain(line) == left


@given(st.text("[]()<>: ha\n'\"`*~!^\\&-{}%1"))
def test_line_ends_stay(text: str) -> None:
    for line in text.split("\n"):
        assert "\n" not in plain(line)


WORDS = st.text("abcdeéλя", min_size=1, max_size=6)
AROUND = ["{}", "*{}*", "**{}**", "***{}***", "~~{}~~", "`{}`", "[{}](https://x.org/a)", "[{}](a.md 'no')", "<b>{}</b>"]
MARKED = st.builds(lambda word, around: (around.format(word), word), WORDS, st.sampled_from(AROUND))
PIECES = st.one_of(
    MARKED, st.just((" ", " ")), st.just(("[^n]", " ")), st.just((" <!-- no -->", " ")), st.just(("<br>", " "))
)


@given(st.lists(PIECES, max_size=8))
def test_no_word_is_glued_or_lost(pieces: list[tuple[str, str]]) -> None:
    """But where marks of one kind touch, as in *one**two*, Markdown itself has rules of its own."""
    source = "".join(part for part, _ in pieces).replace("<!-- no -->", "")
    for mark in "*~`":
        if mark * 2 in source.replace("***", "").replace("**", "") or mark * 4 in source:
            return
    if any(a[0][-1] == b[0][0] == "*" for a, b in pairwise(pieces)):
        return
    assert plain(source).split() == "".join(text for _, text in pieces).split()


@pytest.mark.parametrize(
    "part", ["](", "[", "](a", "](<", "](a (", "[a]: ", "[a]: //", "<http:", "](()", "`", "*a ", "{%"]
)
def test_no_line_takes_for_ever(part: str) -> None:
    plain(part * 20_000)
    plain(part + part[-1] * 40_000)
    plain(part * 20_000 + " x y")


def test_a_readme_is_read_as_its_words(tmp_path: Path) -> None:
    text = "# Title\n\nRead [the docs](https://docs.example.org/x).\n\n[docs]: https://example.org\n\nThe end.\n"
    corpus = corpus_of(tmp_path, {"README.md": text})
    words = [corpus.words[number] for number in corpus.ids.tolist()]
    assert words == ["title", "read", "the", "docs", "the", "end"]
    (line,) = Concordance(corpus).lines(Concordance(corpus).find("end").first(), 9, 9)
    assert line.line == 7


@pytest.mark.parametrize(
    ("source", "text", "left_out"),
    [
        (
            "---\ntitle: The *weir*\ntags:\n  - one\n- two\n# no\nlist: [a,\n  b]\n---\nyes\n",
            "yes",
            {"block of front matter": 1},
        ),
        ('+++\ntitle = "no"\n[taxonomies]\ntags = ["a"]\n+++\nyes', "yes", {"block of front matter": 1}),
        ("---\ntitle: no\n...\nyes", "yes", {"block of front matter": 1}),
        ("---\nThe mill stands.\n---\nyes", "--- The mill stands. --- yes", {}),
        ("---\ntitle: never closed\n", "--- title: never closed", {}),
        ("yes\n\n---\na: b\n---\n", "yes --- a: b ---", {}),
        ("a\n```python\nprint(1)\n```\nb", "a b", {"code block": 1}),
        ("> ~~~\n> no\n> ~~~~\nb `c` ```d```", "b c d", {"code block": 1}),
        ("  - a\n\n    ```{r}\n    no\n    ```\nb", "- a b", {"code block": 1}),
        ("a <!-- no\nno\nno --> b<!-- no -->c", "a bc", {"comment": 2}),
        ("<script>\nno\n</script>\n<style>no</style>b", "b", {}),
        ("| a | b |\n|---|:-:|\n| c **d** | [e](f) |", "| a | b | |---|:-:| | c d | e |", {}),
    ],
)
def test_what_is_no_text_is_left_out(tmp_path: Path, source: str, text: str, left_out: dict[str, int]) -> None:
    documents, reading = read(tmp_path / "a.md", source)
    assert (documents, reading.left_out, reading.notes()) == ([text], left_out, [])


@pytest.mark.parametrize("begin", ["```", "a <!-- b", "<script>"])
def test_what_is_never_closed_is_text(tmp_path: Path, begin: str) -> None:
    documents, reading = read(tmp_path / "a.md", f"first\n{begin}\nThe **mill** stands.\n")
    assert documents[0].endswith("The mill stands.")
    assert "line 2" in reading.notes()[0]


@given(
    st.lists(st.sampled_from(["a", "```", "~~~", "<!--", "-->", "---", "k: v", "<style>", "</style>", "> ```", "+++"]))
)
def test_no_line_moves(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    path = tmp_path_factory.mktemp("md") / "a.md"
    text = "\n".join(parts)
    path.write_text(text)
    pieces = Reading(find([str(path)]).files[0], ReadOptions()).pieces()
    assert "".join(piece.text for piece in pieces).count("\n") == text.count("\n")


def test_blocks_of_formulas_and_comments(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.md", "one\n$$\n\\frac{a}{b}\n$$\ntwo\n%%\nno\n%%\nthree\n")
    assert "".join(documents).split() == ["one", "two", "three"]
    assert reading.left_out == {"formula": 1, "comment": 1}


def test_links_and_tags_over_lines(tmp_path: Path) -> None:
    source = 'a [link\nover lines](page.html "no") b\n<img\n  src="no"\n  alt="no"\n/>c <b\n\nd < e\n'
    documents, _ = read(tmp_path / "a.md", source)
    assert "".join(documents).split() == ["a", "[link", "over", "lines", "b", "c", "<b", "d", "<", "e"]


def test_numbers_of_lists_are_no_text(tmp_path: Path) -> None:
    lines = [
        "# 1. Title",
        "",
        "1. one",
        "2) two",
        "   - 3. three",
        "> 1. quoted",
        "1. [x] done",
        "It was in",
        "12. so",
        "",
    ]
    left_out: Counter[str] = Counter()
    marked = MarkedLines(left_out)
    read_as = [marked.plain(line).split() for line in [*lines, "1984. A year", "", "7. seven", "1.5 litres"]]
    assert read_as == [
        ["#", "1.", "Title"], [], ["one"], ["two"], ["-", "three"], [">", "quoted"], ["done"], ["It", "was", "in"],
        ["12.", "so"], [], ["1984.", "A", "year"], [], ["seven"], ["1.5", "litres"],
    ]  # fmt: skip
    assert left_out == {"number of lists": 6}


def test_raised_and_lowered_signs_of_pandoc() -> None:
    assert (
        plain("H~2~O, E=mc^2^, m^2^, 1^st^, 2^10 and 3^5, ~5 or ~6, ~~gone~~")
        == "H2O, E=mc2, m2, 1st, 2^10 and 3^5, ~5 or ~6, gone"
    )
