"""The tables of forms, a file for each language, and how they are read.

    [shared]            parts of patterns by their names, as `patterns` says
    [before] [behind]   words of politeness around a question
    [nouns]             words of questions that no form has, and that are hardly what is asked about
    [asking]            words that tell that a line asks something: English ones begin it, Chinese ones are anywhere
    [forms]             a command, below it the example of each form, below that its pattern

A line goes on in the next one where that is indented further; lists are separated by |.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from embrepl.commands.questions.patterns import Pattern, pattern

LANGUAGES = ("english", "chinese")
_EXAMPLE, _PATTERN = 4, 8  # spaces that they begin with


@dataclass(frozen=True)
class Form:
    """Questions of one form: the command that they mean, with the places of the pattern, and an example."""

    command: str
    example: str
    pattern: Pattern

    @property
    def verb(self) -> str:
        """The name of the command."""
        return self.command.split(maxsplit=1)[0]


@dataclass(frozen=True)
class Language:
    """The forms of a language, and the words around them."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    nouns: tuple[str, ...]
    asking: tuple[str, ...]
    forms: tuple[Form, ...]


@cache
def language(name: str) -> Language:
    """Return a language by its name."""
    sections = _sections(Path(__file__).with_name(f"{name}.forms").read_text(encoding="utf-8"))
    shared = dict(_pair(line) for line in _joined(sections["shared"], 0))
    before, behind, nouns, asking = (
        tuple(_listed(sections[section])) for section in ("before", "behind", "nouns", "asking")
    )
    return Language(before, behind, nouns, asking, tuple(_forms(sections["forms"], shared)))


def _sections(text: str) -> Mapping[str, list[str]]:
    result: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = result.setdefault(line.strip("[]"), [])
        elif line.strip() and not line.startswith("#"):
            lines.append(line)
    return result


def _forms(lines: list[str], shared: Mapping[str, str]) -> Iterator[Form]:
    command = example = ""
    for line in _joined(lines, _PATTERN):
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        if indent == _PATTERN:
            yield Form(command, example, pattern(text, shared))
        elif indent == _EXAMPLE:
            example = text
        else:
            command = text


def _joined(lines: list[str], indent: int) -> Iterator[str]:
    """Yield lines, those that are indented further than that together with the one that they go on."""
    whole = ""
    for line in lines:
        if line.startswith(" " * (indent + 1)):
            text = line.strip()
            whole += text if text.startswith("|") else f" {text}"
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole


def _pair(line: str) -> tuple[str, str]:
    name, _, text = line.partition(" = ")
    return name, text


def _listed(lines: list[str]) -> Iterator[str]:
    return (text for text in map(str.strip, " ".join(lines).split("|")) if text)
