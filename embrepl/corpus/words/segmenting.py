"""Runs of letters without spaces, cut into words all in one call. Axes: C characters, R runs, H characters in them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from embrepl.corpus.words.characters import Points, text_of
from embrepl.corpus.words.edges import NO_EDGES, Edges, Mask, Places

LINE_FEED = 10


def segment(points: Points, inside: Mask, ends: Places, lengths: Callable[[str], Places]) -> Edges:
    """Cut the runs that are `inside` and end at `ends` into words. (C,), (C,), (R,).

    `lengths` gets all of them, each followed by a line feed, and returns the lengths of the words; a line feed is one.
    """
    if not ends.size:
        return NO_EDGES
    after = np.zeros(points.size + 1, np.bool_)
    after[ends] = True
    after[:-1] |= inside
    places = np.flatnonzero(after)  # (H,)
    joined = points.take(places, mode="clip")
    joined[np.searchsorted(places, ends)] = LINE_FEED
    sizes = lengths(text_of(joined))
    last = np.cumsum(sizes)
    first = last - sizes
    words = np.flatnonzero(joined.take(first) != LINE_FEED)
    if last[-1] != joined.size or first.size - words.size != ends.size:
        raise RuntimeError("the segmenter changed the text or joined two runs")
    return places.take(first.take(words)), places.take(last.take(words) - 1) + 1
