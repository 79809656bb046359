r"""Markup in texts that should have none: tags and references of HTML, and `\n` written out, in the cells of a table.

Only what is surely markup goes: known elements with well-formed attributes, references that have a meaning. So `a < b`,
`<3`, `AT&T`, <name@example.org> and <unk> stay. What ends a block becomes a line end; tags within a line vanish.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.entities import html5

from embrepl.system.sizes import counted

_INLINE = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q rp rt ruby s samp small span strike "
    "strong sub sup tt u var wbr area audio base canvas col colgroup data embed iframe img input label link map meta "
    "meter noscript o:p object output param picture progress script source style template textarea time track video"
)
SPACED = frozenset({"audio", "canvas", "embed", "iframe", "img", "input", "object", "textarea", "video"})
# names that also stand for a thing in a text, <time> or <address>: taken for tags with attributes or a tag that closes
_DOUBTFUL = (
    "address article aside base body button caption center data details dialog dir figure footer form frame head "
    "header label legend link main map menu meter nav object option output param picture progress section select "
    "source summary template time title track var video"
)
DOUBTFUL = frozenset(_DOUBTFUL.split())
_VALUE = r"""\s*+=\s*+(?:"[^"]{0,2000}+"|'[^']{0,2000}+'|[^\s"'<>=`]++)"""
_BARE = "allowfullscreen|async|autoplay|checked|compact|controls|defer|disabled|hidden|loop|muted|noshade|nowrap|open"
_ATTRIBUTES = rf"(?:[\s/]*+(?:[A-Za-z_:@][-\w:.]*+{_VALUE}|(?:{_BARE})(?=[\s/>])))*+"
REFERENCE = re.compile(
    r"&(?:(?:amp;)*+(?:\#\d{1,7}+;?|\#[xX][0-9a-fA-F]{1,6}+;?|[A-Za-z][A-Za-z0-9]{1,31}+;)|(?:amp;)++|"
    r"(?:nbsp|amp|quot|lt|gt)(?![A-Za-z0-9=;]))"
)
ESCAPE = re.compile(r"""\\\\{0,7}+[nrt"'/]""")  # these patterns begin with a backslash, which is found fast
BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
LINE_END = re.compile(r"\\[nr]")
OTHER_ESCAPE = re.compile(r"""\\(?:[^nrt"'/\\]|(?<=[A-Za-z]:\\))""")  # of a path, of LaTeX, of code
_LATEX = "nabla|neg|neq?|newcommand|newline|noindent|nolimits|not|nu|rangle|rceil|ref|rfloor|rho|right|rightarrow|rm"
LATEX = re.compile(rf"\\(?<!\w\\)(?:{_LATEX}|tanh?|tau|text\w*|theta|times|to|top|triangle)(?![a-z])")
OPENED, CLOSED = re.compile(r"<([A-Za-z][A-Za-z0-9]*+)"), re.compile(r"</([A-Za-z][A-Za-z0-9]*+)")
NOTE = re.compile(r"\s*+(?:<a\b[^<>]{0,300}>)?\s*+[\[(]?[\d*†‡,\s]{1,8}[\])]?\s*+</")  # the mark of a footnote
UNFINISHED = 4096  # characters in which a tag that has begun should end


@dataclass
class Markup:
    """Cleans texts of markup, or only counts it when `kept`.

    `default`: what happens was not asked for, so that the note names the option that does otherwise.
    """

    kept: bool
    default: bool = True
    tags: int = 0
    references: int = 0
    escapes: int = 0

    def notes(self) -> list[str]:
        """Return a sentence on how much markup there was, and what became of it."""
        kinds = {"tag": self.tags, "character reference": self.references, "backslash escape": self.escapes}
        found = [counted(many, kind) for kind, many in kinds.items() if many]
        if not found:
            return []
        *others, last = found
        what = f"{', '.join(others)}{' and ' * bool(others)}{last}"
        if self.kept:
            return [f"{what} read as text{'; --markup clean removes them' * self.default}"]
        return [f"{what} cleaned away{'; --markup keep leaves them' * self.default}"]

    def text(self, text: str) -> str:
        """Return a whole text without its markup, or as it is."""
        if "<" not in text and "&" not in text and "\\" not in text:
            return text
        cleaned = self._without_tags(text) if "<" in text else text
        if "&" in cleaned:
            tags = self.tags
            plain = REFERENCE.sub(self._solve, cleaned)
            # `&lt;br&gt;` is a tag that was escaped once too often, unless tags stand beside it
            # (a line break is none of these: nobody writes of one where others stand)
            once_more = "<" in plain and cleaned is text and tags == self.tags
            cleaned = self._without_tags(plain) if once_more else self._without_breaks(plain)
        if "\\" in cleaned:
            cleaned = self._without_escapes(cleaned)
        return text if self.kept else cleaned

    def chunks(self, chunks: Iterable[str]) -> Iterator[str]:
        """Yield a text that comes in chunks, what may be the beginning of a tag kept for the next one."""
        rest = ""
        for chunk in chunks:
            given = rest + chunk if rest else chunk
            end = _finished(given)
            yield self.text(given[:end] if end < len(given) else given)
            rest = given[end:]
        if rest:
            yield self.text(rest)

    def _without_tags(self, text: str) -> str:
        from embrepl.corpus.reading.markup.pages import BLOCKS  # it brings lxml, which few tables need

        paired: set[str] | None = None

        def replace(match: re.Match[str]) -> str:
            nonlocal paired
            name = (match["name"] or "").lower()
            if name in DOUBTFUL and "=" not in match[0]:
                paired = _paired(text) if paired is None else paired
                if name not in paired:
                    return match[0]
            self.tags += 1
            if name in BLOCKS:
                return "\n"
            return " " if name in SPACED or (name == "sup" and NOTE.match(text, match.end())) else ""

        cleaned = _tag().sub(replace, text)
        return cleaned.replace("]]>", "") if "<![CDATA[" in text else cleaned

    def _without_breaks(self, text: str) -> str:
        cleaned, many = BREAK.subn("\n", text) if "<" in text else (text, 0)
        self.tags += many
        return cleaned

    def _solve(self, match: re.Match[str]) -> str:
        written = match[0]
        inner = re.sub("^&(?:amp;)+(?=.)", "&", written) if written.startswith("&amp;") else written
        unknown = inner[1].isalpha() and inner.endswith(";") and inner[1:] not in html5  # of &notes; there is &not
        solved = written if unknown else html.unescape(inner)
        if solved == written:
            return written
        self.references += 1
        return solved

    def _without_escapes(self, text: str) -> str:
        if OTHER_ESCAPE.search(text) or LATEX.search(text):
            return text
        unasked = self.kept and self.default  # of a plain text only what is surely no text is worth a word
        cleaned, many = (LINE_END if unasked else ESCAPE).subn(_meant, text)
        self.escapes += many
        return cleaned


def _meant(match: re.Match[str]) -> str:
    sign = match[0][-1]
    return {"n": "\n", "r": "\n", "t": "\t"}.get(sign, sign)


def _finished(text: str) -> int:
    """Return where in a text the tag, reference or escape begins that may go on after it, or how long it is."""
    begin = max(0, len(text) - UNFINISHED)
    opened, closed = text.rfind("<", begin), text.rfind(">", begin)
    reference = text.rfind("&", max(begin, len(text) - 40))
    if opened > closed:
        return opened
    if reference > max(closed, text.rfind(";", begin)):
        return reference
    return len(text.rstrip("\\"))


def _paired(text: str) -> set[str]:
    """Return the names of which a text has tags that open and tags that close."""
    opened = {name.lower() for name in OPENED.findall(text)}
    return opened & {name.lower() for name in CLOSED.findall(text)}


@cache
def _tag() -> re.Pattern[str]:
    from embrepl.corpus.reading.markup.pages import BLOCKS

    names = "|".join(sorted({*BLOCKS, *_INLINE.split()}, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"<(?:(?:script|style)(?:\s[^<>]{{0,500}}+)?>(?:[^<]{{1,5000}}+|<(?!/s)){{0,300}}+</(?:script|style)\s*+>"
        rf"|!--[^-<>]{{0,5000}}+(?:(?:-(?!->)|[<>])[^-<>]{{0,5000}}+){{0,300}}+-->|!\[CDATA\[|!\[(?:if|endif)[^\]<>]{{0,100}}+\](?:--)?>|!DOCTYPE[^<>]{{0,300}}+>|\?xml[^<>]{{0,300}}+>"
        rf"|/?(?P<name>{names})(?:(?=[\s/>]){_ATTRIBUTES}[\s/]*+>"
        rf"|(?=\s){_ATTRIBUTES}\s++[-\w]++\s*+=[\"']?[^\"'<>\s]*+\Z))",
        re.IGNORECASE | re.DOTALL,
    )
