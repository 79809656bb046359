"""Chinese words, segmented by jieba's method in Rust (rjieba), and the names that a person lists.

Compared over four classical novels with jieba 0.42.1 it segments alike, some eighteen times as fast; see
docs/dependencies.md. The dictionary takes 0.1 s to load, so that happens at the first Han character.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.characters import Characters, code_points, text_of
from embrepl.corpus.words.chinese.names import Names
from embrepl.corpus.words.chinese.user_names import UserNames, user_names

CHARACTERS_AT_ONCE = 1 << 14  # characters segmented at a time


@dataclass
class Segmenter:
    """Segments Han text into words; `names` are found before, and no part of what it gets."""

    names: Names = field(default_factory=Names)
    dictionary: UserNames = field(default_factory=UserNames)
    spelt: Sequence[str] = ()  # the names as the vocabulary spells them
    aliases: Mapping[str, str] = field(default_factory=dict)  # and which name each of some counts as

    def __getstate__(self) -> dict[str, Any]:
        """Return what a helper process gets: it loads the dictionary itself, whether or not it is loaded here."""
        return {name: value for name, value in vars(self).items() if name != "_jieba"}

    @cached_property
    def _jieba(self) -> Any:
        import rjieba

        return rjieba.Jieba()  # our own, so that nobody's added words change our corpora

    def has(self, word: str, more: Container[str] = ()) -> bool:
        """Return whether the dictionary, or `more`, has a word in small letters; its own Latin letters are capitals."""
        return word in more or self._jieba.has_word(word) or self._jieba.has_word(word.upper())

    def words(self, text: str) -> list[str]:
        """Return the words of a short text."""
        return list(self._jieba.cut(text))

    def lengths(self, text: str) -> NDArray[np.int64]:
        """Return the lengths of the words of Han runs, which add up to the text's own; a line feed is always a word."""
        parts = [np.empty(0, np.int64)]
        begin = 0
        while begin < len(text):  # in parts, for a word of the list it returns takes a hundred bytes
            end = text.find("\n", begin + CHARACTERS_AT_ONCE) + 1 or len(text)
            words: list[str] = self._jieba.cut(text[begin:end])
            parts.append(np.fromiter(map(len, words), np.int64, len(words)))
            begin = end
        return np.concatenate(parts)

    def notes(self, words: Iterable[str], aliases: int) -> list[str]:
        """Say what became of the names, where there are any, in a text with these words and so many aliases."""
        known = set(self.spelt)
        return [self.dictionary.note(len(known.intersection(words)) + aliases)] if known else []


def segmenter(characters: Characters) -> Segmenter:
    """Return the segmenter that the options of `characters` ask for. Raises `bad-user-dict`."""
    path = characters.options.user_dict
    if not path:
        return Segmenter()
    dictionary = user_names(path, characters.options.encoding)
    points = code_points("\n".join(dictionary.names))
    characters.classes(points)
    names = text_of(characters.simplified(points)).split("\n")
    fold = characters.fold
    aliases = {fold(name): fold(whole) for name, whole in dictionary.aliases.items() if fold(name) != fold(whole)}
    return Segmenter(Names(names), dictionary, list(map(fold, dictionary.names)), aliases)
