"""The words of Han text: listed names, words with letters, numbers, and what the segmenter makes of the rest.

What is found before the segmenter is whole, and cuts the run that it stands in. In Japanese lines a run is a word, but
for the names. With `units` "char" every character is a token. Axes: C characters, R runs, T words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from embrepl.corpus.words.characters import Characters, Points, in_context
from embrepl.corpus.words.chinese.han_text import Classes, HanText
from embrepl.corpus.words.chinese.mixed import mixed
from embrepl.corpus.words.chinese.numbers import dates, numbers
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.edges import Edges, merge
from embrepl.corpus.words.scripts import HAN
from embrepl.corpus.words.segmenting import segment


@dataclass(frozen=True)
class HanWords:
    """The words with Han, the words of letters and digits that are no part of them, and the traditional characters."""

    words: list[Edges]
    others: Edges
    traditional: int = 0


def han_words(
    points: Points, classes: Classes, others: Edges, characters: Characters, segmenter: Segmenter
) -> HanWords:
    """Find the words with Han; `others` are the words of letters and digits. (C,), (C,), (T,), (T,)."""
    han = classes == HAN
    if not han.any():
        return HanWords([], others)
    if characters.options.units == "char":
        starts = np.flatnonzero(han)
        return HanWords([(starts, starts + 1)], others)
    text = HanText(characters.simplified(points), classes, others)
    figures = characters.options.numbers == "keep"
    text.take(segmenter.names.find(text))
    text.take(mixed(text, segmenter))
    text.take(numbers(text, figures=figures))
    changed = (text.points != points) & han
    traditional = int(np.count_nonzero(~text.in_japanese(np.flatnonzero(changed))))
    if traditional:
        text.points = in_context(text.points, changed, text.text)
    words = _rest(text, segmenter)
    if figures:
        words, joined = dates(text, words)
        text.take(joined)
    return HanWords([words, *text.whole], text.others, traditional)


def _rest(text: HanText, segmenter: Segmenter) -> Edges:
    """Return the words of what is left: whole runs in Japanese lines, else what the segmenter says."""
    starts, ends = text.runs
    japanese = text.in_japanese(starts)
    if not japanese.any():
        return segment(text.points, text.inside, ends, segmenter.lengths)
    inside = text.inside.copy()
    inside[inside] = np.repeat(~japanese, ends - starts)
    segmented = segment(text.points, inside, ends[~japanese], segmenter.lengths)
    return merge([(starts[japanese], ends[japanese]), segmented])
