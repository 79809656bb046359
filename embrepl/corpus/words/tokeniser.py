"""Where the words of a text begin and end, found with whole-array operations.

A token is a maximal run of letters, digits and numerals (Unicode L and N) with

- the marks after them; soft hyphens, joiners and other format characters inside it do not count and are dropped, a soft
  hyphen with the line end after it;
- single inner apostrophes, also the typographic ones, and the points of col·lecció and צה״ל;
- single inner hyphens, except between two digits, unless `hyphens` is "split";
- a point or comma between two digits.

What lies in an address of the web or of mail is no token, unless `addresses` is "keep".

Han, hiragana and katakana stand apart, as runs; Han runs are divided into words, see `han`. With `units` "char" every
character of these and of the spaceless scripts of South East Asia is a token.
A number is a token of digits, points and commas. These are the rules of Unicode Standard Annex 29, but: hyphens join,
colons, underscores and points between letters do not, and hiragana is not split into single characters.
Axes: C characters, T tokens.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from embrepl.corpus.words.addresses import without_addresses
from embrepl.corpus.words.characters import Characters, Points, code_points, text_of
from embrepl.corpus.words.chinese.han import han_words
from embrepl.corpus.words.chinese.han_text import Classes
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.edges import Edges, Mask, Places, merge, runs
from embrepl.corpus.words.line_ends import classes_of
from embrepl.corpus.words.scripts import (
    APOSTROPHE,
    DIGIT,
    HAN,
    HIRAGANA,
    JOINER,
    KATAKANA,
    MARK,
    OTHER,
    POINT,
    PROLONGED,
    UNIT,
    WIDE,
    WORD,
)
from embrepl.corpus.words.spaceless import spaceless_words
from embrepl.corpus.words.unicode_forms import compose, take_letters_apart

ZERO = 48


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, in order, how many of them have Han, and how many addresses were left out.

    `traditional` counts the characters that were simplified for the segmenter. `text`, `points`, `starts` and `ends`
    are without what was dropped, and with letters and their marks composed; `places` says where in the original text,
    `original`, each token begins.
    """

    text: str
    points: Points  # (C,)
    starts: Places  # (T,)
    ends: Places  # (T,)
    places: Places  # (T,)
    original: Points
    han: int = 0
    traditional: int = 0
    addresses: int = 0
    has_spaceless: bool = False


def tokenise(text: str, characters: Characters, segmenter: Segmenter) -> Tokens:
    """Find the tokens of a text. C characters → T tokens."""
    original = points = code_points(text)
    classes = classes_of(points, characters)
    spelt = characters.with_gershayim(points)
    if spelt is not points:
        points, text = spelt, text_of(spelt)
        classes = np.where(points == original, classes, characters.classes(points))
    top = classes.max(initial=OTHER)
    kept: Places | None = None
    bases = None
    if top >= MARK:
        points, classes, bases, kept = plain(points, classes, characters)
        text = text_of(points)
    spelt = characters.with_final_sigmas(points, classes)
    if spelt is not points:
        points, text = spelt, text_of(spelt)
    starts, ends = _words(classes)
    han = traditional = addresses = 0
    has_spaceless = False
    if characters.options.addresses == "drop":
        starts, ends, addresses = without_addresses(text, points, starts, ends)
    if top >= HAN:
        kana = _kana(classes)  # first, for it says of which kana a prolonged sound mark is
        found = han_words(points, classes, (starts, ends), characters, segmenter)
        han, traditional = sum(starts.size for starts, _ in found.words), found.traditional
        spaceless = spaceless_words(points, classes)
        has_spaceless = bool(spaceless[0].size)
        starts, ends = merge([found.others, *kana, spaceless, *_units(classes, bases), *found.words])
    if characters.options.numbers != "keep":
        numbers = _numbers(classes, starts, ends)
        if characters.options.numbers == "drop":
            starts, ends = starts[~numbers], ends[~numbers]
        elif numbers.any():
            points = _zeros(points, classes, starts[numbers], ends[numbers])
            text = text_of(points)
    places = starts if kept is None else kept[starts]
    return Tokens(text, points, starts, ends, places, original, han, traditional, addresses, has_spaceless)


def plain(points: Points, classes: Classes, characters: Characters) -> tuple[Points, Classes, Mask, Places]:
    """Drop joiners, take ligatures apart and compose letters with their marks. (C,), (C,) → (C',), (C',), (C',), (C',).

    Returns also which characters are no marks, and where in the original text each stands.
    """
    kept = np.arange(points.size)
    wide = np.flatnonzero(classes == WIDE)
    if wide.size:
        points, kept = take_letters_apart(points, wide)
        classes = classes_of(points, characters)
    classes, bases, dropped = _attach(classes)
    if dropped.any():
        points, classes, bases, kept = points[~dropped], classes[~dropped], bases[~dropped], kept[~dropped]
    marks = ~bases & (classes != OTHER)
    if marks.any():
        points, over = compose(points, marks)
        points, classes, bases, kept = points[~over], classes[~over], bases[~over], kept[~over]
    characters.classes(points)  # what was composed has to be known before it is folded
    return points, classes, bases, kept


def _attach(classes: Classes) -> tuple[Classes, Mask, Mask]:
    """Give marks the class of the character they stand on, through joiners. (C,) → (C,), (C,), (C,).

    Returns also which characters are no marks, and which are to be dropped: joiners, and marks on Han. A mark on a
    digit makes it a letter, for nobody counts with those.
    """
    marks, joiners = classes == MARK, classes == JOINER
    bases = ~(marks | joiners)
    numbers = np.arange(1, classes.size + 1)
    numbers[~bases] = 0
    owner = np.maximum.accumulate(numbers)  # the base before, counted from 1
    owned = np.concatenate((np.array([OTHER], np.uint8), classes))[owner]
    owned[marks & (owned == DIGIT)] = WORD
    return owned, ~marks, joiners | (marks & (owned == HAN))


def _words(classes: Classes) -> Edges:
    """Find the runs of letters and digits, across single inner links."""
    inside = (classes - np.uint8(WORD)) <= DIGIT - WORD  # below WORD wraps round to a great number
    links = (classes[1:-1] - np.uint8(APOSTROPHE)) <= POINT - APOSTROPHE
    links &= inside[:-2]
    links &= inside[2:]
    places = np.flatnonzero(links) + 1
    before, kind, after = classes[places - 1], classes[places], classes[places + 1]
    digits = (before == DIGIT) & (after == DIGIT)
    inside[places] = (kind == APOSTROPHE) | (digits == (kind == POINT))
    return runs(inside)


def _kana(classes: Classes) -> list[Edges]:
    """Find the runs of either kana; a prolonged sound mark belongs to the run before it, or is katakana. (C,)."""
    if not np.any((classes - np.uint8(HIRAGANA)) <= PROLONGED - HIRAGANA):
        return []
    prolonged = np.flatnonzero(classes == PROLONGED)
    if prolonged.size:
        first, last = runs(classes == PROLONGED)
        before = np.where(first > 0, classes[first - 1], OTHER)
        classes[prolonged] = np.repeat(np.where(before == HIRAGANA, HIRAGANA, KATAKANA), last - first)
    return [runs(classes == HIRAGANA), runs(classes == KATAKANA)]


def _units(classes: Classes, bases: Mask | None) -> list[Edges]:
    """Find the characters that are tokens by themselves, each with its marks. (C,), (C,)."""
    units = classes == UNIT
    if not units.any():
        return []
    begin = units if bases is None else units & bases
    starts = np.flatnonzero(begin)
    stops = np.append(np.flatnonzero(begin | ~units), classes.size)
    return [(starts, stops[np.searchsorted(stops, starts, side="right")])]


def _numbers(classes: Classes, starts: Places, ends: Places) -> Mask:
    """Return which tokens are numbers. (C,), (T,), (T,) → (T,)."""
    others = np.concatenate(([0], np.cumsum((classes != DIGIT) & (classes != POINT))))
    result: Mask = others[starts] == others[ends]
    return result


def _zeros(points: Points, classes: Classes, starts: Places, ends: Places) -> Points:
    """Write 0 for every digit of the spans."""
    edges = np.zeros(points.size + 1, np.int8)
    edges[starts] += 1
    edges[ends] -= 1
    changed = points.copy()
    changed[(np.cumsum(edges[:-1], dtype=np.int8) > 0) & (classes == DIGIT)] = ZERO
    return changed
