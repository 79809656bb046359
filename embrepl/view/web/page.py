"""An answer as one HTML file."""

from __future__ import annotations

from importlib import resources

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.giving.reporting import WholeReport
from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Map
from embrepl.view.charts.table import chart_of
from embrepl.view.safe import printable
from embrepl.view.web.answer import answer_html
from embrepl.view.web.bars import bar_rules
from embrepl.view.web.frame import page
from embrepl.view.web.frame import text as escaped
from embrepl.view.web.origin import made_with, recipe_html
from embrepl.view.web.report import report_html


def page_text(answer: Answer, provenance: Provenance) -> str:
    """Return an answer as a page: its picture, its table, the command and what made the vectors.

    A report is a page of all its answers, a map one to move about in.
    """
    if isinstance(answer, WholeReport):
        return _page(answer.title, report_html(answer, provenance))
    chart = chart_of(answer)
    if isinstance(chart, Map):
        from embrepl.view.web.map.page import map_page

        return map_page(chart, provenance)
    command = printable(provenance.command) or answer.kind
    recipe = recipe_html(provenance.recipe) if provenance.recipe else ""
    body = (
        f'<header><h1 class="command"><code>{escaped(command)}</code></h1></header>\n<main>\n'
        f"{answer_html(answer, command)}</main>\n<footer>\n{recipe}{made_with(provenance.version)}</footer>"
    )
    return _page(command, body)


def _page(title: str, body: str) -> str:
    style = _part("page.css") + bar_rules()
    script = _part("sort.js") if 'class="sortable"' in body else ""
    return page(printable(title), body, style, script)


def _part(name: str) -> str:
    return resources.files("embrepl.view.web").joinpath(name).read_text(encoding="utf-8")
