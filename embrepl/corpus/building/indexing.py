"""Pieces of text to ids in the store, batch by batch: memory depends on the batch, not on the corpus.

Threads analyse batches while this one reads on and looks words up; results are taken in the order of the text, so
that nothing depends on which thread was first. Axes: T tokens of a batch, V types.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.analysis import Analyser, Analysis, joined
from embrepl.corpus.building.chapters import Chapters
from embrepl.corpus.building.examining.findings import Findings
from embrepl.corpus.building.examining.language import ENOUGH_WORDS, SAMPLES, sample_lines
from embrepl.corpus.building.headings import Heading
from embrepl.corpus.building.joining import join_phrases
from embrepl.corpus.building.phrases import mark_gaps
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.documents import SHORTEST, Piece
from embrepl.corpus.store.writing import StoreWriter
from embrepl.corpus.words import spaceless
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.chinese import candidates
from embrepl.corpus.words.chinese.segmenter import segmenter
from embrepl.corpus.words.vocabulary import Counts, Vocabulary
from embrepl.system import memory
from embrepl.system.progress import ReportProgress, silent
from embrepl.system.sizes import counted
from embrepl.system.threads import beside_reading

BATCH_CHARACTERS = SHORTEST  # so a long piece is a batch; measured: 2^17 to 2^20 are equal, 2^22 takes twice as long
TRADITIONAL_SHARE = 100  # one traditional character in so many Chinese words is told
DOTLESS = "ı"
TURKISH_SHARE = 50  # one word with ı in so many: a text that may be Turkish
TURKISH = "this may be Turkish or Azerbaijani: `--case turkish` makes one word of IŞIK and ışık, and of İki and iki"
GIVEN_BACK = 64  # batches after which memory that was freed is given back: 16 MB of text, a third of a second


class Indexer:
    """Gathers pieces into batches and appends their tokens to a store.

    `documents` counts the documents begun, `han` the Han tokens, `addresses` those left out, `samples` shows lines of
    segmented Chinese, `findings` and `chapters` are for the report on the corpus.
    """

    def __init__(
        self,
        options: ReadOptions,
        writer: StoreWriter,
        room: int | None = None,
        limit: int = 0,
        threads: int | None = None,
    ) -> None:
        threads = beside_reading() if threads is None else threads
        self.writer = writer
        self.documents = 0
        self.han = 0
        self._traditional = 0
        self._has_spaceless = False
        self.addresses = 0
        self.chapters = Chapters()
        self.has_chapters = True  # whether the pieces that are added may have headings of chapters
        self._headed = False  # whether one of those that wait may
        self.samples: list[str] = []
        self.notes: list[str] = []
        self._options = options
        characters = Characters(options)
        self._vocabulary = Vocabulary(characters, room, limit)
        self._segmenter = segmenter(characters)
        self.aliases = self._segmenter.aliases
        self._analyse = Analyser(characters, self._segmenter, self._vocabulary)
        self.findings = Findings(writer.folder)  # holds files, so after what may fail
        self._threads = ThreadPoolExecutor(threads, "analysis") if threads else None
        self._at_work: deque[Future[Analysis]] = deque()
        self._most = threads + 1
        self._batch: list[tuple[Piece, int]] = []
        self._length = 0
        self._begun = False
        self._taken = 0
        memory.keep_freed()

    def add(self, piece: Piece, file: int = 0) -> bool:
        """Take a piece of the file of that number; return whether that filled a batch."""
        self.documents += piece.begins
        self._headed = self._headed or self.has_chapters
        self._batch.append((piece, file))
        self._length += len(piece.text) + 1
        if self._length < BATCH_CHARACTERS:
            return False
        self._hand_over()
        return True

    def flush(self) -> None:
        """Turn all that waits into tokens in the store."""
        if self._batch:
            self._hand_over()
        while self._at_work:
            self._take(self._at_work.popleft().result())

    def close(self) -> None:
        """Release the threads and the findings."""
        if self._threads:
            self._threads.shutdown(cancel_futures=True)
        self.findings.close()
        memory.give_back()

    def finish(self, progress: ReportProgress = silent) -> tuple[str, list[str], Counts]:
        """Write the vocabulary; return the content hash, the most frequent words, and all counts, greatest first."""
        progress("counting", 0, 0)
        memory.give_back()
        self.notes = self._notes_on_words()
        if self._options.phrases:
            self.notes += [join_phrases(self.writer, self._vocabulary, self._options, progress)]
        ranked = self._vocabulary.rank()
        counts: NDArray[np.int64] = self._vocabulary.counts[ranked]
        content = self.writer.finish(self._vocabulary.lines, counts, ranked, progress)
        return content, [word.decode() for word in self._vocabulary.spellings(ranked[:ENOUGH_WORDS])], counts

    def _notes_on_words(self) -> list[str]:
        """Say what became of names, of traditional characters, of scripts without spaces, and of the Turkish I."""
        chinese = self.han * 2 > self.writer.tokens and self._options.units == "word"
        dotless = self._vocabulary.tokens_with(DOTLESS) if self._options.case == "lower" else 0
        notes: list[str] = []
        if self._traditional * TRADITIONAL_SHARE > self.han:
            traditional = counted(self._traditional, "traditional character")
            notes.append(f"{traditional}: words were cut by their simplified forms")
        of_turkish = [TURKISH] if dotless * TURKISH_SHARE > self.writer.tokens else []
        if not (self._segmenter.spelt or chinese or self._has_spaceless):
            return notes + of_turkish  # of any other text the types are not put into a list, which takes memory
        table = self._table(least=2 if chinese and not self._segmenter.spelt else 1)
        notes += self._segmenter.notes(table, self._analyse.aliases.met)
        notes += [candidates.note(table)] if chinese else []
        notes += spaceless.notes(table) if self._has_spaceless else []
        return list(filter(None, notes + of_turkish))

    def _table(self, least: int) -> dict[str, int]:
        """Return the types that are seen at least so often, with their counts."""
        words, counts = self._vocabulary.words, self._vocabulary.counts
        seen = np.flatnonzero(counts >= least)
        return dict(zip(map(words.__getitem__, seen.tolist()), counts[seen].tolist(), strict=True))

    def _hand_over(self) -> None:
        """Give the waiting pieces to a thread, and take what the others have finished."""
        batch = joined(self._batch, first=not self._begun, headed=self._headed)
        self._begun = self._begun or bool(batch.begins)
        self._batch, self._length, self._headed = [], 0, False
        if not self._threads:
            self._take(self._analyse(batch))
            return
        while len(self._at_work) >= self._most or (self._at_work and self._at_work[0].done()):
            self._take(self._at_work.popleft().result())
        self._at_work.append(self._threads.submit(self._analyse, batch))

    def _take(self, analysis: Analysis) -> None:
        """Give the tokens of the next batch their ids and append them to the store."""
        tokens = analysis.tokens
        ids = self._vocabulary.add(tokens, analysis.first, analysis.second, analysis.ids)  # (T,)
        if self._options.phrases:
            ids = mark_gaps(ids, tokens)
        self.han += tokens.han
        self._traditional += tokens.traditional
        self._has_spaceless |= tokens.has_spaceless
        self.addresses += tokens.addresses
        if tokens.han and len(self.samples) < SAMPLES:
            self.samples = [*self.samples, *sample_lines(tokens)][:SAMPLES]
        self.findings.add(analysis.observations)
        begins = (analysis.documents + self.writer.tokens).tolist()
        self.chapters.add(map(self._placed, analysis.headings), self.writer.documents, begins)
        self.writer.append(analysis.encoded, ids, analysis.starts, analysis.documents, analysis.begins)
        self._taken += 1
        if self._taken % GIVEN_BACK == 0:
            memory.give_back()

    def _placed(self, heading: Heading) -> Heading:
        """Return a heading of the next batch, counted from the beginning of the text."""
        writer = self.writer
        return replace(
            heading,
            document=writer.documents + heading.document,
            byte=writer.bytes + heading.byte,
            begin=writer.tokens + heading.begin,
            end=writer.tokens + heading.end,
        )
