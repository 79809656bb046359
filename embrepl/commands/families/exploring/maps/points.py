"""Which points a map has: targets, what is near them, the words of a list, or the most frequent ones.

Axes: n points, D dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embrepl.commands.families.exploring.asked import refuse_one_hot, without_repeats
from embrepl.commands.targets.vectors import Target, resolve_all
from embrepl.errors import EmbreplError
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.lexer import Token
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session

MOST = 100_000  # points of a map
_NAMED = 5  # words left out that are named


@dataclass(frozen=True)
class Points:
    """The points of a map: texts, their directions (n, D), rows of words (-1: none), and which were asked, (n,) each.

    `targets`: what the points are that are no words, by their numbers; `notes` says what was left out and put in.
    """

    model: Model
    texts: tuple[str, ...]
    units: NDArray[np.float32]
    rows: NDArray[np.int64]
    asked: NDArray[np.bool_]
    targets: dict[int, Target]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.texts)

    def noted(self, *notes: str) -> Points:
        """Return them with more notes."""
        return replace(self, notes=(*self.notes, *filter(None, notes)))


def of_targets(session: Session, tokens: Sequence[Token], near: int, said: str = "") -> Points:
    """Return targets, with so many words around each; `said` tells why. Raises as resolving and `nearest` do."""
    from embrepl.space.expression.parser import parse_several

    line = tokens[0].line
    asked = without_repeats(session, resolve_all(session, parse_several(tokens, line), line))
    refuse_one_hot(asked[0].space)
    points = _joined(asked[0].model, asked, _around(asked, near) if near else [])
    put = len(points) - len(asked)
    if near and put:
        what = asked[0].text if len(asked) == 1 else "each target"
        of_all = f", {counted(put, 'word')} in all" if len(asked) > 1 else ""
        points = points.noted(f"With the {near:,} words nearest to {what}{of_all}{said}.")
    return points


def _around(asked: Sequence[Target], near: int) -> list[int]:
    """Return the rows of the words nearest to targets, each once."""
    from embrepl.space.neighbours import nearest
    from embrepl.space.ranking.order import by_count

    order = by_count(asked[0].space)
    named = {row for each in asked for row in each.rows}
    found = [
        one.row for each in asked for one in nearest(each.space, each.vector, near, named, order, mutual=False)
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def _joined(model: Model, asked: Sequence[Target], near: Sequence[int]) -> Points:
    """Return targets and words as points, without those that have no direction."""
    import numpy as np

    from embrepl.space.relations.directions import direction

    space = model.space
    vectors = np.stack([direction(each.vector, each.text) for each in asked]).astype(np.float32)
    units = np.concatenate([vectors, space.units(np.asarray(near, np.int64))]) if near else vectors
    rows = np.array([-1 if each.row is None else each.row for each in asked] + list(near), np.int64)
    texts = (*(each.text for each in asked), *(space.words[row] for row in near))
    targets = {at: each for at, each in enumerate(asked) if each.row is None}
    return Points(model, texts, units, rows, np.arange(len(rows)) < len(asked), targets)


def of_rows(model: Model, rows: NDArray[np.int64], asked: bool = False) -> Points:
    """Return words of a model as points, those that have a direction. Raises `no-direction` where none has."""
    import numpy as np

    space = model.space
    refuse_one_hot(space)
    blank = space.blank[rows]
    kept = rows[~blank]
    if not len(kept):
        message = f"None of {counted(len(rows), 'word')} has a direction: their vectors are zero, or not numbers."
        raise EmbreplError("no-direction", message, "Ask for other words, or train again: `train`.")
    points = Points(
        model, tuple(space.words[row] for row in kept.tolist()), space.units(kept), kept,
        np.full(len(kept), asked), {},
    )  # fmt: skip
    left_out = int(np.count_nonzero(blank))
    return points.noted(f"{counted(left_out, 'word')} without a direction left out." if left_out else "")


def most_frequent(model: Model, many: int, said: str = "") -> Points:
    """Return the most frequent words of a model."""
    import numpy as np

    many = min(many, len(model.space))
    return of_rows(model, np.arange(many)).noted(said.format(f"{many:,}"))


def of_words(session: Session, model: Model, words: Sequence[str], where: str) -> tuple[Points, tuple[int, ...]]:
    """Return the words of a list that a model has, and which words these are. Raises `unknown-word` without any."""
    import numpy as np

    space = model.space
    rows = space.rows_of(words)
    for at in np.flatnonzero(rows < 0).tolist():
        rows[at] = _row(session, model, words[at])
    known = np.flatnonzero(rows >= 0)
    known = known[np.unique(rows[known], return_index=True)[1]]
    known.sort()
    unknown = [words[at] for at in np.flatnonzero(rows < 0).tolist()]
    if not len(known):
        message = f"{space.name} has a vector of none of {counted(len(words), 'word')} of {where}."
        raise EmbreplError("unknown-word", message, "The list has one word a line, or a table with a column of words.")
    points = of_rows(model, rows[known])
    named = ", ".join(unknown[:_NAMED]) + (" …" if len(unknown) > _NAMED else "")
    note = f"{counted(len(unknown), 'word')} of {where} without a vector left out: {named}." if unknown else ""
    kept = known[~space.blank[rows[known]]]
    return points.noted(note), tuple(kept.tolist())


def _row(session: Session, model: Model, word: str) -> int:
    """Return the row of a word in another spelling, or of a vector without a direction; -1 where there is none."""
    from embrepl.commands.unknown_words import spelt_in

    spelt = spelt_in(session, model, word)
    return model.space.id(spelt) if spelt in model.space else -1
