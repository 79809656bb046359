"""The ordered table of formats: other tools' files that hold words and vectors; importing it imports none of them.

A format is a module with `fits(head)` and `read(stream, wish)` where it can be read, and `blocks(content)` where it can
be written.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from embrepl.errors import EmbreplError, names_hint

if TYPE_CHECKING:
    from embrepl.space.formats.content import Content
    from embrepl.space.formats.streams import Stream
    from embrepl.space.formats.vectors import Wish, WordVectors


@dataclass(frozen=True)
class Format:
    """A format's name, its module, one line on what it is, its files in a few words, and what can be done with it."""

    name: str
    module: str
    summary: str
    files: str
    reads: bool = True
    writes: bool = True


class FormatModule(Protocol):
    """What the module of a format offers."""

    def fits(self, head: bytes) -> bool:
        """Whether a file that begins so is of this format."""

    def read(self, stream: Stream, wish: Wish) -> WordVectors:
        """Return the wanted words and vectors."""

    def blocks(self, content: Content) -> Iterator[bytes]:
        """Yield the bytes of a file, where the format can be written."""


TABLE = (
    Format(
        "word2vec",
        "word2vec_text",
        "text with a line of counts first; fastText's .vec is the same",
        "word2vec text and fastText's .vec",
    ),
    Format(
        "word2vec-binary",
        "word2vec_binary",
        "the same as 32-bit floats, as GoogleNews-vectors.bin",
        "word2vec binary",
    ),
    Format("glove", "glove", "text without that line, as glove.6B.100d.txt", "GloVe text"),
    Format(
        "delimited",
        "delimited",
        "a word and its numbers with tabs, commas or semicolons between",
        "CSV and TSV",
        writes=False,
    ),
    Format(
        "fasttext",
        "fasttext",
        "fastText's .bin, with the n-grams that give unseen words vectors",
        "fastText's .bin",
    ),
)
NAMES = tuple(entry.name for entry in TABLE if entry.writes)  # that `export` offers


def find(name: str) -> Format:
    """Return the format of that name that can be written, or raise `unknown-format` with the nearest one."""
    for entry in TABLE:
        if entry.name == name and entry.writes:
            return entry
    raise EmbreplError("unknown-format", f"There is no format '{name}'.", names_hint(name.lower(), list(NAMES), ""))


def readable() -> Iterator[Format]:
    """Yield the formats that can be read."""
    return (entry for entry in TABLE if entry.reads)


def module(entry: Format) -> FormatModule:
    """Import and return the module of a format."""
    return cast("FormatModule", importlib.import_module(f"embrepl.space.formats.{entry.module}"))
