"""How long-running work reports its progress: one function that is passed down."""

from __future__ import annotations

from collections.abc import Callable

ReportProgress = Callable[[str, int, int], None]  # a stage, how much is done, how much in all (0: not known)


def silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""
