"""Answers about corpora and the state of the session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.commands.answers.base import Answer


@dataclass(frozen=True)
class Loaded(Answer):
    """A corpus was read: what was found, how much of it a training uses, and the report on it.

    `duplicate_documents` and `duplicate_share` (of the words) leave the first of each out; `advice` names the one thing
    that would spoil the vectors; `cached`: nothing was read, for the files had been read before; `options`: how it was
    read, where that is not as usual; `labels`: how many documents have each, `unlabelled` how many have none though
    labels were asked for; `tags` and `lemmas`: how many different ones the words of tagged files have; `variables`: how
    many different values each has.
    """

    kind: ClassVar[str] = "loaded"
    report: ClassVar[bool] = True
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
    chapters: int
    tags: int
    lemmas: int
    variables: dict[str, int]


@dataclass(frozen=True)
class Examined(Loaded):
    """The report on a corpus in full."""

    kind: ClassVar[str] = "corpus"
    report: ClassVar[bool] = False


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
class PlaceRow:
    """A folder or a file of ours: what is in it, how many of these, their bytes, and what empties it."""

    what: str
    path: str
    count: int
    bytes: int
    emptied_by: str


@dataclass(frozen=True)
class Info(Answer):
    """The state of the session: the corpora as rows, and what else is current.

    `stopped`: how far the current model's training came when it was stopped, empty where it was not; `temporary`: why
    neither the history nor anything else is kept after the session, empty where it is; `places`: what lies where.
    """

    kind: ClassVar[str] = "info"
    rows: tuple[CorpusRow, ...]
    model: str | None
    recipe: str
    stopped: str
    worker: str
    version: str
    temporary: str = ""
    places: tuple[PlaceRow, ...] = ()
