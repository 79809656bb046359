"""`neighbourhood`: the neighbours of something and their neighbours, as a tree."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.commands.answers.exploring.surveys.neighbourhood import Neighbourhood, TreeRow
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.words import ends_in_count
from embrepl.commands.lexer import Token
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.targets.vectors import target
from embrepl.session.session import Session


@dataclass(frozen=True, kw_only=True)
class NeighbourhoodOptions(CommandOptions):
    """What `neighbourhood` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words",))
    k: int = option(
        "how many neighbours", default=8, least=1, most=200,
        behind={"label": "[K]", "noun": "neighbour", "counts": ends_in_count},
    )  # fmt: skip
    branch: int = option("how many neighbours of each of them", default=4, least=0, most=50)
    rare: bool = option("order by the cosine alone, so that words seen a few times come first too", default=False)


def neighbourhood(session: Session, options: NeighbourhoodOptions) -> Neighbourhood:
    """Show the K nearest words (8) of a word or an expression, and below each the words nearest to that one.

    Each word stands once: where several have it among their neighbours, below the nearest of them; so words that share
    a sense stand together, and a sense that the asked word has only now and then is a branch of its own. The cosine is
    with the word above, "with" is that with what was asked. "mutual" marks a word that has the one above among its
    nearest in turn. The order is that of `near`.

    Examples:
      neighbourhood king
      neighbourhood king 5 --branch 6
      neighbourhood king - man + woman
    """
    import numpy as np

    from embrepl.space.groups.tree import grow
    from embrepl.space.ranking.order import by_count

    asked = target(session, options.target)
    space = asked.space
    order = None if options.rare else by_count(space)
    branches = grow(space, asked.vector, options.k, options.branch, asked.rows, order, session.report_progress)
    unit = asked.vector / (float(np.linalg.norm(asked.vector)) or 1.0)
    rows: list[TreeRow] = []
    for each in branches:
        near = each.neighbour
        rows.append(TreeRow(1, asked.text, near.word, near.cosine, near.cosine, near.count, near.mutual))
        rows += [
            TreeRow(2, near.word, below.word, below.cosine, float(unit @ space.units([below.row])[0]), below.count,
                    below.mutual)
            for below in each.below
        ]  # fmt: skip
    note = ""
    if space.identity:
        note = f"In {space.name} each of the {len(space):,} words has an axis of its own: none is nearer than another."
    return Neighbourhood(asked.text, space.name, tuple(rows), note, asked.unseen)


COMMANDS = by_name(Command("neighbourhood", neighbourhood, NeighbourhoodOptions))
