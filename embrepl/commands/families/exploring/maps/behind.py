"""What stands behind the points of a map: their nearest others, and lines of the text, few that serve many.

Axes: n points, S sentences, H places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.maps import Behind
from embrepl.commands.asking import concordance_of
from embrepl.commands.families.exploring.maps.colouring import places_of, types_of
from embrepl.commands.families.exploring.maps.points import Points
from embrepl.commands.targets.uses import text_for
from embrepl.session.session import Session
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.store.store import Corpus
    from embrepl.space.projection.true_neighbours import Found

_EACH = 2  # lines of a point
_LOOKED_AT, _LOOKED_AT_OF_MANY, _MANY = 12, 3, 5_000  # first places of a point whose sentences are looked at
_LONGEST, _SHORTEST = 240, 20  # bytes of a line
_ROOM, _MORE_ROOM, _FEW = 60_000, 45, 500  # bytes of all lines of a few points; of each further point


def behind(session: Session, points: Points, found: Found) -> Behind:
    """Return the neighbours of points and their lines; no lines where no text is loaded."""
    import numpy as np

    rounded = found.cosines.astype(np.float64).round(3)
    neighbours = tuple(
        tuple(zip(rows, cosines, strict=True)) if rows[-1:] != [-1]
        else tuple((row, cosine) for row, cosine in zip(rows, cosines, strict=True) if row >= 0)
        for rows, cosines in zip(found.rows.tolist(), rounded.tolist(), strict=True)
    )  # fmt: skip
    notes = []
    if found.recall < 1:
        notes.append(f"Neighbours were looked for in parts: {found.recall:.0%} of the true ones are found.")
    corpus = text_for(session, points.model)
    if corpus is None:
        return Behind(neighbours, (), (), " ".join(notes))
    lines, of = _lines(session, points, corpus)
    have = sum(map(bool, of))
    notes.append(f"Lines of the text are here for {have:,} of {counted(len(points), 'point')}.")
    return Behind(neighbours, lines, of, " ".join(notes))


def _lines(session: Session, points: Points, corpus: Corpus) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """Return lines, and which of them each point has."""
    import numpy as np

    from embrepl.evidence.sentences import sentence_begins

    searched = concordance_of(session, corpus)
    begins = searched.once("sentences", lambda: sentence_begins(corpus, session.report_progress))
    places, of = places_of(session, points, _LOOKED_AT if len(points) <= _MANY else _LOOKED_AT_OF_MANY)
    sentences = np.searchsorted(begins, places, side="right") - 1  # (H,)
    starts = np.append(np.asarray(corpus.starts, np.int64), corpus.text.size)
    sizes = starts[begins[1:]] - starts[begins[:-1]]
    short = (sizes[sentences] <= _LONGEST) & (sizes[sentences] >= _SHORTEST)
    sentences, of = sentences[short], of[short]
    both = np.concatenate([np.stack([sentences, of], 1), *_of_words(points, corpus, begins, sentences)])
    keys = np.sort(both[:, 0] * len(points) + both[:, 1])
    keys = keys[np.diff(keys, prepend=-1) > 0]  # each once; sorting is the quickest way to that
    pairs = np.stack(np.divmod(keys, len(points)), 1)
    room = _ROOM + _MORE_ROOM * max(0, len(points) - _FEW)
    chosen, served = _chosen(pairs, sizes, points.asked, room)
    lines = tuple(
        " ".join(bytes(corpus.text[starts[begins[at]] : starts[begins[at + 1]]]).decode("utf-8", "ignore").split())
        for at in chosen
    )
    return lines, served


def _of_words(
    points: Points, corpus: Corpus, begins: NDArray[np.int64], sentences: NDArray[np.int64]
) -> list[NDArray[np.int64]]:
    """Return the points that are words which stand in some sentences, as pairs of both, (M, 2)."""
    import numpy as np

    from embrepl.corpus.store.positions import ragged

    point = np.full(len(corpus.words), -1, np.int64)
    types = types_of(points, corpus)
    point[types[types >= 0]] = np.flatnonzero(types >= 0)
    some = np.unique(sentences)
    if not len(some):
        return []
    lengths = begins[some + 1] - begins[some]
    ids = corpus.ids[ragged(begins[some], lengths)]
    pairs = np.stack([np.repeat(some, lengths), point[ids]], 1)
    return [pairs[pairs[:, 1] >= 0]]


def _chosen(
    pairs: NDArray[np.int64], sizes: NDArray[np.int64], asked: NDArray[np.bool_], room: int
) -> tuple[list[int], tuple[tuple[int, ...], ...]]:
    """Choose sentences, by their numbers, from pairs of a sentence and a point; return them, and those of each point.

    First those that serve most points for their length, and what was asked before all, as long as there is room.
    """
    import numpy as np

    wanting = np.full(len(asked), _EACH)
    served: list[list[int]] = [[] for _ in asked]
    chosen: list[int] = []
    first = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1))
    some, many = pairs[first, 0], np.diff(np.append(first, len(pairs)))
    worth = many / (40 + sizes[some]) + np.where(np.isin(some, pairs[asked[pairs[:, 1]], 0]), 1.0, 0.0)
    for at in np.argsort(-worth, kind="stable").tolist():
        members = pairs[first[at] : first[at] + many[at], 1]
        need = members[wanting[members] > 0]
        if not len(need) or sizes[some[at]] > room:
            continue
        room -= int(sizes[some[at]])
        wanting[need] -= 1
        for each in need.tolist():
            served[each].append(len(chosen))
        chosen.append(int(some[at]))
    return chosen, tuple(map(tuple, served))
