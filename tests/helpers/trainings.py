"""Texts small enough to train on in a test, and reporters that stand for a worker's."""

from __future__ import annotations

import importlib

import numpy as np

from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.task import Outcome, Task, Vectors
from embrepl.training import catalog, choosing
from embrepl.training.options.base import Options
from embrepl.training.states import State
from embrepl.worker.versions import be_deterministic

WORDS = 40


class Silent:
    """A reporter that hears nothing and never stops."""

    watched: tuple[int, ...] = ()

    def progress(self, *_: object) -> None:
        pass

    def due(self) -> bool:
        return False

    def watch_due(self) -> bool:
        return False

    def watch(self, *_: object) -> None:
        raise AssertionError("nothing is watched")

    def estimate(self, *_: object) -> bool:
        return True

    def stopped(self) -> bool:
        return False

    def checkpoint_due(self) -> bool:
        return False

    def checkpoint(self, *_: object) -> None:
        raise AssertionError("no checkpoint was due")


class StopAfter(Silent):
    """Stops after some steps."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def stopped(self) -> bool:
        self.steps -= 1
        return self.steps <= 0


class Estimating(Silent):
    """Wants the estimate alone."""

    seconds, memory = 0.0, 0

    def estimate(self, seconds: float, memory: int) -> bool:
        self.seconds, self.memory = seconds, memory
        return False


def small_text(tokens: int = 4000, words: int = WORDS, seed: int = 0) -> Text:
    """A text of random words of falling frequency, in documents of 50 tokens, ordered as a corpus store orders them."""
    rng = np.random.default_rng(seed)
    weights = 1.0 / np.arange(1, words + 1)
    ids = rng.choice(words, tokens, p=weights / weights.sum()).astype(np.int32)
    counts = np.bincount(ids, minlength=words).astype(np.int64)
    order = np.argsort(-counts, kind="stable")
    renumbered = np.argsort(order).astype(np.int32)[ids]
    return Text(renumbered, np.arange(0, tokens + 1, 50), counts[order])


def slots_text(sentences: int = 3000, seed: int = 0) -> tuple[Text, np.ndarray]:
    """A text of sentences of three slots, ten words for each, and each word's slot; words of one are used alike."""
    rng = np.random.default_rng(seed)
    slots = np.stack([rng.integers(0, 10, sentences) + 10 * slot for slot in range(3)], axis=1)
    ids = slots.ravel().astype(np.int32)
    counts = np.bincount(ids)
    order = np.argsort(-counts, kind="stable")
    renumbered = np.argsort(order).astype(np.int32)[ids]
    return Text(renumbered, np.arange(0, 3 * sentences + 1, 3), counts[order].astype(np.int64)), order // 10


def train(
    objective: str,
    text: Text,
    options: Options | None = None,
    report: Silent | None = None,
    state: State | None = None,
    words: tuple[str, ...] = (),
    start: Vectors | None = None,
    **given: object,
) -> Outcome:
    """Train an objective as the worker does; from random vectors unless `start` has others."""
    be_deterministic()
    module = importlib.import_module(catalog.find(objective).module)
    chosen = options or choosing.choose(objective, None, given)
    names = words or tuple(f"w{number}" for number in range(len(text.counts)))
    outcome: Outcome = module.train(Task(text, chosen, names, start, state), report or Silent())
    return outcome
