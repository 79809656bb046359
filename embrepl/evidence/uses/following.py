"""Whether groups of uses are those of the parts of a text: ways of writing, or topics, rather than senses.

How far groups and parts go together is Cramér's V less its bias (Bergsma 2013, A bias-correction for Cramér's V and
Tschuprow's T): 0 where each group is spread over the parts as all uses are, 1 where the group says the part. Without
that correction, parts of few uses would seem to go together with any groups.

Axes: P uses, N documents.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.options import FILE
from embrepl.corpus.store.positions import Places
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.store.variables import FEW_NUMBERS, LABEL, Variable

FOLLOWS = 0.5  # from which on groups follow the parts: what Cohen 1988 calls a large effect of two by two


@dataclass(frozen=True)
class Following:
    """The variable whose parts some groups are nearest to, the part of each use, -1 for none, (P,), and how near."""

    variable: Variable
    codes: Places
    association: float | None


def nearest_parts(corpus: Corpus, groups: Places, documents: Places) -> Following | None:
    """Return the parts that groups of uses, in these documents of a text, follow most; None without parts. (P,), (P,).

    Of equal ones the files come first, then the labels. Of one group, all that follow nothing.
    """
    tried = []
    for variable in _dividing(corpus):
        codes = variable.codes[documents].astype(np.int64)
        if len(np.unique(codes[codes >= 0])) > 1:
            tried.append(Following(variable, codes, cramers_v(groups[codes >= 0], codes[codes >= 0])))
    return max(tried, key=lambda each: each.association or 0.0, default=None)


def _dividing(corpus: Corpus) -> list[Variable]:
    """Return the variables that make some parts, but not too many: files, labels, then others."""
    first = {FILE: 0, LABEL: 1}
    some = [each for each in corpus.variables.values() if not each.numeric and 2 <= len(each.names) <= FEW_NUMBERS]
    return sorted(some, key=lambda each: first.get(each.name, 2))


def cramers_v(groups: Places, parts: Places) -> float | None:
    """Return Cramér's V of two groupings less its bias; None where either is of one group. (P,), (P,)."""
    table = np.zeros((int(groups.max(initial=0)) + 1, int(parts.max(initial=0)) + 1))
    np.add.at(table, (groups, parts), 1.0)
    table = table[table.any(axis=1)][:, table.any(axis=0)]
    rows, columns = table.shape
    if min(rows, columns) < 2:
        return None
    total = table.sum()
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / total
    square = float((np.square(table - expected) / expected).sum()) / total
    square = max(0.0, square - (rows - 1) * (columns - 1) / (total - 1))
    fewer = min(each - (each - 1) ** 2 / (total - 1) for each in (rows, columns)) - 1
    return float(np.sqrt(min(1.0, square / fewer))) if fewer > 0 else None


def shares(following: Following, inside: NDArray[np.bool_]) -> dict[str, float]:
    """Return of some uses which share is in each part, the greatest first; of those that are in one. (P,)."""
    codes = following.codes[inside]
    many = np.bincount(codes[codes >= 0], minlength=len(following.variable.names))
    order = np.argsort(-many, kind="stable")
    total = max(int(many.sum()), 1)
    return {following.variable.names[at]: float(many[at] / total) for at in order.tolist() if many[at]}
