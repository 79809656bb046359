"""The neighbours of watched words over time, a look and the one before it; no rich here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from embrepl.session.jobs import Job

NeighbourLists = Mapping[str, Sequence[str]]  # of each watched word, nearest first


class Looks:
    """The last two looks at the watched words of each job."""

    def __init__(self) -> None:
        self._looks: dict[int, tuple[NeighbourLists, NeighbourLists]] = {}

    def add(self, job: Job, neighbours: NeighbourLists) -> None:
        """Note a look."""
        last, _ = self.of(job)
        self._looks[job.number] = neighbours, last

    def of(self, job: Job) -> tuple[NeighbourLists, NeighbourLists]:
        """Return the last look at a job's words and the one before it, empty where there was none."""
        return self._looks.get(job.number, ({}, {}))
