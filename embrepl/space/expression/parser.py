"""Tokens → a query. Sums are linear, so brackets and signs are multiplied out while reading.

sum    := part (("+" | "-") part)*
part   := ("+" | "-" | number "*")* (word | "(" sum ")")
"""

from __future__ import annotations

import re

from embrepl.errors import EmbreplError
from embrepl.space.expression.lexer import Token, bad, tokens
from embrepl.space.expression.query import Query, Term

_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]-?[0-9]+)?")
_DEEPEST = 50
_GREATEST = 1e6


def parse(text: str) -> Query:
    """Return the query that a text means; raises only `bad-expression`, with a caret under the place."""
    return Query(text, tuple(_Parser(text).whole()))


class _Parser:
    """One pass over the tokens of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._next = 0

    def whole(self) -> list[Term]:
        terms = self._sum(1.0, 0)
        last = self._take()
        if last.kind != "end":
            raise self._stray(last)
        return terms

    def _stray(self, token: Token) -> EmbreplError:
        """Return the error for what cannot follow a finished sum."""
        what = {")": "This bracket was never opened", "*": "Only a number can stand before *"}
        missing = "A + or - is missing here"
        return bad(self._text, token.place, what.get(token.text, missing) if token.kind == "sign" else missing)

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _sees(self, signs: str) -> bool:
        token = self._tokens[self._next]
        return token.kind == "sign" and token.text in signs

    def _sum(self, weight: float, depth: int) -> list[Term]:
        terms = self._part(weight, depth)
        while self._sees("+-"):
            sign = -1.0 if self._take().text == "-" else 1.0
            terms += self._part(sign * weight, depth)
        return terms

    def _part(self, weight: float, depth: int) -> list[Term]:
        while True:
            token = self._take()
            if token.kind == "sign" and token.text in "+-":
                weight = -weight if token.text == "-" else weight
            elif token.kind == "word" and self._sees("*"):
                weight *= self._number(token)
                self._take()
                if abs(weight) > _GREATEST:
                    raise bad(self._text, token.place, f"A weight is at most {_GREATEST:,.0f}")
            elif token.kind in {"word", "quoted"}:
                return [Term(weight, token.text, token.place)]
            elif token.kind == "sign" and token.text == "(":
                return self._brackets(token, weight, depth)
            else:
                raise bad(self._text, token.place, "A word is missing here")

    def _number(self, token: Token) -> float:
        if not _NUMBER.fullmatch(token.text):
            raise bad(self._text, token.place, "A weight before * is a number, as in 2*king")
        return float(token.text)

    def _brackets(self, opened: Token, weight: float, depth: int) -> list[Term]:
        if depth == _DEEPEST:
            raise bad(self._text, opened.place, f"Brackets go {_DEEPEST} deep at most")
        terms = self._sum(weight, depth + 1)
        closing = self._take()
        if closing.kind == "end":
            raise bad(self._text, opened.place, "This bracket is not closed")
        if closing.text != ")" or closing.kind != "sign":
            raise self._stray(closing)
        return terms
