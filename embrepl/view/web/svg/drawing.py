"""A chart as a part of a page: its picture, and its notes below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from embrepl.system.sizes import counted
from embrepl.view.charts.doubt import on_hollow
from embrepl.view.charts.kinds import Chart, Heat, Intervals, Lines, Map, Stripes, Tree
from embrepl.view.safe import printable
from embrepl.view.web.frame import text as escaped
from embrepl.view.web.svg import intervals, lines, map, stripes, tree  # noqa: A004
from embrepl.view.web.svg.marks import WIDTH, number
from embrepl.view.web.tables import shaded

DRAWERS: dict[type, Callable[[Any], tuple[str, float]]] = {
    Map: map.draw,
    Lines: lines.draw,
    Intervals: intervals.draw,
    Stripes: stripes.draw,
    Tree: tree.draw,
}


def figure(chart: Chart, said: str = "") -> str:
    """Return a chart with its title and its notes; a note that the page has `said` already is not said again."""
    picture = shaded(chart.rows, chart.columns, chart.values, chart.label) if isinstance(chart, Heat) else _svg(chart)
    written = [escaped(printable(note)) for note in (*chart.notes, *on_hollow(chart))]
    notes = "".join(f"<p>{note}</p>" for note in written if note not in said)
    below = f"<figcaption>{notes}</figcaption>" if notes else ""
    return f'<figure class="picture">{picture}{below}</figure>\n'


def _svg(chart: Chart) -> str:
    drawn, height = DRAWERS[type(chart)](chart)
    return (
        f'<div class="wide"><svg class="chart" role="img" aria-label="{escaped(sentence(chart))}" '
        f'viewBox="0 0 {WIDTH} {number(height)}">{drawn}</svg></div>'
    )


def sentence(chart: Chart) -> str:
    """Return what a picture shows, for those who do not see it."""
    return f"{_kind(chart)}: {printable(chart.title)}. The table below has the figures."


def _kind(chart: Chart) -> str:
    if isinstance(chart, Map):
        return f"A map of {counted(len(chart.points), 'point')}"
    if isinstance(chart, Lines):
        return f"A picture of {counted(len(chart.series), 'line')}"
    if isinstance(chart, Tree):
        return f"A tree of {counted(len(chart.leaves), 'name')}"
    return f"A picture of {counted(len(chart.rows), 'row')}"
