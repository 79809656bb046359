"""How `trend` looks: a row per period, whether it moves, and the words that come and go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.exploring.uses.trend import Trend, TrendRow, TrendWord
from embrepl.system.sizes import counted
from embrepl.view.columns import bar, count_column, rate
from embrepl.view.numbers import figure, half_width, interval, percent
from embrepl.view.style import QUIET, STRONG, UNBROKEN, Column, Columns, listed, page, prose, title, word
from embrepl.view.verdicts import draw_doubts

SURE = 0.05  # p up to which a movement is said to be none of chance


def trend(answer: Trend) -> RenderableType:
    """Draw the periods, and below them what was tested."""
    which = f"{answer.places:,} of {answer.total:,} places" if answer.places < answer.total else ""
    head = title(
        Text("trend of ") + word(answer.query, most=60), answer.model, answer.corpus,
        which or counted(answer.places, "place"), f"by {answer.by}",
    )  # fmt: skip
    beside = f"with {answer.compared}" if answer.compared else "with the rest"
    rows, by = answer.rows, f"{answer.by}="
    table = Columns(
        Column(
            word(answer.by, most=24).plain,
            [word(row.period.removeprefix(by), STRONG, most=24) for row in rows],
            flexible=True,
        ),
        count_column("places", [row.places for row in rows]),
        Column("per million", [Text(rate(row.per_million)) for row in rows], right=True, drop=2),
        count_column("documents", [row.documents for row in rows], drop=1),
        Column(word(beside, most=30).plain, [Text(figure(row.cosine)) for row in rows], right=True),
        Column("95 in 100", [Text(_interval(row), QUIET) for row in rows]),
        Column("", [bar(row.cosine or 0.0) for row in rows], drop=3, bars=True),
    )
    notes = [Text.assemble(word(row.period), ": ", prose(row.note), style=QUIET) for row in rows if row.note]
    below = draw_doubts(answer.fit)
    return page(head, Text(), table, *notes, Text(), *_moving(answer), *below)


def _interval(row: TrendRow) -> str:
    if row.low is None or row.high is None:
        return ""
    return f"≥ {figure(row.low)}" if row.high >= 1 else interval(row.low, row.high)


def _moving(answer: Trend) -> Iterator[RenderableType]:
    """Draw whether the use moves, and the words."""
    if answer.p is None:
        yield prose(answer.note)
        return
    span = f"from {answer.low:g} to {answer.high:g}"
    p = f"p {answer.p:.3f} by {answer.permutations:,} shufflings of the documents"
    if answer.slope is None:
        verdict = "Its use moves" if answer.p <= SURE else "No sign that its use moves"
    else:
        change, half = (figure(each * (answer.high - answer.low)) for each in (answer.slope, answer.slope_error or 0.0))
        moves = f"Its cosine with {answer.compared} changes by {change} ± {half}"
        verdict = moves if answer.p <= SURE else f"{moves}, which may be chance"
    yield prose(f"{verdict} {span}: {p}.")
    if answer.shared is not None:
        what = f"{percent(answer.shared)} of the plain movement is what moves all words: "
        yield prose(what + ("left in." if answer.plain else "taken out (see --plain)."), QUIET)
    if answer.first_to_last is not None:
        yield prose(f"First to last: cosine {figure(answer.first_to_last)}.", QUIET)
    for direction, text in (("coming", "comes nearer to"), ("going", "goes from")):
        some = [each for each in answer.words if each.direction == direction]
        if some:
            yield prose_of(text, some)
    if not answer.words:
        yield prose(f"No word comes or goes, of {answer.tested:,}, at a false discovery rate of 5 %.", QUIET)


def prose_of(text: str, words: Sequence[TrendWord]) -> Text:
    """Return words with how their cosines change."""
    items = [
        Text.assemble(word(each.word, most=30), (f"{UNBROKEN}{each.change:+.2f}±{half_width(each.error, 2)}", QUIET))
        for each in words
    ]
    return listed(items, f"{text}  ")
