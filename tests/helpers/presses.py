"""Ctrl-C at every moment of what is done: pressed at the Nth line that is run, for all N or for N spread over them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import embrepl

HOUSE = str(Path(embrepl.__file__).parent)
BETWEEN = (0, 1, 7)  # lines between a press and the next one; 0: there is none


def sweep(
    act: Callable[[], object], press: Callable[[], None], *modules: str, moments: int = 60
) -> Iterator[tuple[int, int]]:
    """Do something again and again, with presses at other lines each time; yield after each where these were.

    Lines count that are run in embrepl, in contextlib, and in the files whose paths contain one of the `modules`.
    Where there are more lines than `moments`, so many are taken, at even distances.
    """
    for _ in range(2):  # what is imported late is there the second time
        lines = pressing(act, press, set(), modules)
    yield 0, 0
    for between in BETWEEN:
        for first in range(1 + between % 2, lines + 1, max(1, lines // moments)):
            pressing(act, press, {first, first + between}, modules)
            yield first, between


def pressing(act: Callable[[], object], press: Callable[[], None], at: set[int], modules: tuple[str, ...]) -> int:
    """Do something with presses at some of its lines, and return how many lines were run."""
    seen = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal seen
        name = frame.f_code.co_filename
        if not (name.startswith(HOUSE) or "contextlib" in name or any(module in name for module in modules)):
            return None
        if event in {"line", "return"} and frame.f_code.co_name != "press":
            seen += 1
            if seen in at:
                press()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
    return seen
