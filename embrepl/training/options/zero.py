"""The options of the zero-distance objective, and its recipes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from embrepl.errors import EmbreplError
from embrepl.training.options.base import Options


@dataclass(frozen=True)
class ZeroOptions(Options):
    """Options of the zero-distance objective; the defaults are the guarded recipe, started from the spectral solution.

    Pairs at offset o within `window` weigh (window + 1 - o) / window, as word2vec's shrinking window does on average.
    """

    recipes: ClassVar[tuple[str, ...]] = ("default", "random", "seed")

    window: int = 5
    sample: float = 1e-4
    epochs: int = 1
    until: str = "epochs"
    batch: int = 4096
    learning_rate: float = 0.03
    optimizer: str = "row-adagrad"
    init: str = "spectral"
    distance: str = "squared"
    guard: str = "repel"
    loss: str = "logistic"
    unit: bool = True
    mirror: bool = False
    negatives: int = 64
    repulsion: float = 5.0
    temperature: float = 0.1
    bias: float = 2.0
    across: bool = False

    @classmethod
    def chosen(cls, recipe: str | None, given: Mapping[str, Any], tokens: int) -> Self:
        """Return the recipe's options; without one those that suit a given guard, distance or loss.

        The guarded default's learning rate and loss mean nothing to the unguarded model.
        """
        if recipe == "seed":
            return cls(**{**SEED, **given})
        if recipe == "random":
            return cls(**{**RANDOM, **super().fitting(tokens), **given})
        if recipe == "default":
            return cls(**{**cls.fitting(tokens), **given})
        return cls(**{**cls._base(given, tokens), **given})

    @classmethod
    def fitting(cls, tokens: int) -> dict[str, Any]:
        """Return the defaults that a text of so many tokens wants otherwise: a small one is best begun at random."""
        found = super().fitting(tokens)
        return {**RANDOM, **found} if found else {}

    @classmethod
    def _base(cls, given: Mapping[str, Any], tokens: int) -> Mapping[str, Any]:
        guard = given.get("guard")
        if guard == "spread":
            return SPREAD
        if guard == "none" or (guard is None and given.get("distance") == "signed"):
            return PLAIN
        if (
            given.get("distance", "squared") != "squared"
            or given.get("loss") in {"mse", "mae"}
            or given.get("unit") is False
        ):
            return PLAIN_REPEL
        if given.get("init") == "random" or given.get("mirror"):
            return {**RANDOM, **super().fitting(tokens)}
        return cls.fitting(tokens)

    @property
    def by_blocks(self) -> bool:
        """Whether the fast step can train it."""
        return (self.distance, self.unit, self.loss, self.guard) == ("squared", True, "logistic", "repel")

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
                f"The optimizer {self.optimizer} holds no text out, so it cannot tell when a training has settled.",
                "Leave --until out and give `--epochs`, or use the optimizer row-adagrad.",
            )
        if self.loss == "logistic" and not (self.unit and self.distance == "squared"):
            raise EmbreplError(
                "bad-option",
                "The logistic loss reads a squared distance between unit vectors.",
                "Add `--loss mae`, or leave --distance and --unit as they are.",
            )


RANDOM: dict[str, Any] = {
    "sample": 1e-3, "epochs": 5, "batch": 2048, "learning_rate": 0.1, "init": "random", "mirror": True,
    "negatives": 256, "temperature": 0.3, "bias": 1.6,
}  # fmt: skip
SEED: dict[str, Any] = {
    "window": 1, "sample": 0.0, "epochs": 1, "batch": 32, "learning_rate": 0.001, "optimizer": "adam", "init": "random",
    "distance": "signed", "guard": "none", "loss": "mse", "unit": False, "mirror": False, "across": True,
    "negatives": 256, "temperature": 0.3, "bias": 1.6,
}  # fmt: skip
PLAIN = {**SEED, "distance": "squared", "batch": 512, "learning_rate": 0.01, "epochs": 5, "across": False}
SPREAD = {**PLAIN, "guard": "spread", "window": 5, "sample": 1e-4, "batch": 1024}
PLAIN_REPEL: dict[str, Any] = {
    **RANDOM, "loss": "mae", "optimizer": "adam", "learning_rate": 0.005, "repulsion": 0.05,
}  # a mean over the dimensions is small, and so must the push be  # fmt: skip
DEFAULT_OPTIONS = ZeroOptions()
SEED_OPTIONS = replace(DEFAULT_OPTIONS, **SEED)
