"""Answers for the view's tests: one of each kind, made from the types of its fields, with any text in any string."""

from __future__ import annotations

import dataclasses
import types
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from embrepl.commands.answers.base import Answer
from embrepl.view import drawings  # noqa: F401 - so that all kinds of answers are there

HOSTILE = (
    "\x1b[31mred\x1b]0;title\x07",
    "\x9b31m\x85\x7f\x00",
    "[/red] [bold]x :smile:",
    "\u202eevil\u2066\u200f\ufeff\u200b\u200d",
    "two\nlines\r\n\ttab",
    "长" * 10_000,
    "\ud800 lone \udfff",
    "a" + "\u0301" * 50 + "\ufe0f\U000e0041",
    "\u0301\U0001f3fd\u1161",
    "a|b\\c,\"d\";'e'",
    "=1+1",
    "",
)


def answer_kinds() -> list[type[Answer]]:
    """Return every kind of answer there is."""
    result = list(Answer.__subclasses__())
    for kind in result:
        result += kind.__subclasses__()
    return [kind for kind in result if kind.__module__.startswith(Answer.__module__.rpartition(".")[0])]


@cache
def _fields(kind: Any) -> list[tuple[str, Any]]:
    """Return the names of a dataclass's fields with their types."""
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]


def filled(kind: Any, text: str = "word", number: int = 5, share: float = 0.5, many: int = 2) -> Any:
    """Return an instance with that text, number and share in every field, and so many items in every collection."""
    if dataclasses.is_dataclass(kind):
        return kind(**{name: filled(of, text, number, share, many) for name, of in _fields(kind)})
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        of = [inner[0]] * many if inner[-1] is Ellipsis else inner
        return tuple(filled(each, text, number, share, many) for each in of)
    if get_origin(kind) is dict:
        return {filled(inner[0], text, number, share): filled(inner[1], text, number, share)} if many else {}
    if get_origin(kind) in {Union, types.UnionType}:
        return filled(inner[0], text, number, share, many) if many else None
    return {str: text, int: number, float: share, bool: bool(many)}[kind]
