"""What the command line says of how answers are written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Manner:
    """How answers are written, and what standard error gets.

    `raw`: cells that a spreadsheet would run stay as they are; `echo`: each command is shown; `quiet`: nothing but
    answers and errors is; `progress` json: all that goes to standard error is JSON lines; `one_document`: the answers
    in JSON that follow each other are one document; `plain`: without pictures,
    bars and live progress, on a terminal too.
    """

    format: str = "table"
    raw: bool = False
    echo: bool = False
    quiet: bool = False
    progress: str = "auto"
    one_document: bool = False
    plain: bool = False
