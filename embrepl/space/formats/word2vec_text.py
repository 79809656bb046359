"""word2vec's text format, which fastText's .vec is too: `V D`, then a line for each word: `word x1 x2 … xD`.

Mikolov et al.'s program word2vec (2013) and fastText write a space behind the last number; gensim and we do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from embrepl.space.formats.content import Content
from embrepl.space.formats.streams import Stream
from embrepl.space.formats.text import header, layout, lines
from embrepl.space.formats.vectors import Wish, WordVectors


def fits(head: bytes) -> bool:
    """Whether a file that begins so is of this format."""
    return header.is_text(head)


def read(stream: Stream, wish: Wish) -> WordVectors:
    """Return the words and vectors. Raises `damaged-vectors` for a header that cannot be true, `no-vectors`."""
    words, dim, begin = header.read_header(stream, 2, wish)
    found = replace(layout.find(layout.first_lines(stream.head[begin:]), dim), dim=dim, names=())
    return lines.collect(stream, found, wish, header=1, promised=words).result("word2vec")


def blocks(content: Content) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    yield b"%d %d\n" % content.matrix.shape
    yield from lines.blocks(content)
