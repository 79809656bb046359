"""Where a token ends in the original text, and where the words of a joined one begin and end.

The store keeps where tokens begin. A type has as many characters as its token, for folding keeps their number, once
letters are composed with their marks, ligatures taken apart, and soft hyphens, joiners and accents that are folded
dropped: so the same is done here, and the spaces between the words of a phrase are stepped over. What is dropped behind
a word's last letter belongs to it. Axes: C characters.
"""

from __future__ import annotations

import numpy as np

from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.characters import Characters, Points, code_points, text_of
from embrepl.corpus.words.joint import JOINT, NOT_SPACE
from embrepl.corpus.words.line_ends import classes_of
from embrepl.corpus.words.scripts import MARK, OTHER
from embrepl.corpus.words.tokeniser import plain

WIDEST = 4  # bytes of a character in UTF-8
SLACK = 64  # bytes that are read beyond a word's own characters


def read(corpus: Corpus, begin: int, end: int) -> str:
    """Return the text between two bytes; what is left of a character at either end is dropped."""
    return bytes(corpus.text[begin:end]).decode("utf-8", "ignore")


class Extents:
    """The bytes of tokens, of the words that joined ones are made of, and of their characters."""

    def __init__(self, corpus: Corpus, characters: Characters) -> None:
        self._corpus = corpus
        self._characters = characters
        names = corpus.report.aliases
        self._aliases = {  # of every name that others count as, these and itself, the longest first
            whole: sorted((whole, *(name for name in names if names[name] == whole)), key=len, reverse=True)
            for whole in set(names.values())
        }

    def begin(self, place: int, into: int = 0, before: int = 0) -> int:
        """Return the first byte of a token; or of the word that has so many others, and characters, before it there."""
        return self._byte(place, into, before) if into or before else int(self._corpus.starts[place])

    def end(self, place: int, left: int = 0, behind: int = 0) -> int:
        """Return the byte after a token; or after the word that has so many others, and characters, behind it there."""
        return self._byte(place, -1 - left, -1 - behind)

    def _byte(self, place: int, word: int, character: int) -> int:
        """Return the byte where a character of a word of a token begins, or where the word ends: at its last one."""
        corpus = self._corpus
        begin = int(corpus.starts[place])
        after = int(corpus.starts[place + 1]) if place + 1 < corpus.starts.size else corpus.text.size
        spelt = corpus.words[int(corpus.ids[place])].split(JOINT)
        reach = begin + 2 * WIDEST * sum(len(each) + 1 for each in spelt) + SLACK
        while True:
            text = read(corpus, begin, min(after, reach))
            words = self._measure(text, spelt)
            if reach >= after or words[-1][-1] < len(text):
                return begin + len(text[: words[word][character]].encode())
            reach = begin + 8 * (reach - begin)

    def _measure(self, text: str, spelt: list[str]) -> list[list[int]]:
        """Return where the characters of every word stand, and the one after it; the text's end where there is none."""
        points = code_points(text)
        classes = classes_of(points, self._characters)
        kept = np.arange(len(text) + 1)
        letters = points
        if classes.max(initial=OTHER) >= MARK:
            letters, *_, places = plain(points, classes, self._characters)
            kept = np.append(places, len(text))
        signs = NOT_SPACE.take(points, mode="clip")
        words: list[list[int]] = []
        at = 0
        for word in spelt:
            while words and at < kept.size - 1 and not signs[kept[at]]:
                at += 1
            size = self._size(word, letters, at)
            words.append(kept[np.minimum(np.arange(at, at + size + 1), kept.size - 1)].tolist())
            at = min(at + size, kept.size - 1)
        return words

    def _size(self, word: str, letters: Points, at: int) -> int:
        """Return how many characters a word has where it stands, which may be a name that counts as it."""
        for name in self._aliases.get(word, ()):
            if self._characters.fold(text_of(letters[at : at + len(name)])) == name:
                return len(name)
        return len(word)
