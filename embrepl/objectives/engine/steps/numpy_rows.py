"""Steps on rows of embeddings by NumPy on this machine's processors, for where no GPU is.

A step of word2vec's kind is many small matrix products. A backend's CPU kernels go through those at a fifth of the
speed of the BLAS behind NumPy, one at a time, and add up rows one by one. So the same gradient (written for
`keras.ops`, of which `ops` here has what is needed) is taken by NumPy, a part of the block by each thread, and rows
that are read at many places are added up by a sparse product. AdaGrad is that of `rows`, and so is what a step returns.

Axes: V rows of a table, D dimensions, P places that read a row, U different rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, TypeAlias

import keras
import numpy as np
from keras import ops as keras_ops
from numpy.typing import NDArray
from scipy.sparse import csr_array

from embrepl.system import threads

Arrays: TypeAlias = Sequence[NDArray[Any]]


def sigmoid(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return 1 / (1 + exp(-values))."""
    result = np.clip(values, -80, 80)
    np.negative(result, out=result)
    np.exp(result, out=result)
    result += 1
    return np.reciprocal(result, out=result)


def softplus(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return log(1 + exp(values))."""
    return np.asarray(np.maximum(values, 0) + np.log1p(np.exp(-np.abs(values))))


def cast(values: Any, kind: str) -> NDArray[Any]:
    """Return the values as another type."""
    return np.asarray(values).astype(kind)


ops = SimpleNamespace(
    sigmoid=sigmoid, softplus=softplus, cast=cast, convert_to_tensor=np.asarray,
    **{
        name: getattr(np, name)
        for name in (
            "matmul", "swapaxes", "sum", "log", "maximum", "stack", "concatenate", "equal", "sqrt",
            "reshape", "zeros",
        )
    },
)  # fmt: skip


class HostTable:
    """Rows that are trained, (V, D), and what each has gathered, (V,)."""

    def __init__(self, rows: keras.Variable, start: float) -> None:
        self.rows = np.array(keras_ops.convert_to_numpy(rows), np.float32)
        self.squares = np.full(len(self.rows), start, np.float32)

    def arrays(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the rows and what they have gathered, copied."""
        return self.rows.copy(), self.squares.copy()

    def restore(self, rows: NDArray[np.float32], squares: NDArray[np.float32]) -> None:
        """Put back what `arrays` gave."""
        self.rows[:], self.squares[:] = rows, squares


@dataclass(frozen=True)
class RowPlaces:
    """Which rows a block reads, (B, …), and how its P places fall on U different rows.

    rows (U,), rising; order (P,): places by row; ends (U + 1,): where each row's begin among those.
    """

    at: NDArray[np.int32]
    rows: NDArray[np.int32]
    order: NDArray[np.int32]
    ends: NDArray[np.int32]

    @staticmethod
    def of(at: NDArray[np.int32]) -> RowPlaces:
        """Return the places of a block."""
        flat = at.reshape(-1)
        order = np.argsort(flat, kind="stable").astype(np.int32)
        ordered = flat[order]
        starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        return RowPlaces(at, ordered[starts], order, np.append(starts, len(ordered)).astype(np.int32))


class HostStepper:
    """Takes steps on tables by a gradient: see `rows.Stepper`."""

    def __init__(self, tables: Sequence[HostTable], slopes: Any) -> None:
        self._tables, self._slopes = tables, slopes
        self._pool = ThreadPoolExecutor(threads.available())
        self._buffers: dict[tuple[int, int], NDArray[np.float32]] = {}

    def prepare(self, places: Arrays) -> list[RowPlaces]:
        """Return the places of a block ready for a step."""
        return [RowPlaces.of(at) for at in places]

    def step(
        self, block: list[RowPlaces], extras: Arrays, rate: float, measured: bool
    ) -> tuple[list[NDArray[Any]], NDArray[np.float32]]:
        """Take a step; return what else the gradient gives, and its figures."""
        arrays = [*(places.at for places in block), *extras]
        parts = max(n for n in range(1, threads.available() + 1) if not any(len(array) % n for array in arrays))
        slopes = [self._buffer(which, places.order.size) for which, places in enumerate(block)]
        work = [self._pool.submit(self._part, block, extras, slopes, (part, parts), measured) for part in range(parts)]
        results = [each.result() for each in work]
        moves = [
            self._pool.submit(_move, table, places, slope, rate, part)
            for table, places, slope in zip(self._tables, block, slopes, strict=True)
            for part in _cuts(table, places, slope)
        ]
        for each in moves:
            each.result()
        others = [np.concatenate(other) for other in zip(*(others for others, _ in results), strict=True)]
        return others, np.sum([figures for _, figures in results], axis=0)

    def _buffer(self, which: int, size: int) -> NDArray[np.float32]:
        """Return room for the gradients of a table's places, (P, D)."""
        key = which, size
        if key not in self._buffers:
            self._buffers[key] = np.empty((size, self._tables[which].rows.shape[1]), np.float32)
        return self._buffers[key]

    def _part(
        self,
        block: list[RowPlaces],
        extras: Arrays,
        slopes: list[NDArray[np.float32]],
        part: tuple[int, int],
        measured: bool,
    ) -> tuple[list[NDArray[Any]], NDArray[np.float32]]:
        """Write the gradients of a part (which, of how many) of the block by place; return the rest, and figures."""

        def share(array: NDArray[Any]) -> NDArray[Any]:
            size = len(array) // part[1]
            return array[part[0] * size : (part[0] + 1) * size]

        vectors = [
            np.take(table.rows, share(places.at), axis=0) for table, places in zip(self._tables, block, strict=True)
        ]
        by_place, others, figures = self._slopes(ops, vectors, [share(array) for array in extras], measured)
        for slope, room in zip(by_place, slopes, strict=True):
            share(room)[:] = slope.reshape(-1, slope.shape[-1])
        return list(others), figures


def _cuts(table: HostTable, places: RowPlaces, slope: NDArray[np.float32]) -> Iterator[slice]:
    """Add the mean square of each place's gradient to its row's, and yield slices of the rows, one for each thread."""
    squares = np.einsum("pd,pd->p", slope, slope)
    squares /= np.float32(slope.shape[1])
    np.add.at(table.squares, places.at.reshape(-1), squares)
    cuts = [len(places.rows) * part // threads.available() for part in range(threads.available() + 1)]
    return (slice(begin, end) for begin, end in pairwise(cuts))


def _move(table: HostTable, places: RowPlaces, slope: NDArray[np.float32], rate: float, part: slice) -> None:
    """Move some rows against the sums of their places' gradients (P, D), scaled by what they have gathered."""
    rows, ends = places.rows[part], places.ends[part.start : part.stop + 1]
    scale = np.repeat(np.float32(-rate) / np.sqrt(table.squares[rows]), np.diff(ends))
    terms = csr_array((scale, places.order[ends[0] : ends[-1]], ends - ends[0]), (len(rows), len(slope)))
    moved = np.take(table.rows, rows, axis=0)
    moved += terms @ slope
    table.rows[rows] = moved
