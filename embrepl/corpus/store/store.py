"""A corpus on disk: a folder with a manifest and plain arrays, opened by memory mapping.

| file | holds |
|---|---|
| manifest.json | kind, format version, sizes of the other files in bytes, content hash, report |
| ids.i4, starts.i8 | per token: word id; byte offset of its first character in text.txt |
| counts.i8, words.txt | per type, greatest count first: tokens of it; its spelling, a line each |
| documents.i8 | the token each document begins with, and the number of tokens at the end |
| begins.i8 | the byte of text.txt each document begins with, and where one more would begin |
| text.txt | the original text as UTF-8, a line feed between documents |
| files.json | per file: its path and the number of its first document |
| chapters.json | per chapter: the byte of text.txt it begins with, and its heading; only where there are any |
| variables.json | per variable: its name, and its values where they are texts; only where there are any |
| variable0.i4, … | per document: the place of its value among these, -1 for none; .f8: the number, NaN for none |
| labels.i4 | per document: the place of its label among the report's, -1 for none; only where there are labels |
| tags.i4, tags.txt | per token: the number of its tag, -1 for none; the tags, a line each; only where files have them |
| lemmas.i4, lemmas.txt | the same of lemmas |

Integers are little-endian. Axes: T tokens, V types, N documents.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.reading.kinds import TABLES, kind_of
from embrepl.corpus.report import Report
from embrepl.corpus.store.variables import VARIABLES, Variable, sizes_of, variables_in
from embrepl.errors import EmbreplError
from embrepl.system.cached import drop_cached

KIND = "embrepl corpus"
FORMAT = 3
MANIFEST, IDS, STARTS, COUNTS = "manifest.json", "ids.i4", "starts.i8", "counts.i8"
WORDS, DOCUMENTS, BEGINS, TEXT, FILES = "words.txt", "documents.i8", "begins.i8", "text.txt", "files.json"
LABELS, CHAPTERS = "labels.i4", "chapters.json"
UNLABELLED = UNTAGGED = -1
TAG_KINDS = ("tags", "lemmas")
INT32, INT64 = np.dtype("<i4"), np.dtype("<i8")


@dataclass(frozen=True)
class TokenTags:
    """The tags, or lemmas, of a corpus: `names` by their numbers, and `ids`, the number of every token's (T,)."""

    names: list[str]
    ids: NDArray[np.int32]

    def of(self, token: int) -> str:
        """Return the tag of a token, "" where it has none."""
        number = int(self.ids[token])
        return "" if number == UNTAGGED else self.names[number]


class Corpus:
    """Text as ids, with the place of every word; arrays are read-only memory maps, made when first asked for."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self.folder = self.text_folder = folder
        self.report = Report.from_json(manifest["report"])
        self.hash = str(manifest["hash"])
        _check_sizes(folder, manifest["sizes"], self.report)

    @classmethod
    def open(cls, folder: Path) -> Corpus:
        """Open a store. Raises `no-corpus`, `newer-corpus` or `damaged-corpus`."""
        try:
            manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
            kind, version = manifest["kind"], manifest["format"]
        except FileNotFoundError:
            raise EmbreplError(
                "no-corpus", f"There is no corpus in {folder}.", "Load the text files again: `load PATH`."
            ) from None
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise damaged(folder, str(error)) from error
        if kind != KIND:
            raise damaged(folder, "the manifest is of another kind")
        if version != FORMAT:
            message = f"The corpus in {folder} has format {version}; this version reads {FORMAT}."
            raise EmbreplError("newer-corpus", message, "Update embrepl, or load the text files again.")
        try:
            return cls(folder, manifest)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise damaged(folder, str(error)) from error

    def release(self) -> None:
        """Close what is mapped, and drop what was read; all comes back when it is asked for."""
        drop_cached(self)

    @cached_property
    def ids(self) -> NDArray[np.int32]:
        """Word id of every token. (T,)."""
        return mapped(self.folder / IDS, INT32)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Byte offset in `text` of every token's first character. (T,)."""
        return mapped(self.folder / STARTS, INT64)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Tokens of every type, greatest first. (V,)."""
        return mapped(self.folder / COUNTS, INT64)

    @cached_property
    def documents(self) -> NDArray[np.int64]:
        """The token every document begins with, then T. (N + 1,)."""
        return mapped(self.folder / DOCUMENTS, INT64)

    @cached_property
    def begins(self) -> NDArray[np.int64]:
        """The byte of `text` every document begins with, then where one more would. (N + 1,)."""
        return mapped(self.folder / BEGINS, INT64)

    def bytes_of(self, document: int) -> tuple[int, int]:
        """Return the byte of `text` that a document begins with, and the one after it."""
        return int(self.begins[document]), int(self.begins[document + 1]) - 1

    @cached_property
    def labels(self) -> NDArray[np.int32]:
        """The place of every document's label among `report.labels`, -1 for none. (N,), or (0,) without labels."""
        return mapped(self.folder / LABELS, INT32) if self.report.labels else np.empty(0, INT32)

    @cached_property
    def variables(self) -> dict[str, Variable]:
        """The variables of the documents by name; `file` is always one. Raises `damaged-corpus`."""
        try:
            return variables_in(self.folder, self.report, self.files, self.labels)
        except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise damaged(self.folder, str(error)) from error

    @cached_property
    def text(self) -> NDArray[np.uint8]:
        """The original text as UTF-8 bytes; `bytes(corpus.text[a:b])` for a piece of it."""
        return mapped(self.folder / TEXT, np.uint8)

    @cached_property
    def words(self) -> list[str]:
        """The spelling of every type. V words. Raises `damaged-corpus`."""
        try:
            words = (self.folder / WORDS).read_bytes().decode("utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise damaged(self.folder, str(error)) from error
        if len(words) != self.report.types:
            raise damaged(self.folder, f"{len(words):,} words instead of {self.report.types:,}")
        return words

    @cached_property
    def index(self) -> dict[str, int]:
        """The id of every word."""
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def files(self) -> list[tuple[str, int]]:
        """Path and number of the first document of every file, in order. Raises `damaged-corpus`."""
        try:
            rows = json.loads((self.folder / FILES).read_text("utf-8"))
            return [(str(path), int(document)) for path, document in rows]
        except (OSError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise damaged(self.folder, str(error)) from error

    def place_of(self, document: int) -> tuple[str, int]:
        """Return the path of a document, and its number in a table or another file that has several, else 0."""
        at = bisect_right(self.files, document, key=lambda file: file[1]) - 1
        path, first = self.files[at]
        after = self.files[at + 1][1] if at + 1 < len(self.files) else self.report.documents
        return path, document - first + 1 if after - first > 1 or kind_of(path)[0] in TABLES else 0

    @cached_property
    def chapters(self) -> list[tuple[int, str]]:
        """The token every chapter begins with, its heading's first, and the heading. Raises `damaged-corpus`."""
        if not self.report.chapters:
            return []
        try:
            rows = json.loads((self.folder / CHAPTERS).read_text("utf-8"))
            tokens = np.searchsorted(self.starts, [int(byte) for byte, _ in rows]).tolist()
            return [(token, str(title)) for token, (_, title) in zip(tokens, rows, strict=True)]
        except (OSError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise damaged(self.folder, str(error)) from error

    def tags(self, kind: str = "tags") -> TokenTags | None:
        """Return the tag of every token, such as its part of speech, or its lemma where `kind` is "lemmas".

        None where no file that was read has any. A word that is several tokens gives its tag to each, a joined phrase
        has that of its first word. Raises `damaged-corpus`.
        """
        if not getattr(self.report, kind):
            return None
        try:
            names = (self.folder / f"{kind}.txt").read_bytes().decode("utf-8").split("\n")
            return TokenTags(names, mapped(self.folder / f"{kind}.i4", INT32))
        except (OSError, ValueError) as error:
            raise damaged(self.folder, str(error)) from error

    def vocabulary_size(self, min_count: int) -> int:
        """Return how many types have at least `min_count` tokens: exactly the ids below it."""
        return int(np.searchsorted(-self.counts, -min_count, side="right"))

    def kept_tokens(self, min_count: int) -> int:
        """Return how many tokens belong to types with at least `min_count` tokens."""
        return int(self.counts[: self.vocabulary_size(min_count)].sum())

    def kept_share(self, min_count: int) -> float:
        """Return `kept_tokens` as a share of all tokens."""
        return self.kept_tokens(min_count) / self.report.tokens


def mapped(path: Path, kind: Any) -> NDArray[Any]:
    """Map a file; as a plain array, for one of NumPy's own class takes several times as long to slice."""
    return np.asarray(np.memmap(path, kind, "r"))


def damaged(folder: Path, reason: str) -> EmbreplError:
    """Return the error for a store that does not hold what its manifest says."""
    message = f"The corpus in {folder} is damaged: {reason}."
    return EmbreplError("damaged-corpus", message, "Load the text files again to rebuild it: `load PATH`.")


def _check_sizes(folder: Path, sizes: Mapping[str, int], report: Report) -> None:
    """Raise ValueError unless every file has the size that the manifest and the counts of the report ask for."""
    expected = {
        IDS: INT32.itemsize * report.tokens,
        STARTS: INT64.itemsize * report.tokens,
        COUNTS: INT64.itemsize * report.types,
        DOCUMENTS: INT64.itemsize * (report.documents + 1),
        BEGINS: INT64.itemsize * (report.documents + 1),
        TEXT: report.bytes,
        WORDS: sizes[WORDS],
        FILES: sizes[FILES],
    }
    if report.labels:
        expected[LABELS] = INT32.itemsize * report.documents
    if report.variables:
        expected |= {VARIABLES: sizes[VARIABLES], **sizes_of(report)}
    for kind in TAG_KINDS:
        if getattr(report, kind):
            expected[f"{kind}.i4"] = INT32.itemsize * report.tokens
    for name, size in expected.items():
        size_on_disk = (folder / name).stat().st_size
        if not 0 < size == sizes[name] == size_on_disk:
            raise ValueError(f"{name} has {size_on_disk:,} bytes instead of {size:,}")
