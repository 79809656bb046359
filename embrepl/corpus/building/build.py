"""From files to a corpus store: every source in order, errors are collected, the rest is kept."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from embrepl.corpus.building.examining import advice
from embrepl.corpus.building.examining.language import language
from embrepl.corpus.building.examining.observations import COLUMNS
from embrepl.corpus.building.examining.variants import mixed_characters
from embrepl.corpus.building.indexing import Indexer
from embrepl.corpus.building.labels import Labels
from embrepl.corpus.building.left_out import LeftOut
from embrepl.corpus.building.notes import FileNotes
from embrepl.corpus.building.tags import Tags
from embrepl.corpus.building.variables import Variables
from embrepl.corpus.options import READ_OPTIONS, ReadOptions
from embrepl.corpus.reading.decoding.names import check_encoding
from embrepl.corpus.reading.documents import Reading, check_column
from embrepl.corpus.reading.kinds import KINDS
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.reading.sources import Source, Sources
from embrepl.corpus.reading.value_sources import check_values, folder_of, value_sources
from embrepl.corpus.report import CorpusProgress, Report
from embrepl.corpus.store.writing import StoreWriter, replacing_corpus
from embrepl.errors import EmbreplError
from embrepl.system import memory, threads
from embrepl.system.python import Template
from embrepl.system.sizes import counted

PROGRESS_SECONDS = 0.1  # seconds between two reports of progress
LINED = ("text", "markdown", "xml", "pdf")  # kinds of files that are made of lines
OF_ONE_FILE = (
    "unreadable-file",
    "binary-file",
    "bomb",
    "missing-extra",
    "which-column",
    "no-such-column",
    "which-table",
    "no-such-table",
)


def build(
    paths: Sequence[str],
    options: ReadOptions,
    folder: Path,
    progress: Callable[[CorpusProgress], None],
    stopped: Callable[[], bool],
    most: int = memory.DEFAULT,
    template: Template | None = None,
) -> Report:
    """Read files and folders into a corpus store at `folder`, replacing one that is there.

    Raises what `find` raises and what `read` raises.
    """
    check(options)
    return read(find(paths, options), options, folder, progress, stopped, most, template)


def read(
    sources: Sources,
    options: ReadOptions,
    folder: Path,
    progress: Callable[[CorpusProgress], None],
    stopped: Callable[[], bool],
    most: int = memory.DEFAULT,
    template: Template | None = None,
) -> Report:
    """Read sources into a corpus store at `folder`, replacing one that is there, in at most so many bytes of memory.

    Processes that help with long texts are copies made by `template`, or else fresh ones.

    Raises `empty-corpus`, `stopped`, `too-little-memory`, `too-many-words` and what `replacing_corpus` raises.
    Troubles of single files are in the report; when nothing could be read, the first of them is raised.
    """
    began = time.monotonic()
    helpers = memory.helpers(most, threads.beside_reading())
    room, longest = memory.share_out(most, helpers)
    held = longest * memory.PER_CHARACTER if any(KINDS[source.kind].columns for source in sources.files) else 0
    most -= held + helpers * memory.PER_HELPER
    with (
        replacing_corpus(folder) as new,
        closing(StoreWriter(new)) as writer,
        closing(Indexer(options, writer, room, most, helpers, template)) as indexer,
    ):
        building = _Building(sources, options, indexer, longest, progress, stopped)
        with closing(building.tags):
            building.read()
            return building.finish(began)


def check(options: ReadOptions) -> None:
    """Raise `unknown-case` and the like for options that a person may have typed wrongly."""
    for option in READ_OPTIONS:
        value = getattr(options, option.name.replace("-", "_"))
        if option.choices and value not in option.choices and value != (option.default or ""):
            message = f"--{option.name} cannot be '{value}'."
            raise EmbreplError(f"unknown-{option.name}", message, f"Choose {' or '.join(option.choices)}.")
    if options.encoding:
        check_encoding(options.encoding)


class _Building:
    """One build: goes through the sources and remembers what happened to each."""

    def __init__(
        self,
        sources: Sources,
        options: ReadOptions,
        indexer: Indexer,
        longest: int,
        progress: Callable[[CorpusProgress], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._sources = sources
        self._options = options
        self._indexer = indexer
        self._longest = longest  # characters of one text that must be held
        self._progress, self._stopped = progress, stopped
        self._reported_at = 0.0
        self._done_bytes = 0
        self._files: list[tuple[str, int]] = []
        self._kinds: list[str] = []
        self._skipped = list(sources.skipped)
        self._errors = list(sources.errors)
        self._read_as: list[str] = []  # the encoding of each file
        self._replaced = 0
        self._notes = FileNotes()
        self._left_out = LeftOut()
        self._labels = Labels(options.label)
        self._variables = Variables([each.name for each in value_sources(options.by)])
        self.tags = Tags()

    def read(self) -> None:
        """Read every source; the columns of tables are looked for first."""
        check_values(self._sources.files, self._options.label, self._options.by)
        several = len(self._sources.files) > 1  # of a single file they are looked for at once when it is read
        for source in self._sources.files if several else ():
            self._breathe(0)
            self._skip_unreadable(source, partial(check_column, source, self._options, self._longest))
        unreadable = {path for path, _ in self._skipped}
        for source in self._sources.files:
            if source.shown not in unreadable:
                self._read(source)
            self._done_bytes += source.size
        self._indexer.flush()
        self._breathe(0, force=True)

    def finish(self, began: float) -> Report:
        """Write the vocabulary and the manifest. Raises `empty-corpus`."""
        writer = self._indexer.writer
        if not writer.tokens:
            raise self._errors[0] if self._errors and not self._files else self._empty()
        tokens = writer.tokens  # before phrases are joined
        content, words, counts = self._indexer.finish(self._write)
        self._write("writing", 0, 0)
        han_share = self._indexer.han / tokens
        self._variables.write(writer.folder, writer.documents)
        chapters = self._indexer.chapters.chosen(self._kind_of_document, tokens)
        report = Report(
            name=self._sources.name,
            files=len(self._files),
            documents=writer.documents,
            tokens=writer.tokens,
            types=counts.size,
            bytes=writer.bytes,
            seconds=time.monotonic() - began,
            han_share=han_share,
            language=language(words, counts.tolist(), han_share),
            replaced_bytes=self._replaced,
            skipped=tuple(self._skipped),
            encodings=dict(Counter(filter(None, self._read_as))),
            options=self._options,
            notes=self._all_notes(),
            sample_lines=tuple(self._indexer.samples),
            labels=self._labels.counts(),
            unlabelled=self._labels.unlabelled(),
            chapters=len(chapters),
            tags=self.tags.different("tags"),
            lemmas=self.tags.different("lemmas"),
            variables=self._variables.facts,
            **self._examine(),
        )
        self.tags.write(writer.folder)
        writer.keep_chapters([(chapter.byte, chapter.title) for chapter in chapters])
        writer.describe(report, self._labels.write(writer.folder, content), self._files)
        return report

    def _all_notes(self) -> tuple[str, ...]:
        """Return what was left out, odd or joined: of the sources, of single files, of the words."""
        many = self._indexer.addresses
        are = f"{many:,} address{'es' * (many != 1)} of the web or of mail"
        addresses = [f"{are} left out (`--addresses keep` takes their letters for words)"] if many else []
        mixed = filter(None, [mixed_characters(self._indexer.findings.letters)])
        of_files = (*self._sources.notes(), *self._left_out.notes(), *self._notes.notes())
        return (*of_files, *self._variables.notes(), *addresses, *self._indexer.notes, *mixed)

    def _kind_of_document(self, document: int) -> str:
        """Return the kind of the file that a document is in, "" for rows of tables."""
        kind = self._kinds[bisect_right(self._files, document, key=lambda file: file[1]) - 1]
        return "" if KINDS[kind].columns else kind

    def _examine(self) -> dict[str, Any]:
        """Return the findings of the report on the corpus."""
        findings = self._indexer.findings
        table = findings.finish(len(self._files))
        documents, tokens, empty = findings.duplicates()
        lined = [kind in LINED for kind in self._kinds]
        hyphens = int(table[lined, COLUMNS.index("hyphens")].sum())
        if self._options.hyphens == "join":
            table[:, COLUMNS.index("hyphens")] = 0  # nothing is wrong with them any more
        return {
            "aliases": self._indexer.aliases,
            "lines": int(table[:, COLUMNS.index("lines")].sum()),
            "hyphenated_lines": hyphens,
            "empty_documents": empty,
            "duplicate_documents": documents,
            "duplicate_tokens": tokens,
            "languages": dict(findings.languages.most_common()),
            "suspicious": advice.suspicious(
                [path for path, _ in self._files], table, self._read_as, lined, findings.words
            ),
        }

    def _write(self, stage: str, done: int, total: int) -> None:
        """Report how far the work after reading is, if that was not reported just now."""
        self._breathe(0, stage=stage, sizes=(done, total))

    def _skip_unreadable(self, source: Source, work: Callable[[], None]) -> None:
        """Run `work`; a file that cannot be read is skipped, and what the others give is kept."""
        try:
            work()
        except EmbreplError as error:
            if error.code not in OF_ONE_FILE:
                raise
            self._skipped.append((source.shown, error.message))
            self._errors.append(error)

    def _read(self, source: Source) -> None:
        reading = Reading(source, self._options, self._longest)
        first = self._indexer.documents
        self._indexer.has_chapters = not KINDS[source.kind].columns
        self._skip_unreadable(source, partial(self._take, reading))
        self._take_tags(reading, first, ended=True)
        if not reading.has_text:
            return
        self._files.append((source.shown, first))
        self._variables.add_folder(folder_of(source), first)
        self._kinds.append(source.kind)
        self._read_as.append(reading.encoding)
        self._replaced += reading.replaced
        self._notes.add(source.shown, reading.notes())
        self._left_out.add(source.shown, reading.left_out)

    def _take_tags(self, reading: Reading, first: int, *, ended: bool = False) -> None:
        """Take the tags of words so far; `first`: the number of the file's first document."""
        if reading.tags:
            self.tags.add(reading.tags.take(ended=ended), first, self._indexer.writer.folder)

    def _take(self, reading: Reading) -> None:
        first, kept = self._indexer.documents, self._options.label is not None or self._options.by is not None
        for piece in reading.pieces():
            self._take_tags(reading, first)
            if kept and piece.begins:
                self._labels.add(reading.label)
                self._variables.add(reading.variables)
            if self._indexer.add(piece, len(self._files)):
                self._breathe(reading.stream.read_bytes)
        self._breathe(reading.stream.read_bytes)

    def _breathe(
        self, read_bytes: int, *, force: bool = False, stage: str = "reading", sizes: tuple[int, int] | None = None
    ) -> None:
        """Stop if asked to, and report the progress, not too often."""
        if self._stopped():
            raise EmbreplError("stopped", "Loading was cancelled; nothing was kept.", "Run `load` again.")
        now = time.monotonic()
        if force or now - self._reported_at >= PROGRESS_SECONDS:
            self._reported_at = now
            done = min(self._done_bytes + read_bytes, self._sources.size)
            done, total = sizes or (done, self._sources.size)
            self._progress(CorpusProgress(done, total, self._indexer.writer.tokens, len(self._files), stage))

    def _empty(self) -> EmbreplError:
        files = counted(len(self._sources.files), "file")
        why = "; ".join([*(f"{path}: {reason}" for path, reason in self._skipped), *self._notes.notes()][:3])
        message = f"No words were found in {files}{': ' * bool(why)}{why}."
        return EmbreplError("empty-corpus", message, "Name files that hold text.")
