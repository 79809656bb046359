"""The spellings nearest to a word that is not there, quick enough for a million words.

Comparing every word would take seconds, so there are two cheap nets: all strings one slip away (Damerau 1964: a letter
lost, added, changed, or two exchanged) are looked up in the whole vocabulary, and looser likenesses only among its most
frequent words, where an intended word nearly always is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice

LONGEST = 40  # beyond this it is no word anybody mistyped, and comparing takes time with the square of the length
_SHORT = 3  # a word of two characters, as most are in Chinese, keeps only one of them through a slip
_FREQUENT = 200_000
_CANDIDATES = 1_000


def nearest_spellings(word: str, words: Sequence[str], ids: Mapping[str, int], most: int = 3) -> list[str]:
    """Return up to `most` of the words that look most like `word`: those one slip away by frequency, then the others.

    `words` are ordered by frequency; `ids` maps each to its place.
    """
    if not 0 < len(word) <= LONGEST:
        return []
    word = word.lower()
    slips = sorted((other for other in _one_slip(word, _alphabet(words)) if other in ids), key=ids.__getitem__)
    if len(slips) >= most:
        return slips[:most]
    least = 0.5 if len(word) <= _SHORT else 0.6
    others = set(_look_alikes(word, words)).difference(slips)
    scored = sorted(
        (-SequenceMatcher(None, word, other, autojunk=False).ratio(), ids[other], other) for other in others
    )
    return [*slips, *(other for score, _, other in scored if score <= -least)][:most]


def _alphabet(words: Sequence[str], letters: int = 64) -> list[str]:
    """Return the letters that the frequent words are written with."""
    tally = Counter("".join(word[:LONGEST] for word in words[:2_000]))
    return [letter for letter, _ in tally.most_common(letters)]


def _one_slip(word: str, alphabet: Sequence[str]) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    lost = {left + letter + right for left, right in cuts for letter in alphabet}
    changed = {left + letter + right[1:] for left, right in cuts if right for letter in alphabet}
    added = {left + right[1:] for left, right in cuts if right}
    exchanged = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return lost | changed | added | exchanged


def _look_alikes(word: str, words: Sequence[str]) -> list[str]:
    """Return frequent words of like length that begin or end as `word` does."""
    ends = 1 if len(word) <= _SHORT else 2
    head, tail, least, most = word[:ends], word[-ends:], len(word) - 2, len(word) + 2
    alike = (
        other
        for other in islice(words, _FREQUENT)
        if (other.startswith(head) or other.endswith(tail)) and least <= len(other) <= most
    )
    return list(islice(alike, _CANDIDATES))
