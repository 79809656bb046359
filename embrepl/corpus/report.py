"""The report on a corpus that was read; plain data that survives a round trip through JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from embrepl.corpus.options import ReadOptions


@dataclass(frozen=True)
class CorpusProgress:
    """How far a stage of a build is: bytes so far and in all, words so far, files finished."""

    done_bytes: int
    total_bytes: int
    words: int
    files: int
    stage: str = "reading"


MORE_MEMORY = "more --memory"  # in a note: the option that would have read what was left out


@dataclass(frozen=True)
class VariableFacts:
    """A variable of the documents: its name, whether it holds numbers, different values, and documents without one."""

    name: str
    numeric: bool
    values: int
    missing: int


@dataclass(frozen=True)
class Report:
    """The result of reading: what was found, what was left out and why.

    `bytes` counts the kept text as UTF-8, `han_share` is the share of tokens that are Han, `replaced_bytes` counts
    bytes that did not decode, `sample_lines` shows how Chinese was segmented. `lines` leaves out empty ones;
    `languages` counts files; `duplicate_documents` and `duplicate_tokens` leave the first of each out; `suspicious`
    names files and says what is odd. `labels` counts documents, `unlabelled` those without one where labels were asked
    for. `variables` are those that the store keeps. `aliases` says which name each of some counts as. `tags` and
    `lemmas`: how many different ones words have.
    All strings may quote files: unsafe to print.
    """

    name: str
    files: int
    documents: int
    tokens: int
    types: int
    bytes: int
    seconds: float
    han_share: float = 0.0
    language: str = "unknown"
    replaced_bytes: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    encodings: Mapping[str, int] = field(default_factory=dict)
    options: ReadOptions = field(default_factory=ReadOptions)
    notes: tuple[str, ...] = ()
    sample_lines: tuple[str, ...] = ()
    lines: int = 0
    hyphenated_lines: int = 0
    empty_documents: int = 0
    duplicate_documents: int = 0
    duplicate_tokens: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    suspicious: tuple[tuple[str, str], ...] = ()
    labels: Mapping[str, int] = field(default_factory=dict)
    unlabelled: int = 0
    aliases: Mapping[str, str] = field(default_factory=dict)
    chapters: int = 0
    tags: int = 0
    lemmas: int = 0
    variables: tuple[VariableFacts, ...] = ()

    @property
    def short_of_memory(self) -> bool:
        """Whether more memory would have given more text."""
        return any(MORE_MEMORY in note for note in self.notes)

    def to_json(self) -> dict[str, Any]:
        """Return the report as what `json.dumps` accepts."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Report:
        """Read what `to_json` gave. Raises KeyError, TypeError or ValueError on anything else."""
        numbers = {name: int(data[name]) for name in ("files", "documents", "tokens", "types", "bytes")}
        return cls(
            name=_text(data["name"]),
            **numbers,
            seconds=float(data["seconds"]),
            han_share=float(data["han_share"]),
            language=_text(data["language"]),
            replaced_bytes=int(data["replaced_bytes"]),
            skipped=tuple((_text(path), _text(reason)) for path, reason in data["skipped"]),
            encodings={_text(name): int(files) for name, files in data["encodings"].items()},
            options=options_of(data["options"]),
            notes=tuple(map(_text, data["notes"])),
            sample_lines=tuple(map(_text, data["sample_lines"])),
            **{name: int(data[name]) for name in _EXAMINED},
            languages={_text(name): int(files) for name, files in data["languages"].items()},
            suspicious=tuple((_text(path), _text(reason)) for path, reason in data["suspicious"]),
            labels={_text(name): int(documents) for name, documents in data.get("labels", {}).items()},
            unlabelled=int(data.get("unlabelled", 0)),
            aliases={_text(name): _text(whole) for name, whole in data.get("aliases", {}).items()},
            **{name: int(data.get(name, 0)) for name in ("chapters", "tags", "lemmas")},
            variables=tuple(
                VariableFacts(_text(each["name"]), bool(each["numeric"]), int(each["values"]), int(each["missing"]))
                for each in data.get("variables", ())
            ),
        )


_EXAMINED = ("lines", "hyphenated_lines", "empty_documents", "duplicate_documents", "duplicate_tokens")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, got {type(value).__name__}")
    return value


def options_of(data: Mapping[str, Any]) -> ReadOptions:
    """Read options; one that an older store does not name has its default."""
    default = asdict(ReadOptions())
    options: dict[str, Any] = {
        name: tuple(data[name]) if isinstance(data[name], list) else data[name] for name in default if name in data
    }
    for name, value in options.items():
        if default[name] is not None and value is not None and not isinstance(value, type(default[name])):
            raise TypeError(f"{name} cannot be {value!r}")
    return ReadOptions(**options)
