"""Spreadsheets, databases and Arrow files give the texts of one table, and say which it was."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.helpers.files import arrow_file, database, spreadsheet, table, zipped
from tests.helpers.reading import failure, read

ROWS = [("id", "review", "stars"), (1, "a slow boat", 4), (2, None, 5), (3, "the red kettle", 2.5)]
NOTES = [("who", "note"), ("Ann", "call back")]


def test_a_sheet_of_a_spreadsheet(tmp_path: Path) -> None:
    data = spreadsheet(Reviews=ROWS, Notes=NOTES)
    documents, notes = read(tmp_path / "a.xlsx", data)
    assert documents == ["a slow boat", "", "the red kettle"]
    assert notes == ["sheet Reviews is read; --table names another: Notes"]
    assert read(tmp_path / "a.xlsx", data, table="Notes", column="note") == (["call back"], [])
    error = failure(tmp_path / "a.xlsx", data, table="Note")
    assert (error.code, error.hint) == ("no-such-table", "Did you mean --table Notes?")
    assert failure(tmp_path / "a.xlsx", spreadsheet(A=[])).code == "unreadable-file"
    assert failure(tmp_path / "a.xlsx", data[: len(data) // 2]).code == "unreadable-file"


def test_titles_and_cells_beyond_the_header_of_a_sheet(tmp_path: Path) -> None:
    rows = [("A report", None), ("id", "text"), (1, "the red kettle"), (2, "a slow boat", "and an oar")]
    for options in ({}, {"column": "text"}):
        documents, notes = read(tmp_path / "a.xlsx", spreadsheet(A=rows), **options)
        assert documents == ["the red kettle", "a slow boat"]
        assert notes == [
            "1 row before the header left out",
            "1 row with cells beyond the header, which are not read, in row 4",
        ]


def test_the_sheet_that_has_the_column_is_read(tmp_path: Path) -> None:
    data = spreadsheet(About=[("made", "by"), ("May", "Ann")], Data=[("id", "text"), (1, "a slow boat")])
    for options in ({}, {"column": "text"}):
        documents, notes = read(tmp_path / "a.xlsx", data, **options)
        assert documents == ["a slow boat"]
        assert notes[0].startswith("sheet Data is read, the only one with a column ")


def test_a_sheet_without_a_header(tmp_path: Path) -> None:
    documents, notes = read(tmp_path / "a.xlsx", spreadsheet(A=[("the red kettle sings",), ("a slow boat drifts",)]))
    assert documents == ["the red kettle sings", "a slow boat drifts"]
    assert "no header" in notes[0]


def test_a_table_of_a_database(tmp_path: Path) -> None:
    data = database(reviews=ROWS, notes=NOTES)
    path = tmp_path / "a.db"
    documents, notes = read(path, data)
    assert documents == ["a slow boat", "", "the red kettle"]
    assert notes == [
        "table reviews is read, the only one with a column for texts",
        "1 object without a text in the field 'review' read as empty, in row 2",
    ]
    assert read(path, data, table="notes", column="note") == (["call back"], [])
    assert failure(path, data, table="note").hint == "Did you mean --table notes?"
    assert failure(path, data, table="notes").code == "which-column"
    assert failure(path, database(a=ROWS, b=ROWS)).code == "which-table"
    assert failure(path, data, table="reviews", column="text").code == "no-such-column"
    assert failure(path, data[:100] + bytes(4000)).code == "unreadable-file"
    assert failure(path, b"no database at all").code == "unreadable-file"
    assert [other.name for other in tmp_path.iterdir()] == ["a.db"]


def test_a_packed_database_and_one_without_a_suffix(tmp_path: Path) -> None:
    data = database(reviews=ROWS)
    assert read(tmp_path / "a.zip", zipped(**{"a.sqlite": data}))[0][0] == "a slow boat"
    assert read(tmp_path / "plain", data)[0][0] == "a slow boat"


def test_names_with_marks_are_names(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as made:
        made.execute('CREATE TABLE "my ""table""" ("the; text" TEXT)')
        made.execute('INSERT INTO "my ""table""" VALUES (?)', ("one two",))
        made.commit()
    assert read(tmp_path / "a.db", (tmp_path / "a.db").read_bytes())[0] == ["one two"]


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as made:
        made.executescript(
            "CREATE TABLE a (id, text); INSERT INTO a VALUES (1, 'one'), (2, CAST(x'636166E9' AS TEXT));"
        )
    documents, notes = read(tmp_path / "a.db", (tmp_path / "a.db").read_bytes())
    assert documents == ["one", "caf\ufffd"]
    assert notes == ["1 text with bytes that are not UTF-8, replaced, the first in row 2"]


def test_columns_that_a_database_computes(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as made:
        made.executescript(
            "CREATE TABLE a (id, said, text TEXT GENERATED ALWAYS AS (said || ' twice') VIRTUAL);"
            "INSERT INTO a (id, said) VALUES (1, 'one');"
        )
    assert read(tmp_path / "a.db", (tmp_path / "a.db").read_bytes()) == (["one twice"], [])


def test_what_a_program_has_not_written_into_its_database_yet_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.db-wal").write_bytes(b"x")
    assert any("a.db-wal" in note for note in read(tmp_path / "a.db", database(reviews=ROWS))[1])


def test_arrow_files_and_streams(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {"review": ["one", None], "title": ["x", "y"]}
    for stream in (False, True):
        documents, notes = read(tmp_path / "a.arrow", arrow_file(stream=stream, **columns))
        assert documents == ["one", ""]
        assert notes == ["1 object without a text in the field 'review' read as empty, in row 2"]
    assert read(tmp_path / "a.feather", arrow_file(**columns), column="title", label="review")[0] == ["x", "y"]
    assert failure(tmp_path / "a.arrow", b"ARROW1 and no more").code == "unreadable-file"


def test_values_within_columns(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {"n": [1, 2], "data": [{"text": "one", "n": 1}, {"text": "two", "n": 2}]}
    for name, make in {"a.parquet": table, "a.arrow": arrow_file}.items():
        assert read(tmp_path / name, make(**columns), column="data.text")[0] == ["one", "two"]
        assert read(tmp_path / name, make(sentences=[["a b", "c"], ["d"]]))[0] == ["a b\nc", "d"]


def test_a_missing_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pyarrow", "python_calamine"):
        monkeypatch.setitem(sys.modules, module, None)
    for name, extra in {"a.xlsx": "spreadsheet", "a.ods": "spreadsheet", "a.arrow": "parquet"}.items():
        error = failure(tmp_path / name, b"x")
        assert (error.code, error.hint) == ("missing-extra", f"pip install 'embrepl[{extra}]'")
