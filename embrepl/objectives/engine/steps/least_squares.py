"""The step of weighted least squares on pairs of words: gradients written out, only the rows that occur move.

The gradients are those of the Keras model in `glove`, as the tests hold them against it. AdaGrad (Duchi et al. 2011)
adds up the squared gradient of each pair, as if the pairs came one after the other; there is one accumulator for each
vector, the mean over its numbers, and one for each bias.

Axes: B pairs, U rows, K random words, M = U + K, D dimensions, V words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from embrepl.objectives.engine.steps.distinct import row_step
from embrepl.training.options.glove import GloveOptions

ACCUMULATOR_START = 1.0


@dataclass(frozen=True)
class PairBatch:
    """Some pairs, as places in a list of rows.

    rows (M,): word ids, U of them distinct or fillings, then K random ones; first, second (B,): places in `rows`;
    logs, weights (B,): what is to be fitted, and how much it weighs (0: a filling); share (U,): which part of all
    entries of its word each row has in this batch.
    """

    rows: NDArray[np.int32]
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    logs: NDArray[np.float32]
    weights: NDArray[np.float32]
    share: NDArray[np.float32]


@dataclass(frozen=True)
class Slopes:
    """The gradient of half the weighted squared errors: by vectors (U, D), by biases (U,); and squares (U,) of both.

    `squares` are the sums over pairs of the squared gradient of each.
    """

    vectors: Any
    biases: Any
    vector_squares: Any
    bias_squares: Any


def gradient(table: Any, first: Any, second: Any, logs: Any, weights: Any, dim: int) -> tuple[Slopes, Slopes, Any]:
    """Return the gradients as word and as context, of a table (U, 2 (D + 1)), and (sum of weighted squares, entries).

    Each pair is gone through in both orders.
    """
    size = table.shape[0]
    word = ops.concatenate([first, second], axis=0)  # (2 B,)
    context = ops.concatenate([second, first], axis=0)
    vectors, others = ops.take(table[:, :dim], word, axis=0), ops.take(table[:, dim + 1 : -1], context, axis=0)
    biases = ops.take(table[:, dim], word, axis=0) + ops.take(table[:, -1], context, axis=0)
    weight = ops.concatenate([weights, weights], axis=0)
    error = ops.sum(vectors * others, axis=-1) + biases - ops.concatenate([logs, logs], axis=0)
    slope = weight * error  # (2 B,)
    entries = ops.sum(ops.cast(weight > 0, "float32"))
    return (
        _side(slope, others, word, size),
        _side(slope, vectors, context, size),
        ops.stack([ops.sum(slope * error), entries]),
    )


def _side(slope: Any, partners: Any, places: Any, size: int) -> Slopes:
    def summed(values: Any) -> Any:
        return ops.segment_sum(values, places, num_segments=size)

    square = slope * slope
    return Slopes(
        summed(slope[:, None] * partners), summed(slope),
        summed(square * ops.mean(partners * partners, axis=-1)), summed(square),
    )  # fmt: skip


@dataclass(frozen=True)
class Change:
    """How a batch's rows and their accumulators change; equal ones share what was compiled for them.

    `words` (V): whose products are held to zero, seen together or not, by the weight `unseen`.
    """

    dim: int
    unseen: float
    words: int

    def __call__(
        self, table: Any, squares: Any, first: Any, second: Any, logs: Any, weights: Any, share: Any, rate: Any
    ) -> tuple[Any, Any, Any]:
        """Return what to add to rows (M, 2 (D + 1)) and to accumulators (M, 4), and the loss figures (2,)."""
        size, dim = share.shape[0], self.dim
        here, random = table[:size], table[size:]
        as_word, as_context, figures = gradient(here, first, second, logs, weights, dim)
        sides = (
            self._with_unseen(as_word, here[:, :dim], random[:, dim + 1 : -1], share),
            self._with_unseen(as_context, here[:, dim + 1 : -1], random[:, :dim], share),
        )
        added = ops.stack([part for side in sides for part in (side.vector_squares, side.bias_squares)], axis=1)
        scale = rate / ops.sqrt(squares[:size] + added)  # (U, 4)
        biases_move = 0.0 if self.unseen else 1.0
        moved = []
        for number, side in enumerate(sides):
            biases = side.biases * scale[:, 2 * number + 1]
            moved += [side.vectors * scale[:, 2 * number, None], biases[:, None] * biases_move]
        rest = table.shape[0] - size
        return (
            ops.pad(-ops.concatenate(moved, axis=1), [[0, rest], [0, 0]]),
            ops.pad(added, [[0, rest], [0, 0]]),
            figures,
        )

    def _with_unseen(self, side: Slopes, vectors: Any, random: Any, share: Any) -> Slopes:
        """Return a side's gradient with that of all pairs' products (U, D) x (K, D), which are held to zero."""
        if not self.unseen:
            return side
        weight = share * (self.unseen * self.words / random.shape[0])
        slope = weight[:, None] * ops.matmul(ops.matmul(vectors, ops.transpose(random)), random)
        squares = side.vector_squares + ops.mean(slope * slope, axis=-1)
        return Slopes(side.vectors + slope, side.biases, squares, side.bias_squares)


class Trainer:
    """Steps a table of words' vectors and biases, as word and as context, (V, 2 (D + 1))."""

    def __init__(self, table: NDArray[np.float32], options: GloveOptions) -> None:
        self._table = keras.Variable(table, trainable=False)
        self._squares = keras.Variable(np.full((len(table), 4), ACCUMULATOR_START, np.float32), trainable=False)
        self._step = row_step(self._table, self._squares, Change(options.dim, options.unseen, len(table)))

    def step(self, batch: PairBatch, learning_rate: float) -> tuple[float, float]:
        """Move the rows against one batch's gradient; return (sum of weighted squared errors, entries)."""
        return self._step(
            batch.rows, batch.first, batch.second, batch.logs, batch.weights, batch.share, np.float32(learning_rate)
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the table (V, 2 (D + 1)) and its accumulators (V, 4), copied."""
        variables = {"table": self._table, "squares": self._squares}
        return {name: np.array(ops.convert_to_numpy(variable)) for name, variable in variables.items()}

    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Put back what `arrays` gave."""
        self._table.assign(arrays["table"])
        self._squares.assign(arrays["squares"])
