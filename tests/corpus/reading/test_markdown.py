"""Markdown: links lose their addresses and nothing else, and no line moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.reading.readers.documents.markdown import without_addresses
from tests.helpers.texts import corpus_of


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("see [the page](https://example.org/a_(b)?c=d) now\n", "see [the page] now\n"),
        ("![a cat](cat.png 'my cat') and [x]( <a b> )", "![a cat] and [x]"),
        ('  [1]: https://example.org/path "title"\n', '  [1]: "title"\n'),
        ("<https://example.org> or <mailto:me@example.org>", " or "),
        ("a [word] (in brackets) and f[0](x y)", "a [word] (in brackets) and f[0](x y)"),
        ("https://example.org stays, so does a < b", "https://example.org stays, so does a < b"),
        ("[open](never closed", "[open](never closed"),
    ],
)
def test_addresses_are_dropped(line: str, left: str) -> None:
    assert without_addresses(line) == left


@given(st.text("[]()<>: ha\n'\""))
def test_line_ends_stay(text: str) -> None:
    for line in text.splitlines(keepends=True):
        assert without_addresses(line).count("\n") == line.count("\n")


@pytest.mark.parametrize("part", ["](", "[", "](a", "](<", "](a (", "[a]: ", "<http:", "](()"])
def test_no_line_takes_for_ever(part: str) -> None:
    without_addresses(part * 50_000)
    without_addresses(part + part[-1] * 100_000)


def test_a_readme_is_read_as_its_words(tmp_path: Path) -> None:
    text = "# Title\n\nRead [the docs](https://docs.example.org/x).\n\n[docs]: https://example.org\n\nThe end.\n"
    corpus = corpus_of(tmp_path, {"README.md": text})
    words = [corpus.words[number] for number in corpus.ids.tolist()]
    assert words == ["title", "read", "the", "docs", "docs", "the", "end"]
    (line,) = Concordance(corpus).lines(Concordance(corpus).find("end").first(), 9, 9)
    assert line.line == 7
