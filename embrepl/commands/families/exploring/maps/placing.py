"""Where the points of a map lie: by PCA, by axes of meaning, or by t-SNE and UMAP of the background process.

Axes: n points, D dimensions, S maps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.families.exploring.asked import directions_of, refuse_repeats
from embrepl.commands.families.exploring.lists import one_list, typed_lists
from embrepl.commands.families.exploring.maps.points import Points
from embrepl.commands.lexer import Token
from embrepl.commands.targets.vectors import resolve_in
from embrepl.errors import EmbreplError
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST = 5  # points that t-SNE and UMAP can place
NAMES = {"tsne": "t-SNE", "umap": "UMAP"}
_AXIS = "--axis good,great:bad,awful"


@dataclass(frozen=True)
class Placed:
    """Places (n, 2), how they came about, what the axes are, and how far points move from map to map, (n,) or None.

    The ends of an axis of meaning are what it goes from and to.
    """

    places: NDArray[np.float64]
    by: str
    x: str
    y: str
    notes: tuple[str, ...]
    moves: NDArray[np.float64] | None = None
    x_ends: tuple[str, str] | None = None
    y_ends: tuple[str, str] | None = None


def by_components(points: Points, before: str = "") -> Placed:
    """Place points on their first two principal components."""
    from embrepl.space.projection.components import principal

    found = principal(points.units)
    first, second = found.shares.tolist()
    note = _share_note(len(points), first, second)
    x, y = (f"component {at} ({_percent(share)})" if share else "" for at, share in ((1, first), (2, second)))
    return Placed(found.places, "pca", x, y, tuple(filter(None, (before, note))))


def _share_note(size: int, first: float, second: float) -> str:
    if size == 1:
        return "One point has no map: it lies in the middle."
    if not first:
        return "All points are the same: they lie in the middle."
    return f"The two axes show {_percent(first + second)} of the variance: {_percent(first)} and {_percent(second)}."


def _percent(share: float) -> str:
    return f"{share:.1%}".removesuffix(".0%").removesuffix("%") + " %"


def by_method(session: Session, points: Points, method: str, seed: int, seeds: int) -> Placed:
    """Place points by t-SNE or UMAP, several times where more seeds are wanted. Raises `missing-library`, `stopped`."""
    import numpy as np

    from embrepl.space.projection.alignment import most_typical
    from embrepl.system.replacing import remove_folder
    from embrepl.training.protocol import Projected

    name = NAMES[method]
    if len(points) < FEWEST:
        return by_components(points, f"{name} takes {FEWEST} points and more: these are drawn by PCA.")
    job = session.project(points.model.space.name, points.units, method, list(range(seed, seed + seeds)))
    try:
        result = session.jobs.wait(job).result
        maps = np.load(job.folder / "places.npy", allow_pickle=False)  # (S, n, 2)
    finally:
        remove_folder(job.folder)
    settings = result.settings if isinstance(result, Projected) else ""
    notes = [f"{name} with {settings}, seed {seed}: what is near is alike; far distances and empty space mean little."]
    if seeds == 1:
        return Placed(maps[0], method, "", "", tuple(notes))
    best, moves = most_typical(list(maps))
    notes = [f"{name} with {settings}, seed {seed + best}, the map most like the others of {seeds} seeds."]
    mean, most = float(np.mean(moves)), int(np.argmax(moves))
    notes.append(
        f"From seed to seed a point moves by {_percent(mean)} of the map's width on average, most "
        f"{points.texts[most]} ({_percent(float(moves[most]))}); far distances and empty space mean little."
    )
    return Placed(maps[best], method, "", "", tuple(notes), moves)


def by_axes(session: Session, points: Points, typed: Sequence[str]) -> Placed:
    """Place points on one or two axes of meaning; beside one stands the first component of what it leaves over."""
    import numpy as np

    from embrepl.space.projection.components import principal

    axes = [_axis(session, points, text) for text in typed]
    units = points.units.astype(np.float64)
    places = np.stack([np.clip(units @ direction, -1.0, 1.0) for direction, _ in axes], axis=1)  # (n, 1 or 2)
    ends = [each for _, each in axes]
    labels = [" → ".join(each) for each in ends]
    if len(axes) == 2:
        cosine = float(axes[0][0] @ axes[1][0])
        note = f"The place on an axis is the cosine with it. The cosine of the two axes is {cosine:.2f}"
        note = f"{note}: {_how_apart(cosine)}."
        return Placed(places, "axes", labels[0], labels[1], (note,), x_ends=ends[0], y_ends=ends[1])
    found = principal(units - places * axes[0][0])
    note = (
        "The place from left to right is the cosine with the axis; up and down is what the words differ in most besides"
    )
    share = f" ({_percent(float(found.shares[0]))} of the rest)" if found.shares[0] else ""
    places = np.column_stack([places, found.places[:, 0]])
    return Placed(places, "axes", labels[0], "", (f"{note}{share}.",), x_ends=ends[0])


def _how_apart(cosine: float) -> str:
    if abs(cosine) > 0.5:
        return "they say much the same" if cosine > 0 else "one is nearly the other turned round"
    return "they have something in common" if abs(cosine) > 0.2 else "they are nearly independent"


def _axis(session: Session, points: Points, text: str) -> tuple[NDArray[np.float64], tuple[str, str]]:
    """Return the direction of an axis, (D,), and its ends: it goes from its second side to its first."""
    from embrepl.space.relations.axes import Axis

    found = typed_lists((Token(text, text, False, 0, text),)) if text.strip() else []
    if len(found) != 2:
        message = f"An axis has two sides with a colon between; this is {text or 'nothing'}."
        raise EmbreplError("wrong-usage", message, f"As in {_AXIS}.")
    sides = []
    for side in found:
        queries = one_list(side, text)
        targets = tuple(resolve_in(session, query, text, points.model) for query in queries)
        refuse_repeats(targets)
        sides.append(targets)
    first, second = (", ".join(each.text for each in side) for side in sides)
    axis = Axis(directions_of(sides[0]), directions_of(sides[1]), text)
    return axis.direction, (second, first)
