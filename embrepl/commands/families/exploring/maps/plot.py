"""`plot`: a map of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.maps import LOW_TRUST, MapRow, WordMap
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.asked import known
from embrepl.commands.families.exploring.maps import colouring, placing
from embrepl.commands.families.exploring.maps.behind import behind
from embrepl.commands.families.exploring.maps.choosing import chosen
from embrepl.commands.families.exploring.maps.options import AND, MapOptions, refuse
from embrepl.commands.families.exploring.maps.points import Points
from embrepl.session.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def plot(session: Session, options: MapOptions) -> WordMap:
    """Draw a map of words: those that are alike lie near each other, as far as a plane can show it.

    The points are targets, each a word, a phrase, an expression or a word in a part of the text; of one or two, or with
    --near, the nearest words around each; the words of a --file; or the most frequent ones (--vocabulary). Without any
    of these the 500 most frequent words. PCA (--by pca) turns the vectors so that the plane shows as much of their
    variance as it can: distances are true as far as they go, but much is not seen. t-SNE and UMAP (--by tsne, --by
    umap) keep neighbours together and let far distances go; several --seeds show what of that is chance: "moves" is how
    far a point moves from map to map, as a share of the map's width.

    With --axis, words lie along an axis of meaning, as `axis` has them; with two, one is upright.

    How sure: no map of a plane is true. "trust" is, for each point, the share of its true neighbours among these points
    that are near it on the map too; points below 0.3 are doubtful. The notes say what it is on average, and by chance.

    The answer goes to a page by `> map.html` or --html, which has a search, the neighbours and lines of the text; to
    `> map.svg`, .png or .pdf; and with its figures to `> map.csv`. --plain shows the table.

    Examples:
      plot king
      plot king queen man woman river film
      plot --near king 40
      plot king river --near 10 --cluster
      plot --cluster 5 --vocabulary 300
      plot --vocabulary 300 --axis king:queen
      plot king queen man woman --axis man:woman --axis king:film
      plot king queen man --plain
    """
    refuse(options)
    found = chosen(session, options)
    points = found.points
    placed = _placed(session, points, options)
    colours = _coloured(session, points, options, found.beside)
    return _answer(session, points, placed, colours, options)


def _placed(session: Session, points: Points, options: MapOptions) -> placing.Placed:
    if options.axis is not None:
        return placing.by_axes(session, points, [each.strip() for each in options.axis.split(AND)])
    if options.by == "pca":
        return placing.by_components(points)
    return placing.by_method(session, points, options.by, options.seed, options.seeds)


def _coloured(session: Session, points: Points, options: MapOptions, beside: tuple[str, ...]) -> colouring.Colours:
    by = options.colour_by
    if beside and by is not None:
        return colouring.by_column(points, beside, by)
    if options.cluster is not None or by == "cluster":
        k = options.cluster if isinstance(options.cluster, int) else None
        return colouring.by_meaning(session, points, k, options.seed)
    return colouring.plain(points) if by is None else colouring.by_part(session, points, by)


def _answer(
    session: Session, points: Points, placed: placing.Placed, colours: colouring.Colours, options: MapOptions
) -> WordMap:
    import numpy as np

    from embrepl.space.projection.true_neighbours import Found, true_neighbours
    from embrepl.space.projection.trust import MOST as NEIGHBOURS
    from embrepl.space.projection.trust import neighbours_for, trust

    paged = options.into == "html" or options.html is not None
    k = neighbours_for(len(points))
    near = true_neighbours(points.units, NEIGHBOURS if paged else k, session.report_progress)
    trusted = trust(Found(near.rows[:, :k], near.cosines[:, :k], near.recall), placed.places)
    moves = placed.moves if placed.moves is not None else np.full(len(points), np.nan)
    notes = (*placed.notes, *_trust_notes(points, placed, trusted, k, near.recall), *colours.notes, *points.notes)
    rows = tuple(
        MapRow(text, x, y, count, group, known(sure), known(moved), asked)
        for text, (x, y), count, group, sure, moved, asked in zip(
            points.texts, placed.places.tolist(), _counts(points), colours.of, trusted.tolist(), moves.tolist(),
            points.asked.tolist(), strict=True,
        )
    )  # fmt: skip
    return WordMap(
        points.model.space.name, placed.by, placed.x, placed.y, colours.groups, colours.by, k,
        float(np.nanmean(trusted)) if k else None, notes, rows, options.plain,
        behind(session, points, near) if paged else None, placed.x_ends, placed.y_ends,
    )  # fmt: skip


def _counts(points: Points) -> list[int | None]:
    """Return how often each point is seen: of a word by its model, of what was made of places how many there are."""
    import numpy as np

    result = points.model.space.counts_of(np.maximum(points.rows, 0))
    for at, target in points.targets.items():
        result[at] = target.use.total if target.use is not None else None
    return result


def _trust_notes(
    points: Points, placed: placing.Placed, trusted: NDArray[np.float64], k: int, recall: float
) -> Iterator[str]:
    """Yield how far a map is to be trusted, in words."""
    import numpy as np

    if not k:
        return
    mean, chance = float(np.nanmean(trusted)), k / (len(points) - 1)
    yield (
        f"Of each point's {k} true neighbours among these, {k * mean:.1f} are near on the map on average "
        f"({k * chance:.1f} by chance)." + (f" {recall:.0%} of the true ones were found." if recall < 1 else "")
    )
    if placed.by == "axes":
        return  # what is near on axes is alike on them, and need not be alike
    doubtful = int(np.count_nonzero(trusted < LOW_TRUST))
    of_all = f"{doubtful:,} of {len(points):,} points {'is' if doubtful == 1 else 'are'} doubtful"
    if mean < LOW_TRUST:
        better = "; `--by tsne` keeps neighbours better" if placed.by == "pca" else ""
        yield f"Trust this map little: {of_all}, with a trust below 0.3{better}."


COMMANDS = by_name(Command("plot", plot, MapOptions, forms="plot [TARGET…] [--near [N]]"))
