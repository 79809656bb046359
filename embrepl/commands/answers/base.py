"""What every answer is: a frozen dataclass of plain values, that `view` draws and any program can read.

An answer's rows are its field `rows`, a tuple of flat dataclasses; an answer without it is one row itself.
Every string may quote a file: none is safe to print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from embrepl.system.pictures import PICTURES

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")  # that any answer can be written in
DOCUMENTS = ("html", *PICTURES)  # files of one answer: a page of any, else its picture where it has one


@dataclass(frozen=True)
class Answer:
    """Any answer; `kind` names it in machine-readable output.

    In tables for programs a `tall` answer has a line for every field, and the fields named by `beside` stand in every
    row, since they belong to all of them. A `report` says what was done and answers no question: off a terminal
    it goes to standard error.
    """

    kind: ClassVar[str] = "answer"
    tall: ClassVar[bool] = False
    beside: ClassVar[tuple[str, ...]] = ()
    report: ClassVar[bool] = False


def rows_of(answer: Answer) -> tuple[Any, ...]:
    """Return the rows of an answer: itself, where it has none of its own."""
    rows: tuple[Any, ...] = getattr(answer, "rows", (answer,))
    return rows
