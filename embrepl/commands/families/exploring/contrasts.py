"""`axis` and `weat`: words between two groups of words, and groups beside other groups."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.contrasts import (
    AssociationRow,
    AssociationTest,
    AxisPlaces,
    AxisRow,
    SeedWord,
)
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.asked import (
    LEAST,
    USUAL,
    answering,
    count_of,
    directions_of,
    refuse_one_hot,
    refuse_repeats,
    unseen_of,
    without_repeats,
)
from embrepl.commands.families.exploring.lists import list_and_rest, one_list, typed_lists
from embrepl.commands.lexer import Token
from embrepl.commands.options import CommandOptions, PlotOptions, argument, option
from embrepl.commands.targets.vectors import Target, model_of, resolve_all, resolve_in
from embrepl.errors import EmbreplError
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.session.holdings import Model
    from embrepl.space.expression.query import Query
    from embrepl.space.relations.axes import Places

_AXIS = "axis WORDS : WORDS [TARGET…]"
_WEAT = "weat S : T : A : B"
_RULES = (
    f"Type {_WEAT}: each is a list of words with commas between, S and T of at least two, and no word stands twice, as "
    "in weat good,great : bad,awful : actor : film."
)
_GROUPS = "STAB"
_MOST_LEFT_OUT = 0.2  # of the words of a group, as WEFE has it


@dataclass(frozen=True, kw_only=True)
class AxisOptions(PlotOptions):
    """What `axis` takes."""

    lists: tuple[Token, ...] = argument("WORDS : WORDS [TARGET…]", completes=("words",), colons=True)
    k: int = option("how many words of either end, where none are named", default=10, least=1, most=1_000)
    min_freq: int | None = option(LEAST, default=None, shown=USUAL, least=1)


def axis(session: Session, options: AxisOptions) -> AxisPlaces:
    """Show where words lie along an axis of meaning, such as from bad to good.

    The axis leads from the mean of the words behind the colon to the mean of those before it, with commas between the
    words. The place of a word is its cosine with the axis: above 0 it is on the first side, below 0 on the second, and
    the percentile says how many words of the vocabulary are less far on the first. The interval comes from leaving out
    each seed word in turn, and holds the place 95 times in 100 had other words of the same two kinds been the seeds; it
    takes two seed words on each side, and gets narrow with five. Whether the axis means what its words do is seen from
    the seed words themselves: each should fall on its own side when it is left out. Where both sides have the same
    number of words, the words in the same place are also taken for a pair, as of he,man : she,woman, and left out
    together: then the first should lie above the second.

    Without further words it shows the K words (10) of the vocabulary that lie farthest out at either end. Words seen a
    handful of times are not among them, nor counted for the percentile (`--min-freq 1` does).

    Examples:
      axis king,man : queen,woman
      axis king,man : queen,woman film river (queen - king)
      axis (king, man) : (queen, woman) --k 5 --min-freq 1
    """
    import numpy as np

    from embrepl.space.relations.axes import Axis
    from embrepl.space.relations.directions import all_cosines

    first, second, asked = _axis_words(session, options.lists)
    space, seeds = first[0].space, [*first, *second]
    refuse_one_hot(space)
    line = " : ".join(", ".join(each.text for each in side) for side in (first, second))
    axis = Axis(directions_of(first), directions_of(second), line)
    allowed, least = answering(space, seeds, options.min_freq)
    everywhere = all_cosines(space, axis.direction[None])[0][allowed]
    if asked:
        words, units = [(each.text, count_of(each)) for each in asked], directions_of(asked)
    else:
        rows = _ends(np.flatnonzero(allowed), everywhere, options.k)
        words, units = [(space.words[row], space.count(row)) for row in rows], space.units(rows).astype(np.float64)
    names = tuple(each.text for each in first), tuple(each.text for each in second)
    held = _seed_words(axis.left_out_seeds(), names)
    tried = [each.own_side for each in held if each.own_side is not None]
    pairs = axis.left_out_pairs()
    return AxisPlaces(
        space.name, *names, sum(tried), len(tried), int((pairs > 0).sum()), len(pairs), not asked, least,
        len(everywhere), held,
        _axis_rows(words, axis.places(units), np.sort(everywhere), (names[0][0], names[1][0])),
        unseen_of([*seeds, *asked]),
    )  # fmt: skip


def _axis_words(
    session: Session, tokens: Sequence[Token]
) -> tuple[tuple[Target, ...], tuple[Target, ...], tuple[Target, ...]]:
    """Return the seed words of both sides, and the targets behind them. Raises `wrong-usage` and `bad-expression`."""
    line, found = tokens[0].line, typed_lists(tokens)
    if len(found) not in {2, 3}:
        seen = "there is no colon" if len(found) == 1 else f"there are {len(found) - 1:,} colons"
        hint = f"Put one between the words of both sides: {_AXIS}."
        raise EmbreplError("wrong-usage", f"An axis has two sides with a colon between; {seen} here.", hint)
    first = one_list(found[0], line)
    second, rest = list_and_rest(found[1])
    rest += [query for query, _ in found[2]] if len(found) == 3 else []
    resolved = resolve_all(session, [*first, *second, *rest], line)
    sides = resolved[: len(first)], resolved[len(first) : len(first) + len(second)]
    shared = [each.text for each in sides[0] if each.text in {other.text for other in sides[1]}]
    if shared:
        stand = "stands" if len(shared) == 1 else "stand"
        message = f"{', '.join(shared)} {stand} on both sides of the axis."
        raise EmbreplError("wrong-usage", message, "Leave it out on one of them: the two sides are to differ.")
    for side in sides:
        refuse_repeats(side)
    return *sides, without_repeats(session, resolved[len(first) + len(second) :])


def _ends(rows: NDArray[np.int64], places: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Return the k rows that lie farthest out at either end of an axis, from the first side to the second; or all."""
    import numpy as np

    order = rows[(-places).argsort(kind="stable")]
    return order if len(order) <= 2 * k else np.concatenate([order[:k], order[-k:]])


def _seed_words(left_out: Sequence[NDArray[np.float64]], names: tuple[tuple[str, ...], ...]) -> tuple[SeedWord, ...]:
    """Return the seed words with their places on the axis without themselves."""
    result = []
    for side, sign in ((0, 1.0), (1, -1.0)):
        for at, name in enumerate(names[side]):
            place = float(left_out[side][at]) if len(left_out[side]) else None
            result.append(SeedWord(name, names[side][0], place, None if place is None else sign * place > 0))
    return tuple(result)


def _axis_rows(
    words: Sequence[tuple[str, int | None]], found: Places, everywhere: NDArray[np.float64], sides: tuple[str, str]
) -> tuple[AxisRow, ...]:
    """Return words on an axis, those of the first side first; `everywhere`: the places of all words, in their order."""
    import numpy as np

    below = np.searchsorted(everywhere, found.places, side="left")
    rows = [
        AxisRow(
            word, place, _known(low), _known(high), 100.0 * int(under) / max(1, len(everywhere)), count,
            sides[0] if place > 0 else sides[1],
        )
        for (word, count), place, low, high, under in zip(
            words, found.places.tolist(), found.low.tolist(), found.high.tolist(), below, strict=True
        )
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: -row.place))


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


@dataclass(frozen=True, kw_only=True)
class WeatOptions(CommandOptions):
    """What `weat` takes."""

    lists: tuple[Token, ...] = argument("S : T : A : B", completes=("words",), colons=True)


def weat(session: Session, options: WeatOptions) -> AssociationTest:
    """Test whether the words S are nearer to A, rather than to B, than the words T are: the association test (WEAT).

    S, T, A and B are lists of words with commas between them, or groups in brackets; they may differ in size. The
    association of a word is the mean of its cosines with A less that with B. The effect size is the difference of the
    mean associations of S and T in standard deviations (0.2 is small, 0.5 medium, 0.8 large; never above 2 for groups
    of one size). p is the share of all ways to part the words of S and T into two groups of these sizes that differ at
    least as much: all ways where there are at most 200,000, else a sample of 100,000 (Caliskan et al. 2017). Beside the
    effect size stands what it is with any one word left out, so that one sees whether it hangs on a single word.

    Words without a vector are left out and named, up to a fifth of a group.

    Examples:
      weat king,man : queen,woman : river,film : color,kindness
      weat (king, man) : (queen, woman) : (river, film) : (color, kindness, unable)
    """
    from embrepl.space.relations.association import associations, effect_size, effects_without_one, permutations

    groups, left_out = _groups(session, options.lists)
    refuse_one_hot(groups[0][0].space)
    units = tuple(directions_of(group) for group in groups)
    values = [associations(side, units[2], units[3]) for side in units[:2]]
    found = permutations(
        values[0], values[1], lambda done, total: session.report_progress("ways to part the words", done, total)
    )
    without = effects_without_one(units)
    rows = [
        AssociationRow(name, each.text, value, count_of(each))
        for name, group, side in zip(_GROUPS, groups, values, strict=False)
        for each, value in zip(group, side.tolist(), strict=True)
    ]
    s, t, a, b = (tuple(each.text for each in group) for group in groups)
    return AssociationTest(
        groups[0][0].space.name, s, t, a, b,
        effect=effect_size(values[0], values[1]), difference=float(values[0].mean() - values[1].mean()),
        least=float(without.min()) if len(without) else None,
        greatest=float(without.max()) if len(without) else None,
        p=found.p, p_two_sided=found.two_sided, p_low=found.low, p_high=found.high, ways=found.ways, exact=found.exact,
        left_out=left_out, rows=tuple(rows), unseen=unseen_of(each for group in groups for each in group),
    )  # fmt: skip


def _groups(session: Session, tokens: Sequence[Token]) -> tuple[list[tuple[Target, ...]], tuple[str, ...]]:
    """Return the four groups, and the words without a vector. Raises `wrong-usage`, `unknown-word` and others."""
    line, found = tokens[0].line, typed_lists(tokens)
    if len(found) != len(_GROUPS):
        message = f"The test takes four groups of words with colons between; there are {len(found):,} here."
        raise EmbreplError("wrong-usage", message, _RULES)
    groups: list[tuple[Target, ...]] = []
    missing: list[str] = []
    for name, members in zip(_GROUPS, found, strict=True):
        model = groups[0][0].model if groups else None
        group, unknown = _known_members(session, one_list(members, line), line, model, name)
        if name in "ST" and len(group) < 2:
            message = f"The test takes at least two words in {name}; there is one."
            raise EmbreplError("wrong-usage", message, _RULES)
        groups.append(group)
        missing += unknown
    refuse_repeats((each for group in groups for each in group), " A word is in one list alone, and there once.")
    return groups, tuple(missing)


def _known_members(
    session: Session, queries: Sequence[Query], line: str, model: Model | None, name: str
) -> tuple[tuple[Target, ...], list[str]]:
    """Return the targets of the group of a name, of one model, and the words without a vector.

    Raises `unknown-word` where these are more than a fifth.
    """
    found: list[Target] = []
    unknown: list[str] = []
    for query in queries:
        try:
            found.append(resolve_in(session, query, line, model or model_of(session, query)))
        except EmbreplError as error:
            if error.code != "unknown-word":
                raise
            unknown.append(query.text)
            if len(unknown) > _MOST_LEFT_OUT * len(queries):
                error.hint = f"{error.hint} {_too_many(unknown, len(queries), name)}".strip()
                raise
            continue
        model = model or found[0].model
    return tuple(found), unknown


def _too_many(unknown: Sequence[str], words: int, name: str) -> str:
    """Return the sentence that so many words of a group cannot be left out."""
    may = int(_MOST_LEFT_OUT * words)
    most = f"{may:,} of its {words:,}" if may else f"none of its {words:,}"
    return (
        f"A fifth of a list may be without a vector and is left out: of {name} {most}; {', '.join(unknown)} would be."
    )


COMMANDS = by_name(Command("axis", axis, AxisOptions), Command("weat", weat, WeatOptions))
