r"""Markdown, .md: one document, without the addresses of links and pictures, whose letters are no words of the text.

`[the text](https://…)` gives `[the text]`, `[1]: https://…` gives `[1]:`, `<https://…>` gives nothing. All else is
as it stands in the file, and no line moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from embrepl.corpus.reading.lines import lines

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

_TITLE = r"""(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?"""
_INLINE = re.compile(r"\]\([ \t]*(?:<[^<>\n]*>|(?:[^\s()<>]|\([^\s()<>]*\))*)" + _TITLE + r"[ \t]*\)")
_DEFINED = re.compile(r"^([ \t]{0,3}\[[^\[\]\n]{1,999}\]:)[ \t]*\S+")
_BARE = re.compile(r"<(?:https?|ftp|mailto):[^<>\s]*>")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    yield map(without_addresses, lines(reading.text()))


def without_addresses(line: str) -> str:
    """Return a line without the addresses of its links."""
    if "](" in line:
        line = _INLINE.sub("]", line)
    if "]:" in line:
        line = _DEFINED.sub(r"\1", line)
    return _BARE.sub("", line) if "<" in line else line
