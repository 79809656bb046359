"""How far a job is as one line that fits; rich is imported late, since the prompt's toolbar needs none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embrepl.session.jobs import Activity
from embrepl.system.sizes import size
from embrepl.training.protocol import Estimated, Progress
from embrepl.view.numbers import clock, compact, count, duration, figure, part_of_size
from embrepl.view.progress.pace import Pace
from embrepl.view.safe import printable, shorten

if TYPE_CHECKING:
    from rich.text import Text

_BAR = (6, 30)  # least and most cells of the bar
_TITLE = 30  # most cells of the title


def progress_line(work: Activity, pace: Pace, now: float, width: int, frame: Text | None = None) -> Text:
    """Return the line for so many cells; `frame` is the sign that turns while the end of a stage is not known."""
    from rich.text import Text

    name = shorten(_title(work), min(_TITLE, max(8, width // 3)))
    done = share(work.progress)
    parts = _parts(work, pace, now)
    if done is None:
        return _with(Text.assemble(frame or "", " ", (name, "bold")), _fitting(parts, width - _cells(name) - 2))
    percent = f"{100 * done:3.0f} %"
    kept = _fitting(parts, width - _cells(name) - _BAR[0] - len(percent) - 2)
    room = width - _cells(name) - len(percent) - 2 - sum(_cells(part) + 2 for part in kept)
    bar = max(0, min(_BAR[1], room))
    full = round(bar * done)
    return _with(
        Text.assemble((name, "bold"), " ", ("━" * full, "cyan"), ("─" * (bar - full), "dim"), " ", percent), kept
    )


def job_line(work: Activity) -> str:
    """Return how far some work is as one short plain line, for the prompt's toolbar."""
    done, name = share(work.progress), shorten(_title(work), _TITLE + 10)
    if done is None:
        return f"{name} · {printable(work.progress.stage)}…" if work.progress else name
    loss = work.progress.figures.get("loss") if work.progress else None
    return f"{name} {100 * done:.0f} %" + (f" · loss {figure(loss)}" if loss is not None else "")


def estimate_line(estimate: Estimated) -> str:
    """Return about how long a training will take, and how much memory."""
    words = f"{estimate.words:,} words, {estimate.tokens:,} tokens"
    return f"about {duration(estimate.seconds)}, {size(estimate.memory)} of memory ({words})"


def share(progress: Progress | None) -> float | None:
    """Return which share of its stage is done; None where the end is not known."""
    if progress is None or progress.total <= 0 or progress.done <= 0:
        return None
    return min(1.0, progress.done / progress.total)


def _with(text: Text, parts: list[str]) -> Text:
    for part in parts:
        text.append("  " + part)
    text.no_wrap, text.overflow = True, "ellipsis"
    return text


def _title(work: Activity) -> str:
    return printable(work.title if not work.stopping else f"stopping {work.title}")


def _parts(work: Activity, pace: Pace, now: float) -> list[tuple[int, str]]:
    """Return the parts after the bar, each with how soon it is dropped where room is short."""
    progress = work.progress
    if share(progress) is None or progress is None:
        return [(0, printable(progress.stage) + "…" if progress else "waiting for the background process…")]
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
