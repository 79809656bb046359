"""Maps to draw: of neighbours in vectors trained on film reviews and on a Chinese novel, and of points by chance."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.cells import cell_len

from embrepl.view.canvas.map import draw
from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Axis, Map, MapPoint

NEIGHBOURS = Path(__file__).parent / "neighbours.tsv"  # two components of the 40 words nearest to each of six
REAL = ("actor", "bad", "war", "child", "曹操", "马")


def neighbours(word: str, *, grouped: bool = True) -> Map:
    """Return the map of a word's neighbours."""
    with NEIGHBOURS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["of"] == word]
    points = tuple(
        MapPoint(
            row["word"], float(row["x"]), float(row["y"]), int(row["group"]) if grouped else -1, int(row["count"]),
            float(row["trust"]) if grouped else None, asked=row["word"] == word,
        )
        for row in rows
    )  # fmt: skip
    if not grouped:
        return Map(f"Neighbours of {word}", points)
    first = {point.group: point.label for point in reversed(points)}
    groups = tuple(f"{first[number]}, …" for number in range(4))
    return Map(f"Neighbours of {word}", points, groups=groups, grouped_by="cluster")


def scattered(labels: Sequence[str], *, clusters: int = 0, seed: int = 0, **others: object) -> Map:
    """Return points by chance, in so many clusters."""
    random = np.random.default_rng(seed)
    places = random.random((len(labels), 2))
    if clusters:
        centres = random.normal(size=(clusters, 2))
        places = centres[random.integers(0, clusters, len(labels))] + 0.15 * random.normal(size=(len(labels), 2))
    points = tuple(MapPoint(label, float(x), float(y)) for label, (x, y) in zip(labels, places, strict=True))
    return Map("Points", points, **others)  # type: ignore[arg-type]


def opposed(low: str, high: str) -> Axis:
    """Return an axis between two words."""
    return Axis(f"{low} … {high}", names=((-1.0, low), (1.0, high)))


def lines(chart: Map, width: int, height: int, *, colour: bool = False, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return a picture's lines as text."""
    drawn = [line.plain for line in draw(chart, Room(width, height, colour, ascii))]
    assert len(drawn) <= height
    assert max(map(cell_len, drawn)) <= width
    return [line.rstrip() for line in drawn]
