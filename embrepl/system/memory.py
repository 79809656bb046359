"""How much memory this process takes, and what may fill the rest of what it is allowed.

A limit is shared out when reading begins:

- what the process holds already: the interpreter and NumPy take some 35 MB, Keras, once imported, half a gigabyte;
- BATCHES, for all that does not grow with the text: the chunk that is read, the batch at work and those that wait,
  each 10 to 20 MB with its arrays, the segmenter's dictionary (25 MB), and what was freed and lies between things in
  use until `give_back`;
- PER_HELPER for each process that analyses batches beside this one, of which there is none where less than ENOUGH would
  be left;
- of what is left, a quarter for one long text that a table or JSON holds in one piece, and three quarters for the
  vocabulary, whose `weight` counts its arrays and what they take while they grow and while they are put in order.
  Beyond its share it goes on as long as the process in truth holds less than the limit; where no file is a table, the
  quarter is its own too.

Nothing is taken in advance. 1 GB of English with 632,412 types peaks at 133 MB under a limit of 300.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from embrepl.errors import EmbreplError

DEFAULT = 2_000_000_000  # bytes
AFRESH = DEFAULT // 2  # bytes that reading has at least, where no limit was set
BATCHES, PER_HELPER = 72 << 20, 48 << 20  # bytes that reading takes beside the vocabulary
LEAST, ENOUGH = 16 << 20, 256 << 20  # bytes for the vocabulary and one long text; before a helper is started
LOOKED_AT = 8  # batches after which it is seen how much memory is in use
GARBAGE, ONE_IN = 32 << 20, 32  # bytes that were freed and are kept, or one in so many of those allowed
PER_CHARACTER = 24  # bytes that a character of a long text takes at most: several copies, four bytes each
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3  # what glibc's mallopt calls them
KEPT, LARGE = 1 << 28, 1 << 25  # bytes: kept at the end of the heap at most, and the size from which nothing is kept


def resident() -> int:
    """Return the bytes of memory in use, or at most in use so far where the system says no more."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return peak()


def peak() -> int:
    """Return the bytes of memory that were in use at most, 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):  # this program's alone, not that of the one which started it
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return 1024 * int(status.split("VmHWM:")[1].split()[0])
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else 1024 * most


def helpers(memory: int, wanted: int) -> int:
    """Return how many processes that help to read a limit allows, each of which leaves enough to the vocabulary."""
    return max(0, min(wanted, _left(memory, resident() + BATCHES + ENOUGH) // PER_HELPER))


def _left(memory: int, taken: int) -> int:
    """Return what is left of a limit; of the one that nobody set, the training libraries may have taken it already."""
    return max(memory - taken, AFRESH) if memory == DEFAULT else memory - taken


def share_out(memory: int, helpers: int) -> tuple[int, int]:
    """Return how many bytes a vocabulary may take under a limit, and how many characters a text that must be held.

    `helpers` are processes beside the one that reads. Raises `too-little-memory`.
    """
    needed = resident() + BATCHES + helpers * PER_HELPER
    left = _left(memory, needed)
    if left < LEAST:
        least = (needed + LEAST) // 1_000_000 + 1
        message = f"Reading needs at least {least:,} MB of memory, but the limit is {memory // 1_000_000:,} MB."
        raise EmbreplError("too-little-memory", message, f"Allow more: `--memory {least}MB`.")
    return left - left // 4, left // 4 // PER_CHARACTER


def keep_freed() -> None:
    """Make the C library keep what is freed for the next allocation, where it is glibc.

    Else it would ask the system for fresh pages for the arrays of every batch, which takes a tenth of the time.
    """
    if set_option := _c_library("mallopt"):
        set_option(TRIM_THRESHOLD, KEPT)
        set_option(MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Give the system what was freed, where the C library is glibc: it would keep all that lies between things in use.

    Without this the process grows to twice of what it holds.
    """
    if trim := _c_library("malloc_trim"):
        trim(0)


class Freed:
    """What was freed and is kept for the next batch: so much at most, or a share of the memory allowed.

    To give it back and get it again takes time, a tenth of that of reading where it is done for every 24 MB.
    """

    def __init__(self, limit: int) -> None:
        keep_freed()
        self._most = max(GARBAGE, limit // ONE_IN)
        self._held = resident()  # bytes in use when what was freed had last been given back
        self._batches = 0

    def give_back(self) -> None:
        """Give back what was freed, after a batch, if it may have become too much."""
        self._batches += 1
        if self._batches % LOOKED_AT == 0 and resident() > self._held + self._most:
            give_back()
            self._held = resident()


def _c_library(name: str) -> Callable[..., int] | None:
    """Return a function of the C library this process runs on, None where it has none of that name."""
    try:
        function: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return None
    return function
