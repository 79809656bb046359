"""The process that analyses batches of text beside the one that reads them; `helper` starts it.

It has a vocabulary of its own, with ids in the order in which it meets words, and sends with each batch the words that
are new to it. When the vocabulary is full it begins anew, so that memory does not grow with the text.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
from dataclasses import replace
from itertools import count
from typing import IO

import numpy as np

from embrepl.corpus.building.analysis import Analyser, Analysis, TextBatch
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.vocabulary import Vocabulary
from embrepl.system import memory
from embrepl.system.framing import packed, read_frame, unpacked, write_frame

GIVEN_BACK = 64  # batches after which memory that was freed is given back
MOST_TYPES = 1 << 17  # of the vocabulary: 20 MB


def main() -> None:
    """Serve as a process of its own: take requests from standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that reads ends this one
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to the log
    serve(requests, replies)


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Take the options, then analyse batches until the requests are closed, which ends the process at once."""
    options, segmenter = unpacked(read_frame(requests))
    batches: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, batches), name="batches", daemon=True).start()
    memory.keep_freed()
    helping = Helping(Analyser(Characters(options), segmenter, Vocabulary()))
    write_frame(replies, b"")  # ready
    for number in count(1):
        batch: TextBatch = unpacked(batches.get())
        write_frame(replies, packed(helping(batch)))
        if number % GIVEN_BACK == 0:
            memory.give_back()


class Helping:
    """Analyses batches with ids of its own; whether they began anew comes with each analysis."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def __call__(self, batch: TextBatch) -> tuple[Analysis, bool]:
        """Return the analysis of a batch, all its ids known, the words new to this process with it."""
        analyser = self._analyser
        anew = len(analyser.vocabulary) > MOST_TYPES
        if anew:
            analyser.vocabulary = Vocabulary()
            analyser.reserve()
        analysis = analyser(batch)
        ids = analysis.numbered(analyser.vocabulary.number(analysis.fresh))
        return replace(analysis, ids=ids, starts=analysis.starts.astype(np.int32)), anew


def _listen(requests: IO[bytes], batches: queue.SimpleQueue[bytes]) -> None:
    """Take batches, so that the one that reads need not wait until the last is done."""
    try:
        while True:
            batches.put(read_frame(requests))
    except (OSError, EOFError):
        os._exit(0)
