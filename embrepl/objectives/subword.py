"""Subword: skip-gram in which a word's input vector is made of its character n-grams' rows and a row of its own.

Bojanowski et al. 2017, arXiv:1607.04606, section 3.2, as fastText does it: n-grams are hashed to buckets (`Ngrams`),
and a word never seen has the mean of its n-grams' rows. Only buckets in use are held. We differ as `skipgram` does;
sums are divided as in `ngram_sums`, which changes no direction; a block's words are composed once, and a row takes one
step of AdaGrad by the sum of its gradients in the block. What is returned are means, as fastText's are.

Axes: as in `word2vec_blocks` and `ngram_sums`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras import layers, ops
from numpy.typing import NDArray
from scipy.sparse import csr_array

from embrepl.objectives.engine.driver import drive
from embrepl.objectives.engine.initial_vectors import fill_unknown
from embrepl.objectives.engine.keras_models import announce_model
from embrepl.objectives.engine.sampling import Ids, Noise, Text
from embrepl.objectives.engine.steps.negative_sampling import first_vectors, gradient
from embrepl.objectives.engine.steps.ngram_sums import Index, NgramTable, Sums, make_index
from embrepl.objectives.engine.steps.rows import make_stepper, make_table
from embrepl.objectives.engine.steps.word2vec_blocks import RANDOM, Cutter, by_chunks, plan, stretches
from embrepl.objectives.engine.stretches import Stretch, StretchSteps
from embrepl.objectives.engine.task import Outcome, Reporter, Task, Vectors
from embrepl.space.subwords import NgramRows, Ngrams
from embrepl.training.options.subword import SubwordOptions

ROW_START, OUTPUT_START = 1.0, 30.0
REPEATED = 16  # as in `word2vec_blocks`; composing words is dear, and blocks are larger
ROW_RATE = 0.33  # step size of the rows, as a share of that of the outputs


def build_model(index: Index, options: SubwordOptions) -> keras.Model:
    """Return the model of a word's rows (P, L) and their shares (P, L), and another word (P, 1), to odds (P, 1).

    The odds are that the two were neighbours; L: the most rows that a word has, shorter lists end in shares of 0.
    """
    longest = int(np.diff(index.starts).max())
    rows, share = keras.Input((longest,), dtype="int32", name="rows"), keras.Input((longest,), name="share")
    other = keras.Input((1,), dtype="int32", name="other")
    inputs = layers.Embedding(index.count, options.dim, first_vectors(options), name="inputs")(rows)
    vector = layers.Dot(axes=1)([share, inputs])  # (P, D)
    output = layers.Embedding(index.words, options.dim, "zeros", name="outputs")(other)
    product = layers.Dot(axes=1)([vector, layers.Reshape((options.dim,))(output)])
    model = keras.Model([rows, share, other], layers.Activation("sigmoid")(product), name="subword")
    model.compile(optimizer=keras.optimizers.Adagrad(options.learning_rate), loss="binary_crossentropy")
    return model


def train(task: Task, report: Reporter) -> Outcome | None:
    """Train on a text and return the vectors, (V, D), and the rows that make those of words never seen."""
    options, text = announce_model(task, SubwordOptions, report), task.text
    index = make_index(task.words, Ngrams(options.minn, options.maxn, options.buckets))
    steps = SubwordSteps(build_model(index, options), index, text, options)
    return drive(task, steps, plan(text, options, steps.size), report)


@dataclass(frozen=True)
class Prepared:
    """A block: how its U words are made, which each of its T tokens is, (G, B, C), and the other way round, (U, T).

    `outputs`: the places of the outputs, ready for a step.
    """

    sums: Sums
    inverse: NDArray[np.int64]
    places: csr_array
    outputs: Any
    documents: Ids  # (G, B, R)


class SubwordSteps(StretchSteps[Prepared]):
    """The model's rows, composed and moved in NumPy, and its outputs on the backend, block by block."""

    def __init__(
        self, model: keras.Model, index: Index, text: Text, options: SubwordOptions,
        starts: tuple[float, float] = (ROW_START, OUTPUT_START), cutter: Cutter | None = None,
    ) -> None:  # fmt: skip
        self._options, self._index = options, index
        noise = Noise(text, 0.0, options.seed, options.noise_power)
        self._cutter = cutter or Cutter.for_text(text, options, noise, REPEATED)
        super().__init__(stretches(text, options, self._cutter.size))
        table = np.array(ops.convert_to_numpy(model.get_layer("inputs").embeddings), np.float32)
        self._rows = NgramTable(table, index, starts[0])
        self._outputs = make_table(model.get_layer("outputs").embeddings, starts[1])
        self._stepper = make_stepper([self._outputs], self._slopes)

    def _move(self, block: Prepared, rate: float, measured: bool) -> NDArray[Any]:
        vectors = np.take(self._rows.compose(block.sums), block.inverse, axis=0)  # (G, B, C, D)
        (by_inputs,), figures = self._stepper.step(block.outputs, [vectors, block.documents], rate, measured)
        by_words = block.places @ by_inputs.reshape(-1, by_inputs.shape[-1])
        self._rows.move(block.sums, by_words, rate * ROW_RATE)
        return figures

    def _prepare(self, stretch: Stretch) -> Prepared:
        block, window = self._cutter.cut(stretch), self._options.window
        words, inverse = np.unique(block.context[..., window:-window], return_inverse=True)
        flat = inverse.reshape(-1)
        places = csr_array((np.ones(len(flat), np.float32), (flat, np.arange(len(flat)))), (len(words), len(flat)))
        outputs = np.concatenate([block.context.reshape(len(block.random), -1), block.random], axis=1)
        shape = *block.context.shape[:2], -1
        return Prepared(
            Sums.of(words, self._index), inverse.reshape(shape), places, self._stepper.prepare([outputs]),
            block.documents,
        )  # fmt: skip

    def begin(self, vectors: Vectors) -> None:
        """Start from vectors (V, D); words without one (NaN) start at random."""
        self._rows.fit(fill_unknown(self._rows.means(), vectors))

    def vectors(self) -> Vectors:
        """Return the words' vectors, (V, D)."""
        return self._rows.means()

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the rows, the outputs and their accumulators."""
        names = ("outputs", "output_squares")
        held = {"rows": self._rows.table, "row_squares": self._rows.squares.copy()}
        return held | dict(zip(names, self._outputs.arrays(), strict=True))

    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Put back what `arrays` gave."""
        self._rows.table, self._rows.squares[:] = arrays["rows"], arrays["row_squares"]
        self._outputs.restore(arrays["outputs"], arrays["output_squares"])

    def extra(self) -> dict[str, NDArray[Any]]:
        """Return the rows of the words and of the buckets in use, as `NgramRows` keeps them."""
        options, words = self._options, self._index.words
        ngrams = Ngrams(options.minn, options.maxn, options.buckets)
        table = self._rows.table
        return NgramRows(ngrams, table[:words], self._index.buckets, table[words:]).arrays()

    def _slopes(
        self, ops: Any, vectors: Sequence[Any], others: Sequence[Any], measured: bool
    ) -> tuple[list[Any], list[Any], Any]:
        (inputs, documents), (both,) = others, vectors
        by_inputs, by_outputs, by_random, figures = gradient(
            ops, inputs, by_chunks(ops, both[:, :-RANDOM], documents), both[:, -RANDOM:], documents, self._options,
            measured,
        )  # fmt: skip
        by_outputs = ops.reshape(by_outputs, (by_outputs.shape[0], -1, by_outputs.shape[-1]))
        return [ops.concatenate([by_outputs, by_random], axis=1)], [by_inputs], figures
