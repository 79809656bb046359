"""Maps for tests: words on a grid with neighbours and lines, and pages of them that are open in a browser."""

from __future__ import annotations

from typing import Any

from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Axis, Evidence, Map, MapPoint

WORDS = ("king", "queen", "man", "woman", "kingdom", "bread", "butter", "国王", "ملك", "jam", "bee", "stinking")
SIDE = 4  # points of a row of the grid
PROVENANCE = Provenance("plot --near king 12 > map.html", ("load en.txt", "train spectral"), "9.9.9")


def small_map(*, title: str = "Twelve words", axes: bool = False, equal: bool = True) -> Map:
    """Return twelve words in a grid; each has the next three as neighbours, and king has two lines."""
    points = tuple(
        MapPoint(word, float(i % SIDE), float(i // SIDE), i % 2, 1000 // (i + 1), i / 12, asked=word == "queen")
        for i, word in enumerate(WORDS)
    )
    near = tuple(tuple(((i + k) % 12, 0.9 - k / 10) for k in (1, 2, 3)) for i in range(12))
    lines = ("The king looked at a kingdom, king of kings.", "No other KING came.")
    evidence = Evidence(near, lines, ((0, 1),), "Neighbours among the words of the map.")
    names = ((0.0, "poor"), (3.0, "rich"))
    return Map(
        title, points, Axis("wealth", names=names) if axes else Axis(), Axis("age") if axes else Axis(),
        ("odd", "even"), "part", equal, evidence, ("A note.",),
    )  # fmt: skip


def crowd(points: int) -> Map:
    """Return so many points in a spiral, five neighbours each, the first the most frequent."""
    golden = 2.399963
    from math import cos, sin, sqrt

    marks = tuple(
        MapPoint(f"w{i}", sqrt(i) * cos(golden * i), sqrt(i) * sin(golden * i), i % 9, points - i, (i % 10) / 10)
        for i in range(points)
    )
    near = tuple(tuple(((i + k) % points, 0.8 - k / 20) for k in range(1, 6)) for i in range(points))
    return Map(f"{points} words", marks, groups=tuple("abcdefghi"), grouped_by="letter", evidence=Evidence(near))


def ready(page: Any) -> Any:
    """Return the page once its map is drawn."""
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_selector("#stage[data-zoom]", state="attached")
    return page


def asked(page: Any, *points: int) -> dict[str, Any]:
    """Return what the map says of itself once it rests: its view, labels, the open point, and where points are."""
    return dict(
        page.evaluate(
            """async (of) => {
              const ask = () => {
                const detail = {of};
                document.getElementById("stage").dispatchEvent(new CustomEvent("embrepl-ask", {detail}));
                return detail;
              };
              const next = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
              for (let before = "", now = ask(); ; before = JSON.stringify(now), await next(), now = ask()) {
                if (JSON.stringify(now) === before) return now;
              }
            }""",
            list(points),
        )
    )


def place(page: Any, point: int) -> tuple[float, float]:
    """Return where a point is in the window."""
    (x, y) = asked(page, point)["places"][0]
    box = page.locator("#stage").bounding_box()
    return box["x"] + x, box["y"] + y
