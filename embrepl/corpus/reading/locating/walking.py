"""Walking folders and archives: every file once, no circle of links, and a count of all that is left out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.archives import listing, open_zip
from embrepl.corpus.reading.conventions.tagged import kind_of_rows
from embrepl.corpus.reading.foreign import PACKED, kind_packed, refuse_packed
from embrepl.corpus.reading.kinds import ARCHIVE, ARCHIVE_MAGIC, KINDS, kind_of, kind_of_markup, kind_within
from embrepl.corpus.reading.locating.names import is_of_system, natural_order
from embrepl.corpus.reading.sources import Source
from embrepl.corpus.reading.streams import ByteStream
from embrepl.corpus.reading.tables.dialects import has_column
from embrepl.errors import EmbreplError
from embrepl.system.plain import not_plain, open_plain, unreadable
from embrepl.system.unpacking import MOST_UNPACKED

HEAD = 1 << 11  # bytes that show the kind of a file without a suffix


class Walk:
    """What has been seen so far."""

    def __init__(self, options: ReadOptions) -> None:
        self.files: dict[str, Source] = {}
        self.skipped: list[tuple[str, str]] = []
        self.errors: list[EmbreplError] = []  # those of `skipped` that concern a file that was named
        self.hidden = 0
        self.of_system = 0
        self.empty: dict[str, Source] = {}
        self.links = 0
        self.unwanted = 0
        self.other: Counter[str] = Counter()
        self._options = options
        self._include, self._exclude = patterns(options.include), patterns(options.exclude)
        self._folders: set[tuple[int, int]] = set()

    def add(self, path: Path) -> None:
        """Take a folder or a file that a person named. Raises `unreadable-file`, `bomb`."""
        try:
            if not path.is_dir():
                self._add_named(path)
            elif os.access(path, os.R_OK | os.X_OK):
                self._add_folder(path)
            else:
                why = f"{path} cannot be read: permission denied."
                raise EmbreplError("unreadable-file", why, "Check the permissions of the folder.")
        except OSError as error:
            raise unreadable(path, f"cannot be read: {error.strerror}") from error

    def refuse(self, path: Path, error: EmbreplError) -> None:
        """Leave out a path that was named, for what is wrong with it."""
        self.skipped.append((str(path), error.message))
        self.errors.append(error)

    def _add_named(self, path: Path) -> None:
        if path.is_symlink() and not path.exists():
            raise unreadable(path, "is a link to nowhere or in a circle", "Look where it points.")
        if not path.is_file():
            raise not_plain(path, path.stat().st_mode)
        kind, packing = kind_of(path.name)
        archive = path.suffix.lower() == ARCHIVE
        if kind is None and not archive:
            with open_plain(path) as file:
                head = file.read(HEAD)
            archive = head.startswith(ARCHIVE_MAGIC)
            inner, magic = kind_within(head)
            kind, packing = inner or kind_of_rows(head) or self._kind_unsaid(head), packing or magic
        elif kind == "text" and not packing and self._options.column:
            with open_plain(path) as file:  # such as what spreadsheets call Unicode text
                kind = "csv" if has_column(file.read(HEAD), self._options.column) else kind
        if archive:
            self._add_archive(path, path.name, named=True)
        else:
            open_plain(path).close()
            self._add_file(path, (kind or "text", packing), named=True)

    def _kind_unsaid(self, head: bytes) -> str:
        """Return the kind of a file whose name does not say it: a table when the person names a column."""
        if self._options.column is None:
            return kind_of_markup(head) or "text"
        return "jsonl" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) else "csv"

    def _add_folder(self, folder: Path) -> None:
        for path in self._walk(folder):
            inner = str(path.relative_to(folder))
            try:
                if path.suffix.lower() == ARCHIVE:
                    self._add_archive(path, inner, named=False)
                elif (kind := self._readable(inner)) is not None:
                    self._add_file(path, kind, named=False)
            except EmbreplError as error:
                self.skipped.append((str(path), error.message))
            except OSError as error:
                self.skipped.append((str(path), f"cannot be read: {error.strerror}"))

    def _add_file(self, path: Path, kind: tuple[str, str], *, named: bool) -> None:
        """Take a file; a document that is a zip archive is what it holds, whatever its suffix."""
        if kind[1] == "" and kind[0] in {*PACKED, "epub"}:
            try:
                kind = self._kind_packed(path) or kind[0], ""
            except EmbreplError as error:
                if error.code == "binary-file":
                    raise
        elif kind[0] == "text":
            kind = self._kind_called_text(path, kind[1]), kind[1]
        self._add(Source(path, *kind, path.stat().st_size, named=named))

    def _kind_called_text(self, path: Path, packing: str) -> str:
        """Return the kind of a file called .txt: what it begins as, such as captions, a mailbox, rich text."""
        source = Source(path, "text", packing, path.stat().st_size, named=False)
        try:
            with closing(ByteStream(source, trusted=self._options.trust).chunks()) as chunks:
                head = next(chunks, b"")[:HEAD]
        except EmbreplError:
            return "text"  # what is wrong with it is told when it is read
        kind = kind_within(head)[0] or kind_of_rows(head)
        return kind if kind and not KINDS[kind].columns else "text"

    def _add_archive(self, path: Path, inner: str, *, named: bool) -> None:
        """Take the files of a zip archive; an archive within it is left out like any other suffix."""
        if not named and _fits(inner, self._exclude):
            self.unwanted += 1
            return
        if (document := self._kind_packed(path)) is not None:
            self._add(Source(path, document, "", path.stat().st_size, named=named))
            return
        archive = listing(path, trusted=self._options.trust)
        self.skipped += archive.skipped
        before = len(self.files)
        for entry in sorted(archive.entries, key=lambda entry: natural_order(entry.name)):
            parts = PurePath(entry.name).parts
            if any(map(is_of_system, parts)):
                self.of_system += 1
            elif any(part.startswith(".") and part != ".." for part in parts):
                self.hidden += 1
            elif (kind := self._readable(f"{inner}/{entry.name}")) is not None:
                self._add(Source(path, *kind, entry.packed, named=False, entry=entry))
        if named and len(self.files) == before and not self.other and not self.empty:
            raise EmbreplError("no-text-files", f"No text files in {path}.", "Look into the archive.")

    def _kind_packed(self, path: Path) -> str | None:
        """Return which document a zip archive is, None for an archive of files. Raises `binary-file` and others."""
        with (
            open_plain(path) as file,
            open_zip(file, str(path), trusted=self._options.trust, most=MOST_UNPACKED) as archive,
        ):
            kind = kind_packed(archive)
        if kind and kind not in KINDS:
            refuse_packed(str(path), kind)
        return kind or None

    def _readable(self, inner: str) -> tuple[str, str] | None:
        """Return how to read a file found in a folder or an archive; one that is left out is counted."""
        kind, packing = kind_of(inner)
        if kind is None:
            self.other[PurePath(inner).suffix.lower() or "no suffix"] += 1
            return None
        if _fits(inner, self._exclude) or (self._include and not _fits(inner, self._include)):
            self.unwanted += 1
            return None
        return kind, packing

    def _add(self, source: Source) -> None:
        real = os.path.realpath(source.path) + (f"\0{source.entry.offset}" if source.entry else "")
        if not (source.entry.size if source.entry else source.size):
            self.empty[real] = source
        elif real not in self.files or source.named:
            self.files[real] = source

    def _walk(self, top: Path) -> Iterator[Path]:
        """Yield the plain files below `top` in order; a stack, because a folder may be deeper than Python recurses."""
        waiting = [top]
        while waiting:
            path = waiting.pop()
            if os.path.isdir(path):  # noqa: PTH112 — Path.is_dir raises where this says no
                if path == top or not _fits(str(path.relative_to(top)), self._exclude):
                    waiting.extend(reversed(self._inside(path)))
                else:
                    self.unwanted += 1
            elif os.path.isfile(path):  # noqa: PTH113
                yield path
            elif os.path.islink(path):  # noqa: PTH114
                self.links += 1
            else:
                self.skipped.append((str(path), "not a plain file, or not readable"))

    def _inside(self, folder: Path) -> list[Path]:
        try:
            place = folder.stat()
            names = sorted((path.name for path in folder.iterdir()), key=natural_order)
        except OSError as error:
            self.skipped.append((str(folder), f"cannot be opened: {error.strerror}"))
            return []
        if (place.st_dev, place.st_ino) in self._folders:
            self.links += 1
            return []
        self._folders.add((place.st_dev, place.st_ino))
        own = [name for name in names if not is_of_system(name)]
        shown = [name for name in own if not name.startswith(".")]
        self.of_system += len(names) - len(own)
        self.hidden += len(own) - len(shown)
        return [folder / name for name in shown]


def patterns(text: str | None) -> tuple[str, ...]:
    """Return the patterns of a list with commas; `drafts/` is the folder."""
    return tuple(filter(None, (part.strip().rstrip("/") for part in (text or "").split(","))))


def _fits(inner: str, patterns: tuple[str, ...]) -> bool:
    """Return whether a pattern fits the path below the folder, its last name, or a folder on the way."""
    if not patterns:
        return False
    path = PurePath(inner)
    steps = [inner, path.name, *(str(parent) for parent in path.parents[:-1]), *path.parts[:-1]]
    return any(fnmatchcase(step, pattern) for pattern in patterns for step in steps)
