"""Files of vectors that were named as text: read as text they would give millions of words that nobody wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.errors import EmbreplError
from embrepl.system.places import expand_home

if TYPE_CHECKING:
    from embrepl.corpus.options import ReadOptions
    from embrepl.session.session import Session


def texts_of(session: Session, paths: list[str], reading: ReadOptions) -> list[str]:
    """Return the paths without the files of vectors, which a note names; `vectors-not-text` where nothing is left.

    Where a column is named as the text, a file is taken for the table that it is said to be.
    """
    if reading.column is not None:
        return paths
    from embrepl.space.recognising import holds_vectors

    found = {path: dim for path in paths if (dim := holds_vectors(Path(expand_home(path))))}
    sentences = [f"{path} holds vectors of {dim:,} numbers, not text" for path, dim in found.items()]
    if found and len(found) == len(paths):
        path, *others = found
        more = f", and so do {len(others):,} more" if others else ""
        raise EmbreplError("vectors-not-text", f"{sentences[0]}{more}.", f"`open {_typed(path)}` reads it as a model.")
    for path, sentence in zip(found, sentences, strict=True):
        session.listener.note(f"{sentence}, and was left out; `open {_typed(path)}` reads it.")
    return [path for path in paths if path not in found]


def _typed(path: str) -> str:
    return f'"{path}"' if any(letter.isspace() for letter in path) else path
