"""Mails, .eml, and mailboxes, .mbox: the text of each mail is a document, without headers and subject.

The plain text is taken, else that of the HTML. What a mail quotes (`>`), with the line that introduces it, the original
below a reply, and signatures (`-- `) are left out unless `boilerplate` is "keep"; attachments are. All are counted. A
mailbox is streamed, a mail at a time.
"""

from __future__ import annotations

import email
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from email.message import Message
from email.policy import compat32
from typing import TYPE_CHECKING

from embrepl.corpus.reading.decoding.encodings import detect
from embrepl.corpus.reading.decoding.names import SUPERSETS
from embrepl.corpus.reading.markup.pages import Page, html_text
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

LONGEST = 1 << 27  # bytes of one mail
BEGIN = re.compile(rb"From \S+ .*\d\d?:\d\d.*\d{4}")
MASKED = re.compile(rb">+From ")
QUOTED = re.compile(r"[ \t]?>")
ATTRIBUTION = re.compile(
    r"\b(?:wrote|writes|said|schrieb|écrit|escribió|escreveu|scritto|scrive|skrev|schreef|napisał\(?a?\)?|пишет|написала?)"
    r"\b[^\n]{0,80}[:：]\s*\Z|写道\s*[:：]\s*\Z|寫道\s*[:：]\s*\Z",
    re.IGNORECASE,
)
BEGINS_ATTRIBUTION = re.compile(r"\s*(?:On|Am|Le|El|Il|Em|Op|Den|W dniu|在)\s", re.IGNORECASE)
ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d.origine|Mensaje original"
    r"|Messaggio originale|Mensagem original|原始邮件|原始郵件)\s*-{2,}\s*",
    re.IGNORECASE,
)
QUOTED_LINE, SIGNATURE_LINE = "quoted line of mails", "signature line of mails"
LOST = "\ufffd"
SIGNATURE = re.compile(r"--\s*")


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the text of every mail."""
    left_out = reading.left_out
    keep = reading.options.boilerplate == "keep"
    for number, data in enumerate(_mails(reading), 1):
        with reading.guarded(f"mail {number:,}"):
            message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=compat32)
            parts = list(_parts(message, left_out, reading))
            yield parts if keep else [_own(part, left_out) for part in parts]
    if lost := left_out.pop(LOST, 0):
        reading.note(f"{counted(lost, 'character')} of the mails did not decode")


def _mails(reading: Reading) -> Iterator[bytes]:
    """Yield the bytes of each mail: of the one, or of those that begin with a line `From `."""
    held: list[bytes] = []
    size, blank, in_box = 0, True, False
    for line in _lines(reading.stream.chunks()):
        if blank and BEGIN.match(line):
            if held:
                yield b"".join(held)
            held, size, in_box = [], 0, True
        elif size < LONGEST:
            held.append(line[1:] if in_box and MASKED.match(line) else line)
            size += len(line)
        else:
            reading.note(f"a mail of more than {LONGEST >> 20:,} MB is cut short")
        blank = not line.strip()
    if held:
        yield b"".join(held)


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line + b"\n"
    if rest:
        yield rest


def _parts(message: Message, left_out: Counter[str], reading: Reading) -> Iterator[str]:
    """Yield the texts of a mail; of alternatives the plain text, or what there is."""
    kind = message.get_content_type()
    if message.is_multipart():
        parts = [part for part in message.get_payload() if isinstance(part, Message)]
        if kind == "multipart/alternative":
            plain = [part for part in parts if part.get_content_type() == "text/plain"]
            parts = plain[:1] or parts[-1:]
        for part in parts:
            yield from _parts(part, left_out, reading)
    elif kind not in {"text/plain", "text/html"} or message.get_content_disposition() == "attachment":
        left_out["attachment of mails"] += 1
    else:
        text = _decoded(message, left_out, reading.options.encoding).replace("\r\n", "\n")
        yield ("".join(html_text([text], Page(reading.left_out))) if kind == "text/html" else text) + "\n"


def _decoded(part: Message, left_out: Counter[str], encoding: str | None) -> str:
    """Return the text of a part; one that names no encoding, or an unknown one, is read by its bytes."""
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    charset = str(part.get_content_charset() or "").replace("_", "-")
    try:
        text = raw.decode(SUPERSETS.get(charset, charset) or "ascii")
    except (UnicodeDecodeError, LookupError):
        text = raw.decode(encoding or detect(raw, whole=True) or "latin-1", "replace")
    if lost := text.count(LOST):
        left_out[LOST] += lost
    return text


def _own(text: str, left_out: Counter[str]) -> str:
    """Return the lines that the writer of a mail wrote."""
    own: list[str] = []
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if QUOTED.match(line):
            introducing = _introducing(own)
            left_out[QUOTED_LINE] += 1 + introducing
            del own[len(own) - introducing :]
        elif ORIGINAL.fullmatch(line) or SIGNATURE.fullmatch(line):
            what = QUOTED_LINE if ORIGINAL.fullmatch(line) else SIGNATURE_LINE
            left_out[what] += sum(bool(rest.strip()) for rest in lines[number:])
            break
        else:
            own.append(line)
    return "".join(own)


def _introducing(lines: list[str]) -> int:
    """Return how many of the last lines introduce what is quoted after them: "On Monday Ann wrote:" may be two."""
    last = len(lines) - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    if last < 0 or len(lines) - last > 3 or not ATTRIBUTION.search(lines[last]):
        return 0
    wrapped = last and not BEGINS_ATTRIBUTION.match(lines[last]) and BEGINS_ATTRIBUTION.match(lines[last - 1])
    return len(lines) - last + bool(wrapped)
