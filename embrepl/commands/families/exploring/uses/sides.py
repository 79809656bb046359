"""Two parts of a text that are set against each other: which they are, the tone that divides them, their documents.

Axes: N documents, P places, D dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from embrepl.commands.asking import concordance_of
from embrepl.commands.parts.naming import OF
from embrepl.commands.targets.instances import name_of
from embrepl.commands.targets.uses import TextPart, induction, part_named, surroundings, text_with_uses
from embrepl.errors import EmbreplError
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.store.positions import Places
    from embrepl.evidence.uses.contrasts.tone import Tone
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session

_FEW = 5  # documents of a part: fewer are divided into chapters, where the text has any


@dataclass(frozen=True)
class Sides:
    """Two parts of one text, or of two, that share no document, in a model."""

    session: Session
    model: Model
    first: TextPart
    second: TextPart

    @property
    def both(self) -> tuple[TextPart, TextPart]:
        """Both parts."""
        return self.first, self.second

    @cached_property
    def tone(self) -> Tone:
        """What sets all words of the two parts apart, kept for the next question."""
        from embrepl.evidence.uses.contrasts.tone import MOST_PLACES, tone_of

        def vectors(part: TextPart) -> NDArray[np.float32]:
            read = surroundings(self.session, self.model, part.corpus)
            uses = read.everywhere(part.documents, MOST_PLACES, self.session.report_progress)
            return induction(self.session, self.model, part.corpus).vectors(uses.means)

        key = ("tone", str(self.model.space.folder), *((part.corpus.hash, part.name) for part in self.both))
        searched = concordance_of(self.session, self.first.corpus)
        return searched.once(key, lambda: tone_of(vectors(self.first), vectors(self.second)))

    @cached_property
    def clusters(self) -> str:
        """What is shuffled and resampled: documents, or the chapters of a few long ones."""
        from embrepl.evidence.uses.clusters import CHAPTER, DOCUMENT

        few = any(int(_mask(part).sum()) < _FEW for part in self.both)
        return CHAPTER if few and all(part.corpus.chapters for part in self.both) else DOCUMENT

    def of(self, part: TextPart, places: Places) -> Places:
        """Return which document or chapter of its text each of some tokens of a part is in. (P,)."""
        from embrepl.evidence.uses.clusters import clusters

        return clusters(part.corpus, places, self.clusters)


def sides(session: Session, model: Model, first: TextPart, second: TextPart) -> Sides:
    """Return two parts to be set against each other. Raises `wrong-usage` where they are one, or share documents."""
    import numpy as np

    if first.corpus.hash == second.corpus.hash:  # which one text has that is loaded under two names too
        shared = int(np.count_nonzero(_mask(first) & _mask(second)))
        same = np.array_equal(_mask(first), _mask(second))
        if same:
            message = f"{first.name} and {second.name} are the same documents."
            message = f"Both parts are {first.name}." if first.name == second.name else message
            raise EmbreplError("wrong-usage", message, "Name two parts: `corpus parts` shows them.")
        if shared:
            be = "is" if shared == 1 else "are"
            message = f"{first.name} and {second.name} overlap: {counted(shared, 'document')} {be} in both."
            raise EmbreplError("wrong-usage", message, "Narrow one of them, as by `year<1990` and `year>=1990`.")
    return Sides(session, model, first, second)


def named_sides(session: Session, model: Model, names: Sequence[str]) -> Sides:
    """Return the two parts of two names: parts of the text, NAME:PART of another, or loaded texts. Raises as above."""
    first, second = (_named(session, model, name) for name in names)
    return sides(session, model, first, second)


def _named(session: Session, model: Model, name: str) -> TextPart:
    from embrepl.corpus.parts.finding import find_part

    text, sign, rest = name.partition(OF)
    if sign and text in session.corpora and rest.strip():
        part = find_part(session.corpora[text], rest)
        return TextPart(f"{text}{OF}{part.name}", session.corpora[text], part.documents)
    return part_named(session, model, name)


def parts_of_variable(session: Session, model: Model, by: str) -> tuple[TextPart, ...]:
    """Return the parts that a variable makes of the text of a model. Raises `nothing-loaded`, and as `parts_by`."""
    from embrepl.corpus.parts.dividing import parts_by

    corpus = text_with_uses(session, model)
    found = tuple(TextPart(part.name, corpus, part.documents) for part in parts_by(corpus, by))
    if len(found) < 2:
        message = f"All of {name_of(session, corpus)} has the same {by}."
        raise EmbreplError("wrong-usage", message, "`corpus parts` shows the variables and their values.")
    return found


def rest_of(part: TextPart, parts: Sequence[TextPart]) -> TextPart:
    """Return all other parts together."""
    import numpy as np

    masks = [_mask(each) for each in parts if each is not part]
    return TextPart("the rest", part.corpus, np.logical_or.reduce(masks))


def _mask(part: TextPart) -> NDArray[np.bool_]:
    """Return which documents of its text a part has. (N,)."""
    import numpy as np

    return np.ones(part.corpus.report.documents, np.bool_) if part.documents is None else part.documents
