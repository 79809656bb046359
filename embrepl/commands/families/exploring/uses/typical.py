"""`typical`: the lines of the text where something is used as it mostly is, and those where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.uses.typical import Typical, TypicalPart, TypicalRow
from embrepl.commands.asking import unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.text import context_row
from embrepl.commands.lexer import Token
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.targets.instances import Uses, asked_uses, first_uses, name_of, uses_of
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.answers.text import ContextRow
    from embrepl.corpus.store.positions import Places

_LINES, _LINES_OF_PART = 5, 2
CHARACTERS = 80  # of a line, to each side


@dataclass(frozen=True, kw_only=True)
class TypicalOptions(CommandOptions):
    """What `typical` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words", "types"))
    n: int | None = argument("[N]", default=None, least=1, most=1_000, noun="line")
    by: str | None = option("the lines of each part that a variable makes", default=None, completes=("variables",))


def typical(session: Session, options: TypicalOptions) -> Typical:
    """Show the N lines (5) where something is used as it mostly is, and the N where it is used least like that.

    The use at each place is the mean of the vectors of the words around it, turned into a vector of the model's words;
    typical lines are those whose use has the greatest cosine with the mean of all uses in other documents, odd ones
    those with the least. Odd lines are where other senses, names and mistakes of reading are found. Lines of different
    documents come first, and equal lines once.

    A target is a word, a phrase, a pattern, or several in brackets; `plot@negative` is asked in a part. With --by each
    part that a variable makes has its own mean and its own lines (2 of each kind). Of more than 20,000 places so many
    are looked at, evenly spread. `kwic TARGET --sort typical` shows a longer list.

    Examples:
      typical king
      typical "the king" 3
      typical king --by file
    """
    import numpy as np

    from embrepl.corpus.parts.dividing import parts_by

    asked = asked_uses(session, options.target)
    uses = uses_of(session, asked)
    groups: list[tuple[str, Places]] = [("", np.arange(len(uses)))]
    if options.by is not None:
        masks = [(part.name, part.documents) for part in parts_by(uses.corpus, options.by)]
        groups = [(name, np.flatnonzero(mask[uses.documents])) for name, mask in masks]
    most = options.n or (_LINES if options.by is None else _LINES_OF_PART)
    found = [_of_part(uses, name, which, most) for name, which in groups if len(which)]
    return Typical(
        asked.text, uses.space.name, name_of(session, uses.corpus), options.by or "", len(uses), uses.total,
        tuple(part for part, _ in found), tuple(row for _, rows in found for row in rows), uses.fit,
        unit_of(uses.corpus),
    )  # fmt: skip


def _of_part(uses: Uses, name: str, which: Places, most: int) -> tuple[TypicalPart, list[TypicalRow]]:
    """Return what is said of some uses, and their lines. (n,)."""
    import numpy as np

    from embrepl.evidence.uses.typical import typicality

    cosines = typicality(uses.vectors[which], uses.clusters[which])
    documents = len(np.unique(uses.documents[which]))
    part = TypicalPart(name, len(which), documents, float(cosines.mean()))
    rows = [
        TypicalRow(name, kind, rank, float(cosines[at]), row.file, row.record, row.line, row.word, row.left,
                   row.match, row.right)
        for kind, sign in (("typical", -1), ("odd", 1))
        for rank, (at, row) in enumerate(lines_in_order(uses, which, sign * cosines, most), 1)
    ]  # fmt: skip
    return part, rows


def lines_in_order(uses: Uses, which: Places, keys: NDArray[np.float64], most: int) -> list[tuple[int, ContextRow]]:
    """Return the first of some uses by a key, each with its line; different documents first, equal lines once. (n,)."""
    chosen = first_uses(uses, which, keys, most)
    lines = uses.searched.lines(uses.spans[which[chosen]], CHARACTERS, CHARACTERS)
    return list(zip(chosen, (context_row(uses.searched, line) for line in lines), strict=True))


COMMANDS = by_name(Command("typical", typical, TypicalOptions))
