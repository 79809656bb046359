"""Writing a corpus store: arrays appended as the text comes, ids renumbered at the end, the folder renamed whole.

Axes: T tokens of a batch, V types.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, ExitStack
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.report import Report
from embrepl.corpus.store.store import (
    BEGINS,
    CHAPTERS,
    COUNTS,
    DOCUMENTS,
    FILES,
    FORMAT,
    IDS,
    INT32,
    INT64,
    KIND,
    MANIFEST,
    STARTS,
    TEXT,
    WORDS,
)
from embrepl.system.progress import ReportProgress, silent
from embrepl.system.replacing import FolderContent, replacing_folder, sync

CHUNK_BYTES = 1 << 22  # bytes
WORDS_AT_ONCE = 1 << 16
LOOKING = 0.1  # seconds between two looks at whether the disk is ready
CONTENT = FolderContent("corpus", in_use="folder-in-use", refused="cannot-write")


class StoreWriter:
    """Takes batches, then the vocabulary, then the report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open = ExitStack()
        self._out = {
            name: self._open.enter_context((folder / name).open("wb"))
            for name in (IDS, STARTS, DOCUMENTS, BEGINS, TEXT)
        }
        self.tokens = 0
        self.documents = 0
        self.bytes = 0

    def append(
        self,
        text: bytes,
        ids: NDArray[np.int32],
        starts: NDArray[np.int64],
        documents: NDArray[np.int64],
        begins: NDArray[np.int64],
    ) -> None:
        """Append a batch. starts: bytes of `text` (T,); documents, begins: what of these begins one (N,), (N,)."""
        self._out[TEXT].write(text)
        self._out[IDS].write(np.ascontiguousarray(ids, INT32).data)
        self._out[STARTS].write(np.ascontiguousarray(starts + self.bytes, INT64).data)
        self._out[DOCUMENTS].write(np.ascontiguousarray(documents + self.tokens, INT64).data)
        self._out[BEGINS].write(np.ascontiguousarray(begins + self.bytes, INT64).data)
        self.tokens += ids.size
        self.documents += documents.size
        self.bytes += len(text)

    def flush(self) -> None:
        """Let others see in the folder what was appended."""
        for file in self._out.values():
            file.flush()

    def close(self) -> None:
        """Close the arrays; nothing can be appended any more."""
        self._open.close()

    def finish(
        self,
        lines: Callable[[NDArray[np.int64]], bytes],
        counts: NDArray[np.int64],
        ranked: NDArray[np.int64],
        progress: ReportProgress = silent,
    ) -> str:
        """Write the ranked vocabulary, renumber the ids by rank and return the content hash (ids, documents, words).

        counts and the provisional ids `ranked`, most frequent first: (V,), (V,); `lines` gives words by such ids;
        `progress` is called with how far it is. What is final is already synced while the ids are renumbered.
        """
        self._out[DOCUMENTS].write(np.array([self.tokens], INT64).tobytes())
        self._out[BEGINS].write(np.array([self.bytes + 1], INT64).tobytes())
        self.close()
        (self.folder / COUNTS).write_bytes(counts.astype(INT64).tobytes())
        digest = blake2b(digest_size=16)
        with ThreadPoolExecutor(1, "disk") as disk, ThreadPoolExecutor(1, "digest") as digester:
            synced = [disk.submit(sync, self.folder / name) for name in (TEXT, STARTS, DOCUMENTS, BEGINS)]
            self._renumber(ranked, lambda ranks: digester.submit(digest.update, ranks), progress)
            _digest_file(self.folder / DOCUMENTS, digest)
            self._spell(lines, ranked)
            _digest_file(self.folder / WORDS, digest)
            while not all(each.done() for each in synced):
                progress("writing", 0, 0)
                wait(synced, LOOKING)
            for each in synced:
                each.result()
        return digest.hexdigest()

    def _spell(self, lines: Callable[[NDArray[np.int64]], bytes], ranked: NDArray[np.int64]) -> None:
        with (self.folder / WORDS).open("wb") as file:
            for begin in range(0, ranked.size, WORDS_AT_ONCE):
                words = lines(ranked[begin : begin + WORDS_AT_ONCE])
                file.write(words if begin + WORDS_AT_ONCE < ranked.size else words[:-1])

    def _renumber(
        self, ranked: NDArray[np.int64], digest: Callable[[memoryview], Future[None]], progress: ReportProgress
    ) -> None:
        """Replace every provisional id by its rank, a chunk at a time: a memory map would count as memory in use."""
        digested: Future[None] | None = None
        rank = np.empty(int(ranked.max()) + 1, INT32)
        rank[ranked] = np.arange(ranked.size)
        with (self.folder / IDS).open("r+b") as file:
            while data := file.read(CHUNK_BYTES):
                ranks = rank[np.frombuffer(data, INT32)].data
                if digested:
                    digested.result()
                digested = digest(ranks)
                file.seek(-len(data), os.SEEK_CUR)
                file.write(ranks)
                file.flush()
                progress("writing", file.tell(), INT32.itemsize * self.tokens)
        if digested:
            digested.result()

    def keep_chapters(self, chapters: Sequence[tuple[int, str]]) -> None:
        """Write the first byte and the title of every chapter, if there are any."""
        if chapters:
            (self.folder / CHAPTERS).write_text(json.dumps(chapters), "utf-8")

    def describe(self, report: Report, content: str, files: Sequence[tuple[str, int]]) -> None:
        """Write the list of files and, last, the manifest."""
        (self.folder / FILES).write_text(json.dumps(files), "utf-8")
        sizes = {path.name: path.stat().st_size for path in sorted(self.folder.iterdir())}
        manifest = {"kind": KIND, "format": FORMAT, "hash": content, "sizes": sizes, "report": report.to_json()}
        (self.folder / MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")


def _digest_file(path: Path, digest: blake2b) -> None:
    with path.open("rb") as file:
        while data := file.read(CHUNK_BYTES):
            digest.update(data)


def replacing_corpus(folder: Path) -> AbstractContextManager[Path]:
    """Give a new folder for a corpus; when all went well it takes the place of the older corpus in `folder`.

    Raises `folder-in-use` when `folder` holds anything but a corpus, `cannot-write` when the disk refuses.
    """
    return replacing_folder(folder, CONTENT, lambda older: (older / MANIFEST).is_file() or not any(older.iterdir()))
