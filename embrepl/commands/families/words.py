"""`near`, `dist` and `vec`: what the current model says of words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.words import Distance, NeighbourRow, Neighbours, WordVector
from embrepl.commands.command import Command, by_name
from embrepl.commands.lexer import Token
from embrepl.commands.numerals import is_whole
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.targets.runs import with_runs
from embrepl.commands.targets.vectors import target, targets, two
from embrepl.session.session import Session
from embrepl.space.expression.symbols import OPENING
from embrepl.space.expression.widths import narrow
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.space.neighbours import Neighbour
    from embrepl.space.space import Space


def ends_in_count(tokens: Sequence[Token]) -> bool:
    """Return whether an expression is over and a number without a sign stands behind it: how many are asked for."""
    last, before = narrow(tokens[-1].raw), tokens[-2].raw
    return last[0] not in "+-" and is_whole(last) and before[-1] not in OPENING


@dataclass(frozen=True, kw_only=True)
class NearOptions(CommandOptions):
    """What `near` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words",))
    k: int = option(
        "how many neighbours", default=10, least=1, most=10_000,
        behind={"label": "[K]", "noun": "neighbour", "counts": ends_in_count},
    )  # fmt: skip
    rare: bool = option("order by the cosine alone, so that words seen a few times come first too", default=False)


def near(session: Session, options: NearOptions) -> Neighbours:
    """Show the K words (10) whose vectors point closest to a word's, or to that of an expression of words.

    Closeness is the cosine, but the less often a word was seen, the less of it is believed: of a word seen n times the
    share n / (n + 10), counted from the usual cosine of the asked word. So words seen a handful of times, whose vectors
    are mostly chance, do not lead. `--rare` orders by the cosine alone, as vectors without counts always are.

    The percentile says how unusual a cosine is: the share of random pairs of words about as frequent as the asked one
    and this one whose cosine is lower. "mutual" marks a word that has the asked one among its own K nearest: nearness
    that goes both ways is the better evidence. Words named in the expression are left out. A word that is a number,
    or holds spaces or signs, is quoted. A model of `train subword` has vectors of words it never saw, and says so.
    Where `stable` has made runs of the model, "kept in" says in how many of them a word is among the K nearest.

    Examples:
      near king
      near king 25
      near king - man + woman
      near king --rare
      near "king" + 0.5 * queen 5
    """
    from embrepl.space.neighbours import nearest
    from embrepl.space.ranking.order import by_count

    asked = target(session, options.target)
    space = asked.space
    order = None if options.rare else by_count(space)
    neighbours = nearest(space, asked.vector, options.k, asked.rows, order)
    answer = Neighbours(
        asked.text,
        space.name,
        _rows(space, asked.row, neighbours),
        _why_so_few(space, len(neighbours), options.k),
        asked.unseen,
        "cosine" if order is None else "cosine and count",
    )
    return with_runs(asked, answer, options.k, order)


def _rows(space: Space, asked: int | None, found: Sequence[Neighbour]) -> tuple[NeighbourRow, ...]:
    """Return neighbours, each with the percentile of its cosine where a single word was asked, by its row."""
    from embrepl.space.ranking.percentiles import percentiles

    values: Sequence[float | None] = [None] * len(found)
    if asked is not None:
        values = percentiles(space).of_word(asked, [each.row for each in found], [each.cosine for each in found])
    return tuple(
        NeighbourRow(each.rank, each.word, each.cosine, percentile, each.count, each.mutual)
        for each, percentile in zip(found, values, strict=True)
    )


def _why_so_few(space: Space, found: int, wanted: int) -> str:
    """Return why there are fewer neighbours than were asked for, where that is the vectors' nature."""
    if not space.identity:
        blank = int(space.blank.sum()) if found < wanted else 0
        return f"{counted(blank, 'word')} with a vector of zeros alone left out." if blank else ""
    return (
        f"No word is nearer than another: in {space.name} each of the {len(space):,} words has an axis of its own, and "
        "all others have a cosine of 0. `train zero` learns which are alike."
    )


@dataclass(frozen=True, kw_only=True)
class DistOptions(CommandOptions):
    """What `dist` takes."""

    pair: tuple[Token, ...] = argument("TARGET TARGET", completes=("words",))


def dist(session: Session, options: DistOptions) -> Distance:
    """Show how far apart two words are, in four figures, and how unusual that is.

    Cosine similarity (1: same direction), Euclidean distance, the mean difference that the zero-distance model
    minimises (it has a sign, and is no distance), the mean squared difference, and the percentile of the cosine among
    random pairs of words about as frequent as these two.

    Examples:
      dist king queen
    """
    from embrepl.space import metrics
    from embrepl.space.ranking.percentiles import percentiles

    a, b = two(targets(session, options.pair), "dist TARGET TARGET")
    space, first, second = a.space, a.as_trained, b.as_trained
    percentile, pairs = (50.0, 0)
    if a.row is not None and b.row is not None:
        percentile, pairs = percentiles(space).of_pair(a.row, b.row)
    return Distance(
        a=a.text,
        b=b.text,
        model=space.name,
        cosine=metrics.cosine(first, second),
        euclidean=metrics.euclidean(first, second),
        mean_difference=metrics.mean_difference(first, second),
        mean_squared_difference=metrics.mean_squared_difference(first, second),
        percentile=percentile,
        pairs=pairs,
        unseen=tuple(dict.fromkeys(a.unseen + b.unseen)),
    )


@dataclass(frozen=True, kw_only=True)
class VecOptions(CommandOptions):
    """What `vec` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words",))


def vec(session: Session, options: VecOptions) -> WordVector:
    """Show a word's vector: its length, how often the word is seen, its rank by frequency, and the numbers.

    Examples:
      vec king
      vec king --format json
    """
    asked = target(session, options.target)
    space, row, vector = asked.space, asked.row, asked.as_trained
    return WordVector(
        word=asked.text,
        model=space.name,
        rank=None if row is None else row + 1,
        words=len(space),
        count=space.count(row) if row is not None else 0 if asked.unseen else None,
        norm=math.sqrt(sum(float(value) ** 2 for value in vector)),
        values=tuple(float(value) for value in vector),
    )


COMMANDS = by_name(
    Command("near", near, NearOptions), Command("dist", dist, DistOptions), Command("vec", vec, VecOptions)
)
