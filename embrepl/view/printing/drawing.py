"""A chart as the bytes of a file for print."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Chart, Heat, Intervals, Lines, Map, Stripes, Tree
from embrepl.view.printing import fonts, heat, intervals, lines, map, stripes, style, tree  # noqa: A004
from embrepl.view.printing.library import matplotlib_apart
from embrepl.view.printing.metadata import metadata
from embrepl.view.printing.sheet import Sheet

DRAWERS: dict[type, Callable[[Any, Sheet], None]] = {
    Map: map.draw,
    Lines: lines.draw,
    Intervals: intervals.draw,
    Heat: heat.draw,
    Stripes: stripes.draw,
    Tree: tree.draw,
}

_BACKENDS = {"svg": "svg", "pdf": "pdf", "png": "agg"}


@dataclass(frozen=True)
class Printed:
    """A file for print, and what the person who made it has to know: what has no room in it, what no font has."""

    content: bytes
    notes: tuple[str, ...]


def printed(chart: Chart, format: str, provenance: Provenance) -> Printed:  # noqa: A002
    """Return a chart as svg, png or pdf. Raises `missing-library` where Matplotlib is not there."""
    with matplotlib_apart({}):
        families = fonts.families(fonts.strings_of(chart))
    with matplotlib_apart(style.settings(families), _BACKENDS[format]):
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.text import Text

        drawing = Figure(layout="constrained")
        FigureCanvasAgg(drawing)
        sheet = Sheet(drawing, chart.title, chart.notes)
        DRAWERS[type(chart)](chart, sheet)
        sheet.settle()
        file = io.BytesIO()
        drawing.savefig(file, format=format, metadata=metadata(chart, format, provenance))
        lacking = fonts.missing_note([each.get_text() for each in drawing.findobj(Text)], families)
    return Printed(file.getvalue(), (*sheet.told, *filter(None, [lacking])))
