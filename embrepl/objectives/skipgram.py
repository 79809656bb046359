"""Skip-gram with negative sampling: tell a word's true neighbours from random words.

Mikolov et al. 2013, arXiv:1310.4546, eq. 4; word2vec's window and subsampling.  Each word has an input vector, which is
its vector in the end, and an output vector, which starts at 0.  We differ: random words are shared by a chunk of text
(`chunks`), so that scoring is a matrix product, and the step is AdaGrad's with one accumulator a word (`rows`), which
starts so high that it is nearly plain gradient descent, but a frequent word, many times in a block, cannot blow up.

Axes: as in `chunks`.
"""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from embrepl.objectives.engine.driver import drive
from embrepl.objectives.engine.sampling import Ids, enough
from embrepl.objectives.engine.steps.word2vec_blocks import Block, ChunkSteps, log_loss, pair_weights, plan
from embrepl.objectives.engine.task import Outcome, Reporter, Task
from embrepl.training.options.skipgram import SkipgramOptions
from embrepl.training.options.word2vec import Word2vecOptions

ACCUMULATOR_START = 300.0


def build_model(words: int, options: Word2vecOptions) -> keras.Model:
    """Return the model of a word and another, (P, 1) each, to the odds (P, 1) that they were neighbours."""
    word, other = (keras.Input((1,), dtype="int32", name=name) for name in ("word", "other"))
    vector = layers.Embedding(words, options.dim, first_vectors(options), name="inputs")(word)
    output = layers.Embedding(words, options.dim, "zeros", name="outputs")(other)
    product = layers.Reshape((1,))(layers.Dot(axes=2)([vector, output]))
    model = keras.Model([word, other], layers.Activation("sigmoid")(product), name="skipgram")
    model.compile(optimizer=keras.optimizers.Adagrad(options.learning_rate), loss="binary_crossentropy")
    return model


def first_vectors(options: Word2vecOptions) -> keras.initializers.Initializer:
    """Return word2vec's random start: uniform, and shorter the more dimensions there are."""
    return keras.initializers.RandomUniform(-0.5 / options.dim, 0.5 / options.dim, seed=options.seed)


def train(task: Task, report: Reporter) -> Outcome | None:
    """Train on a text and return the input vectors, (V, D)."""
    options, text = task.options, task.text
    if not isinstance(options, SkipgramOptions):
        raise TypeError(f"skipgram has no use for {options!r}")
    enough(text, options.window)
    report.progress("building the model", 0, 1, "", {})
    keras.utils.set_random_seed(options.seed)
    model = build_model(len(text.counts), options)
    steps = ChunkSteps(model, text, options, sides, gradient, (ACCUMULATOR_START, ACCUMULATOR_START))
    init = None if task.init is None else (task.init, steps.begin)
    return drive(steps, plan(text, options, steps.size), report, task.state, init)


def sides(block: Block, window: int) -> tuple[Ids, Ids]:
    """Return the words whose inputs are read, (G, B, C), and those around them, whose outputs are read, (G, B, R)."""
    return block.context[..., window:-window], block.context


def gradient(
    ops: Any, inputs: Any, outputs: Any, random: Any, documents: Any, options: Word2vecOptions, told: bool
) -> tuple[Any, Any, Any, Any]:
    """Return the loss's gradients by inputs (G, B, C, D), outputs (G, B, R, D) and random (G, K, D), and figures.

    The loss is the sum over pairs of weight x (softplus(-input . output) + negatives x mean softplus(input . random)).
    Figures are the loss and the sum of weights, if they are to be told.
    """
    weights = pair_weights(ops, documents, options.window)  # (G, B, C, R)
    share = ops.sum(weights, axis=-1, keepdims=True) * (options.negatives / random.shape[1])  # (G, B, C, 1)
    random = random[:, None]  # (G, 1, K, D)
    near = ops.sigmoid(ops.matmul(inputs, ops.swapaxes(outputs, 2, 3)))  # (G, B, C, R)
    far = ops.sigmoid(ops.matmul(inputs, ops.swapaxes(random, 2, 3)))  # (G, B, C, K)
    figures = ops.zeros((2,), "float32")
    if told:
        figures = ops.stack([log_loss(ops, near, weights) + log_loss(ops, 1 - far, share), ops.sum(weights)])
    by_pair, by_noise = (near - 1) * weights, far * share
    by_inputs = ops.matmul(by_pair, outputs) + ops.matmul(by_noise, random)
    by_outputs = ops.matmul(ops.swapaxes(by_pair, 2, 3), inputs)
    by_random = ops.sum(ops.matmul(ops.swapaxes(by_noise, 2, 3), inputs), axis=1)
    return by_inputs, by_outputs, by_random, figures
