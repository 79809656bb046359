"""What is kept for a report: what a section holds, the commands know."""

from __future__ import annotations

from typing import Any


class Reporting:
    """The `sections` so far, the section that the `last` answer would make, and whether every answer makes one."""

    def __init__(self) -> None:
        self.title = ""
        self.marks_all = False
        self.sections: list[Any] = []
        self.last: Any = None
