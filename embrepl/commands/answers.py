"""What commands return: frozen dataclasses of plain values, that `view` draws and any program can read.

An answer's rows are its field `rows`, a tuple of flat dataclasses; an answer without it is one row itself.
Every string may quote a file: none is safe to print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Answer:
    """Any answer; `kind` names it in machine-readable output.

    In tables for programs a `tall` answer has a line for every field, and the fields named by `beside` stand in every
    row, since they belong to all of them.
    """

    kind: ClassVar[str] = "answer"
    tall: ClassVar[bool] = False
    beside: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True)
class Loaded(Answer):
    """A corpus was read: what was found, what a training will see of it, and what the doctor says.

    `duplicate_documents` and `duplicate_share` (of the words) leave the first of each out; `advice` names the one thing
    that would spoil the vectors; `cached`: nothing was read, for the files had been read before; `options`: how it was
    read, where that is not as usual; `labels`: how many documents have each, `unlabelled` how many have none though
    labels were asked for.
    """

    kind: ClassVar[str] = "loaded"
    tall: ClassVar[bool] = True
    name: str
    files: int
    documents: int
    tokens: int
    types: int
    kept_types: int
    kept_share: float
    min_count: int
    language: str
    encodings: dict[str, int]
    bytes: int
    seconds: float
    skipped: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    sample_lines: tuple[str, ...]
    languages: dict[str, int]
    lines: int
    hyphenated_lines: int
    empty_documents: int
    duplicate_documents: int
    duplicate_share: float
    suspicious: tuple[tuple[str, str], ...]
    advice: str
    cached: bool
    options: dict[str, str]
    labels: dict[str, int]
    unlabelled: int


@dataclass(frozen=True)
class Examined(Loaded):
    """The corpus doctor's report in full."""

    kind: ClassVar[str] = "corpus"


@dataclass(frozen=True)
class FileRow:
    """A file of a corpus."""

    file: str
    documents: int
    tokens: int
    types: int


@dataclass(frozen=True)
class CorpusFiles(Answer):
    """The files of a corpus, in the order in which they were read."""

    kind: ClassVar[str] = "corpus-files"
    corpus: str
    tokens: int
    rows: tuple[FileRow, ...]


@dataclass(frozen=True)
class ForgottenRow:
    """A corpus that was removed from the cache, or `kept` because another session uses it."""

    name: str
    bytes: int
    kept: bool


@dataclass(frozen=True)
class Forgotten(Answer):
    """Corpora that were removed from the cache."""

    kind: ClassVar[str] = "forgotten"
    rows: tuple[ForgottenRow, ...]


@dataclass(frozen=True)
class TrainedModel(Answer):
    """A model was trained; `stopped` says how far it came when it was stopped, `loss` is the mean per pair.

    `memory` is in bytes, the most in use; `estimate` the seconds that were foretold; `trouble` what went wrong when the
    last good vectors were kept; `ended` why it ended before its last pass; `resumable` whether `resume` goes on;
    `notes` what else there is to tell, of a file of vectors above all; `missing` the most frequent words that the file
    does not have. `corpus` is empty for vectors that were read without a text.
    """

    kind: ClassVar[str] = "trained"
    name: str
    objective: str
    corpus: str
    words: int
    dim: int
    seconds: float
    words_per_second: float
    loss: float | None
    memory: int
    estimate: float | None
    stopped: str
    trouble: str
    ended: str
    resumable: bool
    figures: dict[str, float]
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    verdict: str
    sentence: str
    advice: str
    command: str


@dataclass(frozen=True)
class PlannedRow:
    """An option that a training would take; `chosen`: given, or chosen by the size of the text."""

    option: str
    value: str | float | bool
    chosen: bool
    meaning: str


@dataclass(frozen=True)
class Planned(Answer):
    """What a training would be: its command, about how many seconds and bytes of memory it takes, its vocabulary."""

    kind: ClassVar[str] = "planned"
    objective: str
    command: str
    seconds: float
    memory: int
    words: int
    tokens: int
    rows: tuple[PlannedRow, ...]


@dataclass(frozen=True)
class Started(Answer):
    """A job runs in the background."""

    kind: ClassVar[str] = "started"
    job: int
    title: str


@dataclass(frozen=True)
class NeighbourRow:
    """One near word; `mutual`: whether the query is among the k nearest of this word too (None: not one word).

    `count` is None for vectors that came without counts.
    """

    rank: int
    word: str
    cosine: float
    count: int | None
    mutual: bool | None


@dataclass(frozen=True)
class Neighbours(Answer):
    """The words nearest to a query, by cosine.

    `note` says why there are none, where that is the model's nature; `unseen`: words of the query whose vectors come
    from their n-grams alone.
    """

    kind: ClassVar[str] = "neighbours"
    query: str
    model: str
    rows: tuple[NeighbourRow, ...]
    note: str = ""
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Distance(Answer):
    """Two words: cosine, Euclidean distance, the seed's mean difference and mean squared difference, and percentile.

    `percentile`: the share, in percent, of `pairs` random pairs of like frequency whose cosine is lower. `unseen`:
    which of the two have a vector from their n-grams alone, and no frequency.
    """

    kind: ClassVar[str] = "distance"
    a: str
    b: str
    model: str
    cosine: float
    euclidean: float
    mean_difference: float
    mean_squared_difference: float
    percentile: float
    pairs: int
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordVector(Answer):
    """A word, how frequent it is (`count` None: not known; no rank: never seen), and its D numbers."""

    kind: ClassVar[str] = "vector"
    word: str
    model: str
    rank: int | None
    words: int
    count: int | None
    norm: float
    values: tuple[float, ...]


@dataclass(frozen=True)
class HealthReport(Answer):
    """Figures and a verdict on a model; None where the vectors before training are not known."""

    kind: ClassVar[str] = "health"
    model: str
    verdict: str
    sentence: str
    advice: str
    dim: int
    effective_rank: float
    random_cosine: float
    first_direction: float
    norm_spread: float
    shared_movement: float | None
    untrained_overlap: float | None
    shrunk: float | None


@dataclass(frozen=True)
class Exported(Answer):
    """A model was written to a file of another tool; `notes` tell of words that were changed or left out."""

    kind: ClassVar[str] = "exported"
    path: str
    format: str
    model: str
    words: int
    dim: int
    bytes: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class CorpusRow:
    """A loaded corpus; `options`: how it was read, where that is not as usual."""

    name: str
    current: bool
    files: int
    documents: int
    tokens: int
    types: int
    language: str
    options: str


@dataclass(frozen=True)
class Info(Answer):
    """The state of the session: the corpora as rows, and what else is current.

    `stopped`: how far the current model's training came when it was stopped, empty where it was not.
    """

    kind: ClassVar[str] = "info"
    rows: tuple[CorpusRow, ...]
    model: str | None
    recipe: str
    stopped: str
    worker: str
    version: str


@dataclass(frozen=True)
class ModelRow:
    """A model of the session."""

    name: str
    current: bool
    objective: str
    corpus: str
    words: int
    dim: int
    loss: float | None
    seconds: float
    stopped: str


@dataclass(frozen=True)
class Models(Answer):
    """The models of the session."""

    kind: ClassVar[str] = "models"
    rows: tuple[ModelRow, ...]


@dataclass(frozen=True)
class Used(Answer):
    """What is current now."""

    kind: ClassVar[str] = "used"
    corpus: str | None
    model: str | None


@dataclass(frozen=True)
class ObjectiveRow:
    """A way of training."""

    name: str
    summary: str
    source: str


@dataclass(frozen=True)
class Objectives(Answer):
    """The ways of training there are."""

    kind: ClassVar[str] = "objectives"
    rows: tuple[ObjectiveRow, ...]


@dataclass(frozen=True)
class JobRow:
    """A job of the worker: its state is running, stopping, done, stopped or failed."""

    number: int
    title: str
    state: str
    share: float
    seconds: float


@dataclass(frozen=True)
class Jobs(Answer):
    """The jobs of this session."""

    kind: ClassVar[str] = "jobs"
    rows: tuple[JobRow, ...]


@dataclass(frozen=True)
class CommandRow:
    """A command, in the list of all."""

    command: str
    summary: str


@dataclass(frozen=True)
class HelpList(Answer):
    """All commands."""

    kind: ClassVar[str] = "help"
    rows: tuple[CommandRow, ...]


@dataclass(frozen=True)
class OptionRow:
    """An option of a command."""

    option: str
    default: str
    meaning: str


@dataclass(frozen=True)
class HelpPage(Answer):
    """One command in full."""

    kind: ClassVar[str] = "help-page"
    command: str
    usage: str
    text: str
    rows: tuple[OptionRow, ...]


@dataclass(frozen=True)
class Goodbye(Answer):
    """The session is to end."""

    kind: ClassVar[str] = "goodbye"
