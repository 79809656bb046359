"""The licence that Project Gutenberg puts around its books, in the forms of all its years, is no text of the author's.

It is known by the lines that stand between it and the book, and left out only where more speaks for it: a text that
tells of Project Gutenberg, and even one that quotes those lines, is read whole. The text is streamed; several books in
one file each lose theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

NAMES = ("utenberg", "UTENBERG")
HEAD = 1 << 16  # characters in which the licence before a book ends; the longest have 20,000
NEAR = 1 << 11  # characters after the last line of a book in which its licence is recognised
LONGEST_LINE = 1 << 10
_BOOK = r"(?:E-?BOOK|E-?TEXT|EDITION)"
_FLAGS = re.IGNORECASE | re.MULTILINE
BEGIN = re.compile(
    r"^[ \t\ufeff]*(?:"
    rf"\*{{2,3}}[ \t]*START OF (?:THE|THIS) (?:COPYRIGHTED )?PROJECT GUTENBERG {_BOOK}\b(?:[^*]{{0,400}}\*\*\*)?"
    r"|\*[ \t]*END[ \t]*\*?[ \t]*THE SMALL PRINT!"
    r"|To contact Project Gutenberg (?:of )?Australia go to\b[^\n]*(?:\n\s*-{5,})?"
    r")[^\n]*(?:\n|\Z)",
    _FLAGS,
)
BEFORE = re.compile(
    rf"^[^\w\n]*+(?:This is )?(?:The |This )?Project Gutenberg(?:['’]s)? {_BOOK}(?: of\b|,|[^\w\n]*$)"
    r"|^[^\w\n]*+(?:A )?Project Gutenberg (?:of )?Australia(?: eBook)?[^\w\n]*$"
    r"|Project Gutenberg (?:of )?Australia eBooks are created"
    r"|This e-?(?:book|text) is for the use of anyone anywhere|\*\*\*START\*\*THE SMALL PRINT",
    _FLAGS,
)
END = re.compile(
    r"^[ \t\ufeff]*(?:"
    r"\*{2,3}[ \t]*END OF (?:THE|THIS)? ?(?:COPYRIGHTED )?PROJECT GUTENBERG\b"
    r"|\*{3}[ \t]*START: FULL LICENSE"
    rf"|End of (?:the |this )?Project Gutenberg(?:['’]s|(?:['’]s)? {_BOOK}\b)"
    r"|End(?:e)? diese[rs]? Proje[ck]t[ -]Gutenberg"
    rf"|Fin (?:de|du|de la|de ce|del|do) Proj[a-z]{{2,4}} Gutenberg(?:['’]s)? {_BOOK}\b"
    r")[^\n]*(?:\n|\Z)",
    _FLAGS,
)
AFTER = re.compile(
    r"Updated editions will replace|FULL LICENSE|General Terms of Use|Literary Archive Foundation|SMALL PRINT"
    r"|This file should be named|Project Gutenberg-tm|END OF TH(?:E|IS) PROJECT GUTENBERG",
    re.IGNORECASE,
)
EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n")
CREDITS = re.compile(
    r"\s*(?:(?:Produced|Prepared|Transcribed|E-?text produced|E-?text prepared|Scanned(?: and proofed)?"
    r"|This e-?(?:book|text) was (?:produced|prepared)|HTML version) by\b|Credits:)[^\n]*",
    re.IGNORECASE,
)
LICENCE = "character of the licence of Project Gutenberg"


class _Ahead:
    """Text that was read but not given away yet."""

    def __init__(self, text: Iterable[str]) -> None:
        self.held = ""
        self.bare = 0  # characters of what is held in which no book begins
        self._text = iter(text)

    def fill(self, least: int) -> bool:
        """Hold at least so many characters; return whether the text goes on after them."""
        parts, size = [self.held], len(self.held)
        while size < least and (chunk := next(self._text, None)) is not None:
            parts.append(chunk)
            size += len(chunk)
        self.held = "".join(parts) if len(parts) > 1 else self.held
        return size >= least

    def take(self, end: int) -> str:
        """Give away the text up to a place."""
        taken, self.held = self.held[:end], self.held[end:]
        self.bare = max(0, self.bare - end)
        return taken


def without_licence(text: Iterable[str], left_out: Counter[str], note: Callable[[str], None]) -> Iterator[str]:
    """Yield a document without the licence, which `left_out` counts; `note` says what is doubtful."""
    ahead = _Ahead(text)
    ahead.fill(HEAD)
    before = len(ahead.take(_book(ahead.held[:HEAD])))
    after, known = 0, before > 0
    if not before and (opening := BEFORE.search(ahead.held)) and not ahead.held[: opening.start()].strip():
        note("it begins as books of Project Gutenberg do, but no line says where their licence ends: read as it is")
    while True:
        more = ahead.fill(HEAD)
        whole = ahead.held.rfind("\n") + 1 if more else len(ahead.held)  # a line that goes on is not looked at
        end = END.search(ahead.held, 0, whole) if any(name in ahead.held for name in NAMES) else None
        if end:
            yield ahead.take(end.start())
            line = end.end() - end.start()
            size = _licence(ahead, line, known=known)
            after, known = after + size, known or size > 0
            kept = "" if ahead.take(size) else ahead.take(line)
            yield kept
        elif more:
            yield ahead.take(_last_line(ahead.held))
        else:
            break
    yield ahead.held
    if before or after:
        left_out[LICENCE] += before + after


def _book(head: str, bare: int = 0) -> int:
    """Return where the book begins after the licence, which is not in the first `bare` characters; 0 if nowhere."""
    begin = BEGIN.search(head, bare) if any(name in head for name in NAMES) else None
    if begin is None or not (BEFORE.search(head, 0, begin.start()) or not head[: begin.start()].strip("\ufeff \r\n")):
        return 0
    return _past_credits(head, begin.end())


def _past_credits(text: str, place: int) -> int:
    """Return the place after the paragraph on who made the file, if that comes next; in HTML that is a line."""
    makers = CREDITS.match(text, place)
    if makers is None:
        return place
    paragraph = EMPTY_LINE.search(text, makers.end()) if EMPTY_LINE.search(text, 0, place) else None
    return paragraph.end() if paragraph and paragraph.start() - place < LONGEST_LINE else makers.end()


def _licence(ahead: _Ahead, line: int, *, known: bool) -> int:
    """Return how long the licence is that begins with a line of that length; 0 where it is none.

    It reaches to the next book, or to the end of the text.
    """
    goes_on = ahead.fill(HEAD)
    near = ahead.held[line : line + NEAR]
    if near.strip() and not AFTER.search(near) and not (known and any(name in near for name in NAMES)):
        return line if known else 0
    if book := _book(ahead.held[:HEAD], ahead.bare):
        return book
    ahead.bare = max(0, min(HEAD, len(ahead.held)) - 2 * LONGEST_LINE)  # a line that goes on is looked at again
    return line if goes_on else len(ahead.held)


def _last_line(text: str) -> int:
    """Return where the last line begins, which may go on; a long one is none of those that are looked for."""
    begin = text.rfind("\n") + 1
    return begin if len(text) - begin < LONGEST_LINE else len(text)
