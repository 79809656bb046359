"""The session: corpora, models, which of them are current, and the jobs; the only mutable state."""

from __future__ import annotations

import contextlib
import copy
import math
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.locating import standard_input
from embrepl.errors import EmbreplError
from embrepl.session.holdings import Holdings, Model
from embrepl.session.interrupts import Interrupts
from embrepl.session.jobs import Destination, Job
from embrepl.session.keeping import KeptPlace, cached_corpora, kept_places, shrink, stopped_trainings
from embrepl.session.kinds import (
    ESTIMATING,
    INDUCING,
    PROJECTING,
    READING,
    RESAMPLING,
    RETRAINING,
    TRAINING,
    VECTORS,
)
from embrepl.session.listener import Listener
from embrepl.session.naming import free_name, name_of_texts, name_of_vectors
from embrepl.session.question import Question
from embrepl.session.reporting import Reporting
from embrepl.session.worker_jobs import Jobs
from embrepl.system import places
from embrepl.system.replacing import remove_folder
from embrepl.training.client import WorkerClient
from embrepl.training.protocol import CorpusRead, Induce, Project, ReadCorpus, ReadVectors, Resample, Train, Trained
from embrepl.training.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.store.store import Corpus

HEAVY = 1_000_000_000  # bytes of memory, which the training libraries may take


class Session(Holdings):
    """What the user has loaded and trained, what is current, and the jobs of the background process."""

    def __init__(
        self, listener: Listener | None = None, log: Path | None = None, client: WorkerClient | None = None
    ) -> None:
        super().__init__()
        self.interrupts = Interrupts()
        self.jobs = Jobs(self._adopt, self.interrupts, listener, client, log)
        self.patience = math.inf  # seconds that an estimate is waited for; at a prompt it then goes on behind it
        self.temporary = ""  # why nothing is kept after the session, empty where it is
        self.text_input: BinaryIO | None = None  # standard input, where it is neither the keyboard nor the script
        self.confirm: Callable[[str], bool] | None = None  # asks the user; None where nobody can be asked
        self.remember: Callable[[str], None] = lambda _: None  # puts a command into the history of what was typed
        self.reporting = Reporting()
        self._question: Question | None = None  # that is worked on

    @property
    def listener(self) -> Listener:
        """Who is informed of jobs, of questions that take long, and of notes."""
        return self.jobs.listener

    @listener.setter
    def listener(self, listener: Listener) -> None:
        self.jobs.listener = listener

    @property
    def interrupted(self) -> bool:
        """Whether Ctrl-C was ever pressed outside the prompt."""
        return self.interrupts.count > 0

    @contextlib.contextmanager
    def question(self, title: str) -> Iterator[None]:
        """Show the progress of the work on a question within this block, if it takes a while."""
        self._question = Question(title, self.listener, self.interrupts)
        try:
            with self._question.shown():
                yield
        finally:
            self._question = None

    def report_progress(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Report how far the work on a question is. Raises `stopped` when Ctrl-C was pressed."""
        if self._question is not None:
            self._question.report(stage, done, total)

    @property
    def corpus_name(self) -> str:
        """The name of the current corpus, or `nothing-loaded`."""
        if self.current_corpus is None:
            raise EmbreplError("nothing-loaded", "No text is loaded.", "Load some: `load PATH`.")
        return self.current_corpus

    @property
    def corpus(self) -> Corpus:
        """The current corpus, or `nothing-loaded`."""
        return self.corpora[self.corpus_name]

    def within(self, name: str, corpus: Corpus) -> Session:
        """Return this session with a text as its current one, which only what is asked of the result sees."""
        asked = copy.copy(self)
        asked.corpora = {**self.corpora, name: corpus}
        asked.current_corpus = name
        return asked

    @property
    def model(self) -> Model:
        """The current model, or `nothing-trained`."""
        if self.current_model is None:
            if self.current_corpus is None:
                raise EmbreplError(
                    "nothing-trained", "There are no vectors yet: nothing is loaded.",
                    "`load PATH`, then `train`; or `open` a file of vectors.",
                )  # fmt: skip
            running = self.jobs.running
            hint = "Train some: `train`."
            if running is not None and running.kind.makes_model:
                hint = f"{running.name} is at {100 * running.share:.0f} %: `wait` for it."
            raise EmbreplError("nothing-trained", f"No vectors are trained on {self.current_corpus} yet.", hint)
        return self.models[self.current_model]

    def load(self, paths: list[str], options: ReadOptions | None, name: str | None, memory: int = 0) -> Job:
        """Start reading files into a new corpus; the path `-` is standard input.

        `memory`: how many bytes of it reading may take (0: as usual).
        """
        job = self.jobs.new(READING, self.free_name(name or name_of_texts(paths)), self.folder)
        job.wanted = name or ""
        if standard_input.PATH in paths:
            kept = self._keep_input(job.folder.with_name(f"input-{job.number}"))
            paths = [kept if path == standard_input.PATH else path for path in paths]
        else:
            job.paths = tuple(map(os.path.abspath, map(places.expand_home, paths)))
        expanded = [places.expand_home(path) for path in paths]
        cache = str(places.cache_folder()) if (cache_size := places.cache_limit()) else ""
        if memory and memory < HEAVY:
            self.jobs.client.close()  # one that has imported the training libraries takes more than that already
        read = asdict(options or ReadOptions())
        request = ReadCorpus(job.number, expanded, str(job.folder), read, memory, cache, cache_size)
        return self.jobs.begin(job, request)

    def train(
        self,
        recipe: Recipe,
        name: str | None,
        watched: tuple[str, ...] = (),
        *,
        dry: bool = False,
        resume: bool = False,
    ) -> Job:
        """Start a training by a recipe on the current corpus, or resume one that was stopped.

        `watched`: words whose neighbours are shown meanwhile; `dry`: only estimate what it would take.
        """
        corpus = self.corpus
        free = name if name in self.models and resume else self.free_name(name or recipe.objective)
        kept = None if dry else self._trainings_folder()
        destination = Destination(str(self.current_corpus), kept and kept / recipe.key)
        job = self.jobs.new(ESTIMATING if dry else TRAINING, free, self.folder, destination)
        job.wanted = "" if dry else name or ""
        job.recipe = recipe
        request = Train(
            job.number,
            recipe,
            corpus=str(corpus.folder),
            folder=str(job.folder),
            state=str(destination.kept or ""),
            resume=resume,
            watched=list(watched),
            dry=dry,
            name=free,
            paths=list(self.paths.get(self.corpus_name, ())),
        )
        return self.jobs.begin(job, request)

    def read_vectors(self, path: Path, most: int, recipe: Recipe, name: str | None, encoding: str | None = None) -> Job:
        """Start reading the first words of a file of vectors as a model without a corpus."""
        job = self.jobs.new(VECTORS, self.free_name(name or name_of_vectors(path)), self.folder)
        job.wanted = name or ""
        return self.jobs.begin(job, ReadVectors(job.number, str(path), str(job.folder), most, recipe, encoding))

    def resample(self, model: Model, runs: int, seed: int, *, reseed: bool = False) -> Job:
        """Start making a model again on resampled texts, or with other seeds, until there are so many runs of it."""
        name, folder = model.space.name, model.space.folder
        destination = Destination(model.corpus, model=name)
        job = self.jobs.new(RETRAINING if reseed else RESAMPLING, name, self.folder, destination)
        corpus = str(self.corpora[model.corpus].folder)
        return self.jobs.begin(job, Resample(job.number, str(folder), corpus, runs, seed, reseed))

    def induce(self, model: Model, corpus: Corpus) -> Job:
        """Start learning, from a corpus, the matrix that makes vectors of uses in a model."""
        job = self.jobs.new(INDUCING, model.space.name, self.folder, Destination(model=model.space.name))
        return self.jobs.begin(job, Induce(job.number, str(model.space.folder), str(corpus.folder)))

    def project(self, name: str, vectors: NDArray[np.float32], method: str, seeds: list[int]) -> Job:
        """Start putting vectors of a model (n, D) into a plane; the maps will be in `job.folder`, in places.npy."""
        import numpy as np

        job = self.jobs.new(PROJECTING, name, self.folder)
        given, made = job.folder / "vectors.npy", job.folder / "places.npy"
        try:
            job.folder.mkdir()
            np.save(given, vectors, allow_pickle=False)
            return self.jobs.begin(job, Project(job.number, str(given), str(made), method, seeds))
        except (EmbreplError, OSError):
            remove_folder(job.folder)
            raise

    def _trainings_folder(self) -> Path | None:
        """Return where stopped trainings are kept, within their limits; None where none are, noted if by mistake."""
        try:
            trainings = stopped_trainings()
            shrink(trainings, "stopped training", self.listener)
            return trainings.folder if trainings.most else None
        except OSError as error:
            where = error.filename or "The folder of stopped trainings"
            why = f"{where} cannot be written: {error.strerror or error}."
            self.listener.note(f"{why} This training is kept nowhere else, so that `resume` cannot go on with it.")
            return None

    def free_name(self, wanted: str) -> str:
        """Return a name that is not taken yet, the one that is wanted if it can be."""
        return free_name(wanted, [*self.corpora, *self.models])

    def kept_places(self) -> Iterator[KeptPlace]:
        """Yield what lies where, of this session and of others."""
        return kept_places(self._folder, len(self.models) + len(self.corpora))

    def close(self, *, at_once: bool = False) -> None:
        """Stop what runs, end the background process, and remove the session's folder.

        A training gets a moment to keep what it learnt, unless it has to end `at_once`: then what a checkpoint has kept
        is left.
        """
        self.jobs.close(at_once=at_once)
        self.delete_all()

    def _keep_input(self, folder: Path) -> str:
        """Copy standard input, which can be read once; Ctrl-C meanwhile leaves the program."""
        stream, self.text_input = self.text_input, None
        with self.interrupts.raised():
            return str(standard_input.keep(stream, folder))

    def _adopt(self, job: Job, made: CorpusRead | Trained) -> None:
        """Take what a job has made into the session. Raises what opening it raises."""
        if isinstance(made, CorpusRead):
            folder = Path(made.folder)
            self.take_corpus(job.name, folder, cached=folder != job.folder)
            self.paths[job.name] = job.paths
            with contextlib.suppress(OSError):
                shrink(cached_corpora(), "cached text", self.listener)
        else:
            self._adopt_model(job, made)
            if job.kind.learns and made.end.resumable:
                self._trainings_folder()

    def _adopt_model(self, job: Job, trained: Trained) -> None:
        from embrepl.space.store import open_space

        space = open_space(job.folder)
        space.name = job.name
        corpus = job.destination.corpus
        replaced = self.models.get(job.name)
        self.models[job.name] = Model(space, corpus, trained, tuple(job.losses.points))
        if replaced is not None:  # by its own training, which went on
            self._delete(replaced.space.folder)
        elsewhere = bool(corpus) and self.current_corpus != corpus
        if job.background and (elsewhere or self.current_model is not None):
            return  # the user asks another one, which does not change under their hands
        self.current_model = job.name
        if corpus in self.corpora:
            self.current_corpus = corpus
