"""The figures of groups of a list: their words' counts added, and tested as those of one word are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from embrepl.commands.answers.statistics import CollocateGroups, Collocates, GroupedCollocateRow
from embrepl.commands.answers.vocabulary import GroupedKeyRow, KeywordGroups, Keywords
from embrepl.commands.asking import MILLION
from embrepl.commands.listing.groups import Grouped, group_words
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.statistics.collocations import Pairs
    from embrepl.corpus.store.store import Corpus


def key_groups(session: Session, corpus: Corpus, found: Keywords, asked: int | str) -> KeywordGroups:
    """Return key words in groups by meaning. Raises `nothing-trained`, `no-groups` and `bad-option`."""
    import numpy as np

    from embrepl.corpus.statistics.keyness import figures

    grouped = group_words(session, corpus, [row.word for row in found.rows], asked)
    here = np.array([row.count for row in found.rows], np.float64)
    there = np.array([row.other_per_million for row in found.rows]) * found.other_tokens / MILLION
    a, b = (np.array([counts[group].sum() for group in grouped.groups]) for counts in (here, there))
    sums = figures(a, b, found.tokens, found.other_tokens)
    order = _order(grouped, np.abs(sums.g2))
    rows = tuple(
        GroupedKeyRow(
            **asdict(found.rows[word]), group=number, group_name=grouped.names[at],
            group_words=len(grouped.groups[at]), group_count=int(a[at]),
            group_per_million=MILLION * float(a[at]) / found.tokens,
            group_other_per_million=MILLION * float(b[at]) / found.other_tokens, group_g2=float(sums.g2[at]),
            group_p=float(sums.p[at]), group_q=float(sums.q[at]), group_log_ratio=float(sums.log_ratio[at]),
        )
        for number, at in enumerate(order, 1)
        for word in grouped.groups[at].tolist()
    )  # fmt: skip
    return KeywordGroups(
        found.corpus, found.other, found.measure, found.fewer, grouped.model, grouped.silhouette, grouped.without,
        grouped.why, rows,
    )  # fmt: skip


def collocate_groups(
    session: Session, found: Collocates, types: NDArray[np.int64], table: Pairs, asked: int | str
) -> CollocateGroups:
    """Return the words near a word, of these types, in groups by meaning. Raises as above."""
    import numpy as np

    from embrepl.corpus.statistics import collocations
    from embrepl.corpus.statistics.significance import false_discovery_rates, p_of_g2

    grouped = group_words(session, session.corpus, [row.word for row in found.rows], asked)
    summed = table.summed([types[group] for group in grouped.groups])
    every = np.arange(len(grouped.groups))
    llr, scores = collocations.llr(summed, every), collocations.MEASURES[found.measure](summed, every)
    p = p_of_g2(llr)
    q = false_discovery_rates(p)
    order = _order(grouped, -scores if found.repelled else scores)
    rows = tuple(
        GroupedCollocateRow(
            **asdict(found.rows[word]), group=number, group_name=grouped.names[at],
            group_words=len(grouped.groups[at]),
            group_together=sum(found.rows[each].together for each in grouped.groups[at].tolist()),
            group_pairs=int(summed.both[at]), group_score=float(scores[at]), group_llr=float(llr[at]),
            group_p=float(p[at]), group_q=float(q[at]),
        )
        for number, at in enumerate(order, 1)
        for word in grouped.groups[at].tolist()
    )  # fmt: skip
    return CollocateGroups(
        found.word, found.corpus, found.count, found.left, found.right, found.measure, found.min_count, grouped.model,
        grouped.silhouette, grouped.without, grouped.why, rows, found.note, found.unit, found.repelled,
    )  # fmt: skip


def _order(grouped: Grouped, strength: Sequence[float] | NDArray[np.float64]) -> list[int]:
    """Return the groups in order, the strongest first, that of the words without vectors last."""
    known = len(grouped.groups) - (grouped.without > 0)
    return [*sorted(range(known), key=lambda at: -strength[at]), *range(known, len(grouped.groups))]
