"""The fast step of the guarded zero-distance model: a stretch of text at a time, gradients written out.

A stretch is cut into chunks. Pairs of a chunk share their words, so each vector is looked up and scaled once, all pairs
are one small matrix product of which a band is used, and the random words' contrast is another. The gradients are
those of the Keras model in `zero` (squared distance between unit vectors, logistic loss, guard repel), as the tests
hold them against it; only the optimiser differs, AdaGrad with one accumulator a word (`rows`).

Axes: G groups that have random words of their own, B chunks of a group, C tokens of a chunk, R = C + window,
K random words of a group, D dimensions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from embrepl.objectives.engine.initial_vectors import fill_unknown
from embrepl.objectives.engine.sampling import Ids, Noise, Text
from embrepl.objectives.engine.steps.layers import mirror_signs
from embrepl.objectives.engine.steps.rows import make_stepper, make_table
from embrepl.objectives.engine.steps.word2vec_blocks import windows
from embrepl.objectives.engine.stretches import Stretch, Stretches, StretchSteps, fitting_size
from embrepl.objectives.engine.task import Vectors
from embrepl.training.options.zero import ZeroOptions

ACCUMULATOR_START = 1.0
CHUNK = 32  # tokens of a chunk
GROUPS = 4  # of a stretch


def unit(rows: Vectors) -> Vectors:
    """Return rows scaled to length 1, (V, D); a zero row stays zero."""
    return np.asarray(rows / np.sqrt((rows * rows).sum(axis=1, keepdims=True) + 1e-12), np.float32)


def band(chunk: int, window: int) -> NDArray[np.float32]:
    """Return the weight of token i of a chunk with itself and those after it, (C, R): nearer counts more, itself 0."""
    offset = np.arange(chunk + window)[None, :] - np.arange(chunk)[:, None]
    return np.where((offset > 0) & (offset <= window), (window + 1 - offset) / window, 0).astype(np.float32)


def gradient(
    ops: Any, tokens: Any, random: Any, documents: Any, signs: Any, options: ZeroOptions, measured: bool
) -> tuple[Any, Any, Any]:
    """Return the loss's gradients by tokens (G, B, R, D), by random words (G, K, D), and (loss, weight) if measured.

    `signs` (D,): -1 for the dimensions of the second word that are mirrored, else 1. The loss is the sum over pairs of
    weight x (pull + repulsion x mean push of the first word from K random ones).
    """
    chunk = tokens.shape[2] - options.window
    lengths, units = _units(ops, tokens)
    random_lengths, random_units = _units(ops, random)
    first, second = units[:, :, :chunk], units * signs
    there = ops.equal(documents[:, :, :chunk, None], documents[:, :, None, :])
    weights = ops.cast(there, "float32") * ops.convert_to_tensor(band(chunk, options.window))  # (G, B, C, R)
    near = ops.matmul(first, ops.swapaxes(second, 2, 3)) / options.temperature - options.bias
    pull = ops.sigmoid(-near) * weights * (-1 / options.temperature)
    share = ops.sum(weights, axis=-1, keepdims=True) * (options.repulsion / random.shape[1])  # (G, B, C, 1)
    others = (random_units * signs)[:, None]  # (G, 1, K, D)
    far = ops.matmul(first, ops.swapaxes(others, 2, 3)) / options.temperature - options.bias
    push = ops.sigmoid(far) * (share / options.temperature)  # (G, B, C, K)
    by_first = ops.matmul(pull, second) + ops.matmul(push, others)
    by_second = ops.matmul(ops.swapaxes(pull, 2, 3), first) * signs
    by_tokens = ops.concatenate([by_second[:, :, :chunk] + by_first, by_second[:, :, chunk:]], axis=2)
    by_random = ops.sum(ops.matmul(ops.swapaxes(push, 2, 3), first), axis=1) * signs
    figures = ops.zeros((2,), "float32")
    if measured:
        loss = ops.sum(ops.softplus(-near) * weights) + ops.sum(ops.softplus(far) * share)
        figures = ops.stack([loss, ops.sum(weights)])
    return (
        _by_rows(ops, by_tokens, units, lengths), _by_rows(ops, by_random, random_units, random_lengths), figures
    )  # fmt: skip


def _units(ops: Any, rows: Any) -> tuple[Any, Any]:
    """Return the lengths of rows, (…, 1), and the rows at length 1."""
    lengths = ops.sqrt(ops.sum(rows * rows, axis=-1, keepdims=True) + 1e-12)
    return lengths, rows / lengths


def _by_rows(ops: Any, by_units: Any, units: Any, lengths: Any) -> Any:
    """Return the gradient by rows from that by the same rows at length 1."""
    return (by_units - units * ops.sum(units * by_units, axis=-1, keepdims=True)) / lengths


class BlockSteps(StretchSteps[tuple[Any, Ids]]):
    """The guarded model, a stretch of text at a time."""

    def __init__(self, embedding: keras.layers.Embedding, text: Text, options: ZeroOptions, noise: Noise) -> None:
        self._options, self._noise = options, noise
        tokens = fitting_size(text, options.sample, options.batch, options.window)
        self._chunk = min(CHUNK, tokens)
        self._groups = math.gcd(tokens // self._chunk, GROUPS)
        size, settled = tokens // self._chunk * self._chunk, options.until == "settled"
        super().__init__(Stretches(text, options.sample, options.seed, size, options.window, options.across, settled))
        self._signs = mirror_signs(options.dim, None if options.mirror else 0)
        self._table = make_table(embedding.embeddings, ACCUMULATOR_START)
        self._stepper = make_stepper([self._table], self._slopes, jit=True)

    def _move(self, block: tuple[Any, Ids], rate: float, measured: bool) -> NDArray[Any]:
        places, documents = block
        signs = np.tile(self._signs, (len(documents), 1))  # threads share the groups
        return self._stepper.step(places, [documents, signs], rate, measured)[1]

    def begin(self, vectors: Vectors) -> None:
        """Start from vectors (V, D); words without one (NaN) start at random."""
        self._table.restore(fill_unknown(self._table.arrays()[0], vectors), self._table.arrays()[1])

    def mirror(self, dimensions: int) -> None:
        """Mirror the first dimensions, in which neighbours differ, where any are to be mirrored."""
        if self._options.mirror:
            self._signs = mirror_signs(self._options.dim, dimensions)

    def vectors(self) -> Vectors:
        """Return the vectors, at length 1."""
        return unit(self._table.arrays()[0])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the vectors (V, D), their accumulators (V,), and which dimensions are mirrored, (D,), copied."""
        return dict(zip(("vectors", "accumulators"), self._table.arrays(), strict=True)) | {"signs": self._signs.copy()}

    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Put back what `arrays` gave."""
        self._table.restore(arrays["vectors"], arrays["accumulators"])
        self._signs = arrays.get("signs", self._signs)  # states of earlier versions have none: the options say it

    def _prepare(self, stretch: Stretch) -> tuple[Any, Ids]:
        """Return a stretch, of which the margin before it is dropped, as a block with random words."""
        wide = self._chunk + self._options.window
        tokens, documents = (
            windows(part[self._options.window :], wide, self._chunk).reshape(self._groups, -1, wide)
            for part in (stretch.ids, stretch.documents)
        )
        random = self._noise.draw(self._groups * self._options.negatives, *stretch.place)
        places = [tokens.reshape(self._groups, -1), random.reshape(self._groups, -1)]
        return self._stepper.prepare([np.concatenate(places, axis=1)]), documents

    def _slopes(
        self, ops: Any, vectors: Sequence[Any], others: Sequence[Any], measured: bool
    ) -> tuple[list[Any], list[Any], Any]:
        (rows,), (documents, signs) = vectors, others
        shape, inside = documents.shape, documents.shape[1] * documents.shape[2]
        tokens = ops.reshape(rows[:, :inside], (*shape, rows.shape[-1]))
        by_tokens, by_random, figures = gradient(
            ops, tokens, rows[:, inside:], documents, signs[0], self._options, measured
        )
        by_rows = [ops.reshape(by_tokens, (shape[0], inside, rows.shape[-1])), by_random]
        return [ops.concatenate(by_rows, axis=1)], [], figures
