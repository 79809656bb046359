"""Rich text, .rtf of Word, WordPad and TextEdit: paragraphs, tables, text boxes and notes; one document.

Left out is what was deleted, what is hidden, comments, formulas, page headers and the table of contents.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup.target import Target
from embrepl.corpus.reading.one_document import one_document
from embrepl.system.plain import unreadable

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

MAGIC = b"{\\rtf"
TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
LONGEST_TOKEN = 64  # bytes of a control word
CHARSETS = {
    0: "cp1252", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
CODE_PAGES = {0: "cp1252", 10000: "mac_roman", 65001: "utf-8", 936: "gb18030"}
FAMILIES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
SYMBOLS = "symbol"  # a font whose letters are pictures
CONTENTS = "table of contents"
_SILENT = (
    "colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn "
    "aftnsep aftnsepc aftncn listtext pntext nonshppict shprslt sp xe tc txe rxe bkmkstart bkmkend"
)
UNSEEN = {**dict.fromkeys(_SILENT.split(), ""), "annotation": "comment", "mmath": "formula"}
ASIDES = frozenset({"footnote", "shptxt"})
READ = frozenset({"shpinst"})  # of those that a reader may ignore
PARAGRAPHS = frozenset({"par", "sect", "page", "column", "row", "nestrow"})
LINES = frozenset({"line", "cell", "nestcell", "lbr"})
CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
SIGNS = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}


@dataclass
class _Group:
    """What holds within a pair of braces. `unseen`: what to call its text in the report, None when it is read."""

    unseen: str | None = None
    destination: str = ""
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    font: int = -1
    skipped: int = 1  # characters after one given by number, for older programs


class _Text(Target):
    """The tokens of a file become text."""

    def __init__(self, left_out: Counter[str]) -> None:
        super().__init__(left_out)
        self.depth_at_end = 0
        self.binary = 0  # bytes to pass over
        self._group = _Group()
        self._groups: list[_Group] = []
        self._starred = False  # the next destination may be ignored
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._bytes = bytearray()
        self._skip = 0
        self._high = 0  # the first half of a character given by two numbers
        self._passes = ""  # what is being passed over
        self._instruction = ""
        self._contents = False  # whether the field is a table of contents

    @property
    def open_groups(self) -> int:
        """How many braces are open."""
        return len(self._groups)

    def take_token(self, token: re.Match[bytes]) -> None:
        """Take the next token."""
        word, number, code, sign, brace, plain = token.groups()
        if word is not None:
            self._control(word.decode("ascii"), None if number is None else int(number))
        elif code is not None:
            self._characters(bytes([int(code, 16)]))
        elif plain is not None:
            self._characters(plain)
        elif brace is not None:
            self._brace(brace)
        elif sign is not None:
            self._sign(sign.decode("latin-1"))

    def flush(self) -> None:
        """Decode the bytes so far; they may be halves of characters."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            encoding = self._fonts.get(self._group.font, self._encoding)
            self._write("" if encoding == SYMBOLS else data.decode(encoding, "replace"))

    def _brace(self, brace: bytes) -> None:
        self.flush()
        self._starred, self._skip = False, 0
        if brace == b"{":
            self._groups.append(self._group)
            self._group = copy(self._group)
            self._group.destination = ""
        elif self._groups:
            closed, self._group = self._group, self._groups.pop()
            if closed.destination in ASIDES:
                self.end_aside()
            elif closed.destination == "fldinst":
                self._contents = self._instruction.split()[:1] == ["TOC"]

    def _sign(self, sign: str) -> None:
        self.flush()
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._paragraph()
        elif sign in SIGNS:
            self._write(SIGNS[sign])

    def _characters(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        self._bytes += data[skipped:]

    def _control(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self.flush()
            return self._unicode(number & 0xFFFF)
        self.flush()
        self._skip = 0
        if word == "bin":
            self.binary = max(0, number or 0)
        elif word in PARAGRAPHS:
            self._paragraph()
        elif word in LINES:
            if self._group.unseen is None:
                self.lines.end_line()
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif not self._begin_destination(word):
            self._property(word, number)
        return None

    def _begin_destination(self, word: str) -> bool:
        group, starred = self._group, self._starred
        self._starred = False
        if word in ASIDES and group.unseen is None:
            group.destination = word
            if word == "footnote":
                self.lines.mark()
            self.begin_aside()
        elif word in UNSEEN:
            group.unseen = group.unseen or UNSEEN[word]
            self._count(UNSEEN[word])
        elif word in {"fonttbl", "fldinst"}:
            group.destination, group.unseen, self._instruction = word, "", ""
        elif word == "fldrslt" and self._contents:
            group.unseen, self._contents = "", False
            self._count(CONTENTS)
        elif starred and word not in READ:
            group.unseen = ""
        else:
            return False
        return True

    def _property(self, word: str, number: int | None) -> None:
        group, on = self._group, number != 0
        if word == "f" and number is not None:
            group.font = number
        elif word in {"fcharset", "cpg"} and number is not None:
            self._fonts[group.font] = CHARSETS.get(number, self._encoding) if word == "fcharset" else _code_page(number)
        elif word == "ansicpg" and number is not None:
            self._encoding = _code_page(number)
        elif word in FAMILIES:
            self._encoding = FAMILIES[word]
        elif word == "uc":
            group.skipped = max(0, number or 0)
        elif word in {"v", "deleted", "mvf"}:
            group.hidden, group.deleted = (on, group.deleted) if word == "v" else (group.hidden, on)
        elif word in {"super", "up"}:
            group.raised = on
        elif word in {"nosupersub", "plain", "sub", "dn"}:
            group.raised = False
            group.hidden = group.hidden and word != "plain"
            group.deleted = group.deleted and word != "plain"

    def _unicode(self, point: int) -> None:
        self._skip = self._group.skipped
        if 0xD800 <= point < 0xDC00:
            self._high = point
            return
        if 0xDC00 <= point < 0xE000:
            point = 0x10000 + ((self._high - 0xD800) << 10) + (point - 0xDC00) if self._high else 0xFFFD
        self._high = 0
        self._write(chr(point))

    def _write(self, text: str) -> None:
        group = self._group
        if group.unseen is not None:
            self._instruction += text if len(self._instruction) < LONGEST_TOKEN else ""
            return
        passes = "hidden passage" if group.hidden else "deleted passage" if group.deleted else ""
        if passes and passes != self._passes:
            self._count(passes)
        self._passes = passes
        if not passes and text:
            self.lines.raise_text(on=group.raised)
            self.lines.add(text)

    def _paragraph(self) -> None:
        if self._group.unseen is None:
            self.end_paragraph()

    def _count(self, what: str) -> None:
        self.lines.leave_out(what)


@one_document
def read(reading: Reading) -> Iterator[str]:
    """Yield the text. Raises `unreadable-file`."""
    text, rest = _Text(reading.left_out), b""
    begun = False
    for chunk in reading.stream.chunks():
        data = rest + chunk
        if not begun and not data.lstrip().startswith(MAGIC):
            raise unreadable(reading.source.shown, "is not rich text: it does not begin with {\\rtf", "Check the file.")
        begun = True
        rest = _tokens(text, data, len(data) - LONGEST_TOKEN)
        yield text.take()
    _tokens(text, rest, len(rest))
    text.flush()
    if text.open_groups:
        reading.note("damaged rich text, some text may be missing: it ends in the middle")
    yield text.finish()


def _tokens(text: _Text, data: bytes, end: int) -> bytes:
    """Take the tokens that begin before `end`; return what is left."""
    place = 0
    while place < end:
        if text.binary:
            passed = min(text.binary, len(data) - place)
            text.binary -= passed
            place += passed
            continue
        token = TOKEN.match(data, place)
        if token is None:  # a backslash at the end
            break
        text.take_token(token)
        place = token.end()
    return data[place:]


def _code_page(number: int) -> str:
    name = CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
