"""What corpora and models are called, unless the user names them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from embrepl.corpus.reading.locating import standard_input
from embrepl.corpus.reading.locating.names import SEVERAL, shared_name

LONGEST_NAME = 40  # letters
_ENDINGS_OF_VECTORS = {"txt", "vec", "bin", "gz", "bz2", "xz"}


def name_of_texts(paths: list[str]) -> str:
    """Return a short name for what is loaded: that of the file without its endings, or of the folder."""
    if len(paths) > 1:
        return plain_name(shared_name(paths)) or SEVERAL
    if paths[0] == standard_input.PATH:
        return "input"
    path = Path(paths[0])
    name = path.name or path.resolve().name or "corpus"
    for _ in range(2):
        stem, dot, ending = name.rpartition(".")
        if dot and stem and len(ending) <= 5:
            name = stem
    return plain_name(name) or "corpus"


def name_of_vectors(path: Path) -> str:
    """Return a short name for the vectors of a file: its own, without the endings that such files have."""
    name = path.name
    for _ in range(2):
        stem, dot, ending = name.rpartition(".")
        if dot and stem and ending.lower() in _ENDINGS_OF_VECTORS:
            name = stem
    return plain_name(name) or "vectors"


def plain_name(name: str) -> str:
    """Return a name that can be typed without quotation marks."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)[:LONGEST_NAME]


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: the name itself, or the first free one of name-2, name-3 …."""
    numbered = [name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in numbered if candidate not in taken)
