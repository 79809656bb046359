"""What the session informs of jobs; the view draws it.

`begin`, `update` and `end` are called for what the user waits for or watches, the other methods for every job.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from embrepl.session.jobs import Activity, Job


class Listener:
    """Is informed of what happens while jobs run; this one does nothing."""

    def begin(self, work: Activity) -> None:
        """The user waits for this work from now on."""

    def update(self, work: Activity) -> None:
        """Some time passed, or progress was made."""

    def on_estimate(self, job: Job) -> None:
        """It is known about how long a training will take."""

    def on_neighbours(self, job: Job, neighbours: Mapping[str, Sequence[str]]) -> None:
        """These are now the neighbours of the watched words, nearest first."""

    def on_progress(self, job: Job) -> None:
        """The job has reported how far it is."""

    def on_finish(self, job: Job) -> None:
        """The job has ended, well or not."""

    def end(self, work: Activity) -> None:
        """The user no longer waits for the work: it has ended, or goes on unwatched."""

    def note(self, text: str) -> None:
        """Something that the user should know, and that is no answer."""

    def meant(self, command: str) -> None:
        """What was typed was understood as this command."""
