"""Other spellings of the same word: what a person types and what a text has may differ in form alone.

In Unicode's form (é in one character or two, full width, ligatures), in typographic apostrophes, in case, and in
Chinese between simplified and traditional characters, with the forms of Taiwan and Hong Kong and the variants of old
prints (寳 for 寶).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from typing import Any

from embrepl.corpus.words.chinese.character_forms import forms_of
from embrepl.corpus.words.scripts import APOSTROPHES, HAN_BLOCKS, within
from embrepl.corpus.words.unicode_forms import compose_text

_PLAIN = dict.fromkeys(APOSTROPHES, "'")
_MOST = 64  # ways to write the characters of a text that are looked at
_TRADITIONAL = ("s2t", "s2tw", "s2hk")  # OpenCC's names of conversions from simplified characters


def variants(text: str) -> Iterator[str]:
    """Yield other spellings of a word or a phrase, the likeliest first, each once."""
    seen = {text}
    for variant in _all_forms(text):
        if variant not in seen:
            seen.add(variant)
            yield variant


def _all_forms(text: str) -> Iterator[str]:
    composed = compose_text(text)
    plain = composed.translate(_PLAIN)
    yield from (composed, plain)
    for form in (plain, plain.replace("'", "’")):
        yield from (form, form.lower(), form.capitalize(), form.title(), form.upper(), form.casefold())
    for form in scripts(plain):
        yield from (form, form.lower())
    simple = plain_characters(plain) if _is_han(plain) else ""
    if any(map(forms_of, simple)):
        yield from islice(map("".join, product(*map(_forms, simple))), _MOST)


def scripts(text: str) -> Iterator[str]:
    """Yield a text in simplified Chinese characters, and from these in traditional ones; nothing where it has none."""
    if _is_han(text):
        for simple in dict.fromkeys((simplified(text), plain_characters(text))):
            yield simple
            yield from (str(_converter(name).convert(simple)) for name in _TRADITIONAL)


def _is_han(text: str) -> bool:
    """Return whether a text has Chinese characters, and no half of one, which OpenCC does not take."""
    halves = any("\ud800" <= letter <= "\udfff" for letter in text)
    return not halves and any(within(ord(letter), HAN_BLOCKS) for letter in text)


def plain_characters(text: str) -> str:
    """Return a text in simplified Chinese characters, without variants of these."""
    return simplified("".join((forms_of(letter) or letter)[0] for letter in text))


def _forms(letter: str) -> str:
    """Return the forms of a character, in any script."""
    others = "".join(str(_converter(name).convert(letter)) for name in _TRADITIONAL)
    return "".join(dict.fromkeys((forms_of(letter) or letter) + others))


def simplified(text: str) -> str:
    """Return a text in simplified Chinese characters."""
    return str(_converter("t2s").convert(text))


@cache
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)
