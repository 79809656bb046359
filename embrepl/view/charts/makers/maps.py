"""Maps of words."""

from __future__ import annotations

from embrepl.commands.answers.exploring.maps import Behind, WordMap
from embrepl.system.sizes import counted
from embrepl.view.charts.kinds import Axis, Evidence, Map, MapPoint
from embrepl.view.charts.makers.finite import finite

_TINY = 1e-9  # by which the ends of an axis differ where all points lie at one place


def word_map(answer: WordMap) -> Map | None:
    """Return the map of an answer."""
    if not answer.rows:
        return None
    numbers = {name: number for number, name in enumerate(answer.groups)}
    placed = all(finite(row.x) is not None and finite(row.y) is not None for row in answer.rows)
    if not placed:
        return None
    points = tuple(
        MapPoint(
            row.word, row.x, row.y, numbers.get(row.group, -1), row.count,
            None if answer.by == "axes" else finite(row.trust),  # a place on an axis is the cosine itself
            finite(row.moves), row.asked,
        )
        for row in answer.rows
    )  # fmt: skip
    behind = answer.behind
    return Map(
        title_of(answer), points, _axis(answer.x, answer.x_ends, [row.x for row in answer.rows]),
        _axis(answer.y, answer.y_ends, [row.y for row in answer.rows]), answer.groups, answer.grouped_by,
        equal=answer.by != "axes", evidence=None if behind is None else _evidence(behind, len(points)),
        notes=answer.notes,
    )  # fmt: skip


def _axis(label: str, ends: tuple[str, str] | None, places: list[float]) -> Axis:
    """Return an axis; one from some words to others has these at its ends."""
    return Axis(label, names=((min(places), ends[0]), (max(places) + _TINY, ends[1])) if ends else ())


def _evidence(behind: Behind, points: int) -> Evidence:
    """Return what stands behind the points; neighbours without a cosine are left out."""
    neighbours = tuple(
        tuple((other, cosine) for other, cosine in some if other < points and finite(cosine) is not None)
        for some in behind.neighbours
    )
    return Evidence(neighbours, behind.lines, behind.of, behind.note)


def title_of(answer: WordMap) -> str:
    """Return the title of a map."""
    names = {"pca": "PCA", "tsne": "t-SNE", "umap": "UMAP", "axes": "axes of meaning"}
    return f"{counted(len(answer.rows), 'point')} of {answer.model} by {names.get(answer.by, answer.by)}"
