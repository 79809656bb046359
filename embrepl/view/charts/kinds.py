"""The kinds of charts: what is drawn, without a word on how.

Every string may quote a file: none is safe to print. Places are in the units of the axes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Axis:
    """An axis: what it shows, whether it is `logarithmic`, and the places that have names ("" for all: numbers)."""

    label: str = ""
    logarithmic: bool = False
    names: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class MapPoint:
    """A point of a map: its label, place and group (-1: none).

    `count`: how often it is seen; `trust`: the share of its true neighbours that are near on the map too; `moves`: how
    far it moves from map to map, as a share of the map's width; None where that is not known. `asked`: it was named by
    the user, so that its label goes before others.
    """

    label: str
    x: float
    y: float
    group: int = -1
    count: int | None = None
    trust: float | None = None
    moves: float | None = None
    asked: bool = False


@dataclass(frozen=True)
class Evidence:
    """What stands behind the points of a map, by their numbers.

    `neighbours`: the nearest other points in the vectors themselves, with their cosines; `lines`: of the text, `of`
    which each point has some. `note` says how the neighbours were found, and for which points there are lines.
    """

    neighbours: tuple[tuple[tuple[int, float], ...], ...] = ()
    lines: tuple[str, ...] = ()
    of: tuple[tuple[int, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Map:
    """Points in a plane; `equal`: both axes have one scale, since distances mean something."""

    title: str
    points: tuple[MapPoint, ...]
    x: Axis = Axis()
    y: Axis = Axis()
    groups: tuple[str, ...] = ()
    grouped_by: str = ""
    equal: bool = True
    evidence: Evidence | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinePoint:
    """A point of a line, with the ends of its interval where it has one."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Series:
    """A line through points, or the `dots` alone."""

    label: str
    points: tuple[LinePoint, ...]
    dots: bool = False


@dataclass(frozen=True)
class Lines:
    """Lines over an axis, with bands where their points have intervals."""

    title: str
    series: tuple[Series, ...]
    x: Axis = Axis()
    y: Axis = Axis()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class IntervalRow:
    """A value with the ends of its interval, None where it is not sure; rows of a `group` stand together."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    group: str = ""
    note: str = ""

    def holds(self, value: float | None) -> bool:
        """Whether a value lies within the interval; False where either is not known."""
        if value is None or self.low is None or self.high is None:
            return False
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Intervals:
    """Values with intervals, one below the other; a line stands at the `reference`."""

    title: str
    rows: tuple[IntervalRow, ...]
    axis: Axis = Axis()
    reference: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heat:
    """Figures in cells, shaded: a row for each of `rows`, a column for each of `columns`; None: no figure."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    label: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class StripeRow:
    """A text of `size` tokens with the `places` where something stands, each from 0 to 1.

    `counts`: how often it stands at each, () for once.
    """

    label: str
    size: int
    places: tuple[float, ...]
    group: int = -1
    counts: tuple[int, ...] = ()

    @property
    def seen(self) -> int:
        """How often it stands in the text."""
        return sum(self.counts) if self.counts else len(self.places)


@dataclass(frozen=True)
class Stripes:
    """Where something stands in texts, a stripe for each text."""

    title: str
    rows: tuple[StripeRow, ...]
    groups: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merge:
    """Two nodes that become one at a `height`: leaves are numbered from 0, merges go on behind them."""

    left: int
    right: int
    height: float


@dataclass(frozen=True)
class Tree:
    """A dendrogram: `leaves`, and one merge fewer, the lowest first."""

    title: str
    leaves: tuple[str, ...]
    merges: tuple[Merge, ...]
    axis: Axis = Axis()
    notes: tuple[str, ...] = ()


Chart = Map | Lines | Intervals | Heat | Stripes | Tree
