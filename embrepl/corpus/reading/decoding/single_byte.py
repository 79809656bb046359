"""Which of the encodings of one byte a character some bytes are in, judged by the letters of the languages.

For each language and each encoding that it is written in, the bytes beyond ASCII have a likelihood: that of the
characters they stand for in text of this language, by rank of frequency, less penalties for what no text has: capitals
after small letters, signs within words, letters of two scripts side by side. The best pair names the encoding. The
words of ASCII letters say in which language a text is whose letters beyond ASCII are few.
Axes: B bytes 0 to 255, N different surroundings of a byte beyond ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.reading.decoding.languages import LANGUAGES

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
SURROUNDINGS = 1 << 13  # bytes beyond ASCII that are looked at
# In the order of preference where two fit alike, with what is taken off for rare ones.
RARITY = {
    "cp1252": 0.0, "cp1251": 0.0, "koi8_r": 0.3, "cp1253": 0.0, "cp1255": 1.0, "cp1256": 1.0, "cp874": 0.0,
    "cp1250": 1.0, "koi8_u": 0.5, "cp1254": 1.0, "cp1257": 1.5, "cp866": 1.0, "iso8859_2": 1.3, "iso8859_7": 0.5,
    "iso8859_8": 1.5, "iso8859_6": 1.5, "mac_roman": 1.5, "cp850": 2.0, "cp437": 2.1, "cp852": 2.5, "iso8859_5": 1.5,
    "iso8859_15": 2.0, "cp862": 2.0, "cp737": 2.0, "cp857": 3.0, "mac_cyrillic": 2.0, "iso8859_13": 2.5, "cp1258": 2.5,
    "mac_greek": 2.5, "mac_latin2": 3.5,
}  # fmt: skip
RAREST = 4.0  # of all others
SPACE, SMALL, CAPITAL, LETTER, QUOTE, SIGN, CONTROL, BOX, DIGIT = range(9)
ASIDE, LATIN, CYRILLIC, GREEK, SEMITIC, OTHER = range(6)  # scripts
SCRIPTS = (("LATIN", LATIN), ("CYRILLIC", CYRILLIC), ("GREEK", GREEK), ("HEBREW", SEMITIC), ("ARABIC", SEMITIC))
TYPOGRAPHIC = "’“”—–…‘«»„•‹›‚"
COMMON_SIGNS = "\xa0°§€£·×½©®™¡¿№\xad²³ºª¼¾±¶†´¨¢µ"
OPENING, CLOSING, BEFORE_WORDS = "“„«‹‚‘¿¡", "”»›…™®©²³ºª", "°£€¥§№$·•µ"
WORDS_OF_ONE = "àáéèíóôùåöøýÀÁÉÈÍÓÔÙÅÖØÝ"
FINAL = "ςךםןףץ"  # letters with which words end
BREAKING, BROKEN = -2.0, -6.0  # what is unusual beside a byte, and what no text has
AS_A_RULE, CAPITALS, DRAWN = 1.0, 2.2, 6.5  # a capital where one belongs; where all are capitals; a line of a box
UNKNOWN, FOREIGN, STRANGE, NOTHING = -8.5, -10.0, -9.0, -14.0  # logarithms of likelihoods
FAVOUR = 8.0
TALK = 8.0  # how much the words in ASCII weigh at most
ENOUGH_TALK = 2
WORD = re.compile(rb"[a-z]+")


@dataclass(frozen=True)
class Fit:
    """An encoding and a language, how well some bytes fit them, and by how much the next best is worse.

    `fit` is the mean logarithm of the likelihood of a byte; `lead` is of all bytes together, over the best encoding
    that gives another text.
    """

    encoding: str
    language: str
    fit: float
    lead: float
    rival: str = ""


def best_fit(sample: bytes, favoured: str = "") -> Fit:
    """Return the encoding that the bytes beyond ASCII fit best; there must be at least one.

    An encoding that is `favoured` is the best also where others fit a little better.
    """
    before, middle, after, counts = _surroundings(sample)
    weights = np.bincount(middle, counts, 256)
    talk = _talk(sample)
    scores: dict[str, tuple[float, str]] = {}
    for encoding, languages in _encodings().items():
        penalty = float(counts @ _penalties(encoding, before, middle, after))
        sides = float(counts @ _side_by_side(encoding, before, middle))
        for language in languages:
            score = (
                penalty
                + talk[language]
                - rarity(encoding)
                + FAVOUR * (encoding == favoured)
                + float(weights @ _likelihoods(encoding, language))
            )
            score += 0.0 if LANGUAGES[language].marked else sides
            if encoding not in scores or score > scores[encoding][0]:
                scores[encoding] = score, language
    ranked = sorted(scores, key=lambda encoding: -scores[encoding][0])
    best, beyond = ranked[0], np.flatnonzero(weights)
    others = (name for name in ranked[1:] if (_table(name).points[beyond] != _table(best).points[beyond]).any())
    rival = next(others, "")
    score, language = scores[best]
    lead = score - scores[rival][0] if rival else np.inf
    return Fit(best, language, score / int(weights.sum()), lead, rival)


def rarity(encoding: str) -> float:
    """Return how seldom an encoding is met, 0 for the usual ones, as a logarithm."""
    return RARITY.get(encoding, RAREST)


def _surroundings(sample: bytes) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return the different bytes beyond ASCII with those before and after, and how often each occurs. Four of (N,)."""
    data = np.frombuffer(b"\n" + sample + b"\n", np.uint8).astype(np.int64)
    places = np.flatnonzero(data > 0x7F)[:SURROUNDINGS]
    codes, counts = np.unique(data[places - 1] << 16 | data[places] << 8 | data[places + 1], return_counts=True)
    return codes >> 16, codes >> 8 & 0xFF, codes & 0xFF, counts


def _talk(sample: bytes) -> dict[str, float]:
    """Return for each language what the words of ASCII letters take off its likelihood."""
    words = [word.decode() for word in WORD.findall(re.sub(rb"[\x80-\xff]\w*|\w*[\x80-\xff]\w*", b" ", sample.lower()))]
    counts = Counter(words)
    hits = {name: sum(counts[word] for word in known) for name, known in _function_words().items()}
    most = max(hits.values())
    if most < ENOUGH_TALK:
        return dict.fromkeys(hits, 0.0)
    return {name: -TALK * (1 - many / most) * min(1.0, most / 5) for name, many in hits.items()}


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(word for word in language.words.split() if word.isascii())
        for name, language in LANGUAGES.items()
    }


@cache
def _encodings() -> dict[str, tuple[str, ...]]:
    """Return the encodings, the likelier first, each with its languages."""
    names = dict.fromkeys(encoding for language in LANGUAGES.values() for encoding in language.encodings)
    ranked = sorted(names, key=rarity)
    return {name: tuple(each for each, language in LANGUAGES.items() if name in language.encodings) for name in ranked}


@dataclass(frozen=True)
class _Table:
    """For each byte its character, the kind and the script of that, and which signs it may be. All (B,)."""

    points: Numbers
    kinds: Numbers
    scripts: Numbers
    opening: Mask
    closing: Mask
    free: Mask
    final: Mask
    alone: Mask


@cache
def _table(encoding: str) -> _Table:
    text = bytes(range(256)).decode(encoding, "replace")
    kinds, scripts = zip(*map(kind_of, text), strict=True)
    signs = [
        np.array([letter in each for letter in text]) for each in (OPENING, CLOSING, BEFORE_WORDS, FINAL, WORDS_OF_ONE)
    ]
    return _Table(np.array([ord(letter) for letter in text]), np.array(kinds), np.array(scripts), *signs)


@lru_cache(1 << 13)
def kind_of(letter: str) -> tuple[int, int]:
    """Return the kind of a character and its script."""
    category = unicodedata.category(letter)
    if letter == "µ":
        return SIGN, ASIDE
    if category[0] in "LM" and letter not in "ªº":
        name = unicodedata.name(letter, "")
        script = next((number for start, number in SCRIPTS if name.startswith(start)), OTHER)
        script = ASIDE if category[0] == "M" else script
        return {"Ll": SMALL, "Lu": CAPITAL}.get(category, LETTER), script
    if letter == "\ufffd" or (category == "Cc" and letter not in "\t\n\r\f"):
        return CONTROL, ASIDE
    if letter.isascii():
        return (DIGIT if letter.isdigit() else SPACE), ASIDE
    if letter in TYPOGRAPHIC or letter in OPENING + CLOSING:
        return QUOTE, ASIDE
    return (BOX if "\u2500" <= letter <= "\u259f" else SIGN), ASIDE


def _penalties(encoding: str, before: Numbers, middle: Numbers, after: Numbers) -> Floats:
    """Return what the surroundings of each byte take off. Three of (N,) → (N,)."""
    table = _table(encoding)
    kinds, scripts = table.kinds, table.scripts
    kind, left, right = kinds[middle], kinds[before], kinds[after]
    is_letter = (kind >= SMALL) & (kind <= LETTER)
    left_letter, right_letter = (left >= SMALL) & (left <= LETTER), (right >= SMALL) & (right <= LETTER)
    script = scripts[middle]
    result = np.zeros(middle.size)
    for side in (before, after):
        other = scripts[side]
        result += BROKEN * (is_letter & (other > ASIDE) & (script > ASIDE) & (other != script))
    result += BROKEN * ((kind == CAPITAL) & (left == SMALL))
    result += AS_A_RULE * ((kind == CAPITAL) & ~left_letter & (right != CAPITAL))
    result += CAPITALS * (
        (kind == CAPITAL) & (left != SMALL) & (right != SMALL) & ((left == CAPITAL) | (right == CAPITAL))
    )
    result += BREAKING * ((kind == SMALL) & (right == CAPITAL))
    result += BREAKING * (is_letter & ((left == DIGIT) | (right == DIGIT) | (before == middle) & (after == middle)))
    result += np.where(right_letter, BROKEN, AS_A_RULE) * table.final[middle]
    result += BREAKING * (is_letter & (script == LATIN) & ~left_letter & ~right_letter & ~table.alone[middle])
    result += BROKEN * ((kind == SIGN) & left_letter & right_letter)
    result += BREAKING * ((kind == SIGN) & (left_letter ^ right_letter) & ~table.free[middle])
    result += BREAKING * ((kind == BOX) & (left_letter | right_letter))
    result += DRAWN * ((kind == BOX) & ((before == middle) | (after == middle)))
    opening, closing = table.opening[middle], table.closing[middle]
    result += BREAKING * (opening & left_letter) + BROKEN * (opening & left_letter & (right == SPACE))
    result += BREAKING * (closing & right_letter & ~left_letter)
    return result


def _side_by_side(encoding: str, before: Numbers, middle: Numbers) -> Floats:
    """Return what is taken off for two letters beyond ASCII side by side. Two of (N,) → (N,)."""
    kinds = _table(encoding).kinds
    both = (before > 0x7F) & (kinds[before] >= SMALL) & (kinds[before] <= LETTER)
    return np.where(both & (kinds[middle] >= SMALL) & (kinds[middle] <= LETTER), BREAKING, 0.0)


@cache
def _likelihoods(encoding: str, language: str) -> Floats:
    """Return the logarithm of each byte's likelihood among those beyond ASCII in a language. (B,)."""
    known = _letters(language)
    return np.array(
        [0.0] * 128 + [_likelihood(letter, known) for letter in bytes(range(128, 256)).decode(encoding, "replace")]
    )


def _likelihood(letter: str, known: dict[str, float]) -> float:
    if letter in known:
        return known[letter]
    kind, script = kind_of(letter)
    if kind == CONTROL:
        return NOTHING
    if SMALL <= kind <= LETTER:
        return UNKNOWN if script == kind_of(next(iter(known)))[1] else FOREIGN
    return STRANGE


@cache
def _letters(language: str) -> dict[str, float]:
    """Return the logarithm of the likelihood of the characters that are usual in a language."""
    spoken = LANGUAGES[language]
    latin = kind_of(spoken.letters[0])[1] in {LATIN, ASIDE}
    ranks = np.arange(len(spoken.letters))
    shares = 1 / (ranks + 1.5) if latin else np.exp(-ranks / 9)
    signs = 0.25 if latin else 0.06
    known: dict[str, float] = {}
    for letter, share in zip(spoken.letters, (1 - signs) * shares / shares.sum(), strict=True):
        known.setdefault(letter, float(np.log(share)))
        for capital in {letter.upper(), "İ" if letter == "i" else letter} - {letter}:
            if len(capital) == 1:
                known.setdefault(capital, float(np.log(share / 15)))
    for at, letter in enumerate(TYPOGRAPHIC):
        known[letter] = float(np.log(signs / 4 / (1 + at / 3)))
    for at, letter in enumerate(COMMON_SIGNS):
        known[letter] = float(np.log(signs / 12 / (1 + at / 3)))
    return known
