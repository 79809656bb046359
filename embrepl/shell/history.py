"""The lines that were typed, in a file that is private to the user; or in memory where no file can be kept."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from embrepl.system import places


class PrivateHistory(FileHistory):
    """The history file; one that cannot be read or written ends nothing, there is only nothing to remember."""

    def load_history_strings(self) -> Iterable[str]:
        """Return the lines of the file, the newest first."""
        with contextlib.suppress(OSError):
            return super().load_history_strings()
        return []

    def store_string(self, string: str) -> None:
        """Add a line to the file."""
        with contextlib.suppress(OSError):
            super().store_string(string)


def open_history() -> History:
    """Return the user's history."""
    with contextlib.suppress(OSError):
        path = places.state_folder() / "history"
        path.touch(mode=0o600)
        if os.name == "posix":
            path.chmod(0o600)
        return PrivateHistory(path)
    return InMemoryHistory()
