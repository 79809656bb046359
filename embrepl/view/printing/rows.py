"""Rows for print: how many a picture has room for."""

from __future__ import annotations

from typing import TypeVar

from embrepl.view.printing.sheet import Sheet

MOST = 300  # rows of a picture

T = TypeVar("T")


def fit(rows: tuple[T, ...], sheet: Sheet, what: str) -> tuple[T, ...]:
    """Return the rows that a picture has room for, the first ones; the others are told of."""
    if len(rows) > MOST:
        sheet.told.append(f"The picture shows the first {MOST:,} of {len(rows):,} {what}.")
    return rows[:MOST]
