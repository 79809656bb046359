"""How lists of words in groups by meaning look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.statistics import CollocateGroups, GroupedCollocateRow
from embrepl.commands.answers.vocabulary import GroupedKeyRow, KeywordGroups
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, rate
from embrepl.view.numbers import figure, large
from embrepl.view.pages.statistics import MEASURES, near_and_note
from embrepl.view.pages.vocabulary import mark
from embrepl.view.safe import printable
from embrepl.view.style import ACCENT, QUIET, STRONG, Column, Columns, is_whole, page, prose, title, word

Row = TypeVar("Row", GroupedKeyRow, GroupedCollocateRow)
_MARKS = "* q < 0.05, ** < 0.01, *** < 0.001: the false discovery rate of the log-likelihood among the groups."
_LISTED, _WIDEST = 24, 24  # words of a group that are listed; cells of one


def keyword_groups(answer: KeywordGroups) -> RenderableType:
    """Draw the groups of key words."""
    which = "rarer than" if answer.fewer else "more frequent than"
    groups = _groups(answer.rows)
    firsts = [rows[0] for rows in groups]
    table = Columns(
        count_column("", [row.group for row in firsts], style=QUIET),
        Column("words", _words(answer, groups), flexible=True, room=24),
        Column("G2", [Text(large(row.group_g2)) for row in firsts], right=True),
        Column("", [Text(mark(row.group_q), ACCENT) for row in firsts]),
        Column("log ratio", [Text(figure(row.group_log_ratio, 2)) for row in firsts], right=True),
        Column("per million", [Text(rate(row.group_per_million)) for row in firsts], right=True, drop=1),
        Column("there", [_there(rows) for rows in groups], right=True, drop=2),
    )
    head = title(
        answer.corpus, Text.assemble(f"{counted(len(answer.rows), 'word')} {which} in ", word(answer.other)),
        *_grouped(answer, len(groups)),
    )  # fmt: skip
    return page(head, prose(answer.why, QUIET) if answer.why else None, Text(), table, Text(), prose(_MARKS, QUIET))


def _there(rows: Sequence[GroupedKeyRow]) -> Text:
    """Return the rate in the other corpus, the most that it can be where its list is cut off and lacks some words."""
    sign = "≤ " * any(row.at_most for row in rows)
    return Text(f"{sign}{rate(rows[0].group_other_per_million)}", QUIET)


def collocate_groups(answer: CollocateGroups) -> RenderableType:
    """Draw the groups of words near a word."""
    near, note = near_and_note(answer)
    groups = _groups(answer.rows)
    firsts = [row[0] for row in groups]
    scores = [Text(large(row.group_score, MEASURES.get(answer.measure, 2)), STRONG) for row in firsts]
    table = Columns(
        count_column("", [row.group for row in firsts], style=QUIET),
        Column(f"{printable(answer.unit)}s", _words(answer, groups), flexible=True, room=24),
        Column(answer.measure if answer.measure in MEASURES else "", scores, right=True),
        count_column("together", [row.group_together for row in firsts]),
        *([Column("llr", [Text(large(row.group_llr), QUIET) for row in firsts], right=True, drop=1)]
          if answer.measure != "llr" else []),
        Column("", [Text(mark(row.group_q), ACCENT) for row in firsts]),
    )  # fmt: skip
    head = title(word(answer.word), answer.corpus, *near, *_grouped(answer, len(groups)))
    why = prose(answer.why, QUIET) if answer.why else None
    return page(head, why, Text(), table, Text(), prose(_MARKS, QUIET), *note)


def _grouped(answer: KeywordGroups | CollocateGroups, groups: int) -> list[str]:
    """Return how many groups there are by which vectors, and how many words have none."""
    many = counted(groups - (answer.without > 0), "group")
    without = f"{counted(answer.without, 'word')} without vectors" if answer.without else ""
    return [f"{many} by {answer.model}", f"silhouette {figure(answer.silhouette)}", without]


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return list(groups.values())


def _words(answer: KeywordGroups | CollocateGroups, groups: Sequence[Sequence[Row]]) -> list[Text]:
    """Return the words of each group; the last one is named by none of its words where some have no vectors."""
    known = len(groups) - (answer.without > 0)
    return [_line(rows, named=at < known) for at, rows in enumerate(groups)]


def _line(rows: Sequence[Row], *, named: bool) -> Text:
    """Return the words of a group, those that name it first, in bold."""
    name = rows[0].group_name
    central = name.split(" ") if named else []
    texts = [word(each, STRONG, most=_WIDEST) for each in central] or [word(f"{name}:", QUIET, most=_WIDEST)]
    others = [row.word for row in rows if row.word not in central]
    listed = others if is_whole() else others[: _LISTED - len(central)]
    texts += [word(each, most=_WIDEST) for each in listed]
    texts += [Text(f"and {len(others) - len(listed):,} more", QUIET)] if len(listed) < len(others) else []
    line = Text(" ").join(texts)
    line.no_wrap, line.overflow = False, "fold"
    return line
