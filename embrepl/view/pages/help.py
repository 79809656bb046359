"""How the help looks."""

from __future__ import annotations

import re

from rich.console import Group, RenderableType
from rich.text import Text

from embrepl.commands.answers.help import Goodbye, HelpList, HelpPage, QuestionList, TargetList
from embrepl.view.style import QUIET, STRONG, Column, Columns, Paragraphs, page, prose, safe, word


def help_list(answer: HelpList) -> RenderableType:
    """Draw all commands, one a line."""
    table = Columns(
        Column("", [word(row.command, STRONG) for row in answer.rows], flexible=True),
        Column("", [prose(row.summary) for row in answer.rows], flexible=True),
        headers=False,
    )
    more = (
        "`help COMMAND` shows one in full, `help questions` what can be asked in plain words. COMMAND > FILE writes "
        "its answer to a file (.csv .tsv .json .jsonl .md; .html a page; .svg .png .pdf its picture)."
    )
    return page(table, Text(), prose(more, QUIET))


def help_page(answer: HelpPage) -> RenderableType:
    """Draw one command: how it is typed, what it does, its options."""
    usage = Text.assemble(("usage  ", QUIET), (safe(answer.usage or answer.command)))
    usage.stylize(STRONG, len("usage  "))
    text = prose(_reflow(answer.text))
    if not answer.rows:
        return page(usage, Text(), Paragraphs(text))
    options = Columns(
        Column("option", [word(row.option, STRONG) for row in answer.rows], flexible=True),
        Column("default", [word(row.default) for row in answer.rows], drop=1),
        Column("meaning", [prose(row.meaning) for row in answer.rows], flexible=True),
    )
    return page(usage, Text(), Paragraphs(text), Text(), options)


def questions(answer: QuestionList) -> RenderableType:
    """Draw what can be asked in plain words, with the command that it means."""
    table = Columns(
        Column("English", [word(row.english) for row in answer.rows], flexible=True, room=40),
        Column("中文", [word(row.chinese) for row in answer.rows], flexible=True, room=25),
        Column("command", [word(row.command, STRONG) for row in answer.rows], drop=1),
    )
    more = (
        f"Some of {answer.forms} forms: docs/questions.md has all. Politeness, case and the sign at the end do "
        'not matter. Put into quotation marks what belongs together: what is close to "climate change"?'
    )
    return page(table, Text(), prose(more, QUIET))


def targets(answer: TargetList) -> RenderableType:
    """Draw what can stand where a command takes a target."""
    table = Columns(
        Column("target", [word(row.target, STRONG) for row in answer.rows]),
        Column("asked of vectors", [prose(row.vectors or "–") for row in answer.rows], flexible=True),
        Column("asked of the text", [prose(row.text or "–") for row in answer.rows], flexible=True),
    )
    more = (
        "Signs of full width and any quotation marks mean the same: （国王，王后）, 「国王」. A hyphen or an "
        "apostrophe between letters is a part of the word. A target that begins with a command's name: `show near`."
    )
    return page(table, Text(), prose(more, QUIET))


def _reflow(text: str) -> str:
    """Join the lines of each paragraph, which the terminal breaks where it needs to; indented lines stay."""
    return re.sub(r"(?<=\S)\n(?=[^\s])", " ", text.strip())


def goodbye(answer: Goodbye) -> RenderableType:
    """Draw nothing."""
    return Group()
