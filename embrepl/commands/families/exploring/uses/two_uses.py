"""Both uses of a target in two parts of a text, without what all words share, and what sets them apart.

Axes: P places, D dimensions, V words of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embrepl.commands.families.exploring.uses.sides import Sides
from embrepl.commands.targets.instances import Asked, places_of, unknown_in, uses_at
from embrepl.commands.targets.uses import surroundings
from embrepl.errors import EmbreplError
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.targets.instances import Uses
    from embrepl.corpus.concordance.hits import Spans
    from embrepl.corpus.store.positions import Places
    from embrepl.evidence.uses.contrasts.contrast import Distance
    from embrepl.evidence.uses.contrasts.telling import Telling
    from embrepl.evidence.uses.use import Use

MOST_PLACES = 10_000  # of a part


@dataclass(frozen=True)
class UseInPart:
    """A use in one of the parts: its places, their vectors (P, D) as they are compared, its documents or chapters (P,).

    `mean`: of these vectors; `plain`: the mean with what all words share, (D,).
    """

    uses: Uses
    vectors: NDArray[np.float64]
    documents: Places
    mean: Use
    plain: NDArray[np.float64]


@dataclass(frozen=True)
class TwoUses:
    """Both uses of a target, and why they are not tested, "" where they are."""

    sides: Sides
    first: UseInPart
    second: UseInPart
    note: str

    @property
    def both(self) -> tuple[UseInPart, UseInPart]:
        """Both of them."""
        return self.first, self.second

    @property
    def shared(self) -> float:
        """The share of the plain squared difference that lies in what all words share."""
        return self.sides.tone.share(self.first.plain - self.second.plain)

    def distance(self) -> Distance | None:
        """Return how far apart they are, None where nothing is tested."""
        from embrepl.evidence.uses.contrasts.contrast import distance

        return None if self.note else distance(self.first.mean, self.second.mean)

    def p(self) -> float | None:
        """Return p by shuffled documents, None where nothing is tested."""
        import numpy as np

        from embrepl.evidence.uses.contrasts.contrast import p_by_shuffling
        from embrepl.evidence.uses.use import by_document

        if self.note:
            return None
        (first, few), (second, more) = (by_document(each.vectors, each.documents) for each in self.both)
        report = self.sides.session.report_progress
        return p_by_shuffling(np.vstack([first, second]), np.concatenate([few, more]), len(few), report)

    def telling(self) -> Telling | None:
        """Return the words that may tell them apart, None where nothing is tested."""
        from embrepl.evidence.uses.contrasts.telling import telling

        if self.note:
            return None
        first, second = (self._beside(each) for each in self.both)
        return telling(self.first.mean, self.second.mean, self.first.uses.space, (first, second))

    def _beside(self, part: UseInPart) -> NDArray[np.int64]:
        """Return how often each word of the model stands around the places of a use. (V,)."""
        uses = part.uses
        found = surroundings(self.sides.session, self.sides.model, uses.corpus).beside(uses.spans, uses.documents)
        found[[*self.first.uses.rows, *self.second.uses.rows]] = 0
        return found


def two_uses(sides: Sides, asked: Asked, *, plain: bool) -> TwoUses:
    """Return both uses of a target, without what all words share unless `plain`.

    Raises `unknown-word` where it stands in neither part, `no-uses` where in one alone, and as `uses_at`.
    """
    places = [places_of(sides.session, _in(sides, asked, number)) for number in range(2)]
    if not all(map(len, places)):
        raise _missing(sides, asked, [len(each) for each in places])
    first, second = (_use_in(sides, asked, number, places[number], plain=plain) for number in range(2))
    return TwoUses(sides, first, second, _why_not(sides, (first.mean, second.mean)))


def stands(sides: Sides, asked: Asked, number: int) -> tuple[int, int]:
    """Return at how many places, and in how many documents or chapters, a target stands in one of the parts."""
    import numpy as np

    places = places_of(sides.session, _in(sides, asked, number)).places
    return len(places), len(np.unique(sides.of(sides.both[number], places)))


def _in(sides: Sides, asked: Asked, number: int) -> Asked:
    part = sides.both[number]
    return replace(asked, part=part, text=f"{asked.text}@{part.name}")


def _missing(sides: Sides, asked: Asked, places: Sequence[int]) -> EmbreplError:
    """Return the error that a target stands in neither part, with near spellings, or in one alone."""
    first, second = (part.name for part in sides.both)
    if not any(places):
        where = f"stands in neither {first} nor {second}"
        return unknown_in(sides.session, _in(sides, asked, 0), where)
    one, other = (first, second) if places[0] else (second, first)
    message = f"'{asked.text}' stands in {one} alone: {counted(max(places), 'place')} there, 0 in {other}."
    return EmbreplError("no-uses", message, "Only what both parts have is compared; `keyness` lists what one has.")


def _use_in(sides: Sides, asked: Asked, number: int, places: Spans, *, plain: bool) -> UseInPart:
    import numpy as np

    from embrepl.evidence.uses.use import use_of

    part = sides.both[number]
    uses = uses_at(sides.session, _in(sides, asked, number), places, MOST_PLACES)
    vectors = uses.vectors if plain else sides.tone.without(uses.vectors).astype(np.float64)
    documents = sides.of(part, uses.spans.places)
    return UseInPart(uses, vectors, documents, use_of(vectors, documents, uses.total), uses.vectors.mean(axis=0))


def _why_not(sides: Sides, means: Sequence[Use]) -> str:
    """Return why two uses are not tested, "" where they are."""
    from embrepl.evidence.uses.contrasts.contrast import LEAST_DOCUMENTS, LEAST_PLACES

    for part, use in zip(sides.both, means, strict=True):
        if use.places < LEAST_PLACES or use.documents < LEAST_DOCUMENTS:
            many = f"{counted(use.places, 'place')} in {counted(use.documents, sides.clusters)} of {part.name}"
            return f"{many}: a test takes {LEAST_PLACES} places and {LEAST_DOCUMENTS} {sides.clusters}s"
    return ""
