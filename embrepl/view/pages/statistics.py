"""How the statistics of a text look."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.commands.answers.statistics import Collocates, Dispersion, Keywords, Ngrams, PartRow, ZipfLaw
from embrepl.system.sizes import counted
from embrepl.view.blocks import HIGHEST, strip
from embrepl.view.columns import count_column, rate, share_bar
from embrepl.view.numbers import NONE, figure, percent
from embrepl.view.paths import short_paths
from embrepl.view.style import (
    ACCENT,
    QUIET,
    STRONG,
    Column,
    Columns,
    Facts,
    page,
    prose,
    title,
    word,
)

_LISTED = 40  # parts that are listed one by one
_FULLEST = 10  # of more parts, those that are named
_MEASURES = {"logdice": 2, "npmi": 3, "llr": 1, "t": 2, "mi": 2, "mi3": 2, "chi2": 1, "dice": 4}  # and their decimals
_USUAL = ("logdice", "npmi", "llr", "t")  # that are shown beside the chosen one


def collocates(answer: Collocates) -> RenderableType:
    """Draw the words near a word, the chosen measure first."""
    near = f"within {counted(answer.left, 'word')}"
    if answer.left != answer.right:
        near = f"within {answer.left:,} to the left and {answer.right:,} to the right"
    head = title(word(answer.word), answer.corpus, f"seen {counted(answer.count, 'time')}", near)
    rows = answer.rows
    if not rows:
        often = counted(answer.min_count, "time")
        rarely = f"no word stands near it at least {often}; a lower `--min-count` shows rarer ones"
        return page(head, prose(rarely, QUIET), *_note(answer.note))
    others = [name for name in _USUAL if name != answer.measure]
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column("word", [word(row.word) for row in rows], flexible=True),
        _scores(answer, answer.measure, STRONG),
        count_column("together", [row.together for row in rows]),
        count_column("left", [row.left for row in rows], drop=2),
        count_column("right", [row.right for row in rows], drop=2),
        count_column("count", [row.count for row in rows], drop=1),
        *(_scores(answer, name, QUIET, drop=3 + at) for at, name in enumerate(others)),
    )
    return page(head, Text(), table, *_note(answer.note))


def _note(text: str) -> list[Text]:
    """Return what should be known of the count, after an empty line."""
    return [Text(), prose(text)] if text else []


def _scores(answer: Collocates, measure: str, style: str, drop: int = 0) -> Column:
    digits = _MEASURES.get(measure, 3)
    values = [getattr(row, measure, math.nan) for row in answer.rows]
    name = measure if measure in _MEASURES else ""
    return Column(name, [Text(_large(value, digits), style) for value in values], right=True, drop=drop)


def ngrams(answer: Ngrams) -> RenderableType:
    """Draw the most frequent runs of words."""
    rows = answer.rows
    runs = f"{counted(answer.total, 'run')} of {counted(answer.n, 'word')}"
    head = title(answer.corpus, runs, f"{answer.different:,} different")
    if not rows:
        return page(
            head, prose("no run is that frequent; a lower `--min-count` shows rarer ones", QUIET), *_note(answer.note)
        )
    most = max(row.count for row in rows)
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column("words", [word(row.words) for row in rows], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("", [share_bar(row.count, most) for row in rows], drop=2),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True, drop=1),
    )
    return page(head, Text(), table, *_note(answer.note))


def dispersion(answer: Dispersion) -> RenderableType:
    """Draw a bar for every part, or a strip over many, and the figures."""
    rows = answer.rows
    head = title(word(answer.query), answer.corpus, f"seen {counted(answer.count, 'time')}")
    kind = {"files": "files", "documents": "documents"}.get(answer.by, "parts")
    figures = Facts(
        Text.assemble((name, QUIET), " ", (value, STRONG))
        for name, value in (
            (f"in {answer.range:,} of", f"{len(rows):,} {kind}"), ("Juilland's D", figure(answer.juilland_d)),
            ("Gries' DP", figure(answer.dp)), ("norm", figure(answer.dp_norm)),
        )
    )  # fmt: skip
    reading = prose("Even: D near 1, DP near 0. All in one small part: D near 0, DP near 1.", QUIET)
    if not rows:
        return page(head, figures, reading)
    if len(rows) <= _LISTED:
        return page(head, figures, reading, Text(), _part_table(rows), *_note(answer.note))
    fullest = sorted(rows, key=lambda row: (-row.count, -row.per_million))[:_FULLEST]
    named = prose(f"the {_FULLEST} of {len(rows):,} {kind} with the highest counts", QUIET)
    return page(head, figures, reading, Text(), _Strip(rows), Text(), named, _part_table(fullest), *_note(answer.note))


def _part_table(rows: Sequence[PartRow]) -> Columns:
    most = max((row.per_million for row in rows if math.isfinite(row.per_million)), default=0.0)
    return Columns(
        count_column("", [row.part for row in rows], style=QUIET, drop=3),
        Column("", [word(name) for name in short_paths([row.name for row in rows])], flexible=True),
        count_column("count", [row.count for row in rows]),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True),
        Column("", [share_bar(row.per_million, most) for row in rows], drop=1),
        count_column("words", [row.tokens for row in rows], drop=2, style=QUIET),
    )


class _Strip:
    """A block for every part, or for as many neighbouring parts as share a cell; nothing where there is no hit."""

    def __init__(self, rows: Sequence[PartRow]) -> None:
        self._rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the strip."""
        cells = max(1, min(options.max_width, len(self._rows)))
        edges = [len(self._rows) * at // cells for at in range(cells + 1)]
        groups = [self._rows[begin:end] for begin, end in pairwise(edges)]
        rates = [sum(row.count for row in group) / max(1, sum(row.tokens for row in group)) for group in groups]
        most = max(*rates, 0.0) or 1.0
        heights = [math.ceil(min(1.0, max(0.0, rate / most)) * (HIGHEST + 1)) for rate in rates]
        yield Text(strip(height - 1 if height else None for height in heights), ACCENT, no_wrap=True)


def keywords(answer: Keywords) -> RenderableType:
    """Draw the words that tell one corpus from another."""
    which = "rarer than" if answer.fewer else "more frequent than"
    head = title(answer.corpus, Text(f"{which} in ") + word(answer.other), f"by {_KEY_NAMES.get(answer.measure, '')}")
    rows = answer.rows
    if not rows:
        return page(head, Text("no words", QUIET))
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column("word", [word(row.word) for row in rows], flexible=True),
        Column("G2", [Text(_large(row.g2)) for row in rows], right=True),
        Column("log ratio", [Text(figure(row.log_ratio, 2)) for row in rows], right=True),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True, drop=1),
        Column("per million there", [Text(rate(row.other_per_million)) for row in rows], right=True, drop=1),
        count_column("count", [row.count for row in rows], drop=2, style=QUIET),
        count_column("count there", [row.other_count for row in rows], drop=2, style=QUIET),
    )
    return page(head, Text(), table)


_KEY_NAMES = {"g2": "log-likelihood G2", "ratio": "log ratio"}


def zipf(answer: ZipfLaw) -> RenderableType:
    """Draw the shape of the vocabulary, with the frequencies over the ranks."""
    head = title(answer.corpus, counted(answer.tokens, "word"), counted(answer.types, "type"))
    facts = [
        ("exponent", figure(answer.exponent), "of Zipf's law by maximum likelihood; often near 1"),
        ("slope", figure(answer.least_squares), "by least squares of the logarithms; rare words decide"),
        ("type-token ratio", figure(answer.type_token_ratio, 4), "falls as a text grows"),
        ("in 1,000 words", figure(answer.standard_ratio), "mean of that ratio, for texts of any length"),
        ("seen once", percent(answer.hapax_share), f"of the types: {counted(answer.hapaxes, 'word')}"),
    ]
    table = Columns(
        Column("", [Text(name, QUIET) for name, _, _ in facts]),
        Column("", [Text(value, STRONG) for _, value, _ in facts], right=True),
        Column("", [Text(meaning) for _, _, meaning in facts], flexible=True, drop=1, room=24),
        headers=False,
    )
    return page(head, Text(), table, Text(), _Plot(answer) if answer.rows else None)


class _Plot:
    """Count over rank, both on logarithmic scales: the text's words as points, the law between them as dots."""

    _height, _widest = 12, 72

    def __init__(self, answer: ZipfLaw) -> None:
        self._seen = [(row.rank, row.count) for row in answer.rows if row.rank > 0 and row.count > 0]
        self._law = [
            (row.rank, row.expected) for row in answer.rows if row.rank > 0 and 0 < row.expected < math.inf
        ]  # fmt: skip

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the plot, the highest first, and the axis."""
        if not self._seen:
            return
        width = max(8, min(self._widest, options.max_width - 6))
        right = max(1.0, math.log10(max(rank for rank, _ in self._seen)))
        top_ = max(1.0, math.log10(max(seen for _, seen in self._seen)))
        cells = [[(" ", "")] * width for _ in range(self._height)]
        for points, sign in ((self._law, ("·", QUIET)), (self._seen, ("•", ACCENT))):
            for rank, value in points:
                column = round(math.log10(rank) / right * (width - 1))
                line = round(math.log10(value) / top_ * (self._height - 1))
                if 0 <= line < self._height and 0 <= column < width:
                    cells[line][column] = sign
        ticks = {round(power / top_ * (self._height - 1)): _power(power) for power in range(int(top_) + 1)}
        for line in reversed(range(self._height)):
            yield Text.assemble((f"{ticks.get(line, ''):>5}", QUIET), " ", *cells[line], no_wrap=True, overflow="crop")
        yield Text(f"{'rank':>5} {_axis(right, width)}", QUIET, no_wrap=True, overflow="crop")


def _axis(right: float, width: int) -> str:
    """Return the ranks 1, 10, 100 … at their places, but for one that would not fit."""
    line = ""
    for power in range(int(right) + 1):
        at, label = round(power / right * (width - 1)), _power(power)
        if len(line) < max(at, 1) and at + len(label) <= width:
            line = line.ljust(at) + label
    return line


def _power(power: int) -> str:
    """Return a power of ten as 1, 10, 100, 1k, 10k …"""
    return f"{10 ** (power % 3)}{'kMGTPE'[power // 3 - 1] if 3 <= power < 21 else ''}"


def _large(value: float, digits: int = 1) -> str:
    if not math.isfinite(value):
        return NONE
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.{digits}f}"
