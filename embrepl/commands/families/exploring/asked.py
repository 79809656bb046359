"""What the commands that ask for relations of words share: their targets, directions, and which words may answer.

Axes: n targets, D dimensions, V words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from embrepl.commands.targets.vectors import Target
from embrepl.errors import EmbreplError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.session.session import Session
    from embrepl.space.space import Space

LEAST = "look only at words seen at least so often"
USUAL = "10 times, and 4 times in a million words"


def refuse_repeats(asked: Iterable[Target], why: str = "") -> None:
    """Raise `wrong-usage` where a target is named twice. `why`: what is to be said of that, behind a space."""
    seen: set[str] = set()
    for each in asked:
        if each.text in seen:
            hint = f"Leave one of them out, or name another.{why}"
            raise EmbreplError("wrong-usage", f"{each.text} is named twice.", hint)
        seen.add(each.text)


def without_repeats(session: Session, asked: Sequence[Target]) -> tuple[Target, ...]:
    """Return targets, each once, with a note on those that were named more than once."""
    found = {each.text: each for each in reversed(asked)}
    texts = [each.text for each in asked]
    if len(found) < len(texts):
        again = ", ".join(text for text in dict.fromkeys(texts) if texts.count(text) > 1)
        session.listener.note(f"Named more than once, and counted once: {again}.")
    return tuple(found[text] for text in dict.fromkeys(texts))


def refuse_one_hot(space: Space) -> None:
    """Raise `nothing-near` for a model in which every word has an axis of its own."""
    if space.identity:
        message = f"No word is nearer than another: in {space.name} each of the {len(space):,} words has its own axis."
        raise EmbreplError("nothing-near", message, "`train zero` learns which words are alike.")


def directions_of(asked: Sequence[Target]) -> NDArray[np.float64]:
    """Return the directions of targets, (n, D). Raises `no-direction`."""
    import numpy as np

    from embrepl.space.relations.directions import direction

    return np.stack([direction(each.vector, each.text) for each in asked])


def answering(space: Space, asked: Iterable[Target], least: int | None) -> tuple[NDArray[np.bool_], int]:
    """Return which words may answer, (V,), and how often they are seen at least (0: not known).

    Words named in the targets are left out. `least`: what was typed.
    """
    from embrepl.space.relations.directions import candidates, usual_least_count

    known = len(space) > 0 and space.counts[0] > 0
    if least is not None and not known:
        message = f"How often the words of {space.name} are seen is not known."
        raise EmbreplError("bad-option", message, "Leave --min-freq out.")
    least = usual_least_count(space) if least is None else least
    return candidates(space, least, {row for each in asked for row in each.rows}), least if known else 0


def percentile_of(a: Target, b: Target) -> tuple[float | None, int]:
    """Return how unusual the cosine of two words is, in percent of so many like pairs; None for anything but words."""
    from embrepl.space.ranking.percentiles import percentiles

    if a.row is None or b.row is None or a.row == b.row:
        return None, 0
    percentile, pairs = percentiles(a.space).of_pair(a.row, b.row)
    return (percentile, pairs) if pairs else (None, 0)


def count_of(asked: Target) -> int | None:
    """Return how often the word is seen that a target is; None where it is not one, or that is not known."""
    return None if asked.row is None else asked.space.count(asked.row)


def known(value: float) -> float | None:
    """Return a figure, None where it is not a number."""
    return None if math.isnan(value) else value


def unseen_of(asked: Iterable[Target]) -> tuple[str, ...]:
    """Return the words of targets that have a vector from their n-grams alone."""
    return tuple(dict.fromkeys(word for each in asked for word in each.unseen))
