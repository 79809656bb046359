"""How a person's files are read, and the options of `load`: light enough to import before the first prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

CASES = ("lower", "keep")
HYPHEN_CHOICES = ("keep", "split")
NUMBERS = ("keep", "drop", "fold")
ACCENTS = ("keep", "fold")
HAN = ("keep", "simplified", "traditional")
UNITS = ("word", "char")
PHRASES = ("npmi", "llr")
CHOICES = {
    "case": CASES,
    "hyphens": HYPHEN_CHOICES,
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

    `include` and `exclude` are patterns with commas between them, see `walking`; `trust` reads what unpacks as no text
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


@dataclass(frozen=True)
class ReadOption:
    """One option of `load`, as plain data for the command, the command line, the help and the completion.

    `kind` says what the text of a value must be: "text", "path", "integer", "number", "bytes" (a size such as 300MB) or
    "flag". `bare` is the value of an option that is given without one; `many` options may be given again.
    """

    name: str
    help: str
    choices: tuple[str, ...] = ()
    default: str | int | float | bool | None = None
    bare: str = ""
    many: bool = False
    kind: str = "text"


_DEFAULTS = ReadOptions()
LOAD_OPTIONS = (
    ReadOption("column", "the column of a table that holds the text"),
    ReadOption("encoding", "the encoding of all files, instead of the one detected for each"),
    ReadOption("case", "whether Words and words are one word", CASES, _DEFAULTS.case),
    ReadOption("hyphens", "whether well-known is one word or two", HYPHEN_CHOICES, _DEFAULTS.hyphens),
    ReadOption("numbers", "keep numbers, drop them, or turn every digit into 0", NUMBERS, _DEFAULTS.numbers),
    ReadOption("accents", "whether é and e are one letter", ACCENTS, _DEFAULTS.accents),
    ReadOption("han", "the script that Chinese characters are converted to", HAN, _DEFAULTS.han),
    ReadOption("units", "tokenise Chinese, Japanese, Thai … into words or into characters", UNITS, _DEFAULTS.units),
    ReadOption("user-dict", "a file of Chinese names to keep whole, one a line", kind="path"),
    ReadOption("phrases", "join words that belong together, by npmi unless llr is named", PHRASES, bare="npmi"),
    ReadOption(
        "phrase-min-count", "how often two words must occur together to be joined",
        default=_DEFAULTS.phrase_min_count, kind="integer",
    ),
    ReadOption(
        "phrase-threshold", "the score above which two words are joined: 0.6 for npmi, 1000 for llr unless given",
        kind="number",
    ),
    ReadOption("include", "in folders and archives, read only files that match: *.txt,letters/*", many=True),
    ReadOption("exclude", "in folders and archives, leave out files and folders that match", many=True),
    ReadOption("trust", "read packed files that unpack to more than text does", default=_DEFAULTS.trust, kind="flag"),
    ReadOption("memory", "how much memory reading may take, such as 300MB or 4GB", default="2GB", kind="bytes"),
    ReadOption("label", "the column that holds each document's label, or `folder`: the name of its file's folder"),
    ReadOption("name", "what to call the corpus"),
)  # fmt: skip


def unusual(options: ReadOptions) -> dict[str, str]:
    """Return the options that differ from the defaults, by the names that a person types."""
    values = {field.name: getattr(options, field.name) for field in fields(options)}
    changed = {name: value for name, value in values.items() if value != getattr(ReadOptions(), name)}
    shown = {name: "yes" if value is True else str(value) for name, value in changed.items()}
    return {name.replace("_", "-"): value for name, value in shown.items()}


def as_typed(options: Mapping[str, str]) -> str:
    """Return options as they are typed: --units char --case keep."""
    return " ".join(f"--{name} {value}" for name, value in options.items())
