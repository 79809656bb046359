"""A person's own dictionary of Chinese names, in any encoding that texts are read in.

A line has a name and after white space, if wanted, its frequency, and more that is ignored, as in jieba's own files;
# begins a comment. A line that is something else is left out and noted. A name without a frequency gets 100,000: 宋江
is then kept whole in 97 % of its places instead of 65 %, and elsewhere one word border in 4,000 moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from embrepl.corpus.reading.decoding.side_files import side_text
from embrepl.corpus.words.scripts import HAN_BLOCKS, within
from embrepl.errors import EmbreplError
from embrepl.system.plain import open_plain
from embrepl.system.sizes import counted

NUMBER = re.compile("-?[0-9]+")
FREQUENCY = 100_000
MOST_FREQUENCY = 10**9  # the dictionary's own words make up 6 * 10**7
LARGEST_DICTIONARY = 1 << 25  # bytes


@dataclass
class UserNames:
    """Names with their frequencies, how many lines were left out, and what is wrong with the first of them."""

    frequencies: dict[str, int] = field(default_factory=dict)
    left_out: int = 0
    first: str = ""

    def note(self, known: int) -> str:
        """Return the note about the dictionary when so many of its names are `known` in the text."""
        names = counted(len(self.frequencies), "name")
        rest = f"; {counted(self.left_out, 'line')} left out: {self.first}" if self.left_out else ""
        return f"{names} in the user dictionary, {known:,} of them found in the text{rest}"


def user_names(path: str) -> UserNames:
    """Read a user's dictionary. Raises `bad-user-dict`, also where no line has a name."""
    try:
        with open_plain(Path(path)) as file:
            data = file.read(LARGEST_DICTIONARY + 1)
    except (EmbreplError, OSError) as error:
        raise _bad(error.message if isinstance(error, EmbreplError) else f"{path} cannot be read: {error}") from error
    if len(data) > LARGEST_DICTIONARY:
        raise _bad(f"{path} is larger than {LARGEST_DICTIONARY >> 20} MB")
    held = side_text(data, of_chinese=True)
    if held is None:
        raise _bad(f"{path} is not text")
    names = _names(held.text.splitlines())
    if not names.frequencies:
        raise _bad(f"{path} has no name" + (f": {names.first}" if names.first else ""))
    return names


def _names(lines: Iterable[str]) -> UserNames:
    names = UserNames()
    for number, line in enumerate(lines, 1):
        name, *more = line.partition("#")[0].split() or [""]
        frequency = int(more[0][:20]) if more and NUMBER.fullmatch(more[0]) else FREQUENCY
        wrong = ""
        if not all(within(ord(character), HAN_BLOCKS) for character in name):
            wrong = f"'{name}' is not written in Chinese characters alone"
        elif not 1 <= frequency <= MOST_FREQUENCY:
            wrong = f"the frequency {more[0]} is not between 1 and {MOST_FREQUENCY:,}"
        elif name:
            names.frequencies[name] = frequency
        names.left_out += bool(wrong)
        names.first = names.first or (f"in line {number} {wrong}" if wrong else "")
    return names


def _bad(reason: str) -> EmbreplError:
    hint = "Write one name per line, with its frequency after a space if you like."
    return EmbreplError("bad-user-dict", f"The user dictionary cannot be used: {reason.rstrip('.')}.", hint)
