"""Columns of tables that several pages have."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.text import Text

from embrepl.view.numbers import NONE, count
from embrepl.view.pages.words import bar
from embrepl.view.style import (
    CURRENT,
    Column,
)  # fmt: skip  # fmt: skip  # fmt: skip


def current_column(current: list[bool]) -> Column:
    """Return the column that marks the current one."""
    return Column("", [Text(CURRENT if one else "", "cyan") for one in current])


def count_column(header: str, values: Sequence[int], style: str = "", drop: int = 0) -> Column:
    return Column(header, [Text(count(value), style) for value in values], right=True, drop=drop)


def rate(value: float) -> str:
    """Return occurrences per million words: whole ones, or three digits of fewer than a hundred."""
    if not math.isfinite(value):
        return NONE
    return f"{value:,.0f}" if abs(value) >= 99.5 else f"{value:.3g}"


def share_bar(value: float, most: float) -> Text:
    return bar(value / most if most > 0 else 0.0)
