"""How the stability of neighbours looks."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.stability import RunsKept, Stable
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, share_bar
from embrepl.view.numbers import count, figure, interval, percent
from embrepl.view.style import BAD, DOUBTFUL, GOOD, QUIET, STRONG, Column, Columns, page, prose, title, word

_VERDICTS = {"firm": GOOD, "fair": DOUBTFUL, "loose": BAD, "unknown": DOUBTFUL}


def stable(answer: Stable) -> RenderableType:
    """Draw the neighbours, in how many runs each is kept, and the verdict."""
    rows = answer.rows
    units = counted(answer.documents, "document") if not answer.blocks else counted(answer.blocks, "block")
    head = title(
        Text("how sure near ") + word(answer.query, most=60),
        answer.model,
        f"{counted(answer.runs, 'run')} over {units}",
    )
    table = Columns(
        count_column("", [row.rank for row in rows], QUIET),
        Column("word", [word(row.word) for row in rows], flexible=True),
        Column("kept in", [Text(f"{count(row.kept)} of {count(row.runs)}") for row in rows], right=True),
        Column("", [share_bar(row.kept, row.runs) for row in rows], drop=3, bars=True),
        Column("cosine", [Text(figure(row.cosine)) for row in rows], right=True),
        Column("95 in 100", [Text(interval(row.low, row.high), QUIET) for row in rows], right=True, drop=1),
        count_column("count", [row.count for row in rows], drop=2),
        Column("", [Text("comes instead" if row.instead else "", QUIET) for row in rows], drop=4),
    )
    notes = [prose(note, QUIET) for note in answer.notes]
    return page(head, Text(), table if rows else Text("no words", QUIET), Text(), _verdict(answer), *notes)


def _verdict(answer: Stable) -> Text:
    share = "" if answer.share is None else f" ({percent(answer.share, 0)} kept in a run, on average)"
    verdict = word(answer.verdict, _VERDICTS.get(answer.verdict, ""), 20)
    return Text.assemble(verdict, share, ": ") + prose(answer.sentence)


def runs(answer: RunsKept) -> RenderableType:
    """Draw that runs were made, and what they are for."""
    line = Text.assemble((counted(answer.runs, "run"), STRONG), " of ", word(answer.model))
    stopped = f", {answer.wanted:,} were wanted" if answer.runs < answer.wanted else ""
    return line + prose(f"{stopped}; `stable WORD` and `near WORD` show how sure its neighbours are", QUIET)
