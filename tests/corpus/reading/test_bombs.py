"""Files that unpack to far more than text does are refused, unless they are trusted."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import zipfile
import zlib
from pathlib import Path

import pytest
from backports import zstd

from embrepl.corpus.reading import streams
from embrepl.errors import EmbreplError
from embrepl.system import unpacking
from tests.helpers.files import PACK
from tests.helpers.hostile import cost, load, tried


def bomb(path: Path, suffix: str) -> Path:
    """Write what unpacks to 10 GB, quickly: many members, or a directory that says so."""
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
    before = os.times().children_user
    length, code, memory = cost(path)
    assert (length, code) == (0, "bomb")
    assert memory < 150
    assert os.times().children_user - before < 15  # of the processor; bzip2 is the slowest
    (tmp_path / "good.txt").write_text("good words")
    report = load(tmp_path, path, tmp_path / "good.txt")
    assert report.tokens == 2
    assert "which no text does" in report.skipped[0][1]


def test_a_bomb_behind_good_text_is_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "UNJUDGED", 1 << 20)
    monkeypatch.setattr(streams, "MOST_UNPACKED", 1 << 24)
    text = "".join(f"{number * 7919 % 100_003:05} " for number in range(100_000)).encode()
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(text + b"x " * 40_000_000))
    report = load(tmp_path, tmp_path / "a.txt.gz")
    assert 100_000 <= report.tokens < 2_000_000
    assert "cut short: it unpacks to more than 200 times its size" in report.notes[0]


def test_trust_reads_what_unpacks_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "UNJUDGED", 1 << 16)
    monkeypatch.setattr(streams, "MOST_UNPACKED", 1 << 18)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"word " * 200_000))
    assert isinstance(tried(tmp_path, tmp_path / "a.txt.gz"), EmbreplError)
    assert load(tmp_path, tmp_path / "a.txt.gz", trust=True).tokens == 200_000


@pytest.mark.parametrize("suffix", PACK)
def test_a_log_that_repeats_itself_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.txt{suffix}"
    path.write_bytes(PACK[suffix](b"the service started and listens\n" * 1_200_000))  # more than is judged at a time
    length, code, memory = cost(path)
    assert (length, code) == (38_400_000, "-")
    assert memory < 150


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
