"""How answers on where in a text something stands look."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.commands.answers.dispersion import Dispersion, PartRow, PlacesInText
from embrepl.system.sizes import counted
from embrepl.view.blocks import BLOCKS, HIGHEST, PLAIN, strip
from embrepl.view.canvas.picture import Picture
from embrepl.view.charts.makers.statistics import places as chart_of_places
from embrepl.view.columns import count_column, rate, share_bar
from embrepl.view.console import PlainConsole
from embrepl.view.numbers import figure
from embrepl.view.pages.statistics import note_below
from embrepl.view.paths import short_paths
from embrepl.view.safe import printable
from embrepl.view.style import ACCENT, QUIET, STRONG, Column, Columns, Facts, page, prose, title, word

_LISTED = 40  # parts that are listed one by one
_FULLEST = 10  # of more parts, those that are named
_NOTHING = "·"  # a stretch of a part in which the word does not stand
_PLAIN_STRIP = 100  # cells of a strip in a file


def dispersion(answer: Dispersion) -> RenderableType:
    """Draw a bar for every part, or a strip over many, and the figures."""
    rows = answer.rows
    head = title(word(answer.query), answer.corpus, f"seen {counted(answer.count, 'time')}")
    kind = f"{_part(answer.by)}s"
    parts = max(answer.parts, len(rows))
    figures = Facts(
        Text.assemble((name, QUIET), " ", (value, STRONG))
        for name, value in (
            (f"in {answer.range:,} of", f"{parts:,} {kind}"), ("Juilland's D", figure(answer.juilland_d)),
            ("Gries' DP", figure(answer.dp)), ("norm", figure(answer.dp_norm)),
        )
    )  # fmt: skip
    empty = f" Left out: {parts - len(rows):,} {kind} without any text." if parts > len(rows) else ""
    reading = prose(f"Even: D near 1, DP near 0. All in one small part: D near 0, DP near 1.{empty}", QUIET)
    if not rows:
        return page(head, figures, reading)
    if len(rows) <= _LISTED:
        return page(head, figures, reading, Text(), _part_table(answer, rows), *note_below(answer.note))
    fullest = sorted(rows, key=lambda row: (-row.count, -row.per_million))[:_FULLEST]
    named = prose(f"the {_FULLEST} of {len(rows):,} {kind} with the highest counts", QUIET)
    return page(
        head,
        figures,
        reading,
        Text(),
        _Strip(rows),
        Text(),
        named,
        _part_table(answer, fullest),
        *note_below(answer.note),
    )


def _part(by: str) -> str:
    """Return what a part is called."""
    return {"files": "file", "documents": "document"}.get(by, "part")


def _part_table(answer: Dispersion, rows: Sequence[PartRow]) -> Columns:
    most = max((row.per_million for row in rows if math.isfinite(row.per_million)), default=0.0)
    return Columns(
        count_column("", [row.part for row in rows], style=QUIET, drop=3),
        Column("", [word(name) for name in _names(rows, answer.by)], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True),
        Column("", [share_bar(row.per_million, most) for row in rows], drop=4, bars=True),
        *_stripes(answer, rows),
        count_column(f"{printable(answer.unit)}s", [row.tokens for row in rows], drop=2, style=QUIET),
    )


def _stripes(answer: Dispersion, rows: Sequence[PartRow]) -> list[Column]:
    """Return the column that shows where in each part the word stands, a block the higher the more places."""
    if len(answer.stripes) != len(rows) or len(rows) != len(answer.rows):
        return []
    most = max((number for stripe in answer.stripes for number in stripe), default=0)
    if most < 1:
        return []
    cells = []
    for stripe in answer.stripes:
        blocks = strip(min(HIGHEST, max(0, number) * HIGHEST // most) if number > 0 else None for number in stripe)
        cells.append(Text.assemble(*((_NOTHING, QUIET) if sign == " " else (sign, ACCENT) for sign in blocks)))
    return [Column("from begin to end", cells, drop=1, bars=True)]


def _names(rows: Sequence[PartRow], by: str) -> list[str]:
    """Return the names of parts as `kwic` has its places: of one file the rows alone."""
    names = short_paths([row.name for row in rows])
    parts = [name.rpartition("#") for name in names] if by == "documents" else []
    alike = len({file for file, _, _ in parts}) == 1 and all(record.isdecimal() for _, _, record in parts)
    return [f"row {int(record):,}" for _, _, record in parts] if alike else names


class _Strip:
    """A block for every part, or for as many neighbouring parts as share a cell; nothing where there is no hit."""

    def __init__(self, rows: Sequence[PartRow]) -> None:
        self._rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the strip."""
        plain = isinstance(console, PlainConsole)
        cells = max(1, min(options.max_width, len(self._rows), *([_PLAIN_STRIP] * plain)))
        edges = [len(self._rows) * at // cells for at in range(cells + 1)]
        groups = [self._rows[begin:end] for begin, end in pairwise(edges)]
        rates = [sum(row.count for row in group) / max(1, sum(row.tokens for row in group)) for group in groups]
        most = max(*rates, 0.0) or 1.0
        heights = [math.ceil(min(1.0, max(0.0, rate / most)) * (HIGHEST + 1)) for rate in rates]
        blocks = (height - 1 if height else None for height in heights)
        yield Text(strip(blocks, PLAIN if plain else BLOCKS), ACCENT, no_wrap=True)


def places(answer: PlacesInText) -> RenderableType:
    """Draw a stripe for each text, with marks where the targets stand, and their figures."""
    rows = answer.targets
    part = _part(answer.by)
    head = title(answer.corpus, counted(len(rows), "target"), f"in {counted(len(answer.parts), part)}")
    table = Columns(
        Column("", [word(row.target, STRONG) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        count_column(f"{part}s with it", [row.range for row in rows]),
        Column("Juilland's D", [Text(figure(row.juilland_d)) for row in rows], right=True, drop=2),
        Column("Gries' DP", [Text(figure(row.dp)) for row in rows], right=True, drop=1),
    )
    chart = chart_of_places(answer)
    return page(head, Text(), table, None if chart is None else page(Text(), Picture(chart, Text())))
