"""Words that a line end cuts in two: the soft hyphen there, and all up to the next letter, are dropped as joiners are.

A soft hyphen stands only where a word may be cut, and so does ¬, which programs that read scans write for it. A plain
hyphen may also be the word's own (well-known), so it is dropped only when that is asked for, with `hyphens` "join", and
only before a small letter. Axes: C characters.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.characters import Characters, Points, text_of
from embrepl.corpus.words.scripts import JOINER

_LINE_END = r"[ \t]*(?:\r\n?|\n)[ \t]*"
_LETTER = r"[^\W\d_\u2e80-\U0010ffff]"  # of a script that cuts words with hyphens
SOFT = re.compile(rf"(?:\xad|(?<={_LETTER})¬){_LINE_END}(?={_LETTER})")
PLAIN = re.compile(rf"[-\u058a\u2010](?<=(?:{_LETTER}|[\u0300-\u036f]).){_LINE_END}(?=({_LETTER}))")
SOFT_HYPHEN, NOT_SIGN = 0xAD, 0xAC


def classes_of(points: Points, characters: Characters) -> NDArray[np.uint8]:
    """Return the classes of characters, those between the parts of a word that is cut as joiners. (C,) → (C,)."""
    classes = characters.classes(points)
    hyphens = characters.options.hyphens == "join"
    soft = classes.max(initial=0) >= JOINER and bool((points == SOFT_HYPHEN).any())
    soft = soft or bool((points == NOT_SIGN).any())
    if soft or hyphens:
        text = text_of(points)
        spans = [match.span() for match in SOFT.finditer(text)] if soft else []
        spans += [match.span() for match in PLAIN.finditer(text) if match[1].islower()] if hyphens else []
        for begin, end in spans:
            classes[begin:end] = JOINER
    return classes
