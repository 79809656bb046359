"""How scores look: what is covered first, then the score and where the true one lies."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.evaluating import Evaluation, ScoreRow
from embrepl.system.sizes import counted
from embrepl.view.numbers import count, figure, interval, percent
from embrepl.view.style import DOUBTFUL, QUIET, STRONG, Column, Columns, page, prose, title, word

_LITTLE = 0.5  # share of the questions below which it is marked


def evaluation(answer: Evaluation) -> RenderableType:
    """Draw what a model scored: the tests, and below them their parts."""
    whole = [row for row in answer.rows if not row.by]
    mean = f"mean {figure(answer.mean)}" if answer.mean is not None and len(whole) > 1 else ""
    parts: list[RenderableType] = []
    for test in dict.fromkeys((row.test, row.by) for row in answer.rows if row.by):
        rows = [row for row in answer.rows if (row.test, row.by) == test]
        parts += [Text(), title(f"{test[0]} by {test[1]}"), _table(rows, [word(row.part) for row in rows], "part")]
    notes = [prose(note) for note in answer.notes]
    table = _table(whole, [word(row.test) for row in whole], "test", measure=True)
    return page(title(answer.model, counted(len(whole), "test"), mean), Text(), table, *notes, *parts)


def _table(rows: list[ScoreRow], names: list[Text], head: str, *, measure: bool = False) -> RenderableType:
    return Columns(
        Column(head, names, flexible=True),
        Column("covered", [_covered(row) for row in rows], right=True),
        Column("score", [Text(figure(row.score), STRONG) for row in rows], right=True),
        Column("95 in 100", [Text(interval(row.low, row.high), QUIET) for row in rows], right=True, drop=1),
        *([Column("measure", [word(row.measure, QUIET) for row in rows], flexible=True, drop=2)] if measure else []),
    )


def _covered(row: ScoreRow) -> Text:
    """Return how many questions are covered; of a band of frequency there are no others."""
    if row.covered == row.questions and row.by == "frequency":
        return Text(count(row.covered))
    share = f" ({percent(row.coverage, 0)})" if row.covered < row.questions else ""
    return Text(f"{count(row.covered)} of {count(row.questions)}{share}", DOUBTFUL if row.coverage < _LITTLE else "")
