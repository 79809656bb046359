"""Runs a training step by step: an estimate, then passes over the text, which can be watched, stopped and resumed.

Every batch is the same for a seed wherever a run began, and a state holds all that steps change: so a run that was
stopped and resumed gives the bits of one that was not.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from embrepl.errors import EmbreplError
from embrepl.objectives.engine.estimating import estimate, with_start
from embrepl.objectives.engine.task import Outcome, PendingVectors, Plan, Reporter, SolvedVectors, Steps, Task, Vectors
from embrepl.space.figures import effective_rank
from embrepl.space.manifest import START_ROWS
from embrepl.training.ends import COMPLETED, End, How
from embrepl.training.states import State

FINAL_RATE = 0.05  # share of the learning rate that is left at the end, falling linearly
RANKED = 1000  # words whose vectors' effective rank is shown
INSPECTING = 50  # inspecting the vectors may take at most this fraction of the time: one part in so many
WATCHING = 5.0  # seconds between two inspections at most while somebody watches words
GOOD_EVERY = 5.0  # seconds between two copies of good vectors, in case the next ones are not
GROWN = 20.0  # a loss so many times the first one is no accident
SETTLED = 1e-3  # a held-out loss that falls by less than this share is no better
PATIENCE = 2  # passes without a better one after which a training has settled


def drive(task: Task, steps: Steps, plan: Plan, report: Reporter, estimated: bool = False) -> Outcome | None:
    """Train from the start, or from a state, to the end or until it is stopped; None for the estimate alone.

    The estimate is reported before the vectors to start from are solved for, unless it was before (`estimated`).
    Raises `diverged` where the loss was never a number, and `stopped` where it was stopped before the first step.
    """
    check_begun(task, report)
    run = _Run(steps, plan, report)
    if task.state is not None:
        run.go_on(task.state)
    init = task.init if task.state is None else None
    if not estimated and not report.estimate(*with_start(*run.estimate(), init)):
        return None
    check_begun(task, report)
    if init is not None:
        run.start_from(init.solve() if isinstance(init, PendingVectors) else SolvedVectors(init))
        check_begun(task, report)  # what was stopped while it was solved is no start
    return run.run()


def check_begun(task: Task, report: Reporter) -> None:
    """Raise `stopped` where a training that has not begun was asked to stop: its vectors would be no model."""
    if task.state is None and report.stopped():
        raise nothing_learnt(task)


def nothing_learnt(task: Task) -> EmbreplError:
    """Return the error of a training that was stopped before it learnt anything, or anything more than before."""
    if task.state is not None:
        return EmbreplError("stopped", "Stopped before it went on; what was kept of it stays.", "`resume` goes on.")
    return EmbreplError("stopped", "Stopped before anything was learnt: there is no model.", "`train` starts again.")


class _Run:
    """One training: how far it is, and its losses."""

    def __init__(self, steps: Steps, plan: Plan, report: Reporter) -> None:
        self._steps, self._plan, self._report = steps, plan, report
        self._epoch = self._batch = 0
        self._done = 0.0  # tokens gone through
        self._before = 0.0  # words of the text gone through before this run went on
        self._recent = [0.0, 0.0]  # losses and weights since the last progress
        self._of_pass = [0.0, 0.0]  # those of this pass: its mean does not hang on when progress was reported
        self._first_loss: float | None = None
        self._loss: float | None = None
        self._best, self._worse, self._easing = math.inf, 0, 1.0
        self._start = steps.vectors()[:START_ROWS].copy()
        self._good: tuple[str, Vectors] | None = None
        self._copied = self._next_inspection = -math.inf
        self._inspected = False
        self._rank = 0.0
        self._notes: tuple[str, ...] = ()

    def start_from(self, solved: SolvedVectors) -> None:
        """Start from these vectors."""
        self._steps.begin(solved.vectors)
        if solved.mirrored is not None:
            self._steps.mirror(solved.mirrored)
        self._notes = solved.notes
        self._start = self._steps.vectors()[:START_ROWS].copy()

    def go_on(self, state: State) -> None:
        """Resume a training where it was stopped."""
        arrays = dict(state.arrays)
        self._start = arrays.pop("start")
        self._steps.restore(arrays)
        self._epoch, self._batch, self._done = state.epoch, state.batch, state.done
        self._before = self._words()
        self._first_loss, self._loss = state.figures["first_loss"], state.figures["loss"]
        self._best = math.inf if state.figures["best"] is None else state.figures["best"]
        self._worse, self._easing = state.figures["worse"], state.figures["easing"]
        self._of_pass = list(state.figures["of_pass"])

    def estimate(self) -> tuple[float, int]:
        """Return the seconds and bytes it will take from here on."""
        return estimate(self._steps, self._plan, self._epoch, self._done)

    def run(self) -> Outcome:
        """Run the passes that are left."""
        while self._epoch < self._plan.epochs:
            if not self._batch:
                self._of_pass = [0.0, 0.0]
            for tokens, batch in self._batches_left():
                if not self._step(tokens, batch):
                    return self._diverged()
                if self._report.checkpoint_due():
                    self._report.checkpoint(self._outcome(End.stopped_at(self._how_far())))
                if self._report.stopped():
                    return self._outcome(End.stopped_at(self._how_far()))
            self._epoch, self._batch = self._epoch + 1, 0
            if self._plan.settled and self._has_settled():
                passes = f"{self._epoch} of at most {self._plan.passes} passes"
                return self._outcome(End(How.SETTLED, why=f"settled after {passes}"))
        return self._outcome()

    def _batches_left(self) -> Iterator[tuple[int, Any]]:
        """Yield (tokens, batch) of what is left of this pass, of which a fraction may be all that is wanted."""
        share, gone = self._plan.epochs - self._epoch, 0
        for number, (tokens, batch) in enumerate(self._steps.batches(self._epoch)):
            if share < 1 and gone >= share * self._plan.tokens:
                return
            gone += tokens
            if number >= self._batch:
                yield tokens, batch

    def _step(self, tokens: int, batch: Any) -> bool:
        """Train on a batch and report it when that is due; return False when the loss or a vector is no number."""
        loss, weight = self._steps.step(batch, self._rate())
        self._done += tokens
        self._batch += 1
        if weight:
            for sums in (self._recent, self._of_pass):
                sums[0] += loss
                sums[1] += weight
            if not self._sound(loss / weight):
                return False
        return self._report_progress() if self._report.due() else True

    def _rate(self) -> float:
        rate = self._plan.rate * (min(1.0, self._done / self._plan.warm) if self._plan.warm else 1.0)
        if self._plan.settled:
            return rate * self._easing
        return rate * max(FINAL_RATE, 1.0 - self._share())

    def _share(self) -> float:
        return min(1.0, self._done / max(1.0, self._plan.tokens * self._plan.epochs))

    def _sound(self, loss: float) -> bool:
        if self._first_loss is None and math.isfinite(loss):
            self._first_loss = loss
        return math.isfinite(loss) and loss <= GROWN * max(self._first_loss or 0.0, 1e-3)

    def _report_progress(self) -> bool:
        """Report how far it is; return False when the vectors are no longer numbers."""
        if self._recent[1]:
            self._loss = self._recent[0] / self._recent[1]
            self._recent = [0.0, 0.0]
        if time.monotonic() >= self._next_inspection and not self._inspect():
            return False
        figures = {"epoch": self._epoch + 1.0, "epochs": float(self._plan.passes)}
        if self._loss is not None:
            figures["loss"] = self._loss
        figures["effective_rank"] = self._rank
        done, total = self._words(), float(self._plan.text_tokens * self._plan.epochs)
        if self._plan.unit != "words":
            done, total = self._done, self._plan.tokens * self._plan.epochs
        self._report.progress("training", done, total, self._plan.unit, figures)
        return True

    def _inspect(self) -> bool:
        """Inspect the vectors, which costs something; return False when they are no longer numbers."""
        began = time.monotonic()
        vectors = self._steps.vectors()
        if not np.isfinite(vectors).all():
            return False
        if began - self._copied >= GOOD_EVERY:
            self._good, self._copied = (self._how_far(), vectors), began
        self._rank = effective_rank(vectors[:RANKED])
        if self._report.watch_due():
            self._report.watch(vectors)
        now = time.monotonic()
        pause = INSPECTING * (now - began)
        if not self._inspected:  # the first inspection takes longer than those to come
            pause, self._inspected = 0.0, True
        self._next_inspection = now + (min(pause, WATCHING) if self._report.watched else pause)
        return True

    def _diverged(self) -> Outcome:
        """Return the last good vectors and what to change; raise `diverged` where there are none."""
        what = f"The loss is no longer a number, or grows without end, after {self._how_far()}."
        if self._good is None:
            raise EmbreplError("diverged", what, self._plan.hint)
        far, vectors = self._good
        trouble = f"{what} The vectors of {far} were kept. {self._plan.hint}"
        end = End(How.FAILED, far, trouble)
        words = self._words() - self._before
        return Outcome(vectors, start=self._start, loss=self._loss, words=words, end=end)

    def _words(self) -> float:
        """Return how many words of the text were gone through, those that were thinned out included."""
        return self._share() * self._plan.text_tokens * self._plan.epochs

    def _has_settled(self) -> bool:
        """Whether the loss of what is held out gets no better, with ever smaller steps."""
        loss = self._steps.held_out()
        if loss is None:
            return False
        if loss < self._best * (1 - SETTLED):
            self._best, self._worse = loss, 0
            return False
        self._worse += 1
        self._easing /= 4
        return self._worse >= PATIENCE

    def _state(self) -> State:
        best = None if math.isinf(self._best) else self._best
        history = {
            "first_loss": self._first_loss, "loss": self._loss, "best": best, "worse": self._worse,
            "easing": self._easing, "of_pass": self._of_pass,
        }  # fmt: skip
        return State(self._epoch, self._batch, self._done, {**self._steps.arrays(), "start": self._start}, history)

    def _outcome(self, end: End = COMPLETED) -> Outcome:
        if self._of_pass[1]:
            self._loss = self._of_pass[0] / self._of_pass[1]
        return Outcome(
            self._steps.vectors(),
            start=self._start,
            loss=self._loss,
            words=self._words() - self._before,
            end=end,
            state=self._state() if end.how is How.STOPPED else None,
            extra=self._steps.extra(),
            notes=self._notes,
        )

    def _how_far(self) -> str:
        return f"epoch {self._epoch + 1} of {self._plan.passes}, {100 * self._share():.0f} %"
