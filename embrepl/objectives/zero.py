"""Zero: one embedding shared by two words, whose distance is trained towards zero.

The model of the question and answer this tool grew from: two inputs of one word each, one shared Embedding, the
difference, its mean, targets that are all zero. Taken to the letter (`SEED` in the options) it cannot learn: the mean
of a signed difference moves vectors along (1, …, 1) alone, and a true distance is least when all words coincide. The
default measures the squared distance between unit vectors, lets random words repel each other, and mirrors the second
word (see `layers.mirror_signs`), so that words come together that are used alike.

Axes: B pairs, D dimensions, V words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, TypeAlias

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from embrepl.objectives.engine import sampling
from embrepl.objectives.engine.driver import drive
from embrepl.objectives.engine.initial_vectors import fill_unknown
from embrepl.objectives.engine.keras_models import OPTIMIZERS, ModelSteps, announce_model
from embrepl.objectives.engine.sampling import Ids, Noise, Text
from embrepl.objectives.engine.steps.layers import LogisticDistance, Repel, Spread, WordDistance
from embrepl.objectives.engine.steps.zero_blocks import BlockSteps, unit
from embrepl.objectives.engine.task import Outcome, Plan, Reporter, Steps, Task, Vectors
from embrepl.training.options.zero import ZeroOptions

IdPairs: TypeAlias = tuple[Ids, Ids]


def build_model(words: int, options: ZeroOptions, noise: NDArray[np.float64] | None = None) -> keras.Model:
    """Return the model of two words (B, 1) and (B, 1) to their distance (B, 1), compiled.

    `noise` (V,): cumulative probabilities of the random words that the guard `repel` draws.
    """
    word1 = keras.Input((1,), dtype="int32", name="word1")
    word2 = keras.Input((1,), dtype="int32", name="word2")
    embedding = layers.Embedding(words, options.dim, name="embedding")
    vector1, vector2 = embedding(word1), embedding(word2)
    if options.guard == "repel":
        if noise is None:
            raise ValueError("the guard repel needs the random words' probabilities")
        vector1 = Repel(embedding, noise, asdict(options), name="repel")(vector1)
    elif options.guard == "spread":
        vector1 = Spread(name="spread")(vector1)
    distance = WordDistance(options.distance, options.unit, options.mirror, name="distance")([vector1, vector2])
    model = keras.Model([word1, word2], distance, name="zero")
    if options.optimizer != "row-adagrad":
        optimizer = OPTIMIZERS[options.optimizer](learning_rate=options.learning_rate)
        model.compile(optimizer=optimizer, loss=_loss(options))
    return model


def _loss(options: ZeroOptions) -> Any:
    if options.loss == "logistic":
        return LogisticDistance(options.dim, options.temperature, options.bias)
    return options.loss


def train(task: Task, report: Reporter) -> Outcome | None:
    """Train on a text and return the vectors, (V, D): of unit length where the distance is between unit vectors."""
    options, text = announce_model(task, ZeroOptions, report), task.text
    noise = Noise(text, options.sample, options.seed)
    model = build_model(len(text.counts), options, noise.cumulative)
    steps: Steps = (
        BlockSteps(model.get_layer("embedding"), text, options, noise)
        if options.optimizer == "row-adagrad"
        else PairSteps(model, text, options)
    )
    plan = Plan(
        options.epochs, options.learning_rate, max(1.0, sampling.expected_tokens(text, options.sample)), text.kept,
        options.until == "settled", _hint(options),
    )  # fmt: skip
    return drive(task, steps, plan, report)


def _hint(options: ZeroOptions) -> str:
    usual = ZeroOptions().temperature
    if options.guard == "repel" and options.temperature < usual / 10:
        return f"Give a higher temperature: `--temperature {usual:g}`."
    return f"Give a smaller step: `--learning-rate {options.learning_rate / 10:g}`."


class PairSteps(ModelSteps):
    """Any guard and distance, by the Keras model itself with targets of zero."""

    def __init__(self, model: keras.Model, text: Text, options: ZeroOptions) -> None:
        super().__init__(model)
        self._text, self._options = text, options

    def batches(self, epoch: int) -> Iterator[tuple[int, IdPairs]]:
        """Yield (tokens, pairs) in a random order within each segment of the text."""
        options = self._options
        segments = sampling.segments(self._text, options.sample, options.seed, epoch)
        for number, (ids, documents) in enumerate(segments):
            first, second = sampling.pairs(ids, documents, options.window, options.seed, epoch, options.across)
            order = np.random.default_rng([options.seed, 1, epoch, number]).permutation(len(first))
            before = 0
            for begin in range(0, len(order), options.batch):
                chosen = order[begin : begin + options.batch]
                tokens = len(ids) * min(begin + options.batch, len(order)) // len(order)
                yield tokens - before, (first[chosen, None], second[chosen, None])
                before = tokens

    def begin(self, vectors: Vectors) -> None:
        """Start from vectors (V, D); words without one (NaN) start at random."""
        table = self._model.get_layer("embedding").embeddings
        table.assign(fill_unknown(keras.ops.convert_to_numpy(table), vectors))

    def step(self, batch: IdPairs, rate: float) -> tuple[float, float]:
        """Train on some pairs; the step size is the optimiser's own."""
        del rate
        first, second = batch
        return self._train_on([first, second], np.zeros((len(first), 1), np.float32))

    def vectors(self) -> NDArray[np.float32]:
        """Return the vectors: at length 1 where the distance is between such."""
        rows = np.array(keras.ops.convert_to_numpy(self._model.get_layer("embedding").embeddings), np.float32)
        return unit(rows) if self._options.unit else rows
