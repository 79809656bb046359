"""Words that differ from another in an English ending alone: kings, king's, walked, walking, happier of happy.

It makes spellings and knows no words: whoever asks looks up which of them the text has.
"""

from __future__ import annotations

from collections.abc import Iterator

_ENDINGS = ("", "s", "es", "'s", "s'", "ed", "d", "ing", "er", "ers", "est", "ly")
_OF_SHORT = ("", "s", "es", "'s", "s'", "ed", "ing")  # behind a stem of the fewest letters
_SHORTEST = 3  # letters of a stem
_DOUBLED = frozenset("bdgklmnprt")


def inflections(word: str) -> Iterator[str]:
    """Yield the spellings that a word may have with other endings, each once; only of words of plain letters."""
    if not word.replace("'", "").isascii() or not word.replace("'", "").isalpha():
        return
    seen = {word}
    for stem in _stems(word):
        for spelling in _with_endings(stem):
            if spelling not in seen:
                seen.add(spelling)
                yield spelling


def _stems(word: str) -> Iterator[str]:
    """Yield what a word may be without its ending, the word itself first."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem + ending != word or len(stem) < _SHORTEST:
            continue
        yield stem
        if ending in {"ed", "ing", "er", "ers", "est"}:
            yield stem + "e"
            if stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
                yield stem[:-1]
        if stem[-1] == "i" and ending in {"es", "ed", "er", "est", "ly"}:
            yield stem[:-1] + "y"


def _with_endings(stem: str) -> Iterator[str]:
    short = len(stem) == _SHORTEST
    for ending in _OF_SHORT if short else _ENDINGS:
        yield stem + ending
        if ending in {"ed", "ing", "er", "ers", "est"}:
            if stem[-1] == "e" and not short:
                yield stem[:-1] + ending
            elif stem[-1] in _DOUBLED and len(stem) <= 2 * _SHORTEST:
                yield stem + stem[-1] + ending
        if stem[-1] == "y" and ending in {"es", "ed", "er", "est", "ly"}:
            yield stem[:-1] + "i" + ending
