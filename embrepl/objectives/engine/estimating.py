"""How long a training that goes step by step will take, and how much memory: some steps are timed, then undone."""

from __future__ import annotations

import time

from embrepl.objectives.engine.task import PendingVectors, Plan, Steps, Vectors
from embrepl.system import memory

WARM_STEPS, TIMED_STEPS, TIMED_SECONDS = 2, 40, 0.4


def estimate(steps: Steps, plan: Plan, epoch: int = 0, done: float = 0.0) -> tuple[float, int]:
    """Return the seconds and bytes that are left from some place of a training on."""
    rest, kept = plan.tokens * plan.epochs - done, steps.arrays()
    began = time.perf_counter()
    batches = steps.batches(epoch)
    first = next(batches, None)
    if first is None:
        return 0.0, memory.resident()
    preparing = time.perf_counter() - began  # a stretch of the text, of which there are more
    for _ in range(WARM_STEPS):
        began = time.perf_counter()
        steps.step(first[1], 0.0)
        if time.perf_counter() - began > TIMED_SECONDS:  # so slow that its first time says enough
            break
    tokens, began = 0, time.perf_counter()
    for number, (size, batch) in enumerate(batches, 1):
        steps.step(batch, 0.0)
        tokens += size
        if number >= TIMED_STEPS or time.perf_counter() - began > TIMED_SECONDS:
            break
    seconds = time.perf_counter() - began
    if not tokens:
        began = time.perf_counter()
        steps.step(first[1], 0.0)
        tokens, seconds = first[0], time.perf_counter() - began
    held = sum(array.nbytes for array in kept.values())  # once now, and once when it is stopped, beside its vectors
    most = memory.resident() + held // 2
    steps.restore(kept)
    return seconds * rest / max(1, tokens) + preparing * max(1.0, rest / plan.tokens), most


def with_start(seconds: float, most: int, vectors: Vectors | PendingVectors | None) -> tuple[float, int]:
    """Return an estimate with what it takes to solve for the vectors that a training starts from."""
    if not isinstance(vectors, PendingVectors):
        return seconds, most
    return seconds + vectors.seconds, max(most, memory.resident() + vectors.memory)
