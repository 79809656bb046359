"""The fast step of the guarded zero-distance model: a stretch of text at a time, gradients written out.

Pairs of a stretch share their words, so each vector is looked up and scaled once, pairs at offset o are two shifted
views of one matrix, and the random words' contrast is one matrix product.  The gradients are those of the Keras model
in `zero` (squared distance between unit vectors, logistic loss, guard repel), as the tests hold them against it; only
the optimiser differs: AdaGrad (Duchi et al. 2011) with one accumulator a word, the mean of its squared gradient.

Axes: N tokens of a stretch, K random words, M = N + K, D dimensions, V words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from embrepl.objectives.layers import mirror_signs
from embrepl.objectives.rows import row_step
from embrepl.training.options.zero import ZeroOptions

ACCUMULATOR_START = 1.0


@dataclass(frozen=True)
class Block:
    """A stretch of text and its random words, as places in a list of distinct rows.

    rows (M,): word ids, the distinct ones first, the rest filled with word 0; inverse (M,): for each of N tokens and
    K random words its place in `rows`; documents (N,): equal where a pair may stand, negative where there is no token.
    """

    rows: NDArray[np.int32]
    inverse: NDArray[np.int32]
    documents: NDArray[np.int32]


def make_block(ids: NDArray[np.int32], documents: NDArray[np.int32], random: NDArray[np.int32], size: int) -> Block:
    """Return the block of at most `size` tokens, filled up to `size` so that every step has the same shape."""
    missing = size - len(ids)
    if missing:
        ids = np.concatenate([ids, np.zeros(missing, np.int32)])
        documents = np.concatenate([documents, -np.arange(1, missing + 1, dtype=np.int32)])
    everyone = np.concatenate([ids, random])
    distinct, inverse = np.unique(everyone, return_inverse=True)
    rows = np.zeros(len(everyone), np.int32)
    rows[: len(distinct)] = distinct
    return Block(rows, inverse.astype(np.int32), documents)


def gradient(vectors: Any, inverse: Any, documents: Any, options: ZeroOptions, size: int) -> tuple[Any, Any]:
    """Return the gradient (M, D) of the block's loss by `vectors` (M, D), and (sum of pair losses, sum of weights).

    The loss is the sum over pairs of weight x (pull + repulsion x mean push of the first word from K random ones).
    """
    norm = ops.sqrt(ops.sum(vectors * vectors, axis=-1, keepdims=True) + 1e-12)  # (M, 1)
    unit = vectors / norm
    places = ops.take(unit, inverse, axis=0)  # (M, D)
    tokens, random = places[:size], places[size:]  # (N, D), (K, D)
    signs = ops.convert_to_tensor(mirror_signs(vectors.shape[-1]) if options.mirror else 1.0, dtype="float32")
    by_token, loss, weights = _pull(tokens, documents, signs, options)
    push_token, by_random, push = _push(tokens, random * signs, weights, options)
    by_place = ops.concatenate([by_token + push_token, by_random * signs], axis=0)  # (M, D)
    by_unit = ops.segment_sum(by_place, inverse, num_segments=inverse.shape[0])
    by_vector = (by_unit - unit * ops.sum(unit * by_unit, axis=-1, keepdims=True)) / norm
    return by_vector, ops.stack([loss + push, ops.sum(weights)])


def _pull(tokens: Any, documents: Any, signs: Any, options: ZeroOptions) -> tuple[Any, Any, Any]:
    """Return the pull's gradient (N, D), its loss, and how much pair weight each token has as first word (N,)."""
    size = tokens.shape[0]
    mirrored = tokens * signs
    total, loss, weights = ops.zeros_like(tokens), 0.0, ops.zeros((size,))
    for offset in range(1, min(options.window, size - 1) + 1):
        first, second = tokens[:-offset], mirrored[offset:]  # (N - offset, D)
        there = ops.logical_or(options.across, ops.equal(documents[:-offset], documents[offset:]))
        there = ops.logical_and(there, documents[offset:] >= 0)
        weight = ops.cast(there, "float32") * ((options.window + 1 - offset) / options.window)
        logits = ops.sum(first * second, axis=-1) / options.temperature - options.bias
        slope = (-ops.sigmoid(-logits) * weight / options.temperature)[:, None]
        by_first = ops.pad(slope * second, [[0, offset], [0, 0]])
        by_second = ops.pad(slope * first * signs, [[offset, 0], [0, 0]])
        total = total + by_first + by_second
        loss = loss + ops.sum(ops.softplus(-logits) * weight)
        weights = weights + ops.pad(weight, [[0, offset]])
    return total, loss, weights


def _push(tokens: Any, random: Any, weights: Any, options: ZeroOptions) -> tuple[Any, Any, Any]:
    """Return the push's gradients by tokens (N, D) and by mirrored random words (K, D), and its loss."""
    logits = ops.matmul(tokens, ops.transpose(random)) / options.temperature - options.bias  # (N, K)
    share = weights[:, None] * (options.repulsion / random.shape[0])
    slope = ops.sigmoid(logits) * share / options.temperature
    loss = ops.sum(ops.softplus(logits) * share)
    return ops.matmul(slope, random), ops.matmul(ops.transpose(slope), tokens), loss


class BlockTrainer:
    """Steps the shared embedding of a zero-distance model, block by block."""

    def __init__(self, embedding: keras.layers.Embedding, options: ZeroOptions, size: int) -> None:
        self.size = size
        self._options = options
        self._vectors = embedding.embeddings  # (V, D)
        self._accumulators = keras.Variable(
            np.full((self._vectors.shape[0], 1), ACCUMULATOR_START, np.float32), trainable=False
        )
        self._step = row_step(self._vectors, self._accumulators, self._change)

    def step(self, block: Block, learning_rate: float) -> tuple[float, float]:
        """Move the vectors against one block's gradient; return (sum of pair losses, sum of pair weights)."""
        loss, weight = self._step(block.rows, block.inverse, block.documents, np.float32(learning_rate))
        return loss, weight

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the vectors (V, D) and accumulators (V, 1), copied."""
        found = {"vectors": self._vectors, "accumulators": self._accumulators}
        return {name: np.array(ops.convert_to_numpy(variable)) for name, variable in found.items()}

    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Put back what `arrays` gave."""
        self._vectors.assign(arrays["vectors"])
        self._accumulators.assign(arrays["accumulators"])

    def _change(self, vectors: Any, accumulators: Any, inverse: Any, documents: Any, rate: Any) -> tuple[Any, Any, Any]:
        """Return how the rows (M, D) and their accumulators (M, 1) change, and the loss figures (2,)."""
        slope, figures = gradient(vectors, inverse, documents, self._options, self.size)
        square = ops.mean(slope * slope, axis=-1, keepdims=True)
        return -rate * slope / ops.sqrt(accumulators + square), square, figures
