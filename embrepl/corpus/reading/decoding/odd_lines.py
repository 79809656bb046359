"""Lines in another encoding than the rest of their file.

In a file in UTF-8 a line that is none is read as the encoding of East Asia or of one byte a character that it looks
like; single bytes as Windows-1252, if they make letters or the signs of a text. In files of other encodings a line that
is valid UTF-8 is read as that, unless it is as well a line of the file's own encoding, with more of the characters that
are common in East Asia.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from embrepl.corpus.reading.decoding.eastern import COMMON, EXTENSIONS, eastern
from embrepl.corpus.reading.decoding.single_byte import LETTER, SMALL, best_fit, kind_of

WESTERN = "cp1252"
ENOUGH_BYTES = 12  # of a line, beyond ASCII, to judge its encoding by
BEYOND = re.compile(rb"[\x80-\xff]")
UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
UTF8_LINE = re.compile(
    rb"(?<![^\r\n])(?:[^\x80-\xff\r\n]*+(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}))++"
    rb"[^\x80-\xff\r\n]*+(?![^\r\n])"
)
WESTERN_LETTERS = re.compile("[\0-\x7f‘’“”–—…]*(?:[À-ÿ][\0-\x7f‘’“”–—…]*){2,}")  # all of which begin with one byte
MAY_BE_UTF8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")  # quicker to look for
FEWEST_LETTERS = {"cp866": 3, "cp855": 3, "cp1125": 3}  # in which two or three letters may look like one of UTF-8
ESCAPED = re.compile("[\udc80-\udcff]+")
ONE_LETTER_WORDS = "àáèéêìíòóôùúÀÁÈÉÊÌÍÒÓÔÙÚ"
SIGNS_IN_TEXT = frozenset("\xa0’‘“”–—…«»·•°§€£©®™¿¡ºª´")


@dataclass
class Found:
    """Lines read in another encoding: how many, how many of their bytes, and where the first of these is."""

    lines: int = 0
    bytes: int = 0
    first: str = ""


class OddLines:
    """Reads what does not fit the encoding of a file, and counts it in `found`, by encoding.

    `obeyed`: the encoding holds for all lines.
    """

    def __init__(self, encoding: str, *, obeyed: bool = False) -> None:
        self.found: dict[str, Found] = {}
        self._encoding = encoding
        self._obeyed = obeyed
        self._single = is_single(encoding)
        self._common = COMMON.get(next((name for name, wider in EXTENSIONS.items() if encoding in wider), encoding))
        self._older = ""  # the encoding of the lines that are not UTF-8

    def fits(self, block: bytes) -> str | None:
        """Return the text of whole lines if all fit the encoding of the file."""
        if self._single and not self._obeyed and not block.isascii() and MAY_BE_UTF8.search(block):
            return None
        if self._common and not self._obeyed and not block.isascii() and UTF8_LINE.search(block):
            return None
        return strict(block, self._encoding)

    def read(self, line: bytes, taken: int, number: int) -> str | None:
        """Return the text of a line, None if it fits no encoding; `taken` bytes of the file are before it."""
        if line.isascii():
            return line.decode("ascii")
        text = strict(line, self._encoding) if self._obeyed or not self._single else None
        if text is not None and (self._obeyed or not self._is_newer(line, text)):
            return text
        if self._obeyed:
            return None
        text, name, places = self._older_line(line) if self._encoding == "utf-8" else self._newer_line(line)
        if text is not None and name != self._encoding:
            found = self.found.setdefault(name, Found())
            found.lines += 1
            found.bytes += len(places)
            place = places[0]
            found.first = found.first or f"0x{line[place]:02x} at byte {taken + place + 1:,}, line {number:,}"
        return text

    def _is_newer(self, line: bytes, text: str) -> bool:
        """Return whether a line of an encoding of East Asia, which is this text in it, is rather one of UTF-8."""
        newer = strict(line, "utf-8") if self._common else None
        if newer is None:
            return False
        own, other = self._share(text), self._share(newer)
        return other > own or (own == 0 and WESTERN_LETTERS.fullmatch(newer) is not None)

    def _share(self, text: str) -> float:
        """Return the share of common characters among those beyond ASCII."""
        beyond = [character for character in text if character > "\x7f"]
        return sum(character in (self._common or ()) for character in beyond) / max(1, len(beyond))

    def _newer_line(self, line: bytes) -> tuple[str | None, str, list[int]]:
        """Return a line of an older encoding as UTF-8, if it is that; the encoding, and the places of the bytes."""
        places = [match.start() for match in BEYOND.finditer(line)]
        letters = len(UTF8_LETTER.findall(line))
        if letters >= FEWEST_LETTERS.get(self._encoding, 1) and (text := strict(line, "utf-8")) is not None:
            return text, "utf-8", places
        if self._single:
            return strict(line, self._encoding), self._encoding, places
        for name in EXTENSIONS.get(self._encoding, ()):
            if (text := strict(line, name)) is not None:
                return text, name, places
        return None, "", places

    def _older_line(self, line: bytes) -> tuple[str | None, str, list[int]]:
        """Return a line that is not UTF-8 in the encoding that it looks like, this, and the places of the bytes."""
        escaped = line.decode("utf-8", "surrogateescape")
        places = _places(escaped)
        mostly = 2 * len(places) > len(BEYOND.findall(line))
        if not self._older and mostly and len(places) >= ENOUGH_BYTES:
            self._older = eastern(line) or best_fit(line).encoding
        if mostly and self._older in COMMON:
            return strict(line, self._older), self._older, places
        name = self._older if is_single(self._older) else WESTERN
        if not all(_is_text(part, escaped, name) for part in ESCAPED.finditer(escaped)):
            return None, "", places
        return ESCAPED.sub(lambda part: _bytes(part[0]).decode(name), escaped), name, places


def strict(data: bytes, encoding: str) -> str | None:
    """Return the text of bytes that fit an encoding, else None."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def is_single(encoding: str) -> bool:
    """Return whether every byte of an encoding is a character."""
    if not encoding or encoding.startswith("utf"):
        return False
    try:
        return len(bytes(range(256)).decode(encoding, "replace")) == 256
    except UnicodeError:
        return False


def _places(escaped: str) -> list[int]:
    """Return where in a line the bytes stand that are not UTF-8."""
    places: list[int] = []
    done = taken = 0
    for part in ESCAPED.finditer(escaped):
        taken += len(escaped[done : part.start()].encode())
        places += range(taken, taken + len(part[0]))
        done, taken = part.end(), taken + len(part[0])
    return places


def _bytes(escaped: str) -> bytes:
    return bytes(ord(letter) - 0xDC00 for letter in escaped)


def _is_text(part: re.Match[str], escaped: str, encoding: str) -> bool:
    """Return whether bytes are signs of a text, or letters that stand by others or are words by themselves."""
    text = strict(_bytes(part[0]), encoding) or "\0"
    if all(each in SIGNS_IN_TEXT for each in text):
        return True
    if not all(SMALL <= kind_of(each)[0] <= LETTER or each in SIGNS_IN_TEXT for each in text):
        return False
    beside = escaped[max(0, part.start() - 1) : part.start()] + escaped[part.end() : part.end() + 1]
    return len(text) > 1 or text in ONE_LETTER_WORDS or any(each.isalpha() and each < "\u0530" for each in beside)
