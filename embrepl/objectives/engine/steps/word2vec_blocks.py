"""The fast step of skip-gram and CBOW with negative sampling: a block of text at a time, gradients written out.

A block is cut into chunks of C successive tokens, each with the `window` tokens on either side. All pairs of a chunk
are one small matrix product, of which a band is used; a group of chunks shares K random words, which are another. A
pair at offset o weighs (window + 1 - o) / window, how often it is inside word2vec's shrinking window. The random
words weigh as much as `negatives` drawn for each pair.

Axes: G groups, B chunks of a group, C tokens of a chunk, R = window + C + window, K random words of a group,
D dimensions, V words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import keras
import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.statistics.thinning import keep_probability
from embrepl.objectives.engine import sampling
from embrepl.objectives.engine.initial_vectors import fill_unknown
from embrepl.objectives.engine.sampling import Ids, Noise, Text
from embrepl.objectives.engine.steps.rows import make_stepper, make_table
from embrepl.objectives.engine.stretches import Stretch, Stretches, StretchSteps, fitting_size
from embrepl.objectives.engine.task import Plan, Vectors
from embrepl.training.options.word2vec import Word2vecOptions

CHUNK = 32  # tokens of a chunk: with fewer, products are too small; with more, too much of them is outside the band
GROUP = 2  # chunks of a group
RANDOM = 32  # random words of a group
REPEATED = 10  # times that the most frequent word is in a block on average, at most: its steps are summed
WARM, WARM_SHARE = 200, 0.1  # blocks over which the step size rises, for all words pull alike at first; their share

Gradient: TypeAlias = Callable[[Any, Any, Any, Any, Any, Word2vecOptions, bool], tuple[Any, Any, Any, Any]]


@dataclass(frozen=True)
class Block:
    """context (G, B, R): word ids, a chunk with the words around it; documents (G, B, R); random (G, K): word ids.

    Documents are equal where a pair may stand, negative and different where there is no token.
    """

    context: Ids
    documents: Ids
    random: Ids


def band(chunk: int, window: int) -> NDArray[np.float32]:
    """Return the weight of token i of a chunk with place j of its context, (C, R): nearer counts more, itself 0."""
    offset = np.abs(np.arange(chunk + 2 * window)[None, :] - window - np.arange(chunk)[:, None])
    return np.where((offset > 0) & (offset <= window), (window + 1 - offset) / window, 0).astype(np.float32)


def pair_weights(ops: Any, documents: Any, window: int) -> Any:
    """Return the weights (…, C, R) of the pairs of chunks, (…, R), 0 outside a document and in the padding."""
    chunk = documents.shape[-1] - 2 * window
    there = ops.equal(documents[..., window : window + chunk, None], documents[..., None, :])
    return ops.cast(there, "float32") * ops.convert_to_tensor(band(chunk, window))


def log_loss(ops: Any, probability: Any, weights: Any) -> Any:
    """Return the sum of -log of probabilities, weighted."""
    return -ops.sum(ops.log(ops.maximum(probability, 1e-30)) * weights)


def windows(array: Ids, wide: int, step: int) -> Ids:
    """Return parts of a row, (chunks, wide), each a step behind the one before; they overlap where it is smaller."""
    return np.lib.stride_tricks.sliding_window_view(array, wide)[::step]


@dataclass(frozen=True)
class Cutter:
    """Cuts stretches into blocks of so many groups of so many chunks of so many tokens, always the same shape."""

    groups: int
    group: int
    chunk: int
    window: int
    noise: Noise

    @staticmethod
    def for_text(text: Text, options: Word2vecOptions, noise: Noise, repeated: int = REPEATED) -> Cutter:
        """Return one for `options.batch` tokens, or fewer for a small text or one whose words repeat much."""
        kept = keep_probability(text.counts, options.sample) * text.counts
        seldom = max(2 * options.window, int(repeated * kept.sum() / kept.max()))
        size = fitting_size(text, options.sample, min(options.batch, seldom), options.window)
        chunk = min(CHUNK, size)
        group = min(GROUP, size // chunk)
        return Cutter(size // (chunk * group), group, chunk, options.window, noise)

    @property
    def size(self) -> int:
        """The tokens of a stretch."""
        return self.groups * self.group * self.chunk

    def cut(self, stretch: Stretch) -> Block:
        """Return a stretch, whose margin is the window, as a block."""
        wide = self.chunk + 2 * self.window
        shape = self.groups, self.group, wide
        context, documents = (
            windows(part, wide, self.chunk).reshape(shape) for part in (stretch.ids, stretch.documents)
        )
        random = self.noise.draw(self.groups * RANDOM, *stretch.place)
        return Block(context, documents, random.reshape(self.groups, RANDOM))


class Sides(Protocol):
    """Which places of a block read the inputs, and which the outputs (those of the random words apart)."""

    def __call__(self, block: Block, window: int) -> tuple[Ids, Ids]:
        """Return two arrays of ids, (G, B, C) and (G, B, R) or the other way round."""


class ChunkSteps(StretchSteps[tuple[Any, Ids]]):
    """A model of two embeddings, inputs and outputs, block by block; its vectors are the inputs."""

    def __init__(
        self, model: keras.Model, text: Text, options: Word2vecOptions, sides: Sides, gradient: Gradient,
        starts: tuple[float, float], cutter: Cutter | None = None,
    ) -> None:  # fmt: skip
        self._options, self._sides, self._gradient = options, sides, gradient
        noise = Noise(text, 0.0, options.seed, options.noise_power)
        self._cutter = cutter or Cutter.for_text(text, options, noise)
        super().__init__(stretches(text, options, self._cutter.size))
        self._inputs, self._outputs = (
            make_table(model.get_layer(name).embeddings, start)
            for name, start in zip(("inputs", "outputs"), starts, strict=True)
        )
        self._stepper = make_stepper([self._inputs, self._outputs], self._slopes)

    def _move(self, block: tuple[Any, Ids], rate: float, measured: bool) -> NDArray[Any]:
        places, documents = block
        return self._stepper.step(places, [documents], rate, measured)[1]

    def _prepare(self, stretch: Stretch) -> tuple[Any, Ids]:
        block = self._cutter.cut(stretch)
        inputs, outputs = (side.reshape(len(side), -1) for side in self._sides(block, self._options.window))
        return self._stepper.prepare([inputs, np.concatenate([outputs, block.random], axis=1)]), block.documents

    def begin(self, vectors: Vectors) -> None:
        """Start from input vectors (V, D); words without one (NaN) start at random."""
        rows, squares = self._inputs.arrays()
        self._inputs.restore(fill_unknown(rows, vectors), squares)

    def vectors(self) -> Vectors:
        """Return the input vectors, (V, D)."""
        return self._inputs.arrays()[0]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return both embeddings and their accumulators."""
        names = ("inputs", "input_squares", "outputs", "output_squares")
        return dict(zip(names, (*self._inputs.arrays(), *self._outputs.arrays()), strict=True))

    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Put back what `arrays` gave."""
        self._inputs.restore(arrays["inputs"], arrays["input_squares"])
        self._outputs.restore(arrays["outputs"], arrays["output_squares"])

    def _slopes(
        self, ops: Any, vectors: Sequence[Any], others: Sequence[Any], measured: bool
    ) -> tuple[list[Any], list[Any], Any]:
        (inputs, both), (documents,) = vectors, others
        by_inputs, by_outputs, by_random, figures = self._gradient(
            ops, by_chunks(ops, inputs, documents), by_chunks(ops, both[:, :-RANDOM], documents), both[:, -RANDOM:],
            documents, self._options, measured,
        )  # fmt: skip
        by_outputs = ops.reshape(by_outputs, (by_outputs.shape[0], -1, by_outputs.shape[-1]))
        return [by_inputs, ops.concatenate([by_outputs, by_random], axis=1)], [], figures


def by_chunks(ops: Any, rows: Any, documents: Any) -> Any:
    """Return rows of groups, (G, B N, D), chunk by chunk, (G, B, N, D)."""
    chunks = documents.shape[1]
    return ops.reshape(rows, (rows.shape[0], chunks, rows.shape[1] // chunks, rows.shape[2]))


def stretches(text: Text, options: Word2vecOptions, size: int) -> Stretches:
    """Return the stretches that a training of word2vec's kind reads."""
    settled = options.until == "settled"
    return Stretches(text, options.sample, options.seed, size, options.window, options.across, settled)


def plan(text: Text, options: Word2vecOptions, size: int) -> Plan:
    """Return how a training of word2vec's kind goes, by stretches of so many tokens."""
    tokens = max(1.0, sampling.expected_tokens(text, options.sample))
    return Plan(
        options.epochs, options.learning_rate, tokens, text.kept, options.until == "settled",
        f"Give a smaller step: `--learning-rate {options.learning_rate / 10:g}`.",
        warm=min(WARM * size, WARM_SHARE * tokens * options.epochs),
    )  # fmt: skip
