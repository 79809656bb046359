"""An objective as the shell knows it: its options, what `explain` says of it, and what to try where it fails.

In the equations u and v are vectors of words, w a word, c a word in its context, n a random word, σ the logistic
function, #(w, c) how often two words stand together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from embrepl.training.options.base import Options

BAD = ("collapsed", "unlearnt", "flat", "untrained")  # verdicts of `health` on vectors that are of little use
MORE_TEXT = "try more text"
FEWER_RARE = "try `train zero` or more text; `near` puts rare words later in any case"
LEARN = "try `train zero` or `train spectral`, which learn from the text"
STEPPED = "try more text or more `--epochs`, or a smaller `--learning-rate`; `train spectral` needs neither"


@dataclass(frozen=True)
class Explanation:
    """An objective explained to a person; `recipes`: what each recipe's name stands for, `default` apart."""

    what: str
    equation: str
    papers: tuple[str, ...]
    differs: str
    use: str
    limits: str
    recipes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Objective:
    """One objective: its name, the module that trains it, its options, and what the user reads of it.

    `keras`: whether it needs Keras, which takes seconds to start. `advice`: what to try, by the verdict of `health`;
    `advise`: the same for bad vectors, where it depends on the options they were trained by.
    """

    name: str
    module: str
    options: type[Options]
    summary: str
    source: str
    explanation: Explanation
    keras: bool = True
    advice: Mapping[str, str] = field(default_factory=dict)
    advise: Callable[[Mapping[str, Any]], str] | None = None


def where_bad(sentence: str) -> dict[str, str]:
    """Return the advice of an objective that has one sentence for all bad vectors."""
    return {"unjudged": MORE_TEXT, "noisy": FEWER_RARE, "onehot": LEARN, **dict.fromkeys(BAD, sentence)}
