"""What Python's csv module, pandas, R, spreadsheets and databases write is read as it was written."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.reading import read

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff", exclude_categories=["Cs"]), max_size=12)
TEXTS = CELLS | st.text(st.sampled_from(' ab,;\t|"\n\r\\'), max_size=12)
DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
        "doublequote": st.booleans(),
    }
)


def written(rows: list[tuple[object, ...]], **how: Any) -> str:
    held = io.StringIO(newline="")
    if not how.get("doublequote", True):
        how["escapechar"] = "\\"
    csv.writer(held, **how).writerows(rows)
    return held.getvalue()


@settings(max_examples=400)
@given(texts=st.lists(TEXTS, min_size=1, max_size=8), how=DIALECTS)
def test_any_dialect_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], how: dict[str, Any]
) -> None:
    if not how["doublequote"]:  # a mark after a backslash at the end of a line or field may close the field as well
        texts = [re.sub(r'" *([\r\n,;|\t]|$)', r"'\1", text) for text in texts]
    rows: list[tuple[object, ...]] = [("n", "text", "lang"), *((n, text, "en") for n, text in enumerate(texts))]
    name = "a.tsv" if how["delimiter"] == "\t" else "a.csv"
    documents, notes = read(tmp_path_factory.mktemp("csv") / name, written(rows, **how), markup="keep")
    if not how["doublequote"]:  # where no mark stands in a quoted field, nothing shows what a backslash means
        documents, texts = [[text.replace("\\", "") for text in each] for each in (documents, texts)]
    # so databases escape a carriage return
    documents, texts = [[text.replace("\\\r", "\r") for text in each] for each in (documents, texts)]
    assert documents == texts or notes, (documents, texts)


SINGLE = st.text(st.sampled_from("ab ',;.é\n"), max_size=12)


@given(
    texts=st.lists(SINGLE, min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_fields_in_single_quotation_marks(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], delimiter: str, quoting: int
) -> None:
    rows: list[tuple[object, ...]] = [("n", "text", "lang"), *((n, text, "en") for n, text in enumerate(texts))]
    table = written(rows, delimiter=delimiter, quoting=quoting, quotechar="'")
    documents, notes = read(tmp_path_factory.mktemp("single") / "a.csv", table, markup="keep")
    assert documents == texts
    assert "its fields stand in single quotation marks" in notes


@pytest.mark.parametrize(
    "table",
    [
        "id,text\n1,'the, red'\n2,'it''s \"a\"'\n",
        'id,text\n1,"the, red"\n2,"it\'s ""a"""\n',
        'id,,text,lang\n1,,"the, red",en\n2,x,"it\'s ""a""",en\n',
    ],
)
def test_marks_within_marks(tmp_path: Path, table: str) -> None:
    assert read(tmp_path / "a.csv", table)[0] == ["the, red", 'it\'s "a"']


def test_dialogue_in_single_marks_is_text(tmp_path: Path) -> None:
    lines = ["'Hello', she said, 'come in'", "'No', he said", "'Why?'"]
    assert read(tmp_path / "a.csv", "\n".join(lines) + "\n")[0] == lines
