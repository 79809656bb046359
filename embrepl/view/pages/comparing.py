"""How compared models look."""

from __future__ import annotations

import math
from itertools import zip_longest

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.comparing import Compared, ComparedRow
from embrepl.system.sizes import counted
from embrepl.view.numbers import NONE, duration, figure, percent
from embrepl.view.safe import printable
from embrepl.view.style import (
    ACCENT,
    BAD,
    DOUBTFUL,
    MARK,
    QUIET,
    STRONG,
    Column,
    Columns,
    cut,
    page,
    prose,
    safe,
    title,
    word,
)
from embrepl.view.verdicts import VERDICTS

_TEST = 14  # cells of a test's name at the head of a column


def comparison(answer: Compared) -> RenderableType:
    """Draw the table of objectives, and below it the neighbours of each word, one column for each."""
    rows = answer.rows
    corpora = Text(" and ").join(map(word, answer.corpora)) if answer.corpora else Text("no text")
    head = title(Text("compared on ") + corpora, counted(len(rows), "model"))
    left_out = None
    if answer.left_out:
        left_out = Text.assemble(("Stopped", DOUBTFUL), " before training ", safe(", ".join(answer.left_out)))
    failed = [
        Text.assemble((printable(row.model), BAD), " has failed, ", prose(row.failed)) for row in rows if row.failed
    ]
    stopped = [
        Text.assemble((printable(row.model), DOUBTFUL), " was stopped at ", prose(row.stopped))
        for row in rows if row.stopped
    ]  # fmt: skip
    sides = [_side_by_side(each, answer) for each in answer.words if rows]
    current = None
    if answer.current is not None:
        current = Text.assemble(word(answer.current, STRONG), " is current: ", prose(answer.reason))
    parts = (part for side in sides for part in side)
    last = (Text(), prose(answer.recommendation)) if answer.recommendation else ()
    return page(head, Text(), _table(answer), *stopped, *failed, left_out, current, *parts, *last)


def _table(answer: Compared) -> RenderableType:
    rows, best = answer.rows, max((row.mean for row in answer.rows if row.mean is not None), default=None)
    several = len(answer.tests) > 1
    return Columns(
        Column("model", [word(row.model, STRONG) for row in rows], flexible=True),
        *([Column("corpus", [word(row.corpus) for row in rows], flexible=True)] if len(answer.corpora) > 1 else []),
        Column("time", [Text(NONE if row.seconds is None else duration(row.seconds)) for row in rows], right=True),
        *(Column(cut(test, _TEST), [_score(row, test) for row in rows], right=True, drop=3) for test in answer.tests),
        *([Column("mean", [_mean(row, best) for row in rows], right=True)] if several else []),
        Column("health", [word(row.verdict, VERDICTS.get(row.verdict, ""), 20) for row in rows], flexible=True),
        Column("eff. rank", [_rank(row) for row in rows], right=True, drop=1),
    )


def _score(row: ComparedRow, test: str) -> Text:
    """Return a score, and the share of the questions that are covered where it is not all."""
    share = row.coverage.get(test)
    covered = f" ({percent(share, 0)})" if share is not None and share < 1 else ""
    return Text.assemble(figure(row.scores.get(test)), (covered, QUIET))


def _mean(row: ComparedRow, best: float | None) -> Text:
    return Text(figure(row.mean), STRONG if row.mean is not None and row.mean == best else "")


def _rank(row: ComparedRow) -> Text:
    rank = row.effective_rank
    return Text(NONE if rank is None or not math.isfinite(rank) else f"{round(rank):,} of {row.dim:,}")


def _side_by_side(word: str, answer: Compared) -> list[RenderableType]:
    """Return the neighbours of one word, one column for each model, those marked that two or more name."""
    rows, agreed = [row for row in answer.rows if not row.failed], set(answer.agreed.get(word, ()))
    lists = [row.neighbours.get(word, ()) for row in rows]
    if not any(lists):
        return [Text(), title(word), Text("no model has it", QUIET)]
    places = list(zip_longest(*lists, fillvalue=""))
    columns = (
        Column(cut(row.model, 20), [_neighbour(place[at], agreed) for place in places], flexible=True)
        for at, row in enumerate(rows)
    )
    shared = f"{MARK} {counted(len(agreed), 'word')} named by two or more" if agreed else ""
    return [Text(), title(word, Text(shared, QUIET)), Columns(*columns)]


def _neighbour(near: str, agreed: set[str]) -> Text:
    text = word(near, most=24)
    return Text.assemble(text, (f" {MARK}", ACCENT)) if near in agreed else text
