"""What is left of a token beside a hit within it: the segmenter made 黛玉笑 one token, 笑 is what stands behind 黛玉.

Axes: H hits, W words of the longest hit, N different texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embrepl.corpus.concordance.hits import Spans
from embrepl.corpus.concordance.joined import Joined
from embrepl.corpus.store.positions import Places, Positions


@dataclass(frozen=True)
class Rests:
    """The different texts that are left, "" the first, and which of them stands before each hit and which behind it."""

    texts: list[str]  # N
    before: Places  # (H,)
    behind: Places  # (H,)


def rests(spans: Spans, unspaced: str, words: Sequence[str], positions: Positions, joined: Joined | None) -> Rests:
    """Return what stands beside a text without spaces in the first and the last word of each hit. (H,)."""
    rows = joined.rows(spans) if joined else _rows(spans, positions)
    firsts, kinds = _kinds(rows, len(words))
    texts = {"": 0}
    sides = []
    for row in rows[firsts].tolist():
        beside = _beside([words[at] for at in row if at >= 0], unspaced)
        sides.append([texts.setdefault(rest, len(texts)) for rest in beside])
    before, behind = np.array(sides, np.int64).reshape(-1, 2)[kinds].T
    return Rests(list(texts), before, behind)


def _rows(spans: Spans, positions: Positions) -> Places:
    """Return the types of every hit, -1 behind its last one. (H,) → (H, W)."""
    steps = np.arange(spans.lengths.max(initial=1))
    inside = steps < spans.lengths[:, None]
    return np.where(inside, positions.ids[np.where(inside, spans.places[:, None] + steps, 0)], np.int64(-1))


def _kinds(rows: Places, size: int) -> tuple[Places, Places]:
    """Return the first of all equal rows, and which of these each row equals. (H, W) → (K,), (H,)."""
    kinds = np.zeros(len(rows), np.int64)
    firsts = kinds
    for column in rows.T:
        _, firsts, kinds = np.unique(kinds * (size + 1) + column + 1, return_index=True, return_inverse=True)
    return firsts, kinds


def _beside(row: list[str], unspaced: str) -> tuple[str, str]:
    """Return what the first word has before the text, and the last one behind it."""
    whole, last = "".join(row), sum(map(len, row[:-1]))
    for at in range(len(row[0])):
        if whole.startswith(unspaced, at) and at + len(unspaced) > last:
            return whole[:at], whole[at + len(unspaced) :]
    return "", ""
