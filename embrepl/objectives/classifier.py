"""Classifier: tell the label of a document from its words; what the embedding learns on the way is the space.

The model that the question starts from: Embedding, Flatten, Dense, with labels to train for.  Words come near each
other that speak for the same labels; a word that speaks for none stays where it began.  We differ: the default takes
the mean of the words' vectors, for that tells unseen documents better (`--recipe original` has the question's Flatten
and its hidden layer); padding and rare words have rows of their own, left out of the space.

Axes: B documents, L words of a document, D dimensions, V words, C labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from embrepl.objectives.engine.driver import Plan, drive
from embrepl.objectives.engine.initial_vectors import started
from embrepl.objectives.engine.labelled_documents import FIRST, Documents, Numbers, split
from embrepl.objectives.engine.task import Outcome, Reporter, Task, Vectors
from embrepl.training.options.classifier import ClassifierOptions

AT_ONCE = 512  # documents that are judged at a time
SMALLEST = 1e-7  # probability, as Keras' own losses have it

POOLS = {"flatten": layers.Flatten, "mean": layers.GlobalAveragePooling1D, "max": layers.GlobalMaxPooling1D}
OPTIMIZERS = {
    "adam": keras.optimizers.Adam, "adagrad": keras.optimizers.Adagrad, "sgd": keras.optimizers.SGD,
    "rmsprop": keras.optimizers.RMSprop,
}  # fmt: skip


def build_model(words: int, labels: int, options: ClassifierOptions) -> keras.Model:
    """Return the model of a document's words (B, L) to its label, compiled.

    (B, 1), the probability of the second label, where there are two; (B, C) where there are more.
    """
    document = keras.Input((options.length,), dtype="int32", name="document")
    masked = options.pool == "mean"  # so that padding takes no part in the mean; the other two know no mask
    vectors = layers.Embedding(words + FIRST, options.dim, mask_zero=masked, name="embedding")(document)  # (B, L, D)
    pooled = POOLS[options.pool](name="pool")(vectors)  # (B, D), or (B, L D) when flat
    if options.hidden:
        pooled = layers.Dense(options.hidden, activation="relu", name="hidden")(pooled)
    binary = labels == 2
    told = layers.Dense(1 if binary else labels, activation="sigmoid" if binary else "softmax", name="label")(pooled)
    model = keras.Model(document, told, name="classifier")
    loss = "binary_crossentropy" if binary else "sparse_categorical_crossentropy"
    model.compile(optimizer=OPTIMIZERS[options.optimizer](learning_rate=options.learning_rate), loss=loss)
    return model


def train(task: Task, report: Reporter) -> Outcome | None:
    """Train on labelled documents and return the embedding's rows of the words, (V, D).

    Raises `no-labels`, `one-label`, `too-few-documents`.
    """
    options = task.options
    if not isinstance(options, ClassifierOptions):
        raise TypeError(f"classifier has no use for {options!r}")
    options.check_labels(task.label_names)
    documents = split(task.text, task.labels, options.length, options.validation)
    report.progress("building the model", 0, 1, "", {})
    keras.utils.set_random_seed(options.seed)
    model = build_model(len(task.text.counts), len(task.label_names), options)
    table = model.get_layer("embedding").embeddings

    def begin(vectors: Vectors) -> None:
        rows = np.array(keras.ops.convert_to_numpy(table))
        rows[FIRST:] = started(rows[FIRST:], vectors)
        table.assign(rows)

    steps = DocumentSteps(model, documents, options)
    lengths = documents.lengths(documents.trained)
    plan = Plan(
        options.epochs, options.learning_rate, float(np.minimum(lengths, options.length).sum()), int(lengths.sum()),
        options.until == "settled", f"Give a smaller step: `--learning-rate {options.learning_rate / 10:g}`.",
    )  # fmt: skip
    outcome = drive(steps, plan, report, task.state, None if task.init is None else (task.init, begin))
    return outcome if outcome is None or outcome.trouble else replace(outcome, figures=steps.figures(report))


class DocumentSteps:
    """The Keras model, a batch of documents at a time in an order drawn for each pass: what `fit` does with those."""

    def __init__(self, model: keras.Model, documents: Documents, options: ClassifierOptions) -> None:
        self._model, self._documents, self._options = model, documents, options
        self._model.optimizer.build(self._model.trainable_variables)

    def batches(self, epoch: int) -> Iterator[tuple[int, Numbers]]:
        """Yield (tokens, documents) in a random order."""
        options, documents = self._options, self._documents
        order = np.random.default_rng([options.seed, 1, epoch]).permutation(documents.trained)
        for begin in range(0, len(order), options.batch):
            chosen = order[begin : begin + options.batch]
            yield int(np.minimum(documents.lengths(chosen), options.length).sum()), chosen

    def step(self, batch: Numbers, rate: float) -> tuple[float, float]:
        """Train on some documents; the step size is the optimiser's own."""
        del rate
        loss = self._model.train_on_batch(self._documents.inputs(batch), self._documents.targets(batch))
        return float(loss) * len(batch), float(len(batch))

    def held_out(self) -> float:
        """Return the mean loss of the documents that no step sees."""
        return self._judged(self._documents.held_out)[0]

    def figures(self, report: Reporter) -> dict[str, float]:
        """Return how well the documents are told, those that were trained on and those held out.

        `majority`: the share held out of the label that is most frequent among those trained on, the least to beat.
        """
        report.progress("measuring", 0, 1, "", {})
        documents = self._documents
        loss, accuracy = self._judged(documents.held_out)
        usual = np.bincount(documents.labels[documents.trained]).argmax()
        return {
            "validation_accuracy": accuracy,
            "validation_loss": loss,
            "accuracy": self._judged(documents.trained)[1],
            "majority": float((documents.labels[documents.held_out] == usual).mean()),
            "documents": float(len(documents.trained)),
            "validation_documents": float(len(documents.held_out)),
            "unlabelled": float((documents.labels < 0).sum()),
            "cut": float(
                (documents.lengths(np.append(documents.trained, documents.held_out)) > documents.length).sum()
            ),
            "length": float(documents.length),
        }

    def _judged(self, documents: Numbers) -> tuple[float, float]:
        """Return the mean loss and the accuracy, as Keras defines them, on some documents, (N,)."""
        losses, right = 0.0, 0
        for begin in range(0, len(documents), AT_ONCE):
            some = documents[begin : begin + AT_ONCE]
            told = np.asarray(self._model.predict_on_batch(self._documents.inputs(some)), np.float64)
            if told.shape[1] == 1:
                told = np.hstack([1 - told, told])  # (B, C)
            labels = self._documents.targets(some)
            truth = np.take_along_axis(told, labels, axis=1)
            losses -= float(np.log(np.clip(truth, SMALLEST, 1 - SMALLEST)).sum())
            right += int((told.argmax(axis=1) == labels[:, 0]).sum())
        return losses / len(documents), right / len(documents)

    def vectors(self) -> Vectors:
        """Return the embedding's rows of the words, (V, D)."""
        return np.array(keras.ops.convert_to_numpy(self._model.get_layer("embedding").embeddings), np.float32)[FIRST:]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the variables of the model and of its optimiser."""
        return {name: np.array(keras.ops.convert_to_numpy(variable)) for name, variable in self._variables().items()}

    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Put back what `arrays` gave."""
        for name, variable in self._variables().items():
            variable.assign(arrays[name])

    def extra(self) -> dict[str, NDArray[Any]]:
        """Return nothing: the layer that tells the label is not kept."""
        return {}

    def _variables(self) -> dict[str, keras.Variable]:
        model, optimizer = self._model, self._model.optimizer
        found = {f"model{number}": variable for number, variable in enumerate(model.variables)}
        return found | {f"optimizer{number}": variable for number, variable in enumerate(optimizer.variables)}
