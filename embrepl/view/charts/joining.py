"""What a dendrogram says of itself, whoever draws it: which of its merges can be, and the order of its leaves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from embrepl.view.charts.kinds import Merge, Tree


def sound_merges(chart: Tree) -> list[Merge]:
    """Return the merges as far as each joins two nodes that are there and are not joined yet; heights are numbers."""
    free = set(range(len(chart.leaves)))
    merges: list[Merge] = []
    highest = max((merge.height for merge in chart.merges if math.isfinite(merge.height)), default=0.0)
    for merge in chart.merges:
        if merge.left == merge.right or not {merge.left, merge.right} <= free:
            break
        free -= {merge.left, merge.right}
        free.add(len(chart.leaves) + len(merges))
        merges.append(merge if math.isfinite(merge.height) else replace(merge, height=highest))
    return merges


def leaves_in_order(leaves: int, merges: Sequence[Merge]) -> list[int]:
    """Return the leaves from top to bottom, so that no branches cross; `merges` are sound."""
    members = {leaf: [leaf] for leaf in range(leaves)}
    for at, merge in enumerate(merges):
        members[leaves + at] = members.pop(merge.left) + members.pop(merge.right)
    return [leaf for node in sorted(members, key=lambda node: members[node][0]) for leaf in members[node]]
