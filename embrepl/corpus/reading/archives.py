"""The files inside a zip archive, as its directory lists them; nothing is unpacked here, and nothing ever to disk.

A member's name is only shown, so it may point upwards (`../`) as it likes.
"""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from embrepl.errors import EmbreplError
from embrepl.system.plain import open_plain, unreadable
from embrepl.system.unpacking import MOST_UNPACKED, UNJUDGED

METHODS = {zipfile.ZIP_STORED: "", zipfile.ZIP_DEFLATED: "deflate", zipfile.ZIP_BZIP2: "bzip2", 93: "zstd"}
LONGEST_DIRECTORY = 1 << 25  # bytes; some 300,000 names
LONGEST_NAME, SHOWN_NAME = 1 << 12, 60  # characters: systems of files have none longer
ENCRYPTED, UTF8 = 0x1, 0x800  # flag bits
TEXT_RATIO = 200  # times that packed text may unpack: texts unpack to 3 to 20 times


@dataclass(frozen=True)
class Member:
    """One file of an archive: its name, where its header stands, how it is packed, and its sizes and checksum."""

    name: str
    offset: int
    packed: int
    size: int
    method: str
    checksum: int


@dataclass(frozen=True)
class Listing:
    """The readable files of an archive, and those that are not, with the reason."""

    entries: tuple[Member, ...]
    skipped: tuple[tuple[str, str], ...]


class _Directory:
    """A file that refuses to be read in one huge piece, as zipfile reads the directory of an archive."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self._file = file.seek, file.tell, file

    def seekable(self) -> bool:
        """Zip members are read through this, too."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        if size > LONGEST_DIRECTORY:
            raise zipfile.BadZipFile(f"its directory is longer than {LONGEST_DIRECTORY:,} bytes")
        return self._file.read(size)


def open_zip(
    file: BinaryIO, shown: str, *, trusted: bool, what: str = "zip archive", most: int = UNJUDGED
) -> zipfile.ZipFile:
    """Open a zip archive, or `what` is packed as one, after a look at what it declares.

    `most`: bytes that it may unpack to in any case.

    Raises `unreadable-file`, `bomb`.
    """
    try:
        archive = zipfile.ZipFile(_Directory(file))
    except (zipfile.BadZipFile, ValueError, OverflowError, OSError, NotImplementedError, UnicodeError) as error:
        raise unreadable(shown, f"is damaged or not a {what}: {error}", "Check the file.") from error
    size = file.seek(0, os.SEEK_END)
    members = archive.infolist()
    if sum(member.compress_size for member in members) > size:
        message = f"{shown} lists more files than it has room for, so it was refused."
        raise EmbreplError("bomb", message, "Unpack it first.")
    unpacked = sum(member.file_size for member in members)
    if is_bomb(unpacked, size, most) and not trusted:
        raise bomb(shown, unpacked // max(1, size))
    return archive


def is_bomb(unpacked: int, size: int, most: int = UNJUDGED) -> bool:
    """Return whether packed bytes unpack further than any text does, and to more than `most`."""
    return unpacked > max(most, TEXT_RATIO * size)


def bomb(shown: str, ratio: int) -> EmbreplError:
    """Return the error for a file that unpacks to so many times its size, or more."""
    message = f"{shown} unpacks to {ratio:,} times its size or more, which no text does, so it was refused."
    return EmbreplError("bomb", message, "If you know what it is, `--trust` reads it anyway.")


def listing(path: Path, *, trusted: bool) -> Listing:
    """List the files of an archive in its own order. Raises `unreadable-file`, `bomb`."""
    entries: list[Member] = []
    skipped: list[tuple[str, str]] = []
    with open_plain(path) as file, open_zip(file, str(path), trusted=trusted, most=MOST_UNPACKED) as archive:
        for member in archive.infolist():
            name = _name(member)
            method = METHODS.get(member.compress_type)
            if member.filename.endswith("/"):  # `is_dir` fails on a damaged entry without a name
                continue
            if len(name) > LONGEST_NAME:
                skipped.append((f"{path}/{name[:SHOWN_NAME]}…", f"has a name of {len(name):,} characters"))
            elif member.flag_bits & ENCRYPTED:
                skipped.append((f"{path}/{name}", "is encrypted"))
            elif method is None:
                skipped.append((f"{path}/{name}", f"is packed by method {member.compress_type}, which is not known"))
            else:
                entries.append(
                    Member(name, member.header_offset, member.compress_size, member.file_size, method, member.CRC)
                )
    return Listing(tuple(entries), tuple(skipped))


def _name(member: zipfile.ZipInfo) -> str:
    """Return the member's name; one not marked as UTF-8 is mostly that or Chinese, not IBM's code page 437."""
    name = member.orig_filename
    if not member.flag_bits & UTF8 and not name.isascii():
        for encoding in ("utf-8", "gb18030"):
            try:
                return name.encode("cp437").decode(encoding)
            except UnicodeError:
                continue
    return name
