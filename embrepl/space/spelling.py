"""The spellings nearest to a word that is not there, quick enough for a million words.

Comparing every word would take seconds, so there are two cheap nets: all strings one slip away (Damerau 1964: a letter
lost, added, changed, or two exchanged) are looked up in the whole vocabulary, and looser likenesses only among its most
frequent words, where an intended word nearly always is.

A word of one or two letters is one slip away from every other, so of these only exchanged letters are a likeness. Nor
is one Chinese character that two words share: they are alike where they share two in a row, and these are most of both.
Better nothing than nonsense.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice

NOTHING_LIKE_IT = "No word here is spelt like it."
LONGEST = 40  # beyond this it is no word anybody mistyped, and comparing takes time with the square of the length
_SHORT = 3  # a word of so few letters keeps only one at either end through a slip
_SHORTEST = 3  # letters of a word that slips are looked for in
_FREQUENT = 200_000
_CANDIDATES = 1_000
_LEAST = 0.6  # of the characters of two words, those that both have
_SHARED = 2  # characters in a row that two words without spaces share
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "MYANMAR", "KHMER")


def nearest_spellings(word: str, words: Sequence[str], ids: Mapping[str, int], most: int = 3) -> list[str]:
    """Return up to `most` of the words that look most like `word`: those one slip away by frequency, then the others.

    `words` are ordered by frequency; `ids` maps each to its place.
    """
    word = word.lower()
    if not 0 < len(word) <= LONGEST or not any(letter.isalnum() for letter in word):
        return []
    if any(map(_is_unspaced, word)):
        return _ranked(word, _sharing(word, words), ids, _LEAST)[:most]
    if len(word) < _SHORTEST:
        return [other for other in _exchanged(word) if other in ids]
    slips = sorted((other for other in _one_slip(word, _alphabet(words)) if other in ids), key=ids.__getitem__)
    if len(slips) >= most:
        return slips[:most]
    least = 0.5 if len(word) <= _SHORT else _LEAST
    others = set(_look_alikes(word, words)).difference(slips)
    return [*slips, *_ranked(word, others, ids, least)][:most]


def _is_unspaced(letter: str) -> bool:
    """Return whether a letter is of a script that is written without spaces between words."""
    return not letter.isascii() and unicodedata.name(letter, "").startswith(_UNSPACED)


def _ranked(word: str, others: Iterable[str], ids: Mapping[str, int], least: float) -> list[str]:
    """Return the words that are alike enough, the most alike first."""
    scored = sorted(
        (-SequenceMatcher(None, word, other, autojunk=False).ratio(), ids[other], other) for other in others
    )
    return [other for score, _, other in scored if score <= -least]


def _sharing(word: str, words: Sequence[str]) -> list[str]:
    """Return frequent words of like length that share enough characters in a row with a word."""
    runs = [word[at : at + _SHARED] for at in range(len(word) - _SHARED + 1)]
    alike = (
        other
        for other in islice(words, _FREQUENT)
        if abs(len(other) - len(word)) <= len(word) and any(run in other for run in runs) and other != word
    )
    return list(islice(alike, _CANDIDATES))


def _alphabet(words: Sequence[str], letters: int = 64) -> list[str]:
    """Return the letters that the frequent words are written with, but for those of scripts without spaces."""
    tally = Counter("".join(word[:LONGEST] for word in words[:2_000]))
    return [letter for letter, _ in tally.most_common() if not _is_unspaced(letter)][:letters]


def _one_slip(word: str, alphabet: Sequence[str]) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    lost = {left + letter + right for left, right in cuts for letter in alphabet}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in alphabet}
    added = {left + right[1:] for left, right in cuts if right}
    return lost | changed | added | _exchanged(word)


def _exchanged(word: str) -> set[str]:
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}


def _look_alikes(word: str, words: Sequence[str]) -> list[str]:
    """Return frequent words of like length that begin or end as `word` does."""
    ends = 1 if len(word) <= _SHORT else 2
    head, tail, least, most = word[:ends], word[-ends:], max(_SHORTEST - 1, len(word) - 2), len(word) + 2
    alike = (
        other
        for other in islice(words, _FREQUENT)
        if (other.startswith(head) or other.endswith(tail)) and least <= len(other) <= most
    )
    return list(islice(alike, _CANDIDATES))
