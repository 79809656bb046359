"""What the names of files say: their natural order, which are the system's, and what several files are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePath

from embrepl.corpus.reading.conventions.numerals import CHINESE, chinese_number

SEVERAL = "texts"  # what files of several folders are called
_FILES = {".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", "icon\r"}
_FOLDERS = {"__macosx", "$recycle.bin", "system volume information", "@eadir", ".spotlight-v100", ".trashes"}
SYSTEM = frozenset(_FILES | _FOLDERS)
LOCKS = ("~$", ".~lock.", "._")  # how names of lock files begin, and those of what macOS keeps beside a file
NUMBERED = re.compile(rf"(?<=第)[{CHINESE}]+")
DIGITS = re.compile(r"(\d+)")


def natural_order(path: str | PurePath) -> list[list[str | int]]:
    """Return what paths are sorted by so that numbers count: ch2 before ch10, 第二回 before 第十回."""
    return [_parts(part) for part in PurePath(path).parts]


def _parts(name: str) -> list[str | int]:
    plain = NUMBERED.sub(lambda match: str(chinese_number(match[0])), name) if "第" in name else name
    parts = [int(part) if at % 2 else part for at, part in enumerate(DIGITS.split(plain))]
    return [*parts, -1, name]  # the end comes before any number


def is_of_system(name: str) -> bool:
    """Return whether a file or folder of this name is none of a person's: locks, and what systems leave behind."""
    return name.lower() in SYSTEM or name.startswith(LOCKS)


def shared_name(paths: Sequence[str | Path]) -> str:
    """Return what several files are called: by the folder that they lie in, SEVERAL where that is not one."""
    folders = {Path(path).absolute().parent for path in paths}
    return (folders.pop().name or SEVERAL) if len(folders) == 1 else SEVERAL
