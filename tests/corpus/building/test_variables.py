"""Variables of documents: where they come from, what is a number, what is said of those without a value."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.building import variables
from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.tables.table import NOTHING
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.store.variables import as_number, file_names, shown_number
from embrepl.errors import EmbreplError
from tests.helpers.sessions import shown, talking
from tests.helpers.stores import make, written

ROWS = [
    {"text": "one king", "party": "D", "year": 1990, "meta": {"place": "Rome"}},
    {"text": "two kings", "party": "R", "year": 1995.5, "meta": {"place": "Oslo"}},
    {"text": "three", "party": None, "year": None, "meta": {}},
    {"text": "four", "party": "D", "year": 2000, "meta": {"place": "Rome"}},
]
PARTIES, YEARS = ["D", "R", "", "D"], [1990.0, 1995.5, None, 2000.0]


def table(path: Path) -> Path:
    """Write the rows as a table of the kind that the name says."""
    plain = [{key: value for key, value in row.items() if key != "meta"} for row in ROWS]
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    elif path.suffix == ".json":
        path.write_text(json.dumps(ROWS), "utf-8")
    elif path.suffix == ".csv":
        cells = [["" if value is None else str(value) for value in row.values()] for row in plain]
        path.write_text("\n".join(map(",".join, [list(plain[0]), *cells])) + "\n", "utf-8")
    elif path.suffix == ".sqlite":
        _write_database(path, plain)
    else:
        arrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(arrow.Table.from_pylist(plain), path)
    return path


def _write_database(path: Path, rows: list[dict[str, object]]) -> None:
    import sqlite3

    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (text, party, year)")
        database.executemany("INSERT INTO t VALUES (?, ?, ?)", [tuple(row.values()) for row in rows])
    database.close()


def given_values(corpus: Corpus, name: str) -> list[str]:
    """Return the value of every document, "" for none."""
    variable = corpus.variables[name]
    return [variable.names[code] if code >= 0 else "" for code in variable.codes.tolist()]


def failure(*paths: Path, folder: Path, **options: str) -> EmbreplError:
    with pytest.raises(EmbreplError) as caught:
        build([str(path) for path in paths], ReadOptions(**options), folder, lambda _: None, lambda: False)
    return caught.value


@pytest.mark.parametrize("kind", ["csv", "jsonl", "json", "parquet", "sqlite"])
def test_columns_are_variables_of_texts_or_of_numbers(tmp_path: Path, kind: str) -> None:
    corpus = make(tmp_path, table(tmp_path / f"a.{kind}"), column="text", by="party,year")
    party, year = corpus.variables["party"], corpus.variables["year"]
    assert (party.numeric, year.numeric) == (False, True)
    assert given_values(corpus, "party") == PARTIES
    assert given_values(corpus, "year") == ["1990", "1995.5", "", "2000"]
    assert [None if np.isnan(value) else value for value in year.values.tolist()] == YEARS
    assert np.isnan(party.values).all()
    assert [(each.name, each.values, each.missing) for each in corpus.report.variables] == [
        ("party", 2, 1),
        ("year", 3, 1),
    ]
    assert "--by party: 1 document without a value" in corpus.report.notes


def test_fields_within_fields_and_columns_that_come_later(tmp_path: Path) -> None:
    rows = [{"text": "a b"}, {"text": "c", "place": "x"}]
    path = written(tmp_path / "b.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    assert given_values(make(tmp_path, path, by="place"), "place") == ["", "x"]
    nested = make(tmp_path, table(tmp_path / "a.jsonl"), column="text", by="meta.place")
    assert given_values(nested, "meta.place") == ["Rome", "Oslo", "", "Rome"]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "json", "parquet", "sqlite"])
def test_a_column_that_is_not_there_names_those_that_are(tmp_path: Path, kind: str) -> None:
    error = failure(table(tmp_path / f"a.{kind}"), folder=tmp_path / "store", column="text", by="prty")
    assert error.code == "no-such-column"
    assert "party" in error.message
    assert error.hint == "Did you mean --by party?"


def test_the_columns_of_variables_are_not_the_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "party,words\nD,one two\nR,three\n")
    assert sorted(make(tmp_path, path, by="party").words) == ["one", "three", "two"]


def test_what_stands_for_no_value_is_none_and_counted(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "text,year\na,1990\nb,NA\nc,\nd,NA\n")
    corpus = make(tmp_path, path, by="year")
    assert corpus.variables["year"].numeric
    assert "--by year: 3 documents without a value (2 of them say NA)" in corpus.report.notes


@pytest.mark.parametrize("text", ["1990", "-3", "0.5", ".5", "5.", "1e3", "007", "+1"])
def test_numbers(text: str) -> None:
    assert as_number(text) == float(text)


@pytest.mark.parametrize("text", ["", "1,000", "1_000", "nan", "inf", "1990-01-01", "x", "1e999", "1 2"])
def test_no_numbers(text: str) -> None:
    assert as_number(text) is None


def test_one_text_among_numbers_makes_texts(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "text,size\na,10\nb,9\nc,big\nd,9\n")
    variable = make(tmp_path, path, by="size").variables["size"]
    assert not variable.numeric
    assert variable.names == ["9", "10", "big"]


def test_names_of_files_give_values_by_an_expression(tmp_path: Path) -> None:
    files = [written(tmp_path / "t" / name, "some words") for name in ("a_1990.txt", "b_2001.txt", "c.txt")]
    corpus = make(tmp_path, *files, by=r"year=_(\d{2,4})\.,kind=^([ab])")
    assert given_values(corpus, "year") == ["1990", "2001", ""]
    assert given_values(corpus, "kind") == ["a", "b", ""]
    assert "--by year: 1 document without a value" in corpus.report.notes
    assert given_values(make(tmp_path, *files, by=r"where=/(t)/"), "where") == ["t", "t", "t"]


@pytest.mark.parametrize(
    ("by", "code"),
    [("year=x(9)", "no-match"), ("year=\\d+", "bad-pattern"), ("year=(", "bad-pattern"), ("=(a)", "bad-pattern")],
)
def test_expressions_that_fit_nothing_or_are_none(tmp_path: Path, by: str, code: str) -> None:
    error = failure(written(tmp_path / "a.txt", "words"), folder=tmp_path / "store", by=by)
    assert error.code == code
    assert "--by 'year=(\\d{4})'" in error.hint


def test_a_column_wants_a_table(tmp_path: Path) -> None:
    error = failure(written(tmp_path / "a.txt", "words"), folder=tmp_path / "store", by="party")
    assert error.code == "no-tables"
    assert "--by folder" in error.hint


def test_files_are_a_variable_without_any_option_and_folders_where_there_are_several(tmp_path: Path) -> None:
    for name in ("x/红楼梦.txt", "x/notes.csv.gz.txt", "y/红楼梦.txt", "y/b.md"):
        written(tmp_path / "t" / name, "一些 words")
    corpus = make(tmp_path, tmp_path / "t")
    assert given_values(corpus, "file") == ["notes.csv.gz", "x/红楼梦.txt", "b", "y/红楼梦.txt"]
    assert given_values(corpus, "folder") == ["x", "x", "y", "y"]
    assert not corpus.report.notes
    alone = make(tmp_path, tmp_path / "t" / "x")
    assert list(alone.variables) == ["file"]
    assert list(make(tmp_path, tmp_path / "t" / "x", by="folder,file").variables) == ["folder", "file"]


def test_columns_called_file_and_folder_come_before_those(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "text,folder,file\none,inbox,1.txt\n")
    corpus = make(tmp_path, path, column="text", by="folder,file")
    assert (given_values(corpus, "folder"), given_values(corpus, "file")) == (["inbox"], ["1.txt"])


def test_labels_are_a_variable(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "text,mood\na,good\nb,\nc,bad\n")
    corpus = make(tmp_path, path, column="text", label="mood")
    assert given_values(corpus, "label") == ["good", "", "bad"]
    assert list(corpus.variables) == ["label", "file"]


def test_many_numbers_are_kept_and_many_texts_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variables, "MOST_VALUES", 3)
    rows = "".join(f"w,{number},t{number}\n" for number in [5, 1, "", 2, 7, 7.5, ""])
    path = written(tmp_path / "a.csv", f"text,n,id\n{rows}")
    assert given_values(make(tmp_path, path, column="text", by="n"), "n") == ["5", "1", "", "2", "7", "7.5", ""]
    error = failure(path, folder=tmp_path / "other", column="text", by="id")
    assert error.code == "too-many-values"
    late = written(tmp_path / "b.csv", f"text,n,id\n{rows}w,x,t\n")
    assert failure(late, folder=tmp_path / "other", column="text", by="n").code == "too-many-values"


def test_a_value_for_every_document_is_said(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "text,id,n\n" + "".join(f"a,x{n},{n}\n" for n in range(40)))
    notes = make(tmp_path, path, column="text", by="id,n").report.notes
    assert "--by id: every document has a value of its own, so that each part is one document" in notes
    assert "--by n: every document has a number of its own, so that parts are ranges of numbers" in notes


@pytest.mark.parametrize("name", ["variables.json", "variable0.i4", "variable1.f8"])
def test_damaged_variables_are_seen(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path, table(tmp_path / "a.csv"), column="text", by="party,year").folder
    (folder / name).write_bytes(b"\x7f" * (folder / name).stat().st_size)
    if name != "variable1.f8":  # any eight bytes are a number
        with pytest.raises(EmbreplError) as caught:
            _ = Corpus.open(folder).variables
        assert caught.value.code == "damaged-corpus"
    (folder / name).write_bytes(b"")
    with pytest.raises(EmbreplError) as caught:
        Corpus.open(folder)
    assert caught.value.code == "damaged-corpus"


def test_names_of_files_that_collide() -> None:
    assert file_names(["a/one.txt", "a/two.txt.gz"]) == ["one", "two"]
    assert file_names(["/t/a/one.txt", "/t/b/one.txt", "/t/b/two.txt"]) == ["a/one.txt", "b/one.txt", "two"]
    assert file_names(["one.txt", "one.md"]) == ["one.txt", "one.md"]
    assert file_names(["standard input"]) == ["standard input"]


def test_at_the_prompt_and_in_the_options(tmp_path: Path) -> None:
    with talking(tmp_path / "home") as talk:
        path = table(tmp_path / "a.csv")
        answer = talk(f"load {path} --column text --by party --by year")
        assert answer.options["by"] == "party,year"
        assert "--by party: 1 document without a value" in shown(answer)


CELLS = st.text(st.sampled_from("aB é红1.0,;\"'\t&=\n"), max_size=8)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(CELLS, st.one_of(CELLS, st.sampled_from(["NA", "7", "-1.5", "007"]))), min_size=1, max_size=12)
)
def test_every_row_has_the_value_that_stands_beside_its_text(rows: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerows([("text", "kind"), *((f"word {text}", value) for text, value in rows)])
        corpus = make(Path(folder), path, column="text", by="kind")
        expected = ["" if value.strip() in NOTHING else value.strip() for _, value in rows]
        texts = [bytes(corpus.text[slice(*corpus.bytes_of(at))]).decode() for at in range(len(rows))]
        assert [" ".join(text.split()) for text in texts] == [" ".join(f"word {text}".split()) for text, _ in rows]
        numbers = [as_number(value) for value in filter(None, expected)]
        if numbers and None not in numbers:
            expected = [shown_number(as_number(value) or 0.0) if value else "" for value in expected]
        assert given_values(corpus, "kind") == expected
