"""Where the words of a text begin and end, found with whole-array operations.

A token is a maximal run of letters, digits and numerals (Unicode L and N) with

- the marks after them; soft hyphens, joiners and other format characters inside it do not count and are dropped, a soft
  hyphen with the line end after it;
- single inner apostrophes, also the typographic ones, and the points of col·lecció and צה״ל;
- single inner hyphens, except between two digits, unless `hyphens` is "split";
- a point or comma between two digits.

What lies in an address of the web or of mail is no token, unless `addresses` is "keep".

Han, hiragana and katakana stand apart, as runs; Han runs are divided into words by the segmenter, unless their line is
Japanese. With `units` "char" every character of these and of the spaceless scripts of South East Asia is a token.
A number is a token of digits, points and commas. These are the rules of Unicode Standard Annex 29, but: hyphens join,
colons, underscores and points between letters do not, and hiragana is not split into single characters.
Axes: C characters, T tokens, R runs, H characters given to the segmenter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.words.addresses import without_addresses
from embrepl.corpus.words.characters import Characters, Points, code_points, text_of
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
from embrepl.corpus.words.segmenter import Segmenter
from embrepl.corpus.words.unicode_forms import compose, take_letters_apart

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]
Classes = NDArray[np.uint8]
Edges = tuple[Places, Places]
LINE_FEED, CARRIAGE_RETURN, ZERO = 10, 13, 48
JAPANESE = 10  # a line is Japanese when one in so many of its Han and kana characters is kana


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, in order, how many of them are Han, and how many addresses were left out.

    `text`, `points`, `starts` and `ends` are without what was dropped, and with letters and their marks composed;
    `places` says where in the original text, `original`, each token begins.
    """

    text: str
    points: Points  # (C,)
    starts: Places  # (T,)
    ends: Places  # (T,)
    places: Places  # (T,)
    han: int
    addresses: int
    original: Points


def tokenise(text: str, characters: Characters, segmenter: Segmenter) -> Tokens:
    """Find the tokens of a text. C characters → T tokens."""
    original = points = code_points(text)
    classes = classes_of(points, characters)
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
    addresses = 0
    if characters.options.addresses == "drop":
        starts, ends, addresses = without_addresses(text, points, starts, ends)
    han = 0
    if top >= HAN:
        kinds = [(starts, ends), *_kana(classes), *_units(classes, bases)]
        han_spans = _han(points, classes, characters, segmenter)
        han = han_spans[0].size
        starts, ends = _merge([*kinds, han_spans])
    if characters.options.numbers != "keep":
        numbers = _numbers(classes, starts, ends)
        if characters.options.numbers == "drop":
            starts, ends = starts[~numbers], ends[~numbers]
        elif numbers.any():
            points = _zeros(points, classes, starts[numbers], ends[numbers])
            text = text_of(points)
    return Tokens(text, points, starts, ends, starts if kept is None else kept[starts], han, addresses, original)


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
    links = np.flatnonzero((classes[1:-1] - np.uint8(APOSTROPHE)) <= POINT - APOSTROPHE) + 1
    before, kind, after = classes[links - 1], classes[links], classes[links + 1]
    digits = (before == DIGIT) & (after == DIGIT)
    fit = (kind == APOSTROPHE) | (digits == (kind == POINT))
    inside[links] = fit & inside[links - 1] & inside[links + 1]
    return _runs(inside)


def _runs(inside: Mask) -> Edges:
    """Return where the runs of True begin and end."""
    padded = np.zeros(inside.size + 2, np.bool_)
    padded[1:-1] = inside
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]


def _kana(classes: Classes) -> list[Edges]:
    """Find the runs of either kana; a prolonged sound mark belongs to the run before it, or is katakana. (C,)."""
    if not np.any((classes - np.uint8(HIRAGANA)) <= PROLONGED - HIRAGANA):
        return []
    prolonged = np.flatnonzero(classes == PROLONGED)
    if prolonged.size:
        first, last = _runs(classes == PROLONGED)
        before = np.where(first > 0, classes[first - 1], OTHER)
        classes[prolonged] = np.repeat(np.where(before == HIRAGANA, HIRAGANA, KATAKANA), last - first)
    return [_runs(classes == HIRAGANA), _runs(classes == KATAKANA)]


def _units(classes: Classes, bases: Mask | None) -> list[Edges]:
    """Find the characters that are tokens by themselves, each with its marks. (C,), (C,)."""
    units = classes == UNIT
    if not units.any():
        return []
    begin = units if bases is None else units & bases
    starts = np.flatnonzero(begin)
    stops = np.append(np.flatnonzero(begin | ~units), classes.size)
    return [(starts, stops[np.searchsorted(stops, starts, side="right")])]


def _han(points: Points, classes: Classes, characters: Characters, segmenter: Segmenter) -> Edges:
    """Find the words of the Han runs: single characters, whole runs in Japanese lines, or what the segmenter says."""
    inside = classes == HAN
    if characters.options.units == "char":
        starts = np.flatnonzero(inside)
        return starts, starts + 1
    starts, ends = _runs(inside)
    if not starts.size:
        return starts, ends
    japanese = _japanese(points, classes, starts)
    whole = starts[japanese], ends[japanese]
    if not whole[0].size:
        return _segment(characters.simplified(points), inside, ends, segmenter)
    inside[inside] = np.repeat(~japanese, ends - starts)
    if japanese.all():
        return whole
    return _merge([whole, _segment(characters.simplified(points), inside, ends[~japanese], segmenter)])


def _japanese(points: Points, classes: Classes, starts: Places) -> Mask:
    """Return which Han runs stand in a line with enough kana. (C,), (C,), (R,) → (R,)."""
    kana = np.flatnonzero((classes == HIRAGANA) | (classes == KATAKANA))
    if not kana.size:
        return np.zeros(starts.size, np.bool_)
    lines = np.cumsum((points == LINE_FEED) | (points == CARRIAGE_RETURN))
    size = int(lines[-1]) + 1
    kanas = np.bincount(lines[kana], minlength=size)
    hans = np.bincount(lines[classes == HAN], minlength=size)
    result: Mask = (kanas * JAPANESE >= kanas + hans)[lines[starts]]
    return result


def _segment(points: Points, inside: Mask, ends: Places, segmenter: Segmenter) -> Edges:
    """Segment the runs into words: all of them in one call, each followed by a line feed that no word crosses."""
    after = np.zeros(points.size + 1, np.bool_)
    after[ends] = True
    places = np.flatnonzero(np.append(inside, False) | after)  # (H,)
    joined = np.append(points, np.uint32(LINE_FEED))[places]
    joined[after[places]] = LINE_FEED
    lengths = segmenter.lengths(text_of(joined))
    last = np.cumsum(lengths)
    first = last - lengths
    words = joined[first] != LINE_FEED
    if last[-1] != joined.size or words.size - words.sum() != ends.size:
        raise RuntimeError("the segmenter changed the text or joined two runs")
    return places[first[words]], places[last[words] - 1] + 1


def _merge(kinds: list[Edges]) -> Edges:
    """Put spans that do not overlap into the order of the text."""
    kinds = [spans for spans in kinds if spans[0].size] or kinds[:1]
    if len(kinds) == 1:
        return kinds[0]
    starts, ends = (np.concatenate(sides) for sides in zip(*kinds, strict=True))
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


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
