"""What a person is told after their text was read; plain data that survives a round trip through JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from embrepl.corpus.options import ReadOptions


@dataclass(frozen=True)
class Progress:
    """How far a build is: bytes on disk read so far and in all, words so far, files finished."""

    done_bytes: int
    total_bytes: int
    words: int
    files: int


@dataclass(frozen=True)
class Report:
    """The result of reading: what was found, what was left out and why.

    `bytes` counts the kept text as UTF-8, `han_share` is the share of tokens that are Han, `replaced_bytes` counts
    bytes that did not decode, `sample_lines` shows how Chinese was cut. All strings may quote files: unsafe to print.
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

    def to_json(self) -> dict[str, Any]:
        """Return the report as what `json.dumps` accepts."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Report:
        """Read what `to_json` gave. Raises KeyError, TypeError or ValueError on anything else."""
        numbers = {name: int(data[name]) for name in ("files", "documents", "tokens", "types", "bytes")}
        options = data["options"]
        return cls(
            name=_text(data["name"]),
            **numbers,
            seconds=float(data["seconds"]),
            han_share=float(data["han_share"]),
            language=_text(data["language"]),
            replaced_bytes=int(data["replaced_bytes"]),
            skipped=tuple((_text(path), _text(reason)) for path, reason in data["skipped"]),
            encodings={_text(name): int(files) for name, files in data["encodings"].items()},
            options=ReadOptions(_optional(options["column"]), _optional(options["encoding"]), _text(options["case"])),
            notes=tuple(map(_text, data["notes"])),
            sample_lines=tuple(map(_text, data["sample_lines"])),
        )


def counted(number: int, noun: str) -> str:
    """Return "1 file" or "1,204 files"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, got {type(value).__name__}")
    return value


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)
