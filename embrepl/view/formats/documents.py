"""Answers as files of their own: pages in HTML, pictures as SVG, PNG and PDF."""

from __future__ import annotations

from embrepl.commands.answers.base import Answer
from embrepl.commands.provenance import Provenance
from embrepl.errors import EmbreplError
from embrepl.view.charts.table import chart_of


def document(answer: Answer, format: str, provenance: Provenance) -> bytes:  # noqa: A002
    """Return an answer as html, svg, png or pdf. Raises `no-picture` and `missing-library`."""
    if format == "html":
        from embrepl.view.web.page import page_text

        return page_text(answer, provenance).encode()
    from embrepl.view.figures.figure import figure_bytes

    chart = chart_of(answer)
    if chart is None:
        message = f"This answer has no picture, so it cannot be written as {format}."
        raise EmbreplError("no-picture", message, "A page takes any answer: `> FILE.html`.")
    return figure_bytes(chart, format, provenance)
