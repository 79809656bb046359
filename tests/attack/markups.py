"""Pages, books, documents and other marked texts that mean ill: each a function of how many bytes it is to have."""

from __future__ import annotations

import html

from tests.attack.elements import DEEP, XMLS
from tests.attack.rtf import RTFS
from tests.attack.texts import PATTERNS, Attack, nested, over

STRINGS = {name: pattern for name, pattern in PATTERNS.items() if isinstance(pattern, str)}
MARKS = (
    "<",
    "<a",
    "<a=",
    "<a b=c",
    "</",
    "<!--",
    "<!-",
    "-->",
    "<!DOCTYPE [",
    "<![CDATA[",
    "]]>",
    "<?",
    "<script>",
    "<style>",
    "<p",
    "{",
    "}",
    "{{",
    "}}",
    "[",
    "]",
    "[[",
    "](",
    "(",
    ")",
    '"',
    "'a",
    "`",
    "|",
    "a|",
    ";",
    ",",
    ":",
    "&",
    "&a",
    "&amp;",
    "&#",
    "back",
    "begin",
    "stars",
    "hash",
    "dash",
    "a",
    "space",
    "lf",
    "cr",
    "$",
    "dollar",
    "tilde",
    "percent",
    "equals",
    "quote",
    "apostrophe",
    "html",
    "arrow",
    "---",
    "underscore",
)
FRAMES = {  # how a file of a kind begins, and ends
    ".md": ("# head\n\n", ""),
    ".html": ("<html><body><p>", "</p>"),
    ".xml": ('<?xml version="1.0"?>\n<TEI><text><p>', "</p></text></TEI>"),
    ".tex": ("\\documentclass{book}\n\\begin{document}\n", ""),
    ".srt": ("1\n00:00:01,000 --> 00:00:02,000\n", ""),
    ".vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n", ""),
    ".sbv": ("0:00:01.000,0:00:02.000\n", ""),
    ".ass": ("[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,", ""),
    ".lrc": ("[ar:Ann]\n[00:01.00]", ""),
    ".conllu": ("# text = One two\n1\tOne\tone\tNUM\n2\ttwo\ttwo\tNUM\n\n", ""),
    ".vrt": ("<text>\n<s>\nOne\tNUM\n", ""),
    ".eml": ("From: Ann <a@example.org>\nSubject: no\n\nOne two\n", ""),
    ".mbox": ("From a@b Mon Jan  1 00:00:00 2024\nA: b\n\nOne\n", ""),
    ".rtf": ("{\\rtf1\\ansi words ", "}"),
    ".csv": ("text,n\n", ""),
    ".tsv": ("text\tn\n", ""),
    ".jsonl": ('{"text": "', '"}'),
    ".json": ('[{"text": "', '"}]'),
}
WIKI = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"><siteinfo></siteinfo><page><title>A</title><ns>0</ns><revision><text>',
    "</text></revision></page></mediawiki>",
)

MARKUPS: dict[str, Attack] = {}
for suffix, (begin, end) in FRAMES.items():
    for name in MARKS:
        if name in PATTERNS:
            MARKUPS[f"{name}{suffix}"] = over(PATTERNS[name], begin, end)
            MARKUPS[f"{name} first{suffix}"] = over(PATTERNS[name])
            MARKUPS[f"lines of {name}{suffix}"] = over(PATTERNS[name] * 20 + "\n", begin, end)
WIKIS = {f"{name} wiki.xml": over(html.escape(pattern), *WIKI) for name, pattern in STRINGS.items()}
WIKIS |= {f"lines {name} wiki.xml": over(html.escape(pattern * 20 + "\n"), *WIKI) for name, pattern in STRINGS.items()}
WIKIS |= {
    f"{name} wiki.xml": over(html.escape(pattern), *WIKI)
    for name, pattern in {
        "{{a|": "{{a|",
        "[[a|": "[[a|",
        "{|": "{|\n",
        "<ref>": "<ref>",
        "<ref": "<ref ",
        "<nowiki>": "<nowiki>",
        "<!-- a": "<!-- ",
        "-{": "-{",
        "-{a": "-{a;",
        "''": "''a",
        "'''": "'''",
        "''''": "a'''' ",
        "====": "=",
        "=a=": "==a\n",
        "[http": "[http://a ",
        "<gallery>": "<gallery>",
        "__": "__A",
        "__AA": "__AAA",
        "{{{": "{{{",
        "}}}": "}}}",
        "[[]]": "[[a]]",
        "{{}}": "{{a}}",
        "<sup>": "1<sup> ",
        "{{lang|": "{{lang|fr|",
        "[[File:": "[[File:a|",
        "|-": "{|\n|-\n|a||b",
        "!!": "{|\n!a!!",
        "&lt;": "&lt;",
    }.items()
}
WIKIS |= {
    "deep {{}}.wiki.xml": nested("{{a|", "}}", *WIKI),
    "deep [[ wiki.xml": nested("[[File:a|", "]]", *WIKI),
    "pages wiki.xml": over(
        "<page><title>a</title><ns>0</ns><revision><text>w</text></revision></page>",
        WIKI[0].partition("<page>")[0],
        "</mediawiki>",
    ),
    "revisions wiki.xml": over("<revision><text>w</text></revision>", WIKI[0], WIKI[1]),
    "namespaces wiki.xml": over("<namespace key='1'>a</namespace>", WIKI[0], WIKI[1]),
}


KINDS = (*FRAMES, "wiki", "deep", "elements", "rtf")


def attacks(kind: str) -> dict[str, Attack]:
    """Return the attacks of a kind."""
    if kind in FRAMES:
        return {name: attack for name, attack in MARKUPS.items() if name.endswith(kind)}
    return {"wiki": WIKIS, "deep": DEEP, "elements": XMLS, "rtf": RTFS}[kind]
