"""What is shown while a job runs: a live block of lines on a terminal, else plain lines; rich is imported late."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from embrepl.session.jobs import Activity, Job
from embrepl.session.listener import Listener
from embrepl.training.protocol import Trained
from embrepl.view.blocks import sparkline
from embrepl.view.numbers import duration, figure
from embrepl.view.progress.block import Block
from embrepl.view.progress.line import estimate_line, progress_line
from embrepl.view.progress.neighbours import Looks, NeighbourLists
from embrepl.view.progress.pace import Pace
from embrepl.view.safe import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.spinner import Spinner
    from rich.text import Text

DRAWING_SECONDS = 0.1  # seconds between two drawings
LONG_JOB_SECONDS = 2.0  # seconds from which a job is worth a line off a terminal
_CURVE = 40  # cells of the curve of losses
_LEAST_POINTS = 3  # of a curve that is worth a line
_LEAST_WIDTH = 30  # cells from which on there is room for it


def make_listener(console: Console) -> Listener:
    """Return the listener for a console on standard error: live on a terminal that can, else quiet."""
    from embrepl.view.console import PlainConsole

    plain = isinstance(console, PlainConsole)
    live = console.is_terminal and not console.is_dumb_terminal and not plain
    return TerminalListener(console) if live else QuietListener(console)


def _print_meant(console: Console, command: str) -> None:
    """Print the command that a question was understood as, whole, as a line that could have been typed."""
    from rich.text import Text

    from embrepl.view.palette import QUIET

    console.print(Text(f"❯ {printable(command)}", QUIET), soft_wrap=True)


class QuietListener(Listener):
    """Off a terminal: notes, and plain lines at the end of a job that took long or whose words were watched."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._looks = Looks()

    def on_estimate(self, job: Job) -> None:
        """Print about how long it will take, where that is worth a line."""
        if job.estimate is not None and not job.estimate.dry and job.estimate.seconds >= LONG_JOB_SECONDS:
            self.note(f"{job.title}: {estimate_line(job.estimate)}")

    def on_neighbours(self, job: Job, neighbours: NeighbourLists) -> None:
        """Keep them for the end."""
        self._looks.add(job, neighbours)

    def end(self, work: Activity) -> None:
        """Print how long it took in all, and the watched words' last neighbours; a failure is shown elsewhere."""
        if not work.succeeded:
            return
        _print_watched(self._console, work, self._looks)
        if work.seconds < LONG_JOB_SECONDS:
            return
        self.note(f"{work.title}: {_where_stopped(work)}{duration(work.seconds)} in all")

    def note(self, text: str) -> None:
        """Print it."""
        from rich.text import Text

        self._console.print(Text(printable(text)), soft_wrap=True)

    def meant(self, command: str) -> None:
        """Print it as it could have been typed."""
        _print_meant(self._console, command)


class TerminalListener(Listener):
    """On a terminal: a live block that disappears when the job ends, with the notes above it.

    The block is the line of progress, the curve of losses, and a line for each watched word; the last of these stay.
    """

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._shown: Block | None = None
        self._spinner: Spinner | None = None
        self._pace = Pace()
        self._looks = Looks()
        self._drawn = float("-inf")

    def begin(self, work: Activity) -> None:
        """Start the live block."""
        from rich.spinner import Spinner

        self._stop()
        self._pace = Pace()
        self._spinner = Spinner("dots" if self._unicode else "line", style="cyan")
        self._shown = Block(self._console)
        self._drawn = float("-inf")
        self.update(work)

    def on_estimate(self, job: Job) -> None:
        """Print about how long it will take; while a prompt is shown it would be in the way."""
        if self._shown is not None and job.estimate is not None and not job.estimate.dry:
            self.note(estimate_line(job.estimate))

    def on_neighbours(self, job: Job, neighbours: NeighbourLists) -> None:
        """Keep them for the next drawing."""
        self._looks.add(job, neighbours)

    def update(self, work: Activity) -> None:
        """Redraw the block, a few times a second."""
        now = self._clock()
        self._pace.see(work.progress, now)
        if self._shown is None or now - self._drawn < DRAWING_SECONDS:
            return
        self._drawn = now
        self._shown.draw(self.block(work, now))

    def end(self, work: Activity) -> None:
        """Remove the block, but for the watched words of a job that has ended well."""
        self._stop()
        if work.succeeded:
            _print_watched(self._console, work, self._looks)

    def note(self, text: str) -> None:
        """Print it above the block."""
        from rich.text import Text

        if self._shown is not None:
            self._shown.above(Text(printable(text)))
        else:
            self._console.print(Text(printable(text)))

    def meant(self, command: str) -> None:
        """Print it as it could have been typed."""
        _print_meant(self._console, command)

    def _stop(self) -> None:
        if self._shown is not None:
            self._shown.end()
            self._shown = None

    def block(self, work: Activity, now: float) -> list[Text]:
        """Return the lines for the console's size: of the watched words as many as there is room for."""
        from embrepl.view.progress.watched import watched_lines

        if not isinstance(work, Job):
            return [self.line(work, now)]
        curve = self._curve(work)
        lines = [self.line(work, now), *([curve] if curve else [])]
        watched = watched_lines(*self._looks.of(work), self._console.width - 1)
        return [*lines, *watched[: max(0, self._console.height - len(lines) - 2)]]

    def line(self, work: Activity, now: float) -> Text:
        """Return the line of progress for the console's width."""
        from rich.text import Text

        frame = self._spinner.render(now) if self._spinner else None
        return progress_line(work, self._pace, now, self._console.width - 1, frame if isinstance(frame, Text) else None)

    def _curve(self, job: Job) -> Text | None:
        """Return the line of the losses since the start, with the first and the last of them."""
        from rich.text import Text

        points = job.losses.points
        if len(points) < _LEAST_POINTS or self._console.width < _LEAST_WIDTH:
            return None
        ends = f"{figure(points[0])} ", f" {figure(points[-1])}"
        room = self._console.width - 1 - len("loss ") - sum(map(len, ends))
        drawn = sparkline(points, min(_CURVE, room), self._unicode)
        return Text.assemble(("loss ", "dim"), ends[0], (drawn, "cyan"), ends[1], no_wrap=True, overflow="crop")

    @property
    def _unicode(self) -> bool:
        return self._console.encoding.startswith("utf")


def _where_stopped(work: Activity) -> str:
    stopped = work.result.end.far if isinstance(work, Job) and isinstance(work.result, Trained) else ""
    return f"stopped at {stopped}, " if stopped else ""


def _print_watched(console: Console, work: Activity, looks: Looks) -> None:
    now, before = looks.of(work) if isinstance(work, Job) else ({}, {})
    if now:
        from embrepl.view.progress.watched import watched_lines

        for line in watched_lines(now, before, console.width - 1):
            console.print(line)
