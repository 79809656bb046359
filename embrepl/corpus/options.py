"""How a person's files are to be read: light enough to import before the first prompt."""

from __future__ import annotations

from dataclasses import dataclass

CASES = ("lower", "keep")


@dataclass(frozen=True)
class ReadOptions:
    """What changes the words that come out of the same files.

    `column` names the field of a table (.csv, .tsv, .jsonl) that holds the text, `encoding` overrules the detection,
    `case` is "lower" (Words and words are one type) or "keep".
    """

    column: str | None = None
    encoding: str | None = None
    case: str = "lower"
