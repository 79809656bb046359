"""Classifier: predict the label of a document from its words; what the embedding learns on the way is the space.

The model of the original question: Embedding, Flatten, Dense, with labels to predict. Words come near each
other that speak for the same labels; a word that speaks for none stays where it began. We differ: the default takes
the mean of the words' vectors, which predicts the labels of unseen documents better (`--recipe original` has the
question's Flatten and its hidden layer); padding and rare words have rows of their own, left out of the space.

Axes: B documents, L words of a document, D dimensions, V words, C labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import keras
import numpy as np
from keras import layers

from embrepl.objectives.engine.driver import drive
from embrepl.objectives.engine.initial_vectors import fill_unknown
from embrepl.objectives.engine.keras_models import OPTIMIZERS, ModelSteps, announce_model
from embrepl.objectives.engine.labelled_documents import FIRST, LabelledDocuments, Numbers, split
from embrepl.objectives.engine.task import Outcome, Plan, Reporter, Task, Vectors
from embrepl.training.options.classifier import ClassifierOptions

DOCUMENTS_AT_ONCE = 512  # documents that are judged at a time
SMALLEST = 1e-7  # probability, as Keras' own losses have it

POOLS = {"flatten": layers.Flatten, "mean": layers.GlobalAveragePooling1D, "max": layers.GlobalMaxPooling1D}


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
    label = layers.Dense(1 if binary else labels, activation="sigmoid" if binary else "softmax", name="label")(pooled)
    model = keras.Model(document, label, name="classifier")
    loss = "binary_crossentropy" if binary else "sparse_categorical_crossentropy"
    model.compile(optimizer=OPTIMIZERS[options.optimizer](learning_rate=options.learning_rate), loss=loss)
    return model


def train(task: Task, report: Reporter) -> Outcome | None:
    """Train on labelled documents and return the embedding's rows of the words, (V, D).

    Raises `no-labels`, `one-label`, `too-few-documents`.
    """
    options = task.options_as(ClassifierOptions)
    options.check_labels(task.label_names)
    documents = split(task.text, task.labels, options.length, options.validation)
    announce_model(task, ClassifierOptions, report)
    steps = DocumentSteps(build_model(len(task.text.counts), len(task.label_names), options), documents, options)
    lengths = documents.lengths(documents.trained)
    plan = Plan(
        options.epochs, options.learning_rate, float(np.minimum(lengths, options.length).sum()), int(lengths.sum()),
        options.until == "settled", f"Give a smaller step: `--learning-rate {options.learning_rate / 10:g}`.",
    )  # fmt: skip
    outcome = drive(task, steps, plan, report)
    return outcome if outcome is None or outcome.end.trouble else replace(outcome, figures=steps.figures(report))


class DocumentSteps(ModelSteps):
    """The Keras model, a batch of documents at a time in an order drawn for each pass."""

    def __init__(self, model: keras.Model, documents: LabelledDocuments, options: ClassifierOptions) -> None:
        super().__init__(model)
        self._documents, self._options = documents, options

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
        return self._train_on(self._documents.inputs(batch), self._documents.targets(batch))

    def begin(self, vectors: Vectors) -> None:
        """Start from vectors (V, D); words without one (NaN) start at random, and so do the rows of no word."""
        table = self._model.get_layer("embedding").embeddings
        rows = np.array(keras.ops.convert_to_numpy(table))
        rows[FIRST:] = fill_unknown(rows[FIRST:], vectors)
        table.assign(rows)

    def held_out(self) -> float:
        """Return the mean loss of the documents that no step sees."""
        return self._evaluate(self._documents.held_out)[0]

    def figures(self, report: Reporter) -> dict[str, float]:
        """Return how well labels are predicted, of the documents that were trained on and those held out.

        `majority`: the share held out of the label that is most frequent among those trained on, the least to beat.
        """
        report.progress("measuring", 0, 1, "", {})
        documents = self._documents
        loss, accuracy = self._evaluate(documents.held_out)
        usual = np.bincount(documents.labels[documents.trained]).argmax()
        return {
            "validation_accuracy": accuracy,
            "validation_loss": loss,
            "accuracy": self._evaluate(documents.trained)[1],
            "majority": float((documents.labels[documents.held_out] == usual).mean()),
            "documents": float(len(documents.trained)),
            "validation_documents": float(len(documents.held_out)),
            "unlabelled": float((documents.labels < 0).sum()),
            "cut": float(
                (documents.lengths(np.append(documents.trained, documents.held_out)) > documents.length).sum()
            ),
            "length": float(documents.length),
        }

    def _evaluate(self, documents: Numbers) -> tuple[float, float]:
        """Return the mean loss and the accuracy, as Keras defines them, on some documents, (N,)."""
        losses, right = 0.0, 0
        for begin in range(0, len(documents), DOCUMENTS_AT_ONCE):
            some = documents[begin : begin + DOCUMENTS_AT_ONCE]
            predicted = np.asarray(self._model.predict_on_batch(self._documents.inputs(some)), np.float64)
            if predicted.shape[1] == 1:
                predicted = np.hstack([1 - predicted, predicted])  # (B, C)
            labels = self._documents.targets(some)
            truth = np.take_along_axis(predicted, labels, axis=1)
            losses -= float(np.log(np.clip(truth, SMALLEST, 1 - SMALLEST)).sum())
            right += int((predicted.argmax(axis=1) == labels[:, 0]).sum())
        return losses / len(documents), right / len(documents)

    def vectors(self) -> Vectors:
        """Return the embedding's rows of the words, (V, D)."""
        return np.array(keras.ops.convert_to_numpy(self._model.get_layer("embedding").embeddings), np.float32)[FIRST:]
