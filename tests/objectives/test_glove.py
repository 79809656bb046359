"""GloVe: its entries, its step against the Keras model, and what it learns."""

from __future__ import annotations

from dataclasses import replace

import keras
import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.objectives import glove
from embrepl.objectives.engine.counts.counting import count
from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.steps.least_squares import ACCUMULATOR_START, PairBatch, Trainer, gradient
from embrepl.training.options.glove import GloveOptions
from embrepl.training.options.skipgram import SkipgramOptions
from embrepl.training.options.spectral import SpectralOptions
from tests.helpers.trainings import Silent, StopAfter, slots_text, small_text, train

DIM = 5
OPTIONS = replace(GloveOptions(), dim=DIM, window=3, sample=0.0, epochs=2, batch=64, cutoff=4.0, unseen=0.0)


def entries_of(text: Text, options: GloveOptions = OPTIONS) -> glove.Entries:
    return glove.entries(count(text, options, Silent())[0], options)


def test_entries_are_those_of_a_plain_loop() -> None:
    text = small_text(200, words=8)
    counts = np.zeros((8, 8))
    borders = np.searchsorted(text.documents, np.arange(200), side="right")
    for left in range(200):
        for offset in range(1, 4):
            if left + offset < 200 and borders[left] == borders[left + offset]:
                a, b = text.ids[left], text.ids[left + offset]
                counts[a, b] += (4 - offset) / 3
                counts[b, a] += (4 - offset) / 3

    entries = entries_of(text)
    logs, weights = np.zeros((8, 8)), np.zeros((8, 8))
    for a, b, log, weight in zip(entries.first, entries.second, entries.logs, entries.weights, strict=True):
        for row, column in ((a, b), (b, a)):
            logs[row, column] = log
            weights[row, column] += weight
    seen = counts > 0
    np.testing.assert_array_equal(weights > 0, seen)
    np.testing.assert_allclose(logs[seen], np.log(counts[seen]), atol=1e-6)
    np.testing.assert_allclose(weights[seen], np.minimum(1, (counts[seen] / 4) ** 0.75), atol=1e-6)
    np.testing.assert_allclose(entries.marginals, counts.sum(axis=1))


def test_the_step_has_the_gradient_that_fit_has() -> None:
    """One batch of plain gradient descent by the Keras model, in both orders of each pair."""
    text = small_text(300, words=12)
    entries = entries_of(text)
    table = glove.start(entries, OPTIONS) * 20
    first, second = entries.first, entries.second
    as_word, as_context, figures = gradient(
        keras.ops.convert_to_tensor(table), first, second, entries.logs, entries.weights, DIM
    )

    keras.utils.set_random_seed(1)
    model = glove.build_model(12, DIM)
    sides = {"words": table[:, :DIM], "word_biases": table[:, DIM : DIM + 1]}
    sides |= {"contexts": table[:, DIM + 1 : -1], "context_biases": table[:, -1:]}
    for name, values in sides.items():
        model.get_layer(name).embeddings.assign(values)
    size = 2 * len(first)
    model.compile(optimizer=keras.optimizers.SGD(size / 2), loss="mse")  # the mean of squares has 2 / size before it
    both = [np.concatenate([first, second])[:, None], np.concatenate([second, first])[:, None]]
    weights = np.tile(entries.weights, 2)
    fitted = model.fit(both, np.tile(entries.logs, 2)[:, None], size, 1, 0, sample_weight=weights)

    slopes = {"words": as_word.vectors, "word_biases": as_word.biases}
    slopes |= {"contexts": as_context.vectors, "context_biases": as_context.biases}
    for name, slope in slopes.items():
        after = keras.ops.convert_to_numpy(model.get_layer(name).embeddings)
        moved = (sides[name] - after).reshape(12, -1)
        np.testing.assert_allclose(moved, np.reshape(slope, (12, -1)), rtol=1e-3, atol=1e-4)
    loss, entered = np.asarray(figures)
    assert entered == size
    assert loss / size == pytest.approx(fitted.history["loss"][0], rel=1e-4)


def test_adagrad_adds_up_the_squares_of_each_pair() -> None:
    entries = entries_of(small_text(300, words=12))
    steps = glove.GloveSteps(entries, OPTIONS)
    table = steps.arrays()["table"].astype(np.float64)
    chosen = np.array([3, 7, 20], np.int32)
    loss, size = steps.step((chosen, (0, 0)), 0.5)

    slope, squares, expected = np.zeros_like(table), np.full((12, 4), ACCUMULATOR_START), 0.0
    for pair in chosen:
        for i, j in ((entries.first[pair], entries.second[pair]), (entries.second[pair], entries.first[pair])):
            word, context = table[i, :DIM], table[j, DIM + 1 : -1]
            error = word @ context + table[i, DIM] + table[j, -1] - entries.logs[pair]
            by_error = entries.weights[pair] * error
            expected += by_error * error
            slope[i, :DIM] += by_error * context
            slope[i, DIM] += by_error
            slope[j, DIM + 1 : -1] += by_error * word
            slope[j, -1] += by_error
            squares[i, :2] += by_error**2 * np.mean(context**2), by_error**2
            squares[j, 2:] += by_error**2 * np.mean(word**2), by_error**2
    scale = np.repeat(0.5 / np.sqrt(squares), [DIM, 1, DIM, 1], axis=1)
    np.testing.assert_allclose(steps.arrays()["table"], table - scale * slope, atol=1e-5)
    np.testing.assert_allclose(steps.arrays()["squares"], squares, rtol=1e-5)
    assert (loss, size) == (pytest.approx(expected, rel=1e-4), 6)


def test_unseen_pairs_are_held_to_a_product_of_zero() -> None:
    """With all words drawn and all entries in the batch: the gradient of unseen / 2 times all squared products."""
    options = replace(OPTIONS, unseen=0.1)
    table = glove.start(entries_of(small_text(300, words=12)), options)
    everyone = np.arange(12, dtype=np.int32)
    fillings, nothing = np.zeros(4, np.int32), np.zeros(4, np.float32)
    batch = PairBatch(np.tile(everyone, 2), fillings, fillings, nothing, nothing, np.ones(12, np.float32))
    trainer = Trainer(table, options)
    trainer.step(batch, 1.0)
    word, context = table[:, :DIM], table[:, DIM + 1 : -1]
    slope = 0.1 * word @ context.T @ context
    scale = 1 / np.sqrt(ACCUMULATOR_START + np.mean(slope**2, axis=1, keepdims=True))
    np.testing.assert_allclose(trainer.arrays()["table"][:, :DIM], word - scale * slope, atol=1e-6)


def share_found(unseen: float) -> float:
    """Return the share of words whose nearest one is of their own slot, by the vectors they have as words.

    Two words of a slot never meet, which makes their word and context vectors opposite; in the sum that is lost.
    """
    text, slots = slots_text(20_000)
    given = {"dim": 8, "window": 2, "sample": 0.0, "min_count": 1, "epochs": 100, "batch": 64, "learning_rate": 0.5}
    outcome = train("glove", text, init="random", unseen=unseen, **given)
    assert outcome.words == text.kept * 100
    assert outcome.loss is not None
    assert outcome.loss < 0.1
    vectors = outcome.matrix - outcome.extra["contexts"]
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = unit @ unit.T
    np.fill_diagonal(cosines, -2)
    return float((slots[cosines.argmax(1)] == slots).mean())


def test_it_finds_what_was_planted() -> None:
    assert share_found(1.0) > 0.9


def test_the_papers_loss_does_not_see_what_never_meets() -> None:
    """All pairs that meet do so equally often, which the biases alone explain."""
    assert share_found(0.0) < 0.5


def test_stopped_while_it_counts_it_makes_no_model() -> None:
    text = small_text()
    with pytest.raises(EmbreplError) as caught:
        train("glove", Text(np.tile(text.ids, 300), text.documents, text.counts), OPTIONS, StopAfter(2))
    assert caught.value.code == "stopped"
    assert "there is no model" in caught.value.message


def test_a_batch_of_more_words_than_usual_is_trained_all_the_same() -> None:
    """Most pairs are of the same two words; one batch has 400 that no other has."""
    rare = np.arange(2, 402, dtype=np.int32)
    first, second = np.append(np.zeros(4000, np.int32), rare[::2]), np.append(np.ones(4000, np.int32), rare[1::2])
    ones = np.ones(len(first), np.float32)
    entries = glove.Entries(402, first, second, ones, ones, np.ones(402))
    steps = glove.GloveSteps(entries, replace(OPTIONS, batch=512))
    before = steps.vectors()
    loss, size = steps.step((np.arange(4000, 4200, dtype=np.int32), (0, 0)), 0.1)
    assert size == 400
    assert np.isfinite(loss)
    assert (steps.vectors() != before).any(axis=1).tolist() == [False, False, *[True] * 400]


def test_a_text_without_pairs_is_refused() -> None:
    text = Text(np.arange(4, dtype=np.int32), np.arange(5), np.ones(4, np.int64))
    with pytest.raises(EmbreplError) as caught:
        train("glove", text, OPTIONS)
    assert caught.value.code == "nothing-to-learn"


def test_a_text_that_thinning_leaves_nothing_of_says_so() -> None:
    ids = np.array([0, 1, 2, 3, 0, 4] * 3, np.int32)
    text = Text(ids, np.array([0, ids.size]), np.bincount(ids).astype(np.int64))
    for name, options in (("glove", OPTIONS), ("spectral", SpectralOptions(dim=2)), ("skipgram", SkipgramOptions())):
        with pytest.raises(EmbreplError, match=r"too small for --sample 0\.0001, which thins out") as caught:
            train(name, text, replace(options, sample=1e-4))
        assert (caught.value.code, "--sample 0" in caught.value.hint) == ("nothing-to-learn", True)
    assert train("glove", text, replace(OPTIONS, sample=0.0)).matrix.shape[0] == 5
