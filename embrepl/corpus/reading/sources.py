"""A source, which is a path and how to read it, and the ordered list of sources that a corpus is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from embrepl.corpus.options import STANDARD_INPUT
from embrepl.corpus.reading.archives import Member
from embrepl.errors import EmbreplError
from embrepl.system.sizes import counted

SHOWN_SUFFIXES = 5


@dataclass(frozen=True)
class Source:
    """One file and how to read it; `named` when the person gave this very path.

    `packing` is "gzip", "bzip2", "xz", "zstd" or ""; `entry` is set for a file in the zip archive at `path`; `size` is
    the room on disk.
    """

    path: Path
    kind: str
    packing: str
    size: int
    named: bool
    entry: Member | None = None

    @property
    def shown(self) -> str:
        """What it is called; unsafe to print."""
        if self.path.name == STANDARD_INPUT:
            return STANDARD_INPUT
        return f"{self.path}/{self.entry.name}" if self.entry else str(self.path)


@dataclass(frozen=True)
class Sources:
    """The files to read, in order; what could not be read (path, reason); and what was left out, counted."""

    name: str
    files: tuple[Source, ...]
    skipped: tuple[tuple[str, str], ...]
    hidden: int
    links: int
    other: dict[str, int]
    unwanted: int = 0
    of_system: int = 0
    empty: int = 0
    errors: tuple[EmbreplError, ...] = field(default=(), compare=False)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(source.size for source in self.files)

    def notes(self) -> list[str]:
        """Return sentences on what was left out."""
        notes = []
        if self.other:
            many = counted(sum(self.other.values()), "file")
            notes.append(f"{many} with other suffixes left out ({commonest_suffixes(self.other)})")
        if self.unwanted:
            notes.append(f"{counted(self.unwanted, 'name')} left out by --include and --exclude")
        if self.hidden:
            notes.append(f"{counted(self.hidden, 'hidden name')} left out")
        quietly = [counted(self.of_system, "file") + " of the system"] if self.of_system else []
        quietly += [counted(self.empty, "empty file")] if self.empty else []
        if quietly:
            notes.append(f"{' and '.join(quietly)} left out")
        if self.links:
            notes.append(f"{counted(self.links, 'link')} to nowhere or in a circle left out")
        return notes


def commonest_suffixes(other: Mapping[str, int]) -> str:
    """Return the suffixes of files that were left out, the commonest first, with how many files have each."""
    ranked = sorted(other.items(), key=lambda item: (-item[1], item[0]))
    more = f" and {len(ranked) - SHOWN_SUFFIXES} other suffixes" if len(ranked) > SHOWN_SUFFIXES else ""
    return ", ".join(f"{count:,} {suffix}" for suffix, count in ranked[:SHOWN_SUFFIXES]) + more
