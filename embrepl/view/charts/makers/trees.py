"""Charts of how things join."""

from __future__ import annotations

from embrepl.commands.answers.exploring.trees import JoiningTree
from embrepl.view.charts.kinds import Axis, Merge, Tree
from embrepl.view.charts.makers.finite import finite


def tree(answer: JoiningTree) -> Tree | None:
    """Return a dendrogram."""
    merges = tuple(
        Merge(row.left - 1, row.right - 1, height) for row in answer.rows if (height := finite(row.height)) is not None
    )
    if len(answer.leaves) < 2 or len(merges) != len(answer.leaves) - 1:
        return None
    return Tree(f"how the {answer.of} of {answer.model} join", answer.leaves, merges, Axis("1 - mean cosine"))
