"""The messages between shell and background process: one JSON object a line, each a frozen dataclass of this module.

A line is {"type": NAME, ...fields}. The shell writes requests to the worker's standard input; the worker writes
replies to a private copy of its standard output. Arrays are never sent: a reply names the folder that holds them.

    shell → worker   ReadCorpus  Train  ReadVectors  Resample  Induce  Project  Stop (input closed: the worker ends)
    worker → shell   Ready  Progress  Estimated  Noted  CorpusRead  Trained  Resampled  Induced  Projected
                     Failed

Every request but Stop carries a `job` number, and ends in exactly one CorpusRead, Trained, Resampled, Induced,
Projected or Failed of that number; a dry Train ends in Estimated.
A field that the receiver does not know is an error: both ends are of one version.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, get_args

from embrepl.training.ends import COMPLETED, End, How
from embrepl.training.recipe import Recipe

NO_JOB = 0  # of progress that the shell makes by itself; jobs are numbered from 1


@dataclass(frozen=True)
class ReadCorpus:
    """Read `paths` into a new corpus store at `folder`, in at most `memory` bytes of memory (0: as usual).

    `cache` names the folder of the corpora that were read before, which may take `cache_size` bytes ("": none is used).
    """

    job: int
    paths: list[str]
    folder: str
    options: dict[str, Any] = field(default_factory=dict)
    memory: int = 0
    cache: str = ""
    cache_size: int = 0


@dataclass(frozen=True)
class Train:
    """Train by `recipe` on the corpus store at `corpus` into a vector store at `folder`.

    `state`: the folder for what is needed to go on, also read from there to `resume`; `watched`: words
    whose neighbours are reported on the way; `dry`: only the estimate is wanted; `name`: what the model is called;
    `paths`: of the text, where it can be read again.
    """

    job: int
    recipe: Recipe
    corpus: str
    folder: str
    state: str = ""
    resume: bool = False
    watched: list[str] = field(default_factory=list)
    dry: bool = False
    name: str = ""
    paths: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReadVectors:
    """Read the file of vectors at `path`, its first `most` words, into a vector store at `folder`.

    `encoding`: of its words, UTF-8 where none is named.
    """

    job: int
    path: str
    folder: str
    most: int
    recipe: Recipe
    encoding: str | None = None


@dataclass(frozen=True)
class Resample:
    """Make the model in the folder `model` again on `runs` resampled texts of the corpus store at `corpus`.

    The runs are kept in the folder of the model; those that it has already are not made again. `reseed`: the text stays
    as it is, and the seed of the training changes.
    """

    job: int
    model: str
    corpus: str
    runs: int
    seed: int
    reseed: bool = False


@dataclass(frozen=True)
class Induce:
    """Learn the matrix that makes vectors of uses: for the model in the folder `model`, on the corpus store `corpus`.

    It is kept in the folder of the model; one that is there is not learnt again.
    """

    job: int
    model: str
    corpus: str


@dataclass(frozen=True)
class Project:
    """Put the vectors of a file, (n, D) at length one, into a plane by a `method`, "tsne" or "umap", once a seed.

    The maps, (S, n, 2), are written to the file `places`. Both are NumPy's.
    """

    job: int
    vectors: str
    places: str
    method: str
    seeds: list[int]


@dataclass(frozen=True)
class Stop:
    """Stop the job at its next safe place; a training keeps what it learnt."""

    job: int


@dataclass(frozen=True)
class Ready:
    """The worker is ready for requests."""

    pid: int


@dataclass(frozen=True)
class Progress:
    """How far a job is: `done` of `total` in `unit`, with figures such as loss or words/s by name.

    `neighbours`: the words that are now nearest to each watched one, nearest first; reported from time to time.
    """

    job: int
    stage: str
    done: float = 0.0
    total: float = 0.0
    unit: str = ""
    figures: dict[str, float] = field(default_factory=dict)
    neighbours: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Estimated:
    """About how many seconds a training will take, and bytes of memory at most; `dry` when that was all.

    `words` are those of the vocabulary, `tokens` those of the text that are in it.
    """

    job: int
    seconds: float
    memory: int
    words: int
    tokens: int
    dry: bool = False


@dataclass(frozen=True)
class Noted:
    """Something that the user should know while the job goes on."""

    job: int
    text: str


@dataclass(frozen=True)
class CorpusRead:
    """The corpus store is complete; `cached` when the files had been read before."""

    job: int
    folder: str
    cached: bool = False


@dataclass(frozen=True)
class Trained:
    """The vector store is complete.

    `earlier`: how many of the seconds passed before it was stopped and resumed; `words`: words of the text gone through
    since then, passes multiplied; `memory`: bytes in use at most; `figures`: what else there is to say in numbers,
    `notes` in sentences; `missing`: the most frequent words that a file of vectors does not have.
    """

    job: int
    folder: str
    seconds: float
    loss: float | None
    words: float = 0.0
    memory: int = 0
    end: End = COMPLETED
    figures: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    earlier: float = 0.0


@dataclass(frozen=True)
class Resampled:
    """The runs are kept: how many there are, of so many wanted, and how many of them are new."""

    job: int
    runs: int
    wanted: int
    new: int


@dataclass(frozen=True)
class Induced:
    """The matrix that makes vectors of uses is kept."""

    job: int


@dataclass(frozen=True)
class Projected:
    """The maps are written; `settings` is what the method was told, for the reader of the map."""

    job: int
    settings: str


@dataclass(frozen=True)
class Failed:
    """The job ended in an error that the user is to read; `unexpected` when a traceback went to the log."""

    job: int
    code: str
    message: str
    hint: str = ""
    unexpected: bool = False


Request = ReadCorpus | Train | ReadVectors | Resample | Induce | Project
Result = CorpusRead | Trained | Resampled | Induced | Projected | Failed
Message = Request | Stop | Ready | Progress | Estimated | Noted | Result
_TYPES: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Message)}


def encode(message: Message) -> bytes:
    """Return the message as one line of ASCII JSON, newline included."""
    fields = {"type": type(message).__name__, **asdict(message)}
    if isinstance(message, Train | ReadVectors):
        fields["recipe"] = message.recipe.as_plain()
    return json.dumps(fields).encode("ascii") + b"\n"


def decode(line: bytes) -> Message:
    """Return the message of one line; raise ValueError when it is none."""
    try:
        fields = json.loads(line)
        kind = _TYPES[fields.pop("type")]
        if kind is Trained and "end" in fields:
            fields["end"] = End(**{**fields["end"], "how": How(fields["end"]["how"])})
        elif kind in {Train, ReadVectors}:
            fields["recipe"] = Recipe.from_plain(fields["recipe"])
        message: Message = kind(**fields)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a message: {line[:200]!r}") from error
    return message
