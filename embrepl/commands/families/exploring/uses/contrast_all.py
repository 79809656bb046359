"""`contrast --all`: the words of the vocabulary whose use differs most between two parts of a text.

Axes: V words of the model, D dimensions, W words that are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.uses.contrast import ContrastAll, DifferingRow
from embrepl.commands.asking import concordance_of, unit_of
from embrepl.commands.families.text import context_row
from embrepl.commands.targets.uses import TextPart, induction, surroundings
from embrepl.errors import EmbreplError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.families.exploring.uses.sides import Sides
    from embrepl.evidence.uses.contrasts.survey import Differences, Half
    from embrepl.evidence.uses.induction import Induction
    from embrepl.session.session import Session

FOUND = 0.05  # false discovery rate up to which a word counts as found
_WORDS, _CHARACTERS = 3, 80  # that tell each of its uses; characters of a line to each side
_PLACES = 1_000  # of a word in a part, that these are taken from


def contrast_all(session: Session, both: Sides, k: int, *, plain: bool, with_lines: bool) -> ContrastAll:
    """Return the words whose use differs most surely between two parts, and how many do where they are shuffled."""
    import numpy as np

    from embrepl.corpus.statistics.significance import false_discovery_rates
    from embrepl.evidence.uses.contrasts.survey import LEAST_DOCUMENTS, LEAST_PLACES, MOST_PLACES, differences

    halves = _halves(both)  # which refuses vectors that cannot be made up
    space, learnt = both.model.space, induction(session, both.model, both.first.corpus)
    table = learnt.vectors(space.units(range(len(space))).astype(np.float32))
    if not plain:
        table = both.tone.without(table)
    found = differences(*halves, table, session.report_progress)
    if not len(found.rows):
        message = f"No word stands {LEAST_PLACES} times or more, in {LEAST_DOCUMENTS} {both.clusters}s, in each part."
        raise EmbreplError("no-uses", message, "Take larger parts: `corpus parts` shows how large they are.")
    rates = false_discovery_rates(found.p)
    known = ~np.isnan(found.control)
    order = np.lexsort((-found.standard, rates > FOUND))
    order = order[: min(k, int(np.count_nonzero(rates <= FOUND)))]
    rows = []
    for rank, at in enumerate(order.tolist(), 1):
        session.report_progress("reading contexts", rank - 1, len(order))
        rows.append(_row(both, learnt, found, rank, at, float(rates[at]), plain=plain, with_line=with_lines))
    return ContrastAll(
        space.name, both.first.name, both.second.name, len(found.rows), int(np.count_nonzero(rates <= FOUND)),
        int(np.count_nonzero(false_discovery_rates(found.control[known]) <= FOUND)), int(known.sum()), MOST_PLACES,
        plain, both.clusters, tuple(rows), learnt.cosine, unit_of(both.first.corpus),
    )  # fmt: skip


def _halves(both: Sides) -> tuple[Half, Half]:
    from embrepl.evidence.uses.clusters import begins_of, within
    from embrepl.evidence.uses.contrasts.survey import Half

    def half(part: TextPart, offset: int) -> Half:
        read, cluster = surroundings(both.session, both.model, part.corpus), both.clusters
        inside = within(part.corpus, part.documents, cluster)
        return Half(read.positions, read.rows, begins_of(part.corpus, cluster), inside, offset)

    first = half(both.first, 0)
    same = both.first.corpus is both.second.corpus
    return first, half(both.second, 0 if same else len(first.begins))


def _row(
    both: Sides, learnt: Induction, found: Differences, rank: int, at: int, rate: float, *, plain: bool, with_line: bool
) -> DifferingRow:
    """Return a word with what tells its two uses apart."""
    import numpy as np

    from embrepl.corpus.concordance.hits import Spans
    from embrepl.evidence.uses.contrasts.telling import telling
    from embrepl.evidence.uses.use import use_of

    row, space = int(found.rows[at]), both.model.space
    means, beside, vectors, places = [], [], [], []
    for part in both.both:
        read = surroundings(both.session, both.model, part.corpus)
        there = read.positions.among(np.flatnonzero(read.rows == row))
        if part.documents is not None:
            there = there[part.documents[read.positions.document(there)]]
        uses = read.instances(Spans.whole(there), _PLACES)
        each = learnt.vectors(uses.means)
        vectors.append(each if plain else both.tone.without(each))
        means.append(use_of(vectors[-1], both.of(part, uses.places), uses.total))
        beside.append(read.beside(Spans.whole(uses.places), uses.documents))
        places.append(uses.places)
    told = telling(means[0], means[1], space, (beside[0], beside[1]))
    words = [" ".join(space.words[told.rows[one]] for one in told.leading(_WORDS, first=first))
             for first in (True, False)]  # fmt: skip
    lines: dict[str, str | int | None] = {}
    if with_line:
        gap = means[0].vector - means[1].vector
        lines = _line(both, 0, places[0], vectors[0] @ gap) | _line(both, 1, places[1], vectors[1] @ -gap)
    return DifferingRow(
        rank, space.words[row], int(found.first_places[at]), int(found.second_places[at]),
        int(found.first_documents[at]), int(found.second_documents[at]), float(found.distance[at]),
        1.96 * float(found.error[at]), float(found.p[at]), rate, *words, **lines,  # type: ignore[arg-type]
    )  # fmt: skip


def _line(
    both: Sides, number: int, places: NDArray[np.int64], towards: NDArray[np.floating]
) -> dict[str, str | int | None]:
    """Return the fields of the line whose use lies farthest towards a part. (P,)."""
    from embrepl.corpus.concordance.hits import Spans

    searched = concordance_of(both.session, both.both[number].corpus)
    at = int(towards.argmax())
    row = context_row(searched, searched.lines(Spans.whole(places[at : at + 1]), _CHARACTERS, _CHARACTERS)[0])
    side = ("first", "second")[number]
    return {
        f"{side}_file": row.file, f"{side}_record": row.record, f"{side}_line": row.line, f"{side}_left": row.left,
        f"{side}_match": row.match, f"{side}_right": row.right,
    }  # fmt: skip
