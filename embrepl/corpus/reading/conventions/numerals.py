"""Numbers that are written as words or letters: 一百二十 and XIV."""

from __future__ import annotations

import re
import unicodedata

_SPELT = "〇零○ 一壹 二贰貳两兩 三叁參 四肆 五伍 六陆陸 七柒 八捌 九玖"
_DIGITS = {sign: value for value, signs in enumerate(_SPELT.split()) for sign in signs}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
CHINESE = "".join((*_DIGITS, *_TENS))
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})", re.IGNORECASE)


def chinese_number(text: str) -> int:
    """Return the number that is written in Chinese; 一二〇 is 120 as 一百二十 is. Raises ValueError."""
    if not text or any(sign not in _DIGITS and sign not in _TENS for sign in text):
        raise ValueError(f"{text!r} is no Chinese number")
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif _TENS[sign] % 10 == 0 and sign in "廿卅":
            total, digit = total + _TENS[sign], 0
        else:
            total, digit = total + (digit or 1) * _TENS[sign], 0
    return total + digit


def number(text: str) -> int:
    """Return a number in digits of any script, in Roman numerals or in Chinese. Raises ValueError."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isdecimal():
        return int(plain)
    if plain and ROMAN.fullmatch(plain):
        values = [_ROMAN[letter] for letter in plain.upper()]
        following = [*values[1:], 0]
        return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
    return chinese_number(text)
