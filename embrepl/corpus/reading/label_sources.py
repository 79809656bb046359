"""Where labels come from: a column of a document's table (see `tables`), or the folder that its file lies in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from embrepl.corpus.options import FOLDER, STANDARD_INPUT
from embrepl.corpus.reading.kinds import KINDS
from embrepl.corpus.reading.sources import Source
from embrepl.errors import EmbreplError


def check_labelled(sources: Sequence[Source], label: str | None) -> None:
    """Raise `no-tables` where labels are to come from a column, and no file has columns."""
    if label in {None, FOLDER} or any(KINDS[source.kind].columns for source in sources):
        return
    message = f"None of these files is a table that could have a column {label}."
    raise EmbreplError("no-tables", message, f"`--label {FOLDER}` takes the name of each file's folder as its label.")


def folder_of(source: Source) -> str:
    """Return the name of the folder that a file lies in; in an archive, of the one there, or the archive's name."""
    if source.path.name == STANDARD_INPUT:
        return ""
    if source.entry and (name := PurePath(source.entry.name).parent.name):
        return name
    return source.path.stem if source.entry else source.path.absolute().parent.name
