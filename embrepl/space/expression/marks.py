"""Quotation marks as keyboards, input methods and word processors make them, and what they enclose.

An opening mark is closed by its own partner, else by any mark of its kind, so that “king" is quoted too. A mark that
closes itself stands for itself where it is doubled, as in SQL ('it''s'); pairs such as 「 and 」 nest. The module
imports nothing, since the prompt needs it to split a line into tokens.
"""

from __future__ import annotations

_DOUBLE, _SINGLE = '"“”„‟＂', "'‘’‚＇"
_PAIRS = {
    "“": "”", "„": "“”", "‟": "”", "‘": "’", "‚": "‘’", "〝": "〞〟", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "「": "」", "『": "』", "《": "》", "〈": "〉", "｢": "｣", "﹁": "﹂", "﹃": "﹄",
}  # fmt: skip
_SPACED = "«»‹›"  # French puts spaces inside them
_KINDS = {mark: kind for kind in (_DOUBLE, _SINGLE) for mark in kind}
_AS_TYPED = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))
MARKS = frozenset([*_KINDS, *_PAIRS])  # that may open a quotation
APOSTROPHES = frozenset(_SINGLE)  # which may also stand for themselves before a word: 'tis


def closing_end(line: str, at: int) -> int:
    """Return the place behind the mark that closes the quotation opened at `at`, 0 where there is none."""
    mark = line[at]
    partners, kind = _PAIRS.get(mark, mark), _KINDS.get(mark, "")
    end = _nested_end(line, at, partners) if mark not in partners and mark in _PAIRS else _end(line, at, partners)
    return end or (_end(line, at, kind) if kind else 0)


def inside(quotation: str) -> str:
    """Return what stands between the marks of a quotation; a doubled mark that closes it is one."""
    closing = quotation[-1]
    text = quotation[1:-1].strip() if quotation[0] in _SPACED else quotation[1:-1]
    return text if quotation[0] != closing and quotation[0] in _PAIRS else text.replace(closing * 2, closing)


def plain(text: str) -> str:
    """Return a text with its typographic quotation marks and apostrophes as the plain ones."""
    return text if text.isascii() else text.translate(_AS_TYPED)


def _nested_end(line: str, at: int, partners: str) -> int:
    depth = 0
    for place in range(at, len(line)):
        if line[place] in partners:
            depth -= 1
            if not depth:
                return place + 1
        elif line[place] == line[at]:
            depth += 1
    return 0


def _end(line: str, at: int, closing: str) -> int:
    end = at + 1
    while end < len(line):
        if line[end] in closing:
            if line[end + 1 : end + 2] != line[end]:
                return end + 1
            end += 1
        end += 1
    return 0
