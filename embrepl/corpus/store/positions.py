"""Where every word stands: the inverted index of a corpus, made when first asked for and kept beside the corpus.

The places of a type are one slice of one array (compressed sparse rows): `counts` says how long each slice is, so only
`positions.u4` is added to the folder, a file that may be missing and is made again when it does not fit.
A second small file counts the line feeds before every block of the text, so that the line of any place is known without
reading the text from its beginning. Axes: T tokens, V types, M tokens of a batch, H places asked for, B blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.store import Corpus
from embrepl.system.progress import ReportProgress, silent
from embrepl.system.replacing import write_whole

Places = NDArray[np.int64]
POSITIONS, LINES = "positions.u4", "lines.i8"
UINT32, INT64 = np.dtype("<u4"), np.dtype("<i8")
BATCH_TOKENS = 1 << 22  # tokens sorted at a time: 32 MiB of keys, a quarter of a second
BLOCK_BYTES = 1 << 16  # bytes of text
REPORTED_BLOCKS = 256
LINE_FEED = 10
_DENSE = 8  # of so many tokens one is asked for: then all are looked at, which is quicker than to sort places
NOTING = "indexing where every word stands"
CHECKED = 1_000  # places that are looked up before a file that lay there is trusted


class Positions:
    """The places of every type, in the order of the text."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.ids: NDArray[np.int32] = np.asarray(corpus.ids)  # (T,)
        self.documents: Places = np.asarray(corpus.documents)  # (N + 1,)

    @property
    def ready(self) -> bool:
        """Whether the index is there; else the first question makes it, at some 20 million tokens a second."""
        path = self._corpus.folder / POSITIONS
        return "_places" in vars(self) or (path.is_file() and path.stat().st_size == UINT32.itemsize * self.ids.size)

    @cached_property
    def offsets(self) -> Places:
        """Where the slice of every type begins, and T. (V + 1,)."""
        return np.concatenate(([0], np.cumsum(self._corpus.counts)))

    def prepare(self, progress: ReportProgress = silent) -> None:
        """Make what is missing. `progress` may raise to stop that: then nothing is left of it."""
        self._places = self._invert(progress)
        self._lines = self._count_lines(progress)

    @cached_property
    def _places(self) -> NDArray[np.uint32]:
        """All places, by type. (T,)."""
        return self._invert(silent)

    def _invert(self, progress: ReportProgress) -> NDArray[np.uint32]:
        path = self._corpus.folder / POSITIONS
        make = partial(invert, self.ids, self.offsets[:-1], progress)
        return map_or_make(path, UINT32, self.ids.size, make, self._fits)

    def _fits(self, places: NDArray[Any]) -> bool:
        """Return whether the file belongs to this corpus, by places of many types."""
        at = np.linspace(0, places.size - 1, CHECKED).astype(np.int64)
        some = np.asarray(places[at], np.int64)
        if some.max() >= self.ids.size:
            return False
        types = np.searchsorted(self.offsets, at, side="right") - 1
        return bool(np.array_equal(self.ids[some], types))

    def of(self, number: int, most: int | None = None) -> Places:
        """Return the first `most` places of a type, or all. (H,)."""
        begin, end = self.offsets[number : number + 2].tolist()
        return self._places[begin : end if most is None else min(end, begin + most)].astype(np.int64)

    def among(self, numbers: Places, most: int | None = None) -> Places:
        """Return the first `most` places of several types, or all, in the order of the text. (K,) → (H,)."""
        if numbers.size == 1:
            return self.of(int(numbers[0]), most)
        if most is None and self.counts(numbers).sum() * _DENSE > self.ids.size:
            wanted = np.zeros(self.offsets.size - 1, np.bool_)
            wanted[numbers] = True
            return np.flatnonzero(wanted[self.ids])
        return np.sort(self.list_places(numbers, most)[0])[:most]

    def list_places(self, numbers: Places, most: int | None = None) -> tuple[Places, Places]:
        """Return the first `most` places of each of several types, or all, type by type, and which of the types it is.

        (K,) → (H,), (H,).
        """
        lengths = self.counts(numbers)
        if most is not None:
            lengths = np.minimum(lengths, most)
        all_places = self._places[ragged(self.offsets[numbers], lengths)].astype(np.int64)
        return all_places, np.repeat(np.arange(numbers.size), lengths)

    def counts(self, numbers: Places) -> Places:
        """Return how many places several types have. (K,) → (K,)."""
        return self.offsets[numbers + 1] - self.offsets[numbers]

    def between(self, begin: int, end: int) -> Places:
        """Return the places in the slices of the types [begin, end), type by type. (H,)."""
        return self._places[self.offsets[begin] : self.offsets[end]].astype(np.int64)

    def choose(self, numbers: Places, which: Places) -> tuple[Places, Places]:
        """Return some of the places of several types, counted through type by type, and which of the types it is.

        (K,), (H,) → (H,), (H,).
        """
        ends = np.cumsum(self.counts(numbers))
        of = np.searchsorted(ends, which, side="right")
        at = self.offsets[numbers[of] + 1] - (ends[of] - which)
        return self._places[at].astype(np.int64), of

    def document(self, places: Places) -> Places:
        """Return the document of every place. (H,) → (H,)."""
        if places.size > self.documents.size and np.all(places[1:] >= places[:-1]):  # quicker to look up its edges
            in_each = np.diff(np.searchsorted(places, self.documents))
            return np.repeat(np.arange(in_each.size), in_each)
        following: Places = np.searchsorted(self.documents, places, side="right")
        return following - 1

    def around(
        self, places: Places, rows: NDArray[np.int32], own: NDArray[np.integer], window: int
    ) -> Iterator[NDArray[np.int32]]:
        """Yield the row of what stands at each distance from some places, on either side, up to `window` tokens away.

        `rows`: of every type, -1 for none, (V,). -1 too beyond the place's document, and for its `own` row. (H,) each.
        """
        document = self.document(places)
        begins, ends = self.documents[document], self.documents[document + 1]
        for step in (each for each in range(-window, window + 1) if each):
            tokens = places + step
            outside = (tokens < begins) | (tokens >= ends)
            found = rows[self.ids[np.where(outside, 0, tokens)]]
            found[outside | (found == own)] = -1
            yield found

    @cached_property
    def _lines(self) -> Places:
        """Line feeds before every block of the text, then in all. (B + 1,)."""
        return self._count_lines(silent)

    def _count_lines(self, progress: ReportProgress) -> Places:
        text = self._corpus.text
        blocks = -(-text.size // BLOCK_BYTES)
        return map_or_make(
            self._corpus.text_folder / LINES, INT64, blocks + 1, lambda: _line_feeds(text, blocks, progress), _ascending
        )

    def line_feeds(self, begin: int, end: int) -> int:
        """Return how many line feeds stand in the bytes [begin, end) of the text."""
        return self._before(end) - self._before(begin)

    def _before(self, place: int) -> int:
        block = place // BLOCK_BYTES
        inside = self._corpus.text[block * BLOCK_BYTES : place]
        return int(self._lines[block]) + int(np.count_nonzero(inside == LINE_FEED))


def invert(ids: NDArray[np.int32], begins: Places, progress: ReportProgress = silent) -> NDArray[np.uint32]:
    """Return the places of every type: a stable counting sort, a batch at a time. (T,), (V,) → (T,).

    In a batch the keys (type, place) are distinct, so the quickest sort is stable too.
    """
    if ids.size > 1 << 32:
        raise ValueError("more tokens than 32 bits count")
    result = np.empty(ids.size, np.uint32)
    next_free = begins.copy()  # (V,)
    for begin in range(0, ids.size, BATCH_TOKENS):
        progress(NOTING, begin, ids.size)
        batch = ids[begin : begin + BATCH_TOKENS]
        keys = batch.astype(np.int64) << 32
        keys |= np.arange(batch.size)
        keys.sort()  # (M,)
        types = keys >> 32
        counts = np.bincount(batch, minlength=begins.size)
        first = np.cumsum(counts) - counts
        goal = np.arange(batch.size) + (next_free - first)[types]
        result[goal] = (keys & 0xFFFFFFFF) + begin
        next_free += counts
    progress(NOTING, ids.size, ids.size)
    return result


def evenly(total: int, most: int) -> Places:
    """Return the numbers of `most` of so many things, evenly spread from the first to the last, or of all. (H,)."""
    return np.linspace(0, total - 1, min(total, most)).astype(np.int64)


def ragged(begins: Places, lengths: Places) -> Places:
    """Return begin, begin + 1, … for every length, one after the other. (K,), (K,) → (sum of lengths,)."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if ends.size else 0
    shifts: Places = np.repeat(begins - (ends - lengths), lengths)
    return np.arange(total) + shifts


def map_or_make(
    path: Path,
    kind: np.dtype[Any],
    size: int,
    make: Callable[[], NDArray[Any]],
    fits: Callable[[NDArray[Any]], bool],
) -> NDArray[Any]:
    """Map the array of a file; where it is missing or does not fit, make it and keep it whole or not at all.

    Where the folder cannot be written the array stays in memory.
    """
    try:
        if path.stat().st_size == size * kind.itemsize:
            mapped = np.asarray(np.memmap(path, kind, "r"))
            if fits(mapped):
                return mapped
    except (OSError, ValueError):
        pass
    array = np.ascontiguousarray(make(), kind)
    try:
        with write_whole(path) as file:
            file.write(array.data)
        return np.asarray(np.memmap(path, kind, "r"))
    except OSError:
        return array


def _line_feeds(text: NDArray[np.uint8], blocks: int, progress: ReportProgress) -> Places:
    each = []
    for block in range(blocks):
        if block % REPORTED_BLOCKS == 0:
            progress("counting lines", block, blocks)
        each.append(np.count_nonzero(text[block * BLOCK_BYTES : (block + 1) * BLOCK_BYTES] == LINE_FEED))
    return np.concatenate(([0], np.cumsum(np.array(each, np.int64))))


def _ascending(lines: NDArray[Any]) -> bool:
    return bool(lines[0] == 0 and np.all(lines[1:] >= lines[:-1]))
