"""`kwic`: a word in its context."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from embrepl.commands.answers.text import ContextRow, Contexts
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import asking, corpus_of


def test_the_place_in_a_long_line(tmp_path: Path) -> None:
    words = [f"w{at}" for at in range(900)]
    text = f"king\n{' '.join(words)} king {' '.join(words)}\nking at\nking {' '.join(words)}"
    talk = asking(long=corpus_of(tmp_path, {"a.txt": text}))
    assert [(row.line, row.word) for row in talk("kwic king").rows] == [(1, None), (2, 901), (3, None), (4, 1)]
    assert [(row.line, row.word) for row in talk("kwic w7").rows] == [(2, 8), (2, 909), (4, 9)]
    assert "line 2, word 901" in shown(talk("kwic king"))


def test_kwic_at_sixty_columns(talk: Talk) -> None:
    assert shown(talk("kwic queen 2"), width=60) == (
        "queen · novel · 5 hits · the first 2 · one.txt\n\n"
        "ing sat. A king and a  queen  , the king of kings!   line 2\n"
        "ing sat. A king and a  queen  , the king of kings!   line 6\n"
    )


def befores(output: str, match: str) -> list[str]:
    """Return what stands before the match in every line that has it."""
    return [line.partition(f"  {match}  ")[0] for line in output.split("\n") if f"  {match}  " in line]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_matches_stand_below_each_other(talk: Talk, width: int) -> None:
    talk("use chinese")
    for word in ("宝玉", "黛玉", "king"):
        answer = talk(f"kwic {word}")
        found = befores(shown(answer, width=width), word)
        assert len(found) == len(answer.rows)
        assert len(set(map(cell_len, found))) == 1


def test_kwic_rows_hold_the_text_itself(talk: Talk) -> None:
    talk("use chinese")
    answer = talk("kwic 听了 1 --left 8 --right 6")
    (row,) = answer.rows
    assert (row.left, row.match, row.right) == ("宝玉来了。”\r\n黛玉"[-8:], "听了", "，king ")
    assert (row.line, row.record) == (2, None)
    assert "\\r\\n黛玉" in shown(answer, "json")


def test_kwic_tells_which_lines_it_shows(talk: Talk) -> None:
    def head(line: str) -> str:
        return shown(talk(line), width=200).split("\n")[0]

    assert head("kwic king 2") == "king · novel · 26 hits · the first 2 · one.txt"
    assert head("kwic king 99") == "king · novel · 26 hits"
    assert head("kwic king 2 --sort r1") == "king · novel · 26 hits · 2 of them, sorted by R1 · one.txt"
    drawn = "queen · novel · 5 hits · 2 of them, at random, sorted by L1,R1"
    assert head("kwic queen --random 2 --sort L1,R1").startswith(drawn)
    assert talk("kwic king --random 4 --seed 3").rows == talk("kwic king --random 4 --seed 3").rows


def test_kwic_names_the_file_where_there_are_several(talk: Talk) -> None:
    output = shown(talk("kwic king 99"), width=90)
    assert re.search(r"King  sat\. A king and a queen.*  one\.txt:1\n", output)
    assert re.search(r"Another  king  \. no one here.*  two\.txt:1\n", output)
    talk("use letters")
    assert "row 2" in shown(talk('kwic "king wrote"'))
    assert [row.record for row in talk('kwic "king wrote"').rows] == [2, 6, 10]


@pytest.mark.parametrize("line", ["kwic king 7 --sort L1", "kwic /./ 30 --sort R2,L1", "kwic the 3 --sort M,R1"])
def test_of_many_hits_only_those_that_come_first_are_put_in_order(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    expected = talk(line)
    monkeypatch.setattr("embrepl.corpus.concordance.hits.HITS_AT_ONCE", 5)
    assert talk(line) == expected
    words = line.split()
    words[2] = "1000000"
    assert talk(" ".join(words)).rows[: len(expected.rows)] == expected.rows


def test_contexts_of_any_width_line_up() -> None:
    def row(left: str, right: str) -> ContextRow:
        return ContextRow("f.txt", None, 1, None, left, "key", right)

    rows = (
        row("宽字" * 30, "plain " * 20), row("a" * 200, "e\u0301" * 100), row("👍🏽" * 40, "\u0301x"), row("", ""),
        row("x\n\n \t y", "z\r\n w"), row("क्षि" * 30, "हिन्दी" * 30),
    )  # fmt: skip
    for width in (20, 41, 80, 133):
        output = shown(Contexts("key", "c", 9, "", rows), width=width)
        lines = [line for line in output.split("\n") if "  key" in line]
        assert len(lines) == len(rows)
        assert len({cell_len(line[: line.index("  key")]) for line in lines}) == 1
        assert all(cell_len(line) <= width for line in lines)
    assert "x y  key  z w" in output


@pytest.mark.parametrize(
    ("name", "line", "word", "place"),
    [
        ("a.txt", 12, None, "x/a.txt:12"),
        ("folder/of/novels/chapter.txt", 1203, None, "chapter.txt:1203"),
        ("a-file-with-a-long-name-01.txt", 1203, None, "a-fil…me-01:1203"),
        ("三国演义三国演义.txt", 23456, None, "三国…演义:23456"),
        ("a-file-with-a-long-name-02.txt", 123456, 901, "a-fi…e-02:123456"),
        ("b.txt", 3, 901, "b:3, word 901"),
    ],
)
def test_at_sixty_columns_the_place_keeps_file_and_line(name: str, line: int, word: int | None, place: str) -> None:
    rows = tuple(
        ContextRow(each, None, line, word, "left " * 9, "key", "right " * 9) for each in (f"/x/{name}", "/y/z")
    )
    output = shown(Contexts("key", "c", 2, "", rows), width=60)
    first = output.split("\n")[2]
    assert first.endswith(f"  {place}")
    assert cell_len(first) <= 60


def test_documents_are_named_alike_everywhere(talk: Talk) -> None:
    talk("use letters")
    assert "row 3 " in shown(talk("disperse queen --by documents"))
    assert "row 3" in shown(talk("kwic queen"))
