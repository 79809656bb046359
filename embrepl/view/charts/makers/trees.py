"""Charts of how things join."""

from __future__ import annotations

from embrepl.commands.answers.exploring.trees import JoiningTree
from embrepl.view.charts.kinds import Axis, Merge, Tree


def tree(answer: JoiningTree) -> Tree | None:
    """Return a dendrogram."""
    if len(answer.leaves) < 2:
        return None
    merges = tuple(Merge(row.left - 1, row.right - 1, row.height) for row in answer.rows)
    return Tree(f"how the {answer.of} of {answer.model} join", answer.leaves, merges, Axis("1 - mean cosine"))
