"""The options of the zero-distance objective, and its recipes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from embrepl.errors import EmbreplError
from embrepl.system.sizes import counted
from embrepl.training.options.base import Options
from embrepl.training.options.meanings import STARTS, Meaning, option
from embrepl.training.options.objective import Explanation, Objective, where_bad

SPECTRAL = "spectral"
WORDS, MOST_PASSES = 1_500_000, 5.0  # words that a training goes through at least; in so many passes at most
SMALL_TEXT = WORDS / MOST_PASSES  # tokens
RATE, RISE = 0.03, 0.75  # of one pass, and the rise with each further one; a text below SMALL_TEXT bears smaller steps
THINNED, THINNED_FROM, LEAST_SAMPLE = 1e-3, 2_000_000, 1e-4  # a longer text is thinned out more
MIRRORED, MIRRORED_SMALL = 0.4, 0.5  # share of the dimensions to mirror of a text of SMALL_TEXT, and of a smaller one


@dataclass(frozen=True)
class ZeroOptions(Options):
    """Options of the zero-distance objective; the defaults are the guarded recipe, started from the spectral solution.

    Pairs at offset o within `window` weigh (window + 1 - o) / window, as word2vec's shrinking window does on average.
    """

    recipes: ClassVar[tuple[str, ...]] = ("default", "random", "original")

    window: int = 5
    sample: float = THINNED
    epochs: float = 1.0
    until: str = "epochs"
    batch: int = 4096
    learning_rate: float = RATE
    optimizer: str = "row-adagrad"
    init: str = SPECTRAL
    encoding: str = ""
    distance: str = "squared"
    guard: str = "repel"
    loss: str = "logistic"
    unit: bool = True
    mirror: bool = True
    mirrored_least: float = option(
        0.0, Meaning("share of the numbers to mirror at least (init spectral, which says which they are)", range=(0, 1))
    )
    negatives: int = 64
    repulsion: float = 5.0
    temperature: float = 0.2
    bias: float = 1.8
    across: bool = False

    @classmethod
    def of_recipe(cls, recipe: str | None, values: Mapping[str, Any], tokens: int) -> Self:
        """Return the recipe's options; without one those that suit the guard, distance or loss.

        The guarded default's learning rate and loss mean nothing to the unguarded model.
        """
        if recipe == "original":
            return cls(**{**ORIGINAL, **values})
        if recipe == "random":
            return cls(**{**RANDOM, **cls._many_passes(tokens), **values})
        if recipe == "default":
            return cls(**{**cls.defaults_for(tokens), **values})
        return cls(**{**cls._base(values, tokens), **values})

    @classmethod
    def defaults_for(cls, tokens: int) -> dict[str, Any]:
        """Return the defaults that differ for a text of so many tokens: fewer tokens are gone through more often.

        None of them has a step that the time of a training would show; see `passes`.
        """
        if not tokens:
            return {}
        epochs, small = passes(tokens), min(1.0, tokens / SMALL_TEXT)
        mirrored = MIRRORED * (epochs - 1) / (MOST_PASSES - 1)
        mirrored += (MIRRORED_SMALL - MIRRORED) * min(1.0, (1 - small) / 0.6)
        thinned = max(LEAST_SAMPLE, THINNED * min(1.0, THINNED_FROM / tokens))
        return {
            "min_count": super().defaults_for(tokens).get("min_count", cls.min_count), "epochs": epochs,
            "sample": float(f"{thinned:.3g}"), "learning_rate": round(RATE * (1 + RISE * (epochs - 1)) * small**0.5, 4),
            "mirrored_least": round(mirrored, 2),
        }  # fmt: skip

    @classmethod
    def _many_passes(cls, tokens: int) -> dict[str, Any]:
        """Return the defaults for vectors that start at random, which need many passes."""
        return super().defaults_for(tokens)

    @classmethod
    def _base(cls, values: Mapping[str, Any], tokens: int) -> Mapping[str, Any]:
        guard = values.get("guard")
        if guard == "spread":
            return SPREAD
        if guard == "none" or (guard is None and values.get("distance") == "signed"):
            return PLAIN
        if (
            values.get("distance", "squared") != "squared"
            or values.get("loss") in {"mse", "mae"}
            or values.get("unit") is False
        ):
            return PLAIN_REPEL
        by_keras = values.get("optimizer", cls.optimizer) != cls.optimizer
        if values.get("init") == "random" or (by_keras and values.get("init", SPECTRAL) == SPECTRAL):
            return {**RANDOM, **cls._many_passes(tokens)}
        plain = by_keras or values.get("init", SPECTRAL) != SPECTRAL or not values.get("mirror", True)
        return {**cls.defaults_for(tokens), **(UNMIRRORED if plain else {})}

    @property
    def by_blocks(self) -> bool:
        """Whether the fast step can train it."""
        return (self.distance, self.unit, self.loss, self.guard) == ("squared", True, "logistic", "repel")

    def course(self, tokens: int) -> str:
        """Return where it starts and how often it goes through the text, and why so often."""
        start = "the spectral solution" if self.init == SPECTRAL else f"{self.init} vectors"
        start = start if self.init in STARTS else f"the vectors of {self.init}"
        times = "once" if self.epochs < 1.05 else f"{self.epochs:.2g} times"
        why = ""
        if self.init == SPECTRAL and self.epochs == passes(tokens):
            why = (
                ", enough from 1.5 million words on"
                if self.epochs < 1.05
                else ", as fewer than 1.5 million words need more than one pass"
            )
        return f"starts from {start}, then goes through {counted(tokens, 'word')} {times}{why}"

    def check(self) -> None:
        """Raise `bad-option` for options that do not go together."""
        if self.optimizer == "row-adagrad" and not self.by_blocks:
            raise EmbreplError(
                "bad-option",
                "The optimizer row-adagrad is for the guarded default: squared, unit, logistic and repel.",
                "Add `--optimizer adagrad`, which takes any of them.",
            )
        if self.until == "settled" and self.optimizer != "row-adagrad":
            raise EmbreplError(
                "bad-option",
                f"The optimizer {self.optimizer} holds no text out, so it cannot notice when a training has settled.",
                "Leave --until out and give `--epochs`, or use the optimizer row-adagrad.",
            )
        if self.optimizer != "row-adagrad" and self.mirror and self.init == SPECTRAL:
            raise EmbreplError(
                "bad-option",
                f"The optimizer {self.optimizer} mirrors half of the numbers, not those that the spectral start names.",
                "Add `--mirror no` or `--init random`, or use the optimizer row-adagrad.",
            )
        if self.loss == "logistic" and not (self.unit and self.distance == "squared"):
            raise EmbreplError(
                "bad-option",
                "The logistic loss reads a squared distance between unit vectors.",
                "Add `--loss mae`, or leave --distance and --unit as they are.",
            )


def passes(tokens: int) -> float:
    """Return how often a text of so many tokens is gone through: 5 times at most, less than twice from 750,000 on.

    What is gone through, `passes` times `tokens`, never falls as texts grow, and grows by no step.
    """
    return round(min(MOST_PASSES, max(1.0, WORDS / tokens)), 4)


RANDOM: dict[str, Any] = {
    "sample": 1e-3, "epochs": 5, "batch": 2048, "learning_rate": 0.1, "init": "random", "mirror": True,
    "negatives": 256, "temperature": 0.3, "bias": 1.6, "mirrored_least": 0.0,
}  # fmt: skip
UNMIRRORED: dict[str, Any] = {
    "mirror": False, "mirrored_least": 0.0, "temperature": 0.1, "bias": 2.0,
}  # fmt: skip
ORIGINAL: dict[str, Any] = {
    "window": 1, "sample": 0.0, "epochs": 1, "batch": 32, "learning_rate": 0.001, "optimizer": "adam", "init": "random",
    "distance": "signed", "guard": "none", "loss": "mse", "unit": False, "mirror": False, "across": True,
    "negatives": 256, "temperature": 0.3, "bias": 1.6, "mirrored_least": 0.0,
}  # fmt: skip
PLAIN = {**ORIGINAL, "distance": "squared", "batch": 512, "learning_rate": 0.01, "epochs": 5, "across": False}
SPREAD = {**PLAIN, "guard": "spread", "window": 5, "sample": 1e-4, "batch": 1024}
PLAIN_REPEL: dict[str, Any] = {
    **RANDOM, "loss": "mae", "optimizer": "adam", "learning_rate": 0.005, "repulsion": 0.05,
}  # a mean over the dimensions is small, and so must the push be  # fmt: skip


def _advise(options: Mapping[str, Any]) -> str:
    """Return what to try where the vectors are no good, by the guard and the distance they were trained with."""
    if options.get("guard") != "repel":
        return "try `train zero --guard repel`"
    if options.get("distance") in {"absolute", "signed"}:
        return "try `train zero`, which measures the squared distance"
    return "try more text, more `--epochs`, or a smaller `--learning-rate`"


OBJECTIVE = Objective(
    "zero",
    "embrepl.objectives.zero",
    ZeroOptions,
    "one embedding shared by two words whose distance is trained towards zero",
    "the question and answer this tool grew from; guards: VICReg (arXiv:2105.04906), "
    "alignment and uniformity (arXiv:2005.10242)",
    Explanation(
        what="One embedding is shared by two words that stand near each other, and their distance is trained towards "
        "zero. Alone that has a trivial answer, all words at one point, so random words are pushed apart at the same "
        "time: a pair that stands in the text is to be near, a random one is not.",
        equation="log(1 + exp(b − cos(u, v)/t)) for a true pair, log(1 + exp(cos(u, n)/t − b)) for random words n; "
        "between unit vectors the squared distance is 2 − 2 cos(u, v)",
        papers=(
            "the question and answer this tool grew from: two inputs, one Embedding, a mean difference, target zero",
            "Wang & Isola 2020, Alignment and uniformity on the hypersphere, arXiv:2005.10242 (guard repel)",
            "Bardes, Ponce & LeCun 2022, VICReg, arXiv:2105.04906 (guard spread)",
        ),
        differs="The distance is between vectors of length 1. It starts from the spectral solution, which takes "
        "seconds, and goes once through a text of more than 1.5 million words, up to five times through a smaller one. "
        "Those of the second word's numbers in which neighbours are opposite are mirrored, so that words with like "
        "neighbours meet. The random words are shared by a stretch of text. `--recipe original` is the model that this "
        "tool grew from, to the letter.",
        use="The default: on texts of 120,000 and 300,000 words it had better neighbours than `spectral`, `skipgram` "
        "and `subword`. Use it to see what a distance alone can learn, and with `--guard none` why it needs a guard.",
        limits="Without a guard it learns nothing: the mean of a signed difference moves all vectors alike, and a true "
        "distance ends with all words at one point. It has one vector a word, so *bank* is one place for two meanings.",
        recipes={
            "random": "starts from random vectors, in several passes",
            "original": "the model this tool grew from, to the letter: signed mean difference, no guard, adjacent "
            "words, Adam; learns nothing",
        },
    ),
    advice={
        **where_bad("try `train zero --guard repel`"),
        "noisy": "try more text; trust the neighbours that were seen 50 times and more, `near` puts rare words later",
    },
    advise=_advise,
)
