"""The text of small files beside the texts, in any encoding: lists of words, tests, names, commands."""

from __future__ import annotations

from dataclasses import dataclass

from embrepl.corpus.reading.decoding.decoder import Decoder
from embrepl.corpus.reading.decoding.eastern import COMMON, chinese
from embrepl.corpus.reading.decoding.encodings import SAMPLE_BYTES, recognise
from embrepl.corpus.reading.decoding.names import find_encoding, usual


@dataclass(frozen=True)
class SideText:
    r"""A text, its lines ended by \n, and sentences on its encoding where it is not UTF-8 or does not fit."""

    text: str
    notes: tuple[str, ...] = ()


def side_text(data: bytes, encoding: str | None = None, *, of_chinese: bool = False) -> SideText | None:
    """Return the text of a file, None when it is no text. Raises `unknown-encoding`.

    `encoding`: the one that a person named. `of_chinese`: it is a list of Chinese words, few of which may be so common
    that they show the encoding.
    """
    if encoding:
        named = find_encoding(encoding, data)
        decoder = Decoder(named, named=True)
        return SideText(_with_line_feeds(decoder, data), tuple(decoder.notes(usual(named))))
    found = recognise(data[:SAMPLE_BYTES], whole=len(data) <= SAMPLE_BYTES)
    encoding = found.encoding
    if encoding is None:
        return None
    if of_chinese and not encoding.startswith("utf") and encoding not in COMMON:
        encoding = chinese(data[:SAMPLE_BYTES])
    decoder = Decoder("utf-8-sig" if encoding == "utf-8" else encoding)
    text = _with_line_feeds(decoder, data)
    notes = [] if encoding.startswith("utf-8") else [f"the file is not UTF-8; it was read as {usual(encoding)}"]
    notes += [found.doubt] if found.doubt and encoding == found.encoding else []
    return SideText(text, (*notes, *decoder.notes(usual(encoding))))


def _with_line_feeds(decoder: Decoder, data: bytes) -> str:
    return "".join(decoder.text([data])).replace("\r\n", "\n").replace("\r", "\n")
