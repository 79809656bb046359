"""How `uses` looks: a row per part, with its neighbours wrapped; a wide terminal shows what each cosine is sure of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.commands.answers.exploring.uses.by_part import UseRow, UsesByPart
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column
from embrepl.view.numbers import figure, half_width
from embrepl.view.style import (
    ACCENT,
    DOUBTFUL,
    QUIET,
    STRONG,
    UNBROKEN,
    Column,
    Columns,
    is_whole,
    listed,
    page,
    prose,
    title,
    word,
)
from embrepl.view.verdicts import draw_doubts

_WIDE = 110  # cells from which on ± stands behind each cosine
_MARKS = {"nearer": ("▲", ACCENT), "farther": ("▼", DOUBTFUL)}


def uses(answer: UsesByPart) -> RenderableType:
    """Draw the parts, and below them what was tested and what was not."""
    which = f"{answer.places:,} of {answer.total:,} places" if answer.places < answer.total else ""
    head = title(
        Text("uses of ") + word(answer.query, most=60), answer.model, answer.corpus,
        which or counted(answer.places, "place"), f"by {answer.by}",
    )  # fmt: skip
    over = f"{answer.compared:,} words"
    said = []
    if any(row.mark for row in answer.rows):
        nearer, farther = (sign for sign, _ in _MARKS.values())
        what = f"{nearer} nearer than in all other parts, {farther} farther"
        said.append(f"{what}: false discovery rate at most 5 % over {over}.")
    elif any(row.rate is not None for row in answer.rows):
        said.append(f"No neighbour is nearer or farther than in the other parts, tested over {over}.")
    notes = dict.fromkeys((row.part, row.note) for row in answer.rows if row.note)
    untested = [Text.assemble(word(part), ": ", prose(note), style=QUIET) for part, note in notes]
    below = [*(prose(each, QUIET) for each in said), *draw_doubts(answer.fit)]
    return page(head, Text(), _Parts(answer), *untested, *below)


class _Parts:
    """The table of parts, whose neighbours have as much beside them as the width allows."""

    def __init__(self, answer: UsesByPart) -> None:
        by, parts = f"{answer.by}=", [list(rows) for _, rows in groupby(answer.rows, lambda row: row.part)]
        self._whole = is_whole()
        self._columns = [
            Column("part", [word(rows[0].part.removeprefix(by), STRONG, most=24) for rows in parts], flexible=True),
            count_column("places", [rows[0].places for rows in parts]),
            count_column(
                "chapters" if answer.clusters == "chapter" else "documents",
                [rows[0].documents for rows in parts],
                drop=1,
            ),
            Column("spread", [Text(figure(rows[0].spread)) for rows in parts], right=True, drop=2),
            Column("±", [Text(half_width(rows[0].spread_error), QUIET) for rows in parts], right=True, drop=3),
        ]
        self._neighbours = {wide: [_neighbours(rows, wide=wide) for rows in parts] for wide in (False, True)}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table."""
        wide = options.max_width >= _WIDE or self._whole
        yield Columns(*self._columns, Column("nearest", self._neighbours[wide], flexible=True, room=40))


def _neighbours(rows: Sequence[UseRow], *, wide: bool) -> Text:
    """Return the neighbours of a part with their cosines and marks; a line is broken between two of them alone."""
    items = []
    for row in rows:
        if row.cosine is None:
            continue
        item = word(row.word.replace(" ", UNBROKEN), most=30)
        item.append(f"{UNBROKEN}{figure(row.cosine, 2)}", QUIET)
        if wide and row.error is not None:
            item.append(f"±{half_width(row.error, 2)}", QUIET)
        if row.mark in _MARKS:
            item.append(*_MARKS[row.mark])
        items.append(item)
    return listed(items)
