"""Skip-gram's gradient by a block of text, and the random vectors that the objectives of word2vec's kind start from.

Axes: as in `word2vec_blocks`.
"""

from __future__ import annotations

from typing import Any

import keras

from embrepl.objectives.engine.steps.word2vec_blocks import log_loss, pair_weights
from embrepl.training.options.word2vec import Word2vecOptions


def first_vectors(options: Word2vecOptions) -> keras.initializers.Initializer:
    """Return word2vec's random start: uniform, and shorter the more dimensions there are."""
    return keras.initializers.RandomUniform(-0.5 / options.dim, 0.5 / options.dim, seed=options.seed)


def gradient(
    ops: Any, inputs: Any, outputs: Any, random: Any, documents: Any, options: Word2vecOptions, measured: bool
) -> tuple[Any, Any, Any, Any]:
    """Return the loss's gradients by inputs (G, B, C, D), outputs (G, B, R, D) and random (G, K, D), and figures.

    The loss is the sum over pairs of weight x (softplus(-input . output) + negatives x mean softplus(input . random)).
    Figures are the loss and the sum of weights, if they are measured.
    """
    weights = pair_weights(ops, documents, options.window)  # (G, B, C, R)
    share = ops.sum(weights, axis=-1, keepdims=True) * (options.negatives / random.shape[1])  # (G, B, C, 1)
    random = random[:, None]  # (G, 1, K, D)
    near = ops.sigmoid(ops.matmul(inputs, ops.swapaxes(outputs, 2, 3)))  # (G, B, C, R)
    far = ops.sigmoid(ops.matmul(inputs, ops.swapaxes(random, 2, 3)))  # (G, B, C, K)
    figures = ops.zeros((2,), "float32")
    if measured:
        figures = ops.stack([log_loss(ops, near, weights) + log_loss(ops, 1 - far, share), ops.sum(weights)])
    by_pair, by_noise = (near - 1) * weights, far * share
    by_inputs = ops.matmul(by_pair, outputs) + ops.matmul(by_noise, random)
    by_outputs = ops.matmul(ops.swapaxes(by_pair, 2, 3), inputs)
    by_random = ops.sum(ops.matmul(ops.swapaxes(by_noise, 2, 3), inputs), axis=1)
    return by_inputs, by_outputs, by_random, figures
