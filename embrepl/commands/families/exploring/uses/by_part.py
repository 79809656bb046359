"""`uses`: how something is used in each part of a text.

Axes: P places, D dimensions, n words that are compared.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.uses.by_part import UseRow, UsesByPart
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.asked import known
from embrepl.commands.lexer import Token
from embrepl.commands.options import PlotOptions, argument, option
from embrepl.commands.targets.instances import Uses, asked_uses, name_of, uses_of
from embrepl.commands.targets.uses import note_contexts_alone
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.parts.part import Part
    from embrepl.evidence.uses.use import Use
    from embrepl.space.neighbours import Neighbour
    from embrepl.space.space import Space

COMPARED = 20_000  # of the most frequent words, whose cosines are compared
FOUND = 0.05  # false discovery rate up to which a difference is marked
LEAST_PLACES = 5  # of a part that is compared
_LEAST_DOCUMENTS = 10  # on either side of a comparison: by fewer p is too small


@dataclass(frozen=True, kw_only=True)
class UsesOptions(PlotOptions):
    """What `uses` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words", "types"))
    by: str | None = option("the variable that makes the parts", default=None, completes=("variables",))
    k: int = option("how many neighbours of each part", default=8, least=1, most=1_000)


def uses(session: Session, options: UsesOptions) -> UsesByPart:
    """Show how something is used in each part of the text that a variable makes: a row per part.

    Of each part: how often it stands there and in how many documents; the spread of its use, which is the mean cosine
    distance of two uses in different documents (average pairwise distance: Giulianelli, Del Tredici & Fernandez 2020),
    greater where it is used in more ways; and the K words (8) that are nearest to its mean use there. Each cosine is
    corrected for how few places there are, and ± is half of its 95 % interval, by the jackknife over documents.

    A neighbour is marked ▲ where its cosine in the part is above that in all other parts together, ▼ where it is below,
    by a test of the difference with a false discovery rate of 5 % over 20,000 words (Benjamini & Hochberg 1995). Where
    either side has fewer than 5 places or 10 documents nothing is tested, and the row says so. Of a text with fewer
    than 20 documents, such as a few novels, chapters are counted and taken for documents here, where it has any.

    Uses are compared by what stands around them. The vectors of `near king@PART` may be made in another way, as its
    note says, and have somewhat other cosines.

    What sets all words of the parts apart, such as praise in one, is left in; `contrast` takes it out.

    Variables are kept by `load … --by COLUMN`; `--by file` takes the files of a text, without any. Of more than 20,000
    places so many are looked at, evenly spread.

    Examples:
      uses king --by file
      uses king --by file --k 20 --format csv
    """
    from embrepl.corpus.parts.dividing import parts_by

    if options.by is None:
        usage = "Usage: uses TARGET --by VARIABLE"
        raise EmbreplError("wrong-usage", usage, "`corpus parts` shows the variables; `typical` needs none.")
    asked = asked_uses(session, options.target)
    if asked.part.documents is not None:
        message = f"{asked.text} is in one part; --by compares all of them."
        raise EmbreplError("wrong-usage", message, "Leave the @ out.")
    parts = parts_by(asked.part.corpus, options.by)
    found = uses_of(session, asked)
    note_contexts_alone(session, asked.model, found.corpus)
    rows = []
    for number, part in enumerate(parts):
        session.report_progress("comparing parts", number, len(parts))
        rows += _rows(found, part, options.k)
    compared = min(COMPARED, len(found.space))
    return UsesByPart(
        asked.text, found.space.name, name_of(session, found.corpus), options.by, len(found), found.total, compared,
        tuple(rows), found.fit, found.cluster,
    )  # fmt: skip


def _rows(uses: Uses, part: Part, k: int) -> list[UseRow]:
    """Return the neighbours of a target in a part."""
    import numpy as np

    from embrepl.evidence.uses.clusters import within
    from embrepl.evidence.uses.differing import spread
    from embrepl.evidence.uses.use import use_of

    clusters, inside = uses.clusters, part.documents[uses.documents]
    places, documents = int(inside.sum()), len(np.unique(clusters[inside]))
    total = int(np.count_nonzero(within(uses.corpus, part.documents)))
    apart, half = spread(uses.vectors[inside], clusters[inside]) if places else (math.nan, math.nan)
    head = partial(UseRow, part.name, places, documents, total, known(apart), known(half))
    if not places:
        return [head(None, "", None, None, None, None, None, "", "")]
    use = use_of(uses.vectors[inside], clusters[inside], places)
    rest = use_of(uses.vectors[~inside], clusters[~inside], int((~inside).sum())) if not inside.all() else None
    note = _why_not(use, rest, uses.cluster)
    near = neighbours_of(uses, use, k)
    rows = [each.row for each in near]
    units = uses.space.units(rows).astype(np.float64)
    here, there = (_numbers(each, units) for each in (use, rest))
    rates: Sequence[float | None] = [None] * len(near) if note or rest is None else _rates(uses.space, use, rest, rows)
    return [
        head(each.rank, each.word, *here[at], *there[at], rate, _mark(here[at][0], there[at][0], rate), note)
        for at, (each, rate) in enumerate(zip(near, rates, strict=True))
    ]


def _mark(here: float | None, there: float | None, rate: float | None) -> str:
    """Return which of two cosines is the greater one, where they differ by more than chance."""
    if rate is None or rate > FOUND or here is None or there is None:
        return ""
    return "nearer" if here > there else "farther"


def neighbours_of(uses: Uses, use: Use, k: int) -> list[Neighbour]:
    """Return the words nearest to a use, in the order of `near`; none where it has no direction."""
    from embrepl.space.neighbours import nearest
    from embrepl.space.ranking.order import by_count

    if not use.vector.any():
        return []
    return nearest(uses.space, use.vector, k, uses.rows, by_count(uses.space))


def _numbers(use: Use | None, units: NDArray[np.float64]) -> list[tuple[float | None, float | None]]:
    """Return cosines with half their intervals, None where these are not known. (n, D)."""
    if use is None:
        return [(None, None)] * len(units)
    cosines, halves = use.cosines(units)
    return [(cosine, known(half)) for cosine, half in zip(cosines.tolist(), halves.tolist(), strict=True)]


def _rates(space: Space, use: Use, rest: Use, rows: Sequence[int]) -> list[float]:
    """Return the false discovery rates of the differences of some words, among those of all that are compared."""
    import numpy as np

    from embrepl.corpus.statistics.significance import false_discovery_rates
    from embrepl.evidence.uses.differing import differences

    compared = np.union1d(np.arange(min(COMPARED, len(space))), rows)
    rates = false_discovery_rates(differences(use, rest, space.units(compared.tolist())).p)
    return [float(each) for each in rates[np.searchsorted(compared, rows)]]


def _why_not(use: Use, rest: Use | None, cluster: str) -> str:
    """Return why a part is not compared with all others, "" where it is."""
    if rest is None:
        return "it stands in no other part"
    for each, where in ((use, ""), (rest, " elsewhere")):
        if each.places < LEAST_PLACES or each.documents < _LEAST_DOCUMENTS:
            many = f"{counted(each.places, 'place')} in {counted(each.documents, cluster)}{where}"
            return f"{many}: too few to test"
        if not each.sure:
            return f"its uses{where} differ so much that there are too few to test"
    return ""


COMMANDS = by_name(Command("uses", uses, UsesOptions))
