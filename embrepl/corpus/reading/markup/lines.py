"""Text that comes in pieces between tags, put together as lines: no word is glued to the next, and none is cut."""

from __future__ import annotations

from collections import Counter

from embrepl.corpus.reading.markup.note_marks import BEFORE, LONGEST_MARK, Evidence, NoteMarks

NOTE_MARK = "note mark"
HYPHENS = "-‐‑¬⸗=\u00ad"  # at the end of a line, where a word goes on
SPACED = "\u0e00"  # scripts before this one put spaces between words
LONGEST_HELD = 1 << 20  # characters


class Lines:
    """The text so far; `take` hands it over, but not what may still be judged or joined to what comes.

    `left_out` counts what is no text, by what it is.
    """

    def __init__(self, left_out: Counter[str]) -> None:
        self.left_out = left_out
        self._parts: list[str] = []
        self._taken = ""  # the end of what was taken
        self._joins = False
        self._marked = False  # a note mark stood here
        self._held: list[int] = []  # from which parts on text may still be dropped
        self._mark: int | None = None  # where an open sign begins that may be a mark
        self._marks = NoteMarks()
        self.evidence = Evidence()

    def add(self, text: str) -> None:
        """Add text of the line."""
        if self._joins:
            text = text.lstrip()
            self._joins = not text
        if self._marked and text:
            self._marked = False
            if text[0].isalnum() and text[0] < SPACED and self._before(1).isalnum():
                text = " " + text
        if text:
            self._parts.append(text)
            if self._mark is not None:
                self.give_up_mark(unless_short=True)

    def end_line(self) -> None:
        """End the line."""
        self._joins = self._marked = False
        self._parts.append("\n")

    def join(self) -> None:
        """Let the word go on: drop white space, and a hyphen, before and after this place."""
        floor = max(self._held, default=0)
        while len(self._parts) > floor:
            if text := self._parts.pop().rstrip():
                bare = text.rstrip(HYPHENS)
                self._parts.append(bare if (bare[-1:] or self._before(1)).isalpha() else text)
                break
        self._joins = True

    @property
    def joins(self) -> bool:
        """Whether a word goes on."""
        return self._joins

    def hold(self) -> None:
        """Begin text that may be dropped again, until `release`."""
        self._held.append(len(self._parts))

    def drop(self) -> str:
        """Drop the text since `hold`, and return it."""
        dropped = self.held
        del self._parts[self._held[-1] :]
        return dropped

    @property
    def held(self) -> str:
        """The text since `hold`."""
        return "".join(self._parts[self._held[-1] :])

    def release(self) -> None:
        """Keep the text since `hold`."""
        self._held.pop()

    @property
    def marks(self) -> bool:
        """Whether a sign is open that may be the mark of a note."""
        return self._mark is not None

    def begin_mark(self) -> None:
        """Begin a raised or linked sign, which may be the mark of a note; `evidence` may be added until it ends."""
        self.evidence = Evidence()
        self.hold()
        self._mark = self._held[-1]

    def end_mark(self) -> None:
        """End the sign, and leave it out if it is the mark of a note."""
        if self._mark is None:
            return
        begin, self._mark = self._mark, None
        self._held.remove(begin)
        sign = "".join(self._parts[begin:])
        kept = self._marks.instead(sign, self._before(BEFORE, begin), self.evidence)
        if kept is None:
            self.leave_out(NOTE_MARK)
            self._marked = True
        if kept != sign:
            left = kept or sign[: len(sign) - len(sign.lstrip())]
            self._parts[begin:] = [left] if left else []

    def raise_text(self, *, on: bool) -> None:
        """Begin raised text, or end it; raised runs side by side are one sign."""
        if not on:
            self.end_mark()
        elif not self.marks:
            self.begin_mark()
            self.evidence.raised = True

    def mark(self) -> None:
        """Take notice of the mark of a note that has no text here: it parts two words."""
        self._marked = True

    def give_up_mark(self, *, unless_short: bool = False) -> None:
        """Take the open sign, if any, for text; or only when it has become too long for a mark."""
        if self._mark is None:
            return
        if not unless_short or sum(map(len, self._parts[self._mark :])) > LONGEST_MARK:
            if self.evidence.raised and self._parts[self._mark :] and self._before(1, self._mark).isalnum():
                self._parts[self._mark] = " " + self._parts[self._mark]
            self._held.remove(self._mark)
            self._mark = None

    def leave_out(self, what: str) -> None:
        """Count what is left out; what has no name is not worth telling."""
        if what:
            self.left_out[what] += 1

    def take(self) -> str:
        """Return the lines since the last call, without indents and empty lines, as far as they are settled."""
        text = "".join(self._parts)
        if self._held and len(text) < LONGEST_HELD:
            return ""
        self._held = [0] * len(self._held)
        self._mark = None if self._mark is None else 0
        body = text.rstrip()
        body = body.rstrip(HYPHENS) if body[-1:] in HYPHENS else body
        rest = text[len(body) :]
        blank = rest.lstrip(HYPHENS)
        self._parts = [rest.removesuffix(blank) + ("\n" if "\n" in blank else blank[:1])]
        return self._settled(body)

    def finish(self) -> str:
        """Return what is left when the text has ended."""
        self.end_mark()
        self._held = []
        text, self._parts = "".join(self._parts), []
        return self._settled(text)

    def _settled(self, text: str) -> str:
        self._taken = (self._taken + text[-BEFORE:])[-BEFORE:]
        first, *rest = text.split("\n")
        if not rest:
            return text
        between = [line for line in map(str.strip, rest[:-1]) if line]
        return "\n".join([first.rstrip(), *between, rest[-1].lstrip()])

    def _before(self, most: int, end: int | None = None) -> str:
        """Return the last characters before a part, at most so many."""
        text = ""
        for at in range((len(self._parts) if end is None else end) - 1, -1, -1):
            text = self._parts[at][-most:] + text
            if len(text) >= most:
                return text[-most:]
        return (self._taken + text)[-most:]
