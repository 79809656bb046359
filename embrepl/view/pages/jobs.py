"""How jobs of the background process look."""

from __future__ import annotations

import math

from rich.console import RenderableType
from rich.text import Text

from embrepl.commands.answers.jobs import AtRest, GoesOn, JobList, Started
from embrepl.view.numbers import count, duration, percent
from embrepl.view.style import (
    ACCENT,
    BAD,
    DOUBTFUL,
    GOOD,
    QUIET,
    STRONG,
    Column,
    Columns,
    prose,
    word,
)

_STATES = {"running": ACCENT, "stopping": DOUBTFUL, "done": GOOD, "stopped": DOUBTFUL, "failed": BAD}


def jobs(answer: JobList) -> RenderableType:
    """Draw the jobs of the session."""
    rows = answer.rows
    if not rows:
        return Text("no jobs yet", QUIET)
    return Columns(
        Column("job", [Text(count(row.number), STRONG) for row in rows], right=True),
        Column("what", [word(row.title) for row in rows], flexible=True),
        Column("state", [word(row.state, _STATES.get(row.state, ""), 20) for row in rows]),
        Column("done", [_done(row.share) for row in rows], right=True, drop=1),
        Column("time", [Text(duration(row.seconds)) for row in rows], right=True, drop=2),
    )


def _done(share: float) -> Text:
    return Text(percent(share, 0) if math.isfinite(share) else "")


def started_job(answer: Started) -> RenderableType:
    """Draw that a job runs in the background, and how to see it, wait for it or stop it."""
    line = Text.assemble((f"job {answer.job:,}", STRONG), ": ", word(answer.title), " in the background")
    return line + prose("; `watch` it, `wait` for it or `stop` it", QUIET)


def ended_job(answer: AtRest) -> RenderableType:
    """Draw that there is nothing to wait for."""
    if answer.job is None:
        return prose("nothing is running; `jobs` lists what ran", QUIET)
    return Text.assemble((f"job {answer.job:,}", STRONG), ": ", word(answer.title), " has ended: ", word(answer.state))


def running_job(answer: GoesOn) -> RenderableType:
    """Draw that a job still runs."""
    line = Text.assemble(
        (f"job {answer.job:,}", STRONG), ": ", word(answer.title), f" goes on, {percent(answer.share, 0)}"
    )
    return line + prose("; `watch`, `wait` or `stop`", QUIET)
