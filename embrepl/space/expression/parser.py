"""Symbols → what they mean. One notation for whatever can be asked about:

target := sum ("|" sum)*                          without the directions behind the |
sum    := part (("+" | "-") part)*
part   := ("+" | "-" | number "*")* (phrase | "(" target ("," target)* ")")
phrase := word+                                   in a list of targets: one word
"""

from __future__ import annotations

from collections.abc import Sequence

from embrepl.errors import EmbreplError
from embrepl.space.expression.query import Mean, Part, Query, Sum, Term, Without, Word
from embrepl.space.expression.symbols import LinePart, Symbol, TextPart, bad, runs, symbols
from embrepl.space.expression.widths import narrow

_DEEPEST = 50
_GREATEST = 1e6


def parse(text: str) -> Query:
    """Return the target that a text means. Raises only `bad-expression`, with the place in the text."""
    return parse_pieces([TextPart(text)], text)


def parse_pieces(pieces: Sequence[LinePart], line: str) -> Query:
    """Return the one target that some pieces of a typed line mean; words with nothing between them are a phrase.

    Raises only `bad-expression`, with the place in the line. A word in quotation marks stands whole in one piece.
    """
    parser = _Parser(symbols(pieces, line), line, phrases=True)
    part = parser.target(0)
    parser.end()
    return Query(" ".join(run.raw for run in runs(pieces)), part)


def parse_several(pieces: Sequence[LinePart], line: str) -> tuple[Query, ...]:
    """Return the targets of a list: a new one begins where no sign stands between, or a comma. Raises as above."""
    parser = _Parser(symbols(pieces, line), line, phrases=False)
    result = parser.several()
    parser.end()
    return result


def parse_phrases(pieces: Sequence[LinePart], line: str) -> tuple[Query, ...]:
    """Return the targets between which commas stand; words with nothing between them are a phrase. Raises as above."""
    parser = _Parser(symbols(pieces, line), line, phrases=True)
    result = [parser.query()]
    while parser.sees(","):
        parser.take()
        result.append(parser.query())
    parser.end()
    return tuple(result)


def parse_lists(pieces: Sequence[LinePart], line: str) -> tuple[tuple[Query, ...], ...]:
    """Return the lists of targets that stand with colons between them. Raises as above."""
    parser = _Parser(symbols(pieces, line, colons=True), line, phrases=False)
    result = [parser.several()]
    while parser.sees(":"):
        parser.take()
        result.append(parser.several())
    parser.end()
    return tuple(result)


class _Parser:
    """One pass over the symbols of a line."""

    def __init__(self, found: list[Symbol], line: str, *, phrases: bool) -> None:
        self._line = line
        self._symbols = found
        self._phrases = phrases
        self._next = 0

    def take(self) -> Symbol:
        """Go on by one symbol."""
        symbol = self._symbols[self._next]
        self._next = min(self._next + 1, len(self._symbols) - 1)
        return symbol

    def sees(self, signs: str, ahead: int = 0) -> bool:
        """Return whether one of some signs is next."""
        symbol = self._symbols[min(self._next + ahead, len(self._symbols) - 1)]
        return symbol.kind == "sign" and symbol.text in signs

    def end(self) -> None:
        """Raise `bad-expression` where something is left."""
        last = self.take()
        if last.kind != "end":
            raise self._stray(last)

    def several(self) -> tuple[Query, ...]:
        """Take targets until something else follows."""
        result = []
        while True:
            result.append(self.query())
            if self.sees(","):
                self.take()
            elif self.sees(":)") or self._symbols[self._next].kind == "end":
                return tuple(result)

    def query(self) -> Query:
        """Take a target, with its text as typed."""
        first = self._symbols[self._next]
        part = self.target(0)
        last = self._symbols[self._next - 1]
        return Query(self._line[first.place : last.end], part)

    def target(self, depth: int) -> Part:
        """Take a sum and the directions that it is to be without."""
        place = self._symbols[self._next].place
        part = self._sum(depth)
        without = []
        while self.sees("|"):
            self.take()
            without.append(self._sum(depth))
        return Without(part, tuple(without), place) if without else part

    def _stray(self, symbol: Symbol) -> EmbreplError:
        """Return the error for what cannot follow a finished target."""
        what = {
            ")": "This bracket was never opened",
            "*": "Only a number can stand before *",
            ",": "Only one can be asked here; the mean of several is asked in brackets, as in (king, queen)",
        }
        missing = "A + or - is missing here"
        return bad(self._line, symbol.place, what.get(symbol.text, missing) if symbol.kind == "sign" else missing)

    def _sum(self, depth: int) -> Part:
        place = self._symbols[self._next].place
        terms = [self._term(1.0, depth)]
        while self.sees("+-"):
            sign = -1.0 if self.take().text == "-" else 1.0
            terms.append(self._term(sign, depth))
        return terms[0].part if len(terms) == 1 and terms[0].weight == 1.0 else Sum(tuple(terms), place)

    def _term(self, weight: float, depth: int) -> Term:
        while True:
            symbol = self._symbols[self._next]
            if self.sees("+-"):
                weight = -weight if self.take().text == "-" else weight
            elif symbol.is_number and self.sees("*", 1):
                weight *= float(narrow(self.take().text))
                self.take()
                if abs(weight) > _GREATEST:
                    raise bad(self._line, symbol.place, f"A weight is at most {_GREATEST:,.0f}")
            elif self.sees("("):
                return Term(weight, self._brackets(depth))
            else:
                return Term(weight, self._phrase())

    def _phrase(self) -> Word:
        first = self._symbols[self._next]
        words: list[Symbol] = []
        while self._is_word() and (self._phrases or not words):
            words.append(self.take())
            if words[-1].model:
                break
        if not words:
            raise bad(self._line, first.place, "A word is missing here")
        self._refuse_weight_behind(words[-1])
        text, *rest = (word.text for word in words)
        return Word(" ".join([text, *rest]), first.place, words[-1].model)

    def _is_word(self) -> bool:
        """Whether a word is next, and no weight of one."""
        symbol = self._symbols[self._next]
        if symbol.is_number and self.sees("*", 1):
            return False
        return symbol.kind in {"word", "quoted"}

    def _refuse_weight_behind(self, word: Symbol) -> None:
        """Raise for king*2."""
        _, star, number = word.text.rpartition("*")
        if word.kind == "word" and star and number and Symbol("word", number, 0, 0).is_number:
            raise bad(self._line, word.place, "A weight before * is a number, as in 2*king")

    def _brackets(self, depth: int) -> Part:
        opened = self.take()
        if depth == _DEEPEST:
            raise bad(self._line, opened.place, f"Brackets nest at most {_DEEPEST} deep")
        parts = [self.target(depth + 1)]
        while self.sees(","):
            self.take()
            parts.append(self.target(depth + 1))
        closing = self.take()
        if closing.kind == "end":
            raise bad(self._line, opened.place, "This bracket is not closed")
        if closing.kind != "sign":
            raise bad(self._line, closing.place, "A sign, a comma or a closing bracket is missing before this")
        if closing.text != ")":
            raise self._stray(closing)
        part = parts[0] if len(parts) == 1 else Mean(tuple(parts), opened.place)
        return part.of(closing.model) if closing.model else part
