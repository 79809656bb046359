"""What kind of character each code point is, for telling where words begin and end.

Unicode Standard Annex 29 (Text Segmentation), as far as it matters to running text; `tokeniser` says where we differ.
"""

from __future__ import annotations

import unicodedata

from embrepl.corpus.options import ReadOptions

# The order carries meaning: what words are made of stands together, so do the links between its parts, and a text
# with nothing from HAN on needs none of the work for other scripts, one with nothing from MARK on none for marks.
OTHER, WORD, DIGIT, APOSTROPHE, HYPHEN, POINT = range(6)
HAN, HIRAGANA, KATAKANA, PROLONGED, SPACELESS, UNIT, MARK, JOINER, WIDE = range(6, 15)

Blocks = tuple[tuple[int, int], ...]
HAN_BLOCKS: Blocks = (  # signs, extension A, unified ideographs, compatibility, the ideographic planes
    *((0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B)),
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD)),
)
HIRAGANA_BLOCKS: Blocks = ((0x3041, 0x3096), (0x309D, 0x309F), (0x1B001, 0x1B11F))
KATAKANA_BLOCKS: Blocks = (
    *((0x30A1, 0x30FA), (0x30FD, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF6F), (0xFF71, 0xFF9F)),
    *((0x1AFF0, 0x1AFFE), (0x1B000, 0x1B000), (0x1B120, 0x1B122)),
)
SPACELESS_BLOCKS: Blocks = (  # scripts of South East Asia that write no spaces: Thai, Lao, Myanmar, Khmer, Tai
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19DF), (0x1A20, 0x1AAF)),
    *((0xA9E0, 0xA9FF), (0xAA60, 0xAADF), (0x11700, 0x1174F)),
)
ACCENT_BLOCKS: Blocks = (  # accents; the points of Hebrew, the vowel and reading signs of Arabic, but no hamza; Syriac
    *((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)),
    *((0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7), (0xFB1E, 0xFB1E)),
    *((0x0610, 0x061A), (0x064B, 0x0652), (0x0656, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4)),
    *((0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x08CA, 0x08E1), (0x08E3, 0x08FF), (0x0730, 0x074A)),
)
JAMO_BLOCKS: Blocks = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF))  # vowels and finals of a Korean syllable in parts
FORM_BLOCKS: Blocks = (  # letters for typesetting and for wide columns: ligatures, Arabic forms, full-width letters
    *(
        (0x0132, 0x0133),
        (0x013F, 0x0140),
        (0x0149, 0x0149),
        (0x017F, 0x017F),
        (0x1E9B, 0x1E9B),
    ),  # Dutch ĳ, ŀ, ŉ, long s
    *(
        (0x03D0, 0x03D1),
        (0x03D5, 0x03D6),
        (0x03F0, 0x03F2),
        (0x03F4, 0x03F5),
        (0x03F9, 0x03F9),
    ),  # ϐ ϑ ϕ ϲ … for β θ φ σ
    *((0xFB00, 0xFB06), (0xFB13, 0xFB17), (0xFB50, 0xFDCF), (0xFDF0, 0xFDFB), (0xFE70, 0xFEFC)),
    *((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A)),
)
IGNORED_BLOCKS: Blocks = (  # besides format characters: the Arabic dash that makes words wide, and that of N'Ko;
    *((0x0640, 0x0640), (0x07FA, 0x07FA), (0x055B, 0x055C), (0x055E, 0x055E)),  # Armenian intonation within words;
    *((0x034F, 0x034F), (0x17B4, 0x17B5), (0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)),  # what has no form
)
PROLONGED_MARKS = frozenset({0x30FC, 0xFF70})  # ー and its half-width form, of either kana
APOSTROPHES = frozenset(
    {0x27, 0x60, 0xB4, 0x02BB, 0x02BC, 0x055A, 0x05F3, 0x2018, 0x2019, 0x201B, 0xFF07}
)  # and those typed for it
INNER = APOSTROPHES | {0xB7, 0x2027, 0x05F4}  # and the points of Catalan and of Hebrew abbreviations
HYPHENS = frozenset({0x2D, 0x058A, 0x2010, 0x2011})
MIDDLE_DOTS = frozenset({0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65})  # as in 列夫·托尔斯泰
POINTS = frozenset({0x2E, 0x2C, 0x066B, 0x066C})  # inside numbers, Arabic ones too
ZERO_WIDTH_SPACE = 0x200B  # a place to break, unlike all other format characters
DEFAULT = ReadOptions()
CATEGORIES = {"Nd": DIGIT, "Cf": JOINER}
GROUPS = {"N": WORD, "M": MARK}


def class_of(point: int, options: ReadOptions = DEFAULT) -> int:
    """Return the class of one code point. Scripts go by block, the rest by Unicode's general category."""
    if within(point, HAN_BLOCKS):
        return HAN
    if len(take_apart(chr(point))) > 1:
        return WIDE
    if within(point, IGNORED_BLOCKS) or within(point, JAMO_BLOCKS):
        return MARK if within(point, JAMO_BLOCKS) else JOINER
    category = unicodedata.category(chr(point))
    if category[0] == "L" and point not in INNER:
        kana = _kana(point)
        spaceless = SPACELESS if within(point, SPACELESS_BLOCKS) else 0
        if options.units == "char" and (kana or spaceless):
            return UNIT
        return kana or spaceless or WORD
    return _link(point, options) or _plain(point, category, options)


def take_apart(letter: str) -> str:
    """Return a character as words are spelt with it: composed where Unicode composes, ligatures as their letters."""
    plain = unicodedata.normalize("NFKC", letter) if within(ord(letter), FORM_BLOCKS) else " "
    return unicodedata.normalize("NFC", letter) if " " in plain else plain


def _kana(point: int) -> int:
    if point in PROLONGED_MARKS:
        return PROLONGED
    if within(point, HIRAGANA_BLOCKS):
        return HIRAGANA
    return KATAKANA if within(point, KATAKANA_BLOCKS) else OTHER


def _link(point: int, options: ReadOptions) -> int:
    if point in INNER:
        return APOSTROPHE
    if point in HYPHENS and options.hyphens != "split":
        return HYPHEN
    return POINT if point in POINTS else OTHER


def _plain(point: int, category: str, options: ReadOptions) -> int:
    if point == ZERO_WIDTH_SPACE:
        return OTHER
    if options.accents == "fold" and within(point, ACCENT_BLOCKS):
        return JOINER
    return CATEGORIES.get(category) or GROUPS.get(category[0], OTHER)


def within(point: int, blocks: Blocks) -> bool:
    """Return whether a code point lies in one of the blocks."""
    for first, last in blocks:  # noqa: SIM110 — `any` takes three times as long
        if first <= point <= last:
            return True
    return False
