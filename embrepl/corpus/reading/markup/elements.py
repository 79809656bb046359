"""The text of XML: of TEI, DocBook, JATS and whatever else marks text with elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from embrepl.corpus.reading.markup.parsing import feed, steps, well_formed, xml_parser
from embrepl.corpus.reading.markup.tags import Tags
from embrepl.corpus.reading.markup.target import Target

_INLINE = (  # what may stand within a word or a line, in HTML, TEI, DocBook and JATS; the rest is taken for blocks
    "a abbr add am anchor app b bold c choice code corr damage date del distinct em emph emphasis ex expan ext-link "
    "firstterm font foreign forename g geogname hi i ins ital italic k lem link literal m mark measure mentioned "
    "monospace name named-content num orgname orig pc persname phrase placename q quote rb rdg ref reg restore "
    "retrace roman rolename rs rt ruby s sanscap sc seg sic small smallcaps socalled span strike strong "
    "styled-content sub subscript subst sup superscript supplied surname surplus term time tt u ulink unclear "
    "underline w x xref"
)
INLINE = frozenset(_INLINE.split())
WORD = "w"
BREAKS = frozenset({"lb", "pb", "cb", "gb", "milestone"})  # of TEI; one with break="no" stands within a word
ALTERNATIVES = {  # elements of which one child is read: the best of these, else the first
    "choice": {"corr", "reg", "expan", "ex"},
    "app": {"lem"},
    "subst": {"add"},
}
_OF_CHOICE = "sic corr orig reg abbr expan am ex unclear seg choice supplied lem rdg rdggrp add del"
OF_CHOICE = frozenset(_OF_CHOICE.split())
UNSEEN = {
    **dict.fromkeys(("teiheader", "metadata", "figdesc", "script", "style", "wit", "witdetail"), ""),
    "fw": "page header",
    "rt": "ruby reading",
}
MAY_LACK = frozenset({"expan", "ex", "reg"})  # which says nothing where it is empty, as an empty correction does
READING = {"choice": "other reading", "app": "other reading", "subst": "deleted passage"}
RAISED = frozenset({"sup", "superscript"})
RAISING = ("sup", "super")
LINKS = frozenset({"ref", "xref", "a", "link"})
_NOTE_TYPES = "fn table-fn note noteref noteanchor note-anchor footnote endnote bibr"
NOTE_TYPES = frozenset(_NOTE_TYPES.split())


@dataclass
class Alternatives:
    """An element of which one child is read: how deep its children are, and whether one was taken, the best.

    `chosen`: the name of the best one while it is read; `before`: the text of the one that was taken before it.
    """

    name: str
    depth: int
    taken: bool = False
    best: bool = False
    chosen: str = ""
    before: str = ""


class Elements(Target):
    """What lxml reports of an XML file becomes text."""

    def __init__(self, left_out: Counter[str]) -> None:
        super().__init__(left_out)
        self._sign_at = 0  # how deep the sign stands that may be the mark of a note
        self._alternatives: list[Alternatives] = []
        self._tei = False

    def opened(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """Break lines and words, choose between readings, and look for marks of notes."""
        self._tei = self._tei or name.startswith("tei")
        why = self._why_unseen(name)
        if name not in INLINE:
            self._break(name, attributes)
        elif name == WORD:
            self.lines.add(" ")
        if why is None and name in ALTERNATIVES:
            self.lines.hold()
            self._alternatives.append(Alternatives(name, self.depth + 1))
        elif why is None and (name in RAISED or name in LINKS or (name in {"hi", "emphasis"} and attributes)):
            self._sign(name, attributes)
        return why

    def closed(self, name: str) -> None:
        """Break lines and words, and judge a sign that has ended."""
        if self.depth == self._sign_at:
            self.lines.end_mark()
            self._sign_at = 0
        if self._alternatives and self.depth == self._alternatives[-1].depth and name == self._alternatives[-1].chosen:
            self._end_chosen(self._alternatives[-1])
        elif self._alternatives and self.depth == self._alternatives[-1].depth - 1:
            self._alternatives.pop()
            self.lines.release()
        if name not in INLINE and name not in UNSEEN and name not in BREAKS:
            self.lines.end_line()
        elif name == WORD:
            self.lines.add(" ")

    def text(self, text: str) -> None:
        """Text between tags; what only sets the readings of a place apart is none."""
        if not (self._alternatives and self.depth == self._alternatives[-1].depth - 1 and text.isspace()):
            self.lines.add(text)

    def _break(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in BREAKS:
            if attributes.get("break") == "no":
                self.lines.join()
            elif not self.lines.joins:
                self.lines.end_line()
        elif name not in INLINE and name not in UNSEEN:
            self.lines.give_up_mark()
            self.lines.end_line()

    def _why_unseen(self, name: str) -> str | None:
        """Return what to call what is not read, "" for nothing; None for an element that is read."""
        if self._alternatives and self.depth == self._alternatives[-1].depth and name in OF_CHOICE:
            return self._not_chosen(self._alternatives[-1], name)
        if name == "del" and self._tei:
            return "deleted passage"
        return UNSEEN.get(name)

    def _not_chosen(self, of: Alternatives, name: str) -> str | None:
        best = name in ALTERNATIVES[of.name]
        what = READING[of.name]
        if of.best or (of.taken and not best):
            return what
        of.before = self.lines.drop() if of.taken else ""
        of.taken, of.best, of.chosen = True, best, name if best else ""
        return None

    def _end_chosen(self, of: Alternatives) -> None:
        """Take back an expansion or regular form that is empty; else count what was read before it."""
        name, of.chosen = of.chosen, ""
        if name in MAY_LACK and not self.lines.held.strip():
            of.taken, of.best = bool(of.before.strip()), False
            self.lines.drop()
            self.lines.add(of.before)
        elif of.before.strip():
            self.lines.leave_out(READING[of.name])

    def _sign(self, name: str, attributes: Mapping[str, str]) -> None:
        rend = " ".join(attributes.get(key, "") for key in ("rend", "rendition", "role", "style")).lower()
        raised = name in RAISED or any(word in rend for word in RAISING)
        linked = name in LINKS
        if not (raised or linked):
            return
        if not self.lines.marks:
            self.lines.begin_mark()
            self._sign_at = self.depth
        evidence = self.lines.evidence
        evidence.raised = evidence.raised or raised
        if linked:
            target = " ".join(value for key, value in attributes.items() if key.endswith(("target", "href")))
            kinds = {attributes.get("type", "").lower(), attributes.get("ref-type", "").lower()}
            evidence.link(target)
            evidence.linked = evidence.linked or "rid" in attributes
            evidence.called = evidence.called or bool(kinds & NOTE_TYPES)


def xml_text(text: Iterable[str], left_out: Counter[str], note: Callable[[str], None]) -> Iterator[str]:
    """Yield the text of all elements; damaged XML, and several roots, are read as far as they can be understood.

    `note` is called with where the first damage is.
    """
    elements = Elements(left_out)
    parser = xml_parser(elements)
    tags = Tags()
    yield from feed(parser, elements, well_formed(steps(text), tags))
    yield elements.finish()
    tags.report(note)
    if parser.feed_error_log:
        error = parser.feed_error_log[0]
        note(f"damaged XML, some text may be missing: line {error.line:,}, {error.message}")
