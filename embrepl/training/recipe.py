"""A recipe: all that is needed to make the same vectors again, kept with them.

As plain values, in a manifest or a message, it is an object of its fields; those without a value are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from embrepl.training.ends import End


@dataclass(frozen=True)
class CorpusFacts:
    """Which corpus it was: what it was called, its hash, and its tokens."""

    name: str
    hash: str
    tokens: int


@dataclass(frozen=True)
class FileFacts:
    """Which file of vectors it was."""

    path: str
    bytes: int
    fingerprint: str


@dataclass(frozen=True)
class ModelFacts:
    """Which model it started from: what it was called, and the command that made it."""

    model: str
    command: str
    fingerprint: str


@dataclass(frozen=True)
class Recipe:
    """The objective with its options, the command, the corpus, and the vectors that were taken over or started from.

    `stopped`: how far the training came when it was stopped; `ended`: why it ended before its last pass; `versions` of
    what made the vectors, and `threads` that worked at them: the last digits of `spectral` and `subword` depend on it.
    """

    objective: str
    command: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    corpus: CorpusFacts | None = None
    vectors: FileFacts | ModelFacts | None = None
    stopped: str = ""
    ended: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)

    def as_plain(self) -> dict[str, Any]:
        """Return it as plain values, as it is written down."""
        values = {"objective": self.objective, "options": dict(self.options), "command": self.command}
        more = {
            "corpus": asdict(self.corpus) if self.corpus else None,
            "vectors": asdict(self.vectors) if self.vectors else None,
            "stopped": self.stopped,
            "ended": self.ended,
            "versions": dict(self.versions),
        }
        return values | {name: value for name, value in more.items() if value}

    @classmethod
    def from_plain(cls, values: Mapping[str, Any]) -> Recipe:
        """Return the recipe that was written down. Raises ValueError where it is none."""
        try:
            corpus, vectors = values.get("corpus"), values.get("vectors")
            return cls(
                objective=str(values.get("objective", "")),
                command=str(values.get("command", "")),
                options=dict(values.get("options", {})),
                corpus=CorpusFacts(**corpus) if corpus else None,
                vectors=_facts_of_vectors(vectors) if vectors else None,
                stopped=str(values.get("stopped", "")),
                ended=str(values.get("ended", "")),
                versions=dict(values.get("versions", {})),
            )
        except (AttributeError, TypeError, ValueError) as error:
            raise ValueError(f"no recipe: {error}") from error

    @property
    def key(self) -> str:
        """A name made of the objective, the options, the corpus and the vectors: the same training has the same key."""
        facts: list[Any] = [self.objective, dict(self.options), self.corpus.hash if self.corpus else None]
        facts += [asdict(self.vectors)] if self.vectors else []
        digest = hashlib.blake2b(json.dumps(facts, sort_keys=True).encode(), digest_size=8).hexdigest()
        return f"{self.objective}-{digest}"

    def ended_by(self, end: End, versions: Mapping[str, str]) -> Recipe:
        """Return the recipe of vectors whose training ended like that, made by those versions."""
        return replace(self, stopped=end.far, ended=end.settled, versions=versions)


def _facts_of_vectors(values: Mapping[str, Any]) -> FileFacts | ModelFacts:
    return ModelFacts(**values) if "model" in values else FileFacts(**values)


@dataclass(frozen=True)
class TextSource:
    """Where a text is to be had: the folder that its words are kept in, its files, and how these are read."""

    folder: str = ""
    paths: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_plain(cls, values: Any) -> TextSource:
        """Return what was kept; nothing of it where that was something else."""
        if not isinstance(values, Mapping) or not isinstance(values.get("options"), Mapping):
            return cls()
        paths = values["paths"] if isinstance(values.get("paths"), list | tuple) else ()
        return cls(str(values.get("folder") or ""), tuple(map(str, paths)), dict(values["options"]))


@dataclass(frozen=True)
class StoppedTraining:
    """A training that can go on: its recipe, what its model is called, and how far it came.

    `seconds`: how long it took so far; `watched`: the words whose neighbours are shown; `source`: of its text;
    `process`: the one that trained when this was kept, "" where it was stopped in order.
    """

    recipe: Recipe
    name: str = ""
    far: str = ""
    seconds: float = 0.0
    watched: tuple[str, ...] = ()
    source: TextSource = field(default_factory=TextSource)
    process: str = ""

    @property
    def called(self) -> str:
        """What its model is called: by its objective where it has no name of its own."""
        return self.name or self.recipe.objective

    def as_plain(self) -> dict[str, Any]:
        """Return it as plain values, as it is kept beside the state."""
        recipe = self.recipe.as_plain()
        kept = {"objective": self.recipe.objective, "options": recipe["options"], "recipe": recipe}
        more = {"name": self.name, "stopped": self.far, "seconds": self.seconds, "watched": list(self.watched)}
        return kept | more | {"source": asdict(self.source), "process": self.process}

    @classmethod
    def from_plain(cls, values: Mapping[str, Any]) -> StoppedTraining:
        """Return what was kept. Raises ValueError where it is no training."""
        recipe = values.get("recipe")
        if not isinstance(recipe, Mapping):
            raise ValueError("no recipe")
        name, far = str(values.get("name") or ""), str(values.get("stopped") or "")
        source, process = TextSource.from_plain(values.get("source")), str(values.get("process") or "")
        try:
            watched, seconds = tuple(map(str, values.get("watched") or ())), float(values.get("seconds") or 0.0)
        except (TypeError, OverflowError) as error:
            raise ValueError(f"no training: {error}") from error
        return cls(Recipe.from_plain(recipe), name, far, seconds, watched, source, process)
