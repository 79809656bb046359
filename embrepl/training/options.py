"""The options of training, their defaults and their checks.

Light on purpose: the shell reads them for completion, help and checking before anything heavy is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, get_args, get_type_hints

from embrepl.errors import EmbreplError, nearest_names

DISTANCES = ("signed", "squared", "absolute")
GUARDS = ("none", "spread", "repel")
LOSSES = ("mse", "mae", "logistic")
OPTIMIZERS = ("row-adagrad", "adagrad", "adam", "sgd")
CHOICES = {"distance": DISTANCES, "guard": GUARDS, "loss": LOSSES, "optimizer": OPTIMIZERS}

HELP = {
    "dim": "numbers in a vector",
    "min_count": "words seen less often are left out",
    "window": "how many words to each side count as context",
    "sample": "threshold that thins out frequent words (0: keep all)",
    "epochs": "passes over the text",
    "batch": "pairs (or, for the block step, words) in one step",
    "learning_rate": "step size",
    "optimizer": "the rule that turns a gradient into a step",
    "seed": "start of every random number",
    "distance": "how two vectors' difference becomes one number",
    "guard": "what keeps the words from meeting in one point",
    "loss": "how far from zero a distance is",
    "unit": "measure between vectors scaled to length 1",
    "mirror": "mirror half of the second word's numbers, so that words with like neighbours meet, not the neighbours",
    "negatives": "random words shared by a batch (guard repel)",
    "repulsion": "random pairs that weigh as much as one true pair (guard repel)",
    "temperature": "cosine difference that counts as one unit of log odds",
    "bias": "log odds at cosine 0, taken off",
    "across": "let pairs cross from one document into the next",
}


@dataclass(frozen=True)
class ZeroOptions:
    """Options of the zero-distance objective; the defaults are the guarded recipe.

    Pairs at offset o within `window` weigh (window + 1 - o) / window, as word2vec's shrinking window does on average.
    """

    dim: int = 100
    min_count: int = 5
    window: int = 5
    sample: float = 1e-3
    epochs: int = 5
    batch: int = 2048
    learning_rate: float = 0.1
    optimizer: str = "row-adagrad"
    seed: int = 1
    distance: str = "squared"
    guard: str = "repel"
    loss: str = "logistic"
    unit: bool = True
    mirror: bool = True
    negatives: int = 256
    repulsion: float = 5.0
    temperature: float = 0.3
    bias: float = 1.6
    across: bool = False


DEFAULT = ZeroOptions()
SEED = ZeroOptions(
    window=1, sample=0.0, epochs=1, batch=32, learning_rate=0.001, optimizer="adam",
    distance="signed", guard="none", loss="mse", unit=False, mirror=False, across=True,
)  # fmt: skip
PLAIN = replace(SEED, distance="squared", batch=512, learning_rate=0.01, epochs=5, across=False)
SPREAD = replace(PLAIN, guard="spread", window=5, sample=1e-4, batch=1024, learning_rate=0.01)
PLAIN_REPEL = replace(
    DEFAULT, loss="mae", optimizer="adam", learning_rate=0.005, repulsion=0.05
)  # a mean over the dimensions is small, and so must the push be
RECIPES = {"default": DEFAULT, "seed": SEED}


def choose(recipe: str | None, given: dict[str, Any]) -> ZeroOptions:
    """Return the checked options of a recipe with the given ones in place.

    Without a recipe a given guard, or a distance without one, picks the settings that suit it: the guarded default's
    learning rate and loss mean nothing to the unguarded model.
    """
    if recipe is not None and recipe not in RECIPES:
        raise EmbreplError(
            "unknown-recipe", f"There is no recipe '{recipe}'.", f"The recipes of zero are: {', '.join(RECIPES)}."
        )
    unknown = sorted(set(given) - set(HELP))
    if unknown:
        near = nearest_names(unknown[0], list(HELP)) or list(HELP)
        raise EmbreplError("unknown-option", f"zero has no option '{unknown[0]}'.", f"Nearest: {', '.join(near)}.")
    base = _base_for(given) if recipe is None else RECIPES[recipe]
    return check(replace(base, **given))


def _base_for(given: dict[str, Any]) -> ZeroOptions:
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
    return DEFAULT


# the least and the greatest value of each number
RANGES: dict[str, tuple[float, float]] = {
    "dim": (1, 10_000), "min_count": (1, 10**12), "window": (1, 1000), "sample": (0, 1), "epochs": (1, 10**6),
    "batch": (1, 10**7), "seed": (0, 2**32 - 1), "negatives": (1, 10**6), "repulsion": (0, 1e6), "bias": (-100, 100),
}  # fmt: skip
POSITIVE = {"learning_rate": 1e6, "temperature": 1e6}


def check(options: ZeroOptions) -> ZeroOptions:
    """Return `options`, or raise `bad-option` naming the value received and the values accepted."""
    for name, value in asdict(options).items():
        flag = "--" + name.replace("_", "-")
        if name in CHOICES and value not in CHOICES[name]:
            near = nearest_names(str(value), list(CHOICES[name]))
            hint = f"Did you mean {near[0]}?" if near else f"`help train` explains {flag}."
            raise EmbreplError("bad-option", f"{flag} is one of {', '.join(CHOICES[name])}, not '{value}'.", hint)
        if name in RANGES and not RANGES[name][0] <= value <= RANGES[name][1]:
            least, most = (f"{bound:,}" for bound in RANGES[name])
            raise EmbreplError(
                "bad-option", f"{flag} is from {least} to {most}, not {value:,}.", f"`help train` explains {flag}."
            )
        if name in POSITIVE and not 0 < value <= POSITIVE[name]:
            raise EmbreplError("bad-option", f"{flag} is greater than 0, not {value:g}.", "Try 0.1.")
    block_step = (options.distance, options.unit, options.loss, options.guard) == ("squared", True, "logistic", "repel")
    if options.optimizer == "row-adagrad" and not block_step:
        raise EmbreplError(
            "bad-option",
            "The optimizer row-adagrad is for the guarded default: squared, unit, logistic and repel.",
            "Add `--optimizer adagrad`, which takes any of them.",
        )
    if options.loss == "logistic" and not (options.unit and options.distance == "squared"):
        raise EmbreplError(
            "bad-option",
            "The logistic loss reads a squared distance between unit vectors.",
            "Add `--loss mae`, or leave --distance and --unit as they are.",
        )
    return options


def option_types() -> dict[str, type]:
    """Return the type of each option by its field name."""
    hints = get_type_hints(ZeroOptions)
    return {field.name: hints[field.name] for field in fields(ZeroOptions) if not get_args(hints[field.name])}


def to_flags(options: ZeroOptions, recipe: str | None, given: Mapping[str, Any]) -> str:
    """Return the recipe and the options given, as they are typed to train the same again."""
    parts = [f"--recipe {recipe}"] if recipe else []
    for name in given:
        value = getattr(options, name)
        shown = f"{value:g}" if isinstance(value, float) else {"True": "yes", "False": "no"}.get(str(value), value)
        parts.append(f"--{name.replace('_', '-')} {shown}")
    return " ".join(parts)
