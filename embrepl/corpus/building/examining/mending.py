"""What odd words were before they were decoded wrongly: as what they were read, and what they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from embrepl.corpus.building.examining.oddities import MISREAD
from embrepl.corpus.reading.decoding.names import USUAL, usual
from embrepl.corpus.reading.decoding.single_byte import best_fit

BETTER_COPY, MENDS = "find a better copy", "mends it"  # what helps against what was decoded wrongly
FITS = -4.5  # of a letter on average, when words are read right
NAMES = {
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
    "mac-roman": "Mac Roman",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "gbk": "GBK",
}
UNICODE = ("utf-8", "utf-16", "utf-32", "")
STRAY = ("CYRILLIC", "GREEK")
SCRIPTS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "LATIN": "Latin"}
SIGNS_1252 = {0x85, *range(0x91, 0x98)}  # … ‘ ’ “ ” • – —
LONGEST_WORD, AROUND = 20, 3  # characters that are shown of a word, or around a letter
READ_AS = ("latin-1", "cp1252", "mac_roman", "cp1251", "cp437", "koi8_r")  # what text was mostly read as by mistake


def mended_utf8(words: Sequence[str], encoding: str) -> str:
    """Return how words look that were UTF-8 and were read as something else: " before, as in Ã© for é: …".

    `encoding`: as what the file was read. Where that is not Unicode, the file itself may be UTF-8, and is not spoilt.
    """
    spoilt = is_unicode(encoding)
    for read_as in (*MISREAD, "gbk"):
        for word in words:
            mended = _read_again(word, read_as, "utf-8")
            if mended is not None and word != mended and len(mended) <= len(word):
                looks = f", as in {word} for {mended}: UTF-8 read as {named(read_as)}"
                return (
                    f" before{looks} and saved again; {BETTER_COPY}"
                    if spoilt
                    else f"{looks}; `--encoding utf-8` {MENDS}"
                )
    return f" before{in_words(words)}; {BETTER_COPY}"


def is_unicode(encoding: str) -> bool:
    """Return whether a file was read as Unicode: what is decoded wrongly in it was so before it was saved."""
    return encoding.startswith(UNICODE[:-1]) or not encoding


def mended_letters(words: Sequence[str], encoding: str) -> str:
    """Return what a file looks like that was read in an encoding and has such words, and what mends it."""
    python_name = next((name for name, shown in USUAL.items() if shown == encoding), encoding)
    unicode = is_unicode(encoding)
    best, known, mends = "", 0, ""
    for read_as in READ_AS if unicode else (python_name,):
        data = {word: each for word in words if (each := _encoded(word, read_as)) and not each.isascii()}
        right = _right_encoding(list(data.values())) if len(data) > known else ""
        examples = ((word, each.decode(right, "replace")) for word, each in data.items() if right)
        example = next((f"{word} for {mended}" for word, mended in examples if word != mended), "")
        if example:
            best, known = f", as in {example}: looks like {named(right)} read as {named(read_as)}", len(data)
            mends = f"`--encoding {usual(right)}` {MENDS}"
    if not best:
        return f"{in_words(words)}; {BETTER_COPY}" if unicode else in_words(words)
    return f"{best} and saved again; {BETTER_COPY}" if unicode else f"{best}; {mends}"


def _right_encoding(words: Sequence[bytes]) -> str:
    """Return the encoding that odd words fit best, "" where they fit none.

    The dashes, quotation marks and ellipses of Windows-1252 stand outside words; in other encodings they are letters.
    """
    if {byte for word in words for byte in word if byte >= 0x80} <= SIGNS_1252:
        return "cp1252"
    fit = best_fit(b" ".join(words), "cp1252")
    return fit.encoding if fit.fit > FITS else ""


def of_another_script(many: int, words: Sequence[str]) -> str:
    """Return what is said of letters of one script in words of another."""
    for word in words:
        at = next((place for place, letter in enumerate(word) if _script(letter) in STRAY), None)
        if at is not None:
            odd, beside = _script(word[at]), {_script(letter) for letter in word[max(0, at - 1) : at + 2]}
            others = next((SCRIPTS[name] for name in SCRIPTS if name in beside), "other")
            shown = word if len(word) <= LONGEST_WORD else word[max(0, at - AROUND) : at + AROUND + 1]
            return f"{many:,} {odd.capitalize()} letter{'s' * (many != 1)} among {others} ones, as in {shown}"
    return f"{many:,} letter{'s' * (many != 1)} of another script"


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def in_words(words: Sequence[str]) -> str:
    """Return an example, ", as in …", if there is any."""
    return f", as in {words[0]}" if words else ""


def named(encoding: str) -> str:
    """Return an encoding as people write it."""
    name = usual(encoding)
    return NAMES.get(name, name)


def _read_again(word: str, encoding: str, right: str) -> str | None:
    data = _encoded(word, encoding)
    try:
        return data.decode(right) if data else None
    except UnicodeDecodeError:
        return None


def _encoded(word: str, encoding: str) -> bytes | None:
    """Return the bytes that a word was before, also those that Windows-1252 leaves out; None if it cannot be."""
    data = b""
    for letter in word:
        try:
            data += letter.encode(encoding)
        except UnicodeEncodeError:
            if encoding != "cp1252" or not "\x80" <= letter < "\xa0":
                return None
            data += letter.encode("latin-1")
    return data
