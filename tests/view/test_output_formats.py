"""Answers for programs: they parse, and hold what the answer holds."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.comparing import Compared, ComparedRow
from embrepl.commands.answers.corpora import Loaded
from embrepl.commands.answers.help import Goodbye
from embrepl.commands.answers.text import TopWords
from embrepl.commands.answers.words import Distance, NeighbourRow, Neighbours, WordVector
from embrepl.view.console import make_console
from embrepl.view.formats.json_document import JsonDocument
from embrepl.view.formats.rows import table
from embrepl.view.formats.writing import write
from embrepl.view.safe import printable
from tests.helpers.samples import HOSTILE, answer_kinds, filled
from tests.helpers.sessions import Screen

KINDS = pytest.mark.parametrize("kind", answer_kinds())


def written(answer: Answer, name: str, *, terminal: bool = False, raw: bool = True) -> str:
    stream = Screen(newline="") if terminal else io.StringIO(newline="")
    write(answer, name, stream, make_console(stream, width=80, colour=False), raw=raw)
    return stream.getvalue()


def as_json(value: Any) -> Any:
    """Return what the JSON of an answer is expected to hold."""
    return json.loads(json.dumps(value))


@KINDS
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_is_lossless(kind: type[Answer], name: str) -> None:
    for text in HOSTILE if kind is not Goodbye else ():
        answer = filled(kind, text)
        expected = as_json({"kind": kind.kind, **dataclasses.asdict(answer)})
        output = written(answer, name)
        assert json.loads(output) == expected
        assert output.endswith("\n")
        assert name == "json" or len(output.splitlines()) == 1
        drawn = written(answer, name, terminal=True)
        assert json.loads(drawn) == expected
        assert all(printable(line) == line for line in drawn.split("\n"))


@settings(max_examples=100)
@given(st.text())
def test_any_text_comes_back_from_json(text: str) -> None:
    assert json.loads(written(filled(Neighbours, text), "jsonl"))["query"] == text


def test_letters_stay_and_no_number_is_null() -> None:
    output = written(WordVector("王后é", "zero", 1, 2, 3, float("nan"), (0.1, float("inf"))), "jsonl")
    assert output == (
        '{"kind": "vector", "word": "王后é", "model": "zero", "rank": 1, "words": 2, "count": 3, '
        '"norm": null, "values": [0.1, null]}\n'
    )


def test_json_on_a_stream_that_is_not_unicode() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1", newline="")
    write(filled(Neighbours, "王😀é"), "jsonl", stream, make_console(stream))
    stream.flush()
    assert json.loads(raw.getvalue())["query"] == "王😀é"


@KINDS
@pytest.mark.parametrize("many", [0, 1, 3])
def test_cells_come_back_as_they_were(kind: type[Answer], many: int) -> None:
    for text in HOSTILE if kind is not Goodbye else ():
        answer = filled(kind, text, many=many)
        names, rows = table(answer)
        for name, delimiter in (("csv", ","), ("tsv", "\t")):
            header, *read = csv.reader(io.StringIO(written(answer, name), newline=""), delimiter=delimiter)
            assert header == names
            assert [len(row) for row in read] == [len(names)] * len(rows)
            texts = [[cell for cell in row if isinstance(cell, str)] for row in rows]
            assert [
                [cell for cell, value in zip(row, of, strict=True) if isinstance(value, str)]
                for row, of in zip(read, rows, strict=True)
            ] == texts
        for line in written(answer, "md").split("\n")[:-1]:
            assert len(line.replace("\\\\", "").replace("\\|", "").split("|")) == len(names) + 2
        for name in ("csv", "tsv", "md"):
            drawn = written(answer, name, terminal=True)
            assert all(printable(line.replace("\t", "")) == line.replace("\t", "") for line in drawn.split("\n"))


@settings(max_examples=200)
@given(st.text(), st.sampled_from(["csv", "tsv"]))
def test_any_text_comes_back_from_cells(text: str, name: str) -> None:
    delimiter = {"csv": ",", "tsv": "\t"}[name]
    answer = Neighbours("q", "zero", (NeighbourRow(1, text, -0.5, None, None, True),))
    for raw in (True, False):
        read = list(csv.reader(io.StringIO(written(answer, name, raw=raw), newline=""), delimiter=delimiter))
        runs = bool(text) and text[0] in "=+-@\t\r＝＋－＠" and not raw
        assert read[1] == ["1", "'" * runs + text, "-0.5", "", "", "true", "", "", "", "", ""]


@pytest.mark.parametrize("name", ["top", "quit"])
def test_an_answer_without_a_table_is_nothing(name: str) -> None:
    answer = Goodbye() if name == "quit" else filled(TopWords, many=0)
    sizes = [len(written(answer, each).splitlines()) for each in ("csv", "tsv", "md", "jsonl", "json")]
    assert sizes[:4] == ([1, 1, 2, 1] if name == "top" else [0, 0, 0, 0])


NEIGHBOURS = Neighbours(
    "king",
    "zero",
    (
        NeighbourRow(1, "=a|b\t\u200cx", 0.1 + 0.2, 99.95, 120400, True),
        NeighbourRow(2, "王,后", 1.0, None, 5, None),
    ),
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "csv",
            ("rank,word,cosine,percentile,count,mutual,kept,low,high,value,error\n"
            "1,'=a|b\t\u200cx,0.30000000000000004,99.95,120400,true,,,,,\n"
            '2,"王,后",1.0,,5,,,,,,\n'),
        ),
        (
            "tsv",
            ("rank\tword\tcosine\tpercentile\tcount\tmutual\tkept\tlow\thigh\tvalue\terror\n"
            "1\t\"'=a|b\t\u200cx\"\t0.30000000000000004\t99.95\t120400\ttrue\t\t\t\t\t\n"
            "2\t王,后\t1.0\t\t5\t\t\t\t\t\t\n"),
        ),
        (
            "md",
            ("| rank | word | cosine | percentile | count | mutual | kept | low | high | value | error |\n"
            "| ---: | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |\n"
            "| 1 | =a\\|b \u200cx | 0.3 | 99.95 | 120400 | yes |  |  |  |  |  |\n"
            "| 2 | 王,后 | 1 |  | 5 |  |  |  |  |  |  |\n"),
        ),
    ],
)  # fmt: skip
def test_exact_texts(name: str, text: str) -> None:
    assert written(NEIGHBOURS, name, raw=False) == text


def test_lists_have_cells_of_their_own() -> None:
    row = ComparedRow(
        "zero", "c", "zero", 1.5, None, {"pairs": None, "a; b": 0.25}, {"pairs": 0.5},
        {"pairs": None, "a; b": (0.125, 0.5)}, {"pairs": (1, 2)}, "healthy", None, 2,
        {"king": ("ice; cream", "queen: x")}, "", "",
    )  # fmt: skip
    other = ComparedRow("glove", "c", "glove", None, None, {}, {}, {}, {}, "", None, 2, {}, "", "no-words: none")
    answer = Compared(("c",), ("pairs", "a; b"), ("king",), {}, (), "one", "it scores best", "", (row, other))
    first, second = csv.DictReader(io.StringIO(written(answer, "csv")))
    assert (first["scores_pairs"], first["scores_a; b"], first["coverage_pairs"]) == ("", "0.25", "0.5")
    assert (first["intervals_a; b_1"], first["intervals_pairs"], first["covered_pairs_2"]) == ("0.125", "", "2")
    assert (first["neighbours_king_1"], first["neighbours_king_2"]) == ("ice; cream", "queen: x")
    assert (second["scores_a; b"], second["neighbours_king_1"], second["mean"]) == ("", "", "")
    assert "None" not in written(answer, "csv") + written(answer, "md")


def test_a_tall_answer_has_a_row_for_every_item() -> None:
    report = dataclasses.replace(
        filled(Loaded, many=0), notes=("one", "two; three"), encodings={"utf-8": 2}, skipped=(("a.bin", "binary"),)
    )
    header, *rows = csv.reader(io.StringIO(written(report, "csv")))
    assert header == ["key", "item", "value"]
    assert [row[1:] for row in rows if row[0] == "notes"] == [["1", "one"], ["2", "two; three"]]
    assert [row for row in rows if row[0] in {"encodings", "skipped", "labels"}] == [
        ["encodings", "utf-8", "2"], ["skipped", "a.bin", "binary"], ["labels", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("many", [0, 1, 2, 3])
def test_answers_in_json_are_one_document(many: int) -> None:
    stream = io.StringIO()
    document = JsonDocument(stream)
    for number in range(many):
        document.add(json.dumps({"rank": number}))
    document.end()
    answers = [{"rank": number} for number in range(many)]
    assert (stream.getvalue() and json.loads(stream.getvalue())) == (
        answers if many > 1 else answers[0] if many else ""
    )
    document.add("{}")
    document.end()
    assert stream.getvalue().endswith("{}\n")


def test_no_rows_still_have_a_header() -> None:
    header = "rank,word,cosine,percentile,count,mutual,kept,low,high,value,error\n"
    assert written(Neighbours("q", "zero", ()), "csv") == header


def test_a_vector_is_spread_over_columns() -> None:
    vector = WordVector("king", "zero", 1, 2, 3, 1.0, (0.25, -0.5))
    assert written(vector, "csv").split("\n")[0] == "word,model,rank,words,count,norm,values_1,values_2"


def test_a_table_is_drawn() -> None:
    distance = Distance("a", "b", "zero", 0.5, 1.0, 0.0, 0.01, 98.7, 1964)
    assert "Closer than 98.7 % of 1,964 random pairs" in written(distance, "table")
