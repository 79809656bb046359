"""How the statistics of a text look."""

from __future__ import annotations

import math

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.statistics import CollocateGroups, Collocates, NgramList
from embrepl.corpus.statistics import measures
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, rate, share_bar
from embrepl.view.numbers import large
from embrepl.view.safe import printable
from embrepl.view.style import (
    QUIET,
    STRONG,
    Column,
    Columns,
    page,
    prose,
    title,
    word,
)

MEASURES = {measure.name: measure.decimals for measure in measures.TABLE}
_USUAL = tuple(measure.name for measure in measures.TABLE if measure.usual)  # that are shown beside the chosen one


def collocates(answer: Collocates) -> RenderableType:
    """Draw the words near a word, the chosen measure first."""
    near, note = near_and_note(answer)
    head = title(word(answer.word), answer.corpus, *near)
    rows = answer.rows
    if not rows:
        often = counted(answer.min_count, "time")
        which = "repelled by it that chance would put there" if answer.repelled else "attracted to it that is there"
        rarely = f"no word is {which} at least {often}; a lower `--min-count` shows rarer ones"
        return page(head, prose(rarely, QUIET), *note)
    others = [name for name in _USUAL if name != answer.measure]
    differ = any(row.tokens != row.count for row in rows)
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column(printable(answer.unit), [word(row.word) for row in rows], flexible=True),
        _scores(answer, answer.measure, STRONG),
        count_column("together", [row.together for row in rows]),
        count_column("left", [row.left for row in rows], drop=2),
        count_column("right", [row.right for row in rows], drop=2),
        *([count_column("tokens", [row.tokens for row in rows], drop=1)] if differ else []),
        count_column("count", [row.count for row in rows], drop=1),
        *(_scores(answer, name, QUIET, drop=3 + at) for at, name in enumerate(others)),
    )
    return page(head, Text(), table, *note)


def near_and_note(answer: Collocates | CollocateGroups) -> tuple[list[str], list[Text]]:
    """Return how often the word is seen and what counts as near it, and what should be known of the count."""
    near = f"within {counted(answer.left, answer.unit)}"
    if answer.left != answer.right:
        near = f"within {answer.left:,} to the left and {answer.right:,} to the right"
    repelled = "less often than by chance" if answer.repelled else ""
    return [f"seen {counted(answer.count, 'time')}", near, repelled], note_below(answer.note)


def note_below(text: str) -> list[Text]:
    """Return what should be known of the count, after an empty line."""
    return [Text(), prose(text)] if text else []


def _scores(answer: Collocates, measure: str, style: str, drop: int = 0) -> Column:
    digits = MEASURES.get(measure, 3)
    values = [getattr(row, measure, math.nan) for row in answer.rows]
    name = measure if measure in MEASURES else ""
    return Column(name, [Text(large(value, digits), style) for value in values], right=True, drop=drop)


def ngrams(answer: NgramList) -> RenderableType:
    """Draw the most frequent runs of words."""
    rows = answer.rows
    runs = f"{counted(answer.total, 'run')} of {counted(answer.n, answer.unit)}"
    head = title(answer.corpus, runs, f"{answer.different:,} different")
    if not rows:
        return page(
            head,
            prose("no run is that frequent; a lower `--min-count` shows rarer ones", QUIET),
            *note_below(answer.note),
        )
    most = max(row.count for row in rows)
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column(f"{printable(answer.unit)}s", [word(row.words) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("", [share_bar(row.count, most) for row in rows], drop=2, bars=True),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True, drop=1),
    )
    return page(head, Text(), table, *note_below(answer.note))
