"""The corpora of a session that lie in the cache: held while they are in use, forgotten where that is asked for."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.session.keeping import cached_corpora, shrink
from embrepl.system.kept import Hold

if TYPE_CHECKING:
    from embrepl.corpus.store.store import Corpus
    from embrepl.session.listener import Listener


class CachedCorpora:
    """The holds on cached corpora, by the name that each has in the session."""

    def __init__(self) -> None:
        self._holds: dict[str, Hold] = {}

    def hold(self, name: str, folder: Path) -> None:
        """Keep a corpus from being removed by other sessions; where there are no locks, it may be."""
        with contextlib.suppress(OSError, ImportError):
            self._holds[name] = Hold(folder)

    def release(self, name: str) -> None:
        """Hold a corpus no longer."""
        if name in self._holds:
            self._holds.pop(name).release()

    def close(self) -> None:
        """Hold nothing any more."""
        for name in list(self._holds):
            self.release(name)

    def forget(self, entry: Path, names: list[str], to: Path | None) -> int | None:
        """Remove an entry, called so here, or move it; return its bytes, None where another session uses it."""
        for name in names:
            self.release(name)
        size = cached_corpora().remove(entry, to)
        if to is None or size is None:
            for name in names:
                self.hold(name, entry)
        return size


def tidy(corpus: Corpus, listener: Listener) -> None:
    """Keep the cache within its limits after an index was made; one that has no room there stays only in memory."""
    from embrepl.corpus.store.positions import LINES, POSITIONS

    with contextlib.suppress(OSError):
        cache = cached_corpora()
        if corpus.folder.parent == cache.folder and shrink(cache, "cached text", listener):
            for name in (POSITIONS, LINES):  # what is mapped can be read on
                (corpus.folder / name).unlink(missing_ok=True)
