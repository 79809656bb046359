"""How much memory this process takes, and how much of what it may take is left for a vocabulary."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from embrepl.errors import EmbreplError

DEFAULT = 2_000_000_000  # bytes
BATCHES = 96 << 20  # bytes that the batches at work, the readers and the allocator take beside the vocabulary
LEAST = 16 << 20


def resident() -> int:
    """Return the bytes of memory in use, or at most in use so far where the system tells no more."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return peak()


def peak() -> int:
    """Return the bytes of memory that were in use at most, 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):  # this program's alone, not that of the one which started it
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return 1024 * int(status.split("VmHWM:")[1].split()[0])
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else 1024 * most


def room(memory: int) -> int:
    """Return how many bytes a vocabulary may take under a limit. Raises `too-little-memory`."""
    used = resident()
    left = memory - used - BATCHES
    if left < LEAST:
        least = (used + BATCHES + LEAST) // 1_000_000 + 1
        message = f"Reading needs at least {least:,} MB of memory, and {memory // 1_000_000:,} MB are allowed."
        raise EmbreplError("too-little-memory", message, f"Allow more: `--memory {least}MB`.")
    return left
