"""How answers about the words of the text look."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.text import Contexts, FilledPosition, Frequencies, TopWords, WordMatches
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, rate, share_bar
from embrepl.view.numbers import count, percent
from embrepl.view.pages.context_lines import ContextLines
from embrepl.view.paths import short_paths
from embrepl.view.safe import printable
from embrepl.view.style import (
    QUIET,
    STRONG,
    Column,
    Columns,
    is_whole,
    page,
    prose,
    title,
    word,
)

_NAMED = 20  # words that fill a position of a query by meaning


def top(answer: TopWords) -> RenderableType:
    """Draw the most frequent words."""
    rows = answer.rows
    most = max((row.count for row in rows), default=1)
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column(printable(answer.unit), [word(row.word) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("", [share_bar(row.count, most) for row in rows], drop=3, bars=True),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True, drop=1),
        Column("cumulative %", [Text(percent(row.cumulative)) for row in rows], right=True, drop=2),
    )
    return page(title(answer.corpus, counted(answer.tokens, answer.unit), counted(answer.types, "type")), Text(), table)


def frequencies(answer: Frequencies) -> RenderableType:
    """Draw how often words are found."""
    rows = answer.rows
    apart = any(row.as_word is not None and row.as_word != row.count for row in rows)
    table = Columns(
        Column("", [word(row.query, STRONG) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True),
        count_column("documents", [row.documents for row in rows], drop=2),
        Column("of all documents", [Text(percent(row.document_share)) for row in rows], right=True, drop=3),
        *(
            [Column(f"as a {printable(answer.unit)}", [_number(row.as_word) for row in rows], right=True, drop=1)]
            if apart
            else []
        ),
        Column("rank", [_number(row.rank) for row in rows], right=True, drop=1),
    )
    facts = title(answer.corpus, counted(answer.tokens, answer.unit), counted(answer.documents, "document"))
    notes = [Text.assemble(word(row.query, STRONG), ": ", prose(row.note)) for row in rows if row.note]
    return page(facts, Text(), table, *[Text()][: len(notes)], *notes)


def _number(value: int | None) -> Text:
    return Text(count(value))


def word_matches(answer: WordMatches) -> RenderableType:
    """Draw the words that match a pattern."""
    rows = answer.rows
    more = f"the first {len(rows):,}" if len(rows) < answer.types else ""
    head = title(
        word(answer.pattern), answer.corpus, counted(answer.types, "type"), counted(answer.tokens, answer.unit), more
    )
    if not rows:
        return page(head, Text("no words", QUIET))
    table = Columns(
        Column(printable(answer.unit), [word(row.word) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        count_column("rank", [row.rank for row in rows], drop=1, style=QUIET),
    )
    return page(head, Text(), table)


def contexts(answer: Contexts) -> RenderableType:
    """Draw hits in their context."""
    rows = answer.rows
    names = short_paths([row.file for row in rows])
    head = title(
        word(answer.query, most=60), answer.corpus, counted(answer.hits, "hit"), _shown(answer),
        Text("") if len(set(names)) != 1 else word(names[0]),
    )  # fmt: skip
    filled = [_filled(each) for each in answer.filled]
    if not rows:
        return page(head, *filled, Text("no hits", QUIET))
    return page(head, *filled, Text(), ContextLines(rows, answer.unit, answer.whole))


def _filled(filled: FilledPosition) -> Text:
    """Return which words fill a position of a query by meaning, and in how many hits."""
    words = [Text.assemble(word(each), (f" {count(hits)}", QUIET)) for each, hits in filled.seen.items()]
    named = words if is_whole() else words[:_NAMED]
    more = [Text(f"and {len(words) - len(named):,} more", QUIET)] if len(words) > len(named) else []
    line = Text.assemble(
        word(filled.query, STRONG),
        (f" {counted(filled.words, 'word')}: ", QUIET),
        Text(", ").join([*named, *more] or [Text("none here")]),
    )
    line.no_wrap, line.overflow = False, "fold"
    return line


def _shown(answer: Contexts) -> str:
    shown = len(answer.rows)
    which = f"{shown:,} of them" if answer.order else f"the first {shown:,}"
    return ", ".join(part for part in (which if shown < answer.hits else "", answer.order) if part)
