"""Bad input: every file gives the right words or a stated error, never a traceback, and the others are kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.reading.kinds import KINDS
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.report import Report
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from tests.helpers.files import CASES, PACK, zipped
from tests.helpers.hostile import ALLOWED, cost, damaged, load, raw, tried
from tests.helpers.many_languages import PARAGRAPHS


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_of_any_kind(tmp_path: Path, name: str, data: st.DataObject) -> None:
    (tmp_path / name).write_bytes(data.draw(damaged(raw(name))))
    for source in find([str(tmp_path / name)]).files:
        reading = Reading(source, ReadOptions())
        try:
            text = "".join(piece.text for piece in reading.pieces())
            assert text.encode("utf-8", "replace") is not None
            assert all(isinstance(note, str) for note in reading.notes())
        except EmbreplError as error:
            assert error.code in ALLOWED
            assert error.hint


def test_every_kind_of_file_is_damaged_here() -> None:
    """A new kind needs an example in CASES, and so comes under these tests."""
    suffixes = {Path(name).suffix for name in CASES}
    assert [name for name, kind in KINDS.items() if not suffixes & set(kind.suffixes)] == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.sampled_from(sorted(CASES)))
def test_a_damaged_file_is_loaded_or_refused(tmp_path: Path, data: st.DataObject, name: str) -> None:
    (tmp_path / name).write_bytes(data.draw(damaged(raw(name))))
    result = tried(tmp_path, tmp_path / name)
    if isinstance(result, Report):
        assert result.tokens > 0
        assert Report.from_json(json.loads(json.dumps(result.to_json()))) == result
        shutil.rmtree(tmp_path / "store")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(PARAGRAPHS)), st.integers(0, 9), st.integers(1, 60)), min_size=1))
def test_lines_of_any_languages_and_encodings(tmp_path: Path, lines: list[tuple[str, int, int]]) -> None:
    parts = [b"plain words\n"]
    for language, encoding, length in lines:
        text, encodings = PARAGRAPHS[language]
        parts.append(text[:length].encode([*encodings, "utf-8"][encoding % (len(encodings) + 1)], "ignore") + b"\n")
    (tmp_path / "a.txt").write_bytes(b"".join(parts))
    result = tried(tmp_path, tmp_path / "a.txt")
    assert isinstance(result, Report)
    assert result.lines == len(parts)
    shutil.rmtree(tmp_path / "store")


@pytest.mark.parametrize("suffix", [*PACK, ".zip"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_packing(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    packed = (
        zipped(**{"a.txt": "some words\n" * 50, "b.csv": "text\na\n"})
        if suffix == ".zip"
        else PACK[suffix](b"words" * 9)
    )
    path = tmp_path / f"a.txt{suffix}"
    path.write_bytes(data.draw(damaged(packed)))
    try:
        for source in find([str(path)]).files:
            for piece in Reading(source, ReadOptions()).pieces():
                assert len(piece.text) < 10_000
    except EmbreplError as error:
        assert error.code in ALLOWED


@pytest.mark.parametrize("name", ["a" + suffix for kind in KINDS.values() for suffix in kind.suffixes])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
@example(data=b"")
@example(data=b"word")
@example(data=b"\0")
@example(data=b"nul \0 within \0 words")
@example(data=b"\xff\xfe\xff")
@example(data=b"text\n\xc3\x28 broken\xe2\x82")
@example(data=b"<" * 300)
@example(data=b'"' * 301)
def test_any_bytes_under_any_suffix(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    try:
        for source in find([str(tmp_path / name)]).files:
            for piece in Reading(source, ReadOptions()).pieces():
                assert isinstance(piece.text, str)
    except EmbreplError as error:
        assert error.code in ALLOWED


def test_one_word_is_a_corpus(tmp_path: Path) -> None:
    for name, data in {
        "a.txt": "word",
        "a.html": "word",
        "a.xml": "<a>word</a>",
        "a.srt": "word",
        "a.json": '"word"',
    }.items():
        (tmp_path / name).write_text(data)
        report = load(tmp_path, tmp_path / name)
        assert (report.tokens, report.types) == (1, 1)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.xml", "a.csv", "a.jsonl", "a.json", "a.srt"])
def test_one_line_of_a_hundred_megabytes(tmp_path: Path, name: str) -> None:
    size = 100_000_000 if name == "a.txt" else 30_000_000  # as bounded, in less time
    with (tmp_path / name).open("wb") as file:
        file.write({"a.xml": b"<a>", "a.json": b'["', "a.jsonl": b'"', "a.csv": b"text\n"}.get(name, b""))
        for _ in range(size // 1_000_000):
            file.write(b"x" * 1_000_000 if name == "a.srt" else b"word " * 200_000)
    length, code, memory = cost(tmp_path / name)
    assert code == "-"
    assert memory < (60 if name in {"a.txt", "a.html", "a.xml"} else 260)
    if name in {"a.txt", "a.html", "a.xml"}:
        assert length >= size - 2


def test_an_archive_with_a_path_upwards_writes_nothing(tmp_path: Path) -> None:
    inner = tmp_path / "in" / "deep"
    inner.mkdir(parents=True)
    (inner / "a.zip").write_bytes(zipped(**{"../../escaped.txt": "evil words", "/tmp/absolute.txt": "more words"}))  # noqa: S108
    report = load(tmp_path, inner / "a.zip")
    assert report.tokens == 4
    files = (
        json.loads((tmp_path / "store" / "files.json").read_text())
        if (tmp_path / "store" / "files.json").exists()
        else []
    )
    shown = [source.shown for source in find([str(inner / "a.zip")]).files]
    assert shown == [f"{inner}/a.zip/../../escaped.txt", f"{inner}/a.zip//tmp/absolute.txt"]
    assert not files or files[0][0] == shown[0]
    assert not list(tmp_path.rglob("escaped.txt")) + list(tmp_path.rglob("absolute.txt"))


def test_a_csv_without_the_column_names_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,place\nx,y\n")
    (tmp_path / "b.txt").write_text("other words")
    report = load(tmp_path, tmp_path / "a.csv", tmp_path / "b.txt", column="txt")
    assert (report.tokens, "name, place" in report.skipped[0][1]) == (2, True)
    with pytest.raises(EmbreplError) as caught:
        load(tmp_path, tmp_path / "a.csv", column="plac")
    assert (caught.value.code, "--column place" in caught.value.hint) == ("no-such-column", True)


def test_a_folder_without_text(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert isinstance(error := tried(tmp_path, tmp_path / "empty"), EmbreplError)
    assert (error.code, ".docx" in error.hint) == ("no-text-files", True)


def test_one_bad_file_of_each_kind_beside_a_good_one(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in CASES:
        whole = raw(name)
        (folder / f"bad{name}").write_bytes(b"\0\xff\0\x81" + whole[len(whole) // 2 :][:40])
    (folder / "good.txt").write_text("good words")
    report = load(tmp_path, folder)
    assert "good" in Corpus.open(tmp_path / "store").words
    assert {Path(path).name for path, _ in report.skipped} >= {"bada.docx", "bada.epub", "bada.parquet", "bada.pdf"}
