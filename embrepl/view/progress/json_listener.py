"""What happens while jobs run, as JSON lines for programs: `--progress json` writes them to standard error.

Each line is an object whose `kind` says which:

| kind | fields |
|---|---|
| `progress` | `job` `title` `name` `stage` `done` `total` `unit` `share` `seconds` `per_second` `left` `figures` |
| `estimate` | `job` `title` `name` `seconds` `memory` `words` `tokens` `dry` |
| `watched` | `job` `title` `name` `neighbours` `before` |
| `end` | `job` `title` `name` `state` `seconds` `share`; a training's `loss` `stopped` `trouble` `ended` `resumable` |
| `note` | `text` |
| `meant` | `text`: the command that a plain question was understood as |
| `error` | `code` `message` `hint` `line` `column` |

What is not known is null. `seconds` are those since the job began, `left` those that it will still take; `figures` are
by name, in a training `loss` (the recent mean per pair), `epoch`, `epochs` and `effective_rank`; `memory` is in bytes.
`line` is the typed line in which an expression is wrong, `column` which of its characters is meant, from 1.
Reports that would go to standard error as tables (`loaded`, `trained`, `started`, `used`) are such lines too.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TextIO

from embrepl.errors import EmbreplError
from embrepl.session.jobs import Job
from embrepl.session.listener import Listener
from embrepl.training.protocol import Trained
from embrepl.view.formats.writing import json_line
from embrepl.view.progress.neighbours import Looks, NeighbourLists
from embrepl.view.progress.pace import Pace


class JsonListener(Listener):
    """Writes all that is reported of any job, one JSON object a line."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._pace, self._job = Pace(), 0
        self._looks = Looks()

    def on_progress(self, job: Job) -> None:
        """Write how far it is."""
        at, now = job.progress, self._clock()
        if at is None:
            return
        if self._job != job.number:
            self._pace, self._job = Pace(), job.number
        self._pace.see(at, now)
        share = min(1.0, at.done / at.total) if at.unit and at.total > 0 else None
        self._write(
            "progress", job, stage=at.stage, done=at.done, total=at.total, unit=at.unit, share=share,
            seconds=now - job.began, per_second=self._pace.speed(), left=self._pace.left(now), figures=at.figures,
        )  # fmt: skip

    def on_estimate(self, job: Job) -> None:
        """Write about how long it will take."""
        estimate = job.estimate
        if estimate is not None:
            self._write(
                "estimate",
                job,
                seconds=estimate.seconds,
                memory=estimate.memory,
                words=estimate.words,
                tokens=estimate.tokens,
                dry=estimate.dry,
            )

    def on_neighbours(self, job: Job, neighbours: NeighbourLists) -> None:
        """Write the neighbours of the watched words, and those of the look before."""
        self._looks.add(job, neighbours)
        now, before = self._looks.of(job)
        self._write("watched", job, neighbours=now, before=before)

    def on_finish(self, job: Job) -> None:
        """Write how it ended."""
        share = 1.0 if job.state == "done" else job.share
        end: dict[str, Any] = {"state": job.state, "seconds": job.seconds, "share": share}
        if isinstance(job.result, Trained):
            end |= {"loss": job.result.loss, **job.result.end.facts()}
        self._write("end", job, **end)

    def note(self, text: str) -> None:
        """Write it."""
        self._write("note", text=text)

    def meant(self, command: str) -> None:
        """Write it."""
        self._write("meant", text=command)

    def error(self, error: EmbreplError) -> None:
        """Write what went wrong."""
        place = error.place
        line, column = (place.text, place.offset + 1) if place else (None, None)
        self._write("error", code=error.code, message=error.message, hint=error.hint, line=line, column=column)

    def _write(self, kind: str, job: Job | None = None, **values: object) -> None:
        of = {"job": job.number, "title": job.title, "name": job.name} if job else {}
        self._stream.write(json_line({"kind": kind, **of, **values}, self._stream))
        self._stream.flush()
