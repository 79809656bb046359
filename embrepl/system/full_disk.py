"""A disk without room is nobody's fault: what the user is told of it."""

from __future__ import annotations

import errno

from embrepl.errors import EmbreplError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def is_full(error: BaseException) -> bool:
    """Whether something could not be written since the disk, the quota or the greatest size of a file is reached."""
    return isinstance(error, OSError) and error.errno in _FULL


def full_disk(error: BaseException) -> EmbreplError | None:
    """Return the error for the user where a disk is full, None for anything else."""
    if not isinstance(error, OSError) or not is_full(error):
        return None
    what = str(error.filename) if error.filename else "A file of this session"
    return EmbreplError("cannot-write", f"{what} could not be written: {error.strerror}.", "Make room, and try again.")
