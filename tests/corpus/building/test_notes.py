"""Notes on many files are put together where they say the same."""

from __future__ import annotations

from pathlib import Path

from embrepl.corpus.building.notes import MOST, MOST_KEPT, FileNotes
from tests.helpers.stores import make


def test_notes_of_the_same_wording_are_one() -> None:
    notes = FileNotes()
    for number in range(40):
        notes.add(
            f"{number}.csv", [f"{number + 1:,} byte{'s' * (number > 0)} not valid, the first 0x{number:02x}, line 3"]
        )
    notes.add("a.csv", ["'x' and 'y' are no columns"])
    notes.add("b.csv", ["'z' and 'y' are no columns"])
    assert notes.notes() == [
        "0.csv: 1 byte not valid, the first 0x00, line 3; the like in 39 more files",
        "a.csv: 'x' and 'y' are no columns",
        "b.csv: 'z' and 'y' are no columns",
    ]


def test_notes_of_many_wordings_are_counted() -> None:
    notes = FileNotes()
    for number in range(MOST_KEPT + 5):
        notes.add("a", ["".join(chr(97 + int(digit)) for digit in str(number))])
    assert len(notes.notes()) == MOST + 1
    assert notes.notes()[-1] == f"… and {MOST_KEPT + 5 - MOST:,} more notes on files"


def test_a_folder_of_files_in_mixed_encodings(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_bytes(
            "Le café est fermé, déjà.\n".encode() * 9 + "élève rêvé\n".encode("cp1252")
        )
    (note,) = make(tmp_path, *sorted(tmp_path.glob("*.txt"))).report.notes
    assert note.endswith(
        "0.txt: 4 bytes in 1 line are not valid in utf-8 and were read as cp1252, the first 0xe9 at byte 262, line 10; "
        "the like in 8 more files"
    )
