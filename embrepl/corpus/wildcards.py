"""Phrases with wildcards: "the * of" is any one word between two, "king* of" any that begins so.

A part with * or ? or [letters] is a glob over the types, as `patterns` has it; the others are words, as `queries` has
them. Axes: T tokens, V types, H hits, K types of a part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.positions import Places, Positions
from embrepl.corpus.queries import LONGEST, WAYS, Hits, PhraseHits, TypeHits, within_documents
from embrepl.errors import EmbreplError, UnknownWordError

ANY = "*"
_WILD = re.compile(r"[*?]|\w\[.+\]|\[.+\]\w")
Types = Places | None  # those that may stand at one place of a phrase; None: any


def is_wild(text: str) -> bool:
    """Tell whether a text has wildcards; brackets around a whole word, as in [sic], are none."""
    return any(_WILD.search(part) for part in text.split())


def find(
    text: str, positions: Positions, fitting: Callable[[str], Sequence[int]], spelt: Callable[[str], list[list[int]]]
) -> Hits:
    """Find the places of a word or a phrase with wildcards.

    `fitting` gives the types of a glob, `spelt` the rows of types that spell a word. Raises UnknownWordError and
    `no-words`.
    """
    parts = text.split()
    if len(parts) > LONGEST:
        raise EmbreplError("no-words", f"A phrase has at most {LONGEST} words.", "Look for a part of it.")
    if len(parts) == 1:
        return TypeHits(positions, np.array(fitting(parts[0]), np.int64))
    ways = [_ways(part, fitting, spelt) for part in parts]
    rows = [[types for way in chosen for types in way] for chosen in islice(product(*ways), WAYS)]
    found = [(phrase(positions, row), len(row)) for row in rows]
    places = np.concatenate([at for at, _ in found])
    lengths = np.concatenate([np.full(at.size, length, np.int64) for at, length in found])
    order = np.argsort(places, kind="stable")
    return PhraseHits(places[order], lengths[order])


def _ways(
    part: str, fitting: Callable[[str], Sequence[int]], spelt: Callable[[str], list[list[int]]]
) -> list[list[Types]]:
    """Return the rows of types that one part of a phrase may be."""
    if part == ANY:
        return [[None]]
    if not is_wild(part):
        return [[np.array([number], np.int64) for number in row] for row in spelt(part)]
    types = np.array(fitting(part), np.int64)
    if not types.size:
        hint = "* stands for any letters of a word, ? for one; without them it is looked for as it stands."
        raise UnknownWordError(part, f"No word of the text fits '{part}'.", hint)
    return [[types]]


def phrase(positions: Positions, row: Sequence[Types]) -> Places:
    """Return where such types follow each other within a document, by way of the rarest part. (H,)."""
    ids = positions.ids
    rarest = min(range(len(row)), key=lambda at: _tokens(positions, row[at]))
    types = row[rarest]
    places = (np.arange(ids.size) if types is None else positions.among(types)) - rarest
    places = places[(places >= 0) & (places + len(row) <= ids.size)]
    for at, allowed in _others(row, rarest, positions.offsets.size - 1):
        places = places[allowed[ids[places + at]]]
    return within_documents(places, positions.documents[1:-1], len(row))


def _tokens(positions: Positions, types: Types) -> int:
    """Return how many tokens are of some types."""
    if types is None:
        return int(positions.ids.size)
    return int((positions.offsets[types + 1] - positions.offsets[types]).sum())


def _others(row: Sequence[Types], rarest: int, size: int) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """Yield every other place of a phrase that not any word fits, and which types do. V → (V,)."""
    for at, types in enumerate(row):
        if at != rarest and types is not None:
            allowed = np.zeros(size, np.bool_)
            allowed[types] = True
            yield at, allowed
