"""The data of a map as one block of bytes: a header of JSON, then columns of numbers, compressed.

Layout, little-endian: the header's length in 4 bytes, the header in UTF-8, then each column that the header lists by
name, type and length, from the next multiple of 8 bytes on. All of it in zlib's format. A figure that is not known is
the greatest number of its column, in `trust` and `moves`, or one above the greatest, in `count`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from embrepl.commands.answers.exploring.maps import LOW_TRUST
from embrepl.view.charts.kinds import Axis, Evidence, Map, MapPoint
from embrepl.view.safe import printable, shorten

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LONGEST_LINE", "LONGEST_WORD", "line", "pack", "word"]
LONGEST_WORD, LONGEST_LINE = 120, 600  # cells
_STEPS = 1 << 18  # of an axis: a tenth of a pixel of a screen, at the greatest zoom still few
_FARTHEST = 1e300  # places beyond, and those that are no numbers, are not drawn
_ALIGNED = 8


def pack(chart: Map) -> bytes:
    """Return all that the script of a page needs of a map."""
    columns, scales = _columns(chart)
    evidence = chart.evidence or Evidence()
    header = {
        "words": [word(point.label) for point in chart.points],
        "asked": [number for number, point in enumerate(chart.points) if point.asked],
        "groups": [word(name) for name in chart.groups],
        "grouped": word(chart.grouped_by),
        "lines": [line(each) for each in evidence.lines],
        "axes": [_axis(axis, scale) for axis, scale in zip((chart.x, chart.y), scales, strict=True)],
        "equal": chart.equal,
        "low": LOW_TRUST,
        "columns": [[name, column.dtype.str[1:], len(column)] for name, column in columns.items()],
    }
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    parts = [len(head).to_bytes(4, "little") + head]
    for column in columns.values():
        parts += [bytes(-len(parts[-1]) % _ALIGNED), column.tobytes()]
    return zlib.compress(b"".join(parts), 9 if len(chart.points) < 5_000 else 6)


def word(text: str) -> str:
    """Return a word or a name as it can be shown."""
    return shorten(printable(text[: 5 * LONGEST_WORD]), LONGEST_WORD)


def line(text: str) -> str:
    """Return a line of a text as it can be shown, its white space as single spaces."""
    return shorten(printable(" ".join(text[: 5 * LONGEST_LINE].split())), LONGEST_LINE)


def _columns(chart: Map) -> tuple[dict[str, NDArray[Any]], list[tuple[float, float]]]:
    """Return the columns, and where each axis begins with how long a unit of the page is on it."""
    import numpy as np

    points = chart.points
    columns: dict[str, NDArray[Any]] = {}
    places = [_places(points, axis, name) for axis, name in ((chart.x, "x"), (chart.y, "y"))]  # (N,) each
    known = (np.abs(places[0]) < _FARTHEST) & (np.abs(places[1]) < _FARTHEST)
    starts = [float(place[known].min()) if known.any() else 0.0 for place in places]
    spans = [float(np.ptp(place[known])) if known.any() else 0.0 for place in places]
    if chart.equal:
        spans = [max(spans)] * 2
    for name, place, start, span in zip("xy", places, starts, spans, strict=True):
        shares = (np.where(known, place, np.nan) - start) / (span or 1.0)
        columns[name] = (np.round(shares * _STEPS) / _STEPS).astype("<f4")
    columns["group"] = np.array([point.group for point in points], "<i4")
    counts = (2**32 - 1 if point.count is None else min(max(point.count, 0), 2**32 - 2) for point in points)
    columns["count"] = np.fromiter(counts, "<u4", len(points))
    columns["trust"] = np.fromiter((_share(point.trust, 100, 255) for point in points), "<u1", len(points))
    columns["moves"] = np.fromiter((_share(point.moves, 1000, 65_535) for point in points), "<u2", len(points))
    columns |= _evidence_columns(chart.evidence or Evidence(), len(points))
    return columns, list(zip(starts, (span or 1.0 for span in spans), strict=True))


def _places(points: Sequence[MapPoint], axis: Axis, name: str) -> NDArray[np.float64]:
    import numpy as np

    places = np.array([getattr(point, name) for point in points], np.float64)
    if axis.logarithmic:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log10(places)
    return places


def _share(share: float | None, parts: int, unknown: int) -> int:
    if share is None or not 0 <= share < float("inf"):
        return unknown
    return round(min(share * parts, unknown - 1))


def _evidence_columns(evidence: Evidence, points: int) -> dict[str, NDArray[Any]]:
    """Return neighbours and lines of all points, one behind the other, and how many each point has."""
    import numpy as np

    near = [[pair for pair in pairs if 0 <= pair[0] < points] for pairs in _padded(evidence.neighbours, points)]
    held = [[number for number in of if 0 <= number < len(evidence.lines)] for of in _padded(evidence.of, points)]
    cosines = np.array([cosine for pairs in near for _, cosine in pairs], np.float64)
    return {
        "near": np.array([number for pairs in near for number, _ in pairs], "<u2" if points < 1 << 16 else "<u4"),
        "cosine": np.round(np.clip(np.nan_to_num(cosines), -1, 1) * 1000).astype("<i2"),
        "nears": np.array([len(pairs) for pairs in near], "<u2"),
        "line": np.array([number for numbers in held for number in numbers], "<u4"),
        "lines_of": np.array([len(numbers) for numbers in held], "<u2"),
    }


def _padded(rows: Sequence[Sequence[Any]], points: int) -> Iterable[Sequence[Any]]:
    """Return a row for each point, empty ones where there are too few."""
    return [*rows[:points], *([()] * (points - len(rows)))]


def _axis(axis: Axis, scale: tuple[float, float]) -> dict[str, Any]:
    """Return what an axis says: `start` and `unit` make places of the axis from those of the page."""
    import math

    start, unit = scale
    named = [(math.log10(at) if axis.logarithmic and at > 0 else at, word(name)) for at, name in axis.names]
    return {
        "label": word(axis.label),
        "log": axis.logarithmic,
        "start": start,
        "unit": unit,
        "names": [[(at - start) / unit, name] for at, name in named if math.isfinite(at)],
    }
