"""`sim`, `odd` and `rank`: what targets are to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.relations import (
    OddOneOut,
    OddRow,
    PairRow,
    RankRow,
    Ranks,
    Similarities,
    SimilarityRow,
)
from embrepl.commands.answers.exploring.trees import JoiningTree
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.asked import (
    count_of,
    directions_of,
    percentile_of,
    refuse_one_hot,
    refuse_repeats,
    unseen_of,
    without_repeats,
)
from embrepl.commands.families.exploring.joining import joining_tree
from embrepl.commands.lexer import Token
from embrepl.commands.options import CommandOptions, PlotOptions, argument, option
from embrepl.commands.targets.vectors import several
from embrepl.errors import EmbreplError
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.targets.vectors import Target

_PAIRS = 3  # closest and farthest ones that are named
_AHEAD = 3  # words before another that are named
_MOST = 1_000  # targets of one matrix


@dataclass(frozen=True, kw_only=True)
class SimOptions(PlotOptions):
    """What `sim` takes."""

    targets: tuple[Token, ...] = argument("TARGET TARGET…", completes=("words",))
    grouped: bool = option("put targets that are alike side by side", default=False)
    tree: bool = option("show how they join, the most alike first, as a tree", default=False)


def sim(session: Session, options: SimOptions) -> Similarities | JoiningTree:
    """Show how alike several targets are: the cosine of each with each, as a table that is the darker the higher.

    A wide table has numbers instead of words at the head of its columns, and shorter figures: hundredths, then a digit
    for each cosine, 7 from 0.7 to 0.8. Of more targets than that each has a line with the others that are nearest to
    it; `--format csv` writes every cosine of all of them. Below stand the pairs that are closest and farthest, with the
    percentile of their cosine among pairs of words of like frequency.
    `--grouped` puts targets that are alike side by side. `--tree` joins them step by step, those first whose cosine is
    greatest, groups by the mean cosine of their members (average linkage); `--plot` shades the cells.

    Examples:
      sim king queen man woman river
      sim king queen (man + woman) river,film --grouped
      sim king queen man --format csv
      sim king queen man woman river film --tree
    """
    import numpy as np

    named = several(session, options.targets, "sim TARGET TARGET…", 2, _MOST)
    if len({each.text for each in named}) == 1:
        refuse_repeats(named)
    asked = without_repeats(session, named)
    units = directions_of(asked)
    if options.tree:
        _refuse_beside_tree(options)
        return joining_tree(asked[0].space.name, "targets", [each.text for each in asked], units)
    cosines = np.clip(units @ units.T, -1.0, 1.0)  # (n, n)
    if options.grouped:
        from embrepl.space.relations.sorting import alike_together

        order = alike_together(cosines)
        asked, cosines = tuple(asked[at] for at in order), cosines[np.ix_(order, order)]
    texts = [each.text for each in asked]
    pairs = _pairs(asked, cosines)
    return Similarities(
        asked[0].space.name,
        float(cosines[np.triu_indices(len(asked), 1)].mean()),
        options.grouped,
        pairs[: min(_PAIRS, len(pairs))],
        pairs[max(_PAIRS, len(pairs) - _PAIRS) :][::-1],
        tuple(
            SimilarityRow(each.text, count_of(each), dict(zip(texts, row.tolist(), strict=True)))
            for each, row in zip(asked, cosines, strict=True)
        ),
        unseen_of(asked),
    )


def _refuse_beside_tree(options: SimOptions) -> None:
    """Raise `wrong-usage` for an option that has no effect on a tree."""
    for name in ("grouped", "plot"):
        if getattr(options, name):
            hint = "A tree is drawn anyway, and puts what is alike side by side: leave one of the two out."
            raise EmbreplError("wrong-usage", f"--{name} and --tree are two forms of one answer.", hint)


def _pairs(asked: tuple[Target, ...], cosines: NDArray[np.float64]) -> tuple[PairRow, ...]:
    """Return the pairs of greatest and of least cosine, the closest first."""
    import numpy as np

    left, right = np.triu_indices(len(asked), 1)
    order = np.argsort(-cosines[left, right], kind="stable")
    some = order if len(order) <= 2 * _PAIRS else np.concatenate([order[:_PAIRS], order[-_PAIRS:]])
    result = []
    for a, b in zip(left[some].tolist(), right[some].tolist(), strict=True):
        percentile, _ = percentile_of(asked[a], asked[b])
        result.append(PairRow(asked[a].text, asked[b].text, float(cosines[a, b]), percentile))
    return tuple(result)


@dataclass(frozen=True, kw_only=True)
class OddOptions(CommandOptions):
    """What `odd` takes."""

    targets: tuple[Token, ...] = argument("TARGET TARGET TARGET…", completes=("words",))


def odd(session: Session, options: OddOptions) -> OddOneOut:
    """Show which of three or more targets does not belong with the others, and how clear that is.

    It is the one of least cosine with the mean of all. The margin is how much less that is than the next; a clear odd
    one also stays it when any other target is left out, which is tried with each. "others" is the mean of the cosines
    with each of the others.

    Examples:
      odd king queen man river
      odd king queen (man + woman) river film
    """
    from embrepl.space.relations.odd import odd_one

    asked = several(session, options.targets, "odd TARGET TARGET TARGET…", 3, _MOST)
    refuse_repeats(asked)
    refuse_one_hot(asked[0].space)
    found = odd_one(directions_of(asked))
    rows = [
        OddRow(each.text, float(found.cosines[at]), float(found.others[at]), count_of(each), at == found.odd)
        for at, each in enumerate(asked)
    ]
    rows.sort(key=lambda row: (not row.odd, row.cosine))
    return OddOneOut(
        asked[0].space.name, asked[found.odd].text, found.margin, found.kept, found.tried, tuple(rows),
        unseen_of(asked),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RankOptions(CommandOptions):
    """What `rank` takes."""

    pair: tuple[Token, ...] = argument("TARGET TARGET", completes=("words",))


def rank(session: Session, options: RankOptions) -> Ranks:
    """Show the place of each of two targets among the neighbours of the other, over all words.

    The places are those in the lists of `near`, which believes less of the cosine of a word the less often it was seen;
    "by cosine" is the place in those of `near --rare`. Of a target that is no word both are by cosine. The two places
    may differ much: a word with many near neighbours is far down in the lists of each. "as frequent" is the place by
    cosine among the words that are seen at least as often, and "ahead" names the first of those before it.

    Examples:
      rank king queen
      rank king (man + woman)
    """
    a, b = asked = several(session, options.pair, "rank TARGET TARGET", 2, 2)
    refuse_repeats(asked)
    refuse_one_hot(a.space)
    ends = directions_of(asked)
    percentile, pairs = percentile_of(a, b)
    rows = tuple(_rank_row(asked[at], asked[1 - at], ends[at], ends[1 - at]) for at in (1, 0))
    return Ranks(a.text, b.text, a.space.name, float(ends[0] @ ends[1]), percentile, pairs, rows, unseen_of(asked))


def _rank_row(target: Target, of: Target, unit: NDArray[np.float64], unit_of: NDArray[np.float64]) -> RankRow:
    import numpy as np

    from embrepl.space.ranking.order import by_count
    from embrepl.space.relations.directions import candidates
    from embrepl.space.relations.places import rows_ahead

    space, count = of.space, count_of(target)
    allowed = candidates(space, 1, {*target.rows, *of.rows})
    by_cosine = ahead = rows_ahead(space, unit_of, unit, allowed)
    order = by_count(space)
    if order is not None and target.row is not None:
        ahead = rows_ahead(space, unit_of, unit, allowed, order, target.row)
    often = as_often = None
    if count is not None:
        often = 1 + int(np.count_nonzero(space.counts[by_cosine] >= count))
        as_often = 1 + int(np.count_nonzero(allowed & (space.counts >= count)))
    return RankRow(
        target.text, of.text, 1 + len(ahead), 1 + int(np.count_nonzero(allowed)), 1 + len(by_cosine), often, as_often,
        tuple(space.words[row] for row in ahead[:_AHEAD].tolist()),
    )  # fmt: skip


COMMANDS = by_name(Command("sim", sim, SimOptions), Command("odd", odd, OddOptions), Command("rank", rank, RankOptions))
