"""Who hears of a job while the user waits for it; the view draws what it hears."""

from __future__ import annotations

from embrepl.jobs import Job


class Listener:
    """Hears what goes on while a foreground job runs; this one keeps silent."""

    def begin(self, job: Job) -> None:
        """A job that the user waits for has begun."""

    def update(self, job: Job) -> None:
        """Some time passed, or progress was made."""

    def estimated(self, job: Job) -> None:
        """It is known about how long a training will take."""

    def watched(self, job: Job) -> None:
        """The neighbours of the watched words were told."""

    def end(self, job: Job) -> None:
        """The job has ended."""

    def note(self, text: str) -> None:
        """Something that the user should know, and that is no answer."""
