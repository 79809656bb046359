"""How the topics of a text look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.groups import TopicRow, Topics
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, share_bar
from embrepl.view.numbers import NONE, figure, percent
from embrepl.view.pages.exploring.groups import central, stable
from embrepl.view.paths import short_paths
from embrepl.view.style import DOUBTFUL, QUIET, Column, Columns, page, prose, title, word

_CHANCE = 0.0  # coherence of words that occur together as often as by chance
_PART = 20  # cells of the name of a part


def topics(answer: Topics) -> RenderableType:
    """Draw what a text is about."""
    rows = answer.rows
    most = max((row.share for row in rows), default=1.0)
    names = _names([part for row in rows for part in row.parts], answer.by)
    table = Columns(
        count_column("", [row.topic for row in rows], style=QUIET),
        Column("of text", [Text(percent(row.share)) for row in rows], right=True),
        Column("", [share_bar(row.share, most) for row in rows], drop=5, bars=True),
        count_column("words", [row.size for row in rows], drop=4),
        Column("coherent", [_coherent(row.coherence) for row in rows], right=True, drop=2),
        Column("stable", [stable(row.stability) for row in rows], right=True, drop=3),
        Column("central words", [central(row.words) for row in rows], flexible=True, room=24),
        Column("most in", [_parts(row, names) for row in rows], flexible=True, drop=1, room=18),
    )
    head = title(
        answer.corpus, answer.model, counted(len(rows), "topic"), counted(answer.words, f"content {answer.unit}"),
        f"{percent(answer.share)} of the text",
    )  # fmt: skip
    how = f"Content {answer.unit}s, and whether they occur together, by {counted(answer.pieces, 'piece')} of the text."
    return page(head, prose(how, QUIET), Text(), table)


def _coherent(value: float | None) -> Text:
    return Text(NONE, QUIET) if value is None else Text(figure(value, 2), DOUBTFUL if value <= _CHANCE else "")


def _names(parts: list[str], by: str) -> dict[str, str]:
    """Return what parts are called on the page: paths without what they have in common, rows of one file by number."""
    if by == "chapters" or not parts:
        return {part: part for part in parts}
    names = dict(zip(parts, short_paths(parts), strict=True))
    files = {name.rpartition("#")[0] for name in names.values()}
    if by == "documents" and len(files) == 1:
        return {part: f"row {int(name.rpartition('#')[2]):,}" for part, name in names.items()}
    return names


def _parts(row: TopicRow, names: dict[str, str]) -> Text:
    """Return the parts that have a topic most, one a line, each behind its share."""
    pairs = zip(row.parts, row.in_parts, strict=True)
    lines = [Text.assemble((f"{percent(share)} ", QUIET), word(names[part], most=_PART)) for part, share in pairs]
    return Text("\n").join(lines)
