"""A list of words in groups by meaning: by the vectors of the current model, named by their central words.

Axes: N words of the list, G groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from embrepl.commands.asking import note_other_text, unindexed_concordance_of
from embrepl.commands.options import option
from embrepl.errors import EmbreplError
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.store.store import Corpus
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session
    from embrepl.space.space import Space

AUTO, ROWS = "auto", 100  # without a number; words that are grouped, where nobody says how many
_MOST, _NAMES, _FEWEST = 50, 3, 3
_EACH = 6, 20  # words of a group on average: the silhouette of a short list is often greatest for pairs or for halves
_WITHOUT = "without vectors"


def group_option() -> Any:
    """Return the option of a command whose list can be grouped."""
    return option(
        "the list in groups by meaning, by the vectors of the current model: so many, or as many as suit it",
        default=None, bare=AUTO, least=2, most=_MOST, takes="a number of groups, or none",
    )  # fmt: skip


class GroupingOptions(Protocol):
    """The options of a command whose list can be grouped."""

    @property
    def group(self) -> int | str | None:
        """What was typed behind --group, None where that was not."""

    @property
    def typed(self) -> frozenset[str]:
        """The names of the fields that were typed."""


def rows_to_group(options: GroupingOptions, n: int) -> int:
    """Return how many words a list has: n, but more where they are grouped and nobody said how many."""
    return ROWS if options.group is not None and "n" not in options.typed else n


@dataclass(frozen=True)
class Grouped:
    """Groups of a list: each as the places of its words in the list, and its name; `why` says how many there are.

    The last group is of the words `without` vectors, where there are any; `silhouette` is the mean of the others.
    """

    model: str
    groups: tuple[NDArray[np.int64], ...]
    names: tuple[str, ...]
    without: int
    silhouette: float
    why: str


def group_words(session: Session, corpus: Corpus, words: Sequence[str], asked: int | str) -> Grouped:
    """Group words of a text, the most important first. Raises `nothing-trained`, `no-groups` and `bad-option`."""
    import numpy as np

    from embrepl.space.groups.clusters import described
    from embrepl.space.groups.kmeans import group

    model = session.model
    space = model.space
    note_other_text(session, model, corpus, "Grouped", ": words may mean something else there")
    rows = _rows(session, model, words)
    known = np.flatnonzero(rows >= 0)
    _check(session, space, len(words), len(known), asked)
    units = space.units(rows[known])
    tried, why = how_many(session, units, asked)
    best, starts = group(units, tried, progress=session.report_progress)
    found = described(known, units, best, starts, 0, None)
    groups = [np.sort(each.words) for each in found.groups]
    names = [" ".join(words[at] for at in each.names[:_NAMES].tolist()) for each in found.groups]
    without = len(words) - len(known)
    if without:
        groups.append(np.flatnonzero(rows < 0))
        names.append(_WITHOUT)
    return Grouped(space.name, tuple(groups), tuple(names), without, float(found.silhouettes.mean()), why)


def _rows(session: Session, model: Model, words: Sequence[str]) -> NDArray[np.int64]:
    """Return the rows of words, -1 for those that have no vector or one without a direction. (N,)."""
    import numpy as np

    space, corpus = model.space, session.corpora.get(model.corpus)
    folded = unindexed_concordance_of(session, corpus).folded if corpus else str
    spelt = (word if word in space else folded(word) for word in words)
    rows = np.array([space.id(word) if word in space else -1 for word in spelt], np.int64)
    return np.where((rows >= 0) & space.blank[rows], -1, rows)


def _check(session: Session, space: Space, words: int, known: int, asked: int | str) -> None:
    """Raise an error where there is nothing to group, or too little for so many groups."""
    if space.identity:
        message = f"In {space.name} every word has an axis of its own: none is nearer to another."
        raise EmbreplError("no-groups", message, "`train` learns which words are alike.")
    if known < _FEWEST:
        message = f"Of the {counted(words, 'word')} of the list {known:,} have a vector in {space.name}."
        hint = "Ask for more words, or train on more text or with a lower --min-count."
        raise EmbreplError("no-groups", message, hint)
    if isinstance(asked, int) and asked > known:
        message = f"{asked:,} groups need as many words; {known:,} of the list have a vector in {space.name}."
        raise EmbreplError("bad-option", message, f"Ask for at most {known:,} groups, or for more words.")


def how_many(session: Session, units: NDArray[np.float32], asked: int | str) -> tuple[int, str]:
    """Return the number of groups, and why it is that."""
    from embrepl.space.groups.choosing import try_numbers

    if isinstance(asked, int):
        return asked, ""
    tried = try_numbers(units, progress=session.report_progress, each=_EACH)
    best, silhouette = tried.best
    numbers = [number for number, _ in tried.silhouettes]
    if len(numbers) == 1:
        return best, f"So short a list was put in {best} groups; --group K asks for another number."
    why = (
        f"{best} groups have the greatest mean silhouette ({silhouette:.3f}) of {len(numbers)} numbers from "
        f"{numbers[0]} to {numbers[-1]}; --group K asks for another number."
    )
    return best, why
