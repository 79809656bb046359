"""An answer as a part of a page: its picture where it has one, and what a terminal shows."""

from __future__ import annotations

import re

from embrepl.commands.answers.base import Answer
from embrepl.system.sizes import counted
from embrepl.view.charts.kinds import Heat, Map
from embrepl.view.charts.table import chart_of
from embrepl.view.drawings import draw
from embrepl.view.web.frame import text as escaped
from embrepl.view.web.markup import GAP, markup
from embrepl.view.web.svg.drawing import figure

_TABLE = re.compile('<div class="wide"><table.*?</table></div>', re.DOTALL)
_HEADING, _END = '<p class="items">', "</p>\n"
_DRAWN = re.compile('<pre class="drawn">.*?</pre>\n', re.DOTALL)


def answer_html(answer: Answer, command: str) -> str:
    """Return an answer, the picture between its heading and its table; the points of a map are folded away."""
    table = markup(draw(answer, whole=True))
    chart = chart_of(answer)
    if chart is None or (isinstance(chart, Heat) and 'class="heat"' in table):
        return f'<div class="answer">\n{table}</div>\n'
    head, rest = _parted(_DRAWN.sub("", table))  # without what the picture shows better
    drawn = figure(chart, table)
    if isinstance(chart, Map):
        rest = _TABLE.sub(lambda found: _folded(found[0], len(chart.points)), rest, count=1)
        moving = f"<code>{escaped(command)} &gt; map.html</code>"
        drawn += f'<p class="q">A map to move about in: {moving}</p>\n' if command else ""
    return f'<div class="answer">\n{head}{drawn}{rest}</div>\n'


def _parted(table: str) -> tuple[str, str]:
    """Return the heading of an answer, where it has one, and the rest."""
    end = table.find(_END) + len(_END) if table.startswith(_HEADING) else 0
    return table[:end], table[end:].removeprefix(GAP)


def _folded(table: str, points: int) -> str:
    return f"<details><summary>{counted(points, 'point')} with their figures</summary>{table}</details>\n"
