"""CBOW with negative sampling: distinguish the word that its neighbours' mean predicts from random words.

Mikolov et al. 2013, arXiv:1301.3781, section 3.1; negative sampling as in arXiv:1310.4546. We differ as `skipgram`
does, and in the mean, where a neighbour at offset o weighs window + 1 - o: word2vec's shrinking window, on average.
Its gradient is the mean's own; word2vec gives every neighbour the whole of it (Irsoy, Benton & Stratos 2021,
arXiv:2012.15332, have the correction). A word without neighbours is left out.

Axes: as in `word2vec_blocks`.
"""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from embrepl.objectives.engine.driver import drive
from embrepl.objectives.engine.keras_models import announce_model
from embrepl.objectives.engine.sampling import Ids
from embrepl.objectives.engine.steps.negative_sampling import first_vectors
from embrepl.objectives.engine.steps.word2vec_blocks import Block, ChunkSteps, log_loss, pair_weights, plan
from embrepl.objectives.engine.task import Outcome, Reporter, Task
from embrepl.training.options.cbow import CbowOptions
from embrepl.training.options.word2vec import Word2vecOptions

ACCUMULATOR_START = 10.0


def build_model(words: int, options: Word2vecOptions) -> keras.Model:
    """Return the model of neighbours (P, 2 window), their shares of the mean (P, 2 window) and a word (P, 1) to odds.

    The odds (P, 1) are that this word stood between the neighbours.
    """
    near = keras.Input((2 * options.window,), dtype="int32", name="near")
    share = keras.Input((2 * options.window,), name="share")
    word = keras.Input((1,), dtype="int32", name="word")
    inputs = layers.Embedding(words, options.dim, first_vectors(options), name="inputs")(near)
    mean = layers.Dot(axes=1)([share, inputs])  # (P, D)
    output = layers.Embedding(words, options.dim, "zeros", name="outputs")(word)
    product = layers.Dot(axes=1)([mean, layers.Reshape((options.dim,))(output)])
    model = keras.Model([near, share, word], layers.Activation("sigmoid")(product), name="cbow")
    model.compile(optimizer=keras.optimizers.Adagrad(options.learning_rate), loss="binary_crossentropy")
    return model


def train(task: Task, report: Reporter) -> Outcome | None:
    """Train on a text and return the input vectors, (V, D)."""
    options, text = announce_model(task, CbowOptions, report), task.text
    model = build_model(len(text.counts), options)
    steps = ChunkSteps(model, text, options, sides, gradient, (ACCUMULATOR_START, ACCUMULATOR_START))
    return drive(task, steps, plan(text, options, steps.size), report)


def sides(block: Block, window: int) -> tuple[Ids, Ids]:
    """Return the words around, whose inputs are read, (G, B, R), and those they predict, outputs (G, B, C)."""
    return block.context, block.context[..., window:-window]


def shares(ops: Any, documents: Any, window: int) -> tuple[Any, Any]:
    """Return each neighbour's share of a word's mean (G, B, C, R), and 1 where a word has neighbours (G, B, C, 1)."""
    weights = pair_weights(ops, documents, window)
    total = ops.sum(weights, axis=-1, keepdims=True)
    return weights / ops.maximum(total, 1e-9), ops.cast(total > 0, "float32")


def gradient(
    ops: Any, inputs: Any, outputs: Any, random: Any, documents: Any, options: Word2vecOptions, measured: bool
) -> tuple[Any, Any, Any, Any]:
    """Return the loss's gradients by inputs (G, B, R, D), outputs (G, B, C, D) and random (G, K, D), and figures.

    The loss is the sum over words of softplus(-mean . output) + negatives x mean softplus(mean . random). Figures are
    the loss and the number of words, if they are measured.
    """
    share, there = shares(ops, documents, options.window)
    scale = there * (options.negatives / random.shape[1])
    random = random[:, None]  # (G, 1, K, D)
    means = ops.matmul(share, inputs)  # (G, B, C, D)
    near = ops.sigmoid(ops.sum(means * outputs, axis=-1, keepdims=True))  # (G, B, C, 1)
    far = ops.sigmoid(ops.matmul(means, ops.swapaxes(random, 2, 3)))  # (G, B, C, K)
    figures = ops.zeros((2,), "float32")
    if measured:
        figures = ops.stack([log_loss(ops, near, there) + log_loss(ops, 1 - far, scale), ops.sum(there)])
    by_pair, by_noise = (near - 1) * there, far * scale
    by_means = by_pair * outputs + ops.matmul(by_noise, random)
    by_random = ops.sum(ops.matmul(ops.swapaxes(by_noise, 2, 3), means), axis=1)
    return ops.matmul(ops.swapaxes(share, 2, 3), by_means), by_pair * means, by_random, figures
