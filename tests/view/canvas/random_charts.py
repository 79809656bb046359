"""Charts of any size, with whatever figures and labels may come, and rooms to draw them in."""

from __future__ import annotations

from hypothesis import strategies as st
from rich.text import Text

from embrepl.view.canvas.picture import DRAWERS
from embrepl.view.canvas.room import Room
from embrepl.view.charts import kinds
from embrepl.view.charts.kinds import Axis, Heat, Intervals, Lines, Merge, Stripes, Tree

HOSTILE = (
    "\x1b[2J", "\u202eabc", "a\nb\tc", "移民政策", "e\u0301\u0302\u0303\u0304\u0305", "\U0001f469\u200d\U0001f467",
    "", " ", "[red]x[/]", "字" * 50,
)  # fmt: skip
labels = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12))
figures = st.one_of(
    st.floats(), st.floats(-1, 1), st.integers(-9, 9).map(float), st.sampled_from((0.0, 1e308, -1e308, 5e-324, 1990.0))
)
unsure = st.one_of(st.none(), figures)
axes = st.builds(
    Axis, labels, st.booleans(), st.one_of(st.just(()), st.lists(st.tuples(figures, labels), max_size=6).map(tuple))
)
rooms = st.builds(Room, st.integers(20, 250), st.integers(1, 40), st.booleans(), st.booleans())
notes = st.just(())

points = st.builds(kinds.LinePoint, figures, figures, unsure, unsure)
series = st.builds(kinds.Series, labels, st.lists(points, max_size=40).map(tuple), st.booleans())
lines = st.builds(Lines, labels, st.lists(series, max_size=12).map(tuple), axes, axes, notes)
interval_rows = st.builds(kinds.IntervalRow, labels, unsure, unsure, unsure, labels, labels)
intervals = st.builds(Intervals, labels, st.lists(interval_rows, max_size=30).map(tuple), axes, unsure, notes)
places = st.lists(st.one_of(st.floats(0, 1), st.floats()), max_size=40).map(tuple)
stripe_rows = st.builds(kinds.StripeRow, labels, st.integers(-1, 10**7), places, st.integers(-1, 3))
stripes = st.builds(
    Stripes, labels, st.lists(stripe_rows, max_size=60).map(tuple), st.lists(labels, max_size=3).map(tuple), notes
)


@st.composite
def heats(draw: st.DrawFn) -> Heat:
    rows = draw(st.lists(labels, max_size=12))
    columns = rows if draw(st.booleans()) else draw(st.lists(labels, max_size=90))
    row = st.lists(unsure, min_size=len(columns), max_size=len(columns)).map(tuple)
    values = draw(st.lists(row, min_size=len(rows), max_size=len(rows)))
    return Heat(draw(labels), tuple(rows), tuple(columns), tuple(values), draw(labels))


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    size = draw(st.integers(0, 40))
    leaves = draw(st.lists(labels, min_size=size, max_size=size))
    free, merges = list(range(size)), []
    while len(free) > 1:
        left, right = (free.pop(draw(st.integers(0, len(free) - 1))) for _ in range(2))
        free.append(size + len(merges))
        merges.append(Merge(left, right, draw(figures)))
    return Tree(draw(labels), tuple(leaves), tuple(merges), draw(axes))


charts = st.one_of(lines, intervals, heats(), stripes, trees())


def drawn(chart: kinds.Chart, room: Room) -> list[Text]:
    return list(DRAWERS[type(chart)](chart, room))


def shown(chart: kinds.Chart, width: int, height: int = 12, *, ascii: bool = False) -> str:  # noqa: A002
    """Return the picture as it looks without colour."""
    return "\n".join(line.plain.rstrip() for line in drawn(chart, Room(width, height, False, ascii)))
