"""Steps on those rows of embeddings that a batch reads: on a GPU by each Keras backend, else by NumPy (`numpy_rows`).

AdaGrad (Duchi et al. 2011) with one accumulator a row. We differ: each place that reads a row adds the mean square of
its own gradient, then all places are scaled by what the row has gathered. With TensorFlow the same seed gives the same
bytes only after `tf.config.experimental.enable_op_determinism()`, for a row may be read at many places.

Axes: V rows of a table, D dimensions; places have any shape P.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol, TypeAlias, cast

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from embrepl.objectives.engine.steps.numpy_rows import HostStepper, HostTable

Arrays: TypeAlias = Sequence[NDArray[Any]]
SlopesOfRows: TypeAlias = Callable[[Any, Sequence[Any], Sequence[Any], bool], tuple[Sequence[Any], Sequence[Any], Any]]
Result: TypeAlias = tuple[list[NDArray[Any]], NDArray[Any]]  # what else a gradient gives, and its figures
Run: TypeAlias = Callable[[Arrays, Arrays, float], Result]


class RowTable(Protocol):
    """Rows that are trained, (V, D), and what each has gathered, (V,)."""

    def arrays(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the rows and what they have gathered, copied."""

    def restore(self, rows: NDArray[np.float32], squares: NDArray[np.float32]) -> None:
        """Put back what `arrays` gave."""


def accelerated() -> bool:
    """Whether the backend has a GPU or the like."""
    backend = keras.backend.backend()
    if backend == "tensorflow":
        import tensorflow as tf

        return bool(tf.config.list_physical_devices("GPU"))
    if backend == "jax":
        import jax

        return str(jax.default_backend()) != "cpu"
    import torch

    return bool(torch.cuda.is_available() or torch.backends.mps.is_available())


def make_table(rows: keras.Variable, start: float) -> RowTable:
    """Return the rows as a table whose accumulators start so; from now on the variable is no more than where from."""
    return DeviceTable(rows, start) if accelerated() else HostTable(rows, start)


class DeviceTable:
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


class Stepper(Protocol):
    """Takes steps on tables, by blocks of B parts that are independent of each other."""

    def prepare(self, places: Arrays) -> Any:
        """Return a block's places of each table, (B, P), ready for a step; another thread may do so during one."""

    def step(self, block: Any, extras: Arrays, rate: float, measured: bool) -> Result:
        """Take a step; `extras` is what else the gradient needs, (B, …) each.

        Returns what else the gradient gives, and its figures, which are 0 unless they are measured.
        """


def make_stepper(tables: Sequence[RowTable], slopes: SlopesOfRows, jit: bool = False) -> Stepper:
    """Return what takes steps on tables by a gradient.

    `slopes` takes functions as `keras.ops` has them, the rows at the places, (B, P, D) a table, what else it needs, and
    whether the figures are measured. It returns the gradient by each of those rows, (B, P, D) a table,
    whatever else there is, (B, …) each, and figures. `jit` compiles it where TensorFlow would not.
    """
    if all(isinstance(table, HostTable) for table in tables):
        return HostStepper(cast("Sequence[HostTable]", tables), slopes)
    return DeviceStepper(cast("Sequence[DeviceTable]", tables), slopes, jit)


class DeviceStepper:
    """Takes steps by the backend."""

    def __init__(self, tables: Sequence[DeviceTable], slopes: SlopesOfRows, jit: bool) -> None:
        self._run = _RUNS[keras.backend.backend()](tables, slopes, jit)

    def prepare(self, places: Arrays) -> Arrays:
        """Return the places as they are."""
        return places

    def step(self, block: Arrays, extras: Arrays, rate: float, measured: bool) -> Result:
        """Take a step; the figures cost next to nothing here, and are always there."""
        del measured
        return self._run(block, extras, rate)


def _tensorflow(tables: Sequence[DeviceTable], slopes: SlopesOfRows, jit: bool) -> Run:
    import tensorflow as tf

    def inner(vectors: Any, extras: Any) -> Any:
        return slopes(ops, vectors, extras, True)

    compiled = tf.function(inner, jit_compile=True, autograph=False) if jit else inner
    variables = [(table.rows.value, table.squares.value) for table in tables]

    def move(rows: Any, squares: Any, places: Any, slope: Any, rate: Any) -> None:
        places, slope = tf.reshape(places, [-1]), tf.reshape(slope, [-1, slope.shape[-1]])
        squares.scatter_add(tf.IndexedSlices(tf.reduce_mean(slope * slope, axis=-1), places))
        scale = rate * tf.math.rsqrt(tf.gather(squares, places))
        rows.scatter_sub(tf.IndexedSlices(slope * scale[:, None], places))

    @partial(tf.function, autograph=False)
    def step(places: Any, extras: Any, rate: Any) -> Any:
        vectors = [tf.gather(rows, at) for (rows, _), at in zip(variables, places, strict=True)]
        slopes_by_place, others, figures = compiled(vectors, extras)
        for (rows, squares), at, slope in zip(variables, places, slopes_by_place, strict=True):
            move(rows, squares, at, slope, rate)
        return others, figures

    def run(places: Arrays, extras: Arrays, rate: float) -> Result:
        tensors = ([tf.constant(at) for at in places], [tf.constant(part) for part in extras])
        others, figures = step(*tensors, tf.constant(rate, "float32"))
        return [part.numpy() for part in others], figures.numpy()

    return run


def _jax(tables: Sequence[DeviceTable], slopes: SlopesOfRows, jit: bool) -> Run:
    import jax
    import jax.numpy as jnp

    del jit  # it always does

    def moved(state: Any, places: Any, slope: Any, rate: Any) -> Any:
        rows, squares = state
        places, slope = places.reshape(-1), slope.reshape(-1, slope.shape[-1])
        squares = squares.at[places].add(jnp.mean(slope * slope, axis=-1))
        return rows.at[places].add(-slope * (rate / jnp.sqrt(squares[places]))[:, None]), squares

    @jax.jit  # type: ignore[untyped-decorator]
    def step(state: Any, places: Any, extras: Any, rate: Any) -> Any:
        vectors = [rows[at] for (rows, _), at in zip(state, places, strict=True)]
        slopes_by_place, others, figures = slopes(ops, vectors, extras, True)
        return [moved(*each, rate) for each in zip(state, places, slopes_by_place, strict=True)], others, figures

    def run(places: Arrays, extras: Arrays, rate: float) -> Result:
        state = [(table.rows.value, table.squares.value) for table in tables]
        state, others, figures = step(state, list(places), list(extras), np.float32(rate))
        for table, (rows, squares) in zip(tables, state, strict=True):
            table.rows.assign(rows)
            table.squares.assign(squares)
        return [np.asarray(part) for part in others], np.asarray(figures)

    return run


def _torch(tables: Sequence[DeviceTable], slopes: SlopesOfRows, jit: bool) -> Run:
    import torch

    del jit

    def tensor(array: NDArray[Any]) -> Any:
        return ops.convert_to_tensor(array.astype(np.int64) if array.dtype.kind == "i" else array)

    def run(places: Arrays, extras: Arrays, rate: float) -> Result:
        with torch.no_grad():
            where = [tensor(at) for at in places]
            variables = [(table.rows.value.data, table.squares.value.data) for table in tables]
            vectors = [rows[at] for (rows, _), at in zip(variables, where, strict=True)]
            slopes_by_place, others, figures = slopes(ops, vectors, [tensor(part) for part in extras], True)
            for (rows, squares), at, slope in zip(variables, where, slopes_by_place, strict=True):
                flat, slope_by_place = at.reshape(-1), slope.reshape(-1, slope.shape[-1])
                squares.index_add_(0, flat, (slope_by_place * slope_by_place).mean(-1))
                rows.index_add_(0, flat, slope_by_place * (-rate / torch.sqrt(squares[flat]))[:, None])
        return [ops.convert_to_numpy(part) for part in others], ops.convert_to_numpy(figures)

    return run


_RUNS: dict[str, Callable[[Sequence[DeviceTable], SlopesOfRows, bool], Run]] = {
    "tensorflow": _tensorflow,
    "jax": _jax,
    "torch": _torch,
}
