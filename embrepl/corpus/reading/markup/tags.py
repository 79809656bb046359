"""Tags as XML wants them: what begins like one and is none loses its sign.

A push parser looks for the end of every tag that begins, again and again, so `<p<p<p …>` would take it time that grows
with the square of the length. Comments and instructions, which hold no text, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from embrepl.system.sizes import counted

SECTION = re.compile(r"<!--|<!\[CDATA\[|<\?")
ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
STRAY = re.compile(r"<![^<>]*+>?|<(?=[^<>]*+<)")  # a definition, or what another tag begins within
LONGEST_SECTION = len("<![CDATA[")
LONGEST_TAG = 1 << 24  # characters


class Tags:
    """Mends the tags of one file; `strays` counts the signs that were dropped."""

    def __init__(self) -> None:
        self.strays = 0
        self._section = ""  # how what we are in began: a comment, an instruction, literal text

    def mended(self, text: Iterable[str]) -> Iterator[str]:
        """Yield XML in which every < begins a tag that ends."""
        rest, enough = "", 0
        for chunk in text:
            rest += chunk
            if len(rest) >= enough:
                done, place = self._take(rest, last=False)
                yield done
                rest = rest[place:]
                enough = 2 * len(rest) if len(rest) > len(chunk) else 0
        yield self._take(rest, last=True)[0]

    def report(self, note: Callable[[str], None]) -> None:
        """Note what was odd, when the file has ended."""
        if self.strays:
            note(f"damaged XML: {counted(self.strays, 'sign')} < that begin{'s' * (self.strays == 1)} no tag left out")
        if self._section:
            note(f"damaged XML: what begins with {self._section} never ends, and is not read")

    def _take(self, text: str, *, last: bool) -> tuple[str, int]:
        """Return what can be said of a text so far, and where the rest begins."""
        parts: list[str] = []
        place = 0
        while True:
            if self._section:
                place, ended = self._in_section(text, place, parts)
                if not ended:
                    return "".join(parts), place
            found = SECTION.search(text, place)
            if found is None:
                break
            parts.append(self._plain(text[place : found.start()] + "<")[:-1])
            self._section, place = found[0], found.end()
            parts += [found[0]] if self._section == "<![CDATA[" else []
        end = len(text) if last else _open_tag(text, place)
        parts.append(self._plain(text[place:end] + "<" * last)[: -1 if last else None])
        return "".join(parts), end

    def _in_section(self, text: str, place: int, parts: list[str]) -> tuple[int, bool]:
        """Go on to the end of a section; return where that is, and whether it was there."""
        sign = ENDS[self._section]
        end = text.find(sign, place)
        stop = end + len(sign) if end >= 0 else max(place, len(text) - len(sign) + 1)
        if sign == "]]>":
            parts.append(text[place:stop])
        if end >= 0:
            self._section = ""
        return stop, end >= 0

    def _plain(self, text: str) -> str:
        text, many = STRAY.subn(" ", text)
        self.strays += many
        return text


def _open_tag(text: str, place: int) -> int:
    """Return where the tag begins that may go on after a text, or the text's end."""
    begin = text.rfind("<", place)
    if begin < 0 or text.find(">", begin) >= 0 or len(text) - begin > LONGEST_TAG:
        return len(text)
    return begin
