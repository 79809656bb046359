"""Other spellings of the same word: what a person types and what a text has may differ in form alone.

In Unicode's form (é in one character or two, full width, ligatures), in typographic apostrophes, in case, and in
Chinese between simplified and traditional characters, with the forms of Taiwan and Hong Kong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from embrepl.corpus.words.scripts import APOSTROPHES, HAN_BLOCKS, within
from embrepl.corpus.words.unicode_forms import compose_text

_PLAIN = dict.fromkeys(APOSTROPHES, "'")
_SCRIPTS = ("s2t", "s2tw", "s2hk")  # OpenCC's names of conversions from simplified characters


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
    if any(within(ord(letter), HAN_BLOCKS) for letter in plain):
        simple = simplified(plain)
        for form in (simple, *(str(_converter(name).convert(simple)) for name in _SCRIPTS)):
            yield from (form, form.lower())


def simplified(text: str) -> str:
    """Return a text in simplified Chinese characters."""
    return str(_converter("t2s").convert(text))


@cache
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)
