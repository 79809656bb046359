"""Pages of answers for tests: what a page may be made of, and answers in which every string means ill."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

from lxml import html

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.giving.reporting import Section, WholeReport
from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Map
from embrepl.view.charts.table import chart_of
from embrepl.view.console import make_console
from embrepl.view.drawings import draw
from embrepl.view.web.page import page_text
from tests.helpers.samples import HOSTILE, answer_kinds, filled

ALIVE = "alert(1);globalThis.pwned=1"
MARKUP = (
    f"</script><script>{ALIVE}</script>",
    f"<img src=x onerror='{ALIVE}'>",
    f'"><svg onload="{ALIVE}"><title>',
    f"</td></table></style><style>*{{display:none}}</style><a href='javascript:{ALIVE}'>x",
    "<!-- ]]> --> &lt;b&gt; &amp;amp; <b>bold",
)
ILL = (*HOSTILE, *MARKUP)
ELEMENTS = frozenset((
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "code", "main", "div", "p",
    "span", "table", "thead", "tbody", "tr", "th", "td", "b", "i", "a", "nav", "ol", "li", "section", "footer",
    "pre", "blockquote", "svg", "path", "text", "circle", "rect", "figure", "figcaption", "details", "summary",
    "script",
))  # fmt: skip
ATTRIBUTES = frozenset((
    "lang", "charset", "http-equiv", "content", "name", "class", "scope", "id", "href", "aria-label",
    "aria-hidden", "role", "viewbox", "d", "x", "y", "cx", "cy", "r", "width", "height",
))  # fmt: skip
WORD = re.compile(r"\w+")


def provenance(text: str = "near king") -> Provenance:
    return Provenance(text, (f"load {text}", f"train {text}"), "9.9.9")


def page_of(kind: type[Answer], text: str) -> str:
    """Return a page of an answer that has this text in every string; of a report, with a section of every kind."""
    return page_with(_answer(kind, text), text)


def page_with(answer: Answer, text: str) -> str:
    """Return a page of an answer; a map, whose own page is tested elsewhere, is the one section of a report."""
    if isinstance(chart_of(answer), Map):
        answer = WholeReport(text, True, (), (Section(answer, provenance(text), text),))
    return page_text(answer, provenance(text))


def _answer(kind: type[Answer], text: str) -> Answer:
    if kind is WholeReport:
        return whole_report(text)
    answer: Answer = filled(kind, text)
    return answer


def whole_report(text: str) -> WholeReport:
    kinds = [kind for kind in answer_kinds() if kind is not WholeReport]
    sections = tuple(Section(filled(kind, text), provenance(text), text) for kind in kinds)
    return WholeReport(text, True, (), sections)


def parsed(page: str) -> Any:
    """Return a page as what a browser makes of it."""
    return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def shape(tree: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page in their order, each with its attributes."""
    return [(str(each.tag), tuple(sorted(each.keys()))) for each in tree.iter()]


@cache
def words_shown(kind: type[Answer], text: str) -> frozenset[str]:
    """Return the words that a file shows of an answer, or of all answers of a report."""
    if kind is WholeReport:
        return frozenset().union(*(words_shown(each, text) for each in answer_kinds() if each is not WholeReport))
    stream = io.StringIO()
    console = make_console(stream)
    console.print(draw(filled(kind, text), whole=True))
    return frozenset(WORD.findall(stream.getvalue()))
