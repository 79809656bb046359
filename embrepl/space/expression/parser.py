"""Symbols → a query. Sums are linear, so brackets and signs are multiplied out while reading.

sum    := part (("+" | "-") part)*
part   := ("+" | "-" | number "*")* (word | "(" sum ")")
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from embrepl.errors import EmbreplError
from embrepl.space.expression.query import Query, Term
from embrepl.space.expression.symbols import LinePart, Symbol, TextPart, bad, symbols
from embrepl.space.expression.widths import narrow

_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]-?[0-9]+)?")
_DEEPEST = 50
_GREATEST = 1e6


def parse(text: str) -> Query:
    """Return the query that a text means. Raises only `bad-expression`, with the place in the text."""
    return parse_pieces([TextPart(text)], text)


def parse_pieces(pieces: Sequence[LinePart], line: str) -> Query:
    """Return the query that some pieces of a typed line mean. Raises only `bad-expression`, with the place in the line.

    A word in quotation marks stands whole in one piece.
    """
    return Query(" ".join(piece.raw for piece in pieces), tuple(_Parser(pieces, line).whole()))


class _Parser:
    """One pass over the symbols of an expression."""

    def __init__(self, pieces: Sequence[LinePart], line: str) -> None:
        self._line = line
        self._symbols = symbols(pieces, line)
        self._next = 0

    def whole(self) -> list[Term]:
        terms = self._sum(1.0, 0)
        last = self._take()
        if last.kind != "end":
            raise self._stray(last)
        return terms

    def _stray(self, symbol: Symbol) -> EmbreplError:
        """Return the error for what cannot follow a finished sum."""
        what = {")": "This bracket was never opened", "*": "Only a number can stand before *"}
        missing = "A + or - is missing here"
        return bad(self._line, symbol.place, what.get(symbol.text, missing) if symbol.kind == "sign" else missing)

    def _take(self) -> Symbol:
        symbol = self._symbols[self._next]
        self._next = min(self._next + 1, len(self._symbols) - 1)
        return symbol

    def _sees(self, signs: str) -> bool:
        symbol = self._symbols[self._next]
        return symbol.kind == "sign" and symbol.text in signs

    def _sum(self, weight: float, depth: int) -> list[Term]:
        terms = self._part(weight, depth)
        while self._sees("+-"):
            sign = -1.0 if self._take().text == "-" else 1.0
            terms += self._part(sign * weight, depth)
        return terms

    def _part(self, weight: float, depth: int) -> list[Term]:
        while True:
            symbol = self._take()
            if symbol.kind == "sign" and symbol.text in "+-":
                weight = -weight if symbol.text == "-" else weight
            elif symbol.kind == "word" and self._sees("*"):
                weight *= self._number(symbol)
                self._take()
                if abs(weight) > _GREATEST:
                    raise bad(self._line, symbol.place, f"A weight is at most {_GREATEST:,.0f}")
            elif symbol.kind in {"word", "quoted"}:
                return [Term(weight, symbol.text, symbol.place)]
            elif symbol.kind == "sign" and symbol.text == "(":
                return self._brackets(symbol, weight, depth)
            else:
                raise bad(self._line, symbol.place, "A word is missing here")

    def _number(self, symbol: Symbol) -> float:
        number = narrow(symbol.text)
        if not _NUMBER.fullmatch(number):
            raise bad(self._line, symbol.place, "A weight before * is a number, as in 2*king")
        return float(number)

    def _brackets(self, opened: Symbol, weight: float, depth: int) -> list[Term]:
        if depth == _DEEPEST:
            raise bad(self._line, opened.place, f"Brackets nest at most {_DEEPEST} deep")
        terms = self._sum(weight, depth + 1)
        closing = self._take()
        if closing.kind == "end":
            raise bad(self._line, opened.place, "This bracket is not closed")
        if closing.text != ")" or closing.kind != "sign":
            raise self._stray(closing)
        return terms
