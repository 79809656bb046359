"""JSON holds its texts in objects within objects, in lists, in parts; all of it is read, and what is left out told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.reading import failure, read

NESTED = [{"id": n, "data": {"text": text, "lang": "en"}} for n, text in enumerate(["the red kettle", "a slow boat"])]
TEXTS = ["the red kettle", "a slow boat"]


@pytest.mark.parametrize("column", ["data.text", None])
def test_a_text_within_an_object(tmp_path: Path, column: str | None) -> None:
    options = {"column": column} if column else {}
    assert read(tmp_path / "a.jsonl", "\n".join(map(json.dumps, NESTED)), **options) == (TEXTS, [])
    assert read(tmp_path / "a.json", json.dumps(NESTED), **options) == (TEXTS, [])
    assert read(tmp_path / "a.json", json.dumps({"found": {"rows": NESTED}}), **options) == (TEXTS, [])


def test_paths_through_lists(tmp_path: Path) -> None:
    rows = [{"turns": [{"say": "one"}, {"say": "two"}]}, {"turns": [{"say": "three"}]}]
    written = "\n".join(map(json.dumps, rows))
    assert read(tmp_path / "a.jsonl", written, column="turns.say")[0] == ["one\ntwo", "three"]
    assert read(tmp_path / "a.jsonl", written, column="turns.0.say")[0] == ["one", "three"]
    assert read(tmp_path / "a.json", json.dumps(rows[0]), column="turns.say")[0] == ["one", "two"]
    assert read(tmp_path / "a.jsonl", '{"a.b": "one"}\n{"a": {"b": "two"}}', column="a.b")[0] == ["one", "two"]
    wrong = failure(tmp_path / "a.jsonl", '{"data": {"text": "x", "n": 1}}', column="data.txt")
    assert (wrong.code, wrong.hint) == ("no-such-column", "Did you mean --column data.text?")


def test_the_field_whose_cells_hold_the_most_words_is_the_text(tmp_path: Path) -> None:
    said = ["the king went to the old castle", "a queen sat in the garden", "nobody saw the king on his way home"]
    rows = [{"created_at": "2020-01-02", "full_text": text, "name": "bob"} for text in said]
    texts, (note,) = read(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    assert texts == said
    assert "column full_text is read as the text, for its cells hold the most words" in note
    alike = [{"one": text, "other": text} for text in said]
    assert failure(tmp_path / "b.jsonl", "\n".join(map(json.dumps, alike))).code == "which-column"


def test_labels_within_objects(tmp_path: Path) -> None:
    assert read(tmp_path / "a.jsonl", "\n".join(map(json.dumps, NESTED)), label="data.lang") == (TEXTS, [])
    assert failure(tmp_path / "a.jsonl", json.dumps(NESTED[0]), label="data.long").code == "no-such-column"


def test_a_text_in_parts_is_whole(tmp_path: Path) -> None:
    messages: list[object] = [
        {"id": 1, "text": "a plain one"},
        {"id": 2, "text": ["go to ", {"type": "link", "text": "the mill"}, " now"]},
        {"id": 3, "text": [{"type": "italic", "text": "fore"}, "going"]},
        {"id": 4, "text": ["first line", "second line"]},
        {"id": 5, "text": [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]},
    ]
    expected = ["a plain one", "go to the mill now", "foregoing", "first line\nsecond line", "one\ntwo"]
    assert read(tmp_path / "a.json", json.dumps({"name": "chat", "messages": messages})) == (expected, [])
    assert read(tmp_path / "a.jsonl", "\n".join(map(json.dumps, messages))) == (expected, [])


def test_arrays_of_strings(tmp_path: Path) -> None:
    assert read(tmp_path / "a.json", '{"texts": ["one", "two"], "version": 3}') == (["one", "two"], [])
    assert read(tmp_path / "a.json", '[["one", "two"], ["three"]]') == (["one", "two", "three"], [])
    assert read(tmp_path / "a.jsonl", '["one", "two"]\n["three"]') == (["one\ntwo", "three"], [])
    assert read(tmp_path / "a.jsonl", '{"id": "x", "tokens": ["one", "two"]}', column="tokens") == (["one\ntwo"], [])


def test_an_object_with_a_text_is_no_wrapping(tmp_path: Path) -> None:
    value = [{"text": "the mill", "tags": [{"id": 1}, {"id": 2}]}, {"text": "the weir", "tags": []}]
    assert read(tmp_path / "a.json", json.dumps(value)) == (["the mill", "the weir"], [])
    both = {"users": [{"name": "Ann"}], "posts": [{"body": "one"}, {"body": "two"}]}
    assert read(tmp_path / "a.json", json.dumps(both)) == (["one", "two"], [])


def test_lines_that_are_no_json_are_counted(tmp_path: Path) -> None:
    lines = ['{"text": "one"}', "", "{broken", '{"text": "two\ttabs"}', "{'text': 'python'}", '{"text": null}']
    documents, notes = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert documents == ["one", "two\ttabs", ""]
    assert notes == [
        "1 object without a text in the field 'text' read as empty, in line 6",
        "2 malformed lines left out, the first in line 3",
    ]


@pytest.mark.parametrize("first", [{"id": "a"}, {"id": "a", "text": None}, {"id": "a", "text": []}, {"kind": "header"}])
def test_the_first_object_may_be_without_a_text(tmp_path: Path, first: dict[str, object]) -> None:
    rows = [first, {"id": "b", "text": "the red kettle"}, {"id": "c", "text": "a slow boat"}]
    note = "1 object without a text in the field 'text' read as empty, in {} 1"
    for options in ({}, {"column": "text"}):
        lines = "\n".join(map(json.dumps, rows))
        assert read(tmp_path / "a.jsonl", lines, **options) == (["", *TEXTS], [note.format("line")])
        assert read(tmp_path / "a.json", json.dumps(rows), **options) == (["", *TEXTS], [note.format("value")])


def test_lists_in_later_objects_are_no_rows(tmp_path: Path) -> None:
    rows = [{"note": "the red kettle", "tags": []}, {"note": "a slow boat", "tags": [{"id": "x"}]}]
    assert read(tmp_path / "a.json", json.dumps(rows)) == (TEXTS, [])


FRAMES = {
    "columns": {"text": {"0": "the red kettle", "1": "a slow boat"}, "lang": {"0": "en", "1": "en"}},
    "index": {"7": {"text": "the red kettle", "n": 1}, "9": {"text": "a slow boat", "n": 2}},
    "split": {"columns": ["id", "text"], "index": [0, 1], "data": [[1, "the red kettle"], [2, "a slow boat"]]},
    "list": {"text": ["the red kettle", "a slow boat"], "n": [1, 2]},
}


@pytest.mark.parametrize("form", FRAMES)
def test_tables_as_pandas_writes_them(tmp_path: Path, form: str) -> None:
    for options in ({}, {"column": "text"}):
        assert read(tmp_path / "a.json", json.dumps(FRAMES[form]), **options) == (TEXTS, [])


def test_objects_that_are_no_tables(tmp_path: Path) -> None:
    for value in (
        {"text": ["the red kettle"], "tags": ["x"]},
        {"text": "the red kettle", "data": {"0": "x", "1": "y"}},
    ):
        assert read(tmp_path / "a.json", json.dumps(value))[0] == ["the red kettle"]
    rows = "\n".join(json.dumps({"text": ["one", "two"], "tags": ["a", "b"]}) for _ in range(2))
    assert read(tmp_path / "a.jsonl", rows)[0] == ["one\ntwo", "one\ntwo"]


def test_an_array_over_several_lines(tmp_path: Path) -> None:
    for lines in (
        '[{"text": "the red kettle"},\n {"text": "a slow boat"}]\n',
        '{"text": "the red kettle"},\n{"text": "a slow boat"},',
    ):
        assert read(tmp_path / "a.jsonl", lines) == (TEXTS, [])
