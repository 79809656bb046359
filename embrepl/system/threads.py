"""How many threads, or helping processes, work at once; NumPy and SciPy let go of Python's lock while they compute."""

from __future__ import annotations

import os

MOST_THREADS = 8
MOST_BESIDE_READING = 3  # more find nothing to do: the one that reads does not keep up with them


def available() -> int:
    """Return how many processors this process may use, at most MOST_THREADS."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST_THREADS, usable))


def beside_reading() -> int:
    """Return how many processes analyse text beside the one that reads it; 0 on one processor."""
    return min(MOST_BESIDE_READING, available() - 1)
