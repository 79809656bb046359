"""What the objectives share that train a Keras model: how they begin, and what their steps hold.

Axes: B pairs or documents.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from embrepl.objectives.engine.sampling import check_pairs, enough
from embrepl.objectives.engine.task import OptionsT, Reporter, Steps, Task

OPTIMIZERS: dict[str, Callable[..., keras.optimizers.Optimizer]] = {
    "adam": keras.optimizers.Adam,
    "adagrad": keras.optimizers.Adagrad,
    "sgd": keras.optimizers.SGD,
    "rmsprop": keras.optimizers.RMSprop,
}


def announce_model(task: Task, kind: type[OptionsT], report: Reporter) -> OptionsT:
    """Report that the model is being built, seed what it draws at random, and return the options, of this kind.

    Raises as `enough` and `check_pairs` do where too little of a text is left to learn from.
    """
    options = task.options_as(kind)
    window = getattr(options, "window", None)
    if window is not None:
        enough(task.text, window)
    sample, epochs = getattr(options, "sample", 0.0), getattr(options, "epochs", 1)
    check_pairs(task.text, sample, options.seed, epochs, across=getattr(options, "across", False))
    report.progress("building the model", 0, 1, "", {})
    keras.utils.set_random_seed(options.seed)
    return options


class ModelSteps(Steps):
    """Steps by the Keras model itself, what `fit` does batch by batch; the step size is the optimiser's own."""

    def __init__(self, model: keras.Model) -> None:
        self._model = model
        self._model.optimizer.build(self._model.trainable_variables)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the variables of the model and of its optimiser."""
        return {name: np.array(keras.ops.convert_to_numpy(variable)) for name, variable in self._variables().items()}

    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Put back what `arrays` gave."""
        for name, variable in self._variables().items():
            variable.assign(arrays[name])

    def _train_on(self, inputs: Any, targets: Any) -> tuple[float, float]:
        """Train on a batch (B, 1); return the sum of its losses, and their number."""
        loss = self._model.train_on_batch(inputs, targets)
        return float(loss) * len(targets), float(len(targets))

    def _variables(self) -> dict[str, keras.Variable]:
        """Return what a step changes; the model's own list leaves out the state of random draws outside its layers."""
        model, optimizer = self._model, self._model.optimizer
        variables = {f"model{number}": variable for number, variable in enumerate(model.variables)}
        return variables | {f"optimizer{number}": variable for number, variable in enumerate(optimizer.variables)}
