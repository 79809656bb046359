"""Pieces of text to ids in the store, batch by batch: memory depends on the batch, not on the corpus.

Helpers, other processes, analyse batches while this one reads on; those that find no helper free are analysed here.
Results are taken in the order of the text, so that nothing depends on who analysed what. Axes: T tokens of a batch,
V types.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.analysis import Analyser, Analysis, TextBatch, joined
from embrepl.corpus.building.chapters import Chapters
from embrepl.corpus.building.examining.findings import Findings
from embrepl.corpus.building.examining.language import ENOUGH_WORDS, SAMPLES
from embrepl.corpus.building.headings import Heading
from embrepl.corpus.building.helper import AHEAD, Asked, Helper, start
from embrepl.corpus.building.joining import join_phrases
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
from embrepl.system.python import Template
from embrepl.system.sizes import counted

BATCH_CHARACTERS = SHORTEST  # so a long piece is a batch; measured: 2^17 to 2^20 are equal, 2^22 takes twice as long
WITH_TEMPLATE, WITHOUT = 2, 16  # batches after which helpers are started: they take 10 or 250 ms, a batch about 8
WITH_DICTIONARY = 20  # of Chinese: the helper loads the dictionary for a quarter of a second, so a novel is read here
TRADITIONAL_SHARE = 100  # one traditional character in so many Chinese words is told
DOTLESS = "ı"
TURKISH_SHARE = 50  # one word with ı in so many: a text that may be Turkish
TURKISH = "this may be Turkish or Azerbaijani: `--case turkish` makes one word of IŞIK and ışık, and of İki and iki"


class Indexer:
    """Gathers pieces into batches and appends their tokens to a store.

    `documents` counts the documents begun, `han` the Han tokens, `addresses` those left out, `samples` shows lines of
    segmented Chinese, `findings` and `chapters` are for the report on the corpus.
    """

    def __init__(
        self,
        options: ReadOptions,
        writer: StoreWriter,
        room: int,
        limit: int,
        most_helpers: int,
        template: Template | None,
    ) -> None:
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
        self._vocabulary = Vocabulary(room, limit)
        self._segmenter = segmenter(characters)
        self.aliases = self._segmenter.aliases
        self._aliases: set[int] = set()  # those met
        self._analyse = Analyser(characters, self._segmenter, self._vocabulary)
        self.findings = Findings(writer.folder)  # holds files, so after what may fail
        self._helpers: list[Helper] = []
        self._helpers_to_come = most_helpers
        self._start = partial(start, template, options, self._segmenter, len(self._vocabulary))
        self._helped_from = WITH_TEMPLATE if template else WITHOUT
        self._at_work: deque[tuple[TextBatch, Analysis | Asked]] = deque()
        self._most = (1 + AHEAD) * (1 + most_helpers)
        self._batch: list[tuple[Piece, int]] = []
        self._length = 0
        self._begun = False
        self._handed_over = 0
        self._freed = memory.Freed(limit)

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
            self._take()

    def close(self) -> None:
        """End the helpers and release the findings."""
        for helper in self._helpers:
            helper.close()
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
        notes += self._segmenter.notes(table, len(self._aliases))
        notes += [candidates.note(table)] if chinese else []
        notes += spaceless.notes(table) if self._has_spaceless else []
        return list(filter(None, notes + of_turkish))

    def _table(self, least: int) -> dict[str, int]:
        """Return the types that are seen at least so often, with their counts."""
        words, counts = self._vocabulary.words, self._vocabulary.counts
        seen = np.flatnonzero(counts >= least)
        return dict(zip(map(words.__getitem__, seen.tolist()), counts[seen].tolist(), strict=True))

    def _hand_over(self) -> None:
        """Give the waiting pieces to a helper that is free, or analyse them here, and take what is finished."""
        batch = joined(self._batch, first=not self._begun, headed=self._headed)
        self._begun = self._begun or bool(batch.begins)
        self._batch, self._length, self._headed = [], 0, False
        while self._at_work and (self._at_work[0][1].done or len(self._at_work) >= self._most):
            self._take()
        helper = self._free_helper()
        self._at_work.append((batch, helper.submit(batch) if helper else self._analyse(batch)))
        if self._at_work[0][1].done:
            self._take()

    def _free_helper(self) -> Helper | None:
        """Return a helper that would take a batch now; they are started once the text proves to be long."""
        self._handed_over += 1
        helped_from = max(self._helped_from, WITH_DICTIONARY) if self.han else self._helped_from
        if self._helpers_to_come and self._handed_over > helped_from:
            started = [self._start() for _ in range(self._helpers_to_come)]
            self._helpers, self._helpers_to_come = list(filter(None, started)), 0
        return next((helper for helper in self._helpers if helper.free), None)

    def _take(self) -> None:
        """Give the tokens of the next batch their ids and append them to the store."""
        batch, work = self._at_work.popleft()
        analysis = work if isinstance(work, Analysis) else work.result(self._vocabulary)
        if analysis is None:  # the helper has ended
            analysis = self._analyse(batch)
        ids = analysis.numbered(self._vocabulary.number(analysis.fresh))  # (T,)
        self._vocabulary.count(ids)
        if analysis.alone is not None:
            ids = np.where(analysis.alone, ~ids, ids)
        self.han += analysis.han
        self._traditional += analysis.traditional
        self._has_spaceless |= analysis.has_spaceless
        self.addresses += analysis.addresses
        self._aliases.update(analysis.aliases.tolist())
        self.samples = [*self.samples, *analysis.samples][:SAMPLES]
        self.findings.add(analysis.observations)
        begins = (analysis.documents + self.writer.tokens).tolist()
        self.chapters.add(map(self._placed, analysis.headings), self.writer.documents, begins)
        text = batch.text.encode("utf-8", "replace")
        self.writer.append(text, ids, analysis.starts, analysis.documents, analysis.begins)
        self._freed.give_back()

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
