"""Mails, .eml, and mailboxes, .mbox: the text of each mail is a document, without headers and subject.

The plain text is taken, else that of the HTML. What a mail quotes (`>`), with the line that introduces it, the original
below a reply, and signatures (`-- `) are left out unless `boilerplate` is "keep"; attachments are. All are counted. A
mailbox is streamed, a mail at a time.
"""

from __future__ import annotations

import email
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
LONGEST_BEGIN, LONGEST_LINE = 1 << 10, 1 << 20  # bytes of the line before a mail, and of any that is kept whole
BEGIN = re.compile(rb"From \S+ .*\d\d?:\d\d.*\d{4}")
MASKED = re.compile(rb">+From ")
QUOTED = re.compile(r"[ \t]?>")
ATTRIBUTION = re.compile(  # by a verb, or a time and an address
    r"\b(?:wrote|writes|said|schrieb|écrit|escribió|escreveu|scritto|scrive|skrev|schreef|napisał\(?a?\)?|пишет|написала?)"
    r"\b[^\n]{0,80}[:：]\s*\Z|写道\s*[:：]\s*\Z|寫道\s*[:：]\s*\Z"
    r"|\d\d?[:.]\d\d\b[^\n]{0,99}[<(][^<>()\s]+@[^<>()\s]+[>)][^\n]{0,20}[:：]\s*\Z",
    re.IGNORECASE,
)
BEGINS_ATTRIBUTION = re.compile(r"\s*(?:On|Am|Le|El|Il|Em|Op|Den|W dniu|在)\s", re.IGNORECASE)
ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d.origine|Mensaje original"
    r"|Messaggio originale|Mensagem original|原始邮件|原始郵件)\s*-{2,}\s*",
    re.IGNORECASE,
)
_FROM = "From|Von|De|Da|Van|Från|Fra|Od|От|发件人|寄件者|差出人"
_SENT = (
    "Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Fecha|Inviato|Data|Verzonden|Skickat|Sendt|Wysłano|Отправлено|Дата"
    "|发送时间|寄件日期|日期|送信日時"
)
HEADERS = re.compile(  # of the original, as Outlook and forwarding programs write them above it
    rf"(?:\s*(?:_{{10,}}|-{{3,}}[^\n-]{{3,60}}-{{3,}})[ \t]*\n\s*)?[ \t*]*(?:{_FROM})\s?[:：][^\n]+\n"
    rf"[ \t*]*(?:{_SENT})\s?[:：][^\n]+\n[ \t*]*[^\W\d_]{{1,12}}\s?[:：]",
    re.IGNORECASE,
)
HEADERS_BEGIN = re.compile(rf"\s*(?:_{{10}}|---|\*?(?:{_FROM})\s?[:：])", re.IGNORECASE)
HEADER_LINES = 5
OF_LIST = re.compile(r"_{10,}\s*\n[^\n]*\b(?:mailing list|mailinglist)\b", re.IGNORECASE)  # below a mail, by Mailman
QUOTED_LINE, SIGNATURE_LINE = "quoted line of mails", "signature line of mails"
QUOTED_PASSAGE, SIGNATURE_PASSAGE = "quoted passage of mails", "signature of mails"
CITED = {"gmail_attr": QUOTED_PASSAGE, "moz-cite-prefix": QUOTED_PASSAGE}
CITED |= {"gmail_signature": SIGNATURE_PASSAGE, "moz-signature": SIGNATURE_PASSAGE}
LOST = "\ufffd"
SIGNATURE = re.compile(r"--\s*")


class _MailPage(Page):
    """The HTML of a mail, without what it quotes."""

    def opened(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """An element opens."""
        why = super().opened(name, attributes)
        classes = attributes.get("class", "").split()
        if name == "blockquote" and (attributes.get("type", "").lower() == "cite" or "gmail_quote" in classes):
            return QUOTED_PASSAGE
        return next((CITED[each] for each in classes if each in CITED), why)


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
        if blank and BEGIN.match(line[:LONGEST_BEGIN]):
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
        if len(rest) > LONGEST_LINE:
            yield rest
            rest = b""
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
        if kind == "text/html":
            page = Page if reading.options.boilerplate == "keep" else _MailPage
            text = "".join(html_text([text], page(left_out)))
        yield text + "\n"


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
        elif (what := _ending(lines, number)) is not None:
            left_out[what] += sum(bool(rest.strip()) for rest in lines[number:])
            break
        else:
            own.append(line)
    return "".join(own)


def _ending(lines: list[str], number: int) -> str | None:
    """Return what begins with a line and goes on to the end of the mail: the original, or a signature."""
    line = lines[number]
    if ORIGINAL.fullmatch(line):
        return QUOTED_LINE
    if SIGNATURE.fullmatch(line):
        return SIGNATURE_LINE
    if HEADERS_BEGIN.match(line):
        following = "".join(lines[number : number + HEADER_LINES])
        if HEADERS.match(following):
            return QUOTED_LINE
        if OF_LIST.match(following):
            return SIGNATURE_LINE
    return None


def _introducing(lines: list[str]) -> int:
    """Return how many of the last lines introduce what is quoted after them: "On Monday Ann wrote:" may be two."""
    last = len(lines) - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    if last < 0 or len(lines) - last > 3:
        return 0
    wrapped = bool(last and not BEGINS_ATTRIBUTION.match(lines[last]) and BEGINS_ATTRIBUTION.match(lines[last - 1]))
    introduction = " ".join(line.strip() for line in lines[last - wrapped : last + 1])
    return len(lines) - last + wrapped if ATTRIBUTION.search(introduction) else 0
