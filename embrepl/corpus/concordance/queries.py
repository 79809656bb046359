"""What can be searched for in the text: a word, a phrase of consecutive words, or a /pattern/ over the types.

A query is tokenised as the corpus was, but for scripts without spaces (Han, kana, Thai …): a run that is no word of the
vocabulary is taken as any row of words that spell it, for the segmenter may divide it differently elsewhere. Where
phrases were joined, several words are found whichever of them were joined: "new york city" within a new_york city too.
Axes: T tokens, H hits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from embrepl.corpus.concordance.hits import Hits, PartHits, SearchedHits, Spans, TypeHits
from embrepl.corpus.concordance.joined import Joined, Types, ends, standing
from embrepl.corpus.store.positions import Places, Positions
from embrepl.corpus.words.joint import JOINT
from embrepl.corpus.words.scripts import (
    HAN_BLOCKS,
    HIRAGANA_BLOCKS,
    KATAKANA_BLOCKS,
    PROLONGED_MARKS,
    SPACELESS_BLOCKS,
    within,
)
from embrepl.errors import EmbreplError, UnknownWordError

LONGEST_PHRASE = 128  # words of a phrase; characters, where there are no spaces
REACH = 24  # characters of a word without spaces
WAYS = 256  # to spell a phrase that are tried, those with the longest words first
OTHER, WORD, UNSPACED, INNER = "other", "word", "unspaced", "inner"
UNSPACED_BLOCKS = (*HAN_BLOCKS, *HIRAGANA_BLOCKS, *KATAKANA_BLOCKS, *SPACELESS_BLOCKS)
INNERS = "'-·.,״"  # between letters or digits; folding has made the others of their kind into these
Fold = Callable[[str], str]


@dataclass(frozen=True)
class Lexicon:
    """What a query is looked up in: the types, and where phrases were joined the words that they are made of."""

    positions: Positions
    types: Mapping[str, int]
    joined: Joined | None
    fold: Fold

    @property
    def words(self) -> Mapping[str, int]:
        """The numbers of all words."""
        return self.joined.index if self.joined else self.types

    def among(self, numbers: Places, before: Places, behind: Places) -> Hits:
        """Return all places of what has so many characters of a word before it and behind it. (K,) each."""
        if self.joined:
            return self.joined.among(numbers, before, behind)
        none = np.zeros_like(numbers)
        return PartHits(self.positions, numbers, none, none, before, behind)

    def along(self, row: Sequence[Types]) -> Spans:
        """Return where such words follow each other."""
        return self.joined.phrase(row) if self.joined else Spans.whole(phrase(self.positions, row), len(row))

    def tokens(self, spans: Spans, step: int) -> Places:
        """Return the token of the word so many after the first one of each hit. (H,)."""
        return self.joined.token(spans, step) if self.joined else spans.places + step

    def sizes(self, places: Places) -> Places:
        """Return how many words the tokens at these places have. (H,) → (H,)."""
        return self.joined.sizes[self.positions.ids[places]] if self.joined else np.ones_like(places)

    def ends(self, spans: Spans) -> tuple[Places, Places]:
        """Return the first word of each hit and its last. (H,), (H,)."""
        return ends(spans, self.positions, self.joined)


def find(text: str, vocabulary: Lexicon, *, any_segmentation: bool = False) -> Hits:
    """Find a word or a phrase.

    `any_segmentation`: a word also where it is in several parts, as Chinese may be, or a part of a joined phrase.
    Raises UnknownWordError, or `no-words` where there is no word in the text.
    """
    positions, joined = vocabulary.positions, vocabulary.joined
    inside = joined is not None and any_segmentation
    in_parts = inside or (any_segmentation and kind_of(text[:1] or " ") == UNSPACED)
    if text in vocabulary.types and (not in_parts or JOINT in text):
        return TypeHits(positions, np.array([vocabulary.types[text]], np.int64))
    rows = spellings(text, vocabulary.words, vocabulary.fold, any_segmentation=any_segmentation)
    if len(rows) == 1 and len(rows[0]) == 1:
        number = rows[0][0]
        if joined and (inside or number >= len(vocabulary.types)):
            return joined.word(number)
        return TypeHits(positions, np.array(rows[0], np.int64))
    phrases = [vocabulary.along([np.array([number], np.int64) for number in row]) for row in rows]
    return SearchedHits(phrases[0] if len(phrases) == 1 else Spans.concatenate(phrases).in_order())


def phrase(positions: Positions, row: Sequence[Types]) -> Places:
    """Return where such types follow each other within a document, by way of the rarest part. (H,)."""
    ids = positions.ids
    rarest = min(range(len(row)), key=lambda at: _tokens(positions, row[at]))
    types = row[rarest]
    places = (np.arange(ids.size) if types is None else positions.among(types)) - rarest
    places = places[(places >= 0) & (places + len(row) <= ids.size)]
    for at, types in enumerate(row):
        if at != rarest and types is not None:
            places = places[standing(ids[places + at], types, positions.offsets.size - 1)]
    return within_documents(places, positions.documents[1:-1], len(row))


def _tokens(positions: Positions, types: Types) -> int:
    """Return how many tokens are of some types."""
    return int(positions.ids.size if types is None else positions.counts(types).sum())


def within_documents(places: Places, begins: Places, length: int) -> Places:
    """Leave out what reaches over the beginning of a document. (H,), (N - 1,) → (H,)."""
    if length == 1 or not places.size:
        return places
    low, high = np.searchsorted(places, begins - (length - 1)), np.searchsorted(places, begins)
    across = [np.arange(low[at], high[at]) for at in np.flatnonzero(high > low)]
    return np.delete(places, np.concatenate(across)) if across else places


def spellings(text: str, index: Mapping[str, int], fold: Fold, *, any_segmentation: bool = False) -> list[list[int]]:
    """Return the rows of types that spell a text, those of the longest words first."""
    if is_name_with_sign(folded := fold(text), index):
        return [[index[folded]]]
    runs = [part for run in words_of(text, fold) for part in _parts(run, index)]
    if not runs:
        raise EmbreplError("no-words", f"There is no word in '{text}'.", "Name a word, or a /pattern/.")
    if sum(len(run) if kind_of(run[0]) == UNSPACED else 1 for run in runs) > LONGEST_PHRASE:
        raise EmbreplError(
            "no-words", f"A phrase has at most {LONGEST_PHRASE} words or characters.", "Look for a part of it."
        )
    rows = _rows(runs, index, any_segmentation)
    if not rows:
        missing = next((run for run in runs if not _rows([run], index, any_segmentation)), runs[0])
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
        kind = kind_of(letter)
        if kind == INNER:
            kind = WORD if before == WORD and kind_of(after) == WORD else OTHER
        if kind == before != OTHER:
            words[-1] += letter
        elif kind != OTHER:
            words.append(letter)
        before = kind
    return words


def parts_of(text: str, fold: Fold) -> list[str]:
    """Return the parts of a text that stand apart, as the vocabulary spells them: 了人 is one, 了。人 are two."""
    parts: list[str] = []
    apart = True
    for letter in fold(text):
        if kind_of(letter) in {WORD, UNSPACED}:
            parts = [*parts, letter] if apart else [*parts[:-1], parts[-1] + letter]
        apart = kind_of(letter) not in {WORD, UNSPACED}
    return parts


def is_name_with_sign(text: str, index: Mapping[str, int]) -> bool:
    """Return whether a text is a word without spaces that has a sign in it, as the listed name 安娜·卡列尼娜."""
    if text not in index or JOINT in text or not is_unspaced(text):
        return False
    return any(kind_of(letter) in {INNER, OTHER} for letter in text)


def is_unspaced(part: str) -> bool:
    """Return whether a text has letters of a script that is written without spaces between words."""
    return any(kind_of(letter) == UNSPACED for letter in part)


def kind_of(letter: str) -> str:
    """Return whether a letter is of a word, of a script without spaces, a sign inside words, or something else."""
    if letter in INNERS:
        return INNER
    if within(ord(letter), UNSPACED_BLOCKS) or ord(letter) in PROLONGED_MARKS:
        return UNSPACED
    return WORD if unicodedata.category(letter)[0] in "LNM" else OTHER


def _parts(run: str, index: Mapping[str, int]) -> list[str]:
    """Return the run, or its parts between the inner signs where the whole is no word of the text."""
    return [run] if run in index or kind_of(run[0]) == UNSPACED else [part for part in re.split("[-·.,״]", run) if part]


def _rows(runs: list[str], index: Mapping[str, int], any_segmentation: bool) -> list[list[int]]:
    units: list[tuple[str, bool]] = []  # a word or a character, and whether the word before may go on with it
    for run in runs:
        if kind_of(run[0]) == UNSPACED and (any_segmentation or run not in index):
            units += [(letter, at > 0) for at, letter in enumerate(run)]
        else:
            units.append((run, False))
    ends = _reachable(units, index)
    rows: list[list[int]] = []
    for row in _walk(units, index, ends, 0):
        rows.append(row)
        if len(rows) == WAYS:
            break
    return rows


def _reachable(units: list[tuple[str, bool]], index: Mapping[str, int]) -> list[bool]:
    """Return for every place whether words lead from there to the end, so that no walk is in vain."""
    reached = [False] * len(units) + [True]
    for begin in reversed(range(len(units))):
        reached[begin] = any(reached[end] for end, _ in _steps(units, index, begin))
    return reached


def _steps(units: list[tuple[str, bool]], index: Mapping[str, int], begin: int) -> Iterator[tuple[int, int]]:
    """Yield where the words that begin here end, and their ids, the longest first."""
    most = next((end for end in range(begin + 1, len(units)) if not units[end][1]), len(units))
    for end in range(min(most, begin + REACH), begin, -1):
        word = "".join(text for text, _ in units[begin:end])
        if word in index:
            yield end, index[word]


def _walk(
    units: list[tuple[str, bool]], index: Mapping[str, int], reached: list[bool], begin: int
) -> Iterator[list[int]]:
    if begin == len(units):
        yield []
        return
    for end, number in _steps(units, index, begin):
        if reached[end]:
            for rest in _walk(units, index, reached, end):
                yield [number, *rest]
