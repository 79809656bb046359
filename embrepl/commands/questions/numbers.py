"""Numbers in a question: 5, 1,000, five, 五, 二十."""

from __future__ import annotations

from embrepl.commands.numerals import how_many, is_whole

_ENGLISH = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        ),
        1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}


def number_of(text: str) -> int | None:
    """Return the number that a text in lower case is, from 1 on; None where it is none."""
    if text[:1].isdigit() and is_whole(text):
        return how_many(text) or None
    return _ENGLISH.get(text) or _chinese(text)


def _chinese(text: str) -> int | None:
    """Return 十, 二十, 十五, 二十五, 一百 and digits as numbers."""
    if text in _DIGITS:
        return _DIGITS[text]
    if text.endswith("百") and text[:-1] in _DIGITS:
        return 100 * _DIGITS[text[:-1]]
    tens, ten, ones = text.partition("十")
    if not ten or (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
