"""How sentences of the text look: each as it is written, where it is, and what carries its nearness."""

from __future__ import annotations

import re

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.lines import NearLine, NearLines
from embrepl.commands.answers.text import ContextRow
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column
from embrepl.view.numbers import figure
from embrepl.view.pages.context_lines import place_of
from embrepl.view.paths import short_paths
from embrepl.view.style import ACCENT, QUIET, Column, Columns, page, prose, safe, title, word

_PLACE = 24  # cells of a place
_SPACE = re.compile(r"\s+")


def near_lines(answer: NearLines) -> RenderableType:
    """Draw the sentences nearest to a typed one."""
    rows = answer.rows
    names = short_paths([row.file for row in rows])
    one = len(set(names)) == 1
    head = title(
        Text("lines near ") + word(answer.sentence, most=50), answer.model, answer.corpus,
        counted(answer.compared, "sentence"), word(names[0]) if one else "",
    )  # fmt: skip
    notes = [_spread(answer)] if answer.compared else []
    if answer.unknown:
        notes.append(
            Text("Without a vector: ", QUIET) + Text(", ").join(word(each, most=40) for each in answer.unknown)
        )
    if not rows:
        short = f"No sentence has {counted(answer.least, f'{answer.unit}')} with a vector; `--least 1` compares all."
        return page(head, *notes, prose(short))
    places = [_place(row, "" if one else name, answer.unit) for row, name in zip(rows, names, strict=True)]
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET, drop=2),
        Column("cosine", [Text(figure(row.cosine)) for row in rows], right=True),
        Column("times", [Text("" if row.times == 1 else f"{row.times:,}×") for row in rows], right=True, drop=3)
        if any(row.times > 1 for row in rows) else Column("", [Text() for _ in rows], drop=9),
        Column("sentence", [_sentence(row) for row in rows], flexible=True, room=30),
        Column("where", [Text(place, QUIET) for place in places]),
        Column("carried by", [_carriers(row) for row in rows], flexible=True, drop=1, room=20),
    )  # fmt: skip
    return page(head, *notes, Text(), table)


def _spread(answer: NearLines) -> Text:
    left = f"; {counted(answer.left_out, 'shorter one')} left out" if answer.left_out else ""
    return prose(
        f"Half of all sentences have a cosine below {figure(answer.middle, 2)}, 99 of 100 below "
        f"{figure(answer.unusual, 2)}{left}.", QUIET
    )  # fmt: skip


def _place(row: NearLine, name: str, unit: str) -> str:
    where = ContextRow(row.file, row.record, row.line, row.word, "", "", "")
    return place_of(where, name, unit).fitting(_PLACE)


def _sentence(row: NearLine) -> Text:
    text = safe(_SPACE.sub(" ", row.text).strip())
    for carrier in row.carriers:
        text.highlight_regex(rf"(?i)(?<![a-z]){re.escape(carrier)}(?![a-z])", ACCENT)
    return text


def _carriers(row: NearLine) -> Text:
    pairs = zip(row.carriers, row.carried, strict=True)
    return Text(" ").join(Text.assemble(word(each, most=20), (f" {part:.2f}", QUIET)) for each, part in pairs)
