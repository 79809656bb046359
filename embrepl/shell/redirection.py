"""`COMMAND > FILE`: an answer that goes to a file of its own, in the format that the file's name ends in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from embrepl.commands.answers.base import DOCUMENTS
from embrepl.commands.lexer import Statement, Token
from embrepl.commands.options import CommandOptions, PageOptions
from embrepl.errors import EmbreplError, Place
from embrepl.system.places import expand_home

WRITE, REPLACE = ">", ">!"
FORMATS = (
    {".csv": "csv", ".tsv": "tsv", ".json": "json", ".jsonl": "jsonl", ".md": "md"}
    | {f".{name}": name for name in DOCUMENTS}
    | {".htm": "html"}
)

PICTURES_OF_OTHERS = (".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".eps")  # that are not written


@dataclass(frozen=True)
class Target:
    """The file that an answer goes to, and whether it may replace one that is there."""

    path: Path
    replace: bool

    @property
    def format(self) -> str | None:
        """The format that the name of the file ends in, None where it ends in none."""
        return FORMATS.get(self.path.suffix.lower())


def redirected(statement: Statement) -> tuple[Statement, Target | None]:
    """Return a statement without the file that its answer goes to, and that file.

    Raises `wrong-usage` where no file, more than one word, or a kind that is not written stands behind the sign, and
    `file-exists` before the command has begun.
    """
    at = next((at for at, token in enumerate(statement.tokens) if at and redirects(token)), None)
    if at is None:
        return statement, None
    sign, *names = statement.tokens[at:]
    glued = sign.text[length_of_sign(sign.text) :]
    texts = [glued] * bool(glued) + [name.text for name in names]
    if len(texts) != 1 or statement.background:
        why = "An answer in the background goes to no file." if statement.background else "One file stands behind >."
        hint = 'As in freq king > king.csv; a sign that is a word is quoted: ">".'
        raise EmbreplError("wrong-usage", why, hint, Place(sign.line, sign.place))
    target = Target(Path(expand_home(texts[0])), sign.raw.startswith(REPLACE))
    if target.path.exists() and not target.replace:
        raise EmbreplError(
            "file-exists", f"{target.path} exists and is left as it is.", f"`{REPLACE} FILE` replaces it."
        )
    if target.path.suffix.lower() in PICTURES_OF_OTHERS:
        message = f"No picture is written as {target.path.suffix.lower()[1:]}."
        raise EmbreplError("wrong-usage", message, "Name the file .svg, .pdf or .png; a page is .html.")
    text = statement.text[: max(0, sign.place - statement.tokens[0].place)].rstrip()
    return Statement(statement.tokens[:at], text), target


def page_of(options: CommandOptions) -> Target | None:
    """Return the file of the page that an option asks for, None where none does."""
    page = options.html if isinstance(options, PageOptions) else None
    return None if page is None else Target(Path(expand_home(page)), replace=False)


def redirects(token: Token) -> bool:
    """Whether a word is the sign that a file stands behind, or begins with it."""
    return not token.quoted and token.raw.startswith(WRITE) and not token.raw.startswith(">>")


def length_of_sign(text: str) -> int:
    """Return how many characters of the sign a word begins with."""
    return len(text) - len(text.removeprefix(REPLACE).removeprefix(WRITE))
