"""Files that vanish, shrink, fail or may not be read while others are read."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading import streams
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.reading.locating.finding import find
from embrepl.errors import EmbreplError
from tests.helpers.hostile import load, tried


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
