"""From the bytes of a file to text: decoding that never fails, and says what it could not read as it stands.

A file is decoded line by line where its encoding lets us: a line that does not fit is read in another encoding if it
fits one, see `odd_lines`. What fits none is replaced by U+FFFD. NUL bytes become spaces.
"""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Iterable, Iterator

import numpy as np

from embrepl.corpus.reading.decoding.names import usual
from embrepl.corpus.reading.decoding.odd_lines import OddLines
from embrepl.system.sizes import counted

LINE_FEED, RETURN = 10, 13
LONGEST_LINE = 1 << 16  # bytes that are held for want of a line end
STATEFUL = ("utf_16", "utf_32", "utf_7", "iso2022", "hz")  # in which a line is not decoded by itself
LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")


class _Replaced(threading.local):
    """Bytes replaced so far in this thread, and the first place: an error handler of `codecs` has no other store."""

    total = 0
    first: tuple[bytes, int] | None = None  # what the codec saw, and where in it; it uses one exception again and again

    def forget(self) -> int:
        """Forget the first place; return how many bytes there are so far."""
        self.first = None
        return self.total


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

    `first` says where the first of them stood; `nuls` counts NUL bytes. `skipped` and `line` say where in the file the
    chunks begin. `named`: a person chose the encoding, which then holds for all lines.
    """

    def __init__(self, encoding: str, skipped: int = 0, line: int = 1, *, named: bool = False) -> None:
        self.replaced = 0
        self.first = ""
        self.nuls = 0
        self._first_nul = 0
        self._taken = skipped
        self._line = line
        self._rest = b""
        self._marked = encoding == "utf-8-sig"  # there may be a byte order mark to come
        self._codec = "utf-8" if self._marked else encoding
        self._by_lines = not codecs.lookup(encoding).name.replace("-", "_").startswith(STATEFUL)
        self._odd = OddLines(self._codec, obeyed=named)
        self._decoder = codecs.getincrementaldecoder(self._codec)("embrepl-replace")

    def text(self, chunks: Iterable[bytes]) -> Iterator[str]:
        """Yield the decoded text of every chunk, then what was left over at the end."""
        for chunk in chunks:
            yield self._decode(chunk, final=False)
        yield self._decode(b"", final=True)

    def notes(self, shown: str) -> Iterator[str]:
        """Yield sentences on what did not fit; `shown` is the usual name of the encoding."""
        if self.nuls:
            first = f"in line {self._first_nul:,}" if self.nuls == 1 else f"the first in line {self._first_nul:,}"
            spaces = "a space" if self.nuls == 1 else "spaces"
            yield f"{counted(self.nuls, 'NUL byte')} read as {spaces}, {first}"
        for name, found in self._odd.found.items():
            many = f"{counted(found.bytes, 'byte')} in {counted(found.lines, 'line')}"
            are, were = ("is", "was") if found.bytes == 1 else ("are", "were")
            yield f"{many} {are} not valid in {shown} and {were} read as {usual(name)}, the first {found.first}"
        if self.replaced:
            yield f"{counted(self.replaced, 'byte')} not valid in {shown} replaced, the first {self.first}"

    def _decode(self, chunk: bytes, *, final: bool) -> str:
        if not self._by_lines:
            return self._replacing(chunk, final=final)
        data = self._rest + chunk if self._rest else chunk
        if self._marked and not final and len(data) < len(codecs.BOM_UTF8):
            self._rest = data
            return ""
        if self._marked:
            self._marked = False
            mark = len(codecs.BOM_UTF8) * data.startswith(codecs.BOM_UTF8)
            data, self._taken = data[mark:], self._taken + mark
        end = len(data) if final else max(data.rfind(b"\n"), data.rfind(b"\r", 0, -1)) + 1
        self._rest = data[end:]
        if end or len(data) <= LONGEST_LINE:
            return self._lines(data[:end])
        return self._part_of_a_line(data)

    def _lines(self, block: bytes) -> str:
        """Decode whole lines."""
        if b"\0" in block:
            self.nuls += block.count(b"\0")
            self._first_nul = self._first_nul or self._line + line_ends(block[: block.index(b"\0")])
            block = block.replace(b"\0", b" ")
        text = self._odd.fits(block)
        if text is None:
            return "".join(map(self._one_line, LINE.findall(block)))
        self._taken += len(block)
        self._line += line_ends(block)
        return text

    def _one_line(self, line: bytes) -> str:
        text = self._odd.read(line, self._taken, self._line)
        if text is None:
            return self._replacing(line, final=True)
        self._taken += len(line)
        self._line += line.endswith((b"\n", b"\r"))
        return text

    def _part_of_a_line(self, data: bytes) -> str:
        """Decode what there is of a line too long to be held, but for a last character that is not complete."""
        text = self._replacing(data, final=False)
        self._rest = self._decoder.getstate()[0]
        self._decoder.reset()
        self._taken -= len(self._rest)
        if "\0" in text:
            self._first_nul, self.nuls = self._first_nul or self._line, self.nuls + text.count("\0")
            text = text.replace("\0", " ")
        return text

    def _replacing(self, data: bytes, *, final: bool) -> str:
        """Decode with U+FFFD for what does not fit, and note where the first of it is."""
        before = _replaced.forget()
        text = self._decoder.decode(data, final)
        self.replaced += _replaced.total - before
        self._taken += len(data)
        if not self.first and (first := _replaced.first):
            seen, start = first  # the codec saw the data and what waited before them
            place, line = self._taken - len(seen) + start, self._line + line_ends(seen[:start])
            self.first = f"0x{seen[start]:02x} at byte {place + 1:,}, line {line:,}"
        self._line += text.count("\n") + text.count("\r") - text.count("\r\n")
        return text


def line_ends(data: bytes) -> int:
    """Count the line ends in bytes, of any kind."""
    signs = np.frombuffer(data, np.uint8)  # counting in it is ten times as fast as `data.count`
    feeds = signs == LINE_FEED
    if b"\r" not in data:
        return int(np.count_nonzero(feeds))
    returns = signs == RETURN
    returns[:-1] &= ~feeds[1:]
    return int(np.count_nonzero(feeds) + np.count_nonzero(returns))
