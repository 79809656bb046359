"""Bad input: every file gives the right words or a stated error, never a traceback, and the others are kept."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from embrepl.corpus.building.build import OF_ONE_FILE, build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading import streams
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.reading.finding import find
from embrepl.corpus.reading.kinds import KINDS
from embrepl.corpus.report import Report
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from tests.corpus.reading.test_readers import CASES, PACK, zipped

ALLOWED = {*OF_ONE_FILE, "empty-corpus", "no-text-files"}
MEMORY = """
import sys
from pathlib import Path
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.finding import find
from embrepl.errors import EmbreplError
import embrepl.corpus.reading.markup, embrepl.corpus.reading.readers.json, charset_normalizer
def peak():  # getrusage would tell that of the process we were forked from
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
before = peak()
length, said = 0, ""
try:
    for source in find(sys.argv[1:]).files:
        for piece in Reading(source, ReadOptions()).pieces():
            length += len(piece.text)
except EmbreplError as error:
    said = error.code
print(length, said or "-", (peak() - before) // 1024)
"""


def load(folder: Path, *paths: Path, **options: object) -> Report:
    return build(
        [str(path) for path in paths], ReadOptions(**options), folder / "store", lambda _: None, lambda: False  # type: ignore[arg-type]
    )  # fmt: skip


def tried(folder: Path, *paths: Path) -> Report | EmbreplError:
    """Return the report, or the error, which must be one that is meant for a person."""
    try:
        return load(folder, *paths)
    except EmbreplError as error:
        assert error.code in ALLOWED, error
        assert error.hint
        assert not (folder / "store").exists()
        return error


def cost(*paths: Path) -> tuple[int, str, int]:
    """Return characters read, the error, and megabytes of memory that a fresh process took for it."""
    if not Path("/proc/self/status").exists():
        pytest.skip("memory is measured on Linux")
    command = [sys.executable, "-c", MEMORY, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    length, code, memory = done.stdout.split()
    return int(length), code, int(memory)


def raw(name: str) -> bytes:
    data = CASES[name][0]
    return data.encode() if isinstance(data, str) else data


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A good file that was cut, or has some bytes changed, removed or put in."""
    data = bytearray(whole[: draw(st.integers(0, len(whole)))] if draw(st.booleans()) else whole)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        data[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=4))
    return bytes(data)


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


def bomb(path: Path, suffix: str) -> Path:
    """Write what unfolds to 10 GB, quickly: many members, or a directory that says so."""
    block = (b"word " * 209_716)[: 1 << 20]
    if suffix == ".zip":
        packed = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = b"".join(packed.compress(block) for _ in range(64)) + packed.flush()
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(160):
                archive.writestr(f"{number}.txt", data)
        held = bytearray(path.read_bytes())
        for place in _all(held, b"PK\1\2"):  # stored data, declared as deflated
            held[place + 10 : place + 12] = (8).to_bytes(2, "little")
            held[place + 24 : place + 28] = (1 << 26).to_bytes(4, "little")
        path.write_bytes(held)
    else:
        pack = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd.compress}[suffix]
        blocks = 2 if suffix == ".bz2" else 8
        one = pack(block * blocks)
        with path.open("wb") as file:
            for _ in range(10_240 // blocks):
                file.write(one)
    return path


def _all(data: bytearray, sign: bytes) -> list[int]:
    places, place = [], data.find(sign)
    while place >= 0:
        places.append(place)
        place = data.find(sign, place + 1)
    return places


@pytest.mark.parametrize("suffix", [*PACK, ".zip"])
def test_a_bomb_is_refused_at_once(tmp_path: Path, suffix: str) -> None:
    path = bomb(tmp_path / f"a.txt{suffix}", suffix)
    began = time.monotonic()
    length, code, memory = cost(path)
    assert (length, code) == (0, "bomb")
    assert memory < 150
    assert time.monotonic() - began < 5
    (tmp_path / "good.txt").write_text("good words")
    report = load(tmp_path, path, tmp_path / "good.txt")
    assert report.tokens == 2
    assert "as no text does" in report.skipped[0][1]


def test_a_bomb_behind_good_text_is_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "FREE", 1 << 20)
    text = "".join(f"{number * 7919 % 100_003:05} " for number in range(100_000)).encode()
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(text + b"x " * 40_000_000))
    report = load(tmp_path, tmp_path / "a.txt.gz")
    assert 100_000 <= report.tokens < 2_000_000
    assert "cut short: it unfolds to more than 200 times its size" in report.notes[0]


def test_trust_reads_what_unfolds_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "FREE", 1 << 16)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"word " * 200_000))
    assert isinstance(tried(tmp_path, tmp_path / "a.txt.gz"), EmbreplError)
    assert load(tmp_path, tmp_path / "a.txt.gz", trust=True).tokens == 200_000


def test_members_that_lie_on_one_another_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(9):
            archive.writestr(f"{number}.txt", "x" * 1000)
    held = bytearray(path.read_bytes())
    for place in _all(held, b"PK\1\2"):
        held[place + 20 : place + 24] = (9000).to_bytes(4, "little")
    path.write_bytes(held)
    assert isinstance(error := tried(tmp_path, path), EmbreplError)
    assert error.code == "bomb"


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


def test_files_that_vanish_or_shrink_or_grow_while_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a", "gone", "grown", "shrunk", "z"):
        (folder / f"{name}.txt").write_text(f"words of {name}\n" * 100_000)
    sources = find([str(folder)]).files
    (folder / "gone.txt").unlink()
    os.truncate(folder / "shrunk.txt", 16)
    with (folder / "grown.txt").open("a") as file:
        file.write("unseen")
    said = {}
    for source in sources:
        reading = Reading(source, ReadOptions())
        try:
            text = "".join(piece.text for piece in reading.pieces())
            said[source.path.stem] = (len(text), *reading.notes())
        except EmbreplError as error:
            said[source.path.stem] = (0, error.code)
    assert said["gone"] == (0, "unreadable-file")
    assert said["shrunk"] == (16, "cut short: it became 1,599,984 bytes shorter while it was read")
    assert [len(said[name]) for name in ("a", "grown", "z")] == [1, 1, 1]


def test_a_file_that_shrinks_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("some words\n" * 400_000)
    reading = Reading(find([str(path)]).files[0], ReadOptions())
    pieces = reading.pieces()
    text = next(pieces).text
    os.truncate(path, 10)
    text += "".join(piece.text for piece in pieces)
    assert "some words\n" * (len(text) // 11) == text[: len(text) // 11 * 11]
    assert "shorter while it was read" in reading.notes()[0]


def test_a_disk_that_fails_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read(size)

    path = tmp_path / "a.txt"
    path.write_text("some words\n" * 400_000)
    source = find([str(path)]).files[0]
    monkeypatch.setattr(streams, "open_plain", lambda _: Failing(path.read_bytes()))
    reading = Reading(source, ReadOptions())
    assert len("".join(piece.text for piece in reading.pieces())) == 1 << 20
    assert reading.notes() == ["cut short: it cannot be read any further (Input/output error)"]


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.txt").write_text("good words")
    real = os.open

    def refusing(path: str | Path, *rest: int, **more: int) -> int:
        if Path(path).name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", refusing)  # root may read everything
    report = load(tmp_path, tmp_path)
    assert (report.tokens, "Permission denied" in report.skipped[0][1]) == (2, True)
    assert isinstance(error := tried(tmp_path / "new", tmp_path / "a.txt"), EmbreplError)
    assert error.code == "unreadable-file"


def test_a_named_pipe_never_makes_us_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("good words")
    assert isinstance(error := tried(tmp_path, tmp_path / "pipe.txt"), EmbreplError)
    assert (error.code, "named pipe" in error.message, "embrepl -" in error.hint) == ("unreadable-file", True, True)
    report = load(tmp_path, tmp_path)
    assert (report.tokens, len(report.skipped)) == (2, 1)
    source = find([str(tmp_path / "a.txt")]).files[0]
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")  # it took the place of the file just now
    with pytest.raises(EmbreplError) as caught:
        list(Reading(source, ReadOptions()).pieces())
    assert "named pipe" in caught.value.message


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
