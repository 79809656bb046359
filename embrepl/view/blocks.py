"""Figures as blocks of eight heights in one line of text; no rich here."""

from __future__ import annotations

from collections.abc import Iterable

BLOCKS, PLAIN = "▁▂▃▄▅▆▇█", "_.,-~=^#"
HIGHEST = len(BLOCKS) - 1


def strip(heights: Iterable[int | None], signs: str = BLOCKS) -> str:
    """Return a block for each height from 0 to HIGHEST, and a gap for None."""
    return "".join(" " if height is None else signs[height] for height in heights)
