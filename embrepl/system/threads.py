"""How many threads NumPy and SciPy are given work by; both let go of Python's lock while they are at it."""

from __future__ import annotations

import os

MOST = 8


def available() -> int:
    """Return how many processors this process may use, at most MOST."""
    counted = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST, counted))


THREADS = available()
