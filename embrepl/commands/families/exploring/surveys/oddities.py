"""`outliers` and `twins`: words that a model is unsure of, and words that are one but for their form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.surveys.oddities import OutlierRow, Outliers, TwinRow, Twins
from embrepl.commands.command import Command, by_name
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.space.groups.doubtful import Doubts
    from embrepl.space.space import Space

_NEAREST = 10  # words by which a word is judged
_ODD = 0.9  # rank from which a figure is said to be odd
_KINDS = ("form", "script", "spelling", "inflection", "characters")


@dataclass(frozen=True, kw_only=True)
class OutliersOptions(CommandOptions):
    """What `outliers` takes."""

    n: int = argument("[N]", default=20, least=1, most=10_000, noun="word")
    by: str = option("what they are ordered by", default="doubt", choices=("doubt", "nearness", "mutual", "hub"))
    words: int = option("how many of the most frequent words are compared", default=10_000, least=3, most=100_000)


def outliers(session: Session, options: OutliersOptions) -> Outliers:
    """Show the N words (20) that the model is least sure of, and why.

    Among the most frequent 10,000 words, by the ten nearest of each: whether these are nearer than those of words of
    like frequency ("like"), how many of them have the word among their own ten ("mutual"), and among the ten of how
    many words it is ("in lists", ten on average: 0 where no word is near to it, many times ten for a hub, which is
    near to words that have little in common). The doubt is the mean of the three ranks: 0.98 means odder than 98 of 100
    words. With `--by hub` the greatest hubs come first.

    Words with many senses or with none of their own, and words seen too rarely, end up here: what `near` says of them
    is worth less.

    Examples:
      outliers
      outliers 50 --by hub
      outliers 10 --words 3000
    """
    import numpy as np

    from embrepl.space.groups.clusters import with_direction
    from embrepl.space.groups.doubtful import measure_doubts

    space = session.model.space
    rows, _ = with_direction(space, options.words)
    units = space.units(rows)
    found = measure_doubts(units, min(_NEAREST, len(rows) - 1), session.report_progress)
    keys = {"doubt": found.doubt, "nearness": found.ranks[0], "mutual": found.ranks[1], "hub": found.hub}
    order = np.lexsort((np.arange(len(rows)), -found.doubt, -keys[options.by]))[: options.n]
    products = units[order] @ units.T
    products[np.arange(len(order)), order] = -np.inf
    nearest = rows[products.argmax(axis=1)].tolist()
    return Outliers(
        space.name, len(rows), found.k, int(np.count_nonzero(found.hub == 0)), options.by,
        tuple(
            _row(space, found, rank, at, int(rows[at]), near)
            for rank, (at, near) in enumerate(zip(order.tolist(), nearest, strict=True), 1)
        ),
    )  # fmt: skip


def _row(space: Space, found: Doubts, rank: int, at: int, row: int, nearest: int) -> OutlierRow:
    nearness, like = float(found.nearness[at]), float(found.like[at])
    mutual, hub = float(found.mutual[at]), int(found.hub[at])
    reasons = []
    if found.ranks[0, at] >= _ODD:
        reasons.append("far for its frequency")
    if hub == 0:
        reasons.append("nearest to no word")
    elif found.ranks[1, at] >= _ODD:
        reasons.append(f"{round(mutual * found.k)} of its {found.k} nearest have it among theirs")
    if hub > found.k and found.ranks[2, at] >= _ODD:
        reasons.append(f"a hub: among the {found.k} nearest of {hub:,} words")
    return OutlierRow(rank, space.words[row], float(found.doubt[at]), nearness, like, mutual, hub, space.count(row),
                      space.words[nearest], "; ".join(reasons))  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class TwinsOptions(CommandOptions):
    """What `twins` takes."""

    n: int = argument("[N]", default=8, least=1, most=10_000, noun="group")
    like: str | None = option("only words that are alike in this", default=None, choices=_KINDS)
    cosine: float | None = option(
        "the least cosine of them; without it what one random pair in 1,000 exceeds", default=None, least=-1.0, most=1.0
    )  # fmt: skip
    words: int = option("how many of the most frequent words are compared", default=30_000, least=3)


def twins(session: Session, options: TwinsOptions) -> Twins:
    """Show near-duplicates: words alike in spelling and nearer than by chance, the N nearest groups (8) of each kind.

    The kinds: "form" is the same but for case, width, accents, apostrophes or hyphens (make-up, makeup); "script" the
    same in simplified and traditional Chinese; "spelling" one letter lost, added, changed or two exchanged (theater,
    theatre; recommend, reccomend); "inflection" one stem with two endings that many stems have (match, matches);
    "characters", in Chinese, one word with a character more, or the same ones in another order. A pair counts where its
    cosine is above that of 999 in 1,000 random pairs, or `--cosine`.

    Many of "form" and "spelling" say what to clean before the next training: `load --accents fold`, `--hyphens split`,
    `--han simplified`. Where two words merely look alike, as think and thing, the lower cosine and the counts tell.

    Examples:
      twins
      twins 30 --like spelling
      twins --cosine 0.6 --format csv
    """
    from embrepl.evidence.twins import KINDS, find_twins
    from embrepl.space.groups.clusters import with_direction

    space = session.model.space
    rows, _ = with_direction(space, options.words)
    kinds = (options.like,) if options.like else KINDS
    found, least = find_twins(space, rows, options.cosine, kinds, session.report_progress)
    held = {kind: [each for each in found if each.kind == kind] for kind in kinds}
    shown = [each for kind in kinds for each in held[kind][: options.n]]
    counted = space.count(0) is not None
    return Twins(
        space.name, len(rows), least, options.cosine is None, {kind: len(held[kind]) for kind in kinds},
        tuple(
            TwinRow(each.kind, each.cosine, tuple(space.words[row] for row in each.rows),
                    tuple(int(space.counts[row]) for row in each.rows) if counted else ())
            for each in shown
        ),
    )  # fmt: skip


COMMANDS = by_name(Command("outliers", outliers, OutliersOptions), Command("twins", twins, TwinsOptions))
