"""Patterns of questions: how they are written, and how a line is compared with one.

A pattern is a row of parts, which stand behind each other:

    words or characters    stand in the line as they are
    (near|close to)        one of these
    [please|now]           one of these, or nothing
    {a} {b} {c}            one target each: words, a phrase, an expression, something in quotation marks
    {w}                    one word
    {list} {list2} {list3} targets with commas or "and" between them: any number, at least two, at least three
    {n}                    a number, also as a word

~ before words says that they may as well be part of a target, as 和 is of 和尚. Names in < > stand for parts that many
patterns share (`SHARED` of the languages).

Comparing takes time in proportion to the line: the parts are gone through from the last to the first, each once, and of
all the ways in which a part can be found only the best ones are kept. The best way is the one that finds most words of
the pattern, then the one whose targets stand between spaces; ways that are equally good are all returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from embrepl.commands.questions.numbers import number_of
from embrepl.commands.questions.units import Unit, units

MOST_WAYS = 3  # equally good ones that are kept
_BETWEEN = "\0"  # which no text of a unit holds
_LITERAL = 4  # what a word of the pattern counts
_NOTHING, _SPACE, _END = range(3)  # what a target ends at
_LONGEST_WORD = 8  # characters of a Chinese word or number, where one word is wanted
_PART = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{(\w+)\}|([^()\[\]{}\s]+)")
_SHARED = re.compile(r"<([^<>]+)>")
_SIGNS_OF_TARGETS = frozenset("+-*()|,~")
_NO_TARGET = frozenset(  # unquoted they ask, or separate targets
    [
        *("and", "or", "than", "vs", "versus", "compared", "is", "are", "does", "did", "what", "which", "who", "whom"),
        *("whose", "how", "why", "where", "when", "what's", "who's", "where's", "how's", "whats", "哪", "谁", "什"),
    ]
)
_NO_WORD = frozenset("的了")  # stands between words, where one is asked about

Span = tuple[int, int]
Spans = tuple[Span, ...]


class Way(NamedTuple):
    """Ways to find the rest of a pattern: how good they are, and the spans of the units that fill its places."""

    score: int
    filled: tuple[Spans, ...]


Ways = dict[int, Way]  # by the unit at which they begin


class Line(NamedTuple):
    """The units of a line, where each text stands among them, all these texts, and the texts in a row."""

    units: Sequence[Unit]
    places: Mapping[str, Sequence[int]]
    texts: frozenset[str]
    row: str


def indexed(parts: Sequence[Unit]) -> Line:
    """Return units with an index of them by their texts."""
    places: dict[str, list[int]] = {}
    for at, unit in enumerate(parts):
        if unit.text:
            places.setdefault(unit.text, []).append(at)
    return Line(parts, places, frozenset(places), _row(unit.text for unit in parts))


def _row(texts: Iterable[str]) -> str:
    """Return texts as one, so that some in a row are within others where that one is within theirs."""
    return f"{_BETWEEN}{_BETWEEN.join(texts)}{_BETWEEN}"


class Words(NamedTuple):
    """Units that stand in the line as they are, and these as a row; `weak`: they may as well be part of a target."""

    texts: tuple[str, ...]
    row: str
    weak: bool

    def places(self, line: Line) -> Sequence[int]:
        """Return where they begin in a line."""
        if self.row not in line.row:
            return ()
        begins = line.places[self.texts[0]]
        if len(self.texts) == 1:
            return begins
        many, parts = len(self.texts), line.units
        return [at for at in begins if tuple(unit.text for unit in parts[at : at + many]) == self.texts]


@dataclass(frozen=True)
class Choice:
    """One of some words; `optional`: or nothing."""

    words: tuple[Words, ...]
    optional: bool = False

    def ways(self, line: Line, rest: Ways) -> Ways:
        """Return the ways to find this and then the rest."""
        result = dict(rest) if self.optional else {}
        for words in self.words:
            score = 0 if words.weak else _LITERAL * len(words.texts)
            for at in words.places(line):
                way = rest.get(at + len(words.texts))
                if way is not None:
                    result[at] = better(result.get(at), Way(way.score + score, way.filled))
        return result


@dataclass(frozen=True)
class Place:
    """A place for something that is asked about."""

    name: str

    def ways(self, line: Line, rest: Ways) -> Ways:
        """Return the ways to fill this and then find the rest."""
        if self.name in {"n", "w"}:
            return self._short(line, rest)
        result: Ways = {}
        best: dict[int, Way] = {}  # by what stands at the end of the target
        for at in range(len(line.units) - 1, -1, -1):
            if not self._takes(line.units[at]):
                best = {}
                continue
            if at + 1 in rest and self._can_end(line.units[at]):
                way, border = rest[at + 1], _border(line, at + 1)
                best[border] = better(best.get(border), Way(way.score, _filled((at, at + 1), way)))
            for border, way in best.items():
                best[border] = Way(way.score, tuple(((at, spans[0][1]), *spans[1:]) for spans in way.filled))
                score = way.score + _score(_border(line, at), border)
                result[at] = better(result.get(at), Way(score, best[border].filled))
        return result

    def _takes(self, unit: Unit) -> bool:
        if self.name.startswith("list") and unit.text in {"and", "or", ","}:
            return True
        if unit.kind == "sign":
            return unit.text in _SIGNS_OF_TARGETS
        return unit.kind != "mark" and unit.text not in _NO_TARGET

    def _can_end(self, unit: Unit) -> bool:
        return not self.name.startswith("list") or unit.text not in {"and", "or", ","}

    def _short(self, line: Line, rest: Ways) -> Ways:
        """Return the ways for a number or a word, which is a few units long."""
        result: Ways = {}
        for end, way in rest.items():
            for at in range(end - 1, max(-1, end - 1 - _LONGEST_WORD), -1):
                parts = line.units[at:end]
                if not self._takes(parts[0]) or parts[0].text in _NO_WORD or any(unit.spaced for unit in parts[1:]):
                    break
                if self.name == "w":
                    score = _score(_border(line, at), _border(line, end))
                elif number_of("".join(unit.text for unit in parts)) is not None:
                    score = _LITERAL * len(parts)
                else:
                    continue
                result[at] = better(result.get(at), Way(way.score + score, _filled((at, end), way)))
        return result


def _border(line: Line, at: int) -> int:
    """Return what stands before a unit, where a target may begin or end: a space, nothing, or the end or a mark."""
    if at in {0, len(line.units)} or "mark" in {line.units[at].kind, line.units[at - 1].kind}:
        return _END
    return _SPACE if line.units[at].spaced else _NOTHING


def _score(begin: int, end: int) -> int:
    """Return what the borders of a target count: it is likelier between two spaces, unlikely behind or before one."""
    if _NOTHING in {begin, end}:
        return -1 if _SPACE in {begin, end} else 0
    return 1


def _filled(span: Span, way: Way) -> tuple[Spans, ...]:
    return tuple((span, *spans) for spans in way.filled)


def better(one: Way | None, other: Way) -> Way:
    """Return the better one of two kinds of ways, or both together where they are equally good."""
    if one is None or other.score > one.score:
        return other
    if other.score < one.score:
        return one
    return Way(one.score, tuple(dict.fromkeys(one.filled + other.filled))[:MOST_WAYS])


@dataclass(frozen=True)
class Pattern:
    """A pattern, as its parts."""

    parts: tuple[Choice | Place, ...]

    @cached_property
    def _needed(self) -> tuple[tuple[Words, ...], ...]:
        """The words of each choice that has to be there, those with fewest first."""
        choices = [part.words for part in self.parts if isinstance(part, Choice) and not part.optional]
        return tuple(sorted(choices, key=len))

    @cached_property
    def _first_texts(self) -> tuple[frozenset[str], ...]:
        """The first texts of these words."""
        return tuple(frozenset(words.texts[0] for words in choice) for choice in self._needed)

    def _may_be_in(self, line: Line) -> bool:
        """Return whether a line has words of each choice that has to be there, wherever they stand.

        This is asked of every form for every line, so it is written for speed: the single texts first.
        """
        for texts in self._first_texts:
            if texts.isdisjoint(line.texts):
                return False
        return all(any(words.row in line.row for words in choice) for choice in self._needed)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its places."""
        return tuple(part.name for part in self.parts if isinstance(part, Place))

    def ways(self, line: Line, begins: Mapping[int, int], ends: Mapping[int, int]) -> Way | None:
        """Return the best ways in which a line has the whole pattern, None where it does not have it.

        `begins` and `ends` are the units at which it may begin and end, with what the words beyond them count.
        """
        if not self._may_be_in(line):
            return None
        ways: Ways = {at: Way(score, ((),)) for at, score in ends.items()}
        for part in reversed(self.parts):
            if not ways:
                return None
            ways = part.ways(line, ways)
        best: Way | None = None
        for at, score in begins.items():
            if at in ways:
                best = better(best, Way(ways[at].score + score, ways[at].filled))
        return best


def pattern(text: str, shared: Mapping[str, str]) -> Pattern:
    """Return the pattern that a text describes; `shared` are the parts that stand for names in < >."""
    while _SHARED.search(text):
        text = _SHARED.sub(lambda match: shared[match[1]], text)
    return Pattern(tuple(_part(match) for match in _PART.finditer(text)))


def _part(match: re.Match[str]) -> Choice | Place:
    one_of, perhaps, place, words = match.groups()
    if place:
        return Place(place)
    return _choice(words or perhaps or one_of, optional=perhaps is not None)


@cache
def _choice(text: str, *, optional: bool) -> Choice:
    return Choice(tuple(map(_words, text.split("|"))), optional)


@cache
def _words(text: str) -> Words:
    texts = tuple(unit.text for unit in units(text.removeprefix("~")))
    return Words(texts, _row(texts), text.startswith("~"))
