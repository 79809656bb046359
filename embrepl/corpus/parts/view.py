"""A corpus of some documents of another: what asks a text asks this one too, and all figures are those of the part.

Ids, counts and words are those that the documents would have by themselves, in the order of their own counts; the text
is that of the whole, so that bytes, files, rows and lines are the true ones. Arrays are made when first asked for and
stay in memory. Axes: T tokens and V types of the part, N its documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.parts.part import Part
from embrepl.corpus.report import Report
from embrepl.corpus.store.positions import ragged
from embrepl.corpus.store.store import INT32, Corpus, TokenTags
from embrepl.corpus.store.variables import Variable
from embrepl.corpus.words.ranking import rank
from embrepl.errors import EmbreplError


class PartCorpus(Corpus):
    """The documents of a part as a corpus called `name`. Raises `empty-part` where they have no words."""

    def __init__(self, whole: Corpus, part: Part, name: str) -> None:
        self.whole, self.part = whole, part
        if not part.tokens:
            message = f"No document is in {part.name} that has a word."
            raise EmbreplError("empty-part", message, "`corpus parts` shows what there is.")
        self.folder = whole.folder / f"part-{part.key}"  # there is none: what would be kept in it stays in memory
        self.text_folder = whole.text_folder
        self.hash = f"{whole.hash}-{part.key}"
        self.report = self._reported(name)

    def _reported(self, name: str) -> Report:
        report = self.whole.report
        labels = Counter(self.labels.tolist())
        return replace(
            report,
            name=name,
            files=len(self.files),
            documents=self._numbers.size,
            tokens=self.part.tokens,
            types=self._types.size,
            bytes=int(np.diff(self.whole.begins)[self._numbers].sum()) - 1,
            labels={label: labels[code] for code, label in enumerate(report.labels)},
            unlabelled=labels[-1],
            chapters=len(self.chapters) if report.chapters else 0,
            empty_documents=int(np.count_nonzero(np.diff(self.documents) == 0)),
        )

    @cached_property
    def _numbers(self) -> NDArray[np.int64]:
        """The document of the whole that each is. (N,)."""
        return np.flatnonzero(self.part.documents)

    @property
    def _tokens(self) -> slice | NDArray[np.int64]:
        """The tokens of the whole that are in it; a slice where its documents follow each other. (T,)."""
        numbers, documents = self._numbers, self.whole.documents
        if numbers[-1] - numbers[0] + 1 == numbers.size:
            return slice(int(documents[numbers[0]]), int(documents[numbers[-1] + 1]))
        return ragged(documents[numbers], np.diff(documents)[numbers])

    @cached_property
    def _by_type(self) -> NDArray[np.int64]:
        """How often it has each type of the whole."""
        return np.bincount(self.whole.ids[self._tokens], minlength=self.whole.report.types)

    @cached_property
    def _types(self) -> NDArray[np.int64]:
        """The type of the whole that each type is, the greatest count first, then by code points. (V,)."""
        held = np.flatnonzero(self._by_type)
        spelt = [self.whole.words[number].encode() for number in held.tolist()]
        ends = np.cumsum([len(word) + 1 for word in spelt], dtype=np.int64) - 1
        return held[rank(self._by_type[held], b"".join(word + b"\n" for word in spelt), ends)]

    @cached_property
    def ids(self) -> NDArray[np.int32]:
        """Word id of every token. (T,)."""
        ranks = np.empty(self.whole.report.types, INT32)
        ranks[self._types] = np.arange(self._types.size)
        return ranks[self.whole.ids[self._tokens]]

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Byte offset in `text` of every token's first character. (T,)."""
        return self.whole.starts[self._tokens]

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Tokens of every type, greatest first. (V,)."""
        return self._by_type[self._types]

    @cached_property
    def documents(self) -> NDArray[np.int64]:
        """The token every document begins with, then T. (N + 1,)."""
        return np.append(0, np.cumsum(np.diff(self.whole.documents)[self._numbers]))

    @cached_property
    def begins(self) -> NDArray[np.int64]:
        """The byte of `text` every document begins with, then one after the last. (N + 1,)."""
        begins: NDArray[np.int64] = self.whole.begins[np.append(self._numbers, self._numbers[-1] + 1)]
        return begins

    def bytes_of(self, document: int) -> tuple[int, int]:
        """Return the byte of `text` that a document begins with, and the one after it."""
        return self.whole.bytes_of(int(self._numbers[document]))

    @cached_property
    def labels(self) -> NDArray[np.int32]:
        """The place of every document's label among `report.labels`. (N,), or (0,) without labels."""
        return self.whole.labels[self._numbers] if self.whole.report.labels else self.whole.labels

    @cached_property
    def variables(self) -> dict[str, Variable]:
        """The variables of its documents by name."""
        return {name: variable.of(self._numbers) for name, variable in self.whole.variables.items()}

    @property
    def text(self) -> NDArray[np.uint8]:
        """The text of the whole."""
        return self.whole.text

    @cached_property
    def words(self) -> list[str]:
        """The spelling of every type. V words."""
        return [self.whole.words[number] for number in self._types.tolist()]

    @cached_property
    def files(self) -> list[tuple[str, int]]:
        """Path and number of the first document of every file that it has documents of."""
        firsts = np.searchsorted(
            self._numbers, [first for _, first in self.whole.files] + [self.whole.report.documents]
        )
        held = zip(self.whole.files, firsts[:-1].tolist(), firsts[1:].tolist(), strict=True)
        return [(path, first) for (path, _), first, after in held if after > first]

    @cached_property
    def chapters(self) -> list[tuple[int, str]]:
        """The token every chapter begins with, and the heading."""
        tokens = np.array([token for token, _ in self.whole.chapters], np.int64)
        of = np.searchsorted(self.whole.documents, tokens, side="right") - 1
        inside = np.append(self.part.documents, False)[of]
        at = np.searchsorted(self._numbers, of[inside])
        moved = tokens[inside] - self.whole.documents[of[inside]] + self.documents[at]
        titles = [title for (_, title), held in zip(self.whole.chapters, inside.tolist(), strict=True) if held]
        return list(zip(moved.tolist(), titles, strict=True))

    def tags(self, kind: str = "tags") -> TokenTags | None:
        """Return the tag, or the lemma, of every token, None where no file has any."""
        tags = self.whole.tags(kind)
        return None if tags is None else TokenTags(tags.names, tags.ids[self._tokens])

    def place_of(self, document: int) -> tuple[str, int]:
        """Return the path of a document, and its number in the file as in the whole text."""
        return self.whole.place_of(int(self._numbers[document]))


def rest_of(corpus: Corpus, parts: Sequence[Part]) -> Part:
    """Return the documents of a corpus that are in none of some parts."""
    rest = np.ones(corpus.report.documents, np.bool_)
    for part in parts:
        rest &= ~part.documents
    return Part.of(corpus, "the rest", rest)
