"""A line of text cut into its word and its numbers: what separates them, quotation marks, and decimal commas."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = re.compile(rb"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|nan|inf|infinity)", re.IGNORECASE)
_COMMA_NUMBER = re.compile(rb"[+-]?(?:(?:\d+(?:,\d+)?|,\d+)(?:e[+-]?\d+)?|nan|inf|infinity)", re.IGNORECASE)
_QUOTED_OR_BARE = re.compile(rb'(?<!\S)"(?:[^"\\]|\\.)*+"(?!\S)|\S+')
_WHOLE = re.compile(rb"\d+")
_PLACE = re.compile(rb"[\s,;|]\d+:")
_PLACED = re.compile(rb"(?:[\s,;|]+\d+:[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?)+[\s,;|]*", re.IGNORECASE)


def is_number(token: bytes, decimal_comma: bool = False) -> bool:
    """Whether a token is a number as it is written in the file."""
    return (_COMMA_NUMBER if decimal_comma else _NUMBER).fullmatch(token) is not None


def is_whole(token: bytes) -> bool:
    """Whether a token is digits alone."""
    return _WHOLE.fullmatch(token) is not None


def is_sparse(line: bytes) -> bool:
    """Whether a line is a word and numbers with their places before them, as sparse vectors have them: 12:0.5."""
    first = _PLACE.search(line)
    return first is not None and _PLACED.fullmatch(line, first.start()) is not None


def split(line: bytes, separator: bytes) -> list[bytes]:
    """Return the fields of a line, as they stand there, quotation marks and all; separators at its end are left off.

    A space stands for any white space but that between quotation marks at the beginning. Behind a tab numbers may have
    spaces between them.
    """
    if separator == b" ":
        return _QUOTED_OR_BARE.findall(line) if line.startswith(b'"') else line.split()
    line = line.rstrip(b" \t\r" + separator)
    fields = _quoted_fields(separator).findall(line) if b'"' in line else line.split(separator)
    if separator == b"\t" and len(fields) == 2:
        return [fields[0], *fields[1].split()]
    first = fields[0].strip()
    return [first if is_quoted(first) else fields[0], *(field.strip() for field in fields[1:])]


@lru_cache(maxsize=8)
def _quoted_fields(separator: bytes) -> re.Pattern[bytes]:
    mark = re.escape(separator)
    return re.compile(rb'(?<![^%b])( *"(?:[^"]|"")*+" *(?=%b|$)|[^%b]*)(?:%b|$)' % (mark, mark, mark, mark))


def is_quoted(field: bytes) -> bool:
    """Whether a field stands in quotation marks."""
    return len(field) > 1 and field.startswith(b'"') and field.endswith(b'"')


def must_be_quoted(field: bytes, separator: bytes) -> bool:
    """Whether a field is one that a writer of CSV had to put into quotation marks, and did."""
    inner = field[1:-1]
    return is_quoted(field) and b'"' not in inner.replace(b'""', b"") and (separator in inner or b'""' in inner)


def unquote(field: bytes) -> bytes:
    """Return what stands in quotation marks; a mark within is doubled, or has a backslash before it as R writes it."""
    if not is_quoted(field):
        return field
    inner = field[1:-1]
    if b'\\"' in inner and b'""' not in inner:
        return inner.replace(b'\\"', b'"')
    return inner.replace(b'""', b'"')


def numbers_at_end(fields: list[bytes], decimal_comma: bool = False) -> int:
    """Return how many numbers stand at the end of a line, behind its first field."""
    pattern = _COMMA_NUMBER if decimal_comma else _NUMBER
    rest = fields[1:]
    return next((at for at, field in enumerate(reversed(rest)) if not pattern.fullmatch(unquote(field))), len(rest))
