r"""Where the words of a text begin and end, found with whole-array operations.

A token is a maximal run of letters, digits and combining marks (Unicode L, N, M; at least one letter or digit) with
single inner apostrophes (' or U+2019) kept, as `[^\W_]+(?:'[^\W_]+)*` finds them; Han runs stand apart and are cut
into words by the segmenter. Axes: C characters, T tokens, H characters given to the segmenter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.characters import APOSTROPHE, HAN, MARK, WORD, Characters, Points
from embrepl.corpus.segmenter import Segmenter

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]
LINE_FEED = 10


@dataclass(frozen=True)
class Tokens:
    """Character places of the tokens of a text, in order, and how many of them are Han."""

    starts: Places  # (T,)
    ends: Places  # (T,)
    han: int


def code_points(text: str) -> Points:
    """Return the code points of a text. (C,)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def tokenise(points: Points, characters: Characters, segmenter: Segmenter) -> Tokens:
    """Find the tokens of a text. (C,) → T tokens."""
    classes = characters.classes(points)
    starts, ends = _words(classes)
    if not classes.size or classes.max() < HAN:
        return Tokens(starts, ends, 0)
    han_starts, han_ends = _han(points, classes == HAN, segmenter)
    if starts.size:
        order = np.argsort(np.concatenate((starts, han_starts)), kind="stable")
        starts = np.concatenate((starts, han_starts))[order]
        ends = np.concatenate((ends, han_ends))[order]
    else:
        starts, ends = han_starts, han_ends
    return Tokens(starts, ends, han_starts.size)


def _words(classes: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Find the runs of word characters and marks, across single inner apostrophes."""
    inside = (classes - np.uint8(WORD)) <= MARK - WORD  # below WORD wraps round to a great number
    quotes = np.flatnonzero(classes[1:-1] == APOSTROPHE) + 1
    inside[quotes] = inside[quotes - 1] & inside[quotes + 1]
    starts, ends = _runs(inside)
    if np.any(classes == MARK):
        letters = np.concatenate(([0], np.cumsum(classes == WORD)))
        kept = letters[ends] > letters[starts]
        starts, ends = starts[kept], ends[kept]
    return starts, ends


def _runs(inside: Mask) -> tuple[Places, Places]:
    """Return where the runs of True begin and end."""
    padded = np.zeros(inside.size + 2, np.bool_)
    padded[1:-1] = inside
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]


def _han(points: Points, inside: Mask, segmenter: Segmenter) -> tuple[Places, Places]:
    """Cut the Han runs into words: all runs in one call, each followed by a line feed that no word crosses."""
    _, ends = _runs(inside)
    after = np.zeros(points.size + 1, np.bool_)
    after[ends] = True
    places = np.flatnonzero(np.append(inside, False) | after)  # (H,)
    joined = np.append(points, np.uint32(LINE_FEED))[places]
    joined[after[places]] = LINE_FEED
    lengths = segmenter.lengths(joined.tobytes().decode("utf-32-le"))
    last = np.cumsum(lengths)
    first = last - lengths
    words = joined[first] != LINE_FEED
    if last[-1] != joined.size or words.size - words.sum() != ends.size:
        raise RuntimeError("the segmenter changed the text or joined two runs")
    return places[first[words]], places[last[words] - 1] + 1
