"""Answers as files of their own: pages in HTML, pictures as SVG, PNG and PDF."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.commands.answers.base import Answer
from embrepl.commands.provenance import Provenance
from embrepl.errors import EmbreplError
from embrepl.view.charts.table import chart_of


@dataclass(frozen=True)
class Document:
    """The bytes of a file, and what the person who asked for it has to know."""

    content: bytes
    notes: tuple[str, ...] = ()


def document(answer: Answer, format: str, provenance: Provenance) -> Document:  # noqa: A002
    """Return an answer as html, svg, png or pdf. Raises `no-picture` and `missing-library`."""
    if format == "html":
        from embrepl.view.web.page import page_text

        return Document(page_text(answer, provenance).encode())
    from embrepl.view.printing.drawing import printed

    chart = chart_of(answer)
    if chart is None:
        message = f"This answer has no picture, so it cannot be written as {format}."
        raise EmbreplError("no-picture", message, "A page takes any answer: `> FILE.html`.")
    made = printed(chart, format, provenance)
    return Document(made.content, made.notes)
