"""Which files a person means: paths, patterns, folders, archives and `~` become an ordered list of sources.

Folders are walked in natural order (ch2 before ch10); what is left out is counted, never lost silently. A file named
explicitly is read whatever its suffix: by how it begins, else as text.
"""

from __future__ import annotations

import glob
from collections.abc import Mapping, Sequence
from pathlib import Path

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.kinds import ARCHIVE, PACKINGS, SUFFIXES
from embrepl.corpus.reading.locating.names import natural_order, shared_name
from embrepl.corpus.reading.locating.walking import Walk
from embrepl.corpus.reading.sources import Sources, commonest_suffixes
from embrepl.errors import EmbreplError, nearest_names
from embrepl.system.places import expand_home
from embrepl.system.sizes import counted

SHOWN_PATHS = 5  # paths in an error


def find(paths: Sequence[str], options: ReadOptions | None = None) -> Sources:
    """Expand files, patterns and folders into sources.

    What is not there is left out and noted, as is a file that cannot be read. Raises, when nothing readable is left,
    `no-text-files` or what is wrong with the first path, `file-not-found` among others.
    """
    walk = Walk(options or ReadOptions())
    named: list[Path] = []
    for text in paths:
        try:
            named += _existing(text)
        except EmbreplError as error:
            walk.refuse(Path(text), error)
    for path in named:
        try:
            walk.add(path)
        except EmbreplError as error:
            walk.refuse(path, error)
    walk.files = walk.files or {real: source for real, source in walk.empty.items() if source.named}
    if not walk.files:
        raise walk.errors[0] if walk.errors else _nothing(named, walk.other, walk.unwanted)
    return Sources(
        name=_name(named),
        files=tuple(walk.files.values()),
        skipped=tuple(walk.skipped),
        hidden=walk.hidden,
        of_system=walk.of_system,
        empty=len(walk.empty.keys() - walk.files.keys()),
        links=walk.links,
        other=dict(walk.other),
        unwanted=walk.unwanted,
        errors=tuple(walk.errors),
    )


def _existing(text: str) -> list[Path]:
    """Return the path itself, or what it stands for as a pattern. Raises `file-not-found`."""
    try:
        path = Path(expand_home(text))
        if text and (path.exists() or path.is_symlink()):
            return [path]
        if glob.has_magic(text) and (matches := glob.glob(str(path), recursive=True)):  # noqa: PTH207 — also absolute ones
            return [Path(name) for name in sorted(matches, key=natural_order)]
    except (OSError, ValueError):  # a name too long, a NUL in the name
        path = Path(text)
    raise EmbreplError("file-not-found", f"There is no file or folder {text or 'without a name'}.", _near(path))


def _near(path: Path) -> str:
    try:
        folder = path.parent
        names = [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")]
    except (OSError, ValueError):
        return f"The folder {path.parent} does not exist either."
    near = nearest_names(path.name, names, most=1)
    return f"Did you mean {folder / near[0]}?" if near else f"Look into {folder.absolute()} for the right name."


def _nothing(named: Sequence[Path], other: Mapping[str, int], unwanted: int) -> EmbreplError:
    where = ", ".join(map(str, named[:SHOWN_PATHS])) or "an empty list of files"
    holds = [commonest_suffixes(other)] if other else []
    if unwanted:
        holds.append(f"{counted(unwanted, 'name')} left out by --include and --exclude")
    content = f"; it holds {' and '.join(holds)}" if holds else ""
    return EmbreplError("no-text-files", f"No text files in {where}{content}.", f"Readable suffixes: {SUFFIXES}.")


def _name(named: Sequence[Path]) -> str:
    if len(named) > 1:
        return shared_name(named)
    first = named[0].resolve()
    if first.is_dir():
        return first.name or "root"
    name = first.name.removesuffix(next((end for end in (*PACKINGS, ARCHIVE) if first.name.endswith(end)), ""))
    return name.rsplit(".", 1)[0] or first.name
