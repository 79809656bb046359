"""The file of `plot --file`: one word a line, or a table with a column of words and others that may colour them."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.commands.filters import text_of_file
from embrepl.errors import EmbreplError, did_you_mean, nearest_names

_CODE, _HINT = "bad-word-list", "Write one word per line, or a table in .csv or .tsv with names of its columns."
_WORDS = ("word", "words", "term", "token", "type", "词", "词语", "單詞", "单词")


@dataclass(frozen=True)
class WordList:
    """Words, each once, and what stands beside each in the column that was asked for; none: ()."""

    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    column: str = ""


def read_list(path: str, column: str | None) -> WordList:
    """Return the words of a file, with those of a column of this name where it has one. Raises `bad-word-list`."""
    from embrepl.space.scoring.fields import best_table

    text = text_of_file(path, None, _CODE, _HINT).text
    lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise EmbreplError(_CODE, f"{path} has no words.", _HINT)
    table = best_table(lines)
    names = [cell.strip().lower() for cell in table.rows[0][1]] if table.width > 1 else []
    named = bool({*names} & {*_WORDS}) or (column is not None and column.lower() in names)
    tabular = named or ("\t" in lines[0][1]) or path.lower().endswith((".csv", ".tsv"))
    if not tabular or table.width < 2:
        words = [line.strip() for _, line in lines]
        return WordList(tuple(dict.fromkeys(words[bool(len(words) > 1 and words[0].lower() in _WORDS) :])))
    at = next((names.index(name) for name in _WORDS if name in names), 0)
    which = names.index(column.lower()) if column is not None and column.lower() in names else None
    if at == which:
        at = int(which == 0)
    found: dict[str, str] = {}
    for _, row in table.rows[named:]:
        if len(row) > at and row[at]:
            found.setdefault(row[at], row[which] if which is not None and len(row) > which else "")
    return WordList(tuple(found), tuple(found.values()) if which is not None else (), column or "")


def no_column(path: str, column: str, others: list[str]) -> EmbreplError:
    """Return the error that neither the file nor the text has what is to colour the points."""
    near = nearest_names(column, others, most=1)
    message = f"{path} has no column '{column}', and the text no variable of that name."
    return EmbreplError("unknown-variable", message, did_you_mean(near) if near else _HINT)
