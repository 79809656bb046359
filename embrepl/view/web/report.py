"""A report as a page: its contents, each answer with its command and remark, and what made the vectors."""

from __future__ import annotations

from embrepl.commands.answers.giving.reporting import Section, WholeReport
from embrepl.commands.provenance import Provenance
from embrepl.system.sizes import counted
from embrepl.view.safe import printable
from embrepl.view.web.answer import answer_html
from embrepl.view.web.frame import text as escaped
from embrepl.view.web.origin import made_with, recipe_html

Recipes = list[tuple[str, ...]]


def report_html(report: WholeReport, provenance: Provenance) -> str:
    """Return the body of the page."""
    recipes = _whole_recipes(report)
    contents = "".join(_entry(number, each) for number, each in enumerate(report.sections, 1))
    sections = "".join(_section(number, each, recipes) for number, each in enumerate(report.sections, 1))
    return (
        f'<header><h1>{escaped(printable(report.title))}</h1>\n<p class="q">{counted(len(report.sections), "answer")}'
        f'</p></header>\n<nav aria-label="Contents"><ol>\n{contents}</ol></nav>\n<main>\n{sections}</main>\n'
        f"<footer>\n{_recipes(recipes)}{made_with(provenance.version)}</footer>"
    )


def _whole_recipes(report: WholeReport) -> Recipes:
    """Return what made the answers, each once; one that another goes on with is a part of that."""
    recipes = dict.fromkeys(each.provenance.recipe for each in report.sections if each.provenance.recipe)
    return [one for one in recipes if not any(other != one and other[: len(one)] == one for other in recipes)]


def _entry(number: int, section: Section) -> str:
    remark = f'<span class="q">{_written(section.remark)}</span>' if section.remark else ""
    return f'<li><a href="#answer-{number}"><code>{_command(section)}</code></a>{remark}</li>\n'


def _section(number: int, section: Section, recipes: Recipes) -> str:
    remark = f'<p class="remark">{_written(section.remark)}</p>\n' if section.remark else ""
    source = ""
    if len(recipes) > 1 and section.provenance.recipe in recipes:
        at = recipes.index(section.provenance.recipe) + 1
        source = f'<p class="source"><a href="#source-{at}">Made by source {at}</a></p>\n'
    return (
        f'<section id="answer-{number}">\n<h2 class="command"><code>{_command(section)}</code></h2>\n{remark}'
        f"{answer_html(section.answer, printable(section.provenance.command))}{source}</section>\n"
    )


def _recipes(recipes: Recipes) -> str:
    if not recipes:
        return ""
    if len(recipes) == 1:
        return f"<h2>What made them</h2>\n{recipe_html(recipes[0])}"
    parts = (f'<h3 id="source-{at}">Source {at}</h3>\n{recipe_html(each)}' for at, each in enumerate(recipes, 1))
    return f"<h2>What made them</h2>\n{''.join(parts)}"


def _command(section: Section) -> str:
    return escaped(printable(section.provenance.command) or section.answer.kind)


def _written(remark: str) -> str:
    return escaped(printable(remark, lines=True))
