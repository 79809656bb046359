"""How the vocabulary as a whole looks: its key words, and its shape."""

from __future__ import annotations

import math

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.commands.answers.vocabulary import KeyRow, Keywords, ZipfLaw
from embrepl.system.sizes import counted
from embrepl.view.columns import count_column, rate
from embrepl.view.numbers import NONE, count, figure, large, percent, significant
from embrepl.view.style import ACCENT, QUIET, STRONG, Column, Columns, page, prose, title, word


def keywords(answer: Keywords) -> RenderableType:
    """Draw the words that set one corpus apart from another; what is dropped first is told by what stays."""
    which = "rarer than" if answer.fewer else "more frequent than"
    head = title(answer.corpus, Text(f"{which} in ") + word(answer.other), f"by {_KEY_NAMES.get(answer.measure, '')}")
    rows = answer.rows
    tested = prose(
        f"{answer.different:,} of {counted(answer.tested, 'word')} tested differ, one way or the other, at a false "
        "discovery rate of 5 %: * q < 0.05, ** < 0.01, *** < 0.001.", QUIET,
    )  # fmt: skip
    if not rows:
        return page(head, Text("no words", QUIET), tested)
    table = Columns(
        count_column("", [row.rank for row in rows], style=QUIET),
        Column("word", [word(row.word) for row in rows], flexible=True),
        Column("G2", [Text(large(row.g2)) for row in rows], right=True),
        Column("", [Text(mark(row.q), ACCENT) for row in rows]),
        Column("log ratio", [Text(figure(row.log_ratio, 2)) for row in rows], right=True),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True, drop=1),
        Column("there", [_there(row, rate(row.other_per_million)) for row in rows], right=True, drop=1),
        count_column("in documents", [row.documents for row in rows], drop=2),
        count_column("there", [row.other_documents for row in rows], drop=2),
        count_column("count", [row.count for row in rows], drop=3, style=QUIET),
        Column("there", [_there(row, count(row.other_count)) for row in rows], right=True, drop=3),
        Column("%DIFF", [Text(large(row.percent_diff, 0)) for row in rows], right=True, drop=4),
        Column("BIC", [Text(large(row.bic)) for row in rows], right=True, drop=4),
        Column("odds ratio", [Text(significant(row.odds_ratio)) for row in rows], right=True, drop=5),
    )
    return page(head, Text(), table, Text(), tested)


def mark(q: float) -> str:
    """Return the mark of a false discovery rate."""
    return "*" * sum(q < least for least in _MARKS)


def _there(row: KeyRow, text: str) -> Text:
    """Return a figure of the other corpus, which is the most that it can be where its list is cut off."""
    return Text(f"≤ {text}" if row.at_most and text != NONE else text, QUIET)


_MARKS = (0.05, 0.01, 0.001)
_KEY_NAMES = {"g2": "log-likelihood G2", "ratio": "log ratio"}


def zipf(answer: ZipfLaw) -> RenderableType:
    """Draw the shape of the vocabulary, with the frequencies over the ranks."""
    head = title(answer.corpus, counted(answer.tokens, "word"), counted(answer.types, "type"))
    facts = [
        ("exponent", figure(answer.exponent), "of Zipf's law by maximum likelihood; often near 1"),
        ("slope", figure(answer.least_squares), "by least squares of the logarithms; mostly set by rare words"),
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
