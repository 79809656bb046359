"""How a person's files are to be read: light enough to import before the first prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

CASES = ("lower", "keep")
HYPHENS = ("keep", "split")
NUMBERS = ("keep", "drop", "fold")
ACCENTS = ("keep", "fold")
HAN = ("keep", "simplified", "traditional")
UNITS = ("word", "char")
PHRASES = ("npmi", "llr")
CHOICES = {
    "case": CASES,
    "hyphens": HYPHENS,
    "numbers": NUMBERS,
    "accents": ACCENTS,
    "han": HAN,
    "units": UNITS,
    "phrases": ("", *PHRASES),
}

WITHOUT_WORDS = ("column", "encoding", "include", "exclude", "trust", "label")  # what is read, and not what a word is
FOLDER = "folder"  # the label that is the name of the file's folder
STANDARD_INPUT = "standard input"  # the name of the private file that standard input is copied to


@dataclass(frozen=True)
class ReadOptions:
    """What changes the words that come out of the same files.

    `column` names the field of a table (.csv, .tsv, .jsonl) that holds the text, `encoding` overrules the detection,
    `case` is "lower" (Words and words are one type) or "keep".
    `hyphens`, `numbers`, `accents`, `han` and `units` say what a word is, see `tokeniser`; `user_dict` is a file of
    Chinese names, see `segmenter`. `phrases` is the measure by which words are joined ("" for none), see `phrases`;
    a `phrase_threshold` of None is the measure's own.

    `include` and `exclude` are patterns with commas between them, see `walking`; `trust` reads what unfolds as no text
    does, see `streams`. `label` names the field that holds a document's label, or is FOLDER, see `labels`.
    """

    column: str | None = None
    encoding: str | None = None
    case: str = "lower"
    hyphens: str = "keep"
    numbers: str = "keep"
    accents: str = "keep"
    han: str = "keep"
    units: str = "word"
    user_dict: str | None = None
    phrases: str = ""
    phrase_min_count: int = 5
    phrase_threshold: float | None = None
    include: str | None = None
    exclude: str | None = None
    trust: bool = False
    label: str | None = None


def unusual(options: ReadOptions) -> dict[str, str]:
    """Return the options that are not the usual ones, with the names that they are typed by."""
    given = {field.name: getattr(options, field.name) for field in fields(options)}
    changed = {name: value for name, value in given.items() if value != getattr(ReadOptions(), name)}
    shown = {name: "yes" if value is True else str(value) for name, value in changed.items()}
    return {name.replace("_", "-"): value for name, value in shown.items()}


def typed(options: Mapping[str, str]) -> str:
    """Return options as they are typed: --units char --case keep."""
    return " ".join(f"--{name} {value}" for name, value in options.items())
