"""Lists of targets with colons between them: which targets are members of a list, and which stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from embrepl.errors import EmbreplError, Place
from embrepl.space.expression.query import Mean, Query, Word

if TYPE_CHECKING:
    from embrepl.commands.lexer import Token

_COMMAS = ",，、"


def typed_lists(tokens: Sequence[Token]) -> list[list[tuple[Query, bool]]]:
    """Return the targets of the lists in a line, and whether a comma stands before each. Raises `bad-expression`.

    A group in brackets that is a whole list, or a member of one, is its members.
    """
    from embrepl.space.expression.parser import parse_lists

    line, at = tokens[0].line, tokens[0].place
    result = []
    for queries in parse_lists(tokens, line):
        found: list[tuple[Query, bool]] = []
        for query in queries:
            begin = line.index(query.text, at)
            comma = any(sign in _COMMAS for sign in line[at:begin])
            at = begin + len(query.text)
            members = _members(query, line, at)
            found += [(member, comma or bool(place)) for place, member in enumerate(members)]
        result.append(found)
    return result


def _members(query: Query, line: str, end: int) -> list[Query]:
    """Return the members of a group in brackets, which ends at `end` of the line; anything else as it is."""
    if not isinstance(query.part, Mean):
        return [query]
    ends = [part.place for part in query.part.parts[1:]] + [end]
    return [
        Query(part.text if isinstance(part, Word) else line[part.place : stop].rstrip(f" {_COMMAS})）"), part)
        for part, stop in zip(query.part.parts, ends, strict=True)
    ]


def one_list(found: Sequence[tuple[Query, bool]], line: str) -> list[Query]:
    """Return the members of a list. Raises `wrong-usage`, with the place, where a comma is missing between two."""
    for (before, _), (query, comma) in pairwise(found):
        if not comma:
            message = f"A comma is missing between {before.text} and {query.text}."
            hint = f'Put one there; if they are a phrase, quote it: "{before.text} {query.text}".'
            raise EmbreplError("wrong-usage", message, hint, Place(line, query.part.place))
    return [query for query, _ in found]


def list_and_rest(found: Sequence[tuple[Query, bool]]) -> tuple[list[Query], list[Query]]:
    """Return the members of a list, between which commas stand, and the targets behind it."""
    size = next((at for at, (_, comma) in enumerate(found) if at and not comma), len(found))
    return [query for query, _ in found[:size]], [query for query, _ in found[size:]]
