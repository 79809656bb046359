"""What goes wrong in one file is told with its name and costs no other; a null byte that is typed is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.corpus.reading import documents
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.system import memory
from tests.attack.tables import sheet_dim
from tests.helpers.hostile import load


@pytest.mark.parametrize("verb", ["load", "open", "export word2vec-text", "evaluate", "load a.txt --user-dict", "near"])
def test_a_null_byte_is_refused_with_its_place(verb: str) -> None:
    (statement,) = statements(f"{verb} 'a\0b'")
    with pytest.raises(EmbreplError) as caught:
        run(Session.__new__(Session), statement)  # it is refused before the session is asked for anything
    assert caught.value.code == "wrong-usage"
    assert "null byte" in caught.value.message
    assert caught.value.place is not None
    assert caught.value.place.offset == len(verb) + 1


def test_a_fault_in_a_reader_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: object) -> Iterator[str]:
        yield from ()
        raise IndexError("a fault of ours")

    usual = documents.reader
    monkeypatch.setattr(documents, "reader", lambda kind: failing if kind == "markdown" else usual(kind))
    (tmp_path / "a.md").write_text("some words")
    (tmp_path / "b.txt").write_text("good words")
    report = load(tmp_path, tmp_path / "a.md", tmp_path / "b.txt")
    assert report.tokens == 2
    assert "a fault of ours" in report.skipped[0][1]


@pytest.mark.parametrize("place", ["begin", "middle", "end"])
def test_the_bytes_of_a_mark_within_a_text_cost_no_line(tmp_path: Path, place: str) -> None:
    lines = [b"plain words here\n"] * 9
    lines[{"begin": 1, "middle": 4, "end": 8}[place]] = b"\xff\xfefive six\n"
    (tmp_path / "a.txt").write_bytes(b"".join(lines))
    (tmp_path / "b.txt").write_text("good words")
    report = load(tmp_path, tmp_path / "a.txt", tmp_path / "b.txt")
    assert (report.files, report.lines) == (2, 10)
    assert report.tokens >= 8 * 3 + 2


def test_cells_far_apart_are_told_before_any_room_is_made(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(sheet_dim(2_000))
    (tmp_path / "b.txt").write_text("good words")
    report = load(tmp_path, tmp_path / "a.xlsx", tmp_path / "b.txt")
    assert "1,048,576 rows and 16,384 columns" in report.skipped[0][1]


def test_a_limit_is_held_against_what_the_process_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its own reckoning the vocabulary outgrows its share; it is refused only if the process does, too."""
    (tmp_path / "a.txt").write_text(" ".join(f"w{number:07}" for number in range(200_000)))
    monkeypatch.setattr(memory, "share_out", lambda *_: (10_000_000, 1 << 24))
    held = memory.resident()  # other tests ran in this process
    report = load(tmp_path, tmp_path / "a.txt", most=held + 1_000_000_000)
    assert report.types == 200_000
    with pytest.raises(EmbreplError, match="different words"):
        load(tmp_path, tmp_path / "a.txt", most=held)
