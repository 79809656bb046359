"""The session: corpora, models, which of them are current, and the jobs of the worker; the only mutable state."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from embrepl.corpus.reading import standard_input
from embrepl.errors import EmbreplError, nearest_names
from embrepl.session.jobs import Job
from embrepl.session.kinds import ESTIMATING, READING, TRAINING, VECTORS, Kind
from embrepl.session.listener import Listener
from embrepl.session.worker_jobs import Work
from embrepl.system import places
from embrepl.training.protocol import CorpusRead, ReadCorpus, ReadVectors, Train, Trained

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.store.cache import Hold
    from embrepl.corpus.store.store import Corpus
    from embrepl.space.space import Space
    from embrepl.training.client import WorkerClient

HEAVY = 1_000_000_000  # bytes of memory, which the training libraries may take
_ENDINGS = {"txt", "vec", "bin", "gz", "bz2", "xz"}  # of files of vectors, no part of their names


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


class Session(Work):
    """What the user has loaded and trained, and the worker that does it."""

    def __init__(
        self, listener: Listener | None = None, log: Path | None = None, client: WorkerClient | None = None
    ) -> None:
        super().__init__(listener, log, client)
        self.corpora: dict[str, Corpus] = {}
        self.concordances: dict[Path, Concordance] = {}  # what searches each corpus, by its folder
        self.models: dict[str, Model] = {}
        self.current_corpus: str | None = None
        self.current_model: str | None = None
        self.text_input: BinaryIO | None = None  # standard input, where it is neither the keyboard nor the script
        self._folder: Path | None = None
        self._holds: dict[str, Hold] = {}  # on the cached corpora in use, by name

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
            if running is not None and running.kind.makes_model:
                hint = f"{running.name} is at {100 * running.share:.0f} %: `wait` for it."
            raise EmbreplError("nothing-trained", f"No vectors are trained on {self.current_corpus} yet.", hint)
        return self.models[self.current_model]

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
        job = self._new_job(READING, name)
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
        free = (
            name
            if name in self.models and resume
            else _free_name(name or training.objective, [*self.models, *self.corpora])
        )
        job = self._new_job(ESTIMATING if dry else TRAINING, free)
        job.corpus, job.then_current = str(self.current_corpus), self.current_model
        job.kept = kept = places.trainings_folder() / training.key
        request = Train(
            job.number, training.objective, str(corpus.folder), str(job.folder), training.options, training.recipe,
            str(kept), resume, list(training.watched), dry, free,
        )  # fmt: skip
        return self._begin(job, request)

    def read_vectors(self, path: Path, most: int, recipe: dict[str, Any], name: str | None) -> Job:
        """Start reading the first words of a file of vectors as a model without a corpus."""
        free = _free_name(name or _name_of_vectors(path), [*self.corpora, *self.models])
        job = self._new_job(VECTORS, free)
        job.then_current = self.current_model
        return self._begin(job, ReadVectors(job.number, str(path), str(job.folder), most, recipe))

    def forget(self, entry: Path) -> int | None:
        """Remove a corpus from the cache; return how many bytes it took, None when another session uses it.

        One that is loaded here moves to the session's own folder, and stays until the session ends.
        """
        from embrepl.corpus.store.cache import Cache, Hold
        from embrepl.corpus.store.store import Corpus

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
                self.concordances.pop(entry, None)
            else:
                with contextlib.suppress(OSError, ImportError):
                    self._holds[name] = Hold(entry)
        return size

    def tidy_cache(self, corpus: Corpus) -> None:
        """Keep the cache within its size after an index was made; one that has no room there stays only in memory."""
        from embrepl.corpus.store.cache import Cache
        from embrepl.corpus.store.positions import LINES, POSITIONS

        with contextlib.suppress(OSError):
            folder = places.cache_folder()
            if corpus.folder.parent == folder and Cache(folder, places.cache_limit()).shrink():
                for name in (POSITIONS, LINES):  # what is mapped can be read on
                    (corpus.folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        """End the worker and clear the session's folder away; a training that runs is stopped, to go on another day."""
        self.leave_training()
        for hold in self._holds.values():
            hold.release()
        if self._client is not None:
            self._client.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _new_job(self, kind: Kind, name: str) -> Job:
        running = self.running
        if running is not None:
            raise EmbreplError(
                "worker-busy", f"The worker is still at job {running.number}, {running.title}.",
                f"`wait` for it, or `stop {running.number}`.",
            )  # fmt: skip
        if self._folder is None:
            self._folder = _session_folder()
        number = len(self.jobs) + 1
        return Job(number, f"{kind.doing} {name}", self._folder / f"{kind.name}-{number}", name, kind)

    def _keep_input(self, folder: Path) -> str:
        """Copy standard input, which can be read once; Ctrl-C meanwhile leaves the program."""
        stream, self.text_input = self.text_input, None
        self.interrupts.raised = True
        try:
            return str(standard_input.keep(stream, folder))
        finally:
            self.interrupts.raised = False

    def _adopt(self, job: Job, made: CorpusRead | Trained) -> None:
        if isinstance(made, CorpusRead):
            self._adopt_corpus(job, Path(made.folder))
        else:
            self._adopt_model(job, made)

    def _adopt_corpus(self, job: Job, folder: Path) -> None:
        from embrepl.corpus.store.cache import Hold
        from embrepl.corpus.store.store import Corpus

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


def _session_folder() -> Path:
    try:
        return places.session_folder()
    except OSError as error:
        message = f"No folder can be made for what is read and trained: {error}."
        raise EmbreplError("no-folder", message, "Set XDG_CACHE_HOME to a folder that you may write to.") from error


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
