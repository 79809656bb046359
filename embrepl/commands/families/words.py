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
from embrepl.commands.unknown_words import spelling_in, with_counts_in_text
from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.space.expression.symbols import OPENING
from embrepl.space.expression.widths import narrow
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.space.space import Space


def ends_in_count(tokens: Sequence[Token]) -> bool:
    """Return whether an expression is over and a number without a sign stands behind it: how many are asked for."""
    last, before = narrow(tokens[-1].raw), tokens[-2].raw
    return last[0] not in "+-" and is_whole(last) and before[-1] not in OPENING


@dataclass(frozen=True, kw_only=True)
class NearOptions(CommandOptions):
    """What `near` takes."""

    expression: tuple[Token, ...] = argument("WORD|EXPRESSION", completes=("words",))
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

    Words named in the expression are left out. "mutual" marks a word that has the asked one among its own K nearest:
    nearness that goes both ways is the better evidence. A word that is a number, or holds spaces or signs, is quoted. A
    model of `train subword` has vectors of words it has never seen too, and says so.

    Examples:
      near king
      near king 25
      near king - man + woman
      near king --rare
      near "king" + 0.5 * queen 5
    """
    from embrepl.space.expression.parser import parse_pieces
    from embrepl.space.neighbours import nearest
    from embrepl.space.ranking.order import by_count

    model = session.model
    order = None if options.rare else by_count(model.space)
    typed = parse_pieces(options.expression, options.expression[0].line)
    query = typed.with_words(lambda word: spelling_in(session, model, word))
    with with_counts_in_text(session, model):
        rows = query.words(model.space)
        neighbours = nearest(model.space, query.evaluate(model.space), options.k, rows, order)
    return Neighbours(
        query.text,
        model.space.name,
        tuple(NeighbourRow(each.rank, each.word, each.cosine, each.count, each.mutual) for each in neighbours),
        _why_so_few(model.space, len(neighbours), options.k),
        model.space.unseen(term.word for term in query.terms),
        "cosine" if order is None else "cosine and count",
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

    a: str = argument("WORD", completes=("words",))
    b: str = argument("WORD", completes=("words",))


def dist(session: Session, options: DistOptions) -> Distance:
    """Show how far apart two words are, in four figures, and how unusual that is.

    Cosine similarity (1: same direction), Euclidean distance, the mean difference that the zero-distance model
    minimises (it has a sign, and is no distance), the mean squared difference, and the percentile of the cosine among
    random pairs of words about as frequent as these two.

    Examples:
      dist king queen
    """
    from embrepl.space import metrics

    model = session.model
    a, b = (spelling_in(session, model, word) for word in (options.a, options.b))
    with with_counts_in_text(session, model):
        first, second = model.space.vector(a), model.space.vector(b)
        unseen = model.space.unseen((a, b))
        percentile, pairs = metrics.like_frequency_percentile(model.space, a, b) if not unseen else (50.0, 0)
    return Distance(
        a=a,
        b=b,
        model=model.space.name,
        cosine=metrics.cosine(first, second),
        euclidean=metrics.euclidean(first, second),
        mean_difference=metrics.mean_difference(first, second),
        mean_squared_difference=metrics.mean_squared_difference(first, second),
        percentile=percentile,
        pairs=pairs,
        unseen=unseen,
    )


@dataclass(frozen=True, kw_only=True)
class VecOptions(CommandOptions):
    """What `vec` takes."""

    word: str = argument("WORD", completes=("words",))


def vec(session: Session, options: VecOptions) -> WordVector:
    """Show a word's vector: its length, how often the word is seen, its rank by frequency, and the numbers.

    Examples:
      vec king
      vec king --format json
    """
    model = session.model
    word = spelling_in(session, model, options.word)
    with with_counts_in_text(session, model):
        if model.space.unseen((word,)):
            return _compose(model, word)
        row = model.space.id(word)
    return WordVector(
        word=model.space.words[row],
        model=model.space.name,
        rank=row + 1,
        words=len(model.space),
        count=model.space.count(row),
        norm=float(model.space.norms[row]),
        values=tuple(float(value) for value in model.space.rows([row])[0]),
    )


def _compose(model: Model, word: str) -> WordVector:
    """Return what is known of a word never seen: the numbers that its n-grams give."""
    values = tuple(float(value) for value in model.space.vector(word))
    norm = math.sqrt(sum(value * value for value in values))
    return WordVector(word, model.space.name, None, len(model.space), 0, norm, values)


COMMANDS = by_name(
    Command("near", near, NearOptions), Command("dist", dist, DistOptions), Command("vec", vec, VecOptions)
)
