"""The text of a wiki page without its markup.

Templates, references, categories, pictures, formulas and code are left out; of links, tables, lists, galleries and
captions the words stay, and of a few templates (`{{lang|fr|moulin}}`, `{{convert|5|km}}`) those that a reader sees.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping

from embrepl.corpus.reading.wiki.lines import HIDE, SHOW, plain_lines

FILE, CATEGORY = 6, 14
DEEPEST = 40  # templates and links within each other
_DROPPED = (
    "ref references math chem ce timeline syntaxhighlight source score templatedata hiero imagemap graph mapframe "
    "maplink includeonly templatestyles section indicator inputbox categorytree charinsert dynamicpagelist style script"
)
DROPPED = frozenset(_DROPPED.split())
LITERAL = frozenset({"nowiki", "pre"})
COUNTED = {"ref": "reference", "math": "formula", "chem": "formula", "ce": "formula"}
COUNTED |= {"syntaxhighlight": "code block", "source": "code block"}
ELEMENT = re.compile(rf"<!--|<({'|'.join(sorted(DROPPED | LITERAL, key=len, reverse=True))})\b([^<>]*)>", re.IGNORECASE)
NESTING = re.compile(r"\{\{|\}\}|\[\[|\]\]")
CLOSING = {"}}": "{{", "]]": "[["}
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*|simple")
LONGEST_OPTION = 60  # characters of a setting of a picture, or of the name of a value
PICTURE_OPTION = re.compile(
    r"\s*(?:[a-z]+|[\w -]+=.*|\d*x?\d+ ?px|thumb\w*|mini\w*|hochkant.*|upright.*|缩略图|縮圖|右|左|居中|置中|无|無|"
    r"サムネイル|中央)\s*"
)
COMMENT_END = re.compile("-->")
CLOSED = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in DROPPED | LITERAL}
LAST = re.compile(
    r"(?:lang(?:-[a-z-]+|ue)?|nowrap|nobr|small(?:er)?|big(?:ger)?|larger|nobold|noitalic|em|strong|bdo|"
    r"transl(?:iteration)?|smallcaps|sc|abbr\w*|tooltip|title case|q|sic|linktext|ill|interlanguage link|"
    r"visible anchor|anchored|audio|native name)"
)
QUOTES = re.compile(
    r"(?:block|c|r|pull|long)?\s?quot(?:e|ation)|poem(?: ?quote)?|centered pull quote|verse|zitat|citation bloc"
)
FIRST = re.compile(r"ill|interlanguage link|abbr\w*|tooltip|sic|linktext|visible anchor|anchored")
SIGNS = {"'": "'", "'s": "'s", "`": "'", "snd": " – ", "spnd": " – ", "spaced ndash": " – ", "ndash": "–", "mdash": "—"}
SIGNS |= {
    "nbsp": " ",
    "spaces": " ",
    "-": "\n",
    "clear": "\n",
    "!": "|",
    "=": "=",
    "'-": "'",
    "circa": "c. ",
    "c.": "c. ",
}
QUOTED = re.compile(r"\s*(?:text|quote|1)\s*=", re.IGNORECASE)


class Wikitext:
    """Takes the markup off pages; what is left out is counted. `links`: names before a colon that are no words."""

    def __init__(self, links: Mapping[str, int], left_out: Counter[str]) -> None:
        self._links = links
        self._left_out = left_out

    def text(self, source: str) -> str:
        """Return the text of a page."""
        text = self._without_nesting(self._without_elements(source))
        return html.unescape(plain_lines(text)).translate(SHOW)

    def _without_elements(self, source: str) -> str:
        """Drop comments and elements that hold no text; hide from what follows what stands as it is."""
        parts, place, unclosed = [], 0, set()
        while (found := ELEMENT.search(source, place)) is not None:
            parts.append(source[place : found.start()])
            name, place = (found[1] or "").lower(), found.end()
            if name in COUNTED:
                self._left_out[COUNTED[name]] += 1
            if name in unclosed or (found[2] or "").endswith("/"):
                continue
            end = (CLOSED[name] if name else COMMENT_END).search(source, place)
            if end is None:
                unclosed.add(name)
                continue
            if name in LITERAL:
                parts.append(source[place : end.start()].translate(HIDE))
            place = end.end()
        parts.append(source[place:])
        return "".join(parts)

    def _without_nesting(self, source: str) -> str:
        """Resolve templates and links, the inner ones first."""
        frames: list[tuple[str, list[str]]] = [("", [])]
        place = 0
        for found in NESTING.finditer(source):
            frames[-1][1].append(source[place : found.start()])
            place, sign = found.end(), found[0]
            if sign in CLOSING:
                if any(kind == CLOSING[sign] for kind, _ in frames):
                    while (frame := frames.pop())[0] != CLOSING[sign]:
                        frames[-1][1].extend(frame[1])  # one that is never closed
                    inner = "".join(frame[1])
                    frames[-1][1].append(self._template(inner) if sign == "}}" else self._link(inner))
            elif len(frames) < DEEPEST:
                frames.append((sign, []))
        frames[-1][1].append(source[place:])
        return "".join(part for _, parts in frames for part in parts)

    def _template(self, inner: str) -> str:
        """Return what a reader sees of a template, as far as that can be known without the template."""
        name, *given = inner.split("|")
        name = name.strip().lower().replace("_", " ")
        if name in SIGNS:
            return SIGNS[name]
        values = [value.strip() for value in given if not _is_named(value)]
        if values and LAST.fullmatch(name):
            return values[0] if FIRST.fullmatch(name) else values[-1]
        if given and QUOTES.fullmatch(name):
            named = [QUOTED.sub("", value).strip() for value in given if QUOTED.match(value)]
            return "\n" + (named or values or [""])[0] + "\n"
        if values and name in {"convert", "cvt"}:
            return " ".join(values[:2])
        self._left_out["template"] += 1
        return ""

    def _link(self, inner: str) -> str:
        """Return the text of a link, and the caption of a picture."""
        target, pipe, text = inner.partition("|")
        prefix, colon, rest = target.partition(":")
        place = self._links.get(prefix.strip().lower().replace("_", " ")) if colon else None
        if place == CATEGORY:
            return ""
        if place == FILE:
            caption = text.rpartition("|")[2]
            is_option = len(caption) <= LONGEST_OPTION and PICTURE_OPTION.fullmatch(caption)
            return "" if is_option else f"\n{caption}\n"
        if pipe:
            return text
        if colon and LANGUAGE.fullmatch(prefix):
            return ""
        return (rest if colon and not prefix else target).replace("_", " ")


def _is_named(value: str) -> bool:
    """Return whether a value of a template is given by name."""
    name, sign, _ = value.partition("=")
    return bool(sign) and len(name) <= LONGEST_OPTION and name.replace(" ", "").replace("-", "").isidentifier()
