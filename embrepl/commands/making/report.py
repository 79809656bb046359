"""How answers come into the report of a session: the last one can be marked, or all are."""

from __future__ import annotations

from embrepl.commands.answers.base import Answer, rows_of
from embrepl.commands.answers.giving.reporting import Section
from embrepl.commands.provenance import provenance
from embrepl.errors import EmbreplError
from embrepl.session.reporting import Reporting
from embrepl.session.session import Session

MOST_ANSWERS, MOST_ROWS = 1_000, 200_000  # that a report holds
_LEFT_OUT = frozenset({"mark", "report", "help", "quit", "jobs", "watch", "stop"})  # commands whose answers none wants


def take_note(session: Session, answer: Answer, command: str, typed: str) -> None:
    """Take note of the answer to a command as the last one; put it into the report where all are marked."""
    if command in _LEFT_OUT:
        return
    kept = session.reporting
    kept.last = Section(answer, provenance(session, typed))
    if not kept.marks_all:
        return
    try:
        add(kept, kept.last)
    except EmbreplError as error:
        kept.marks_all = False
        session.listener.note(f"{error.message} Answers are no longer marked.")


def add(kept: Reporting, section: Section) -> None:
    """Put an answer into the report. Raises `report-full`."""
    rows = sum(len(rows_of(each.answer)) for each in [*kept.sections, section])
    if len(kept.sections) >= MOST_ANSWERS or rows > MOST_ROWS:
        message = f"A report holds up to {MOST_ANSWERS:,} answers and {MOST_ROWS:,} rows: this one has no room."
        raise EmbreplError("report-full", message, "`report drop N` makes room, `report > FILE.html` writes it.")
    kept.sections.append(section)
