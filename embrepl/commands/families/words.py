"""`near`, `dist` and `vec`: what the current model says of words."""

from __future__ import annotations

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.words import Distance, NeighbourRow, Neighbours, WordVector
from embrepl.commands.arguments import Arguments, Command, Option
from embrepl.commands.numerals import how_many, is_whole
from embrepl.errors import EmbreplError, UnknownWordError
from embrepl.session.session import Model, Session
from embrepl.space.expression.symbols import OPENING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embrepl.commands.lexer import Token
    from embrepl.space.space import Space

DEFAULT_K, MOST_K = 10, 10_000


def near(session: Session, arguments: Arguments) -> Answer:
    """Show the K words (10) whose vectors point closest to a word's, or to that of an expression of words.

    Closeness is the cosine. Words named in the expression are left out. "mutual" marks a word that has the asked one
    among its own K nearest: nearness that goes both ways is the better evidence. A word that is a number, or holds
    spaces or signs, is quoted. A model of `train subword` has vectors of words it has never seen too, and says so.

    Examples:
      near king
      near king 25
      near king - man + woman
      near "king" + 0.5 * queen 5
    """
    from embrepl.space.expression.parser import parse_pieces
    from embrepl.space.neighbours import nearest

    model = session.model
    words, k = _expression(arguments)
    query = parse_pieces(words, words[0].line)
    with _explained(session, model):
        rows = query.words(model.space)
        found = nearest(model.space, query.evaluate(model.space), k, rows)
    return Neighbours(
        query.text,
        model.space.name,
        tuple(NeighbourRow(each.rank, each.word, each.cosine, each.count, each.mutual) for each in found),
        _one_hot(model.space) if model.space.identity else "",
        model.space.unseen(term.word for term in query.terms),
    )


def _one_hot(space: Space) -> str:
    return (
        f"No word is nearer than another: in {space.name} each of the {len(space):,} words has an axis of its own, and "
        "all others stand at a cosine of 0. `train zero` learns which are alike."
    )


def _expression(arguments: Arguments) -> tuple[list[Token], int]:
    """Return the tokens of the expression, and how many neighbours are asked for."""
    tokens = list(arguments.words)
    k = arguments.options.get("k")
    if k is None and len(tokens) > 1 and _counts(tokens[-1].raw) and tokens[-2].raw[-1] not in OPENING:
        k = how_many(tokens.pop().text)
    k = DEFAULT_K if k is None else k
    if not 1 <= k <= MOST_K:
        raise EmbreplError("bad-option", f"K is from 1 to {MOST_K:,}, not {k:,}.", "For example: near king 10")
    return tokens, k


def _counts(text: str) -> bool:
    """Tell whether a text is a number without a sign: in an expression + and - mean something else."""
    return text[0] not in "+-" and is_whole(text)


def dist(session: Session, arguments: Arguments) -> Answer:
    """Show how far apart two words are, in four figures, and how unusual that is.

    Cosine similarity (1: same direction), Euclidean distance, the mean difference that the seed's model trains towards
    zero (it has a sign, and is no distance), the mean squared difference, and the percentile of the cosine among random
    pairs of words about as frequent as these two.

    Examples:
      dist king queen
    """
    from embrepl.space import metrics

    model = session.model
    a, b = arguments.texts()
    with _explained(session, model):
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


def vec(session: Session, arguments: Arguments) -> Answer:
    """Show a word's vector: its length, how often the word is seen, its rank by frequency, and the numbers.

    Examples:
      vec king
      vec king --format json
    """
    model = session.model
    (word,) = arguments.texts()
    with _explained(session, model):
        if model.space.unseen((word,)):
            return _composed(model, word)
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


def _composed(model: Model, word: str) -> WordVector:
    """Return what is known of a word never seen: the numbers that its n-grams give."""
    values = tuple(float(value) for value in model.space.vector(word))
    norm = math.sqrt(sum(value * value for value in values))
    return WordVector(word, model.space.name, None, len(model.space), 0, norm, values)


@contextmanager
def _explained(session: Session, model: Model) -> Iterator[None]:
    """Add to the error of an unknown word how often the corpus has it, since it may only be too rare."""
    try:
        yield
    except UnknownWordError as error:
        corpus = session.corpora.get(model.corpus)
        if corpus is None:
            raise
        place = corpus.index.get(error.word, corpus.index.get(error.word.lower()))
        seen = 0 if place is None else int(corpus.counts[place])
        times = {0: "It is not", 1: "It is seen once"}.get(seen, f"It is seen {seen:,} times")
        message = f"{error.message} {times} in {model.corpus}."
        hint = f"{error.hint} A lower --min-count keeps rarer words." if seen else error.hint
        raise EmbreplError(error.code, message, hint) from None


K = Option("k", int, "how many neighbours", (), DEFAULT_K)

COMMANDS = {
    "near": Command("near", "near WORD|EXPRESSION [K]", near, (K,), least=1, completes="words"),
    "dist": Command("dist", "dist WORD WORD", dist, least=2, most=2, completes="words"),
    "vec": Command("vec", "vec WORD", vec, least=1, most=1, completes="words"),
}
