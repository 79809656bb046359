"""Text out of tags, for HTML, XML and the books and documents made of them; streamed through lxml.

What ends a block ends a line; tags inside a line leave its words whole. Nothing outside the file is ever fetched, and
no entity that a file defines is expanded: we drop the definitions, so that they cannot multiply.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

PARSED_AT_ONCE = 1 << 16  # characters
LONGEST_FED = 1 << 23
HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "math", "rt", "rp"})
_BLOCKS = (
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main menu "
    "nav ol optgroup option p pre section select summary table tbody td tfoot th thead title tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
_INLINE = (  # what may stand within a word or a line, in HTML, TEI, DocBook and JATS; the rest is taken for blocks
    "a abbr b bold c choice del em emph emphasis ex expan font foreign g hi i ins ital italic k m mark named-content "
    "orig persname placename q reg rs sc seg sic small smallcaps socalled span strike strong styled-content sub subst "
    "sup supplied surplus term tt u unclear x"
)
INLINE = frozenset(_INLINE.split())
WORD = "w"
HEADERS = frozenset({"teiheader", "script", "style"})
REFERENCE = re.compile(r"&(#?\w{1,40});?")
OPEN_END = re.compile(r"&[#\w]{0,41}\Z")
PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*\?>)?")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
OPEN_DOCTYPE = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.IGNORECASE | re.DOTALL)
LONGEST_DOCTYPE = 1 << 23  # characters
LONGEST_REFERENCE = 42
KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})
SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")


class Words:
    """What lxml reports of a file becomes text; `taken` hands over what has come so far."""

    def __init__(self, *, is_html: bool) -> None:
        self._html = is_html
        self._parts: list[str] = []
        self._hidden = 0
        self._plain = 0  # how many <pre> are open

    def start(self, tag: str, _: object) -> None:
        """A tag opens."""
        name = _local(tag)
        self._hidden += name in (HIDDEN if self._html else HEADERS)
        self._plain += self._html and name == "pre"
        self._break(name)

    def end(self, tag: str) -> None:
        """A tag closes."""
        name = _local(tag)
        self._hidden -= name in (HIDDEN if self._html else HEADERS)
        self._plain -= self._html and name == "pre"
        self._break(name)

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._hidden <= 0:
            self._parts.append(SPACES.sub(" ", text) if self._html and self._plain <= 0 else text)

    def close(self) -> None:
        """The file has ended."""

    def take(self) -> str:
        """Return the text since the last call."""
        text = "".join(self._parts)
        self._parts = []
        first, *rest = text.split("\n")
        if not rest:
            return text
        between = [line for line in map(str.strip, rest[:-1]) if line]
        return "\n".join([first.rstrip(), *between, rest[-1].lstrip()])

    @property
    def hides(self) -> bool:
        """Whether what comes next is not shown, or shown as it stands."""
        return self._hidden > 0 or self._plain > 0

    def _break(self, name: str) -> None:
        if name in BLOCKS if self._html else name not in INLINE:
            self._parts.append("\n" if name != WORD else " ")


def html_text(text: Iterable[str]) -> Iterator[str]:
    """Yield what a reader of the page sees, from the page's source.

    lxml keeps all that an HTML parser was fed, so a long page is given to several, one after the other.
    """
    words = Words(is_html=True)
    parser, fed = html_parser(words), 0
    for chunk in steps(text):
        rest = chunk
        if fed > LONGEST_FED and not words.hides:
            place = rest.find("<") if "<" in rest else rest.find(" ") + 1
            yield from _feed(parser, words, [rest[:place]])
            parser, fed, rest = html_parser(words), 0, rest[place:]
        if rest:
            parser.feed(rest.encode("utf-8", "replace"))
            fed += len(rest)
        yield words.take()
    yield from _feed(parser, words, [])


def html_parser(target: object) -> etree.HTMLParser:
    """Return a parser that fetches nothing and forgives everything."""
    return etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)


def xml_text(text: Iterable[str], note: Callable[[str], None] = lambda _: None) -> Iterator[str]:
    """Yield the text of all elements; damaged XML, and several roots, are read as far as they can be understood.

    `note` is called with where the first damage is.
    """
    words = Words(is_html=False)
    parser = xml_parser(words)
    yield from _feed(parser, words, well_formed(steps(text)))
    if parser.feed_error_log:
        error = parser.feed_error_log[0]
        note(f"damaged XML, some text may be missing: line {error.line:,}, {error.message}")


def xml_parser(target: object) -> etree.XMLParser:
    """Return a parser that fetches and expands nothing and forgives what it can."""
    return etree.XMLParser(
        target=target, encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=True,
    )  # fmt: skip


def _feed(parser: etree.XMLParser | etree.HTMLParser, words: Words, text: Iterable[str]) -> Iterator[str]:
    """Feed the text and then the end of it; yield what comes of both."""
    for chunk in text:
        parser.feed(chunk.encode("utf-8", "replace"))
        yield words.take()
    parser.feed(b" ")  # for a parser that was fed nothing cannot be closed
    parser.close()
    yield words.take()


def steps(text: Iterable[str]) -> Iterator[str]:
    """Yield the text in short steps, no reference (`&eacute;`) split."""
    rest = ""
    for chunk in text:
        rest += chunk
        while rest:
            part = rest[:PARSED_AT_ONCE]
            last = len(part) == len(rest)
            unfinished = OPEN_END.search(part, max(0, len(part) - LONGEST_REFERENCE))
            end = unfinished.start() if unfinished else len(part)
            if end:
                yield part[:end]
            rest = rest[end:]
            if last:
                break
    if rest:
        yield rest


def well_formed(text: Iterable[str]) -> Iterator[str]:
    """Yield XML under one root of ours, without the definitions before the first element, and its references solved."""
    yield "<text>"
    for chunk in _without_definitions(part.replace("\0", "\ufffd") for part in text):
        yield REFERENCE.sub(_resolve, chunk)
    yield "</text>"


def _without_definitions(text: Iterator[str]) -> Iterator[str]:
    """Drop the XML declaration and the document type, which may be long; it is searched for at every doubling."""
    head, enough = "", 0
    for chunk in text:
        head += chunk
        if len(head) < enough:
            continue
        rest = DOCTYPE.sub("", PROLOGUE.sub("", head.lstrip("\ufeff"), count=1), count=1)
        if OPEN_DOCTYPE.match(rest) and len(head) < LONGEST_DOCTYPE:
            enough = 2 * len(head)
        elif rest.strip():
            yield rest
            break
        else:
            head = ""
    else:
        yield DOCTYPE.sub("", PROLOGUE.sub("", head.lstrip("\ufeff"), count=1), count=1)
    yield from text


def _resolve(match: re.Match[str]) -> str:
    """Return what a reference stands for, as XML; one that is not known stays as it is written."""
    if match[1] in KEPT:
        return match[0]
    solved = html.unescape(match[0])
    return html.escape(solved if solved < "\ud800" or solved > "\udfff" else "\ufffd", quote=False)


def _local(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
