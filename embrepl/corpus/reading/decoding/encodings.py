"""Which encoding a file is in, judged from its first bytes, and decoding that never fails.

The order: byte order mark; NUL bytes (UTF-16, UTF-32 or no text at all); UTF-8; the encodings of East Asia by the
commonest characters of their languages (see `eastern`); charset-normalizer among the encodings people still have;
Windows-1252 or Latin-1, which fit anything. For those of Latin letters see `latin`.
"""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Iterable, Iterator

from embrepl.corpus.reading.decoding.eastern import eastern
from embrepl.corpus.reading.decoding.latin import LATIN_ENCODINGS, latin
from embrepl.errors import EmbreplError

SAMPLE_BYTES = 1 << 18
GUESSED = 1 << 14  # charset-normalizer is slow, and a page or two decides
MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF16_AND_32 = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
EASTERN = ["big5", "cp932", "euc_jp", "cp949"]
CYRILLIC = ["cp1251", "koi8_r", "cp866", "iso8859_5"]
CANDIDATES = [*EASTERN, "cp1252", "cp1250", *CYRILLIC, "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "tis_620"]
NO_TEXT = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7", "mbcs", "oem"})
CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b")) + b"\x7f"
MOST_CONTROLS = 0.3
FEW_CHARACTERS = 50
FEWEST_CHARACTERS = 5  # characters beyond ASCII
DECLARATION_BYTES = 1 << 12
BEFORE = 64
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
BEYOND = re.compile(rb"[\x80-\xff]")
SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "tis_620": "cp874",
}
USUAL = {"cp932": "shift-jis", "cp949": "euc-kr", "iso8859-1": "latin-1"}


class _Replaced(threading.local):
    """Bytes replaced so far in this thread, and the first place: an error handler of `codecs` has no other store."""

    total = 0
    first: tuple[bytes, int] | None = None  # what the codec saw, and where in it; it uses one exception again and again


_replaced = _Replaced()


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _replaced.total += error.end - error.start
    _replaced.first = _replaced.first or (error.object, error.start)
    return "\ufffd", error.end


codecs.register_error("embrepl-replace", _replace)


class Decoder:
    """Text from byte chunks; undecodable bytes become U+FFFD and are counted in `replaced`.

    `first` says where the first of them stood. `skipped` and `line` say where in the file the chunks begin.
    """

    def __init__(self, encoding: str, skipped: int = 0, line: int = 1) -> None:
        self.replaced = 0
        self.first = ""
        self._taken = skipped
        self._line = line
        self._decoder = codecs.getincrementaldecoder(encoding)("embrepl-replace")

    def text(self, chunks: Iterable[bytes]) -> Iterator[str]:
        """Yield the decoded text of every chunk, then what was left over at the end."""
        for chunk in chunks:
            yield self._decode(chunk, final=False)
        yield self._decode(b"", final=True)

    def _decode(self, chunk: bytes, *, final: bool) -> str:
        before = _replaced.total
        _replaced.first = None
        text = self._decoder.decode(chunk, final)
        self.replaced += _replaced.total - before
        self._taken += len(chunk)
        if not self.first:
            self._remember(text)
        return text

    def _remember(self, text: str) -> None:
        """Note the place of the first byte that did not decode; the codec saw the chunk and what waited before it."""
        if _replaced.first is None:
            self._line += text.count("\n")
            return
        seen, start = _replaced.first
        place = self._taken - len(seen) + start
        line = self._line + seen[:start].count(b"\n")
        self.first = f"0x{seen[start]:02x} at byte {place + 1:,}, line {line:,}"


def check_encoding(encoding: str) -> str:
    """Return the encoding a person named in the form `Decoder` takes. Raises `unknown-encoding`."""
    try:
        codec = codecs.lookup(encoding)
        name = codec.name
        known = codec._is_text_encoding and name.replace("-", "_") not in NO_TEXT
    except (LookupError, ValueError):
        known = False
    if not known:
        raise EmbreplError(
            "unknown-encoding", f"There is no text encoding {encoding}.", "Known ones: utf-8, gb18030, big5, cp1252 …"
        )
    return "utf-8-sig" if name == "utf-8" else name


def find_encoding(encoding: str, sample: bytes) -> str:
    """Return the encoding a person named, fit for a file that begins with `sample`. Raises `unknown-encoding`.

    Python's UTF-16 and UTF-32 refuse files without a byte order mark; those are read as little-endian.
    """
    name = check_encoding(encoding)
    if name in {"utf-16", "utf-32"} and not any(sample.startswith(mark) for mark, marked in MARKS if marked == name):
        return name + "-le"
    return name


def detect(sample: bytes, *, whole: bool) -> str | None:
    """Return the likeliest encoding of a text that begins with `sample`, or None when it is no text.

    `whole` says that the sample is the entire file; otherwise it may end within a character.
    """
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    if b"\0" in sample:
        return next((name for name in UTF16_AND_32 if _fits_wide(sample, name, whole)), eastern(sample))
    if _fits_utf8(sample, whole):
        return "utf-8"
    if _has_controls(sample):
        return None
    return eastern(sample) or ("gb18030" if _fits_gb18030(sample, whole) else _guess(sample, whole))


def _has_controls(sample: bytes) -> bool:
    """Return whether too many bytes are control characters, as in data that are no text."""
    return len(sample) - len(sample.translate(None, CONTROLS)) > MOST_CONTROLS * len(sample)


def _strict(sample: bytes, encoding: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(sample, whole)
    except UnicodeDecodeError:
        return None


def _fits_wide(sample: bytes, encoding: str, whole: bool) -> bool:
    """Return whether UTF-16 or UTF-32 without a mark gives printable text with white space in it."""
    text = _strict(sample, encoding, whole)
    if not text:
        return False
    spaces = sum(map(text.count, " \t\r\n\f\u3000，。"))
    odd = sum(not character.isprintable() and character not in "\t\r\n\f\u3000\ufeff" for character in text)
    return odd <= 0.01 * len(text) and (spaces > 0 or text.isascii())


def _fits_utf8(sample: bytes, whole: bool) -> bool:
    """Return whether the sample is UTF-8, stray bytes among more good characters forgiven.

    In other encodings characters that are valid UTF-8 by chance are few: of 1,500 windows of eight characters, in nine
    encodings, none had three such to a wrong one.
    """
    if _strict(sample, "utf-8", whole) is not None:
        return not _has_controls(sample)  # bytes of small programs are valid UTF-8 too
    text = sample.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - wrong
    return right >= max(FEWEST_CHARACTERS, 3 * wrong)


def _fits_gb18030(sample: bytes, whole: bool) -> bool:
    """Return whether a few words may be Chinese in GB18030, GBK or GB2312: nothing decides, and it is the likelier.

    Accented Latin often decodes as GB18030 too, but to characters beyond the ordinary ones.
    """
    text = _strict(sample, "gb18030", whole)
    if not text:
        return False
    wide = [character for character in text if character > "\x7f"]
    raw = "".join(wide).encode("gb18030")
    pairs = zip(raw[::2], raw[1::2], strict=False)
    ordinary = sum((0xB0 <= lead <= 0xD7 and trail >= 0xA1) or lead in {0xA1, 0xA3} for lead, trail in pairs)
    return len(wide) < FEW_CHARACTERS and ordinary >= 0.6 * len(wide)


def _guess(sample: bytes, whole: bool) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(_around_letters(sample), cp_isolation=CANDIDATES, enable_fallback=False).best()
    name = best.encoding if best else "cp1252"
    name = latin(sample, name) if name in LATIN_ENCODINGS else SUPERSETS.get(name, name)
    return name if _strict(sample, name, whole) is not None else "latin-1"


def _around_letters(sample: bytes) -> bytes:
    """Return the lines from the first byte beyond ASCII on: those before it show nothing."""
    first = next((place for place, byte in enumerate(sample) if byte > 0x7F), 0)
    begin = sample.rfind(b"\n", 0, first) + 1
    piece = sample[begin : begin + GUESSED]
    end = piece.rfind(b"\n")
    return piece[:end] if end > first - begin else piece


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
    return name if _strict(head[:SAMPLE_BYTES], name, len(head) <= SAMPLE_BYTES) is not None else None


def usual(encoding: str) -> str:
    """Return the name by which people know an encoding."""
    name = encoding.removesuffix("-sig").replace("_", "-")
    return USUAL.get(name, name)


def far_letter(data: bytes) -> int | None:
    """Return where the first byte beyond ASCII stands, or a little before in its line; None when all is ASCII."""
    if data.isascii():
        return None
    match = BEYOND.search(data)
    return max(data.rfind(b"\n", 0, match.start()) + 1, match.start() - BEFORE) if match else None
