"""Zero: one embedding shared by two words, whose distance is trained towards zero.

The model of the question and answer this tool grew from: two inputs of one word each, one shared Embedding, the
difference, its mean, targets that are all zero.  Taken to the letter (`SEED` in the options) it cannot learn: the mean
of a signed difference moves vectors along (1, …, 1) alone, and a true distance is least when all words coincide.  The
default measures the squared distance between unit vectors, lets random words repel each other, and mirrors the second
word (see `layers.mirror_signs`), so that words come together that are used alike.

Axes: B pairs, D dimensions, V words.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.objectives import sampling
from embrepl.objectives.blocks import BlockTrainer, make_block
from embrepl.objectives.layers import LogisticDistance, Repel, Spread, WordDistance
from embrepl.objectives.outcome import Outcome, Reporter
from embrepl.objectives.sampling import Noise, Text
from embrepl.training.options import DEFAULT, ZeroOptions, choose

START_SAMPLE = 4096  # words whose vectors before training are kept, for `health`
FINAL_RATE = 0.05  # share of the learning rate that is left at the end, falling linearly


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
        model.compile(optimizer=_optimizer(options), loss=_loss(options))
    return model


def _loss(options: ZeroOptions) -> Any:
    if options.loss == "logistic":
        return LogisticDistance(options.dim, options.temperature, options.bias)
    return options.loss


def _optimizer(options: ZeroOptions) -> keras.optimizers.Optimizer:
    kinds = {"adam": keras.optimizers.Adam, "adagrad": keras.optimizers.Adagrad, "sgd": keras.optimizers.SGD}
    return kinds[options.optimizer](learning_rate=options.learning_rate)


def train(text: Text, given: dict[str, Any], report: Reporter) -> Outcome:
    """Train on a text and return the vectors, (V, D): of unit length where the distance is between unit vectors."""
    options = choose(None, given)
    if text.kept < options.window + 1:
        raise EmbreplError(
            "corpus-too-small",
            f"The text has {text.kept:,} words left, fewer than one window of {options.window + 1:,}.",
            "Load more text, or lower --min-count or --window.",
        )
    report.progress("building the model", 0, 1, "", {})
    keras.utils.set_random_seed(options.seed)
    noise = Noise(text, options.sample, np.random.default_rng(options.seed))
    model = build_model(len(text.counts), options, noise.cumulative)
    run = _Run(model, text, options, report)
    stopped = run.blocks(noise) if options.optimizer == "row-adagrad" else run.fit()
    return Outcome(run.vectors(), run.start, run.loss, run.words(), stopped)


class _Run:
    """One training: the model, what it reads, and how far it is."""

    def __init__(self, model: keras.Model, text: Text, options: ZeroOptions, report: Reporter) -> None:
        self.model, self._text, self._options, self._report = model, text, options, report
        self.loss: float | None = None
        self.start = self.vectors()[:START_SAMPLE].copy()
        self._total = max(1.0, sampling.expected_tokens(text, options.sample)) * options.epochs
        self._done = 0.0
        self._epoch = 0

    def vectors(self) -> NDArray[np.float32]:
        """Return the vectors as they are now, (V, D)."""
        rows = keras.ops.convert_to_numpy(self.model.get_layer("embedding").embeddings).astype(np.float32)
        if not self._options.unit:
            return np.array(rows)
        norms = np.sqrt((rows * rows).sum(axis=1, keepdims=True) + 1e-12)
        return np.asarray(rows / norms, np.float32)

    def words(self) -> float:
        """Return how many words of the text were gone through, those that were thinned out included."""
        return min(1.0, self._done / self._total) * self._text.kept * self._options.epochs

    def blocks(self, noise: Noise) -> str:
        """Train by the block step; return how far it came when it was stopped."""
        options = self._options
        size = min(options.batch, max(2 * options.window, int(self._total / options.epochs / 8)))
        trainer = BlockTrainer(self.model.get_layer("embedding"), options, size)
        order = np.random.default_rng(options.seed + 1)
        for self._epoch in range(options.epochs):
            for ids, documents in sampling.segments(self._text, options.sample, options.seed, self._epoch):
                for begin in order.permutation(np.arange(0, len(ids), size)):
                    end = min(begin + size, len(ids))
                    block = make_block(ids[begin:end], documents[begin:end], noise.draw(options.negatives), size)
                    rate = options.learning_rate * max(FINAL_RATE, 1.0 - self._done / self._total)
                    loss, weight = trainer.step(block, rate)
                    self._done += end - begin
                    if weight and self._after_step(loss / weight):
                        return self._how_far()
        return ""

    def fit(self) -> str:
        """Train by `Model.fit` with targets of zero; return how far it came when it was stopped."""
        options, run = self._options, self

        class EachBatch(keras.callbacks.Callback):  # type: ignore[misc]
            def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
                run._done += self.params_tokens
                if run._after_step((logs or {}).get("loss", float("nan"))):
                    self.model.stop_training = True

        each = EachBatch()
        for self._epoch in range(options.epochs):
            for ids, documents in sampling.segments(self._text, options.sample, options.seed, self._epoch):
                first, second = sampling.pairs(
                    ids, documents, options.window, options.seed, self._epoch, options.across
                )
                if not len(first):
                    continue
                each.params_tokens = len(ids) * min(options.batch, len(first)) / len(first)
                self.model.fit(
                    [first[:, None], second[:, None]], np.zeros((len(first), 1), np.float32),
                    batch_size=options.batch, epochs=1, verbose=0, callbacks=[each],
                )  # fmt: skip
                if self.model.stop_training:
                    return self._how_far()
        return ""

    def _after_step(self, loss: float) -> bool:
        """Report, keep a checkpoint when one is due, and return whether to stop."""
        self.loss = loss
        if not np.isfinite(loss):
            raise self._diverged()
        if self._report.due():
            figures = {"loss": loss, "epoch": self._epoch + 1, "epochs": self._options.epochs}
            sample = self.vectors()[:1000]
            if not np.isfinite(sample).all():
                raise self._diverged()
            figures["effective_rank"] = effective_rank(sample)
            self._report.progress("training", self.words(), self._text.kept * self._options.epochs, "words", figures)
        if self._report.checkpoint_due():
            self._report.checkpoint(self.vectors(), self.start)
        return self._report.stopped()

    def _diverged(self) -> EmbreplError:
        usual = DEFAULT.temperature
        hint = f"Give a smaller step: `--learning-rate {self._options.learning_rate / 10:g}`."
        if self._options.guard == "repel" and self._options.temperature < usual / 10:
            hint = f"Give a higher temperature: `--temperature {usual:g}`."
        return EmbreplError("diverged", f"The loss is no longer a number after {self._how_far()}.", hint)

    def _how_far(self) -> str:
        return f"epoch {self._epoch + 1} of {self._options.epochs}, {min(1.0, self._done / self._total):.0%}"


def effective_rank(vectors: NDArray[np.float32]) -> float:
    """Return exp of the entropy of the normalised singular values (Roy & Vetterli 2007)."""
    values = np.linalg.svd(vectors, compute_uv=False)
    total = values.sum()
    if total <= 0:
        return 0.0
    share = values / total
    share = share[share > 0]
    return float(np.exp(-(share * np.log(share)).sum()))
