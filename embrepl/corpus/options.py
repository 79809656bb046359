"""How a person's files are read, and the options of `load`: light enough to import before the first prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

CASES = ("lower", "keep", "turkish")
HYPHEN_CHOICES = ("keep", "split", "join")
NUMBERS = ("keep", "drop", "fold")
ACCENTS = ("keep", "fold")
HAN = ("keep", "simplified", "traditional")
UNITS = ("word", "char")
DROP_OR_KEEP = ("drop", "keep")
MARKUP = ("clean", "keep")
PHRASES = ("npmi", "llr")
# what is read, and not what a word is
WITHOUT_WORDS = ("column", "table", "encoding", "include", "exclude", "trust", "label", "by")
FOLDER = "folder"  # the label, or the variable, that is the name of the file's folder
FILE = "file"  # the variable that every corpus has
SIGNS = frozenset(' ()[]{}|&;<>*?#\\$"')  # of a value that needs marks around it at the prompt, or in a shell
STANDARD_INPUT = "standard input"  # the name of the private file that standard input is copied to


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


T = TypeVar("T")


def _option(default: T, help: str, **more: Any) -> T:  # noqa: A002
    """Declare a field that is an option of `load`; `more` are attributes of `ReadOption`."""
    result: T = field(default=default, metadata={"help": help, **more})
    return result


@dataclass(frozen=True)
class ReadOptions:
    """What changes the words that come out of the same files; each field is an option of `load`.

    `hyphens`, `numbers`, `accents`, `han` and `units` say what a word is, see `tokeniser`; `user_dict` see `segmenter`;
    `phrases` is the measure by which words are joined ("" for none), see `phrases`; a `phrase_threshold` of None is the
    measure's own. `include` and `exclude` are patterns with commas between them, see `walking`; `trust` reads what
    unpacks as no text does, see `streams`. `label` names the field that holds a document's label, or is FOLDER, see
    `labels`; `by` those of its variables, see `value_sources`.
    """

    column: str | None = _option(None, "the column of a table that holds the text")
    encoding: str | None = _option(
        None, "the encoding of all files, instead of the one detected for each; of --user-dict, where it is not UTF-8"
    )
    case: str = _option(
        "lower", "whether Words and words are one word; turkish: lower I to ı and İ to i", choices=CASES
    )
    hyphens: str = _option(
        "keep", "whether well-known is one word or two; join also mends words cut at line ends", choices=HYPHEN_CHOICES
    )
    numbers: str = _option("keep", "keep numbers, drop them, or turn every digit into 0", choices=NUMBERS)
    accents: str = _option("keep", "whether é and e are one letter", choices=ACCENTS)
    han: str = _option("keep", "the script that Chinese characters are converted to", choices=HAN)
    units: str = _option("word", "tokenise Chinese, Japanese, Thai … into words or into characters", choices=UNITS)
    addresses: str = _option("drop", "whether the letters of web and mail addresses are words", choices=DROP_OR_KEEP)
    boilerplate: str = _option(
        "drop", "leave out the licence of Project Gutenberg, and what mails quote", choices=DROP_OR_KEEP
    )
    user_dict: str | None = _option(
        None, "a file of names to keep whole in Chinese, one a line; NAME = OTHER counts both as NAME", kind="path"
    )
    phrases: str = _option(
        "", "join words that belong together, by npmi unless llr is named", choices=PHRASES, bare="npmi"
    )
    phrase_min_count: int = _option(5, "how often two words must occur together to be joined", kind="integer")
    phrase_threshold: float | None = _option(
        None, "the score above which two words are joined: 0.6 for npmi, 1000 for llr unless given", kind="number"
    )
    include: str | None = _option(
        None, "in folders and archives, read only files that match: *.txt,letters/*", many=True
    )
    exclude: str | None = _option(None, "in folders and archives, leave out files and folders that match", many=True)
    table: str | None = _option(None, "the table of a database, or the sheet of a spreadsheet, that holds the text")
    markup: str = _option(
        "", "clean texts of HTML tags and &amp; (as tables are by themselves), or keep them", choices=MARKUP
    )
    trust: bool = _option(False, "read packed files that unpack to more than text does", kind="flag")
    label: str | None = _option(
        None, "the column that holds each document's label, or `folder`: the name of its file's folder"
    )
    by: str | None = _option(
        None, "what parts the documents: columns, folder, file, or NAME=REGEX over names of files", many=True
    )


_DEFAULTS = ReadOptions()
READ_OPTIONS = tuple(
    ReadOption(
        each.name.replace("_", "-"),
        default=None if (value := getattr(_DEFAULTS, each.name)) == "" else value,
        **each.metadata,
    )
    for each in fields(ReadOptions)
)
MEMORY = ReadOption("memory", "how much memory reading may take, such as 300MB or 4GB", default="2GB", kind="bytes")
NAME = ReadOption("name", "what to call the corpus")
LOAD_OPTIONS = (*READ_OPTIONS, MEMORY, NAME)


def unusual(options: ReadOptions) -> dict[str, str]:
    """Return the options that differ from the defaults, by the names that a person types."""
    values = {field.name: getattr(options, field.name) for field in fields(options)}
    changed = {name: value for name, value in values.items() if value != getattr(ReadOptions(), name)}
    shown = {name: "yes" if value is True else str(value) for name, value in changed.items()}
    return {name.replace("_", "-"): value for name, value in shown.items()}


def as_typed(options: Mapping[str, str]) -> str:
    r"""Return options as they are typed: --units char --by 'year=(\d{4})'."""
    marked = {name: f"'{value}'" if set(value) & SIGNS else value for name, value in options.items()}
    return " ".join(f"--{name} {value}" for name, value in marked.items())
