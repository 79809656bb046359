"""The console that answers are printed on, with the right settings for a terminal, a pipe and a file."""

from __future__ import annotations

import codecs
import io
import os
from typing import TextIO

from rich.console import Console

UNBOUNDED = 1_000_000  # cells of a line in a file or a pipe, where nothing has to be cut
_HANDLER = "embrepl.plain"
_PLAIN = str.maketrans("·×…–−━╸✓●•✗❯→↑↓▁▂▃▄▅▆▇█", "-x.--=-***x>>^v__..ooOO")


class PlainConsole(Console):
    """What is printed to a file or a pipe: columns without lines or bars, in which no word is cut."""


def make_console(
    stream: TextIO, *, width: int | None = None, colour: bool | None = None, plain: bool = False
) -> Console:
    """Return a console that writes to the stream and takes no text for markup.

    Without a `width` it is the terminal's, or what COLUMNS says; a file or a pipe has none otherwise, and a `plain` one
    is as theirs. `colour` None: only on a terminal that has it, and not where NO_COLOR is set. Without colour no escape
    sequence is written at all, but for those of a live progress. A stream that is not Unicode gets plain signs for
    ours, and escapes for the letters that it does not have.
    """
    terminal = stream.isatty()
    if colour is None:
        dumb = os.environ.get("TERM", "").lower() in {"dumb", "unknown"}
        colour = terminal and not dumb and not os.environ.get("NO_COLOR")
    _accept_all(stream)
    kind = PlainConsole if plain or not (terminal or width) else Console
    return kind(
        file=stream, width=width or _width(terminal and not plain), force_terminal=terminal,
        color_system="standard" if colour else None, no_color=not colour,
        markup=False, emoji=False, highlight=False, legacy_windows=False,
    )  # fmt: skip


def is_unicode(stream: TextIO) -> bool:
    """Whether every character can be written."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def ascii_text(text: str) -> str:
    """Return a text as a stream gets it that has ASCII alone: with plain signs for ours, and escapes for letters."""
    return text if text.isascii() else text.translate(_PLAIN).encode("ascii", "backslashreplace").decode("ascii")


def _width(terminal: bool) -> int | None:
    """Return COLUMNS, or none on a terminal, which is asked at every print, or what bounds nothing."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    return None if terminal else UNBOUNDED


def _accept_all(stream: TextIO) -> None:
    if isinstance(stream, io.TextIOWrapper) and not is_unicode(stream):
        codecs.register_error(_HANDLER, _plainly)
        stream.reconfigure(errors=_HANDLER)


def _plainly(error: UnicodeError) -> tuple[str | bytes, int]:
    """Encode what the stream has no character for."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return ascii_text(error.object[error.start : error.end]), error.end
