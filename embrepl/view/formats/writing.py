r"""Answers for programs: JSON, JSON lines, CSV, TSV and Markdown; what each promises is written in docs/output.md.

A file or a program gets every character of a text as it is; only where a terminal draws them, those that are unsafe to
print stand as escapes. In JSON control characters and separators of lines are always escapes, which every reader turns
back, so that a line is a line. Floats are exact but in Markdown; what is not known is empty, in JSON null.

A spreadsheet runs a cell of CSV or TSV that begins with = + - @ or a tab, also where it is a word of somebody's text.
An apostrophe before it stops that, unless the cells are wanted `raw`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TextIO

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.help import Goodbye
from embrepl.view.formats import rows
from embrepl.view.safe import escape, printable

if TYPE_CHECKING:
    from rich.console import Console

GUARD = "'"  # before a cell that a spreadsheet would run
_RUN = re.compile("[=+\\-@\t\r＝＋－＠]")  # how such a cell begins, in the signs of the full width too
_UNCERTAIN = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # where a reader may see a new line, or cannot decode
_MARKDOWN = str.maketrans({letter: "\\" + letter for letter in "\\`*_[]<>&|~"})
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f\u3000 ]+")  # that no cell of Markdown can hold
_DELIMITERS = {"csv": ",", "tsv": "\t"}


def write(
    answer: Answer,
    format: str,  # noqa: A002
    stream: TextIO,
    console: Console,
    *,
    raw: bool = False,
    plot: bool = False,
) -> bool:
    """Write an answer: a table goes to the console, any other format to the stream; of `quit` there is nothing.

    `plot`: in place of a table its picture. Returns whether a cell got an apostrophe; a `raw` one gets none.
    """
    if isinstance(answer, Goodbye):
        return False
    if format == "table":
        from embrepl.view.console import PlainConsole
        from embrepl.view.drawings import draw
        from embrepl.view.long_tables import print_in_parts

        print_in_parts(console, console.render(draw(answer, whole=isinstance(console, PlainConsole), plot=plot)))
        return False
    if format in {"json", "jsonl"}:
        stream.write(json_text(answer, 2 if format == "json" else None, stream))
        stream.write("\n")  # flushed last: a program that reads the line knows that the answer is complete
        return False
    if format == "md":
        _write_markdown(answer, stream)
        return False
    return _write_cells(answer, _DELIMITERS[format], stream, raw=raw)


def json_line(value: dict[str, Any], stream: TextIO) -> str:
    """Return a value as one line of JSON that the stream can write."""
    return _dump(_plain(value), None, stream) + "\n"


def json_text(answer: Answer, indent: int | None, stream: TextIO) -> str:
    """Return an answer as JSON that the stream can write."""
    return _dump({"kind": answer.kind, **_plain(answer)}, indent, stream)


def _dump(value: Any, indent: int | None, stream: TextIO) -> str:
    from embrepl.view.console import is_unicode

    text = json.dumps(value, ensure_ascii=not is_unicode(stream), indent=indent, allow_nan=False)
    if stream.isatty():
        return escape(text, _json_escape, "\n")
    return _UNCERTAIN.sub(lambda match: _json_escape(match[0]), text)


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


def _write_cells(answer: Answer, delimiter: str, stream: TextIO, *, raw: bool) -> bool:
    """Write rows of cells with a delimiter between; return whether one got an apostrophe."""
    quoted = re.compile(f'[{delimiter}"\r\n]')
    shown = _shown_on(stream)
    guarded = False

    def cell(value: rows.Value) -> str:
        nonlocal guarded
        text = _exact(value)
        if not isinstance(value, str):
            return text
        if not raw and _RUN.match(text):
            guarded, text = True, GUARD + text
        text = shown(text)
        return '"' + text.replace('"', '""') + '"' if quoted.search(text) else text

    names, body = rows.table(answer)
    stream.write(delimiter.join(map(cell, names)) + "\n")
    stream.writelines(delimiter.join(map(cell, row)) + "\n" for row in body)
    return guarded


def _exact(value: rows.Value) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)


def _shown_on(stream: TextIO) -> Callable[[str], str]:
    """Return what is done with a text before it is written: nothing, unless a terminal draws it."""
    return printable if stream.isatty() else str


def _write_markdown(answer: Answer, stream: TextIO) -> None:
    names, body = rows.table(answer)
    numeric = rows.numeric(answer)
    shown = _shown_on(stream)

    def line(cells: Iterable[rows.Value]) -> str:
        return f"| {' | '.join(shown(_rounded(value)) for value in cells)} |\n"

    rule = f"| {' | '.join('---:' if name in numeric else '---' for name in names)} |\n"
    stream.writelines([line(names), rule, *map(line, body)])


def _rounded(value: rows.Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.4g}" if abs(value) < 1e4 else f"{value:.0f}"
    return _SPACES.sub(" ", value).translate(_MARKDOWN) if isinstance(value, str) else _exact(value)
