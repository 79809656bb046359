"""`dist` and `vec`: what the current model says of words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from embrepl.commands.answers.words import Distance, WordVector
from embrepl.commands.command import Command, by_name
from embrepl.commands.lexer import Token
from embrepl.commands.numerals import is_whole
from embrepl.commands.options import CommandOptions, argument
from embrepl.commands.targets.vectors import several, target
from embrepl.errors import EmbreplError, Place
from embrepl.session.session import Session
from embrepl.space.expression.symbols import NUMBER, OPENING, SIGNS_OF_SUMS, STAR
from embrepl.space.expression.widths import narrow


def ends_in_count(tokens: Sequence[Token]) -> bool:
    """Return whether an expression is over and a number stands behind it: how many are asked for.

    Raises `bad-option` for one with a sign: as a count it is wrong, and nobody types a sum so.
    """
    last, before = narrow(tokens[-1].raw), tokens[-2].raw
    if (before[-1] in OPENING and not (before[-1] in STAR and _ends_pattern(before))) or tokens[-1].quoted:
        return False
    if last[0] in SIGNS_OF_SUMS and is_whole(last[1:]) and last[1:2].isdigit():
        message = f"How many are asked for is a number without a sign, not {tokens[-1].raw}."
        hint = f"Type {last[1:]}; to add or take away the word {last[1:]}, put a space between: {last[0]} {last[1:]}."
        raise EmbreplError("bad-option", message, hint, Place(tokens[-1].line, tokens[-1].place))
    return is_whole(last)


def _ends_pattern(text: str) -> bool:
    """Return whether a word that ends in a star is a pattern, as immigr* is, and not a weight such as 2*."""
    return len(text) > 1 and NUMBER.fullmatch(narrow(text[:-1])) is None


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
    from embrepl.space.relations.directions import direction

    a, b = several(session, options.pair, "dist TARGET TARGET", 2, 2)
    for each in (a, b):
        direction(each.vector, each.text)  # raises where it has none, and so no cosine
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


COMMANDS = by_name(Command("dist", dist, DistOptions), Command("vec", vec, VecOptions))
