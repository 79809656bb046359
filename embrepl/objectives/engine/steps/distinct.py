"""Steps that move only the rows of a table that a batch names, compiled, on any Keras backend.

Axes: M rows of a batch, E numbers in a row, A accumulators of a row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import keras
import numpy as np
from keras import ops

ChangeRows = Callable[..., tuple[Any, Any, Any]]
Step = Callable[..., tuple[float, float]]


def row_step(table: Any, accumulators: Any, change: ChangeRows) -> Step:
    """Return a step(rows, *arrays) that adds to the rows (M,) of both tables what `change` says; rows may repeat.

    `change`, which can be hashed, takes the rows' numbers (M, E), their accumulators (M, A) and the arrays, and returns
    what to add to each, and two figures, (2,), which the step returns.
    """
    return _STEPS[keras.backend.backend()](table, accumulators, change)


@lru_cache(maxsize=8)
def _compiled(change: ChangeRows) -> Any:
    """Return a change compiled by TensorFlow, which takes seconds; that of an equal one where there is one."""
    import tensorflow as tf

    return tf.function(change, jit_compile=True)


def _tensorflow_step(table: Any, accumulators: Any, change: ChangeRows) -> Step:
    import tensorflow as tf

    compiled = _compiled(change)

    @tf.function  # type: ignore[untyped-decorator]
    def step(rows: Any, *arrays: Any) -> Any:
        moved, squares, figures = compiled(tf.gather(table.value, rows), tf.gather(accumulators.value, rows), *arrays)
        table.value.scatter_add(tf.IndexedSlices(moved, rows))
        accumulators.value.scatter_add(tf.IndexedSlices(squares, rows))
        return figures

    def run(rows: Any, *arrays: Any) -> tuple[float, float]:
        first, second = step(*map(tf.constant, (rows, *arrays))).numpy()
        return float(first), float(second)

    return run


def _jax_step(table: Any, accumulators: Any, change: ChangeRows) -> Step:
    import jax

    @jax.jit  # type: ignore[untyped-decorator]
    def step(all_rows: Any, all_squares: Any, rows: Any, *arrays: Any) -> Any:
        moved, squares, figures = change(all_rows[rows], all_squares[rows], *arrays)
        return all_rows.at[rows].add(moved), all_squares.at[rows].add(squares), figures

    def run(rows: Any, *arrays: Any) -> tuple[float, float]:
        moved, squares, figures = step(table.value, accumulators.value, rows, *arrays)
        table.assign(moved)
        accumulators.assign(squares)
        return float(figures[0]), float(figures[1])

    return run


def _torch_step(table: Any, accumulators: Any, change: ChangeRows) -> Step:
    import torch

    def tensor(array: Any) -> Any:
        wide = np.asarray(array)
        return ops.convert_to_tensor(wide.astype(np.int64) if wide.dtype.kind == "i" else wide)

    def run(rows: Any, *arrays: Any) -> tuple[float, float]:
        with torch.no_grad():
            where = tensor(rows)
            moved, squares, figures = change(table.value[where], accumulators.value[where], *map(tensor, arrays))
            table.value.data.index_add_(0, where, moved)
            accumulators.value.data.index_add_(0, where, squares)
        return float(figures[0]), float(figures[1])

    return run


_STEPS: dict[str, Callable[[Any, Any, ChangeRows], Step]] = {
    "tensorflow": _tensorflow_step,
    "jax": _jax_step,
    "torch": _torch_step,
}
