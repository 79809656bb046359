"""Thai, Lao, Khmer and Burmese write no spaces between words: ICU cuts them by its dictionaries where it is installed.

Without it, and in the scripts of the Tai that ICU has no dictionary for, a run of letters is a token, as a note tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from embrepl.corpus.words.characters import Points
from embrepl.corpus.words.chinese.han_text import Classes
from embrepl.corpus.words.edges import Edges, Places, runs
from embrepl.corpus.words.scripts import SPACELESS, SPACELESS_BLOCKS, Blocks, within
from embrepl.corpus.words.segmenting import segment

NAMES: tuple[tuple[str, Blocks], ...] = (
    ("Thai", ((0x0E00, 0x0E7F),)),
    ("Lao", ((0x0E80, 0x0EFF),)),
    ("Burmese", ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F))),
    ("Khmer", ((0x1780, 0x17FF),)),
)
OTHERS = "Text in a script of the Tai"
SHORT = 8  # characters: words of this length on average are words, cut by spaces without width


def word_breaker() -> Callable[[str, str], Any] | None:
    """Return ICU's way of cutting a text into words, None where it is not installed."""
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return None
    return WordBreaker


def spaceless_words(points: Points, classes: Classes) -> Edges:
    """Find the words of these scripts. (C,), (C,)."""
    inside = classes == SPACELESS
    starts, ends = runs(inside)
    breaker = word_breaker() if starts.size else None
    if breaker is None:
        return starts, ends

    def lengths(text: str) -> Places:
        return np.array([end - begin for begin, end in breaker(text, "th").segments()], np.int64)

    return segment(points, inside, ends, lengths)


def notes(table: Mapping[str, int]) -> list[str]:
    """Say which of these scripts were not cut into words, from the types and how many tokens each has."""
    found: dict[str, list[int]] = {}
    for word, count in table.items():
        if within(ord(word[0]), SPACELESS_BLOCKS):
            tokens = found.setdefault(_script(ord(word[0])), [0, 0])
            tokens[0] += count
            tokens[1] += count * len(word)
    cut = word_breaker() is not None
    return [
        _note(script, many, can_be=script != OTHERS)
        for script, (many, characters) in found.items()
        if characters > SHORT * many and not (cut and script != OTHERS)
    ]


def _script(point: int) -> str:
    return next((name for name, blocks in NAMES if within(point, blocks)), OTHERS)


def _note(script: str, many: int, *, can_be: bool) -> str:
    way = " the extra embrepl[thai] cuts it, and" if can_be else ""
    return (
        f"{script} has no spaces between words and was not cut into words: {many:,} of the words are whole stretches "
        f"of letters;{way} `--units char` counts characters"
    )
