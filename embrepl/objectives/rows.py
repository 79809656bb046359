"""Steps on those rows of embeddings that a batch reads, on each Keras backend.

AdaGrad (Duchi et al. 2011) with one accumulator a row.  We differ: each place that reads a row adds the mean square of
its own gradient, then all places are scaled by what the row has gathered.  With TensorFlow the same seed gives the same
bytes only after `tf.config.experimental.enable_op_determinism()`, for a row may be read at many places.

Axes: V rows of a table, D dimensions; places have any shape P.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

Arrays: TypeAlias = Sequence[NDArray[Any]]
Slopes: TypeAlias = Callable[[Sequence[Any], Sequence[Any]], tuple[Sequence[Any], Sequence[Any]]]
Step: TypeAlias = Callable[[Arrays, Arrays, float], list[NDArray[Any]]]


class Table:
    """Rows that are trained, (V, D), and what each has gathered, (V,)."""

    def __init__(self, rows: keras.Variable, start: float) -> None:
        self.rows = rows
        self.squares = keras.Variable(np.full((rows.shape[0],), start, np.float32), trainable=False)

    def arrays(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the rows and what they have gathered, copied."""
        return np.array(ops.convert_to_numpy(self.rows)), np.array(ops.convert_to_numpy(self.squares))

    def restore(self, rows: NDArray[np.float32], squares: NDArray[np.float32]) -> None:
        """Put back what `arrays` gave."""
        self.rows.assign(rows)
        self.squares.assign(squares)


def stepper(tables: Sequence[Table], slopes: Slopes, jit: bool = False) -> Step:
    """Return a function of (places of each table, what else is given, rate) that takes a step.

    `slopes` is told the rows at the places, (P, D) a table, and what else is given; it returns the gradient by each of
    those rows, (P, D) a table, and figures, which the step returns.  `jit` compiles it where TensorFlow would not.
    """
    return _STEPPERS[keras.backend.backend()](tables, slopes, jit)


def _tensorflow(tables: Sequence[Table], slopes: Slopes, jit: bool) -> Step:
    import tensorflow as tf

    inner = tf.function(slopes, jit_compile=True) if jit else slopes
    variables = [(table.rows.value, table.squares.value) for table in tables]

    def move(rows: Any, squares: Any, places: Any, slope: Any, rate: Any) -> None:
        places, slope = tf.reshape(places, [-1]), tf.reshape(slope, [-1, slope.shape[-1]])
        squares.scatter_add(tf.IndexedSlices(tf.reduce_mean(slope * slope, axis=-1), places))
        scale = rate * tf.math.rsqrt(tf.gather(squares, places))
        rows.scatter_sub(tf.IndexedSlices(slope * scale[:, None], places))

    @tf.function  # type: ignore[untyped-decorator]
    def step(places: Any, given: Any, rate: Any) -> Any:
        found, told = inner([tf.gather(rows, at) for (rows, _), at in zip(variables, places, strict=True)], given)
        for (rows, squares), at, slope in zip(variables, places, found, strict=True):
            move(rows, squares, at, slope, rate)
        return told

    def run(places: Arrays, given: Arrays, rate: float) -> list[NDArray[Any]]:
        told = step(
            [tf.constant(at) for at in places], [tf.constant(part) for part in given], tf.constant(rate, "float32")
        )
        return [part.numpy() for part in told]

    return run


def _jax(tables: Sequence[Table], slopes: Slopes, jit: bool) -> Step:
    import jax
    import jax.numpy as jnp

    del jit  # it always does

    def moved(state: Any, places: Any, slope: Any, rate: Any) -> Any:
        rows, squares = state
        places, slope = places.reshape(-1), slope.reshape(-1, slope.shape[-1])
        squares = squares.at[places].add(jnp.mean(slope * slope, axis=-1))
        return rows.at[places].add(-slope * (rate / jnp.sqrt(squares[places]))[:, None]), squares

    @jax.jit  # type: ignore[untyped-decorator]
    def step(state: Any, places: Any, given: Any, rate: Any) -> Any:
        found, told = slopes([rows[at] for (rows, _), at in zip(state, places, strict=True)], given)
        return [moved(*each, rate) for each in zip(state, places, found, strict=True)], told

    def run(places: Arrays, given: Arrays, rate: float) -> list[NDArray[Any]]:
        state = [(table.rows.value, table.squares.value) for table in tables]
        state, told = step(state, list(places), list(given), np.float32(rate))
        for table, (rows, squares) in zip(tables, state, strict=True):
            table.rows.assign(rows)
            table.squares.assign(squares)
        return [np.asarray(part) for part in told]

    return run


def _torch(tables: Sequence[Table], slopes: Slopes, jit: bool) -> Step:
    import torch

    del jit

    def tensor(array: NDArray[Any]) -> Any:
        return ops.convert_to_tensor(array.astype(np.int64) if array.dtype.kind == "i" else array)

    def run(places: Arrays, given: Arrays, rate: float) -> list[NDArray[Any]]:
        with torch.no_grad():
            where = [tensor(at) for at in places]
            variables = [(table.rows.value.data, table.squares.value.data) for table in tables]
            vectors = [rows[at] for (rows, _), at in zip(variables, where, strict=True)]
            found, told = slopes(vectors, [tensor(part) for part in given])
            for (rows, squares), at, slope in zip(variables, where, found, strict=True):
                flat, slope_by_place = at.reshape(-1), slope.reshape(-1, slope.shape[-1])
                squares.index_add_(0, flat, (slope_by_place * slope_by_place).mean(-1))
                rows.index_add_(0, flat, slope_by_place * (-rate / torch.sqrt(squares[flat]))[:, None])
        return [ops.convert_to_numpy(part) for part in told]

    return run


_STEPPERS: dict[str, Callable[[Sequence[Table], Slopes, bool], Step]] = {
    "tensorflow": _tensorflow,
    "jax": _jax,
    "torch": _torch,
}
