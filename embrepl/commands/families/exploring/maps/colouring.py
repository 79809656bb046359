"""What colours the points of a map: groups by meaning, the part where each is most at home, or a column of a list.

Axes: n points, K groups, P parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.asking import concordance_of
from embrepl.commands.families.exploring.maps.points import Points
from embrepl.commands.targets.uses import text_with_uses
from embrepl.session.session import Session
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.store.store import Corpus

_NAMES, _FEWEST = 3, 4  # words that name a group; points that are grouped
_MOST_GROUPS = 12  # that are looked for: an eye tells no more apart
_SURE, _NORMAL = 0.01, 2.326  # p up to which a part has a word more often, and its normal value
_OTHERS, _MOST = "others", 30  # values of a column beyond which the rare ones are one group


@dataclass(frozen=True)
class Colours:
    """The group of each point, (n,), "" for none, the groups in order, what they are, and what is to be said."""

    of: tuple[str, ...]
    groups: tuple[str, ...]
    by: str
    notes: tuple[str, ...] = ()


def plain(points: Points) -> Colours:
    """Return no groups."""
    return Colours(("",) * len(points), (), "")


def by_meaning(session: Session, points: Points, k: int | None, seed: int) -> Colours:
    """Group points by the directions they point in, into k groups or as many as suit them."""
    import numpy as np

    from embrepl.space.groups.choosing import WORDS_A_GROUP
    from embrepl.space.groups.clusters import grouped

    if len(points) < _FEWEST or (k or 0) > len(points):
        few = f"{counted(len(points), 'point')}: too few for {counted(k, 'group') if k else 'groups'}."
        return Colours(("",) * len(points), (), "", (few,))
    order = np.argsort(np.where(points.rows < 0, np.iinfo(np.int64).max, points.rows), kind="stable")
    units = points.units[order]  # the most frequent first
    size = max(WORDS_A_GROUP, len(points) // _MOST_GROUPS)
    found = grouped(np.arange(len(units)), units, k, seed, session.report_progress, each=(size, None))
    names = _distinct([[points.texts[order[at]] for at in each.names[:_NAMES].tolist()] for each in found.groups])
    of = [""] * len(points)
    for at, number in zip(order.tolist(), found.of.tolist(), strict=True):
        of[at] = names[number]
    note = f"{counted(len(names), 'group')}, silhouette {float(found.silhouettes.mean()):.2f}"
    why = f", the greatest of those from 2 to {found.tried.silhouettes[-1][0]} groups" if found.tried else ""
    return Colours(tuple(of), names, "group", (f"{note}{why}; 0 is none, and groups of real words rarely reach 0.2.",))


def _distinct(names: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of groups, none twice."""
    joined = [", ".join(each) for each in names]
    return tuple(f"{name} ({at})" if joined.count(name) > 1 else name for at, name in enumerate(joined, 1))


def by_column(points: Points, values: Sequence[str], column: str) -> Colours:
    """Take the group of each point from a column of a list; rare values of a long column are one group."""
    many = Counter(filter(None, values)).most_common()
    kept = {value for value, _ in many[: _MOST if len(many) <= _MOST else _MOST - 1]}
    of = tuple(value if value in kept else _OTHERS if value else "" for value in values)
    groups = [value for value, _ in many if value in kept]
    note = (
        f"{len(many) - len(kept):,} rarer values of {column} are drawn as one group." if len(many) > len(kept) else ""
    )
    return Colours(of, (*groups, *([_OTHERS] if note and _OTHERS not in kept else [])), column, (note,) if note else ())


def _may_be_chance(counts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return whether parts of these sizes (P,) have a word equally often but for chance, by counts (n, P). (n,).

    The log-likelihood ratio of all parts at once (Dunning 1993).
    """
    from embrepl.corpus.statistics.keyness import g2_of_parts
    from embrepl.corpus.statistics.significance import normal_of_g2

    normal = normal_of_g2(g2_of_parts([*counts.T], sizes.tolist()), max(1, len(sizes) - 1))
    return (normal < _NORMAL) | (len(sizes) < 2)


def by_part(session: Session, points: Points, variable: str) -> Colours:
    """Put each point into the part of the text where it is most frequent, for the part's size. Raises as `parts_by`."""
    import numpy as np

    from embrepl.corpus.parts.dividing import parts_by

    corpus = text_with_uses(session, points.model)
    parts = parts_by(corpus, variable)
    code = np.full(corpus.report.documents, -1, np.int64)
    for number, part in enumerate(parts):
        code[part.documents] = number
    sizes = np.array([part.tokens for part in parts])
    places, of = places_of(session, points)
    document = code[concordance_of(session, corpus).positions.document(places)] if len(places) else places
    inside = document >= 0
    cells = of[inside] * len(parts) + document[inside]
    counts = np.bincount(cells, minlength=len(points) * len(parts)).reshape(len(points), len(parts))
    rates = counts / np.maximum(sizes, 1)
    best = np.where((rates.max(axis=1) > 0) & ~_may_be_chance(counts, sizes), rates.argmax(axis=1), -1)
    names = tuple(part.name.removeprefix(f"{variable}=") for part in parts)
    groups = tuple(name for number, name in enumerate(names) if (best == number).any())
    note = f"Each is drawn in the part by {variable} where it is most frequent for the part's size"
    without = int(np.count_nonzero(best < 0))
    none = (
        f"; {counted(without, 'point')} in none, as the difference may be chance (p above {_SURE:g})" if without else ""
    )
    return Colours(tuple("" if at < 0 else names[at] for at in best.tolist()), groups, variable, (f"{note}{none}.",))


def types_of(points: Points, corpus: Corpus) -> NDArray[np.int64]:
    """Return the types of a text that the points are, (n,); -1 for what is none, or no word."""
    import numpy as np

    types = np.fromiter((corpus.index.get(text, -1) for text in points.texts), np.int64, len(points))
    types[list(points.targets)] = -1
    return types


def places_of(session: Session, points: Points, most: int | None = None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return places of all points in the text of their model, or the first `most` of each, and whose each is."""
    import numpy as np

    from embrepl.commands.targets.uses import TextPart, spans_of

    corpus = text_with_uses(session, points.model)
    searched = concordance_of(session, corpus)
    types = types_of(points, corpus)
    known = np.flatnonzero(types >= 0)
    places, of = searched.positions.list_places(types[known], most)
    parts = [(places, known[of])]
    for at, target in points.targets.items():
        if target.use is not None and "@" not in target.text:
            spans = spans_of(session, target.text.strip("\"'"), TextPart("", corpus))
            if spans is not None:
                parts.append((spans.places[:most], np.full(len(spans.places[:most]), at)))
    return np.concatenate([each for each, _ in parts]), np.concatenate([each for _, each in parts])
