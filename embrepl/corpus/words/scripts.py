"""What kind of character each code point is, for telling where words begin and end.

Unicode Standard Annex 29 (Text Segmentation), as far as it matters to running text; `tokeniser` says where we differ.
"""

from __future__ import annotations

import unicodedata

from embrepl.corpus.options import ReadOptions

# The order carries meaning: what words are made of stands together, so do the links between its parts, and a text
# with nothing from HAN on needs none of the work for other scripts, one with nothing from MARK on none for marks.
OTHER, WORD, DIGIT, APOSTROPHE, HYPHEN, POINT = range(6)
HAN, HIRAGANA, KATAKANA, PROLONGED, UNIT, MARK, JOINER, WIDE = range(6, 14)

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
ACCENT_BLOCKS: Blocks = ((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))
JAMO_BLOCKS: Blocks = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF))  # vowels and finals of a Korean syllable in parts
FORM_BLOCKS: Blocks = (  # letters for typesetting and for wide columns: ligatures, Arabic forms, full-width letters
    *((0xFB00, 0xFB06), (0xFB13, 0xFB17), (0xFB50, 0xFDCF), (0xFE70, 0xFEFC)),
    *((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A)),
)
SELECTOR_BLOCKS: Blocks = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))  # of glyph variants
PROLONGED_MARKS = frozenset({0x30FC, 0xFF70})  # ー and its half-width form, of either kana
APOSTROPHES = frozenset({0x27, 0x2018, 0x2019, 0xFF07})
INNER = APOSTROPHES | {0xB7, 0x2027, 0x05F3, 0x05F4}  # and the points of Catalan and of Hebrew abbreviations
HYPHENS = frozenset({0x2D, 0x2010, 0x2011})
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
    category = unicodedata.category(chr(point))
    if within(point, JAMO_BLOCKS):
        return MARK
    if category[0] == "L":
        kana = _kana(point)
        if options.units == "char" and (kana or within(point, SPACELESS_BLOCKS)):
            return UNIT
        return kana or WORD
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
    if point in HYPHENS and options.hyphens == "keep":
        return HYPHEN
    return POINT if point in POINTS else OTHER


def _plain(point: int, category: str, options: ReadOptions) -> int:
    if point == ZERO_WIDTH_SPACE:
        return OTHER
    if within(point, SELECTOR_BLOCKS) or (options.accents == "fold" and within(point, ACCENT_BLOCKS)):
        return JOINER
    return CATEGORIES.get(category) or GROUPS.get(category[0], OTHER)


def within(point: int, blocks: Blocks) -> bool:
    """Return whether a code point lies in one of the blocks."""
    return any(first <= point <= last for first, last in blocks)
