"""The ordered table of formats: other tools' files that hold words and vectors; importing it imports none of them.

A format is a module with `fits(head)`, `read(stream, wish)` and `blocks(content)`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from embrepl.errors import EmbreplError, nearest_names

if TYPE_CHECKING:
    from embrepl.space.formats.content import Content
    from embrepl.space.formats.streams import Stream
    from embrepl.space.formats.vectors import Vectors, Wish


@dataclass(frozen=True)
class Format:
    """A format's name, its module, and one line on what it is."""

    name: str
    module: str
    summary: str


class Reader(Protocol):
    """What the module of a format offers for reading."""

    def fits(self, head: bytes) -> bool:
        """Whether a file that begins so is of this format."""

    def read(self, stream: Stream, wish: Wish) -> Vectors:
        """Return the words and vectors that are wished."""


class Writer(Protocol):
    """What the module of a format offers for writing."""

    def blocks(self, content: Content) -> Iterator[bytes]:
        """Yield the bytes of a file."""


TABLE = (
    Format("word2vec", "word2vec_text", "text with a line of counts first; fastText's .vec is the same"),
    Format("word2vec-binary", "word2vec_binary", "the same as 32-bit floats, as GoogleNews-vectors.bin"),
    Format("glove", "glove", "text without that line, as glove.6B.100d.txt"),
    Format("fasttext", "fasttext", "fastText's .bin, with the n-grams that give unseen words vectors"),
)
NAMES = tuple(entry.name for entry in TABLE)


def find(name: str) -> Format:
    """Return the format of that name, or raise `unknown-format` with the nearest ones."""
    for entry in TABLE:
        if entry.name == name:
            return entry
    near = nearest_names(name.lower(), list(NAMES))
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(NAMES)}."
    raise EmbreplError("unknown-format", f"There is no format '{name}'.", hint)


def reader(name: str) -> Reader:
    """Import and return what reads a format."""
    return cast("Reader", importlib.import_module(f"embrepl.space.formats.{find(name).module}"))


def writer(name: str) -> Writer:
    """Import and return what writes a format."""
    return cast("Writer", importlib.import_module(f"embrepl.space.formats.{find(name).module}"))
