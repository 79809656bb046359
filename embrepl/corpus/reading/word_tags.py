"""The tags of words in a file: where each tagged word stands in the text that is read, its tag and its lemma."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

NOTHING = frozenset({"", "_", "-", "<unknown>"})  # what stands for no tag, or no lemma
JOINED = "+"  # between the tags of words that are written as one: du is ADP+DET


class TaggedWord(NamedTuple):
    """A word by the number of its document in the file, its first byte in that and the one after it; "" for no tag."""

    document: int
    begin: int
    end: int
    tag: str
    lemma: str


@dataclass
class WordTags:
    """Takes the text of a file that a reader yields, in order, and the tags of its words."""

    _document: int = -1
    _bytes: int = 0
    _done: list[TaggedWord] = field(default_factory=list)
    _last: TaggedWord | None = None
    _tagged: bool = False
    _lemmatised: bool = False

    def begin_document(self) -> None:
        """Note that a document begins."""
        self._document += 1
        self._bytes = 0

    def plain(self, text: str) -> str:
        """Return text without tags, counted."""
        self._bytes += len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
        return text

    def word(self, word: str, tag: str = "", lemma: str = "") -> str:
        """Return a word, counted, with its tag and lemma noted."""
        begin = self._bytes
        self.plain(word)
        self._keep()
        self._last = TaggedWord(self._document, begin, self._bytes, _some(tag), _some(lemma))
        return word

    def add_part(self, tag: str, lemma: str) -> None:
        """Give the latest word the tag and lemma of one more word that is written within it."""
        if self._last:
            tag, lemma = _some(tag), _some(lemma)
            self._last = self._last._replace(
                tag=JOINED.join(filter(None, (self._last.tag, tag))),
                lemma=JOINED.join(filter(None, (self._last.lemma, lemma))),
            )

    def take(self, *, ended: bool = False) -> Iterator[TaggedWord]:
        """Yield the words that nothing can be added to any more, once; all of them where the file has `ended`."""
        if ended:
            self._keep()
        done, self._done = self._done, []
        yield from done

    def note(self, rows: str) -> str:
        """Return the note on a file of so many tagged words, all of which were given."""
        self._keep()
        kept = " and ".join(kind for kind, there in (("tags", self._tagged), ("lemmas", self._lemmatised)) if there)
        return f"{rows}: the words are read" + f", their {kept} kept" * bool(kept)

    def _keep(self) -> None:
        if self._last and (self._last.tag or self._last.lemma):
            self._done.append(self._last)
            self._tagged = self._tagged or bool(self._last.tag)
            self._lemmatised = self._lemmatised or bool(self._last.lemma)
        self._last = None


def _some(text: str) -> str:
    return "" if text in NOTHING else text
