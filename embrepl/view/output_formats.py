r"""Answers for programs: JSON, JSON lines, CSV, TSV and Markdown.

JSON is lossless: what is unsafe to print is written as \uXXXX, which every reader turns back; a figure that is no
number is null. In CSV, TSV and Markdown text is made printable, floats are exact in the first two and rounded in the
last, and what is not known is empty.

A CSV cell that begins with = + - or @ is written as it is, though a spreadsheet may take it for a formula: such words
(-, =, +1, @home) are data here, and the apostrophe or tab that would stop a spreadsheet would be part of the word for
every other reader. Import the file as text where it comes from someone else's corpus.
"""

from __future__ import annotations

import csv
import json
import math
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TextIO

from embrepl.commands.answers.base import Answer
from embrepl.view import rows
from embrepl.view.safe import escape, printable

if TYPE_CHECKING:
    from rich.console import Console


def write(answer: Answer, format: str, stream: TextIO, console: Console) -> None:  # noqa: A002
    """Write an answer: a table goes to the console, any other format to the stream."""
    if format == "table":
        from embrepl.view.drawings import draw
        from embrepl.view.long_tables import print_in_parts

        print_in_parts(console, console.render(draw(answer)))
    elif format in {"json", "jsonl"}:
        stream.write(_json(answer, 2 if format == "json" else None, stream))
        stream.write("\n")  # flushed last: a program that reads the line knows that the answer is complete
    else:
        _WRITERS[format](answer, stream)


def json_line(value: dict[str, Any], stream: TextIO) -> str:
    """Return a value as one line of JSON that the stream can write."""
    return _dump(_plain(value), None, stream) + "\n"


def _json(answer: Answer, indent: int | None, stream: TextIO) -> str:
    return _dump({"kind": answer.kind, **_plain(answer)}, indent, stream)


def _dump(value: Any, indent: int | None, stream: TextIO) -> str:
    from embrepl.view.console import is_unicode

    text = json.dumps(value, ensure_ascii=not is_unicode(stream), indent=indent, allow_nan=False)
    return escape(text, _json_escape, "\n")


def _json_escape(letter: str) -> str:
    return json.dumps(letter)[1:-1] if ord(letter) != 0x7F else "\\u007f"


def _plain(value: Any) -> Any:
    """Return a value as what JSON has."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value if not isinstance(value, float) or math.isfinite(value) else None


def _csv(answer: Answer, stream: TextIO) -> None:
    names, body = rows.table(answer)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(map(_exact, row) for row in body)


def _tsv(answer: Answer, stream: TextIO) -> None:
    names, body = rows.table(answer)
    stream.writelines("\t".join(line) + "\n" for line in [names, *([_exact(value) for value in row] for row in body)])


def _exact(value: rows.Value) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return printable(value) if isinstance(value, str) else repr(value)


def _markdown(answer: Answer, stream: TextIO) -> None:
    names, body = rows.table(answer)
    numeric = rows.numeric(answer)
    rule = ["---:" if name in numeric else "---" for name in names]
    for line in [names, rule, *([_round(value) for value in row] for row in body)]:
        stream.write(f"| {' | '.join(line)} |\n")


def _round(value: rows.Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.4g}" if abs(value) < 1e4 else f"{value:.0f}"
    return _exact(value).translate(_MARKDOWN) if isinstance(value, str) else _exact(value)


_MARKDOWN = str.maketrans({letter: "\\" + letter for letter in "\\`*_[]<>&|~"})
_WRITERS = {"csv": _csv, "tsv": _tsv, "md": _markdown}
