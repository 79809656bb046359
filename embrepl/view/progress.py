"""What is shown while a job runs: a live line on a terminal, else plain lines; rich is imported late."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from embrepl.jobs import QUESTION, Job
from embrepl.listeners import Listener
from embrepl.training.protocol import Estimated, Failed, Progress, Trained
from embrepl.view.numbers import clock, compact, count, duration, figure, part_of_size, size
from embrepl.view.pace import Pace
from embrepl.view.safe import printable, shorten

if TYPE_CHECKING:
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

EVERY = 0.1  # seconds between two drawings
LONG = 2.0  # seconds from which a job is worth a line off a terminal
_BAR = (6, 30)  # least and most cells of the bar
_TITLE = 30  # most cells of the title


def make_listener(console: Console) -> Listener:
    """Return the listener for a console on standard error: live on a terminal that can, else quiet."""
    live = console.is_terminal and not console.is_dumb_terminal
    return TerminalListener(console) if live else QuietListener(console)


class QuietListener(Listener):
    """Off a terminal: notes, and one plain line at the end of a job that took long."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def end(self, job: Job) -> None:
        """Say how long it took; a failure is told elsewhere."""
        unanswered = job.result is None and job.kind != QUESTION
        if unanswered or isinstance(job.result, Failed) or job.seconds < LONG:
            return
        stopped = f"stopped at {job.result.stopped}, " if isinstance(job.result, Trained) and job.result.stopped else ""
        self._print(f"{job.title}: {stopped}{duration(job.seconds)}")

    def note(self, text: str) -> None:
        """Print it."""
        self._print(text)

    def _print(self, text: str) -> None:
        from rich.text import Text

        self._console.print(Text(printable(text)), soft_wrap=True)


class TerminalListener(Listener):
    """On a terminal: a live line that goes when the job ends, with the notes above it."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._live: Live | None = None
        self._spinner: Spinner | None = None
        self._pace = Pace()
        self._drawn = float("-inf")

    def begin(self, job: Job) -> None:
        """Start the live line."""
        from rich.live import Live
        from rich.spinner import Spinner

        self._stop()
        self._pace = Pace()
        self._spinner = Spinner("dots" if self._console.encoding.startswith("utf") else "line", style="cyan")
        self._live = Live(
            console=self._console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
        )  # fmt: skip
        self._live.start()
        self._drawn = float("-inf")
        self.update(job)

    def estimated(self, job: Job) -> None:
        """Print about how long it will take."""
        if job.estimate is not None and not job.estimate.dry:
            self.note(_estimate(job.estimate))

    def update(self, job: Job) -> None:
        """Draw the line anew, some times a second."""
        now = self._clock()
        self._pace.see(job.progress, now)
        if self._live is None or now - self._drawn < EVERY:
            return
        self._drawn = now
        self._live.update(self.line(job, now), refresh=True)

    def end(self, job: Job) -> None:
        """Take the line away."""
        self._stop()

    def note(self, text: str) -> None:
        """Print it above the line."""
        from rich.text import Text

        self._console.print(Text(printable(text)))

    def _stop(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def line(self, job: Job, now: float) -> Text:
        """Return the line for the console's width."""
        from rich.text import Text

        width = self._console.width - 1
        title = shorten(_title(job), min(_TITLE, max(8, width // 3)))
        done = share(job.progress)
        parts = _parts(job, self._pace, now)
        if done is None:
            return self._waiting(title, parts, width, now)
        percent = f"{100 * done:3.0f} %"
        kept = _fitting(parts, width - _cells(title) - _BAR[0] - len(percent) - 2)
        room = width - _cells(title) - len(percent) - 2 - sum(_cells(part) + 2 for part in kept)
        bar = max(0, min(_BAR[1], room))
        full = round(bar * done)
        text = Text.assemble((title, "bold"), " ", ("━" * full, "cyan"), ("─" * (bar - full), "dim"), " ", percent)
        return _with(text, kept)

    def _waiting(self, title: str, parts: list[tuple[int, str]], width: int, now: float) -> Text:
        """Return the line of a stage whose end is not known."""
        from rich.text import Text

        frame = self._spinner.render(now) if self._spinner else ""
        kept = _fitting(parts, width - _cells(title) - 2)
        return _with(Text.assemble(frame if isinstance(frame, Text) else "", " ", (title, "bold")), kept)


def _with(text: Text, parts: list[str]) -> Text:
    for part in parts:
        text.append("  " + part)
    text.no_wrap, text.overflow = True, "ellipsis"
    return text


def _estimate(found: Estimated) -> str:
    words = f"{found.words:,} words, {found.tokens:,} tokens"
    return f"about {duration(found.seconds)}, {size(found.memory)} of memory ({words})"


def _title(job: Job) -> str:
    return printable(job.title if not job.stopping else f"stopping {job.title}")


def share(progress: Progress | None) -> float | None:
    """Return which share of its stage is done; None where the end is not known."""
    if progress is None or progress.total <= 0 or progress.done <= 0:
        return None
    return min(1.0, progress.done / progress.total)


def _parts(job: Job, pace: Pace, now: float) -> list[tuple[int, str]]:
    """Return what there is to say after the bar, each with how soon it is left out where room is short."""
    progress = job.progress
    if share(progress) is None or progress is None:
        return [(0, printable(progress.stage) + "…" if progress else "waiting for the worker…")]
    figures, parts = progress.figures, []
    if not progress.unit:
        parts.append((2, f"{printable(progress.stage)}…"))
    if progress.unit == "bytes":
        parts.append((2, part_of_size(progress.done, progress.total)))
    if "words" in figures:
        parts.append((3, f"{count(int(figures['words']))} words"))
    speed = pace.speed("words" if "words" in figures else "")
    if speed and (progress.unit == "words" or "words" in figures):
        parts.append((4, f"{compact(speed)} words/s"))
    if "loss" in figures:
        parts.append((2, f"loss {figure(figures['loss'])}"))
    if "effective_rank" in figures:
        parts.append((3, f"eff. rank {figures['effective_rank']:.0f}"))
    if figures.get("epochs", 0) > 1:
        parts.append((5, f"epoch {figures.get('epoch', 0):.0f}/{figures['epochs']:.0f}"))
    left = pace.left(now)
    return [*parts, (1, f"{clock(left)} left")] if left is not None else parts


def _fitting(parts: list[tuple[int, str]], room: int) -> list[str]:
    """Return the parts that fit, two spaces before each, the least important ones dropped first."""
    kept = list(parts)
    while kept and sum(_cells(text) + 2 for _, text in kept) > room:
        if len(kept) == 1 and not kept[0][0]:
            break
        kept.remove(max(kept, key=lambda part: part[0]))
    return [text for _, text in kept]


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def job_line(job: Job) -> str:
    """Return a job's progress as one short plain line, for the prompt's toolbar."""
    done, title = share(job.progress), shorten(_title(job), _TITLE + 10)
    if done is None:
        return f"{title} · {printable(job.progress.stage)}…" if job.progress else title
    loss = job.progress.figures.get("loss") if job.progress else None
    return f"{title} {100 * done:.0f} %" + (f" · loss {figure(loss)}" if loss is not None else "")
