"""Whether attacks cost what harmless files of the same size do, within a factor."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from tests.attack import documents, markups, tables, texts, vectors
from tests.attack.measure import Cost, Meter
from tests.attack.texts import Attack, over

SIZE, PACKED_SIZE = 64_000, 4_000  # bytes; packed ones unpack to up to a thousand times that
TIMES, SECONDS = 20, 0.4  # a harmless file's processor time, and what is forgiven beside it
MEMORY_TIMES, MEMORY = 4, 64 << 20  # bytes
STEP = 4  # between the sizes of harmless files
ROOMS = {"texts": texts, "markups": markups, "documents": documents, "tables": tables}
CASES = [
    *((room, kind) for room, module in ROOMS.items() for kind in module.KINDS),
    *(("vectors", job) for job in vectors.ATTACKS),
]


def attacks(room: str, kind: str) -> dict[str, Attack]:
    """Return the attacks of a kind."""
    return vectors.ATTACKS[kind] if room == "vectors" else ROOMS[room].attacks(kind)


def check(meter: Meter, folder: Path, case: tuple[str, str], chosen: Mapping[str, Attack], times: int = 1) -> None:
    """Do a job on each file, and name those that cost too much or raise what no person should read."""
    room, kind = case
    job, size = kind if room == "vectors" else "text", times * (PACKED_SIZE if room == "documents" else SIZE)
    failures = []
    for name, attack in chosen.items():
        path = folder / name.replace("/", "∕").replace("\0", "0")
        path.write_bytes(attack(size))
        cost, like = meter.cost(job, path), harmless(meter, folder, max(size, unpacked(path, size)))
        if cost.said.startswith("!") or cost.seconds > TIMES * like.seconds + SECONDS:
            failures.append(f"{name}: {cost.seconds:.2f} s, harmless {like.seconds:.2f} s; {cost.said}")
        elif cost.memory > MEMORY_TIMES * like.memory + MEMORY:
            failures.append(f"{name}: {cost.memory >> 20} MB, harmless {like.memory >> 20} MB; {cost.said}")
        path.unlink()
    assert not failures, "\n".join(failures)


_HARMLESS: dict[int, Cost] = {}


def harmless(meter: Meter, folder: Path, size: int) -> Cost:
    """Return what a file of words costs that has as many bytes, or up to four times as many."""
    rounded = SIZE
    while rounded < size:
        rounded *= STEP
    if rounded not in _HARMLESS:
        path = folder / "harmless.txt"
        path.write_bytes(over("It is a truth universally acknowledged, that many words are harmless.\n")(rounded))
        _HARMLESS[rounded] = meter.cost("text", path)
        path.unlink()
    return _HARMLESS[rounded]


def unpacked(path: Path, size: int) -> int:
    """Return how many bytes a file holds once it is unpacked, at most a thousand times `size`."""
    try:
        with ZipFile(path) as archive:
            return min(1000 * size, sum(each.file_size for each in archive.infolist()))
    except (BadZipFile, ValueError, NotImplementedError):
        return 1000 * size if path.suffix in {".gz", ".bz2", ".xz", ".zst"} else path.stat().st_size
