"""Reading files that mean ill: in this process, or in one of its own whose time and memory are measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import strategies as st

from embrepl.corpus.building.build import OF_ONE_FILE, build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.report import Report
from embrepl.errors import EmbreplError
from embrepl.system import memory
from tests.helpers.files import CASES

ALLOWED = {*OF_ONE_FILE, "empty-corpus", "no-text-files"}
MEMORY = """
import sys
from pathlib import Path
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.locating.finding import find
from embrepl.errors import EmbreplError
import embrepl.corpus.reading.markup.pages, embrepl.corpus.reading.readers.tables.json
def peak():  # getrusage would give that of the process we were forked from
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


def load(folder: Path, *paths: Path, most: int = memory.DEFAULT, **options: object) -> Report:
    read_as = ReadOptions(**options)  # type: ignore[arg-type]
    return build([str(path) for path in paths], read_as, folder / "store", lambda _: None, lambda: False, most)


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
