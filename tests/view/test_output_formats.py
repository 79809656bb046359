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
from embrepl.commands.answers.words import Distance, NeighbourRow, Neighbours, WordVector
from embrepl.view.console import make_console
from embrepl.view.output_formats import write
from embrepl.view.safe import printable
from tests.helpers.samples import HOSTILE, answer_kinds, filled

KINDS = pytest.mark.parametrize("kind", answer_kinds())


def written(answer: Answer, name: str) -> str:
    stream = io.StringIO(newline="")
    write(answer, name, stream, make_console(stream, width=80))
    return stream.getvalue()


def as_json(value: Any) -> Any:
    """Return what the JSON of an answer is expected to hold."""
    return json.loads(json.dumps(value))


@KINDS
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_is_lossless(kind: type[Answer], name: str) -> None:
    for text in HOSTILE:
        answer = filled(kind, text)
        output = written(answer, name)
        assert json.loads(output) == as_json({"kind": kind.kind, **dataclasses.asdict(answer)})
        assert all(printable(line) == line for line in output.split("\n"))
        assert output.endswith("\n")
        assert name == "json" or output.count("\n") == 1


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
def test_rows_have_as_many_cells_as_the_header(kind: type[Answer], many: int) -> None:
    for text in HOSTILE:
        answer = filled(kind, text, many=many)
        rows = list(csv.reader(io.StringIO(written(answer, "csv"), newline="")))
        one = len(dataclasses.fields(kind)) if kind.tall else 1
        assert len(rows) == 1 + (many if hasattr(answer, "rows") else one)
        assert len({len(row) for row in rows if row}) <= 1
        lines = written(answer, "tsv").split("\n")[:-1]
        assert [len(line.split("\t")) for line in lines] == [max(1, len(row)) for row in rows]
        for line in written(answer, "md").split("\n")[:-1]:
            assert len(line.replace("\\\\", "").replace("\\|", "").split("|")) == max(1, len(rows[0])) + 2


NEIGHBOURS = Neighbours(
    "king", "zero", (NeighbourRow(1, "=a|b\t", 0.1 + 0.2, 120400, True), NeighbourRow(2, "王,后", 1.0, 5, None))
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "csv",
            ("rank,word,cosine,count,mutual\n"
            "1,=a|b\\t,0.30000000000000004,120400,true\n"
            '2,"王,后",1.0,5,\n'),
        ),
        (
            "tsv",
            ("rank\tword\tcosine\tcount\tmutual\n"
            "1\t=a|b\\t\t0.30000000000000004\t120400\ttrue\n"
            "2\t王,后\t1.0\t5\t\n"),
        ),
        (
            "md",
            ("| rank | word | cosine | count | mutual |\n"
            "| ---: | --- | ---: | ---: | --- |\n"
            "| 1 | =a\\|b\\\\t | 0.3 | 120400 | yes |\n"
            "| 2 | 王,后 | 1 | 5 |  |\n"),
        ),
    ],
)  # fmt: skip
def test_exact_texts(name: str, text: str) -> None:
    assert written(NEIGHBOURS, name) == text


def test_no_rows_still_have_a_header() -> None:
    assert written(Neighbours("q", "zero", ()), "csv") == "rank,word,cosine,count,mutual\n"


def test_a_vector_is_spread_over_columns() -> None:
    vector = WordVector("king", "zero", 1, 2, 3, 1.0, (0.25, -0.5))
    assert written(vector, "csv").split("\n")[0] == "word,model,rank,words,count,norm,values_1,values_2"


def test_a_table_is_drawn() -> None:
    distance = Distance("a", "b", "zero", 0.5, 1.0, 0.0, 0.01, 98.7, 1964)
    assert "Closer than 98.7 % of 1,964 random pairs" in written(distance, "table")
