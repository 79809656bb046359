"""Texts that mean ill, by the kind of file that they are in: each a function of how many bytes it is to have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Attack: TypeAlias = Callable[[int], bytes]


def over(pattern: str | bytes, begin: str | bytes = b"", end: str | bytes = b"") -> Attack:
    """Return the attack that repeats a pattern between a beginning and an end."""
    first, again, last = (each if isinstance(each, bytes) else each.encode() for each in (begin, pattern, end))

    def made(size: int) -> bytes:
        return first + again * max(1, (size - len(first) - len(last)) // len(again)) + last

    return made


def nested(opening: str, closing: str, begin: str = "", end: str = "", middle: str = "words") -> Attack:
    """Return the attack that opens as often as it closes."""

    def made(size: int) -> bytes:
        times = max(1, (size - len(begin) - len(end)) // (len(opening) + len(closing)))
        return (begin + opening * times + middle + closing * times + end).encode()

    return made


PATTERNS = {  # what a line is made of
    "a": "a",
    "A": "A",
    "www.": "www.",
    "www": "w",
    "http": "http://",
    "address": "http://a.b/",
    "at": "@",
    "a@": "a@",
    "a@b.": "a@b.",
    "a.": "a.",
    "dash": "-",
    "a-": "a-",
    "apostrophe": "'",
    "a'": "a'",
    "’": "’",
    "marks": "\u0301",
    "e marks": "e\u0301",
    "many marks": "e" + "\u0301" * 50,
    "1,": "1,",
    "1.": "1.",
    "1": "1",
    "第": "第",
    "第1": "第1",
    "第一回": "第一回",
    "一": "一",
    "的": "的",
    "的a": "的a",
    "joiner": "👩\u200d",
    "joiners": "\u200d",
    "no width": "\u200b",
    "soft": "\u00ad",
    "a soft": "a\u00ad",
    "flags": "🇩",
    "skin": "👍🏽",
    "thai": "ก",
    "thai words": "กา",
    "lao": "ກ",
    "khmer": "ក",
    "burmese": "က",
    "kana": "カ",
    "hira": "の",
    "hangul": "가",
    "jamo": "ᄀ",
    "marks of two kinds": "\u0301\u0316",
    "jamos": "가",
    "arabic": "ا",
    "arabic marks": "اً",
    "hebrew": "אְ",
    "devanagari": "क्",
    "tibetan": "ཀ་",
    "mongolian": "ᠠ᠎",
    "half wide": "ｶﾞ",
    "full wide": "Ａ",
    "kangxi": "⼀",
    "compat": "豈",
    "rtl": "\u202e",
    "replaced": "\ufffd",
    "private": "\ue000",
    "bom": "\ufeff",
    "nbsp": "\xa0",
    "tab": "\t",
    "space": " ",
    "cr": "\r",
    "lf": "\n",
    "crlf": "\r\n",
    "lfcr": "\n\r",
    "ff": "\f",
    "ls": "\u2028",
    "nel": "\x85",
    "hyphen line": "a-\n",
    "short lines": "a\n",
    "underscore": "_",
    "a_": "a_",
    "dots": ".",
    "…": "…",
    "stars": "*",
    "hash": "#",
    "hash a": "#a",
    "percent": "%",
    "dollar": "$",
    "equals": "=",
    "tilde": "~",
    "back": "\\",
    "slash": "/",
    "a/": "a/",
    "&": "&",
    "&amp;": "&amp;",
    "&a": "&a",
    "&#": "&#",
    "&#1": "&#1;",
    "<": "<",
    "<a": "<a ",
    "<a=": "<a b=",
    "<a b=c": "<a b='c' ",
    "</": "</",
    "<!--": "<!--",
    "<!-": "<!-",
    "-->": "-->",
    "<!DOCTYPE [": "<!DOCTYPE [",
    "<![CDATA[": "<![CDATA[",
    "]]>": "]]>",
    "<?": "<?",
    "<script>": "<script>",
    "<style>": "<style>",
    "<br>": "<br>",
    "<div>": "<div>",
    "<p": "<p",
    "<time>": "<time>",
    "{": "{",
    "}": "}",
    "{{": "{{",
    "}}": "}}",
    "[": "[",
    "]": "]",
    "[[": "[[",
    "](": "](",
    "(": "(",
    ")": ")",
    '"': '"',
    '""': '"a"',
    "“": "“",
    "'a": " 'a",
    "`": "`",
    "´": "a´",
    "|": "|",
    "a|": "a|",
    ";": ";",
    ",": ",",
    ":": ":",
    "\\n": "\\n",
    "\\x": "\\x96",
    "\\u": "\\u00e9",
    "_DT": "a_DT ",
    "/dt": "a/dt ",
    "Â": "Ã¢",
    "mojibake": "â€™",
    "Gutenberg": "Project Gutenberg ",
    "Start": "*** START OF THE PROJECT GUTENBERG EBOOK\n",
    "End": "End of the Project Gutenberg EBook\n",
    "chapter": "CHAPTER I\n",
    "chapters": "Chapter 1. ",
    "roman": "MMM ",
    "numbers": "1 ",
    "long numbers": "12345678901234567890 ",
    "capitals": "Ab ",
    "caps": "ABC ",
    "Aa": "aA",
    "aliases": "U.S.A. ",
    "initials": "A. ",
    "html": "<p>a</p>",
    "emoji": "😀",
    "quotes": "> ",
    "quote": ">",
    "From": "From ",
    "from": "\nFrom a@b Mon\n",
    "arrow": "00:00:01,000 --> 00:00:02,000\n",
    "begin": "\\begin{a}",
    "---": "---\n",
    "NUL": "a\0",
    "ff fe": b"\n\xff\xfe",
    "fe ff": b"\n\xfe\xff",
    "c0": b"a\xc0",
    "e2": b"a\xe2\x82",
    "80": b"\x80",
    "f0": b"\xf0",
    "gb": "的".encode("gb18030"),
    "gb a": b"a\xb5\xc4\n",
    "1b": b"\x1b$B",
    "latin": b"\xe9",
    "latin words": b"\xe9a ",
    "utf-16": "ab ".encode("utf-16-le"),
    "utf-32": "ab ".encode("utf-32-le"),
    "esc": b"\x1b",
    "controls": b"a\x01 ",
}

LAUGHS = (  # entities that multiply
    "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
KINDS = ("one line", "lines", "words before", "words between")


def attacks(kind: str) -> dict[str, Attack]:
    """Return the texts that are made of one pattern: alone, in lines, behind words, or between them."""
    if kind == "one line":
        return {f"{name}.txt": over(pattern) for name, pattern in PATTERNS.items()}
    if kind == "lines":
        return {f"{name}.txt": over(_encoded(pattern) * 40 + b"\n") for name, pattern in PATTERNS.items()}
    if kind == "words before":
        return {f"{name}.txt": over(pattern, "plain words " * 2000) for name, pattern in PATTERNS.items()}
    return {f"{name}.txt": between(_encoded(pattern)) for name, pattern in PATTERNS.items()}


def between(pattern: bytes) -> Attack:
    """Return the attack that has a pattern between different words."""
    return lambda size: pattern.join(b"%x" % number for number in range(size // (5 + len(pattern))))


def _encoded(pattern: str | bytes) -> bytes:
    return pattern if isinstance(pattern, bytes) else pattern.encode()
