"""How answers about groups of words look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.surveys.groups import Clusters, ClusterWords
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, share_bar
from embrepl.view.numbers import NONE, figure
from embrepl.view.style import DOUBTFUL, QUIET, STRONG, Column, Columns, page, prose, safe, title, word

_CHANCE = 0.5  # of the words of a group: if other starts share fewer, it is a matter of chance
_NAMES = 10
_NAME = 24  # cells of a word that names a group


def clusters(answer: Clusters) -> RenderableType:
    """Draw groups of words with their figures."""
    rows = answer.rows
    most = max((row.size for row in rows), default=1)
    table = Columns(
        count_column("", [row.group for row in rows], style=QUIET),
        count_column("words", [row.size for row in rows]),
        Column("", [share_bar(row.size, most) for row in rows], drop=5, bars=True),
        count_column("seen", [row.count for row in rows], drop=4),
        Column("silhouette", [Text(figure(row.silhouette)) for row in rows], right=True, drop=2),
        Column("cosine", [Text(figure(row.cosine, 2)) for row in rows], right=True, drop=3),
        Column("stable", [stable(row.stability) for row in rows], right=True, drop=1),
        Column("central words", [central(row.words) for row in rows], flexible=True, room=24),
    )
    head = title(
        answer.model, counted(len(rows), "group"),
        f"of the {counted(answer.words, 'most frequent word')}" if answer.words + answer.blank < answer.vocabulary
        else f"of {counted(answer.words, 'word')}",
        f"silhouette {figure(answer.silhouette)}",
    )  # fmt: skip
    return page(head, prose(answer.why, QUIET) if answer.why else None, *_left_out(answer), Text(), table)


def _left_out(answer: Clusters) -> list[Text]:
    notes = []
    if answer.blank:
        notes.append(f"{counted(answer.blank, 'word')} without a direction left out.")
    if not answer.settled:
        notes.append("Some words still changed their group in the last of 100 rounds; another --seed may do better.")
    return [prose(note, DOUBTFUL) for note in notes]


def stable(value: float | None) -> Text:
    """Return how much of a group other starts find, doubtful where it is little."""
    if value is None:
        return Text(NONE, QUIET)
    return Text(figure(value, 2), DOUBTFUL if value < _CHANCE else "")


def central(words: tuple[str, ...]) -> Text:
    """Return the words that name a group, the first in bold."""
    texts = [word(each, "" if at else STRONG, most=_NAME) for at, each in enumerate(words[:_NAMES])]
    line = Text(" ").join(texts)
    line.no_wrap, line.overflow = False, "fold"
    return line


def cluster_words(answer: ClusterWords) -> RenderableType:
    """Draw the words of one group."""
    rows = answer.rows
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column("word", [word(row.word) for row in rows], flexible=True),
        Column("cosine", [Text(figure(row.cosine)) for row in rows], right=True),
        Column("silhouette", [Text(figure(row.silhouette)) for row in rows], right=True, drop=2),
        count_column("count", [row.count for row in rows], drop=1),
        Column("next group", [_next(row.next_group, row.next_name) for row in rows], flexible=True, drop=3),
    )
    shown = f"the {len(rows):,} most central" if len(rows) < answer.size else ""
    head = title(
        f"group {answer.group} of {answer.groups:,}", answer.model, counted(answer.size, "word"), shown,
        f"silhouette {figure(answer.silhouette)}",
    )  # fmt: skip
    note = safe(answer.note, QUIET) if answer.note else None
    return page(head, central(answer.names), note, Text(), table)


def _next(group: int, name: str) -> Text:
    return Text.assemble((f"{group} ", QUIET), word(name, most=_NAME))
