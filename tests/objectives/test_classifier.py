"""The classifier against the Keras model written by hand, and what it learns from labelled documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.objectives import classifier
from embrepl.objectives.classifier import DocumentSteps, build_model
from embrepl.objectives.engine.labelled_documents import FIRST, PADDING, UNKNOWN, LabelledDocuments, split
from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.task import Outcome, PendingVectors, Task, Vectors
from embrepl.training import states
from embrepl.training.choosing import choose
from embrepl.training.options.classifier import ClassifierOptions
from embrepl.training.states import State
from tests.helpers.sessions import Talk, shown, talking
from tests.helpers.trainings import Estimating, Silent, StopAfter

WORDS, TOLD = 60, 5  # words that any document has, and those that tell its label
OPTIONS = ClassifierOptions(dim=8, epochs=3, batch=16, length=12)
NAMES = ("bad", "good", "so-so")


def labelled(documents: int = 300, labels: int = 2, seed: int = 0) -> tuple[Text, np.ndarray]:
    """Documents of 5 to 19 words, a third of which tell the label, ordered as a corpus store orders words."""
    rng = np.random.default_rng(seed)
    given = rng.integers(0, labels, documents)
    lengths = rng.integers(5, 20, documents)
    parts = []
    for label, length in zip(given, lengths, strict=True):
        telling = WORDS + TOLD * label + rng.integers(0, TOLD, length)
        parts.append(np.where(rng.random(length) < 1 / 3, telling, rng.integers(0, WORDS, length)))
    ids = np.concatenate(parts)
    counts = np.bincount(ids, minlength=WORDS + TOLD * labels).astype(np.int64)
    order = np.argsort(-counts, kind="stable")
    renumbered = np.argsort(order).astype(np.int32)[ids]
    borders = np.concatenate([[0], np.cumsum(lengths)])
    return Text(renumbered, borders, counts[order]), given.astype(np.int32)


def train(
    text: Text,
    labels: np.ndarray,
    options: ClassifierOptions = OPTIONS,
    report: Silent | None = None,
    state: State | None = None,
    init: Vectors | None = None,
) -> Outcome:
    names = NAMES[: int(labels.max()) + 1]
    result = classifier.train(Task(text, options, (), init, state, labels, names), report or Silent())
    assert result is not None
    return result


@pytest.mark.parametrize(("pool", "labels", "hidden"), [("flatten", 2, 32), ("mean", 3, 0), ("max", 2, 0)])
def test_it_is_the_model_a_keras_user_would_write_and_fit(pool: str, labels: int, hidden: int) -> None:
    text, given = labelled(labels=labels)
    options = replace(OPTIONS, pool=pool, hidden=hidden, epochs=1)
    documents = split(text, given, options.length, options.validation)
    outcome = train(text, given, options)

    keras.utils.set_random_seed(options.seed)
    pools = {
        "flatten": keras.layers.Flatten(), "mean": keras.layers.GlobalAveragePooling1D(),
        "max": keras.layers.GlobalMaxPooling1D(),
    }  # fmt: skip
    embedding = keras.layers.Embedding(len(text.counts) + 2, options.dim, mask_zero=pool == "mean")
    model = keras.Sequential([keras.Input((options.length,), dtype="int32"), embedding, pools[pool]])
    if hidden:
        model.add(keras.layers.Dense(hidden, activation="relu"))
    model.add(keras.layers.Dense(1, activation="sigmoid") if labels == 2 else keras.layers.Dense(3, "softmax"))
    loss = "binary_crossentropy" if labels == 2 else "sparse_categorical_crossentropy"
    model.compile(keras.optimizers.Adam(options.learning_rate), loss, metrics=["accuracy"])
    rows = [text.ids[text.documents[n] : text.documents[n + 1]] + 2 for n in range(len(given))]
    x = keras.utils.pad_sequences(rows, options.length)
    steps = DocumentSteps(build_model(len(text.counts), labels, options), documents, options)
    order = np.concatenate([batch for _, batch in steps.batches(0)])
    model.fit(x[order], given[order], batch_size=options.batch, shuffle=False, verbose=0)

    np.testing.assert_allclose(outcome.matrix, np.asarray(embedding.embeddings.value)[FIRST:], atol=1e-6)
    for name, of in (("validation_", documents.held_out), ("", documents.trained)):
        loss, accuracy = model.evaluate(x[of], given[of], verbose=0)
        assert outcome.figures[f"{name}accuracy"] == pytest.approx(accuracy, abs=1e-6)
        if name:
            assert outcome.figures["validation_loss"] == pytest.approx(loss, rel=1e-4)


def test_documents_are_padded_and_cut_in_front_and_rare_words_are_unknown() -> None:
    counts = np.array([5, 4, 3])
    text = Text(np.array([0, 1, 2, 9, 0, 1, 1], np.int32), np.array([0, 2, 2, 7]), counts)
    some = LabelledDocuments(text, np.array([0, 1, 1], np.int32), np.array([0]), np.array([2]), 4)
    np.testing.assert_array_equal(
        some.inputs(np.array([0, 1, 2])),
        [[PADDING, PADDING, FIRST, FIRST + 1], [PADDING] * 4, [UNKNOWN, FIRST, FIRST + 1, FIRST + 1]],
    )
    np.testing.assert_array_equal(some.lengths(np.array([0, 1, 2])), [2, 0, 5])


def test_the_split_is_by_label_and_leaves_out_what_has_no_label_or_no_words() -> None:
    text, given = labelled(500)
    given[::7] = -1
    borders = text.documents.copy()
    borders[5] = borders[4]  # the fourth document has no words
    result = split(Text(text.ids, borders, text.counts), given, 10, 0.2)
    both = np.concatenate([result.trained, result.held_out])
    assert set(both) == set(np.flatnonzero(given >= 0)) - {4}
    for label, many in Counter(given[both].tolist()).items():
        assert (given[result.held_out] == label).sum() == round(0.2 * many)
    again = split(Text(text.ids, borders, text.counts), given, 10, 0.2)
    np.testing.assert_array_equal(again.held_out, result.held_out)


@pytest.mark.parametrize("pool", ["flatten", "mean", "max"])
def test_labels_of_documents_never_seen_are_predicted_better_than_by_the_most_frequent_label(pool: str) -> None:
    text, given = labelled(600, 3)
    figures = train(text, given, replace(OPTIONS, pool=pool, epochs=15, learning_rate=0.02)).figures
    assert figures["majority"] < 0.45
    assert figures["validation_accuracy"] > (0.5 if pool == "flatten" else 0.75)  # flat: every place learns anew
    assert figures["accuracy"] >= figures["validation_accuracy"]
    assert figures["documents"] + figures["validation_documents"] == len(given)
    assert figures["cut"] == (np.diff(text.documents) > OPTIONS.length).sum()


def test_words_that_tell_the_same_label_come_near_each_other() -> None:
    text, given = labelled(600)
    matrix = train(text, given, replace(OPTIONS, epochs=15, learning_rate=0.02)).matrix
    unit = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    telling = [
        np.array([word for word in range(len(matrix)) if _share(text, given, word) > 0.8]),
        np.array([word for word in range(len(matrix)) if _share(text, given, word) < 0.2]),
    ]
    assert all(len(words) == TOLD for words in telling)
    assert (unit[telling[0]] @ unit[telling[0]].T).mean() > 0.8
    assert (unit[telling[0]] @ unit[telling[1]].T).mean() < -0.5


def _share(text: Text, given: np.ndarray, word: int) -> float:
    documents = np.searchsorted(text.documents, np.flatnonzero(text.ids == word), side="right") - 1
    return float(given[documents].mean())


def test_a_training_that_is_to_settle_goes_on_with_what_it_has_measured(tmp_path: Path) -> None:
    text, given = labelled()
    options = replace(OPTIONS, optimizer="rmsprop", until="settled")
    whole = train(text, given, options)
    part = train(text, given, options, StopAfter(30))
    assert part.end.far
    assert part.state is not None
    states.save(tmp_path / "kept", part.state, {})
    resumed = train(text, given, options, state=states.load(tmp_path / "kept"))
    assert resumed.matrix.tobytes() == whole.matrix.tobytes()
    assert resumed.figures == whole.figures


def test_it_starts_from_given_vectors() -> None:
    text, given = labelled()
    init = np.full((len(text.counts), OPTIONS.dim), 0.25, np.float32)
    init[3] = np.nan
    start = train(text, given, replace(OPTIONS, epochs=1), init=init).start
    assert start is not None
    np.testing.assert_array_equal(start[:3], init[:3])
    assert np.isfinite(start[3]).all()


def test_the_estimate_comes_before_the_vectors_it_starts_from_are_solved_for() -> None:
    text, given = labelled()

    def never() -> Vectors:
        raise AssertionError("nobody wanted them yet")

    report = Estimating()
    task = Task(text, OPTIONS, (), PendingVectors(1000.0, 10**11, never), None, given, NAMES[:2])
    assert classifier.train(task, report) is None
    assert report.seconds > 1000
    assert report.memory > 10**11


def test_too_few_documents_are_an_error_that_says_so() -> None:
    text, given = labelled(4)
    given[:] = [0, 1, -1, -1]
    with pytest.raises(EmbreplError) as caught:
        train(text, given)
    assert caught.value.code == "too-few-documents"
    with pytest.raises(EmbreplError) as caught:
        classifier.train(Task(text, OPTIONS), Silent())
    assert caught.value.code == "no-labels"


def test_the_original_recipe_is_the_questions_model() -> None:
    options = choose("classifier", "original", {"dim": 8, "length": 10})
    assert isinstance(options, ClassifierOptions)
    model = build_model(50, 2, options)
    kinds = ["InputLayer", "Embedding", "Flatten", "Dense", "Dense"]
    assert [type(layer).__name__ for layer in model.layers] == kinds
    assert [layer.activation.__name__ for layer in model.layers[3:]] == ["relu", "sigmoid"]
    assert [layer.units for layer in model.layers[3:]] == [32, 1]
    assert isinstance(model.optimizer, keras.optimizers.RMSprop)
    assert (model.loss, options.epochs, options.batch) == ("binary_crossentropy", 10, 32)
    with pytest.raises(EmbreplError) as caught:
        choose("classifier", None, {"optimizer": "row-adagrad"})
    assert caught.value.code == "bad-option"


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    folder = tmp_path_factory.mktemp("home")
    with talking(folder) as talk:
        talk(f"load {reviews(folder)} --label sentiment")
        yield talk


def reviews(folder: Path) -> Path:
    """Write reviews of which a third of the words tell what they are, and one without a label."""
    rng = np.random.default_rng(1)
    telling = {"good": ["lovely", "superb", "great"], "bad": ["awful", "dull", "poor"]}
    rows = []
    for label in rng.choice(["good", "bad"], 200):
        words = [rng.choice(telling[label]) if n % 3 == 0 else f"word{rng.integers(30)}" for n in range(15)]
        rows.append(f"{' '.join(words)},{label}\n")
    (folder / "reviews.csv").write_text("text,sentiment\n" + "".join(rows) + "no label,\n", "utf-8")
    return folder / "reviews.csv"


def test_a_person_trains_it_and_reads_how_well_it_tells(talk: Talk) -> None:
    answer = talk("train classifier --learning-rate 0.02")
    assert answer.figures["validation_accuracy"] > 0.9
    seen = " ".join(shown(answer, width=200).split())
    assert "validation accuracy 100.0 % (most frequent label 5" in seen
    assert "160 documents, 40 held out" in seen
    assert "1 without a label left out" in seen
    assert "shortened" not in seen
    assert "200 shortened to 5 words" in " ".join(shown(talk("train classifier --length 5"), width=200).split())
    near = [row.word for row in talk("near superb --k 2").rows]
    assert set(near) == {"lovely", "great"}
    assert '"validation_accuracy"' in shown(answer, "json")


def test_a_dry_run_lists_its_options(talk: Talk) -> None:
    rows = {row.option: row.value for row in talk("train classifier --recipe original --dry-run").rows}
    assert rows["pool"] == "flatten"
    assert rows["hidden"] == 32
    assert rows["length"] == 200
