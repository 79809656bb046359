"""Which encoding a file is in, judged from its first bytes.

The order: byte order mark; the escapes of ISO 2022; NUL bytes (UTF-16, UTF-32, a few stray ones, or no text at all);
UTF-8; the encodings of East Asia by the commonest characters of their languages (see `eastern`); those of one byte a
character by the letters of many languages (see `single_byte`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from embrepl.corpus.reading.decoding.eastern import COMMON, EASTERN_SAMPLE, eastern, is_latin, score, without_utf8
from embrepl.corpus.reading.decoding.names import MARKS, SUPERSETS, check_encoding, usual
from embrepl.corpus.reading.decoding.odd_lines import BEYOND, UTF8_LETTER
from embrepl.corpus.reading.decoding.single_byte import best_fit, rarity
from embrepl.errors import EmbreplError

SAMPLE_BYTES = 1 << 18
SINGLE_SAMPLE = 1 << 16
UTF16_AND_32 = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
ESCAPE = b"\x1b$"  # with which Japanese and Korean begin in ISO 2022
KOREAN = b"\x1b$)C"
ISO_2022 = ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_jp_2004")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b")) + b"\x7f"
MOST_CONTROLS = 0.3
MOST_NULS, MOST_CONTROLS_BESIDE = 0.1, 0.002  # in a text with stray NUL bytes
ODD_CHARACTERS = 0.01
TAR = (257, b"ustar")  # text in an archive is no text
FEW_CHARACTERS = 50
FEWEST_CHARACTERS = 5  # characters beyond ASCII
LITTLE_LEAD = 1.5  # by which the best encoding fits better than the next, below which it is doubtful
BAD_FIT = -5.5  # of a byte, on average: text is better, but for tables of odd signs
GOOD_FIT, FEW_BYTES = -3.95, 100
CHINESE_FIT = -4.3  # below which a few words that may be Chinese are so
SURE = 0.25  # share of common characters, with which a few words are surely of a language of East Asia
VERY_FEW = 6  # bytes that fit much
ENOUGH_TO_TELL = 20  # bytes beyond ASCII
DECLARATION_BYTES = 1 << 12
BEFORE = 64
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
DOUBTFUL = "its encoding is doubtful: {} fits hardly better than {}, which `--encoding {}` chooses"


@dataclass(frozen=True)
class Detected:
    """The likeliest encoding, None for what is no text, and a sentence on how sure that is, "" for quite sure."""

    encoding: str | None
    doubt: str = ""


def detect(sample: bytes, *, whole: bool) -> str | None:
    """Return the likeliest encoding of a text that begins with `sample`, or None when it is no text.

    `whole` says that the sample is the entire file; otherwise it may end within a character.
    """
    return recognise(sample, whole=whole).encoding


def recognise(sample: bytes, *, whole: bool, begins: bool = True) -> Detected:
    """Return the likeliest encoding of a text that has `sample`, and what is doubtful about it.

    `begins`: the file begins with the sample, so there may be a byte order mark.
    """
    marked = next((name for mark, name in MARKS if begins and sample.startswith(mark)), None)
    if marked:
        return Detected(marked)
    if ESCAPE in sample and (escaped := next((name for name in ISO_2022 if _fits(sample, name, whole)), None)):
        return Detected("iso2022_kr" if KOREAN in sample else escaped)
    if b"\0" in sample:
        wide = next((name for name in UTF16_AND_32 if _fits_wide(sample, name)), eastern(sample))
        if wide or not _has_stray_nuls(sample):
            return Detected(wide)
        sample = sample.replace(b"\0", b"")
    if _fits_utf8(sample, whole):
        return Detected("utf-8")
    if _has_controls(sample, MOST_CONTROLS):
        return Detected(None)
    return _neither_utf8_nor_wide(sample, whole)


def _neither_utf8_nor_wide(sample: bytes, whole: bool) -> Detected:
    found = eastern(sample)
    if not found or _fits_single(sample):
        return _older(sample, whole)
    unsure = found in COMMON and found != "gb18030" and score(sample, found) < SURE and _fits_gb18030(sample, whole)
    return Detected(found, DOUBTFUL.format(usual(found), "gb18030", "gb18030") if unsure else "")


def _older(sample: bytes, whole: bool) -> Detected:
    """Return an encoding of one byte a character, or GB18030 for a few words that make no other text."""
    sample = _around_letters(without_utf8(sample))
    best = best_fit(sample)
    name, many = usual(best.encoding), len(BEYOND.findall(sample))
    doubt = ""
    if _fits_gb18030(sample, whole) and (best.fit < CHINESE_FIT or (many <= VERY_FEW and rarity(best.encoding) > 0)):
        return Detected("gb18030", DOUBTFUL.format("gb18030", name, name) if many <= ENOUGH_TO_TELL else "")
    if best.lead < LITTLE_LEAD:
        doubt = DOUBTFUL.format(name, usual(best.rival), usual(best.rival))
    elif best.fit < BAD_FIT and many >= ENOUGH_TO_TELL:
        doubt = f"letters may be decoded wrongly: no encoding fits well, {name} best; `--encoding` chooses another"
    return Detected(best.encoding, doubt)


def _fits_single(sample: bytes) -> bool:
    """Return whether a few letters beyond ASCII make words of one byte a character, though also East Asian ones."""
    if len(BEYOND.findall(sample[:EASTERN_SAMPLE])) > FEW_BYTES:
        return False
    best = best_fit(sample[:EASTERN_SAMPLE])
    return best.fit > GOOD_FIT and best.lead > LITTLE_LEAD


def _has_controls(sample: bytes, most: float) -> bool:
    """Return whether too many bytes are control characters, as in data that are no text."""
    return len(sample) - len(sample.translate(None, CONTROLS)) > most * len(sample)


def _has_stray_nuls(sample: bytes) -> bool:
    """Return whether this is a text but for some NUL bytes, or for those that fill it up to twice its length."""
    place, magic = TAR
    filled, sample = sample, sample.rstrip(b"\0")
    if 2 * len(sample) < len(filled):
        return False
    rest = sample.replace(b"\0", b"")
    few = len(sample) - len(rest) <= max(1, MOST_NULS * len(sample))
    return few and not _has_controls(rest, MOST_CONTROLS_BESIDE) and sample[place : place + len(magic)] != magic


def _strict(sample: bytes, encoding: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(sample, whole)
    except UnicodeDecodeError:
        return None


def _fits(sample: bytes, encoding: str, whole: bool) -> bool:
    return _strict(sample, encoding, whole) is not None


def _fits_wide(sample: bytes, encoding: str) -> bool:
    """Return whether UTF-16 or UTF-32 without a mark gives printable text with white space in it."""
    text = sample.decode(encoding, "replace")
    spaces = sum(map(text.count, " \t\r\n\f\u3000，。"))
    odd = sum(not each.isprintable() and each not in "\t\r\n\f\u3000\ufeff" for each in text) + text.count("\ufffd")
    alphabetic = sum(each < "\u2000" for each in text)  # two letters of ASCII look like one of East Asia: see `eastern`
    likely = 2 * alphabetic > len(text) or encoding.startswith("utf-32")
    return likely and odd <= ODD_CHARACTERS * len(text) and (spaces > 0 or text.isascii())


def _fits_utf8(sample: bytes, whole: bool) -> bool:
    """Return whether the sample is UTF-8, stray bytes or lines among more good characters forgiven.

    In other encodings characters that are valid UTF-8 by chance are few: of 1,500 windows of eight characters, in nine
    encodings, none had three such to a wrong one.
    """
    if _fits(sample, "utf-8", whole):
        return not _has_controls(sample, MOST_CONTROLS)  # bytes of small programs are valid UTF-8 too
    text = sample.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    if right >= max(FEWEST_CHARACTERS, 3 * wrong):
        return True
    lines = [line for line in sample.splitlines() if not line.isascii()]
    good = [line for line in lines if _fits(line, "utf-8", True)]
    letters = sum(len(UTF8_LETTER.findall(line)) for line in good)
    return letters >= FEWEST_CHARACTERS and 2 * sum(map(len, good)) > sum(map(len, lines))


def _fits_gb18030(sample: bytes, whole: bool) -> bool:
    """Return whether a few words may be Chinese in GB18030, GBK or GB2312: nothing decides, and it is the likelier.

    Accented Latin often decodes as GB18030 too, but to characters beyond the ordinary ones.
    """
    text = _strict(sample, "gb18030", whole)
    if not text or is_latin(text):
        return False
    wide = [character for character in text if character > "\x7f"]
    raw = "".join(wide).encode("gb18030")
    pairs = list(zip(raw[::2], raw[1::2], strict=False))
    letters = sum(0xB0 <= lead <= 0xD7 and trail >= 0xA1 for lead, trail in pairs)
    ordinary = letters + sum(lead in {0xA1, 0xA3} for lead, _ in pairs)
    return letters > 0 and len(wide) < FEW_CHARACTERS and ordinary >= 0.6 * len(wide)


def _around_letters(sample: bytes) -> bytes:
    """Return the lines from the first byte beyond ASCII on: those before it show little."""
    first = next((match.start() for match in BEYOND.finditer(sample)), 0)
    begin = sample.rfind(b"\n", 0, max(0, first - (SINGLE_SAMPLE >> 3))) + 1
    return sample[begin : begin + SINGLE_SAMPLE]


def declared_encoding(head: bytes) -> str | None:
    """Return the encoding that the head of an HTML or XML file declares, if there is one and it fits."""
    match = DECLARED.search(head[:DECLARATION_BYTES])
    if match is None or head.startswith(tuple(mark for mark, _ in MARKS)):
        return None
    try:
        name = check_encoding(match[1].decode("ascii"))
    except EmbreplError:
        return None
    name = SUPERSETS.get(name, name)
    if name.startswith(("utf-16", "utf-32")):  # these bytes were read as ASCII, so it cannot be true
        return None
    return name if _fits(head[:SAMPLE_BYTES], name, len(head) <= SAMPLE_BYTES) else None


def is_plain(data: bytes) -> bool:
    """Return whether bytes are ASCII and nothing but text."""
    return data.isascii() and b"\0" not in data and ESCAPE not in data


def far_letter(data: bytes) -> int | None:
    """Return where the first byte beyond ASCII stands, or a little before in its line; None when all is ASCII."""
    if data.isascii():
        return None
    match = BEYOND.search(data)
    return max(data.rfind(b"\n", 0, match.start()) + 1, match.start() - BEFORE) if match else None
