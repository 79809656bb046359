"""Files that are often taken for vectors and cannot be read: what they are, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from embrepl.errors import EmbreplError
from embrepl.space.formats import table
from embrepl.space.formats.text import header, layout
from embrepl.space.formats.text.fields import is_number

_WORD_FILES = ("metadata.tsv", "vocab.txt", "vocabulary.txt", "words.txt", "labels.tsv", "labels.txt", "tokens.txt")
_TEXT_WINDOW = 1 << 14
_LEAST_NUMBERS = 5  # on a line of numbers
_GENSIM = "In gensim: `KeyedVectors.load(FILE).save_word2vec_format('vectors.txt')`, then open that file."
_SAVE_TEXT = "Write the words and their vectors as text: a word and its numbers a line."
_KNOWN = (  # how a file begins, what it is, and what to do
    (b"\x93NUMPY", "a NumPy array, which has numbers but no words", _SAVE_TEXT),
    (b"\x89HDF", "an HDF5 file", _SAVE_TEXT),
    (b"PAR1", "a Parquet file", _SAVE_TEXT),
    (b"SQLite format 3", "an SQLite database", _SAVE_TEXT),
    (b"%PDF", "a PDF document", "`load FILE` reads text."),
    (b"version https://git-lfs", "a pointer of Git LFS to a file that was not fetched", "git lfs pull fetches it."),
    (b"%%MatrixMarket", "a matrix in Matrix Market's format, which has numbers but no words", _SAVE_TEXT),
    (b"\x7fELF", "a program", "Check the file."),
)
_PAGES = (b"<!doctype html", b"<html", b"<?xml")


def check(path: Path, head: bytes) -> None:
    """Raise `not-vectors` for a file that is known to be something else, by how it begins."""
    for begin, what, hint in _KNOWN:
        if head[: len(begin)].lower() == begin.lower():
            raise _no_vectors(path, f"is {what}", hint)
    if head[257:262] == b"ustar":
        raise _no_vectors(path, "is a tar archive", "Unpack it and name the file in it.")
    if head[:1] == b"\x80" and head[1:2] in b"\2\3\4\5" and head[2:3] not in {b"", b"\0"}:
        what = "is a Python pickle, as gensim's own .kv and .model are; opening one could run any program"
        raise _no_vectors(path, what, _GENSIM)
    if head[:64].lstrip().lower().startswith(_PAGES):
        raise _no_vectors(
            path, "is a web page, as a failed download leaves it", "Download the file again, or `load` it."
        )
    _check_lines(path, head)


def _check_lines(path: Path, head: bytes) -> None:
    counts = header.parse(head)
    begin, dim = (counts[2], counts[1]) if counts else (0, None)
    if b"\0" in head[begin : begin + _TEXT_WINDOW]:
        return
    found = layout.find(layout.first_lines(head[begin:]), dim)
    if found.sparse:
        raise _no_vectors(
            path, "holds sparse vectors (place:value), which embrepl does not read",
            "Write every number of each vector, the zeros too.",
        )  # fmt: skip
    if found.wordless:
        beside = next((name for name in _WORD_FILES if (path.parent / name).is_file() and name != path.name), None)
        where = f"they may be those of {path.parent / beside}" if beside else "they may be in a file beside it"
        raise _no_vectors(
            path, f"has lines of numbers but no words; {where}",
            f"Put each word before its numbers, as the command paste {beside or 'words.txt'} {path.name} does.",
        )  # fmt: skip
    if found.pairs:
        what = "has lines of two words and a number, as judged pairs of words are"
        raise _no_vectors(path, what, "`evaluate FILE` scores the current model by them.")


def unknown(path: Path, head: bytes, trouble: str) -> EmbreplError:
    """Return the error for a file that no format fits; `trouble` is what kept it from being unpacked."""
    if trouble:
        return _no_vectors(path, f"cannot be unpacked: {trouble}", "It may be cut: copy it again.")
    if head.strip() and _is_text(head):
        if head.lstrip()[:1] in {b"{", b"["}:
            return _no_vectors(path, "is JSON", _SAVE_TEXT)
        lines = layout.first_lines(head)
        if _mostly(lines, lambda line: line.rstrip(b'" \r').endswith(b"]")):
            return _no_vectors(
                path, "has the numbers of each word in brackets", "Write them bare, with spaces between."
            )
        if _mostly(lines, lambda line: sum(map(is_number, line.replace(b",", b" ").split())) >= _LEAST_NUMBERS):
            return _no_vectors(path, "has no lines of a word and behind it its numbers", _SAVE_TEXT)
        return _no_vectors(path, "is text, not vectors", f"`load {path}` reads it. {_readable()}")
    what = "is not a file of vectors that embrepl can read" if head.strip() else "is empty"
    return _no_vectors(path, what, _readable())


def _mostly(lines: list[bytes], test: Callable[[bytes], bool]) -> bool:
    return sum(map(test, lines)) * 2 > len(lines)


def _is_text(head: bytes) -> bool:
    """Whether a beginning is UTF-8 without control characters, as prose and tables are."""
    sample = head[:_TEXT_WINDOW]
    if sample.translate(None, bytes(set(range(32)) - set(b"\t\n\r\f"))) != sample:
        return False
    return "\ufffd" not in sample.decode("utf-8", "replace")[:-1]


def _readable() -> str:
    return f"What can be read: {', '.join(entry.files for entry in table.readable())}."


def _no_vectors(path: Path, what: str, hint: str) -> EmbreplError:
    return EmbreplError("not-vectors", f"{path} {what}.", hint)
