"""What every option of training means and which values it takes; the same name means the same for every objective.

An objective may give an option a meaning of its own (`option`). Light on purpose: the shell reads them
for completion, help and checking before anything heavy is imported.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field
from typing import Any

HELP = {
    "dim": "numbers in a vector",
    "min_count": "words seen less often are left out",
    "window": "how many words to each side count as context",
    "sample": "threshold that thins out frequent words (0: keep all)",
    "epochs": "passes over the text; of a fraction the last one goes through a part",
    "until": "`settled`: stop when the loss on held-out text gets no better, after `--epochs` passes at the latest",
    "batch": "pairs (or, for a block step, words) in one step",
    "learning_rate": "step size",
    "optimizer": "the rule that turns a gradient into a step",
    "seed": "seed of all random numbers",
    "init": "where the vectors start: random, spectral, a file of vectors, or a model of this session",
    "encoding": "the encoding of the words in the file of vectors, where it is not UTF-8",
    "distance": "how two vectors' difference becomes one number",
    "guard": "what keeps the words from meeting in one point",
    "loss": "how far from zero a distance is",
    "unit": "measure between vectors scaled to length 1",
    "mirror": "mirror some of the second word's numbers, so that words with like neighbours meet, not the neighbours",
    "negatives": "random words that a pair, or a block of pairs, is compared with",
    "repulsion": "random pairs that weigh as much as one true pair (guard repel)",
    "temperature": "cosine difference that counts as one unit of log odds",
    "bias": "log odds at cosine 0, subtracted",
    "across": "let pairs cross from one document into the next",
    "contexts": "how many of the most frequent words count as contexts (0: all)",
    "discount": "pairs seen n times weigh n / (n + discount)",
    "shift": "subtracted from every mutual information, after which what is below 0 is dropped (log of k negatives)",
    "power": "each dimension is scaled by its singular value to this power",
    "iterations": "passes of the randomised singular value decomposition",
    "noise_power": "random words are drawn by their count to this power",
    "minn": "characters of the shortest n-gram",
    "maxn": "characters of the longest n-gram",
    "buckets": "rows that the n-grams share by their hash",
    "cutoff": "pairs seen more often than this weigh as much as those seen so often",
    "weight_power": "pairs seen less often than the cutoff weigh (count / cutoff) to this power",
    "unseen": "weight that holds words never seen together to chance (0: the paper's loss, which has none)",
    "file": "the file of vectors to read (pretrained)",
    "length": "words of a document that are read; shorter documents are padded",
    "pool": "how a document's vectors become one: flatten, mean or max",
    "hidden": "units of a layer between a document's vector and its label (0: none)",
    "validation": "share of the documents held out to measure by",
}

CHOICES = {
    "distance": ("signed", "squared", "absolute"),
    "guard": ("none", "spread", "repel"),
    "loss": ("mse", "mae", "logistic"),
    "optimizer": ("row-adagrad", "adagrad", "adam", "sgd", "rmsprop"),
    "until": ("epochs", "settled"),
    "pool": ("flatten", "mean", "max"),
}
STARTS = ("random", "spectral")  # where vectors may start, besides a file and a model
SUGGESTIONS = {"init": STARTS}  # values that are offered, where others are taken too
SOURCES = {"init": ("models", "paths"), "file": ("paths",)}  # where else values are found

# the least and the greatest value of each number
RANGES: dict[str, tuple[float, float]] = {
    "dim": (1, 10_000), "min_count": (1, 10**12), "window": (1, 1000), "sample": (0, 1), "epochs": (1, 10**6),
    "batch": (1, 10**7), "seed": (0, 2**32 - 1), "negatives": (1, 10**6), "repulsion": (0, 1e6), "bias": (-100, 100),
    "contexts": (0, 10**9), "discount": (0, 1e6), "shift": (-20, 20), "power": (-2, 2), "iterations": (1, 1000),
    "noise_power": (0, 2), "minn": (1, 64), "maxn": (1, 64), "buckets": (1, 10**9), "weight_power": (0, 10),
    "length": (1, 10**6), "hidden": (0, 10**5), "validation": (0.01, 0.9), "unseen": (0, 1),
}  # fmt: skip
POSITIVE = {"learning_rate": 1e6, "temperature": 1e6, "cutoff": 1e12}


@dataclass(frozen=True)
class Meaning:
    """What an option means; the values it takes, where they are few; the least and the greatest, where it is a number.

    `above`: what a number must be greater than. `suggests`: values to offer, `sources` where others are found.
    """

    help: str
    choices: tuple[str, ...] = ()
    range: tuple[float, float] | None = None
    above: tuple[float, float] | None = None
    suggests: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def option(default: Any, meaning: Meaning) -> Any:
    """Return a field of an objective's options that has a meaning of its own, for a name that is not listed here."""
    return field(default=default, metadata={"meaning": meaning})


def meaning_of(each: Field[Any]) -> Meaning:
    """Return what a field of an objective's options means."""
    own = each.metadata.get("meaning")
    if isinstance(own, Meaning):
        return own
    name = each.name
    above = (0.0, POSITIVE[name]) if name in POSITIVE else None
    return Meaning(
        HELP[name], CHOICES.get(name, ()), RANGES.get(name), above, SUGGESTIONS.get(name, ()), SOURCES.get(name, ())
    )  # fmt: skip


def value_text(value: str | float | bool) -> str:
    """Return an option's value as it is typed: yes and no, and a number in its shortest form of six digits."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
