"""Who hears of jobs; the view draws what it hears.

`begin`, `update` and `end` are told of the job that the user waits for or watches, the others of every job.
"""

from __future__ import annotations

from embrepl.session.jobs import Job


class Listener:
    """Hears what goes on while jobs run; this one keeps silent."""

    def begin(self, job: Job) -> None:
        """The user waits for this job from now on."""

    def update(self, job: Job) -> None:
        """Some time passed, or progress was made."""

    def estimated(self, job: Job) -> None:
        """It is known about how long a training will take."""

    def watched(self, job: Job) -> None:
        """The neighbours of the watched words were told."""

    def progressed(self, job: Job) -> None:
        """It was told how far the job is."""

    def finished(self, job: Job) -> None:
        """The job has ended, well or not."""

    def end(self, job: Job) -> None:
        """The user no longer waits for the job: it has ended, or goes on unwatched."""

    def note(self, text: str) -> None:
        """Something that the user should know, and that is no answer."""
