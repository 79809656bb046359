"""How things join to a tree by their directions: what `sim --tree` and `cluster --tree` share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.trees import JoiningTree, MergeRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NAMED = 6  # leaves that stand for all of a node


def joining_tree(model: str, of: str, names: Sequence[str], units: NDArray[np.floating]) -> JoiningTree:
    """Return the tree of some things by their directions, (n, D); the leaves in an order without crossings."""
    import numpy as np

    from embrepl.space.groups.linkage import average_linkage, leaf_order

    distances = 1 - np.clip(units @ units.T, -1.0, 1.0)
    merges, n = average_linkage(distances), len(names)
    order = leaf_order(merges, n)
    number = {leaf: at for at, leaf in enumerate(order, 1)} | {node: node + 1 for node in range(n, 2 * n - 1)}
    inside: dict[int, list[str]] = {leaf: [names[leaf]] for leaf in order}
    rows = []
    for node, (left, right, height, size) in enumerate(merges, n):
        inside[node] = [*inside[left], *inside[right]]
        words = " ".join(inside[node][:_NAMED])
        rows.append(MergeRow(node + 1, number[left], number[right], max(0.0, height), size, words))
    return JoiningTree(model, of, tuple(names[leaf] for leaf in order), tuple(rows))
