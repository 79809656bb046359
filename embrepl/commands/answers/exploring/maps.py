"""What `plot` returns: points of a map, and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer

LOW_TRUST = 0.3  # of a point: below it, its place on the map is doubtful


@dataclass(frozen=True)
class MapRow:
    """A point of a map: its place and its group ("": none).

    `count`: how often it is seen; `trust`: the share of its true neighbours that are near on the map too; `moves`: its
    mean distance from its place on the maps of other seeds, as a share of the map's width; None where not known.
    `asked`: it was named in the line.
    """

    word: str
    x: float
    y: float
    count: int | None
    group: str
    trust: float | None
    moves: float | None
    asked: bool


@dataclass(frozen=True)
class Behind:
    """What stands behind the points by their numbers: the nearest others with cosines; lines, and which each has.

    `note` says how the neighbours were found, and how many points have lines.
    """

    neighbours: tuple[tuple[tuple[int, float], ...], ...]
    lines: tuple[str, ...]
    of: tuple[tuple[int, ...], ...]
    note: str


@dataclass(frozen=True)
class WordMap(Answer):
    """A map of words of a model, `by` pca, tsne, umap or axes; `x` and `y` say what the axes are.

    `x_ends` and `y_ends`: what an axis of meaning goes from and to; None of any other.

    `groups` are the names of groups in their order, `grouped_by` what they are of. `neighbours`: how many true
    neighbours of each point the trust is of, 0 where there are too few points; `trust` is its mean. `plain`: the table
    is wanted in place of the picture.
    """

    kind: ClassVar[str] = "map"
    model: str
    by: str
    x: str
    y: str
    groups: tuple[str, ...]
    grouped_by: str
    neighbours: int
    trust: float | None
    notes: tuple[str, ...]
    rows: tuple[MapRow, ...]
    plain: bool = False
    behind: Behind | None = None
    x_ends: tuple[str, str] | None = None
    y_ends: tuple[str, str] | None = None
