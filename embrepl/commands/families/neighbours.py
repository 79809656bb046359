"""`near`: the words nearest to a target, or farthest, among all words or some, in one model or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.words import NeighbourRow, Neighbours, SideBySide, SideRow
from embrepl.commands.command import Command, by_name
from embrepl.commands.eligible import Eligible, eligible_words
from embrepl.commands.families.models import find_model
from embrepl.commands.families.words import ends_in_count
from embrepl.commands.lexer import Token
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.targets.runs import with_runs
from embrepl.commands.targets.uses import made_of
from embrepl.commands.targets.vectors import Target, target
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.space.neighbours import Neighbour
    from embrepl.space.ranking.order import Order
    from embrepl.space.space import Space

COSINE = "cosine"
METRICS = (COSINE, "euclidean", "dot", "csls")
BY_LENGTH = ("euclidean", "dot")


@dataclass(frozen=True, kw_only=True)
class NearOptions(CommandOptions):
    """What `near` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words",))
    k: int = option(
        "how many neighbours", default=10, least=1, most=10_000,
        behind={"label": "[K]", "noun": "neighbour", "counts": ends_in_count},
    )  # fmt: skip
    rare: bool = option("order by the cosine alone, so that words seen a few times come first too", default=False)
    within: str | None = option(
        "among which words: the N most frequent (top N), those that fit an /expression/, those of a file, one a line",
        default=None, name="in", takes="top N, an /expression/ or a file", counted=("top",), completes=("paths",),
        suggests=("top",),
    )  # fmt: skip
    min_freq: int = option("leave out words seen less often", default=1, least=1)
    far: bool = option("the farthest words instead of the nearest", default=False)
    metric: str = option("what nearness is", default=COSINE, choices=METRICS)
    models: tuple[str, ...] = option("models to show side by side, by commas", default=(), completes=("models",))


def near(session: Session, options: NearOptions) -> Neighbours | SideBySide:
    """Show the K words (10) whose vectors point closest to a word's, or to that of an expression of words.

    Closeness is the cosine, but the less often a word was seen, the less of it is believed: of a word seen n times the
    share n / (n + 10), counted from the usual cosine of the asked word. So words seen a handful of times, whose vectors
    are mostly chance, do not lead. `--rare` orders by the cosine alone, as vectors without counts always are.

    The percentile says how unusual a cosine is: the share of random pairs of words about as frequent as the asked one
    and this one whose cosine is lower. "mutual" marks a word that has the asked one among its own K nearest: nearness
    that goes both ways is the better evidence. Words named in the expression are left out. A word that is a number,
    or holds spaces or signs, is quoted. A model of `train subword` has vectors of words it never saw, and says so.
    Where `stable` has made runs of the model, "kept in" says in how many of them a word is among the K nearest.

    Other measures order by themselves alone, rare words included: the straight distance between vectors (euclidean),
    their dot product (dot), and csls (Conneau et al. 2018), twice the cosine less the mean cosine of either word with
    its ten nearest, so that words that are near to everything come later; it orders the 1,000 nearest by the cosine.

    A phrase, a rare word or a word in a part, as in king@one, has a vector made of its places; the note says how: by
    their weighted counts, for `spectral` and from 20 places on, else by what stands around them. `uses`, `contrast` and
    `alike` always compare by the latter, so that their cosines differ somewhat from those here.

    Examples:
      near king
      near king 25
      near king - man + woman
      near king --rare
      near "king" + 0.5 * queen 5
      near king --in top 1000 --min-freq 20
      near king --in /ess$/
      near king --far
      near king --metric csls
    """
    if not options.models:
        return _neighbours(session, target(session, options.target), options)
    return _side_by_side(session, options)


def _neighbours(session: Session, asked: Target, options: NearOptions) -> Neighbours:
    """Return the neighbours of a target in its model."""
    from embrepl.space.ranking.order import by_count

    space = asked.space
    order = None if options.rare or options.metric != COSINE else by_count(space)
    eligible = eligible_words(session, space, options.within, options.min_freq)
    found = _found(asked, options, eligible, order)
    cosines, values = [each for each, _ in found], [value for _, value in found]
    answer = Neighbours(
        asked.text,
        space.name,
        _rows(asked, cosines, values),
        _why_so_few(space, len(found), options.k, eligible),
        asked.unseen,
        options.metric if order is None else "cosine and count",
        far=options.far,
        among=eligible.what if eligible else "",
        made_of=made_of(session, asked.model, asked.use),
    )
    plain = eligible is None and options.metric == COSINE and not options.far
    return with_runs(asked, answer, options.k, order) if plain else answer


def _found(
    asked: Target, options: NearOptions, eligible: Eligible | None, order: Order | None
) -> list[tuple[Neighbour, float | None]]:
    """Return neighbours with the value of a measure, None where that is the cosine."""
    from dataclasses import replace

    from embrepl.space.neighbours import nearest
    from embrepl.space.relations.measures import by_measure

    space, mask = asked.space, eligible.mask if eligible else None
    if options.metric != COSINE and not space.identity:
        vector = asked.as_trained if options.metric != "csls" else asked.vector
        return list(by_measure(space, options.metric, vector, options.k, asked.rows, mask, options.far))
    if not options.far:
        return [(each, None) for each in nearest(space, asked.vector, options.k, asked.rows, order, mask)]
    opposite = nearest(space, -asked.vector, options.k, asked.rows, order, mask)
    return [(replace(each, cosine=-each.cosine), None) for each in opposite]


def _rows(asked: Target, found: Sequence[Neighbour], values: Sequence[float | None]) -> tuple[NeighbourRow, ...]:
    """Return neighbours, of a single word each with the percentile of its cosine.

    Of anything with places each has the cosine that its use has by its interval, and ±.
    """
    from embrepl.space.ranking.percentiles import percentiles

    space = asked.space
    shares: Sequence[float | None] = [None] * len(found)
    errors = shares
    cosines: Sequence[float] = [each.cosine for each in found]
    if asked.row is not None:
        shares = percentiles(space).of_word(asked.row, [each.row for each in found], cosines)
    if asked.use is not None and asked.use.sure and found:
        cosines, errors = (each.tolist() for each in asked.use.cosines(space.units([each.row for each in found])))
    return tuple(
        NeighbourRow(each.rank, each.word, cosine, percentile, each.count, each.mutual, value=value, error=error)
        for each, cosine, percentile, value, error in zip(found, cosines, shares, values, errors, strict=True)
    )


def _why_so_few(space: Space, found: int, wanted: int, eligible: Eligible | None) -> str:
    """Return why there are fewer neighbours than were asked for, where that is the vectors' nature."""
    if space.identity:
        return (
            f"No word is nearer than another: in {space.name} each of the {len(space):,} words has an axis of its own, "
            "and all others have a cosine of 0. `train zero` learns which are alike."
        )
    if eligible is not None and not found:
        return f"No other word is among these: {eligible.what}."
    blank = int(space.blank.sum()) if found < wanted else 0
    return f"{counted(blank, 'word')} with a vector of zeros alone left out." if blank else ""


def _side_by_side(session: Session, options: NearOptions) -> SideBySide:
    """Return the neighbours of a target in several models; raises where none of them has it."""
    found: dict[str, Neighbours] = {}
    notes: list[str] = []
    failed: EmbreplError | None = None
    for name in dict.fromkeys(options.models):
        try:
            model = find_model(session, name)
            asked = target(session, options.target, model)
            if asked.model is not model:
                message = f"{asked.text} is of {asked.space.name}, and --models names the models to ask."
                raise EmbreplError("wrong-usage", message, f"Leave @{asked.space.name} out, or --models.")
            found[name] = _neighbours(session, asked, options)
        except EmbreplError as error:
            if error.code not in {"unknown-word", "no-direction", "no-uses"}:
                raise
            failed = failed or error
            notes.append(error.message if name in error.message else f"{name}: {error.message}")
    if failed is not None and not found:
        raise failed
    if options.metric in BY_LENGTH and len(found) > 1:
        notes.append("The length of vectors is each model's own: compare the order of the words, not the figures.")
    notes += [f"{name}: {answer.note}" for name, answer in found.items() if answer.note]
    lists = [{row.word for row in answer.rows} for answer in found.values()]
    common = set.intersection(*lists) if len(lists) > 1 else set()
    first = next(iter(found.values()))
    return SideBySide(
        first.query,
        tuple(found),
        tuple(_side_rows(found)),
        tuple(row.word for row in first.rows if row.word in common),
        options.far,
        tuple(notes),
        options.metric,
    )


def _side_rows(found: dict[str, Neighbours]) -> Iterator[SideRow]:
    """Yield the rows of a table that has a column for each model."""
    for at in range(max(len(answer.rows) for answer in found.values())):
        here = {name: answer.rows[at] for name, answer in found.items() if at < len(answer.rows)}
        yield SideRow(
            at + 1,
            {name: row.word for name, row in here.items()},
            {name: row.cosine for name, row in here.items()},
            {name: row.count for name, row in here.items()},
            {name: row.value for name, row in here.items() if row.value is not None},
        )


COMMANDS = by_name(Command("near", near, NearOptions))
