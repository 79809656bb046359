"""How answers about the parts of a text look."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.parts import CorpusPartRow, CorpusParts, FrequenciesByPart, PartFrequencyRow
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, rate, share_bar
from embrepl.view.numbers import percent
from embrepl.view.safe import printable
from embrepl.view.style import QUIET, STRONG, Column, Columns, page, prose, title, word

_LISTED = 12  # parts of each variable that are listed, unless one variable was asked for
_MOST_ROWS, _FULLEST = 60, 20  # parts that are shown all, and of more those with the highest rates
_NO_VALUE = "no value"
_MORE = (
    "more parts: `load PATH --by COLUMN` keeps the values of a column; `--by 'NAME=REGEX'` goes by the names of files"
)


def corpus_parts(answer: CorpusParts) -> RenderableType:
    """Draw the variables of a corpus, with the parts that each makes."""
    head = title(answer.corpus, counted(answer.documents, "document"), counted(answer.tokens, "word"))
    blocks: list[RenderableType] = []
    for variable, group in groupby(answer.rows, lambda row: row.variable):
        rows = list(group)
        shown = rows
        if not answer.whole and len(rows) > _LISTED + 2:
            shown = rows[:_LISTED] + [row for row in rows[_LISTED:] if row.value is None]
        blocks += [Text(), _part_table(variable, shown)]
        if len(shown) < len(rows):
            more = f"and {len(rows) - len(shown):,} more: `corpus parts {variable}` lists all"
            blocks.append(prose(more, QUIET))
    if {row.variable for row in answer.rows} == {"file"} and not answer.whole:
        blocks += [Text(), prose(_MORE, QUIET)]
    return page(head, *blocks)


def _part_table(variable: str, rows: Sequence[CorpusPartRow]) -> Columns:
    most = max(row.share for row in rows)
    return Columns(
        Column(printable(variable), [_value(row.value) for row in rows], flexible=True),
        count_column("documents", [row.documents for row in rows]),
        count_column("words", [row.tokens for row in rows]),
        Column("of all words", [Text(percent(row.share)) for row in rows], right=True, drop=1),
        Column("", [share_bar(row.share, most) for row in rows], drop=2, bars=True),
    )


def _value(value: str | None) -> Text:
    return Text(_NO_VALUE, QUIET) if value is None else word(value, STRONG)


def frequencies_by_part(answer: FrequenciesByPart) -> RenderableType:
    """Draw how often words are found in each part, a table for each word."""
    blocks: list[RenderableType] = []
    for query, group in groupby(answer.rows, lambda row: row.query):
        rows = list(group)
        count = sum(row.count for row in rows)
        head = title(word(query), answer.corpus, f"by {printable(answer.by)}", f"seen {counted(count, 'time')}")
        shown = rows if len(rows) <= _MOST_ROWS else sorted(rows, key=_rank)[:_FULLEST]
        blocks += [*[Text()][: len(blocks)], head, Text(), _frequency_table(answer, shown)]
        if len(shown) < len(rows):
            blocks.append(
                prose(f"the {_FULLEST} of {len(rows):,} parts where it is most frequent; --format csv has all", QUIET)
            )
    notes = [prose(note) for note in answer.notes]
    return page(*blocks, *[Text()][: len(notes)], *notes)


def _rank(row: PartFrequencyRow) -> tuple[float, int]:
    """Return what the fullest parts come first by."""
    return -row.per_million, -row.count


def _frequency_table(answer: FrequenciesByPart, rows: Sequence[PartFrequencyRow]) -> Columns:
    most = max(row.per_million for row in rows)
    names = [None if row.part is None else row.part.partition("=")[2] for row in rows]
    return Columns(
        Column(printable(answer.by), [_value(name) for name in names], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True),
        Column("", [share_bar(row.per_million, most) for row in rows], drop=1, bars=True),
        count_column("documents", [row.documents for row in rows], drop=2),
        Column("of its documents", [Text(percent(row.document_share)) for row in rows], right=True, drop=3),
        count_column(f"{printable(answer.unit)}s", [row.tokens for row in rows], drop=4, style=QUIET),
    )
