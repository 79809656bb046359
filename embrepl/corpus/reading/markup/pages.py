"""What a reader of a web page or of a chapter sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from embrepl.corpus.reading.markup.note_marks import Evidence
from embrepl.corpus.reading.markup.parsing import feed, html_parser, steps
from embrepl.corpus.reading.markup.target import Target

LONGEST_FED = 1 << 23  # characters
_SILENT = "script style template noscript svg title rp datalist noframes noembed video audio canvas iframe"
UNSEEN = {  # elements whose text is not shown, and what to call it in the report
    **dict.fromkeys(_SILENT.split(), ""),
    "rt": "ruby reading",
    "rtc": "ruby reading",
    "math": "formula",
}
_BLOCKS = (
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main menu "
    "nav object ol optgroup option p pre section select summary table tbody td tfoot th thead title tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)\s*(?:!|;|$)", re.I
)
LISTS = {"toc": "table of contents", "page-list": "page list", "landmarks": "list of landmarks"}
ROLES = {"doc-toc": "toc", "doc-pagelist": "page-list", "doc-pagebreak": "pagebreak", "doc-noteref": "noteref"}
ROLES |= {"doc-backlink": "backlink"}
PAGE_NUMBER = re.compile(r"(?:^|[\s_-])page[_-]?(?:num(?:ber)?|no)(?=$|[\s_-])", re.IGNORECASE)
EDIT_LINK = "mw-editsection"  # of MediaWiki, behind every heading
SAYING = frozenset({"hidden", "style", "class", "role", "epub:type", "{http://www.idpf.org/2007/ops}type"})
NUMBERED = frozenset({"span", "a", "div", "p", "small"})
CALLED = re.compile(
    r"(?:^|[\s_-])(?:(?:foot|end)?-?note-?(?:ref|call|back|anchor|link|mark|number|num)?s?|fn-?(?:ref|anchor)?|"
    r"cite_ref|reversefootnote|backlink)(?=$|[\s_-])",
    re.IGNORECASE,
)
SPACES = "\t\r\n\f"  # which a page shows as a space, as many of them as follow each other


class Page(Target):
    """What lxml reports of a page becomes text; what is not shown is left out and counted."""

    def __init__(self, left_out: Counter[str]) -> None:
        super().__init__(left_out)
        self._plain = 0  # how many <pre> are open
        self._signs = 0  # how deep we are in a sign that may be the mark of a note

    def opened(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """Break lines and look for what is not shown, and for marks of notes."""
        if name in BLOCKS:
            self._plain += name == "pre"
            self.lines.give_up_mark()
            self.lines.end_line()
        why = UNSEEN.get(name)
        if name == "dialog" and "open" not in attributes:
            why = "hidden passage"
        elif why is None and attributes and not SAYING.isdisjoint(attributes):
            why = _why_unseen(name, attributes)
        if self._signs or name == "sup" or (why is None and attributes and name in {"a", "span"}):
            self._sign(name, attributes)
        return why

    def closed(self, name: str) -> None:
        """Break lines, and judge a sign that has ended."""
        if self._signs:
            self._signs -= 1
            if not self._signs:
                self.lines.end_mark()
        if name in BLOCKS:
            self._plain -= name == "pre"
            self.lines.end_line()

    def text(self, text: str) -> None:
        """Text between tags."""
        self.lines.add(single_spaced(text) if self._plain <= 0 else text)

    @property
    def interruptible(self) -> bool:
        """Whether what comes next depends on nothing that is open."""
        return self.reads and self._plain <= 0 and not self.lines.marks

    def _sign(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self.lines.marks:
            self._signs = 0
            if not (name == "sup" or (attributes and _may_be_mark(name, attributes))):
                return
            self.lines.begin_mark()
        self._signs += 1
        self._note(self.lines.evidence, name, attributes)

    def _note(self, evidence: Evidence, name: str, attributes: Mapping[str, str]) -> None:
        evidence.raised = evidence.raised or name == "sup"
        if attributes:
            if name == "a":
                evidence.link(attributes.get("href", ""))
            evidence.called = evidence.called or _is_called(attributes)


def single_spaced(text: str) -> str:
    """Return a text with one space for each run of white space; a pattern takes two to four times as long."""
    for sign in SPACES:
        if sign in text:
            text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def html_text(text: Iterable[str], page: Page) -> Iterator[str]:
    """Yield what a reader of the page sees, from its source.

    lxml keeps all that an HTML parser was fed, so a long page is given to several, one after the other.
    """
    parser, fed = html_parser(page), 0
    for chunk in steps(text):
        rest = chunk
        if fed > LONGEST_FED and page.interruptible:
            place = rest.find("<") if "<" in rest else rest.find(" ") + 1
            yield from feed(parser, page, [rest[:place]])
            parser, fed, rest = html_parser(page), 0, rest[place:]
        if rest:
            parser.feed(rest.encode("utf-8", "replace"))
            fed += len(rest)
        yield page.take()
    yield from feed(parser, page, [])
    yield page.finish()


def _why_unseen(name: str, attributes: Mapping[str, str]) -> str | None:
    """Return what to call an element's text when its attributes say that it is not shown; None when it is."""
    if attributes.get("hidden", "until-found") != "until-found":
        return "hidden passage"
    if "style" in attributes and HIDDEN_STYLE.search(attributes["style"]):
        return "hidden passage"
    if EDIT_LINK in attributes.get("class", "").split():
        return "edit link"
    kinds = kinds_of(attributes)
    if "pagebreak" in kinds or (name in NUMBERED and PAGE_NUMBER.search(attributes.get("class", ""))):
        return "page number"
    if kinds and (name == "nav" or "role" in attributes):
        return next((LISTS[kind] for kind in kinds if kind in LISTS), None)
    return None


def kinds_of(attributes: Mapping[str, str]) -> list[str]:
    """Return what an element is said to be by `epub:type` or `role`, in the words of the first."""
    kinds: list[str] = []
    for name in attributes:
        if name == "role":
            kinds += [ROLES[role] for role in attributes[name].split() if role in ROLES]
        elif name.endswith((":type", "}type")):
            kinds += attributes[name].split()
    return kinds


def _may_be_mark(name: str, attributes: Mapping[str, str]) -> bool:
    if name == "a" and "#" in attributes.get("href", ""):
        return True
    return name in {"a", "span"} and _is_called(attributes)


def _is_called(attributes: Mapping[str, str]) -> bool:
    kinds = kinds_of(attributes)
    return "noteref" in kinds or "backlink" in kinds or bool(CALLED.search(attributes.get("class", "")))
