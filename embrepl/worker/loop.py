"""The background process's loop: one thread takes requests, the main thread does them one after the other."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import queue
import sys
import threading
import traceback
from typing import BinaryIO

from embrepl.errors import EmbreplError
from embrepl.system.full_disk import full_disk
from embrepl.system.python import Template
from embrepl.training.protocol import (
    Failed,
    Induce,
    Message,
    Project,
    ReadCorpus,
    ReadVectors,
    Ready,
    Request,
    Resample,
    Stop,
    Train,
    Trained,
    decode,
    encode,
)
from embrepl.worker.inducing import learn
from embrepl.worker.progress import JobReporter
from embrepl.worker.projecting import project
from embrepl.worker.reading import read_corpus
from embrepl.worker.resampling import resample
from embrepl.worker.training import train
from embrepl.worker.vectors import read_vectors

IDLE = 0.5  # seconds without a request after which the training libraries are imported ahead of need


class Server:
    """Takes requests, does them and replies."""

    def __init__(self, requests: BinaryIO, replies: BinaryIO, template: Template | None = None) -> None:
        self._template = template
        self._requests, self._replies = requests, replies
        self._waiting: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self._reporters: dict[int, JobReporter] = {}
        self._writing = threading.Lock()

    def send(self, message: Message) -> None:
        """Write one reply; if the shell is gone, this process ends."""
        try:
            with self._writing:
                self._replies.write(encode(message))
        except BrokenPipeError:
            os._exit(0)

    def run(self) -> None:
        """Serve until the shell closes our input, which ends the process at once, in the middle of work too."""
        self.send(Ready(os.getpid()))
        threading.Thread(target=self._listen, name="requests", daemon=True).start()
        prepared = False
        while True:
            try:
                request = self._waiting.get(timeout=None if prepared else IDLE)
            except queue.Empty:
                prepared = True
                threading.Thread(target=_import_ahead, name="import", daemon=True).start()
                continue
            self._do(request)

    def _listen(self) -> None:
        try:
            for line in self._requests:
                self._take(decode(line))
        except Exception:  # noqa: BLE001 - a worker that takes no more requests must not stay
            traceback.print_exc(file=sys.stderr)
            sys.stderr.flush()
            os._exit(1)
        os._exit(0)

    def _take(self, message: Message) -> None:
        if isinstance(message, Stop):
            reporter = self._reporters.get(message.job)
            if reporter is not None:  # else it has ended in the meantime
                reporter.stop()
        elif isinstance(message, Request):
            self._reporters[message.job] = JobReporter(message.job, self.send)
            self._waiting.put(message)

    def _do(self, request: Request) -> None:
        reporter = self._reporters[request.job]
        try:
            answer = self._work(request, reporter)
            if answer is not None:
                self.send(answer)
            if isinstance(request, Train) and isinstance(answer, Trained):
                self._learn_of(request)
        except EmbreplError as error:
            self.send(Failed(request.job, error.code, error.message, error.hint))
        except MemoryError:
            hint = "Lower --dim, --batch or --negatives, or raise --min-count for a smaller vocabulary."
            self.send(Failed(request.job, "out-of-memory", "There is not enough memory for this.", hint))
        except Exception as error:  # noqa: BLE001 - the shell must live, and the log has the traceback
            if (full := full_disk(error)) is not None:
                self.send(Failed(request.job, full.code, full.message, full.hint))
                return
            with contextlib.suppress(OSError):  # the log may be on a full disk too
                traceback.print_exc(file=sys.stderr)
                sys.stderr.flush()
            self.send(Failed(request.job, "unexpected", f"{type(error).__name__}: {error}", unexpected=True))
        finally:
            del self._reporters[request.job]
            gc.collect()  # what refers to itself would keep its files open until Python looks for such

    def _work(self, request: Request, reporter: JobReporter) -> Message | None:
        """Do what a request asks for; return the reply that ends it, None where an estimate already has."""
        if isinstance(request, ReadCorpus):
            return read_corpus(request, reporter, self._template)
        if isinstance(request, ReadVectors):
            return read_vectors(request, reporter)
        if isinstance(request, Resample):
            return resample(request, reporter)
        if isinstance(request, Project):
            return project(request, reporter)
        if isinstance(request, Induce):
            reporter.progress("learning from the contexts of words", 0, 0, "", {})
            return learn(request, reporter.stopped)
        return train(request, reporter)

    def _learn_of(self, request: Train) -> None:
        """Learn what makes vectors of uses in a model that was just trained, unless another request comes.

        Nothing is said where it fails: it is learnt when it is asked for, and then an error is reported.
        """
        with contextlib.suppress(EmbreplError, OSError):
            learn(Induce(request.job, request.folder, request.corpus), lambda: not self._waiting.empty())


def _import_ahead() -> None:
    """Import what training needs, so that the first `train` need not wait for it; a failure shows there."""
    try:
        importlib.import_module("embrepl.objectives.zero")
    except Exception:  # noqa: BLE001 - the log has it, and the first training meets it again
        traceback.print_exc(file=sys.stderr)
