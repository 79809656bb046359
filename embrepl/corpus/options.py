"""How a person's files are to be read: light enough to import before the first prompt."""

from __future__ import annotations

from dataclasses import dataclass

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
