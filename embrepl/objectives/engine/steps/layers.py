"""The parts of the zero-distance model: the distance, the loss that pulls it to zero, and the guards against collapse.

Axes: B pairs, K random words, D dimensions. Everything is in keras.ops, so any Keras backend runs it.
"""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import ops

PACKAGE = "embrepl"


def unit_rows(vectors: Any) -> Any:
    """Return the vectors scaled to length 1 along the last axis; a zero vector stays zero."""
    return vectors / ops.sqrt(ops.sum(vectors * vectors, axis=-1, keepdims=True) + 1e-12)


def mirror_signs(dim: int, mirrored: int | None = None) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return (D,) of -1 for the first dimensions, half of them or so many, and +1 for the others.

    A plain distance pulls a word to its neighbours in the text. Pulled to its neighbours' mirror images instead, it
    ends up where the words with the same neighbours are: mirroring twice changes nothing.
    """
    return np.where(np.arange(dim) < (dim // 2 if mirrored is None else mirrored), -1.0, 1.0).astype(np.float32)


@keras.saving.register_keras_serializable(PACKAGE)
class WordDistance(keras.layers.Layer):  # type: ignore[misc]
    """The distance between two words' vectors, (B, 1, D) and (B, 1, D) to (B, 1).

    `signed` is the mean of the difference over the dimensions, as in the question's answer; `absolute` and `squared`
    the means of its absolute value and square. `unit` measures between vectors scaled to length 1, `mirror` reflects
    the second one first (`mirror_signs`).
    """

    def __init__(self, distance: str = "signed", unit: bool = False, mirror: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.distance, self.unit, self.mirror = distance, unit, mirror

    def call(self, inputs: Any) -> Any:
        """Return the distance of each pair."""
        first, second = inputs
        if self.unit:
            first, second = unit_rows(first), unit_rows(second)
        if self.mirror:
            second = second * ops.convert_to_tensor(mirror_signs(second.shape[-1]))
        difference = ops.subtract(first, second)
        if self.distance == "absolute":
            difference = ops.abs(difference)
        elif self.distance == "squared":
            difference = ops.square(difference)
        return ops.mean(difference, axis=-1)

    def get_config(self) -> dict[str, Any]:
        """Return what the constructor needs."""
        return {**super().get_config(), "distance": self.distance, "unit": self.unit, "mirror": self.mirror}


@keras.saving.register_keras_serializable(PACKAGE)
class LogisticDistance(keras.losses.Loss):  # type: ignore[misc]
    """The log loss of taking a pair at this distance for a true one; it falls to its least as the distance falls to 0.

    Between unit vectors the mean squared difference d is (2 - 2 cos) / D, so cos = 1 - d D / 2, and the log odds of a
    true pair are cos / temperature - bias.
    """

    def __init__(self, dim: int, temperature: float, bias: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.dim, self.temperature, self.bias = dim, temperature, bias

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Return the loss of each pair; the targets are zeros, so the distance is the difference from them."""
        cosine = 1.0 - (y_pred - y_true) * (self.dim / 2.0)
        return ops.mean(ops.softplus(self.bias - cosine / self.temperature), axis=-1)

    def get_config(self) -> dict[str, Any]:
        """Return what the constructor needs."""
        return {**super().get_config(), "dim": self.dim, "temperature": self.temperature, "bias": self.bias}


@keras.saving.register_keras_serializable(PACKAGE)
class Repel(keras.layers.Layer):  # type: ignore[misc]
    """Adds the loss of taking random pairs for true ones, so that words spread over the sphere.

    A logistic contrast against K random words shared by the batch: the uniformity of Wang & Isola 2020
    (arXiv:2005.10242, eq. 2) in the logistic form of Mikolov et al. 2013 (arXiv:1310.4546, eq. 4). We differ: both
    words come from one embedding, the random words are shared, and the contrast weighs `repulsion` true pairs.
    """

    def __init__(
        self, embedding: keras.layers.Embedding, cumulative: np.ndarray[Any, Any], options: dict[str, Any],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(**kwargs)
        self.embedding = embedding
        self.options = options
        self.cumulative = ops.convert_to_tensor(cumulative.astype(np.float32))
        self.seeds = keras.random.SeedGenerator(options["seed"])

    def call(self, first: Any) -> Any:
        """Return the first words' vectors (B, 1, D) unchanged, having added the loss."""
        drawn = keras.random.uniform((self.options["negatives"],), seed=self.seeds)
        words = ops.minimum(ops.searchsorted(self.cumulative, drawn), ops.shape(self.cumulative)[0] - 1)
        self.add_loss(self.repulsion(first, self.embedding(words)))
        return first

    def repulsion(self, first: Any, random: Any) -> Any:
        """Return the mean loss of B words (B, 1, D) against K random ones (K, D), times the weight."""
        words, others = ops.squeeze(first, 1), random
        if self.options["unit"]:
            words, others = unit_rows(words), unit_rows(others)
        if self.options["mirror"]:
            others = others * ops.convert_to_tensor(mirror_signs(others.shape[-1]))
        logits = ops.matmul(words, ops.transpose(others)) / self.options["temperature"] - self.options["bias"]
        return self.options["repulsion"] * ops.mean(ops.softplus(logits))


@keras.saving.register_keras_serializable(PACKAGE)
class Spread(keras.layers.Layer):  # type: ignore[misc]
    """Adds a loss that keeps every dimension's variance up and the dimensions uncorrelated within a batch.

    VICReg (Bardes et al. 2022, arXiv:2105.04906, eq. 1-4): hinge on the standard deviation at 1, and squared
    covariances off the diagonal. We differ: one set of vectors, not two views; weights 1 and 1.
    """

    def call(self, first: Any) -> Any:
        """Return the first words' vectors (B, 1, D) unchanged, having added the loss."""
        words = ops.squeeze(first, 1)
        centred = words - ops.mean(words, axis=0)
        size = ops.cast(ops.shape(words)[0], words.dtype)
        dim = words.shape[-1]
        covariance = ops.matmul(ops.transpose(centred), centred) / ops.maximum(size - 1.0, 1.0)  # (D, D)
        variances = ops.diagonal(covariance)
        hinge = ops.mean(ops.relu(1.0 - ops.sqrt(variances + 1e-4)))
        off_diagonal = (ops.sum(ops.square(covariance)) - ops.sum(ops.square(variances))) / dim
        self.add_loss(hinge + off_diagonal)
        return first
