"""How fast a job is and how long it still takes, smoothed; no rich here."""

from __future__ import annotations

from collections import deque

from embrepl.training.protocol import Progress

WINDOW = 8.0  # seconds of progress that the speed is measured over
SURE = 1.0  # seconds before which no speed is shown


class Pace:
    """The speed of one stage of one job, over the last few seconds of what was reported."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, Progress]] = deque()

    def see(self, progress: Progress | None, now: float) -> None:
        """Note a progress; one that was noted already changes nothing."""
        if progress is None or (self._seen and self._seen[-1][1] is progress):
            return
        if self._seen and (self._seen[-1][1].stage != progress.stage or progress.done < self._seen[-1][1].done):
            self._seen.clear()
        self._seen.append((now, progress))
        while len(self._seen) > 2 and self._seen[1][0] < now - WINDOW:
            self._seen.popleft()

    def speed(self, figure: str = "") -> float | None:
        """Return how much is done in a second, or how much a figure grows; None while that is not sure."""
        if not self._seen:
            return None
        (begin, first), (end, last) = self._seen[0], self._seen[-1]
        if end - begin < SURE:
            return None
        if figure:
            return (last.figures.get(figure, 0.0) - first.figures.get(figure, 0.0)) / (end - begin)
        return (last.done - first.done) / (end - begin)

    def left(self, now: float) -> float | None:
        """Return the seconds until the stage is done, counting down between two reports."""
        speed = self.speed()
        if not speed or speed <= 0:
            return None
        end, last = self._seen[-1]
        return max(0.0, (last.total - last.done) / speed - (now - end))
