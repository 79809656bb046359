"""How the vocabulary as a whole looks: its key words, and its shape."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.vocabulary import KeyRow, Keywords, ZipfLaw
from embrepl.system.sizes import counted
from embrepl.view.canvas.picture import Picture
from embrepl.view.charts.makers.statistics import zipf as chart_of_law
from embrepl.view.columns import count_column, rate
from embrepl.view.numbers import NONE, count, figure, large, percent, significant
from embrepl.view.style import ACCENT, QUIET, STRONG, Column, Columns, page, prose, title, word

_HEIGHT = 14  # lines of the picture of Zipf's law


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
    ranks = Columns(
        count_column("rank", [row.rank for row in answer.rows]),
        Column("", [word(row.word) for row in answer.rows], flexible=True),
        count_column("count", [row.count for row in answer.rows]),
        Column("by the law", [Text(large(row.expected)) for row in answer.rows], right=True, drop=1),
    )
    chart = chart_of_law(answer)
    return page(head, Text(), table, Text(), ranks if chart is None else Picture(chart, ranks, _HEIGHT))
