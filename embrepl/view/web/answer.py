"""An answer as a part of a page: its picture where it has one, and what a terminal shows."""

from __future__ import annotations

import re

from embrepl.commands.answers.base import Answer
from embrepl.view.charts.kinds import Chart, Heat, Map
from embrepl.view.charts.table import chart_of
from embrepl.view.drawings import draw
from embrepl.view.web.frame import text as escaped
from embrepl.view.web.markup import markup
from embrepl.view.web.svg.drawing import figure

_DRAWN = re.compile('<pre class="drawn">.*?</pre>\n', re.DOTALL)


def answer_html(answer: Answer, command: str) -> str:
    """Return an answer, the picture above its table; how to have a map that moves is said below it."""
    table = markup(draw(answer, whole=True))
    chart = chart_of(answer)
    if chart is None or (isinstance(chart, Heat) and 'class="heat"' in table):
        return f'<div class="answer">\n{table}</div>\n'
    table = _DRAWN.sub("", table)  # with signs, what the picture shows
    return f'<div class="answer">\n{_figure(chart, table, command)}{table}</div>\n'


def _figure(chart: Chart, table: str, command: str) -> str:
    drawn = figure(chart, table)
    if isinstance(chart, Map) and command:
        drawn += f'<p class="q">A map to move about in: <code>{escaped(command)} &gt; map.html</code></p>\n'
    return drawn
