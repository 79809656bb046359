"""`senses`: how many senses something has in the text, and lines of each.

Axes: P places, K groups, D dimensions.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.uses.senses import SenseLine, SenseRow, SensesFound, TriedNumber
from embrepl.commands.asking import unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.uses.typical import lines_in_order
from embrepl.commands.lexer import Token
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.targets.instances import Uses, asked_uses, name_of, uses_of
from embrepl.commands.targets.uses import surroundings
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.store.positions import Places
    from embrepl.evidence.uses.following import Following
    from embrepl.evidence.uses.senses import Senses, Tried
    from embrepl.evidence.uses.wide_contexts import WideContexts

_WORDS = 5  # that name a sense
_AMONG = 60  # nearest words of a sense, of which those are taken that are nearest to it alone


@dataclass(frozen=True, kw_only=True)
class SensesOptions(CommandOptions):
    """What `senses` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words", "types"))
    k: int | None = argument("[K]", default=None, least=1, most=20, noun="sense")
    lines: int = option("lines of each sense", default=3, least=0, most=1_000)


def senses(session: Session, options: SensesOptions) -> SensesFound:
    """Show the senses of something: groups of its uses, each with its size, stability, words and lines.

    The use at each place is what stands within ten words of it, rare words weighing more (Arora, Liang & Ma 2017); uses
    are grouped by spherical k-means. Without K, 2 to 5 groups are tried: they are senses where the groups that two
    halves of the documents make agree (adjusted Rand index of 0.80 and more, the mean of 10 splits), and agree more
    than groups of noise with the same spread; of several numbers the one that agrees most is taken. Else one sense is
    enough. That does not say that a dictionary has one: a rare sense, or one that stands among the same words, is not
    seen, and of fewer than 40 uses nothing is tested. With K so many groups are shown.

    Where the text has several files, labels, or other parts (at most 30), the share of each part in a group is shown,
    by the parts that go together with the groups most. Where Cramér's V of groups and parts, less its bias (Bergsma
    2013), is 0.5 or more, the groups follow the parts: they may be ways of writing rather than senses.

    The stability of a group is its mean Jaccard index with the most like one over samples of the documents (Hennig
    2007): 0.75 and more is a stable group, below 0.6 none; groups that may be chance are not called so. Its words are
    those whose vectors are nearer to its mean use than to those of the other groups; its lines are the nearest to its
    middle, of different documents first.

    Examples:
      senses king
      senses king 2
      senses (king, river) --lines 5
    """
    import numpy as np

    from embrepl.evidence.uses.following import FOLLOWS, nearest_parts
    from embrepl.evidence.uses.senses import STABLE
    from embrepl.evidence.uses.senses import senses as grouped

    asked = asked_uses(session, options.target)
    uses = uses_of(session, asked)
    units = _wide(session, uses).directions(uses.spans, session.report_progress)
    known = np.asarray(units.any(axis=1))
    uses, units = uses.where(known), units[known]
    documents = len(np.unique(uses.clusters))
    if (options.k or 1) > len(uses):
        message = f"{asked.text} has {counted(len(uses), 'use')}, fewer than {options.k} groups."
        raise EmbreplError("wrong-usage", message, "Ask for fewer.")
    tried = _tried(session, uses, units, options.k, documents)
    best = max((each for each in tried if each.found), key=lambda each: each.agreement, default=None)
    k = options.k or (best.k if best else 1)
    found = grouped(units, uses.clusters, k, session.report_progress)
    near = nearest_parts(uses.corpus, found.groups, uses.documents)
    association = near.association if near else None
    return SensesFound(
        asked.text, uses.space.name, name_of(session, uses.corpus), len(uses), uses.total, documents, options.k, STABLE,
        tuple(TriedNumber(each.k, each.agreement, each.reference, each.found) for each in tried),
        tuple(_rows(uses, found, k, near)), tuple(_lines(uses, found, k, options.lines)), unit_of(uses.corpus),
        uses.cluster, near.variable.name if near else "", association,
        association is not None and association >= FOLLOWS,
    )  # fmt: skip


def _wide(session: Session, uses: Uses) -> WideContexts:
    """Return what reads wide contexts in a text by the vectors of a model, made once."""
    from embrepl.evidence.uses.wide_contexts import WideContexts

    read = surroundings(session, uses.asked.model, uses.corpus)
    key = ("wide contexts", id(read))
    return uses.searched.once(key, lambda: WideContexts(read, session.report_progress))


def _tried(
    session: Session, uses: Uses, units: NDArray[np.float32], asked: int | None, documents: int
) -> tuple[Tried, ...]:
    """Return the numbers of groups that are tested: one that was asked for, else 2 to 5; none of too few uses."""
    from embrepl.evidence.uses.senses import LEAST_DOCUMENTS, LEAST_USES, MOST, how_many

    if len(uses) < LEAST_USES or documents < LEAST_DOCUMENTS or asked == 1:
        return ()
    numbers = range(2, MOST + 1) if asked is None else range(asked, asked + 1)
    return how_many(units, uses.clusters, numbers, session.report_progress)


def _rows(uses: Uses, found: Senses, k: int, near: Following | None) -> Iterator[SenseRow]:
    """Yield the groups."""
    import numpy as np

    from embrepl.evidence.uses.following import shares

    names = _names(uses, found.groups, k)
    for sense in range(k):
        inside = found.groups == sense
        stability = float(found.stability[sense])
        yield SenseRow(
            sense + 1, int(inside.sum()), float(inside.mean()), len(np.unique(uses.clusters[inside])),
            None if k == 1 or math.isnan(stability) else stability, names[sense],
            shares(near, inside) if near else {},
        )  # fmt: skip


def _names(uses: Uses, groups: Places, k: int) -> list[tuple[str, ...]]:
    """Return for each group the words that are nearer to its mean use than to those of the others."""
    import numpy as np

    from embrepl.space.neighbours import nearest
    from embrepl.space.ranking.order import by_count

    space = uses.space
    means = np.stack([uses.vectors[groups == sense].mean(axis=0) for sense in range(k)])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    means = np.divide(means, lengths, out=np.zeros(means.shape), where=lengths > 0)
    result = []
    for sense, mean in enumerate(means):
        near = nearest(space, mean, _AMONG, uses.rows, by_count(space)) if mean.any() else []
        cosines = space.units([each.row for each in near]) @ means.T  # (n, K)
        others = np.delete(cosines, sense, axis=1)
        ahead = cosines[:, sense] - others.max(axis=1) if k > 1 else cosines[:, sense]
        first = np.argsort(-ahead, kind="stable")[:_WORDS] if k > 1 else np.arange(min(_WORDS, len(near)))
        result.append(tuple(near[at].word for at in first.tolist()))
    return result


def _lines(uses: Uses, found: Senses, k: int, most: int) -> Iterator[SenseLine]:
    """Yield the lines of each group that are nearest to its middle."""
    import numpy as np

    for sense in range(k if most else 0):
        which = np.flatnonzero(found.groups == sense)
        for rank, (at, row) in enumerate(lines_in_order(uses, which, -found.cosines[which], most), 1):
            yield SenseLine(sense + 1, rank, float(found.cosines[which[at]]), *row.cells)


COMMANDS = by_name(Command("senses", senses, SensesOptions))
