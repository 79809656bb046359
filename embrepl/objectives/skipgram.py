"""Skip-gram with negative sampling: distinguish a word's true neighbours from random words.

Mikolov et al. 2013, arXiv:1310.4546, eq. 4; word2vec's window and subsampling. Each word has an input vector, which is
its vector in the end, and an output vector, which starts at 0. We differ: random words are shared by a chunk of text
(`word2vec_blocks`), so that scoring is a matrix product, and the step is AdaGrad's with one accumulator a word
(`rows`), which starts so high that it is nearly plain gradient descent, but a frequent word, many times in a block,
cannot blow up.

Axes: as in `word2vec_blocks`.
"""

from __future__ import annotations

import keras
from keras import layers

from embrepl.objectives.engine.driver import drive
from embrepl.objectives.engine.keras_models import announce_model
from embrepl.objectives.engine.sampling import Ids
from embrepl.objectives.engine.steps.negative_sampling import first_vectors, gradient
from embrepl.objectives.engine.steps.word2vec_blocks import Block, ChunkSteps, plan
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


def train(task: Task, report: Reporter) -> Outcome | None:
    """Train on a text and return the input vectors, (V, D)."""
    options, text = announce_model(task, SkipgramOptions, report), task.text
    model = build_model(len(text.counts), options)
    steps = ChunkSteps(model, text, options, sides, gradient, (ACCUMULATOR_START, ACCUMULATOR_START))
    return drive(task, steps, plan(text, options, steps.size), report)


def sides(block: Block, window: int) -> tuple[Ids, Ids]:
    """Return the words whose inputs are read, (G, B, C), and those around them, whose outputs are read, (G, B, R)."""
    return block.context[..., window:-window], block.context
