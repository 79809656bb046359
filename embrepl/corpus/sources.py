"""Which files a person means: paths, folders and `~` become an ordered list of sources.

A source is a path and how to read it. Folders are walked in sorted order; what is left out is counted, never lost
silently. A file named explicitly is read whatever its suffix, as text unless the suffix says a table.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from embrepl.corpus.report import counted
from embrepl.errors import EmbreplError, nearest_names

KINDS = {".txt": "text", ".md": "text", ".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl"}
SUFFIXES = ".txt .md .csv .tsv .jsonl, each also with .gz"
SHOWN = 5


@dataclass(frozen=True)
class Source:
    """One file and how to read it; `named` when the person gave this very path."""

    path: Path
    kind: str
    zipped: bool
    size: int
    named: bool


@dataclass(frozen=True)
class Sources:
    """The files to read, in order; what could not be read (path, reason); and what was left out, counted."""

    name: str
    files: tuple[Source, ...]
    skipped: tuple[tuple[str, str], ...]
    hidden: int
    links: int
    other: dict[str, int]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(source.size for source in self.files)

    def notes(self) -> list[str]:
        """Say in words what was left out."""
        said = []
        if self.other:
            said.append(
                f"{counted(sum(self.other.values()), 'file')} with other suffixes left out ({_most(self.other)})"
            )
        if self.hidden:
            said.append(f"{counted(self.hidden, 'hidden name')} left out")
        if self.links:
            said.append(f"{counted(self.links, 'link')} to nowhere or in a circle left out")
        return said


class _Walk:
    """What has been seen so far, so that no file is read twice and no circle of links is followed."""

    def __init__(self) -> None:
        self.files: dict[str, Source] = {}
        self.skipped: list[tuple[str, str]] = []
        self.hidden = 0
        self.links = 0
        self.other: Counter[str] = Counter()
        self._folders: set[tuple[int, int]] = set()

    def add_named(self, path: Path) -> None:
        if not path.is_file():
            raise EmbreplError(
                "unreadable-file", f"{path} is neither a file nor a folder.", "Name a text file or a folder of them."
            )
        if not os.access(path, os.R_OK):
            raise EmbreplError("unreadable-file", f"{path} may not be read.", "Check the permissions of the file.")
        kind, zipped = kind_of(path)
        self._add(path, kind or "text", zipped, named=True)

    def add_folder(self, folder: Path) -> None:
        for path in self._walk(folder):
            kind, zipped = kind_of(path)
            if kind is None:
                self.other[path.suffix.lower() or "no suffix"] += 1
                continue
            try:
                self._add(path, kind, zipped, named=False)
            except OSError as error:
                self.skipped.append((str(path), f"cannot be read: {error.strerror}"))

    def _add(self, path: Path, kind: str, zipped: bool, *, named: bool) -> None:
        real = os.path.realpath(path)
        if real not in self.files or named:
            self.files[real] = Source(path, kind, zipped, path.stat().st_size, named)

    def _walk(self, top: Path) -> Iterator[Path]:
        """Yield the plain files below `top`, sorted; a stack, because a folder may be deeper than Python recurses."""
        waiting = [top]
        while waiting:
            path = waiting.pop()
            if os.path.isdir(path):  # noqa: PTH112 — Path.is_dir raises where this says no
                waiting.extend(reversed(self._inside(path)))
            elif os.path.isfile(path):  # noqa: PTH113
                yield path
            elif os.path.islink(path):  # noqa: PTH114
                self.links += 1
            else:
                self.skipped.append((str(path), "not a plain file, or not to be read"))

    def _inside(self, folder: Path) -> list[Path]:
        try:
            place = folder.stat()
            names = sorted(path.name for path in folder.iterdir())
        except OSError as error:
            self.skipped.append((str(folder), f"cannot be opened: {error.strerror}"))
            return []
        if (place.st_dev, place.st_ino) in self._folders:
            self.links += 1
            return []
        self._folders.add((place.st_dev, place.st_ino))
        shown = [name for name in names if not name.startswith(".")]
        self.hidden += len(names) - len(shown)
        return [folder / name for name in shown]


def find(paths: Sequence[str]) -> Sources:
    """Expand files and folders into sources.

    Raises `file-not-found`, `unreadable-file` and, when nothing readable is left, `no-text-files`.
    """
    walk = _Walk()
    named = [_existing(path) for path in paths]
    for path in named:
        if path.is_dir():
            if not os.access(path, os.R_OK | os.X_OK):
                raise EmbreplError(
                    "unreadable-file", f"{path} may not be read.", "Check the permissions of the folder."
                )
            walk.add_folder(path)
        else:
            walk.add_named(path)
    if not walk.files:
        raise _nothing(named, walk.other)
    files = tuple(walk.files.values())
    return Sources(_name(named), files, tuple(walk.skipped), walk.hidden, walk.links, dict(walk.other))


def kind_of(path: Path) -> tuple[str | None, bool]:
    """Return how the suffix says to read a file (None when it says nothing) and whether it is gzipped."""
    name = path.name.lower()
    zipped = name.endswith(".gz")
    return KINDS.get(Path(name.removesuffix(".gz")).suffix), zipped


def _existing(text: str) -> Path:
    try:
        path = Path(text).expanduser()
        if text and path.exists():
            return path
    except (OSError, RuntimeError, ValueError):  # a name too long, a ~user unknown, a NUL in the name
        path = Path(text)
    raise EmbreplError("file-not-found", f"There is no file or folder {text or 'without a name'}.", _near(path))


def _near(path: Path) -> str:
    try:
        folder = path.parent
        names = [found.name for found in folder.iterdir() if not found.name.startswith(".")]
    except (OSError, ValueError):
        return f"The folder {path.parent} does not exist either."
    near = nearest_names(path.name, names, most=1)
    return f"Did you mean {folder / near[0]}?" if near else f"Look into {folder.absolute()} for the right name."


def _nothing(named: Sequence[Path], other: Counter[str]) -> EmbreplError:
    where = ", ".join(map(str, named[:SHOWN])) or "an empty list of files"
    found = f"; it holds {_most(other)}" if other else ""
    return EmbreplError("no-text-files", f"No text files in {where}{found}.", f"Readable suffixes: {SUFFIXES}.")


def _most(other: dict[str, int]) -> str:
    ranked = sorted(other.items(), key=lambda item: (-item[1], item[0]))
    more = f" and {len(ranked) - SHOWN} other suffixes" if len(ranked) > SHOWN else ""
    return ", ".join(f"{count:,} {suffix}" for suffix, count in ranked[:SHOWN]) + more


def _name(named: Sequence[Path]) -> str:
    first = named[0].resolve()
    if first.is_dir():
        return first.name or "root"
    return first.name.removesuffix(".gz").rsplit(".", 1)[0] or first.name
