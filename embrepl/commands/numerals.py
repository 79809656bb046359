"""Numbers as they are typed, also in full width: whole ones with or without commas, a window of one or two of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from embrepl.space.expression.widths import narrow

_WHOLE = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:_[0-9]{3})+)")
_MOST_DIGITS = 4_000  # Python refuses to read more
_ENOUGH_DIGITS = 18  # for a number of things


def is_whole(text: str) -> bool:
    """Return whether a text is a whole number: 20, 1,000 or -3, but not 5,5."""
    return _WHOLE.fullmatch(narrow(text)) is not None


def whole_number(text: str) -> int:
    """Return a whole number. Raises ValueError, also for one of more digits than can be read."""
    digits = narrow(text).replace(",", "").replace("_", "")
    if not is_whole(text) or len(digits) > _MOST_DIGITS:
        raise ValueError(text)
    return int(digits)


def how_many(text: str) -> int:
    """Return a whole number of things to show, where one beyond all bounds means all. Raises ValueError."""
    if is_whole(text):
        text = narrow(text).replace(",", "").replace("_", "")[:_ENOUGH_DIGITS]
    return whole_number(text)


class Window(NamedTuple):
    """How many words before a word and behind it are near it."""

    left: int
    right: int

    def __str__(self) -> str:
        """The window as it is typed."""
        return f"{self.left}" if self.left == self.right else f"{self.left},{self.right}"


def window(text: str) -> Window:
    """Return "5" as five words to each side, "5,0" as five before and none behind. Raises ValueError."""
    left, comma, right = narrow(text).partition(",")
    sides = (left, right) if comma else (left, left)
    if not all(is_whole(side.strip()) and "," not in side for side in sides):
        raise ValueError(text)
    return Window(*(whole_number(side.strip()) for side in sides))
