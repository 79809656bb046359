"""How a part is typed: conditions with & between, each a value alone, or a variable, a sign and a value.

    negative      party=D      party!=D      year>=1990      year=1990..2000      party=D & year<1990

A name or value that holds such signs stands between quotation marks. Signs of full width mean the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from embrepl.errors import EmbreplError

_SIGNS = {
    "!=": "!= ！＝ ≠ <>", ">=": ">= ＞＝ ≥ =>", "<=": "<= ＜＝ ≤ =<", "=": "== ＝＝ = ＝", ">": "> ＞", "<": "< ＜",
}  # fmt: skip
_PLAIN = {typed: sign for sign, spellings in _SIGNS.items() for typed in spellings.split()}
_SIGN = re.compile("|".join(map(re.escape, sorted(_PLAIN, key=len, reverse=True))))
_AND = re.compile("[&＆]")
_SIGN_OR_AND = re.compile(f"{_SIGN.pattern}|{_AND.pattern}")
_MARKS = (
    ('"', '"'),
    ("'", "'"),
    ("“", "”"),
    ("‘", "’"),
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
)  # that enclose a name or a value
_QUOTED = re.compile(f"\\s*(?:{'|'.join(f'{first}([^{last}]*){last}' for first, last in _MARKS)})\\s*")
_CLOSED = frozenset('"“「『《')  # marks that begin no name or value unless they are closed
_NEEDS_MARKS = re.compile(f"[&＆!！=＝<＜>＞≠≤≥]|^\\s|\\s$|^[{''.join(first for first, _ in _MARKS)}]")
FORMS = "A part is typed as party=D, party!=D, year>=1990, year=1990..2000, or several of these with & between."


@dataclass(frozen=True)
class Condition:
    """A sign, such as >=, with the variable before it and the value behind; a value alone has neither."""

    value: str
    variable: str = ""
    sign: str = ""

    def __str__(self) -> str:
        return f"{quoted(self.variable)}{self.sign}{quoted(self.value)}" if self.sign else quoted(self.value)


def conditions(text: str) -> list[Condition]:
    """Return the conditions that a text is. Raises `bad-part`."""
    result: list[Condition] = []
    at = 0
    while True:
        name, at = _read(text, at, _SIGN_OR_AND)
        sign = _SIGN.match(text, at)
        value = name
        if sign:
            value, at = _read(text, sign.end(), _AND)
        if not name or not value:
            raise EmbreplError("bad-part", f"'{text}' lacks a name or a value.", FORMS)
        result.append(Condition(value, name, _PLAIN[sign[0]]) if sign else Condition(value))
        if at >= len(text):
            return result
        at += 1


def quoted(text: str) -> str:
    """Return a name or a value as it is typed."""
    if not _NEEDS_MARKS.search(text):
        return text
    first, last = next((marks for marks in _MARKS if marks[1] not in text), _MARKS[0])
    return f"{first}{text}{last}"


def _read(text: str, at: int, stop: re.Pattern[str]) -> tuple[str, int]:
    """Return the name or value that begins there, and where the sign behind it stands, or the end."""
    quotation = _QUOTED.match(text, at)
    if quotation and (quotation.end() == len(text) or stop.match(text, quotation.end())):
        return next(each for each in quotation.groups() if each is not None), quotation.end()
    if text[at:].lstrip()[:1] in _CLOSED:
        message = f"A quotation mark in '{text}' is not closed."
        raise EmbreplError("bad-part", message, "All of a part with spaces is quoted: --in 'party=Democratic Party'.")
    found = stop.search(text, at)
    end = found.start() if found else len(text)
    return text[at:end].strip(), end
