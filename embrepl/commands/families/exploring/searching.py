"""`analogy` and `between`: words that are found by two or three others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.relations import METHODS, Analogy, AnalogyRow, BetweenRow, WordsBetween
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.asked import (
    LEAST,
    USUAL,
    answering,
    directions_of,
    percentile_of,
    refuse_one_hot,
    refuse_repeats,
    unseen_of,
)
from embrepl.commands.families.words import ends_in_count
from embrepl.commands.lexer import Token
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.targets.vectors import several
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.targets.vectors import Target
    from embrepl.space.relations.analogies import Solved


@dataclass(frozen=True, kw_only=True)
class AnalogyOptions(CommandOptions):
    """What `analogy` takes."""

    terms: tuple[Token, ...] = argument("TARGET TARGET TARGET", completes=("words",))
    k: int = option(
        "how many answers", default=10, least=1, most=1_000,
        behind={"label": "[K]", "noun": "answer", "counts": ends_in_count},
    )  # fmt: skip
    min_freq: int | None = option(LEAST, default=None, shown=USUAL, least=1)


def analogy(session: Session, options: AnalogyOptions) -> Analogy:
    """Complete "A is to B as C is to ?" with the K words (10) that fit best, in two ways beside each other.

    3CosAdd takes the words nearest to B - A + C; 3CosMul multiplies the nearness to B and to C and divides by that to
    A, so that one great nearness cannot outweigh the others (Levy & Goldberg 2014). The three words themselves are left
    out, as everywhere; where one of them would be nearest of all, that is said, since then the step from A to B has
    moved little. "parallel" is the cosine of the step from C to the answer with that from A to B, "near C" the place of
    the answer among the neighbours of C alone: an answer in place 1 or 2 is there without A and B. ✓ marks an answer
    of both ways. Words seen a handful of times are not looked at (`--min-freq 1` does).

    Examples:
      analogy man king woman
      analogy man king woman 5 --min-freq 1
    """
    from embrepl.space.relations.analogies import by_product, by_sum

    asked = several(session, options.terms, "analogy A B C [K]", 3, 3)
    refuse_repeats(asked)
    space = asked[0].space
    refuse_one_hot(space)
    terms = directions_of(asked)
    allowed, least = answering(space, asked, options.min_freq)
    a, b, c = (each.text for each in asked)
    found = dict(zip(METHODS, (
        by_sum(space, terms, options.k, allowed, f"{b} - {a} + {c}"), by_product(space, terms, options.k, allowed)
    ), strict=True))  # fmt: skip
    named, cosine = _nearest_named(asked, terms, found[METHODS[0]])
    return Analogy(
        a, b, c, space.name, least, int(allowed.sum()),
        {method: solved[0].score - solved[1].score for method, solved in found.items() if len(solved) > 1},
        named, cosine, _analogy_rows(asked[0], found), unseen_of(asked),
    )  # fmt: skip


def _analogy_rows(asked: Target, found: dict[str, tuple[Solved, ...]]) -> tuple[AnalogyRow, ...]:
    space = asked.space
    rows = [{each.row for each in solved} for solved in found.values()]
    return tuple(
        AnalogyRow(
            method, rank, space.words[each.row], each.score, space.count(each.row), each.parallel, each.near_c,
            all(each.row in those for those in rows),
        )
        for method, solved in found.items() for rank, each in enumerate(solved, 1)
    )  # fmt: skip


def _nearest_named(
    asked: tuple[Target, ...], terms: NDArray[np.float64], found: tuple[Solved, ...]
) -> tuple[str, float | None]:
    """Return the one of a, b and c that is nearer to b - a + c than any answer, and its cosine."""
    from embrepl.space.relations.directions import direction

    cosines = terms @ direction(terms[1] - terms[0] + terms[2], "")
    first = int(cosines.argmax())
    if not found or cosines[first] <= found[0].score:
        return "", None
    return asked[first].text, float(cosines[first])


@dataclass(frozen=True, kw_only=True)
class BetweenOptions(CommandOptions):
    """What `between` takes."""

    pair: tuple[Token, ...] = argument("TARGET TARGET", completes=("words",))
    k: int = option(
        "how many words", default=10, least=1, most=1_000,
        behind={"label": "[K]", "noun": "word", "counts": ends_in_count},
    )  # fmt: skip
    min_freq: int | None = option(LEAST, default=None, shown=USUAL, least=1)


def between(session: Session, options: BetweenOptions) -> WordsBetween:
    """Show the K words (10) between two targets: near to both of them.

    A word counts by the lesser of its two cosines, so that what is near to the one alone does not come first. How much
    that is worth is seen from what the best word between two random words, as frequent as these, reaches. Words seen a
    handful of times are not looked at (`--min-freq 1` does).

    Examples:
      between king river
      between king river 5 --min-freq 1
    """
    import numpy as np

    from embrepl.space.relations.between import best_between, random_pairs
    from embrepl.space.relations.between import between as words_between

    a, b = asked = several(session, options.pair, "between TARGET TARGET [K]", 2, 2)
    refuse_repeats(asked)
    space = a.space
    refuse_one_hot(space)
    ends = directions_of(asked)
    allowed, least = answering(space, asked, options.min_freq)
    found = words_between(space, ends, options.k, allowed)
    best = np.empty(0)
    if a.row is not None and b.row is not None:
        pairs = random_pairs(space, (a.row, b.row))
        best = best_between(
            space, pairs, allowed, lambda done, total: session.report_progress("random pairs", done, total)
        )
    usual = float(np.median(best)) if len(best) else None
    lower = int(np.count_nonzero(best < found.lesser[0])) if len(found.rows) else 0
    cosines = zip(found.lesser.tolist(), *found.cosines.tolist(), strict=True)
    return WordsBetween(
        a.text, b.text, space.name, float(ends[0] @ ends[1]), percentile_of(a, b)[0], least, int(allowed.sum()),
        found.nearer, len(best), lower, usual,
        tuple(
            BetweenRow(rank, space.words[row], lesser, first, second, space.count(row))
            for rank, (row, (lesser, first, second)) in enumerate(zip(found.rows.tolist(), cosines, strict=True), 1)
        ),
        unseen_of(asked),
    )  # fmt: skip


COMMANDS = by_name(Command("analogy", analogy, AnalogyOptions), Command("between", between, BetweenOptions))
