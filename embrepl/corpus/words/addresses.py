"""Addresses of the web and of mail in running text: their letters are no words of the text.

An address is a scheme and what follows (https://…, mailto:…), www. and a name, a mail address, a host in small letters
that ends in one of COMMON (example.com), and any other host in small letters before a path (youtu.be/x). "end.Start" is
none, nor is Amazon.com, which names a company; #tags and @names stay words. An address ends at white space, quotation
marks and Chinese. Axes: C characters, T tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
POINT, SLASH, COLON = 0x2E, 0x2F, 0x3A
REST = r"[^\s<>\"{}|\\^`\u00ab\u00bb\u2018-\u201f\u2039\u203a\u2e80-\U0010ffff]"
NO_MORE = r"(?![A-Za-z0-9_@\-\u00c0-\u02af])"
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,15}\Z")
HYPERTEXT = ("http", "https", "ftp")
AFTER_SCHEME = re.compile(rf"://({REST}*)")
WWW = re.compile(rf"(?<![A-Za-z0-9_.])www\.\w{REST}*", re.IGNORECASE)
LOCAL = re.compile(r"[\w.+%\-]{1,64}\Z")
DOMAIN = re.compile(rf"@(?:[A-Za-z0-9\-]{{1,63}}\.){{1,8}}[A-Za-z]{{2,24}}{NO_MORE}")
HOST = re.compile(
    r"(?:[a-z0-9][a-z0-9\-]{0,62}\.){1,8}([a-z]{2,24})"
    rf"{NO_MORE}(?!\.[A-Za-z0-9])(?::\d{{1,5}}(?!\d))?([/?#]{REST}*)?"
)
MAILTO = "mailto:"
COMMON = frozenset({"com", "org", "net", "edu", "gov"})
_LONGER = "info biz name mobi app dev blog site shop online xyz tech news wiki page cloud museum"
_WORDS = "in is it no so at my as am do by us"
LONGER, WORDS = frozenset(_LONGER.split()), frozenset(_WORDS.split())  # WORDS: of countries, but also English words


def without_addresses(
    text: str, points: NDArray[np.unsignedinteger], starts: Places, ends: Places
) -> tuple[Places, Places, int]:
    """Return the tokens that lie in no address, and how many addresses there are. (C,), (T,), (T,)."""
    spans = sorted({*_with_scheme(text, points), *_mail(text), *_hosts(text, points, starts)})
    if not spans:
        return starts, ends, 0
    outside = np.ones(starts.size, np.bool_)
    many = reached = 0
    for begin, end in spans:
        many += begin >= reached
        reached = max(reached, end)
        first, last = np.searchsorted(starts, (begin, end))
        outside[first:last] = False
    return starts[outside], ends[outside], many


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))


def _with_scheme(text: str, points: NDArray[np.unsignedinteger]) -> Iterator[tuple[int, int]]:
    end = 0
    signs = points[:-2] == COLON
    signs &= points[1:-1] == SLASH
    signs &= points[2:] == SLASH
    for at in np.flatnonzero(signs).tolist() if signs.any() else ():
        if at < end:  # within the address before
            continue
        scheme = SCHEME.search(text[max(0, at - 16) : at])
        rest = AFTER_SCHEME.match(text, at)
        if scheme and rest and (rest[1] or scheme[0].lower() in HYPERTEXT):
            end = rest.end()
            yield at - len(scheme[0]), end


def _mail(text: str) -> Iterator[tuple[int, int]]:
    for at in _places(text, "@"):
        local, domain = LOCAL.search(text[max(0, at - 64) : at]), DOMAIN.match(text, at)
        if local and domain:
            begin = at - len(local[0])
            mailto = text[max(0, begin - len(MAILTO)) : begin].lower() == MAILTO
            yield begin - len(MAILTO) * mailto, domain.end()


def _hosts(text: str, points: NDArray[np.unsignedinteger], starts: Places) -> Iterator[tuple[int, int]]:
    """Yield the hosts without a scheme: around points between letters or digits, of which running text has few."""
    signs = points[1:-1] == POINT
    signs &= points[:-2] > SLASH
    signs &= points[2:] > SLASH
    dots = np.flatnonzero(signs) + 1
    words = starts[np.searchsorted(starts, dots) - 1] if starts.size else dots
    end = 0
    for begin in words.tolist():
        if begin < end:
            continue
        if match := WWW.match(text, begin):
            end = match.end()
            yield match.span()
        elif match := HOST.match(text, begin):
            end = match.end()
            ending = match[1]
            known = (len(ending) == 2 and ending not in WORDS) or ending in LONGER
            if ending in COMMON or (match[2] and known):
                yield begin, end
