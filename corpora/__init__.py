"""Texts with a known structure, written by a generator, for testing word vectors without outside data."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "zh")
WORDS = 240_000
SEED = 1
HERE = Path(__file__).resolve().parent
FOLDER = HERE / "built"


@dataclass(frozen=True)
class Planted:
    """What a text was made to contain: groups of like words, and analogies (a is to b as c is to d)."""

    groups: dict[str, tuple[str, ...]]
    analogies: tuple[tuple[str, str, str, str], ...]


def text(language: str, words: int = WORDS, seed: int = SEED) -> str:
    """The text of a language, at least so many words long; the same arguments always give the same text."""
    from corpora.compose import compose
    from corpora.languages import load

    return compose(load(language), words, seed)


def planted(language: str) -> Planted:
    """The groups and analogies of a language, read from the vocabulary that its text is made from."""
    from corpora.languages import analogies, groups, load

    known = load(language)
    return Planted(groups(known), analogies(known))


def built(language: str) -> Path:
    """The file of the default text; made on first use, and again when the generator has changed.

    The name carries a hash of the generator's sources, so a file by another version is never mistaken for this one.
    """
    path = FOLDER / f"{language}-{version()}.txt"
    if not path.exists():
        content = text(language)
        for old in FOLDER.glob(f"{language}-*.txt"):
            old.unlink(missing_ok=True)
        write(path, content)
    return path


def version() -> str:
    """A short hash of the generator's sources."""
    digest = hashlib.sha256()
    for source in sorted(HERE.rglob("*.py")):
        name, content = source.relative_to(HERE).as_posix(), source.read_bytes().replace(b"\r\n", b"\n")
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


def write(path: Path, content: str) -> None:
    """Write a file whole or not at all: under a temporary name first, then moved into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(content, encoding="utf-8", newline="\n")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
