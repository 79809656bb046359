"""GloVe: two vectors a word, whose product comes to the logarithm of how often two words stand together.

Pennington, Socher & Manning 2014, eq. 8: the sum over all pairs seen of f(x) (w · c + b + d - log x)², where x is how
much the pair counts, f(x) = min(1, (x / cutoff) ** weight_power), w and b are a word's vector and bias, c and d those
that it has as context. The vectors kept are w + c.

We differ: pairs at offset o count (window + 1 - o) / window, not 1 / o, so that counts are exact whole numbers;
frequent words may be thinned out first; biases start where a pair counts what chance would have it count, so that only
what goes beyond chance is left to learn; AdaGrad has one accumulator a vector, and steps over many pairs at once
(`least_squares`); all pairs, seen or not, weigh `unseen` towards chance (after Hu, Koren & Volinsky 2008), since the
paper's loss never sees those that do not meet. With it the biases stay as they start, at the logarithms of what chance
asks for: that is the paper's eq. 6, symmetric.

Axes: V words, D dimensions, P pairs, B pairs of a batch, U rows of a batch, K random words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from embrepl.corpus.statistics.thinning import uniform
from embrepl.objectives.engine.counts.counting import PairCounts, count, estimate_counting
from embrepl.objectives.engine.driver import check_begun, drive, nothing_learnt
from embrepl.objectives.engine.estimating import estimate, with_start
from embrepl.objectives.engine.initial_vectors import fill_unknown
from embrepl.objectives.engine.sampling import HELD_OUT, Ids, Text, enough, no_pairs
from embrepl.objectives.engine.steps.least_squares import PairBatch, Trainer
from embrepl.objectives.engine.task import Outcome, Plan, Reporter, Steps, Task, Vectors
from embrepl.system import memory
from embrepl.training.options.glove import GloveOptions

HELD_STREAM = 3  # of random numbers: which pairs are held out
RANDOM_WORDS = 256  # that stand for all words in a step, where `unseen` is not 0


@dataclass(frozen=True)
class Entries:
    """What is to be fitted: each pair of words once, `first` <= `second`, (P,) each.

    `logs`: the logarithm of how much the pair counts; `weights`: f of that, for each of both orders.
    """

    words: int
    first: Ids
    second: Ids
    logs: Vectors
    weights: Vectors
    marginals: NDArray[np.float64]  # (V,) how much each word counts with all others

    def rows(self) -> NDArray[np.int64]:
        """Return how many entries each word has, (V,), a pair being one of each of its words."""
        return np.bincount(self.first, minlength=self.words) + np.bincount(self.second, minlength=self.words)


def entries(counts: PairCounts, options: GloveOptions) -> Entries:
    """Return what a text's pair counts ask for.

    A word beside itself stands once in the matrix, counts for both sides, and is gone through in both orders.
    """
    itself = counts.rows == counts.columns
    x = counts.counts / options.window * np.where(itself, 2, 1)
    weights = np.minimum(1.0, (x / options.cutoff) ** options.weight_power) / np.where(itself, 2, 1)
    return Entries(
        counts.words, counts.rows, counts.columns, np.log(x).astype(np.float32), weights.astype(np.float32),
        counts.marginals() / options.window,
    )  # fmt: skip


def build_model(words: int, dim: int) -> keras.Model:
    """Return the model of a word (B, 1) and its context (B, 1) to the logarithm of their count (B, 1).

    To be compiled with `mse` and fitted with the weights f(x) as `sample_weight`.
    """
    word = keras.Input((1,), dtype="int32", name="word")
    context = keras.Input((1,), dtype="int32", name="context")
    small = keras.initializers.RandomUniform(-0.5 / dim, 0.5 / dim)
    vectors = [
        layers.Flatten()(layers.Embedding(words, dim, embeddings_initializer=small, name=name)(ids))
        for name, ids in (("words", word), ("contexts", context))
    ]
    biases = [
        layers.Flatten()(layers.Embedding(words, 1, embeddings_initializer="zeros", name=name)(ids))
        for name, ids in (("word_biases", word), ("context_biases", context))
    ]
    return keras.Model([word, context], layers.Add()([layers.Dot(axes=1)(vectors), *biases]), name="glove")


def start(pairs: Entries, options: GloveOptions) -> Vectors:
    """Return the table to start from, (V, 2 (D + 1)): vector and bias as word, then as context.

    With all vectors zero the biases alone give what a pair would count by chance.
    """
    rng = np.random.default_rng([options.seed, 0])
    vectors = (rng.random((2, pairs.words, options.dim), np.float32) - 0.5) / np.float32(options.dim)
    least = 1.0 / options.window
    biases = np.log(np.maximum(pairs.marginals, least)) - 0.5 * np.log(pairs.marginals.sum())
    side = biases.astype(np.float32)[:, None]
    return np.concatenate([vectors[0], side, vectors[1], side], axis=1)


class GloveSteps(Steps):
    """The pairs in a random order, a batch at a time."""

    def __init__(self, pairs: Entries, options: GloveOptions) -> None:
        self._entries, self._options = pairs, options
        self._size = max(1, min(options.batch, len(pairs.first) // 8))
        self._rows = pairs.rows()
        self._places = np.zeros(pairs.words, np.int32)
        self._usual = min(pairs.words, int(1.05 * _distinct(self._rows, self._size)) + 64)
        self._trainer = Trainer(start(pairs, options), options)
        self._held_out = held_out(len(pairs.first), options) if options.until == "settled" else np.zeros(0, np.int32)

    def begin(self, vectors: Vectors) -> None:
        """Start from vectors (V, D) on both sides; words without one (NaN) start at random."""
        arrays, dim = self._trainer.arrays(), self._options.dim
        for side in (slice(0, dim), slice(dim + 1, 2 * dim + 1)):
            random = arrays["table"][:, side].copy()
            arrays["table"][:, side] = fill_unknown(random, vectors) + random  # not alike, or they would stay so
        self._trainer.restore(arrays)

    def batches(self, epoch: int) -> Iterator[tuple[int, tuple[NDArray[np.int32], tuple[int, int]]]]:
        """Yield (pairs, (which ones, place in the training))."""
        pairs = len(self._entries.first)
        chosen = np.delete(np.arange(pairs, dtype=np.int32), self._held_out)
        order = np.random.default_rng([self._options.seed, 1, epoch]).permutation(chosen)
        for number, begin in enumerate(range(0, len(order), self._size)):
            chosen = order[begin : begin + self._size]
            yield len(chosen), (chosen, (epoch, number))

    def step(self, batch: tuple[NDArray[np.int32], tuple[int, int]], rate: float) -> tuple[float, float]:
        """Train on some pairs in both orders; return the sum of their weighted squared errors, and their number."""
        return self._trainer.step(self._batch(*batch), rate)

    def _batch(self, chosen: NDArray[np.int32], place: tuple[int, int]) -> PairBatch:
        """Return the pairs in the order of their words, which is kinder to the memory, filled up to the usual size."""
        pairs = self._entries
        chosen = np.sort(chosen)
        missing = self._size - len(chosen)
        first, second = pairs.first[chosen], pairs.second[chosen]
        here = np.zeros(pairs.words, np.bool_)
        here[first] = here[second] = True
        distinct = np.flatnonzero(here)
        self._places[distinct] = np.arange(len(distinct), dtype=np.int32)
        inverse = np.pad(np.stack([self._places[first], self._places[second]]), ((0, 0), (0, missing)))
        length = self._usual if len(distinct) <= self._usual else min(pairs.words, 2 * self._size)
        rows = np.zeros(length, np.int32)
        rows[: len(distinct)] = distinct
        share = np.zeros(length, np.float32)
        seen = np.bincount(inverse[:, : len(chosen)].ravel(), minlength=len(distinct))
        share[: len(distinct)] = seen / self._rows[distinct]
        random = np.random.default_rng([self._options.seed, 2, *place]).integers(
            0, pairs.words, RANDOM_WORDS if self._options.unseen else 0
        )
        return PairBatch(
            np.concatenate([rows, random.astype(np.int32)]), inverse[0], inverse[1],
            np.pad(pairs.logs[chosen], (0, missing)), np.pad(pairs.weights[chosen], (0, missing)), share,
        )  # fmt: skip

    def held_out(self) -> float | None:
        """Return the mean weighted squared error of the pairs that no step sees; None where all are trained on."""
        if not len(self._held_out):
            return None
        kept, sums = self.arrays(), np.zeros(2)
        for number, begin in enumerate(range(0, len(self._held_out), self._size)):
            sums += self.step((self._held_out[begin : begin + self._size], (0, number)), 0.0)
        self.restore(kept)  # the accumulators have moved
        return float(sums[0] / sums[1])

    def vectors(self) -> Vectors:
        """Return the sum of both vectors of each word."""
        table, dim = self._trainer.arrays()["table"], self._options.dim
        return np.asarray(table[:, :dim] + table[:, dim + 1 : -1])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the table and its accumulators."""
        return self._trainer.arrays()

    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Put back what `arrays` gave."""
        self._trainer.restore(arrays)

    def extra(self) -> dict[str, NDArray[Any]]:
        """Return the vectors as context, (V, D), that are in the sum."""
        return {"contexts": self._trainer.arrays()["table"][:, self._options.dim + 1 : -1]}


def _distinct(rows: NDArray[np.int64], size: int) -> float:
    """Return how many words so many pairs have on average."""
    share = rows / max(1, rows.sum())
    return float((1 - np.exp(-2 * size * share)).sum())


def held_out(pairs: int, options: GloveOptions) -> NDArray[np.int32]:
    """Return which pairs measure whether the training has settled, rising: one in HELD_OUT."""
    places = np.arange(pairs, dtype=np.int64)
    return np.flatnonzero(uniform(options.seed, HELD_STREAM, places) < 1 / HELD_OUT).astype(np.int32)


def train(task: Task, report: Reporter) -> Outcome | None:
    """Count a text's pairs, fit them, and return the vectors (V, D).

    Raises `nothing-to-learn` where there are no pairs, and `stopped` where it is stopped while it counts.
    """
    options, text = task.options_as(GloveOptions), task.text
    enough(text, options.window)
    if not report.estimate(*estimate_training(task, options)):
        return None
    check_begun(task, report)
    counts, done = count(text, options, report)
    if done < len(text.ids):
        raise nothing_learnt(task)
    if not len(counts.counts):
        raise no_pairs(text, options.sample)
    steps = GloveSteps(entries(counts, options), options)
    pairs = len(counts.counts)
    del counts
    outcome = drive(task, steps, plan(pairs, text, options), report, estimated=True)
    return outcome and replace(outcome, figures={**outcome.figures, "pairs": float(pairs)})


def plan(pairs: int, text: Text, options: GloveOptions) -> Plan:
    """Return how the training of so many pairs goes."""
    return Plan(
        options.epochs, options.learning_rate, pairs, text.kept, options.until == "settled",
        f"Give a smaller step: `--learning-rate {options.learning_rate / 10:g}`.", unit="pairs",
    )  # fmt: skip


def estimate_training(task: Task, options: GloveOptions) -> tuple[float, int]:
    """Return about how many seconds and bytes it takes: a part of the text is counted, and steps on its pairs timed."""
    counting = estimate_counting(task.text, options)
    pairs = int(counting.distinct)
    if not len(counting.tried.counts):
        raise no_pairs(task.text, options.sample)
    done = task.state.done if task.state else 0.0
    trial = GloveSteps(entries(counting.tried, options), options)
    seconds, most = estimate(trial, plan(pairs, task.text, options), done=done)
    init = None if task.state else task.init
    return with_start(counting.seconds + seconds, max(most, memory.resident() + counting.memory) + 24 * pairs, init)
