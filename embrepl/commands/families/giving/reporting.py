"""`mark` and `report`: answers that are collected into one page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from embrepl.commands.answers.base import rows_of
from embrepl.commands.answers.giving.reporting import (
    Marked,
    ReportChanged,
    ReportList,
    ReportRow,
    Section,
    WholeReport,
)
from embrepl.commands.command import Command, by_name
from embrepl.commands.making.report import add
from embrepl.commands.numerals import is_whole, whole_number
from embrepl.commands.options import CommandOptions, argument
from embrepl.errors import EmbreplError
from embrepl.session.session import Session

_ACTIONS = ("on", "off", "drop", "clear", "title")
_PAGE = "html"


@dataclass(frozen=True, kw_only=True)
class MarkOptions(CommandOptions):
    """What `mark` takes."""

    remark: tuple[str, ...] = argument("[REMARK…]", default=())


def mark(session: Session, options: MarkOptions) -> Marked:
    """Put the last answer into the report, with its command and what made the vectors, and a remark if there is one.

    An answer that is in the report already gets the remark, in place of an earlier one. `report` lists what is marked,
    `report > report.html` makes one page of it. What was marked goes with the session.

    Examples:
      mark
      mark "the neighbours come from sermons"
    """
    section = session.reporting.last
    if section is None:
        message = "There is no answer to mark."
        raise EmbreplError("nothing-to-mark", message, "Ask something first, as `top 10`.")
    remark = " ".join(options.remark)
    sections = session.reporting.sections
    there = next((at for at, each in enumerate(sections) if each.answer is section.answer), None)
    if there is None:
        add(session.reporting, replace(section, remark=remark))
    elif remark:
        sections[there] = replace(section, remark=remark)
    number = len(sections) if there is None else there + 1
    return Marked(number, section.provenance.command, sections[number - 1].remark, there is not None)


@dataclass(frozen=True, kw_only=True)
class ReportOptions(CommandOptions):
    """What `report` takes."""

    action: str | None = argument("", default=None, keywords=_ACTIONS)
    words: tuple[str, ...] = argument("[N…]", default=())


def report(session: Session, options: ReportOptions) -> ReportList | ReportChanged:
    """List what is marked for the report, or make one page of it: `report > report.html`.

    The page holds every answer with its command, remark and picture, what made the texts and vectors, and nothing from
    elsewhere: it can be sent to anybody. `mark` puts an answer into the report; `report on` marks every answer from
    then on, until `report off`, but for those of mark, report, help and jobs. `report drop N` takes answers out,
    `report clear` all; `report title` says what stands at its head, else it is the name of the text. A report holds up
    to 1,000 answers and 200,000 rows.

    Examples:
      report on
      report
      report title "Kings and queens"
      report drop 2
    """
    typed = "`report`" if options.action is None else f"`report {options.action}`"
    if options.action in {None, "on", "off", "clear"} and options.words:
        raise EmbreplError("wrong-usage", f"{typed} takes no words.", "`help report` explains it.")
    if options.action is None:
        return _listed(session, options.into)
    kept = session.reporting
    removed: tuple[str, ...] = ()
    if options.action in {"on", "off"}:
        kept.marks_all = options.action == "on"
    elif options.action == "title":
        kept.title = _title(options.words)
    else:
        removed = _remove(session, options)
    return ReportChanged(options.action, _title_of(session), len(kept.sections), kept.marks_all, removed)


def _title(words: tuple[str, ...]) -> str:
    title = " ".join(words).strip()
    if not title:
        raise EmbreplError("wrong-usage", "`report title` needs a title.", 'As in `report title "Kings and queens"`.')
    return title


def _remove(session: Session, options: ReportOptions) -> tuple[str, ...]:
    """Take sections out of the report; return their commands."""
    sections = session.reporting.sections
    numbers = set(range(1, len(sections) + 1))
    if options.action == "drop":
        if not options.words:
            raise EmbreplError("wrong-usage", "`report drop` needs the number of an answer.", "`report` lists them.")
        for word in options.words:
            if not is_whole(word) or whole_number(word) not in range(1, len(sections) + 1):
                message = f"There is no answer {word} in the report, which holds {len(sections):,}."
                raise EmbreplError("no-such-answer", message, "`report` lists them.")
        numbers = {whole_number(word) for word in options.words}
    removed = tuple(each.provenance.command for at, each in enumerate(sections, 1) if at in numbers)
    session.reporting.sections = [each for at, each in enumerate(sections, 1) if at not in numbers]
    return removed


def _title_of(session: Session) -> str:
    return session.reporting.title or session.current_corpus or session.current_model or "embrepl"


def _listed(session: Session, into: str) -> ReportList:
    """Return the report: the list, or the whole of it. Raises `nothing-marked`."""
    sections: list[Section] = session.reporting.sections
    rows = tuple(
        ReportRow(at, each.provenance.command, each.answer.kind, len(rows_of(each.answer)), each.remark)
        for at, each in enumerate(sections, 1)
    )
    if into != _PAGE:
        if into:
            session.listener.note(f"As {into} the report is its list; `report > FILE.html` writes the answers.")
        return ReportList(_title_of(session), session.reporting.marks_all, rows)
    if not sections:
        message = "The report is empty, so there is no page to write."
        hint = "`mark` after an answer, or `report on` before you ask."
        raise EmbreplError("nothing-marked", message, hint)
    return WholeReport(_title_of(session), session.reporting.marks_all, rows, tuple(sections))


COMMANDS = by_name(
    Command("mark", mark, MarkOptions),
    Command(
        "report", report, ReportOptions,
        forms="report | report on|off | report drop N… | report clear | report title TITLE",
    ),
)  # fmt: skip
