"""A person's own dictionary of names, in any encoding that texts are read in.

A line has a name, or several with = between them: the first one stands for all. What follows a name after white space
is ignored, such as the frequency and the tag in jieba's files; # begins a comment. A line that is something else is
left out and noted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from embrepl.corpus.reading.decoding.side_files import side_text
from embrepl.corpus.words.scripts import HAN_BLOCKS, HYPHENS, INNER, MIDDLE_DOTS, within
from embrepl.corpus.words.unicode_forms import compose_text
from embrepl.errors import EmbreplError
from embrepl.system.plain import open_plain
from embrepl.system.sizes import counted

FACTS = re.compile(r"([0-9]+\s*)?([a-z]{1,4})?")  # a frequency and a tag, as jieba's files have
INNER_SIGNS = INNER | HYPHENS | MIDDLE_DOTS
LARGEST_DICTIONARY = 1 << 25  # bytes


@dataclass
class UserNames:
    """Names in the order of their lines, which of them stands for others, and what is wrong with the first bad line.

    `aliases`: the name that each other one counts as; `left_out`: how many lines were.
    """

    names: dict[str, None] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    left_out: int = 0
    first: str = ""
    _above: dict[str, str] = field(default_factory=dict)  # the name that each other was set equal to, or one above that

    def note(self, known: int) -> str:
        """Return the note about the dictionary when so many of its names are `known` in the text."""
        names = counted(len(self.names), "name")
        others = f", {counted(len(self.aliases), 'name')} counted as another" if self.aliases else ""
        rest = f"; {counted(self.left_out, 'line')} left out: {self.first}" if self.left_out else ""
        return f"{names} in the user dictionary, {known:,} of them found in the text{others}{rest}"

    def add(self, names: list[str]) -> str:
        """Take the names of one line, the first of which stands for the others; return what is wrong with them."""
        wrong = next(filter(None, map(_wrong, names)), "")
        first = self._counted_as(names[0])
        clash = next((name for name in names[1:] if name in self._above and self._counted_as(name) != first), "")
        if clash and not wrong:
            wrong = f"'{clash}' counts as {self._counted_as(clash)} already"
        if wrong:
            return wrong
        self.names.update(dict.fromkeys(names))
        self._above.update({name: first for name in names[1:] if name != first})
        return ""

    def settle(self) -> None:
        """Work out which name each other one counts as in the end."""
        self.aliases = {name: self._counted_as(name) for name in self._above}

    def _counted_as(self, name: str) -> str:
        """Follow the names above to the last; the way is halved for the next time, so that it stays short."""
        while (above := self._above.get(name)) is not None:
            self._above[name] = name = self._above.get(above, above)
        return name


def user_names(path: str, encoding: str | None = None) -> UserNames:
    """Read a user's dictionary, of the encoding named unless it is UTF-8.

    Raises `bad-user-dict`, also where no line has a name.
    """
    try:
        with open_plain(Path(path)) as file:
            data = file.read(LARGEST_DICTIONARY + 1)
    except (EmbreplError, OSError) as error:
        raise _bad(error.message if isinstance(error, EmbreplError) else f"{path} cannot be read: {error}") from error
    if len(data) > LARGEST_DICTIONARY:
        raise _bad(f"{path} is larger than {LARGEST_DICTIONARY >> 20} MB")
    held = side_text(data, None if _is_utf8(data) else encoding, of_chinese=True)
    if held is None:
        raise _bad(f"{path} is not text")
    names = _names(held.text.splitlines())
    if not names.names:
        raise _bad(f"{path} has no name" + (f": {names.first}" if names.first else ""))
    return names


def _is_utf8(data: bytes) -> bool:
    try:
        return bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _names(lines: Iterable[str]) -> UserNames:
    names = UserNames()
    for number, line in enumerate(lines, 1):
        text = compose_text(line).partition("#")[0].replace("＝", "=").strip()
        wrong = names.add([_name(part) for part in text.split("=")]) if text else ""
        names.left_out += bool(wrong)
        names.first = names.first or (f"in line {number} {wrong}" if wrong else "")
    names.settle()
    return names


def _name(part: str) -> str:
    """Return the name in a part of a line, without its facts."""
    name, *facts = part.split(maxsplit=1) or [""]
    return name if all(map(FACTS.fullmatch if _has_han(name) else str.isdigit, facts)) else " ".join(part.split())


def _has_han(name: str) -> bool:
    return any(within(ord(letter), HAN_BLOCKS) for letter in name)


def _wrong(name: str) -> str:
    """Return what is wrong with a name, or ""."""
    if not name:
        return "a name is missing beside ="
    if " " in name:
        return f"'{name}' is more than one word; names that count as one stand with = between them"
    signs = [
        letter for letter in name if unicodedata.category(letter)[0] not in "LNM" and ord(letter) not in INNER_SIGNS
    ]
    return f"'{name}' has the sign {signs[0]}, which is in no word" if signs else ""


def _bad(reason: str) -> EmbreplError:
    hint = "Write one name a line, as in 林黛玉, or names that count as the first one, as in 林黛玉 = 颦儿."
    return EmbreplError("bad-user-dict", f"The user dictionary cannot be used: {reason.rstrip('.')}.", hint)
