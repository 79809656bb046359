"""Charts as commands make them, of made-up figures that are the same each time."""

from __future__ import annotations

import math

from embrepl.view.charts.kinds import (
    Axis,
    Chart,
    Heat,
    IntervalRow,
    Intervals,
    LinePoint,
    Lines,
    Merge,
    Series,
    StripeRow,
    Stripes,
    Tree,
)

YEARS = range(1990, 2021)
PERIODS = ("1990–1994", "1995–1999", "2000–2004", "2005–2009", "2010–2014", "2015–2019")
WORDS = ("border", "asylum", "wave", "family", "visa", "移民政策", "worker", "school")
NOVELS = ("Emma", "Persuasion", "Moby-Dick; or, The Whale", "红楼梦", "Walden", "水浒传")


def _wave(at: float, start: float, rise: float, phase: float) -> float:
    return start + rise * at + 0.04 * math.sin(at / 3 + phase)


def _series(label: str, start: float, rise: float, phase: float, aside: float | None = None) -> Series:
    values = [_wave(at, start, rise, phase) for at in range(len(YEARS))]
    points = (
        LinePoint(float(year), value, *((value - aside, value + aside) if aside else ()))
        for year, value in zip(YEARS, values, strict=True)
    )
    return Series(label, tuple(points))


def _periods(label: str, *values: float, aside: float) -> Series:
    return Series(
        label, tuple(LinePoint(float(at), value, value - aside, value + aside) for at, value in enumerate(values))
    )


TREND = Lines(
    "immigration, 1990 to 2020", (_series("immigration", 0.9, -0.012, 0, 0.05),), Axis("year"), Axis("cosine with 1990")
)
THREE = Lines(
    "near threat",
    (
        _series("immigration", 0.42, 0.006, 0),
        _series("移民", 0.5, -0.003, 1),
        _series("asylum seekers and refugees", 0.45, 0.002, 4),
    ),
    Axis("year"),
    Axis("cosine"),
)
BY_PERIOD = Lines(
    "two words by period",
    (
        _periods("immigration", 0.1, 0.2, 0.15, 0.4, 0.5, 0.45, aside=0.08),
        _periods("asylum", 0.3, 0.22, 0.25, 0.2, 0.15, 0.1, aside=0.05),
    ),
    Axis("period", names=tuple((float(at), name) for at, name in enumerate(PERIODS))),
    Axis("cosine"),
)
_RANKS = sorted({round(1.25**at) for at in range(45)})
ZIPF = Lines(
    "words by rank",
    (
        Series(
            "words",
            tuple(LinePoint(rank, max(1, round(3e5 / (rank + 2.7) * 1.2 ** math.sin(rank)))) for rank in _RANKS),
            dots=True,
        ),
        Series("fit", tuple(LinePoint(rank, 3e5 / (rank + 2.7)) for rank in _RANKS)),
    ),
    Axis("rank", logarithmic=True),
    Axis("count", logarithmic=True),
)
LOSS = Lines(
    "loss",
    (Series("loss", tuple(LinePoint(step, 3 * math.exp(-step / 60) + 1) for step in range(300))),),
    Axis("step"),
    Axis("loss"),
)


def _row(at: int, label: str, group: str) -> IntervalRow:
    value, aside = 0.3 * math.sin(2.1 * at), 0.05 + 0.02 * (at % 4)
    return IntervalRow(label, value, value - aside, value + aside, group, "seen 23 times" if at == 2 else "")


CONTRAST = Intervals(
    "words that tell left from right",
    (
        *(_row(at, label, "left" if at < 4 else "right") for at, label in enumerate(WORDS)),
        IntervalRow("quota", None, group="right", note="seen too rarely"),
        IntervalRow("points", 0.12, group="right"),
    ),
    Axis("difference of cosines"),
    reference=0.0,
)
HEAT = Heat(
    "words by period",
    WORDS,
    PERIODS,
    tuple(
        tuple(None if (row, at) == (2, 3) else math.sin(row * 7 + at) * 0.8 for at in range(len(PERIODS)))
        for row in range(len(WORDS))
    ),
    "cosine",
)
STRIPES = Stripes(
    "whale in six books",
    tuple(
        StripeRow(
            name, 60_000 + 30_000 * at, tuple((k * 0.618 * (1 + at % 2)) % 1 ** (1 + at) for k in range(3**at // 2))
        )
        for at, name in enumerate(NOVELS)
    ),
)
TWO_WORDS = Stripes(
    "two words",
    tuple(
        StripeRow(name, 60_000 + 30_000 * at, tuple((k * 0.618 + word / 3) % 1 for k in range(4 * at)), word)
        for at, name in enumerate(NOVELS[:4])
        for word in (0, 1)
    ),
    ("whale", "大海"),
)
TREE = Tree(
    "tree",
    WORDS,
    tuple(
        Merge(left, right, height)
        for left, right, height in (
            (0, 4, 0.31), (6, 7, 0.4), (3, 9, 0.42), (1, 5, 0.5), (2, 11, 0.55), (8, 12, 0.7), (10, 13, 0.93),
        )
    ),
    Axis("distance"),
)  # fmt: skip
CHARTS: dict[str, tuple[Chart, ...]] = {
    "lines": (TREND, THREE, BY_PERIOD, ZIPF, LOSS),
    "intervals": (CONTRAST,),
    "heat": (HEAT,),
    "stripes": (STRIPES, TWO_WORDS),
    "tree": (TREE,),
}
