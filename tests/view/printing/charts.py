"""Small charts, one of each kind, and hostile ones."""

from __future__ import annotations

from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import (
    Axis,
    Chart,
    Heat,
    IntervalRow,
    Intervals,
    LinePoint,
    Lines,
    Map,
    MapPoint,
    Merge,
    Series,
    StripeRow,
    Stripes,
    Tree,
)

RECIPE = Provenance("plot king > a.svg", ("load tales.txt", "train --dims 50"), "9.9")
HOSTILE = (
    "$x_1$",
    "a_b^{c}",
    r"back\slash \frac{1}{2}",
    "<b>bold</b>",
    "&amp;",
    "]]>",
    "%d{0}",
    "\x1b[2J\u202eevil\x00",
)


def a_map(labels: tuple[str, ...]) -> Map:
    points = (MapPoint(label, at % 7, at // 7, group=at % 2, trust=at % 3 / 2) for at, label in enumerate(labels))
    return Map("Some words", tuple(points), groups=("one", "other"), notes=("A note.",))


CHARTS: dict[str, Chart] = {
    "map": a_map(("king", "queen", "国王", "ship", "sea")),
    "axes": Map("Two axes", a_map(("king", "queen")).points, Axis("bad to good"), Axis("old to new"), equal=False),
    "lines": Lines(
        "Lines",
        (
            Series("king", tuple(LinePoint(year, 0.1 * year % 1, 0.0, 1.0) for year in range(1990, 2000))),
            Series("dots", (LinePoint(1990, 0.5), LinePoint(1995, 0.7, 0.6, 0.9)), dots=True),
        ),
        Axis("year"),
        Axis("share"),
    ),
    "curve": Lines(
        "Curve", (Series("", (LinePoint(1, 1000), LinePoint(100, 10))),), Axis("rank", True), Axis("n", True)
    ),
    "named": Lines(
        "Parts", (Series("king", (LinePoint(0, 1), LinePoint(1, 2))),), Axis("", names=((0, "a"), (1, "b")))
    ),
    "intervals": Intervals(
        "Intervals",
        (
            IntervalRow("sure", 1.0, 0.5, 1.5, "up"),
            IntervalRow("unsure", 0.1, -1, 1.2),
            IntervalRow("none", None, note="?"),
        ),
        Axis("log ratio"),
        0.0,
    ),
    "heat": Heat("Heat", ("a", "b"), ("c", "d", "e"), ((0.1, None, 0.3), (-1.0, 0.5, 1.0)), "cosine"),
    "stripes": Stripes("Stripes", (StripeRow("one", 12345, (0.1, 0.5), 0), StripeRow("two", 10, ())), ("group",)),
    "tree": Tree("Tree", ("a", "b", "c"), (Merge(0, 2, 0.5), Merge(1, 3, 0.9)), Axis("distance")),
}
EMPTY: dict[str, Chart] = {
    "map": Map("", ()),
    "lines": Lines("", ()),
    "line": Lines("", (Series("", ()),), Axis("", True), Axis("", True)),
    "intervals": Intervals("", ()),
    "heat": Heat("", (), (), ()),
    "nothing": Heat("", ("a",), ("b",), ((None,),)),
    "stripes": Stripes("", ()),
    "tree": Tree("", (), ()),
    "leaf": Tree("", ("a",), ()),
    "point": Map("", (MapPoint("king", 3.0, 3.0),)),
    "equal": Map("", tuple(MapPoint(f"w{at}", 1.0, 1.0) for at in range(30))),
    "blank": Map("", (MapPoint(" ", 0, 0), MapPoint("", 1, 1))),
    "no-number": Map("", (MapPoint("a", float("nan"), 0), MapPoint("b", 1, float("inf")), MapPoint("c", 0, 0))),
    "below": Lines("", (Series("a", (LinePoint(0, -1), LinePoint(1, 0))),), Axis("", True), Axis("", True)),
    "flat": Tree("", ("a", "b"), (Merge(0, 1, 0.0),)),
}
