"""The lines of a wiki page whose templates and links are resolved: tables, headings, lists, addresses, tags, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from embrepl.corpus.reading.markup.note_marks import RAISED_DIGITS

HEADING = re.compile(r"(={1,6})(.+?)\1\s*")
LISTED = re.compile(r"[*#:;]+\s*")
ATTRIBUTES = re.compile(r"[^|\[\]{}]*\|(?!\|)")
GALLERY = re.compile(r"</?gallery\b[^<>]*>")
GALLERY_LINE = re.compile(r"[^|\n]+\.\w{3,5}\s*\|?")
CELLS = re.compile(r"\|\||!!")
ADDRESS = re.compile(r"\[(?:(?:https?|ftps?|mailto|irc|news):|//)[^\s\[\]<>\"]*+\s*+([^\[\]]*)\]", re.IGNORECASE)
POWER = re.compile(r"(?<=\d)<sup>\s*([+−–-]?\d+)\s*</sup>", re.IGNORECASE)
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_BLOCKS = "br p div blockquote center poem li ul ol dl dt dd tr td th table hr h1 h2 h3 h4 h5 h6 gallery"
BLOCKS = frozenset(_BLOCKS.split())
MAGIC = re.compile(r"__[A-Z]{3,}__")
CONVERSION = re.compile(r"-\{([^{}]{0,2000})\}-")
VARIANT = re.compile(r"(?:zh(?:-\w+)?|sr(?:-\w+)?|[a-z]{2}-\w+)\s*:\s*([^;]*)")
QUOTES = re.compile(r"'{2,}")
SPECIAL = "'[]{}|=<>*#:;!-_~"
HIDE = {ord(sign): 0xE000 + at for at, sign in enumerate(SPECIAL)}  # for text that is no markup though it looks like it
SHOW = {hidden: sign for sign, hidden in HIDE.items()}
APOSTROPHE = chr(HIDE[ord("'")])


def plain_lines(text: str) -> str:
    """Return the text of all lines."""
    if "-{" in text:
        text = CONVERSION.sub(_converted, text)
    if "<sup" in text:
        text = POWER.sub(lambda found: found[1].translate(RAISED_DIGITS), text)
    if "<gallery" in text:
        text = GALLERY.sub(r"\n\g<0>\n", text)
    if "//" in text or "[mailto" in text:
        text = ADDRESS.sub(r"\1", text)
    return "\n".join(line for line in _lines(text) if line)


def _lines(text: str) -> Iterator[str]:
    depth, gallery = 0, False  # of open tables
    for whole in text.split("\n"):
        line = whole.strip()
        if line.startswith("<gallery"):
            gallery = True
        elif line.startswith("</gallery"):
            gallery = False
        elif gallery:
            line = _after(GALLERY_LINE, line)
        if line.lstrip(":").startswith("{|"):
            depth += 1
            continue
        if depth and line[:1] in "|!" and line:
            depth -= line.startswith("|}")
            for cell in [] if line.startswith(("|}", "|-")) else CELLS.split(line[1 + line.startswith("|+") :]):
                yield _inline(_after(ATTRIBUTES, cell).strip())
            continue
        if line.startswith("=") and (heading := HEADING.fullmatch(line)) is not None:
            line = heading[2].strip()
        elif line.startswith("----"):
            line = line.lstrip("-")
        yield _inline(_after(LISTED, line))


def _after(begin: re.Pattern[str], line: str) -> str:
    """Return a line without what it begins with."""
    found = begin.match(line)
    return line[found.end() :] if found else line


def _inline(line: str) -> str:
    """Take off tags, quotes and words of magic."""
    if "''" in line:
        line = QUOTES.sub("", _settled(line))
    if "<" in line:
        line = TAG.sub(lambda tag: "\n" if tag[1].lower() in BLOCKS else "", line)
    return MAGIC.sub("", line) if "__" in line else line


def _settled(line: str) -> str:
    """Keep the apostrophes that are no quotes: l'''eau'' is l' and italics, four are one and bold."""
    runs = [(found.start(), len(found[0])) for found in QUOTES.finditer(line)]
    bold, italic = sum(size in {3, 4, 5} for _, size in runs), sum(size in {2, 5} for _, size in runs)
    apostrophes = [(start, size - 3) for start, size in runs if size == 4] + [
        (start, size - 5) for start, size in runs if size > 5
    ]
    if bold % 2 and italic % 2:
        apostrophes += [(start, 1) for start, size in runs if size == 3 and line[start - 1 : start].isalpha()][:1]
    parts, done = [], 0
    for start, size in sorted(apostrophes):
        parts += [line[done:start], APOSTROPHE * size]
        done = start + size
    return "".join([*parts, line[done:]])


def _converted(found: re.Match[str]) -> str:
    """Return one of the spellings that a page offers for a word: the first."""
    flag, bar, rest = found[1].partition("|")
    if bar and set(flag) & set("HTD"):
        return ""
    text = rest if bar else found[1]
    variant = VARIANT.match(text)
    return variant[1] if variant else text
