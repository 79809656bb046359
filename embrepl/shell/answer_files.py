"""Answers that go to a file of their own, and documents that go to standard output."""

from __future__ import annotations

import io
import sys

from embrepl.commands.answers.base import DOCUMENTS, Answer
from embrepl.commands.options import PictureOptions
from embrepl.commands.provenance import Provenance, provenance
from embrepl.errors import EmbreplError
from embrepl.session.interrupts import Interrupts
from embrepl.session.session import Session
from embrepl.shell.redirection import Target
from embrepl.system.replacing import replacing_file
from embrepl.system.sizes import counted, size
from embrepl.view.charts.table import chart_of
from embrepl.view.console import make_console
from embrepl.view.formats.documents import document
from embrepl.view.formats.rows import row_count
from embrepl.view.formats.writing import write

BINARY = ("png", "pdf")


def put(
    answer: Answer, format: str, target: Target, source: Provenance, interrupts: Interrupts, *, raw: bool  # noqa: A002
) -> tuple[str, bool]:  # fmt: skip
    """Write an answer to a file; return a note on what was written, and whether cells got an apostrophe.

    Ctrl-C ends that by KeyboardInterrupt, and then there is no file.
    """
    if format in DOCUMENTS:
        with interrupts.raised():
            made = document(answer, format, source)
        with replacing_file(target.path, target.replace) as file:
            file.write(made.content)
        return " ".join([f"Wrote {target.path} ({format}, {size(len(made.content))}).", *made.notes]), False
    with replacing_file(target.path, target.replace) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        with interrupts.raised():  # not while the file gets its name or is removed
            guarded = write(answer, format, text, make_console(text), raw=raw)
        text.detach()  # which flushes it
    return f"Wrote {counted(row_count(answer), 'row')} to {target.path} ({format}).", guarded


def print_pixels(session: Session, answer: Answer, options: PictureOptions, typed: str) -> bool:
    """Show the picture of an answer as pixels, if that is wanted and the terminal can; return whether it is shown."""
    from embrepl.view.pixels.pictures import UNKNOWN, is_usual, show

    chart = chart_of(answer) if options.pixels or (options.pictured and is_usual()) else None
    if chart is None:
        return False
    notes = show(chart, provenance(session, typed))
    for note in notes or [UNKNOWN] * (options.pixels and notes is None and sys.stdout.isatty()):
        session.listener.note(note)
    return notes is not None


def print_document(answer: Answer, format: str, source: Provenance) -> tuple[str, ...]:  # noqa: A002
    """Write a document to standard output; return what the person has to know of it.

    Raises `wrong-usage` where a terminal would get bytes that are no text.
    """
    if format in BINARY and sys.stdout.isatty():
        message = f"A terminal shows no {format}."
        raise EmbreplError("wrong-usage", message, f"Write it to a file: `… > picture.{format}`.")
    made = document(answer, format, source)
    sys.stdout.flush()
    sys.stdout.buffer.write(made.content)
    sys.stdout.buffer.flush()
    return made.notes
