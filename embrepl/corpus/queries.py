"""What somebody looks for in the text: a word, a phrase of consecutive words, or a /pattern/ over the types.

Typed text is cut as the corpus was, but for scripts without spaces (Han, kana, Thai …): a run that is no word of the
vocabulary is taken as any row of words that spell it, for the segmenter may have cut it now this way, now that. So too
words that the corpus has joined: "new york" finds new york and new_york. Axes: T tokens, H hits, K types.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from embrepl.corpus.positions import Places, Positions
from embrepl.corpus.scripts import (
    HAN_BLOCKS,
    HIRAGANA_BLOCKS,
    KATAKANA_BLOCKS,
    PROLONGED_MARKS,
    SPACELESS_BLOCKS,
    within,
)
from embrepl.errors import EmbreplError, UnknownWordError

JOINER = "_"
LONGEST = 128  # words of a phrase; characters, where there are no spaces
REACH = 24  # characters of a word without spaces, or words of a joined one
WAYS = 256  # to spell a phrase that are tried, those with the longest words first
OTHER, WORD, UNSPACED, INNER = "other", "word", "unspaced", "inner"
UNSPACED_BLOCKS = (*HAN_BLOCKS, *HIRAGANA_BLOCKS, *KATAKANA_BLOCKS, *SPACELESS_BLOCKS)
INNERS = "'-·.,"  # between letters or digits; folding has made the others of their kind into these
Fold = Callable[[str], str]


class Hits(ABC):
    """Where in the text it stands: the first token of every hit, in order, and how many tokens the hit has."""

    total: int

    @abstractmethod
    def first(self, most: int | None = None) -> tuple[Places, Places]:
        """Return the first `most` hits, or all: places and their numbers of tokens. (H,), (H,)."""

    @abstractmethod
    def some(self, most: int, generator: np.random.Generator) -> tuple[Places, Places]:
        """Return `most` hits drawn at random, each at most once, in the order of the text. (H,), (H,)."""


@dataclass(frozen=True)
class TypeHits(Hits):
    """All places of some types; none is fetched before it is asked for."""

    positions: Positions
    numbers: Places  # (K,)

    @property
    def total(self) -> int:  # type: ignore[override]
        """How many there are."""
        offsets = self.positions.offsets
        return int((offsets[self.numbers + 1] - offsets[self.numbers]).sum())

    def first(self, most: int | None = None) -> tuple[Places, Places]:
        """Return the first hits."""
        if self.numbers.size == 1:
            return _single(self.positions.of(int(self.numbers[0]), most))
        return _single(self.positions.among(self.numbers, most))

    def some(self, most: int, generator: np.random.Generator) -> tuple[Places, Places]:
        """Return hits at random."""
        which = generator.choice(self.total, min(most, self.total), replace=False, shuffle=False)
        return _single(self.positions.chosen(self.numbers, np.sort(which)))


@dataclass(frozen=True)
class PhraseHits(Hits):
    """The places of a phrase, in the order of the text."""

    places: Places  # (H,)
    lengths: Places  # (H,)

    @property
    def total(self) -> int:  # type: ignore[override]
        """How many there are."""
        return int(self.places.size)

    def first(self, most: int | None = None) -> tuple[Places, Places]:
        """Return the first hits."""
        return self.places[:most], self.lengths[:most]

    def some(self, most: int, generator: np.random.Generator) -> tuple[Places, Places]:
        """Return hits at random."""
        which = np.sort(generator.choice(self.total, min(most, self.total), replace=False, shuffle=False))
        return self.places[which], self.lengths[which]


def _single(places: Places) -> tuple[Places, Places]:
    return places, np.ones_like(places)


def find(text: str, positions: Positions, index: Mapping[str, int], fold: Fold, *, however_cut: bool = False) -> Hits:
    """Find a word or a phrase; `however_cut`: words without spaces that the text has in parts as well.

    Raises UnknownWordError, or `no-words` where there is no word in the text.
    """
    if text in index and not (however_cut and _kind(text[0]) == UNSPACED):
        return TypeHits(positions, np.array([index[text]], np.int64))
    rows = spellings(text, index, fold, however_cut=however_cut)
    if len(rows) == 1 and len(rows[0]) == 1:
        return TypeHits(positions, np.array(rows[0], np.int64))
    found = [(row, phrase(positions, row)) for row in rows]
    places = np.concatenate([at for _, at in found])
    lengths = np.concatenate([np.full(at.size, len(row), np.int64) for row, at in found])
    order = np.argsort(places, kind="stable")
    return PhraseHits(places[order], lengths[order])


def phrase(positions: Positions, row: list[int]) -> Places:
    """Return where these types follow each other within a document, by way of the rarest of them. (H,)."""
    ids, offsets = positions.ids, positions.offsets
    rarest = min(range(len(row)), key=lambda at: int(offsets[row[at] + 1] - offsets[row[at]]))
    places = positions.of(row[rarest]) - rarest
    places = places[(places >= 0) & (places + len(row) <= ids.size)]
    for at, number in enumerate(row):
        if at != rarest:
            places = places[ids[places + at] == number]
    return within_documents(places, positions.documents[1:-1], len(row))


def within_documents(places: Places, begins: Places, length: int) -> Places:
    """Leave out what reaches over the beginning of a document. (H,), (N - 1,) → (H,)."""
    if length == 1 or not places.size:
        return places
    low, high = np.searchsorted(places, begins - (length - 1)), np.searchsorted(places, begins)
    across = [np.arange(low[at], high[at]) for at in np.flatnonzero(high > low)]
    return np.delete(places, np.concatenate(across)) if across else places


def spellings(text: str, index: Mapping[str, int], fold: Fold, *, however_cut: bool = False) -> list[list[int]]:
    """Return the rows of types that spell a text, those of the longest words first."""
    runs = [part for run in words_of(text, fold) for part in _parts(run, index)]
    if not runs:
        raise EmbreplError("no-words", f"There is no word in '{text}'.", "Name a word, or a /pattern/.")
    if sum(len(run) if _kind(run[0]) == UNSPACED else 1 for run in runs) > LONGEST:
        raise EmbreplError("no-words", f"A phrase has at most {LONGEST} words or characters.", "Look for a part of it.")
    rows = _rows(runs, index, however_cut)
    if not rows:
        missing = next((run for run in runs if not _rows([run], index, however_cut)), runs[0])
        raise UnknownWordError(missing, f"'{missing}' is not in the text.")
    return rows


def words_of(text: str, fold: Fold) -> list[str]:
    """Return the words of a text as the vocabulary spells them; a run without spaces is one.

    This is for a few words that somebody typed: a plain loop, that keeps inner hyphens and apostrophes.
    """
    words: list[str] = []
    before = OTHER
    folded = fold(text)
    for letter, after in zip(folded, [*folded, " "][1:], strict=True):
        kind = _kind(letter)
        if kind == INNER:
            kind = WORD if before == WORD and _kind(after) == WORD else OTHER
        if kind == before != OTHER:
            words[-1] += letter
        elif kind != OTHER:
            words.append(letter)
        before = kind
    return words


def is_unspaced(text: str) -> bool:
    """Tell whether a text is of letters that are written without spaces between words."""
    return bool(text) and all(_kind(letter) == UNSPACED for letter in text)


def _kind(letter: str) -> str:
    if letter in INNERS:
        return INNER
    if within(ord(letter), UNSPACED_BLOCKS) or ord(letter) in PROLONGED_MARKS:
        return UNSPACED
    return WORD if unicodedata.category(letter)[0] in "LNM" else OTHER


def _parts(run: str, index: Mapping[str, int]) -> list[str]:
    """Return the run, or its parts between the inner signs where the whole is no word of the text."""
    return [run] if run in index or _kind(run[0]) == UNSPACED else [part for part in re.split("[-·.,]", run) if part]


def _rows(runs: list[str], index: Mapping[str, int], however_cut: bool) -> list[list[int]]:
    units: list[tuple[str, str]] = []  # a word or a character, and what joins it to the one before
    for run in runs:
        if _kind(run[0]) == UNSPACED and (however_cut or run not in index):
            units += [(letter, "" if at else JOINER) for at, letter in enumerate(run)]
        else:
            units.append((run, JOINER))
    ends = _reachable(units, index)
    found: list[list[int]] = []
    for row in _walk(units, index, ends, 0):
        found.append(row)
        if len(found) == WAYS:
            break
    return found


def _reachable(units: list[tuple[str, str]], index: Mapping[str, int]) -> list[bool]:
    """Tell of every place whether words lead from there to the end, so that no walk is in vain."""
    reached = [False] * len(units) + [True]
    for begin in reversed(range(len(units))):
        reached[begin] = any(reached[end] for end, _ in _steps(units, index, begin))
    return reached


def _steps(units: list[tuple[str, str]], index: Mapping[str, int], begin: int) -> Iterator[tuple[int, int]]:
    """Yield where the words that begin here end, and their ids, the longest first."""
    for end in range(min(len(units), begin + REACH), begin, -1):
        word = units[begin][0] + "".join(glue + text for text, glue in units[begin + 1 : end])
        if word in index:
            yield end, index[word]


def _walk(
    units: list[tuple[str, str]], index: Mapping[str, int], reached: list[bool], begin: int
) -> Iterator[list[int]]:
    if begin == len(units):
        yield []
        return
    for end, number in _steps(units, index, begin):
        if reached[end]:
            for rest in _walk(units, index, reached, end):
                yield [number, *rest]
