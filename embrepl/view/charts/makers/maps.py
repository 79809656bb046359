"""Maps of words."""

from __future__ import annotations

from embrepl.commands.answers.exploring.maps import WordMap
from embrepl.system.sizes import counted
from embrepl.view.charts.kinds import Axis, Evidence, Map, MapPoint


def word_map(answer: WordMap) -> Map | None:
    """Return the map of an answer."""
    if not answer.rows:
        return None
    numbers = {name: number for number, name in enumerate(answer.groups)}
    points = tuple(
        MapPoint(row.word, row.x, row.y, numbers.get(row.group, -1), row.count, row.trust, row.moves, row.asked)
        for row in answer.rows
    )
    behind = answer.behind
    return Map(
        title_of(answer), points, Axis(answer.x), Axis(answer.y), answer.groups, answer.grouped_by,
        equal=answer.by != "axes",
        evidence=None if behind is None else Evidence(behind.neighbours, behind.lines, behind.of, behind.note),
        notes=answer.notes,
    )  # fmt: skip


def title_of(answer: WordMap) -> str:
    """Return the title of a map."""
    names = {"pca": "PCA", "tsne": "t-SNE", "umap": "UMAP", "axes": "axes of meaning"}
    return f"{counted(len(answer.rows), 'point')} of {answer.model} by {names.get(answer.by, answer.by)}"
