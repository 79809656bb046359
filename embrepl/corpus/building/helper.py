"""A process that analyses batches of text beside this one, which reads them, while Python's lock allows one thread.

Nothing waits for it to start, and nothing is lost when it ends: what it did not do is done here, with the same result.
Axes: T tokens of a batch, V types of its vocabulary.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from embrepl.corpus.building.analysis import Analysis, TextBatch
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.vocabulary import NO_WORDS, Ids, Vocabulary
from embrepl.system.framing import packed, read_frame, unpacked, write_frame
from embrepl.system.python import Pipes, Template, fresh

PROGRAM = "embrepl.corpus.building.helper_process"
AHEAD = 2  # batches that a helper has at once, so that the next one is there when it has done one
PATIENCE = 60.0  # seconds for a batch, after which a helper is given up: a batch takes some milliseconds
GRACE = 1.0  # seconds that one has to end
PIPE = 1 << 20  # bytes that wait in a pipe, where the system allows: a batch, or what is known of it


def start(template: Template | None, options: ReadOptions, segmenter: Segmenter, reserved: int) -> Helper | None:
    """Start a helper, from the template if there is one; None where the system refuses, which the log says."""
    try:
        try:
            pipes = template.copy() if template else fresh(PROGRAM)
        except BrokenPipeError:  # the template was killed
            pipes = fresh(PROGRAM)
        return Helper(pipes, options, segmenter, reserved)
    except OSError as error:
        print(f"no process helps to read: {error}", file=sys.stderr)
        return None


class Helper:
    """One process, and the batches that it has at work.

    `reserved`: how many types, the same ones, every vocabulary begins with.
    """

    def __init__(self, pipes: Pipes, options: ReadOptions, segmenter: Segmenter, reserved: int) -> None:
        self._pipes = pipes
        self._reserved = np.arange(reserved, dtype=np.int32)
        self._numbers: Ids = self._reserved  # (V,) the id here of each of its types
        self._lock = threading.Lock()
        self._waiting: deque[Future[bytes]] = deque()
        self._ready = self._lost = False
        for pipe in (pipes.requests, pipes.replies):
            _widen(pipe.fileno())
        self._send((options, segmenter))
        self._thread = threading.Thread(target=self._listen, name="analyses", daemon=True)
        self._thread.start()

    @property
    def free(self) -> bool:
        """Whether it would take a batch now."""
        return self._ready and not self._lost and len(self._waiting) < AHEAD

    def submit(self, batch: TextBatch) -> Asked:
        """Give it a batch."""
        answer: Future[bytes] = Future()
        with self._lock:
            if self._lost:
                answer.set_exception(EOFError())
            else:
                self._waiting.append(answer)
        self._send(batch)
        return Asked(self, answer)

    def result(self, answer: Future[bytes], vocabulary: Vocabulary) -> Analysis | None:
        """Return the next analysis, its ids those of a vocabulary; None where the process has ended or hangs."""
        try:
            data = answer.result(PATIENCE)
        except (EOFError, TimeoutError):
            self._give_up()
            return None
        analysis: Analysis
        analysis, anew = unpacked(data)
        numbers = self._reserved if anew else self._numbers
        self._numbers = np.append(numbers, vocabulary.number(analysis.fresh))
        return replace(analysis, ids=self._numbers.take(analysis.ids), fresh=NO_WORDS)

    def close(self) -> None:
        """End the process."""
        self._give_up()
        self._pipes.end()
        self._thread.join(GRACE)
        if not self._thread.is_alive():  # else someone has halted the process
            self._pipes.replies.close()

    def _give_up(self) -> None:
        """Expect nothing any more."""
        with self._lock:
            self._lost = True
            for answer in self._waiting:
                answer.set_exception(EOFError())
            self._waiting.clear()

    def _send(self, what: Any) -> None:
        with contextlib.suppress(OSError):  # it has ended, which `_listen` notices
            write_frame(self._pipes.requests, packed(what))

    def _listen(self) -> None:
        """Take the analyses of the batches in their order."""
        with contextlib.suppress(EOFError, OSError):
            read_frame(self._pipes.replies)
            self._ready = True
            while data := read_frame(self._pipes.replies):
                with self._lock:
                    if self._lost:
                        return
                    self._waiting.popleft().set_result(data)
        self._give_up()


@dataclass(frozen=True)
class Asked:
    """A batch that a helper has at work."""

    helper: Helper
    answer: Future[bytes]

    @property
    def done(self) -> bool:
        """Whether its analysis is there."""
        return self.answer.done()

    def result(self, vocabulary: Vocabulary) -> Analysis | None:
        """Wait for its analysis, and return it with the ids of a vocabulary; None where the helper has ended."""
        return self.helper.result(self.answer, vocabulary)


def _widen(pipe: int) -> None:
    """Let a pipe hold a whole batch, so that neither end has to be woken for every part; Linux alone can."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)
