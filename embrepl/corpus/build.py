"""From files to a corpus store: every source in order, what went wrong collected, the rest kept."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from embrepl.corpus.encodings import checked
from embrepl.corpus.formats import Reading, check_column
from embrepl.corpus.indexing import Indexer
from embrepl.corpus.language import language
from embrepl.corpus.options import CASES, ReadOptions
from embrepl.corpus.report import Progress, Report, counted
from embrepl.corpus.sources import Source, Sources, find
from embrepl.corpus.writing import StoreWriter, replacing
from embrepl.errors import EmbreplError

EVERY = 0.1  # seconds between two reports of progress
NOTES = 20


def build(
    paths: Sequence[str],
    options: ReadOptions,
    folder: Path,
    progress: Callable[[Progress], None],
    stopped: Callable[[], bool],
) -> Report:
    """Read files and folders into a corpus store at `folder`, replacing one that is there.

    Raises what `find` and `Reading.pieces` raise for files named explicitly, `empty-corpus`, `stopped`, `unknown-case`
    and what `replacing` raises. Troubles of files found in folders are in the report.
    """
    _check(options)
    began = time.monotonic()
    sources = find(paths)
    with replacing(folder) as new:
        writer = StoreWriter(new)
        try:
            building = _Building(sources, options, Indexer(options.case, writer), progress, stopped)
            building.read()
            return building.finish(began)
        finally:
            writer.close()


class _Building:
    """One build: goes through the sources and remembers what happened to each."""

    def __init__(
        self,
        sources: Sources,
        options: ReadOptions,
        indexer: Indexer,
        progress: Callable[[Progress], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._sources = sources
        self._options = options
        self._indexer = indexer
        self._progress, self._stopped = progress, stopped
        self._told = 0.0
        self._done_bytes = 0
        self._files: list[tuple[str, int]] = []
        self._skipped = list(sources.skipped)
        self._encodings: Counter[str] = Counter()
        self._replaced = 0
        self._notes: list[str] = []

    def read(self) -> None:
        """Read every source; the columns of tables are looked for first."""
        for source in self._sources.files:
            self._breathe(0)
            self._tolerant(source, partial(check_column, source, self._options))
        unreadable = {path for path, _ in self._skipped}
        for source in self._sources.files:
            if str(source.path) not in unreadable:
                self._read(source)
            self._done_bytes += source.size
        self._indexer.flush()
        self._breathe(0, force=True)

    def finish(self, began: float) -> Report:
        """Write the vocabulary and the manifest. Raises `empty-corpus`."""
        writer = self._indexer.writer
        if not writer.tokens:
            raise self._empty()
        content, words, counts = self._indexer.finish()
        han_share = self._indexer.han / writer.tokens
        more = [f"… and {len(self._notes) - NOTES:,} more such notes"] if len(self._notes) > NOTES else []
        report = Report(
            name=self._sources.name,
            files=len(self._files),
            documents=writer.documents,
            tokens=writer.tokens,
            types=len(words),
            bytes=writer.bytes,
            seconds=time.monotonic() - began,
            han_share=han_share,
            language=language(words, counts.tolist(), han_share),
            replaced_bytes=self._replaced,
            skipped=tuple(self._skipped),
            encodings=dict(self._encodings),
            options=self._options,
            notes=(*self._sources.notes(), *self._notes[:NOTES], *more),
            sample_lines=tuple(self._indexer.samples),
        )
        writer.describe(report, content, self._files)
        return report

    def _tolerant(self, source: Source, work: Callable[[], None]) -> None:
        """Run `work`; a file found in a folder may be unreadable or binary, then it is skipped."""
        try:
            work()
        except EmbreplError as error:
            if source.named or error.code not in {"binary-file", "unreadable-file"}:
                raise
            self._skipped.append((str(source.path), error.message))

    def _read(self, source: Source) -> None:
        reading = Reading(source, self._options)
        first = self._indexer.documents
        self._tolerant(source, partial(self._take, reading))
        if reading.decoder is None:
            return
        self._files.append((str(source.path), first))
        self._encodings[reading.encoding] += 1
        self._replaced += reading.decoder.replaced
        self._notes += [f"{source.path}: {note}" for note in reading.notes()]

    def _take(self, reading: Reading) -> None:
        for piece in reading.pieces():
            if self._indexer.add(piece):
                self._breathe(reading.stream.read_bytes)
        self._breathe(reading.stream.read_bytes)

    def _breathe(self, read_bytes: int, *, force: bool = False) -> None:
        """Stop if asked to, and tell how far we are, not too often."""
        if self._stopped():
            raise EmbreplError(
                "stopped", "Reading was stopped; nothing was kept.", "Open the files again to read them."
            )
        now = time.monotonic()
        if force or now - self._told >= EVERY:
            self._told = now
            done = min(self._done_bytes + read_bytes, self._sources.size)
            self._progress(Progress(done, self._sources.size, self._indexer.writer.tokens, len(self._files)))

    def _empty(self) -> EmbreplError:
        files = counted(len(self._sources.files), "file")
        why = "; ".join(f"{path}: {reason}" for path, reason in self._skipped[:3])
        message = f"No words were found in {files}{': ' * bool(why)}{why}."
        return EmbreplError("empty-corpus", message, "Name files that hold text.")


def _check(options: ReadOptions) -> None:
    if options.case not in CASES:
        raise EmbreplError("unknown-case", f"There is no case {options.case}.", f"Choose {' or '.join(CASES)}.")
    if options.encoding:
        checked(options.encoding)
