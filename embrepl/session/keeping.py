"""What outlasts the session: cached corpora and stopped trainings, kept within limits; and what lies where."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from embrepl.errors import EmbreplError
from embrepl.system import places
from embrepl.system.kept import KeptFolders, last_use
from embrepl.system.replacing import UNFINISHED
from embrepl.system.sizes import bytes_in, size
from embrepl.training.kept import MANIFEST, training_in

if TYPE_CHECKING:
    from embrepl.corpus.store.cache import Cache
    from embrepl.session.listener import Listener


class StoppedTrainings(KeptFolders):
    """The trainings that were stopped and can go on."""

    def name_of(self, entry: Path) -> str:
        """Return what its model is called."""
        training = training_in(entry)
        return training.called if training else entry.name

    def sweep(self) -> None:
        """Remove also what a process left that was killed before its first checkpoint was whole."""
        super().sweep()
        for entry in self.entries():
            if not (entry / MANIFEST).exists() and time.time() - last_use(entry) > UNFINISHED:
                self.remove(entry)


def stopped_trainings() -> StoppedTrainings:
    """Return the stopped trainings of this user. Raises OSError, `bad-setting`."""
    return StoppedTrainings(places.trainings_folder(), places.trainings_limit(), places.days_kept())


def cached_corpora() -> Cache:
    """Return the cached corpora of this user. Raises OSError, `bad-setting`."""
    from embrepl.corpus.store.cache import Cache

    return Cache(places.cache_folder(), places.cache_limit(), places.days_kept())


def shrink(kept: KeptFolders, noun: str, listener: Listener) -> int:
    """Keep the limits of what is kept, and say what went; return by how many bytes it is still too large."""
    kept.sweep()
    shrunk = kept.shrink()
    for gone in shrunk.gone:
        listener.note(f"The {noun} {gone.name} is no longer kept ({size(gone.bytes)}, {gone.why}).")
    return shrunk.over


@dataclass(frozen=True)
class KeptPlace:
    """A folder or a file: what is in it, how many of these, their bytes, and what empties it."""

    what: str
    path: str
    count: int
    bytes: int
    emptied_by: str


def kept_places(session_folder: Path | None, held: int) -> Iterator[KeptPlace]:
    """Yield what lies where; `held`: how many models and corpora there are in this session."""
    with contextlib.suppress(OSError, EmbreplError):
        corpora = cached_corpora()
        yield _place("cached texts", corpora.folder, len(corpora.entries()), "`corpus forget --all`")
    with contextlib.suppress(OSError, EmbreplError):
        trainings = stopped_trainings()
        yield _place("stopped trainings", trainings.folder, len(trainings.entries()), "`trainings forget --all`")
    if session_folder is not None:
        yield _place("this session", session_folder, held, "`drop NAME`, and leaving")
    with contextlib.suppress(OSError):
        state = places.state_folder()
        logs = [*(state / "logs").glob("*"), state / "errors.log"]
        yield KeptPlace("logs", str(state / "logs"), *_files(logs), f"new sessions: {places.KEPT_LOGS} stay")
        yield KeptPlace("history", str(state / "history"), *_files([state / "history"]), "deleting the file")


def _place(what: str, folder: Path, count: int, emptied_by: str) -> KeptPlace:
    return KeptPlace(what, str(folder), count, bytes_in(folder), emptied_by)


def _files(paths: Iterable[Path]) -> tuple[int, int]:
    """Return how many of these files there are, and their bytes."""
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    return len(sizes), sum(sizes)
