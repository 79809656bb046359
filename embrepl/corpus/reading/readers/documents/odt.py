"""OpenDocument texts, .odt of LibreOffice and others: paragraphs, tables, text boxes and notes; one document.

Left out is what was deleted, what is hidden, comments, the readings of ruby and the table of contents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup.lines import NOTE_MARK
from embrepl.corpus.reading.markup.parsing import part_text, text_of
from embrepl.corpus.reading.markup.target import Target, value
from embrepl.corpus.reading.one_document import one_document, open_packed
from embrepl.system.plain import unreadable

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
FLAT = re.compile(rb"[^<]{0,9}(?:<[?!][^>]*>\s*)*<office:document\b")  # one that is not packed, .fodt
HEAD = 1 << 10  # bytes
LONGEST_MANIFEST = 1 << 20  # bytes
HIDDEN, CONTENTS = "hidden passage", "table of contents"
_SILENT = "change-info title desc master-styles forms scripts script event-listeners number index-title"
_LISTS = "table-of-content illustration-index table-index object-index user-index"
UNSEEN = {
    **dict.fromkeys(_SILENT.split(), ""),
    **dict.fromkeys(_LISTS.split(), CONTENTS),
    "deletion": "deleted passage",
    "annotation": "comment",
    "ruby-text": "ruby reading",
    "note-citation": NOTE_MARK,
    "hidden-text": HIDDEN,
}
PARAGRAPHS = frozenset({"p", "h"})
STYLED = frozenset({"p", "h", "span", "section", "a"})
ASIDES = frozenset({"note-body", "text-box"})
SPACE = {"s": " ", "tab": "\t", "line-break": "\n"}
SPACES = re.compile(r"\s+")


class _Paragraphs(Target):
    """The text of paragraphs; the styles stand before it, in this part or an earlier one."""

    def __init__(self, left_out: Counter[str], hidden: set[str], raised: set[str]) -> None:
        super().__init__(left_out)
        self._hidden, self._raised = hidden, raised  # names of styles, to which more are added
        self._style = ""
        self._paragraphs: list[int] = []  # how deep the open ones stand
        self._sign_at = 0

    def opened(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """An element opens."""
        style = value(attributes, "style-name") if name in STYLED else ""
        if name in UNSEEN:
            return UNSEEN[name]
        if name == "style":
            self._begin_style(attributes)
        elif name == "text-properties":
            self._learn(attributes)
        elif (style and style in self._hidden) or (name == "section" and value(attributes, "display") == "none"):
            return HIDDEN
        elif name in PARAGRAPHS:
            self._paragraphs.append(self.depth)
        elif name in ASIDES:
            if name == "note-body":
                self.lines.mark()
            self.begin_aside()
        elif style in self._raised and not self.lines.marks:
            self._sign_at = self.depth
            self.lines.raise_text(on=True)
        elif name in SPACE:
            self.lines.add(SPACE[name])
        return None

    def closed(self, name: str) -> None:
        """An element closes."""
        if self._paragraphs and self._paragraphs[-1] == self.depth:
            self._paragraphs.pop()
            self.end_paragraph()
        elif self._sign_at == self.depth:
            self._sign_at = 0
            self.lines.end_mark()
        elif name in ASIDES:
            self.end_aside()

    def text(self, text: str) -> None:
        """Text of a paragraph."""
        if self._paragraphs:
            self.lines.add(SPACES.sub(" ", text))

    def _begin_style(self, attributes: Mapping[str, str]) -> None:
        self._style = value(attributes, "name")
        parent = value(attributes, "parent-style-name")
        for styles in (self._hidden, self._raised):
            styles.update([self._style] if parent in styles else [])

    def _learn(self, attributes: Mapping[str, str]) -> None:
        if value(attributes, "display") == "none":
            self._hidden.add(self._style)
        position = value(attributes, "text-position")
        if position.startswith("super") or (position[:1].isdigit() and not position.startswith("0")):
            self._raised.add(self._style)


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text. Raises `unreadable-file`, `bomb`."""
    with reading.stream.seekable() as file:
        if FLAT.match(file.read(HEAD)):
            file.seek(0)
            yield from text_of(file, _Paragraphs(reading.left_out, set(), set()))
            return
    yield from _packed(reading)


def _packed(reading: Reading) -> Iterator[str]:
    shown = reading.source.shown
    with open_packed(reading, "OpenDocument text") as archive:
        names = archive.namelist()
        if CONTENT not in names:
            raise unreadable(shown, f"is not an OpenDocument text: it has no {CONTENT}")
        if MANIFEST in names:
            with archive.open(MANIFEST) as manifest:
                if b"encryption-data" in manifest.read(LONGEST_MANIFEST):
                    raise unreadable(shown, "is encrypted", "Save it without a password.")
        hidden: set[str] = set()
        raised: set[str] = set()
        if STYLES in names:
            with reading.guarded(STYLES):
                list(part_text(archive, STYLES, _Paragraphs(Counter(), hidden, raised)))
        yield from part_text(archive, CONTENT, _Paragraphs(reading.left_out, hidden, raised))
