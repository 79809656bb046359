"""Where what is kept of a document comes from, its label and its variables.

A column of its table (see `tables`), the folder that its file lies in, or a part of the file's name, which a regular
expression finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from embrepl.corpus.options import FILE, FOLDER, STANDARD_INPUT
from embrepl.corpus.reading.kinds import KINDS
from embrepl.corpus.reading.sources import Source
from embrepl.errors import EmbreplError

SECONDS = 1.0  # that an expression may look at one name
OPENING, CLOSING = "([{", ")]}"
GROUP = "--by 'year=(\\d{4})'"


@dataclass(frozen=True)
class ValueSource:
    """What `--by` names: a variable, and the expression that finds its value in a file's name; None: a column."""

    name: str
    expression: Any = None

    def looked_at(self, source: Source) -> str:
        """Return the name of a file, or its path where the expression has a /."""
        path = source.shown.replace("\\", "/")
        return path if "/" in self.expression.pattern else path.rpartition("/")[2]

    def value_in_name(self, source: Source) -> str:
        """Return what the expression's first group finds in a file's name, "" for nothing. Raises `slow-pattern`."""
        name = self.looked_at(source)
        try:
            found = self.expression.search(name, timeout=SECONDS)
        except TimeoutError:
            message = f"--by {self.name}={self.expression.pattern} takes longer than {SECONDS:g} second for {name}."
            raise EmbreplError("slow-pattern", message, "Repeats inside repeats, as in (a+)+, take for ever.") from None
        return "" if found is None else found[1] or ""


@lru_cache(maxsize=8)
def value_sources(by: str | None) -> tuple[ValueSource, ...]:
    """Return what the text behind `--by` names, with commas between. Raises `bad-pattern`."""
    return tuple({each.name: each for each in map(_source, _parted(by or ""))}.values())


def _source(text: str) -> ValueSource:
    import regex

    name, equals, pattern = (part.strip() for part in text.partition("="))
    if not equals:
        return ValueSource(name)
    if not name or not pattern:
        raise EmbreplError("bad-pattern", f"--by {text} lacks a part.", f"A name, = and an expression: {GROUP}.")
    try:
        expression = regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError) as error:
        message = f"--by {text} is no regular expression: {error}."
        raise EmbreplError("bad-pattern", message, f"For example: {GROUP}.") from error
    if not expression.groups:
        message = f"--by {text} has no brackets that say which part of a file's name is the value."
        raise EmbreplError("bad-pattern", message, f"For example: {GROUP}.")
    return ValueSource(name, expression)


def _parted(by: str) -> list[str]:
    """Return the parts between commas, which are no parts of an expression's brackets."""
    parts, depth = [""], 0
    for at, sign in enumerate(by):
        escaped = by[:at][len(by[:at].rstrip("\\")) :].count("\\") % 2
        depth += 0 if escaped else (sign in OPENING) - (sign in CLOSING)
        if sign in ",，、" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def columns_of(by: str | None) -> tuple[str, ...]:
    """Return the columns that the text behind `--by` may name."""
    return tuple(each.name for each in value_sources(by) if each.expression is None)


def check_values(sources: Sequence[Source], label: str | None, by: str | None) -> None:
    """Check what labels and variables come from.

    Raises `bad-pattern`; `no-tables` for a column where no file has any; `no-match` for an expression that fits none.
    """
    if not any(KINDS[source.kind].columns for source in sources):
        if label is not None and label != FOLDER:
            raise _no_tables(label, f"`--label {FOLDER}` takes the name of each file's folder as its label.")
        for name in (name for name in columns_of(by) if name not in {FOLDER, FILE}):
            raise _no_tables(name, f"`--by {FOLDER}` takes the name of each file's folder, {GROUP} a part of its name.")
    for each in value_sources(by):
        if each.expression is not None and not any(map(each.value_in_name, sources)):
            raise _no_match(each, sources)


def _no_match(wanted: ValueSource, sources: Sequence[Source]) -> EmbreplError:
    typed = f"--by {wanted.name}={wanted.expression.pattern}"
    first = wanted.looked_at(sources[0])
    message = f"{typed} does not fit the name {first}."
    if len(sources) > 1:
        message = f"{typed} fits none of the names of {len(sources):,} files, such as {first}."
    hint = f"What stands in its brackets is the value: {GROUP}. With a / in it, it looks at the whole path."
    return EmbreplError("no-match", message, hint)


def _no_tables(name: str, hint: str) -> EmbreplError:
    return EmbreplError("no-tables", f"None of these files is a table that could have a column {name}.", hint)


def folder_of(source: Source) -> str:
    """Return the name of the folder that a file lies in; in an archive, of the one there, or the archive's name."""
    if source.path.name == STANDARD_INPUT:
        return ""
    if source.entry and (name := PurePath(source.entry.name).parent.name):
        return name
    return source.path.stem if source.entry else source.path.absolute().parent.name
