"""The table of objectives, in the order they are listed; importing it imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from embrepl.errors import EmbreplError, nearest_names
from embrepl.training.options import (
    cbow,
    classifier,
    glove,
    onehot,
    pretrained,
    skipgram,
    spectral,
    subword,
    zero,
)
from embrepl.training.options.objective import BAD, Objective

OBJECTIVES = [
    zero.OBJECTIVE,
    spectral.OBJECTIVE,
    skipgram.OBJECTIVE,
    cbow.OBJECTIVE,
    subword.OBJECTIVE,
    glove.OBJECTIVE,
    onehot.OBJECTIVE,
    pretrained.OBJECTIVE,
    classifier.OBJECTIVE,
]

# what others call them: hints, not aliases
ALIASES = {
    "word2vec": "skipgram", "sgns": "skipgram", "skip-gram": "skipgram", "sg": "skipgram", "fasttext": "subword",
    "svd": "spectral", "ppmi": "spectral", "lsa": "spectral", "one-hot": "onehot",
}  # fmt: skip


@contextmanager
def register(objective: Objective) -> Iterator[Objective]:
    """Add an objective to the table within this context: help, completion, `objectives` and `explain` know it too."""
    OBJECTIVES.append(objective)
    try:
        yield objective
    finally:
        OBJECTIVES.remove(objective)


def find(name: str) -> Objective:
    """Return the objective of that name, or raise `unknown-objective` with the nearest one."""
    for objective in OBJECTIVES:
        if objective.name == name:
            return objective
    names = [objective.name for objective in OBJECTIVES]
    near = [ALIASES[name.lower()]] if name.lower() in ALIASES else nearest_names(name, names)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names)} (see `objectives`)."
    raise EmbreplError("unknown-objective", f"There is no objective '{name}'.", hint)


def advice_for(name: str | None, verdict: str, options: Mapping[str, Any] | None = None) -> str:
    """Return what to try after a verdict of `health`, by the objective and the options it was trained by.

    Empty where nothing needs mending. Vectors of no objective in the table get the advice of the default one.
    """
    objective = next((each for each in OBJECTIVES if each.name == name), OBJECTIVES[0])
    if verdict in BAD and objective.advise is not None:
        return objective.advise(options or {})
    return objective.advice.get(verdict, "")
