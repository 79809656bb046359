"""The options of the one-hot baseline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from embrepl.training.options.base import Options
from embrepl.training.options.objective import LEARN, Explanation, Objective


@dataclass(frozen=True)
class OneHotOptions(Options):
    """Options of the one-hot baseline: a vector has as many numbers as there are words, and nothing is random."""

    unused: ClassVar[frozenset[str]] = frozenset({"dim", "seed"})

    dim: int = 0


OBJECTIVE = Objective(
    "onehot",
    "embrepl.objectives.onehot",
    OneHotOptions,
    "every word an axis of its own: nothing is trained, and all words are equally far apart",
    "the question this tool grew from, whose text is one-hot before it is embedded",
    Explanation(
        what="No training: each word is its own dimension, 1 there and 0 elsewhere, as in the answer that this tool "
        "grew from before it comes to embeddings. It is the baseline that shows what an embedding adds.",
        equation="u_w has a 1 at the place of w; cos(u_w, u_c) = 0 for any two words",
        papers=("the question and answer this tool grew from",),
        differs="No V × V numbers are kept: every command gets what it asks for, as if they were there.",
        use="As a zero point for other objectives: whatever they score above it, they learnt from the text.",
        limits="Any two words are equally far apart, so its neighbours are in no order that means anything, and no "
        "analogy can be solved.",
    ),
    keras=False,
    advice={"onehot": LEARN},
)
