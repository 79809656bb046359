"""Attacks on every reader: those that once worked, and a sample of the others; `make torture` has them all."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest

from tests.attack.checking import CASES, attacks, check
from tests.attack.measure import Meter

SAMPLED = 12  # one in so many
ONCE_WORKED = frozenset({  # they took time or memory that grew with the square of the size, or raised
    "http.txt", "hebrew.txt", "marks of two kinds.txt", "lf.txt", "a.txt", "ff fe.txt", "lines of <.md", "<p.xml",
    "<!DOCTYPE [ first.xml", "space first.xml", "lines of {.tex", "space first.lrc", "same chapter.epub", "spine.epub",
    "bomb.epub", "long names.zip", "deep names.zip", "recursive.sqlite", "generated.sqlite", "dimension.xlsx",
    "open quotes.csv", "one long word dim.bin", "long words.bin", "count -.bin", "digit lines.txt",
})  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_an_attack_costs_what_a_harmless_file_does(meter: Meter, tmp_path: Path, case: tuple[str, str]) -> None:
    every = attacks(*case)
    chosen = {name: every[name] for name in every if name in ONCE_WORKED or not crc32(name.encode()) % SAMPLED}
    check(meter, tmp_path, case, chosen)


def test_all_that_once_worked_is_tried() -> None:
    assert {name for case in CASES for name in attacks(*case)} >= ONCE_WORKED
