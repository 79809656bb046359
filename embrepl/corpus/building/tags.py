"""The tags and lemmas of all words, kept in a nameless file while text is read, then written beside the tokens.

A tagged word of a file may be several tokens, which all get its tag, or none; a joined phrase has that of its
first word.
Axes: T tokens, W tagged words of files.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.reading.word_tags import TaggedWord
from embrepl.corpus.store.store import BEGINS, INT32, INT64, STARTS, TAG_KINDS, UNTAGGED

RECORD = np.dtype([("document", "<i8"), ("begin", "<i8"), ("end", "<i8"), *((kind, "<i4") for kind in TAG_KINDS)])
AT_ONCE = 1 << 18  # tokens, and records
MOST = 1 << 20  # different tags, and lemmas; the further ones are not kept
Records = NDArray[Any]


class Tags:
    """Takes tagged words in the order of the text."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {kind: {} for kind in TAG_KINDS}
        self._records: IO[bytes] | None = None

    def different(self, kind: str) -> int:
        """Return how many different tags, or lemmas, there are."""
        return len(self._numbers[kind])

    def add(self, words: Iterable[TaggedWord], first: int, folder: Path) -> None:
        """Take words of a file whose first document has the number `first`."""
        rows = [
            (
                first + word.document,
                word.begin,
                word.end,
                self._number("tags", word.tag),
                self._number("lemmas", word.lemma),
            )
            for word in words
        ]
        if rows:
            self._records = self._records or tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 — closed by `close`
            self._records.write(np.array(rows, RECORD).tobytes())

    def write(self, folder: Path) -> None:
        """Write the tag and lemma of every token into a store whose other arrays are final, where there are any."""
        kinds = [kind for kind, numbers in self._numbers.items() if numbers]
        if self._records is None or not kinds:
            return
        out = {kind: (folder / f"{kind}.i4").open("wb") for kind in kinds}
        try:
            for ids in self._aligned(folder, kinds):
                for kind in kinds:
                    out[kind].write(ids[kind].astype(INT32).tobytes())
        finally:
            for file in out.values():
                file.close()
        for kind in kinds:
            (folder / f"{kind}.txt").write_text("\n".join(self._numbers[kind]), "utf-8", "replace", "\n")

    def close(self) -> None:
        """Give up what was taken."""
        if self._records is not None:
            self._records.close()

    def _number(self, kind: str, text: str) -> int:
        numbers = self._numbers[kind]
        if not text or (len(numbers) >= MOST and text not in numbers):
            return UNTAGGED
        return numbers.setdefault(text, len(numbers))

    def _aligned(self, folder: Path, kinds: list[str]) -> Iterator[dict[str, NDArray[np.int32]]]:
        """Yield the ids of tags and lemmas of all tokens, some tokens at a time. (S,) each."""
        records = self._placed(np.fromfile(folder / BEGINS, INT64))
        held = np.zeros(1, RECORD)  # a word of no length before all others
        with (folder / STARTS).open("rb") as file:
            while data := file.read(AT_ONCE * INT64.itemsize):
                starts = np.frombuffer(data, INT64)  # (S,)
                while held["begin"][-1] <= starts[-1] and (more := next(records, None)) is not None:
                    held = np.concatenate([held, more])
                which = np.searchsorted(held["begin"], starts, side="right") - 1
                inside = starts < held["end"][which]
                yield {kind: np.where(inside, held[kind][which], UNTAGGED) for kind in kinds}
                held = held[which[-1] :]

    def _placed(self, begins: NDArray[np.int64]) -> Iterator[Records]:
        """Yield the words with their bytes in the whole text, without those that a broken file did not come to."""
        if self._records is None:
            return
        self._records.seek(0)
        while data := self._records.read(AT_ONCE * RECORD.itemsize):
            records = np.frombuffer(bytearray(data), RECORD)
            records = records[records["document"] < begins.size - 1]
            first, after = begins[records["document"]], begins[records["document"] + 1]
            records["begin"] += first
            records["end"] += first
            yield records[records["end"] < after]
