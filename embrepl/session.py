"""The session: corpora, models, which of them are current, and the jobs of the worker; the only mutable state."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import queue
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from embrepl import places
from embrepl.corpus import standard_input
from embrepl.errors import EmbreplError, nearest_names
from embrepl.interrupts import Interrupts
from embrepl.jobs import Job
from embrepl.listeners import Listener
from embrepl.training.client import Died, WorkerClient
from embrepl.training.protocol import (
    CorpusRead,
    Estimated,
    Failed,
    Message,
    Progress,
    ReadCorpus,
    ReadVectors,
    Ready,
    Train,
    Trained,
)
from embrepl.waiting import Waiting

if TYPE_CHECKING:
    from embrepl.corpus.cache import Hold
    from embrepl.corpus.store import Corpus
    from embrepl.space.space import Space

POLL = 0.05  # seconds between two looks at the worker's replies and at Ctrl-C
HEAVY = 1_000_000_000  # bytes of memory, which the training libraries may take
_ENDINGS = {"txt", "vec", "bin", "gz", "bz2", "xz"}  # of files of vectors, no part of their names
LEAVING = 3.0  # seconds that a running training is given to keep what it learnt, when the session ends
FORCE_AFTER = 3  # presses of Ctrl-C after which a job that does not stop is ended


@dataclass(frozen=True)
class Model:
    """A trained space, the corpus it came from, and how its training ended."""

    space: Space
    corpus: str
    trained: Trained


@dataclass(frozen=True)
class Training:
    """What is to be trained: the objective, its options, the recipe that goes with the vectors, the words to watch.

    `key` names the folder where a training that was stopped is kept: the same training has the same key.
    """

    objective: str
    options: dict[str, Any]
    recipe: dict[str, Any]
    watched: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return a name made of the corpus, the objective and the options."""
        about = [self.objective, self.options, self.recipe.get("corpus", {}).get("hash")]
        about += [self.recipe["vectors"]] if "vectors" in self.recipe else []
        what = json.dumps(about, sort_keys=True)
        return f"{self.objective}-{hashlib.blake2b(what.encode(), digest_size=8).hexdigest()}"


class Session:
    """What the user has loaded and trained, and the worker that does it."""

    def __init__(self, listener: Listener | None = None, log: Path | None = None) -> None:
        self.listener = listener or Listener()
        self.interrupts = Interrupts()
        self.corpora: dict[str, Corpus] = {}
        self.models: dict[str, Model] = {}
        self.jobs: dict[int, Job] = {}
        self.current_corpus: str | None = None
        self.current_model: str | None = None
        self.text_input: BinaryIO | None = None  # standard input, where it is neither the keyboard nor the script
        self._folder: Path | None = None
        self._holds: dict[str, Hold] = {}  # on the cached corpora in use, by name
        self._log = log
        self._client: WorkerClient | None = None
        self._waiting: Waiting | None = None  # for the question that is worked on

    @property
    def client(self) -> WorkerClient:
        """The worker's client; nothing is started by asking for it."""
        if self._client is None:
            self._client = WorkerClient(self._log or _worker_log())
        return self._client

    @property
    def interrupted(self) -> bool:
        """Whether Ctrl-C was ever pressed outside the prompt."""
        return self.interrupts.count > 0

    @property
    def corpus(self) -> Corpus:
        """The current corpus, or `nothing-loaded`."""
        if self.current_corpus is None:
            raise EmbreplError("nothing-loaded", "No text is loaded.", "Load some: `load PATH`.")
        return self.corpora[self.current_corpus]

    @property
    def model(self) -> Model:
        """The current model, or `nothing-trained`."""
        if self.current_model is None:
            if self.current_corpus is None:
                raise EmbreplError(
                    "nothing-trained", "There are no vectors yet: nothing is loaded.",
                    "`load PATH`, then `train`; or `open` a file of vectors.",
                )  # fmt: skip
            running = self.running
            hint = "Train some: `train`."
            if running is not None and running.kind == "train":
                hint = f"{running.name} is at {running.share:.0%}: `wait` for it."
            raise EmbreplError("nothing-trained", f"No vectors are trained on {self.current_corpus} yet.", hint)
        return self.models[self.current_model]

    @property
    def running(self) -> Job | None:
        """The job that the worker is at, or None."""
        return next((job for job in self.jobs.values() if job.running), None)

    def use(self, name: str) -> str:
        """Make a model or a corpus current; return "model" or "corpus"."""
        if name in self.models:
            self.current_model = name
            if self.models[name].corpus in self.corpora:
                self.current_corpus = self.models[name].corpus
            return "model"
        if name in self.corpora:
            self.current_corpus = name
            of_it = [model for model, made in self.models.items() if made.corpus == name]
            self.current_model = of_it[-1] if of_it else None
            return "corpus"
        known = [*self.models, *self.corpora]
        if not known:
            raise EmbreplError("unknown-name", f"There is no model or corpus '{name}'.", "Load some text: `load PATH`.")
        near = nearest_names(name, known) or known
        raise EmbreplError("unknown-name", f"There is no model or corpus '{name}'.", f"There is: {', '.join(near)}.")

    def load(self, paths: list[str], options: dict[str, Any], name: str | None, memory: int = 0) -> Job:
        """Start reading files into a new corpus; the path `-` is standard input.

        `memory`: how many bytes of it the worker may take (0: as usual).
        """
        name = _free_name(name or _name_of(paths), [*self.corpora, *self.models])
        job = self._new_job("load", f"reading {name}", name)
        if standard_input.PATH in paths:
            kept = self._keep_input(job.folder.with_name(f"input-{job.number}"))
            paths = [kept if path == standard_input.PATH else path for path in paths]
        expanded = [os.path.expanduser(path) for path in paths]  # noqa: PTH111 - leaves an unknown ~user as it is
        cache = str(places.cache_folder()) if (cache_size := places.cache_limit()) else ""
        if memory and memory < HEAVY:
            self.client.close()  # one that has imported the training libraries takes more than that already
        request = ReadCorpus(job.number, expanded, str(job.folder), options, memory, cache, cache_size)
        return self._begin(job, request)

    def train(self, training: Training, name: str | None, *, dry: bool = False, resume: bool = False) -> Job:
        """Start training an objective on the current corpus, or going on with one that was stopped."""
        corpus = self.corpus
        free = name if name and resume else _free_name(name or training.objective, [*self.models, *self.corpora])
        job = self._new_job("train", f"{'estimating' if dry else 'training'} {free}", free)
        job.corpus, job.then_current = str(self.current_corpus), self.current_model
        job.kept = kept = places.trainings_folder() / training.key
        request = Train(
            job.number, training.objective, str(corpus.folder), str(job.folder), training.options, training.recipe,
            str(kept), resume, list(training.watched), dry,
        )  # fmt: skip
        return self._begin(job, request)

    def read_vectors(self, path: Path, most: int, recipe: dict[str, Any], name: str | None) -> Job:
        """Start reading the first words of a file of vectors as a model without a corpus."""
        free = _free_name(name or _name_of_vectors(path), [*self.corpora, *self.models])
        job = self._new_job("train", f"reading {free}", free)
        job.then_current = self.current_model
        return self._begin(job, ReadVectors(job.number, str(path), str(job.folder), most, recipe))

    def wait(self, job: Job) -> Job:
        """Wait until a job has ended, hearing Ctrl-C; its error is raised, what it made is adopted."""
        presses = 0
        self.listener.begin(job)
        try:
            while job.running:
                self.pump(POLL)
                new = self.interrupts.take()
                if new and job.running:
                    presses += new
                    self._interrupt(job, presses)
                self.listener.update(job)
        finally:
            self.listener.end(job)
        job.announced = True
        if isinstance(job.result, Failed):
            raise self.failure(job)
        return job

    def watch(self, job: Job) -> bool:
        """Show how a job goes until it has ended, or until Ctrl-C, which lets it go on; return whether it has ended."""
        self.listener.begin(job)
        try:
            while job.running and not self.interrupts.take():
                self.pump(POLL)
                self.listener.update(job)
        finally:
            self.listener.end(job)
        return not job.running

    def pump(self, patience: float = 0.0) -> None:
        """Take the worker's replies that have arrived, waiting up to `patience` seconds for the first."""
        while True:
            try:
                event = self.client.events.get(timeout=patience) if patience else self.client.events.get_nowait()
            except queue.Empty:
                return
            patience = 0.0
            self._hear(event)

    @contextlib.contextmanager
    def question(self, title: str) -> Iterator[None]:
        """Show what is told in this block about the work on a question, if it takes a while."""
        waiting = self._waiting = Waiting(title, self.listener, self.interrupts)
        well = False
        try:
            yield
            well = True
        finally:
            self._waiting = None
            waiting.end(well=well)

    def told(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Hear how far the work on a question is. Raises `stopped` when Ctrl-C was pressed."""
        if self._waiting is not None:
            self._waiting(stage, done, total)

    def stop(self, job: Job) -> None:
        """Ask for a job to be stopped."""
        job.stopping = True
        self.client.stop(job.number)

    def failure(self, job: Job) -> EmbreplError:
        """Return the error a failed job ended in."""
        failed = job.result
        if not isinstance(failed, Failed):
            raise TypeError("the job did not fail")
        hint = failed.hint
        if failed.unexpected:
            hint = f"The traceback stands in {self.client.log}."
        return EmbreplError(failed.code, failed.message, hint)

    def forget(self, entry: Path) -> int | None:
        """Remove a corpus from the cache; return how many bytes it took, None when another session uses it.

        One that is loaded here moves to the session's own folder, and stays until the session ends.
        """
        from embrepl.corpus.cache import Cache, Hold
        from embrepl.corpus.store import Corpus

        names = [name for name, corpus in self.corpora.items() if corpus.folder == entry]
        for name in names:
            if name in self._holds:
                self._holds.pop(name).release()
        if self._folder is None:
            self._folder = places.session_folder()
        to = self._folder / f"forgotten-{len(self.jobs)}-{entry.name}" if names else None
        size = Cache(places.cache_folder(), places.cache_limit()).remove(entry, to)
        for name in names:
            if to is not None and size is not None:
                self.corpora[name] = Corpus.open(to)
            else:
                with contextlib.suppress(OSError, ImportError):
                    self._holds[name] = Hold(entry)
        return size

    def tidy_cache(self, corpus: Corpus) -> None:
        """Keep the cache within its size after an index was made; one that has no room there stays only in memory."""
        from embrepl.corpus.cache import Cache
        from embrepl.corpus.positions import LINES, POSITIONS

        with contextlib.suppress(OSError):
            folder = places.cache_folder()
            if corpus.folder.parent == folder and Cache(folder, places.cache_limit()).shrink():
                for name in (POSITIONS, LINES):  # what is mapped can be read on
                    (corpus.folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        """End the worker and clear the session's folder away; a training that runs is stopped, to go on another day."""
        self._leave_training()
        for hold in self._holds.values():
            hold.release()
        if self._client is not None:
            self._client.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _leave_training(self) -> None:
        """Stop a running training and wait a moment for what it learnt to be kept."""
        job = self.running
        if job is None or job.kind != "train" or self._client is None or not self._client.alive:
            return
        self.stop(job)
        end = time.monotonic() + LEAVING
        while job.running and time.monotonic() < end:
            self.pump(POLL)
        kept = isinstance(job.result, Trained) and job.result.resumable
        later = "`resume` on the same text goes on, in any later session" if kept else "what it learnt is lost"
        self.listener.note(f"{job.title} was stopped: {later}.")

    def _new_job(self, kind: str, title: str, name: str) -> Job:
        running = self.running
        if running is not None:
            raise EmbreplError(
                "worker-busy", f"The worker is still at job {running.number}, {running.title}.",
                f"`wait` for it, or `stop {running.number}`.",
            )  # fmt: skip
        if self._folder is None:
            self._folder = _session_folder()
        number = len(self.jobs) + 1
        return Job(number, title, self._folder / f"{kind}-{number}", name, kind)

    def _keep_input(self, folder: Path) -> str:
        """Copy standard input, which can be read once; Ctrl-C meanwhile leaves the program."""
        stream, self.text_input = self.text_input, None
        self.interrupts.raised = True
        try:
            return str(standard_input.keep(stream, folder))
        finally:
            self.interrupts.raised = False

    def _begin(self, job: Job, request: ReadCorpus | Train | ReadVectors) -> Job:
        self.pump()  # the death of an idle worker is no business of the new job
        self.client.send(request)
        self.jobs[job.number] = job
        return job

    def _interrupt(self, job: Job, presses: int) -> None:
        if presses >= FORCE_AFTER:
            self.client.kill()
        elif presses > 1:
            self.listener.note("Still stopping; Ctrl-C once more ends the worker and loses what is not yet kept.")
        else:
            self.listener.note("Stopping after this step…")
            self.stop(job)

    def _hear(self, event: Message | Died) -> None:
        if isinstance(event, Died):
            if not self.client.is_of_another(event):
                self._mourn(event)
        elif isinstance(event, Estimated | Progress):
            if event.job in self.jobs:
                self._take(self.jobs[event.job], event)
        elif isinstance(event, CorpusRead | Trained | Failed) and event.job in self.jobs:
            self._finish(self.jobs[event.job], event)
        elif not isinstance(event, Ready):
            raise TypeError(f"the worker sent {event!r}")

    def _take(self, job: Job, event: Estimated | Progress) -> None:
        """Note how far a job is, and how long it will take."""
        if isinstance(event, Estimated):
            job.estimate = event
            self.listener.estimated(job)
            if event.dry:
                self._finish(job, event)
        elif event.neighbours:
            job.before, job.neighbours = job.neighbours, event.neighbours
            self.listener.watched(job)
        else:
            job.progress = event
            if "loss" in event.figures:
                job.losses.add(event.figures["loss"])
            self.listener.progressed(job)
            if event.unit and event.total:  # not a stage such as writing, that comes after the work
                job.share = min(1.0, event.done / event.total)

    def _finish(self, job: Job, result: CorpusRead | Trained | Estimated | Failed) -> None:
        job.seconds = time.monotonic() - job.began
        try:
            if isinstance(result, CorpusRead):
                self._adopt_corpus(job, Path(result.folder))
            elif isinstance(result, Trained):
                self._adopt_model(job, result)
        except EmbreplError as error:
            result = Failed(job.number, error.code, error.message, error.hint)
        job.result = result
        self.listener.finished(job)

    def _adopt_corpus(self, job: Job, folder: Path) -> None:
        from embrepl.corpus.cache import Hold
        from embrepl.corpus.store import Corpus

        if folder != job.folder:
            with contextlib.suppress(OSError, ImportError):  # where there are no locks, it may be removed under us
                self._holds[job.name] = Hold(folder)
        self.corpora[job.name] = Corpus.open(folder)
        self.current_corpus = job.name
        self.current_model = None

    def _adopt_model(self, job: Job, trained: Trained) -> None:
        from embrepl.space.store import open_space

        space = open_space(job.folder)
        space.name = job.name
        self.models[job.name] = Model(space, job.corpus, trained)
        before = job.corpus or self.current_corpus, job.then_current
        if job.background and (self.current_corpus, self.current_model) != before:
            return  # the user went elsewhere meanwhile, and stays there
        self.current_model = job.name
        if job.corpus in self.corpora:
            self.current_corpus = job.corpus

    def _mourn(self, died: Died) -> None:
        """Turn the worker's death into the running job's error; a checkpoint it kept becomes a model."""
        job = self.running
        if job is None:
            return
        message = f"The worker {died.cause} while {job.title}."
        if died.tail and not died.cause.startswith("was ended by signal 9"):
            message += "\n" + "\n".join(died.tail)
        again = "What it learnt is lost, nothing else: `train` starts anew" if job.kind == "train" else "Load it again"
        hint = f"{again}; the worker's log is {self.client.log}."
        if job.kind == "train" and job.folder.exists():
            seconds = time.monotonic() - job.began
            with contextlib.suppress(EmbreplError):  # without a checkpoint that can be read there is none
                goes_on = job.kept is not None and job.kept.exists()
                rescued = Trained(
                    job.number, str(job.folder), seconds, None, stopped="a checkpoint", resumable=goes_on
                )  # fmt: skip
                self._adopt_model(job, rescued)
                then = "`resume` goes on from there" if goes_on else "`train` starts anew"
                hint = f"Its last checkpoint is kept and in use as {job.name}; {then}."
        self._finish(job, Failed(job.number, "worker-died", message, hint))


def _session_folder() -> Path:
    try:
        return places.session_folder()
    except OSError as error:
        message = f"No folder can be made for what is read and trained: {error}."
        raise EmbreplError("no-folder", message, "Set XDG_CACHE_HOME to a folder that you may write to.") from error


def _worker_log() -> Path:
    """Return where the worker's log is kept; where no state can be, what it writes is lost."""
    try:
        return places.state_folder() / "worker.log"
    except OSError:
        return Path(os.devnull)


def _name_of(paths: list[str]) -> str:
    """Return a short name for what is loaded: the file's or folder's own, without its endings."""
    if paths[0] == standard_input.PATH:
        return "input"
    path = Path(paths[0])
    name = path.name or path.resolve().name or "corpus"
    for _ in range(2):
        stem, dot, ending = name.rpartition(".")
        if dot and stem and len(ending) <= 5:
            name = stem
    return _plain(name) or "corpus"


def _name_of_vectors(path: Path) -> str:
    """Return a short name for the vectors of a file: its own, without the endings that such files have."""
    name = path.name
    for _ in range(2):
        stem, dot, ending = name.rpartition(".")
        if dot and stem and ending.lower() in _ENDINGS:
            name = stem
    return _plain(name) or "vectors"


def _plain(name: str) -> str:
    """Return a name that can be typed as it stands."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)[:40]


def _free_name(name: str, taken: list[str]) -> str:
    numbered = [name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in numbered if candidate not in taken)
