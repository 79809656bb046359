"""`cluster`: groups of words that point the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.surveys.groups import ClusterRow, Clusters, ClusterWords, MemberRow
from embrepl.commands.answers.exploring.trees import JoiningTree
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.joining import joining_tree
from embrepl.commands.numerals import how_many, is_whole
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.unknown_words import spelling_in, with_counts_in_text
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Model
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.space.groups.clusters import Clusters as Found
    from embrepl.space.space import Space

_NAMES = 10  # words that name a group
_LEAF = 3  # of them, in a tree
_MOST_GROUPS = 1_000


@dataclass(frozen=True, kw_only=True)
class ClusterOptions(CommandOptions):
    """What `cluster` takes."""

    k: int | None = argument("[K]", default=None, least=2, most=_MOST_GROUPS, noun="group")
    show: str | None = option(
        "the words of one group: its number, or any word that is in it", default=None, completes=("words",),
        takes="a number or a word",
    )  # fmt: skip
    n: int = option("how many words of it --show shows", default=30, least=1)
    words: int = option("how many of the most frequent words are grouped", default=30_000, least=3)
    tree: bool = option("show how the groups join, the most alike first, as a tree", default=False)
    seed: int = option("which words the groups start from", default=1, least=0)


def cluster(session: Session, options: ClusterOptions) -> Clusters | ClusterWords | JoiningTree:
    """Part the vocabulary into K groups of words that point the same way, the greatest first.

    Spherical k-means: a word belongs to the group whose centre has the greatest cosine with it. Of four starts
    (k-means++) the best is kept. Without K the number whose groups have the greatest silhouette, of several from 2 to
    50; the answer says which were tried. A group is named by its most central words among its more frequent ones.

    How sure: the silhouette is above 0 where a word is nearer to its own group than to any other, 1 at most (exact over
    all pairs, by 1 - cosine; groups of real words rarely reach 0.2, since meanings shade into each other). "stable" is
    how much of the group the other starts found too: what is far below a half is a matter of chance.

    `--tree` joins the groups step by step by the cosines of their centres (average linkage).

    For the words that a text is about: `topics`. Runs of words, which some programs call clusters, are `ngrams`.

    Examples:
      cluster
      cluster 20
      cluster 20 --show 3
      cluster 20 --show king
      cluster 10 --words 5000 --format csv
      cluster 12 --tree
    """
    from embrepl.space.groups.clusters import find_clusters

    model, space = session.model, session.model.space
    if options.tree and options.show is not None:
        raise EmbreplError("wrong-usage", "--show shows one group, --tree how all join.", "Leave one of the two out.")
    shown = None if options.show is None else _asked(session, model, options.show)
    found = find_clusters(space, options.k, options.words, options.seed, session.report_progress)
    if options.tree:
        groups = enumerate(found.groups, 1)
        names = [" ".join([str(number), *_named(space, found, number - 1)[:_LEAF]]) for number, _ in groups]
        return joining_tree(space.name, "groups", names, found.centres)
    if shown is not None:
        return _members(space, found, *_group_of(space, found, shown), options.n)
    rows = tuple(
        ClusterRow(
            number, len(each.words), int(space.counts[each.words].sum()) if space.count(0) else None, each.silhouette,
            each.cohesion, each.stability, _named(space, found, number - 1),
        )
        for number, each in enumerate(found.groups, 1)
    )  # fmt: skip
    why = found.tried.sentence if found.tried else ""
    return Clusters(
        space.name, len(found.rows), len(space), float(found.silhouettes.mean()), float(found.cosines.mean()),
        found.blank, found.settled, options.seed, why, rows,
    )  # fmt: skip


def _asked(session: Session, model: Model, show: str) -> int | str:
    """Return the number of a group, or a word as the model spells it. Raises `unknown-word`."""
    if is_whole(show):
        return how_many(show)
    if not show.strip():
        raise EmbreplError("wrong-usage", "--show takes the number of a group or a word.", "Try `cluster --show 1`.")
    word = spelling_in(session, model, show)
    with with_counts_in_text(session, model):
        model.space.id(word)
    return word


def _group_of(space: Space, found: Found, shown: int | str) -> tuple[int, str]:
    """Return the place of the group that is asked for, and a note on how. Raises `bad-option`."""
    import numpy as np

    most = len(found.groups)
    if isinstance(shown, int):
        if not 1 <= shown <= most:
            message = f"There are {most:,} groups; there is no group {shown:,}."
            raise EmbreplError("bad-option", message, f"Ask for 1 to {most:,}, or for a word.")
        return shown - 1, ""
    row = space.id(shown)
    at = np.flatnonzero(found.rows == row)
    if len(at):
        return int(found.of[at[0]]), f"{space.words[row]} is in it."
    if space.blank[row]:
        message = f"The vector of '{shown}' has no direction, so it is in no group."
        raise EmbreplError("no-direction", message, "Ask for another word.")
    nearest = int((found.centres @ space.units([row])[0]).argmax())
    return (
        nearest,
        f"{shown} is not among the {len(found.rows):,} words that were grouped; this group is nearest to it.",
    )


def _members(space: Space, found: Found, group: int, note: str, most: int) -> ClusterWords:
    import numpy as np

    chosen = found.groups[group]
    at = np.searchsorted(found.rows, chosen.words[:most])
    products = space.units(found.rows[at]) @ found.centres.T  # (n, K)
    products[:, group] = -np.inf
    others = products.argmax(axis=1).tolist()
    rows = tuple(
        MemberRow(
            rank, space.words[row], float(found.cosines[place]), float(found.silhouettes[place]), space.count(row),
            other + 1, _named(space, found, other)[0],
        )
        for rank, (row, place, other) in enumerate(
            zip(chosen.words[:most].tolist(), at.tolist(), others, strict=True), 1
        )
    )  # fmt: skip
    return ClusterWords(
        space.name, group + 1, len(found.groups), len(chosen.words), chosen.silhouette, _named(space, found, group),
        note, rows,
    )  # fmt: skip


def _named(space: Space, found: Found, group: int) -> tuple[str, ...]:
    return tuple(space.words[row] for row in found.groups[group].names[:_NAMES].tolist())


COMMANDS = by_name(Command("cluster", cluster, ClusterOptions))
