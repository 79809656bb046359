"""Word documents, .docx: paragraphs, tables, text boxes, footnotes and endnotes; one document.

Left out is what was deleted, what is hidden, the readings of ruby, formulas and the table of contents; what was moved
stands where it was moved to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup.lines import NOTE_MARK
from embrepl.corpus.reading.markup.parsing import part_text
from embrepl.corpus.reading.markup.target import Target, value
from embrepl.corpus.reading.one_document import one_document, open_packed
from embrepl.system.plain import unreadable

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

MAIN = re.compile(r"word/document\d*\.xml")
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
STYLES = "word/styles.xml"
CONTENTS, HIDDEN = "table of contents", "hidden passage"
UNSEEN = {
    "del": "deleted passage",
    "movefrom": "",
    "fallback": "",  # of a text box: the same text for older programs
    "rt": "ruby reading",
    "omath": "formula",
}
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "nobreakhyphen": "-"}
REFERENCES = frozenset({"footnotereference", "endnotereference"})
OFF = frozenset({"0", "false", "off"})


class _Styles(Target):
    """Which styles hide text, and which raise it."""

    def __init__(self) -> None:
        super().__init__(Counter())
        self.hidden: set[str] = set()
        self.raised: set[str] = set()
        self._style = ""

    def opened(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """An element opens."""
        if name == "style":
            self._style = value(attributes, "styleId")
        elif name == "basedon":
            for styles in (self.hidden, self.raised):
                styles.update([self._style] if value(attributes, "val") in styles else [])
        elif name == "vanish":
            _switch(self.hidden, self._style, value(attributes, "val") not in OFF)
        elif name == "vertalign":
            _switch(self.raised, self._style, value(attributes, "val") == "superscript")
        return None


class _Runs(Target):
    """The text of the runs."""

    def __init__(self, left_out: Counter[str], styles: _Styles) -> None:
        super().__init__(left_out)
        self._styles = styles
        self._text_at = self._run_at = self._paragraph_properties_at = 0
        self._hidden = self._raised = self._follows = False  # of the run; `follows`: its text is the mark of a note
        self._hidden_paragraph = self._merged = False
        self._hides = False  # whether hidden text is being passed over
        self._contents = False  # whether the content control is a table of contents
        self._fields: list[str] = []  # the instructions of the open fields
        self._contents_field = 0  # which of them, from 1, gives a table of contents
        self._instructs = False

    def opened(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """An element opens."""
        if name in UNSEEN:
            self._merged = self._merged or bool(self._paragraph_properties_at)
            return UNSEEN[name]
        if name == "sdtcontent" and self._contents:
            self._contents = False
            return CONTENTS
        if name == "t":
            return self._begin_text()
        if name in BREAKS and self._run_at:
            self.lines.add(BREAKS[name]) if BREAKS[name] != "\n" else self.lines.end_line()
        elif name in REFERENCES:
            self.lines.end_mark()
            self.lines.mark()
            self._follows = value(attributes, "customMarkFollows", "0") not in OFF
        elif name == "txbxcontent":
            self.begin_aside()
        elif name == "docpartgallery":
            self._contents = value(attributes, "val") == "Table of Contents"
        else:
            self._field(name, attributes)
            self._property(name, attributes)
        return None

    def closed(self, name: str) -> None:
        """An element closes."""
        if name == "p":
            if not self._merged:
                self.end_paragraph()
            self._hidden_paragraph = self._merged = False
        elif name == "t":
            self._text_at = 0
        elif name == "r":
            self._run_at, self._follows = 0, False
        elif name == "ppr":
            self._paragraph_properties_at = 0
        elif name == "instrtext":
            self._instructs = False
        elif name == "txbxcontent":
            self.end_aside()

    def text(self, text: str) -> None:
        """Text of an element that is read."""
        if self._text_at:
            self.lines.add(text)
        elif self._instructs and self._fields:
            self._fields[-1] += text

    def _begin_text(self) -> str | None:
        """Return why the text of a run is not read, None when it is."""
        if self._contents_field:
            return ""
        if self._hidden:
            again, self._hides = self._hides, True
            return "" if again else HIDDEN
        self._hides = False
        if self._follows:
            return NOTE_MARK
        self.lines.raise_text(on=self._raised)
        self._text_at = self.depth
        return None

    def _field(self, name: str, attributes: Mapping[str, str]) -> None:
        """Follow the fields: of a table of contents the result is not read."""
        if name == "instrtext":
            self._instructs = True
        elif name == "fldchar":
            step = value(attributes, "fldCharType")
            if step == "begin":
                self._fields.append("")
            elif step == "separate" and self._fields and not self._contents_field:
                if self._fields[-1].split()[:1] == ["TOC"]:
                    self._contents_field = len(self._fields)
                    self.lines.leave_out(CONTENTS)
            elif step == "end" and self._fields:
                if self._contents_field == len(self._fields):
                    self._contents_field = 0
                self._fields.pop()

    def _property(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take notice of paragraphs, runs and what is said of them."""
        if name == "r":
            self._run_at, self._raised, self._hidden = self.depth, False, self._hidden_paragraph
        elif name == "ppr":
            self._paragraph_properties_at = self.depth
        elif name == "pstyle":
            self._hidden_paragraph = value(attributes, "val") in self._styles.hidden
        elif self.depth == self._run_at + 2:
            style = value(attributes, "val")
            if name == "rstyle":
                self._hidden = self._hidden or style in self._styles.hidden
                self._raised = style in self._styles.raised
            elif name == "vanish":
                self._hidden = style not in OFF
            elif name == "vertalign":
                self._raised = style == "superscript"


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text. Raises `unreadable-file`, `bomb`."""
    with open_packed(reading, "Word document") as archive:
        names = archive.namelist()
        main = next(filter(MAIN.fullmatch, names), None)
        if main is None:
            raise unreadable(reading.source.shown, "is not a Word document: it has no word/document.xml")
        styles = _Styles()
        if STYLES in names:
            with reading.guarded(STYLES):
                list(part_text(archive, STYLES, styles))
        for name in (main, *NOTES):
            if name in names:
                yield from part_text(archive, name, _Runs(reading.left_out, styles))


def _switch(names: set[str], name: str, on: bool) -> None:
    if on:
        names.add(name)
    else:
        names.discard(name)
