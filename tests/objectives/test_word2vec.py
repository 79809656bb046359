"""Skip-gram and CBOW: their fast step against the Keras models fed by plain loops, and what they learn."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import keras
import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.objectives import cbow, skipgram
from embrepl.objectives.engine.initial_vectors import start_vectors
from embrepl.objectives.engine.sampling import Noise, Text
from embrepl.objectives.engine.steps import rows
from embrepl.objectives.engine.steps.word2vec_blocks import RANDOM, ChunkSteps, Cutter
from embrepl.objectives.engine.stretches import Stretch, Stretches
from embrepl.objectives.spectral import pending_start
from embrepl.training.choosing import choose
from embrepl.training.options.cbow import CbowOptions
from embrepl.training.options.skipgram import SkipgramOptions
from embrepl.training.options.word2vec import Word2vecOptions
from tests.helpers.trainings import WORDS, Silent, slots_text, small_text, train

DIM, WINDOW, RATE = 6, 3, 0.01
FLAT = 1e12  # an accumulator's start that makes AdaGrad plain gradient descent
KINDS = [(skipgram, SkipgramOptions), (cbow, CbowOptions)]
NAMES = ["skipgram", "cbow"]


def example_text() -> Text:
    """Two documents, one of them a single word, and another one that ends within a chunk."""
    ids = np.random.default_rng(5).integers(0, WORDS, 150).astype(np.int32)
    counts = np.sort(np.bincount(ids, minlength=WORDS).astype(np.int64) + 1)[::-1]
    return Text(ids, np.array([0, 90, 91, 150]), counts)


def neighbours(text: Text, at: int) -> list[tuple[int, float]]:
    """Return the places around one, within its document, and how much each weighs."""
    document = np.searchsorted(text.documents, at, side="right")
    return [
        (other, (WINDOW + 1 - abs(other - at)) / WINDOW)
        for other in range(at - WINDOW, at + WINDOW + 1)
        if other != at
        and 0 <= other < len(text.ids)
        and np.searchsorted(text.documents, other, side="right") == document
    ]


def skipgram_examples(text: Text, random: np.ndarray, group: int, negatives: int) -> list[tuple[Any, ...]]:
    """Return (word, other, target, weight) of each pair and of each word with each random word of its group."""
    result: list[tuple[Any, ...]] = []
    for at, word in enumerate(text.ids):
        near = neighbours(text, at)
        result += [(word, text.ids[other], 1, weight) for other, weight in near]
        weight = negatives * sum(weight for _, weight in near) / RANDOM
        result += [(word, other, 0, weight) for other in random[at // group]]
    return result


def cbow_examples(text: Text, random: np.ndarray, group: int, negatives: int) -> list[tuple[Any, ...]]:
    """Return (neighbours, shares, word, target, weight) of each word, and of each random word in its place."""
    result: list[tuple[Any, ...]] = []
    for at, word in enumerate(text.ids):
        near = neighbours(text, at)
        if not near:
            continue
        filled = [(text.ids[other], weight / sum(each for _, each in near)) for other, weight in near]
        filled += [(0, 0.0)] * (2 * WINDOW - len(near))
        words, shares = zip(*filled, strict=True)
        result.append((words, shares, word, 1, 1.0))
        result += [(words, shares, other, 0, negatives / RANDOM) for other in random[at // group]]
    return result


def inputs_of(examples: list[tuple[Any, ...]]) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Return what the Keras model takes: its inputs, targets and weights."""
    *columns, target, weight = (np.array(column) for column in zip(*examples, strict=True))
    shaped = [column[:, None] if column.ndim == 1 else column for column in columns]
    return [part.astype("float32" if part.dtype.kind == "f" else "int32") for part in shaped], target, weight


@pytest.mark.parametrize("device", [False, True], ids=["host", "device"])
@pytest.mark.parametrize(("module", "kind"), KINDS, ids=NAMES)
def test_the_step_is_that_of_the_keras_model_on_pairs_written_out(
    module: ModuleType, kind: type[Word2vecOptions], device: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "accelerated", lambda: device)
    text = example_text()
    options = kind(dim=DIM, window=WINDOW, sample=0.0, batch=192)
    rng = np.random.default_rng(7)
    models = [module.build_model(WORDS, options) for _ in range(2)]
    start = [rng.normal(size=(WORDS, DIM)).astype(np.float32) for _ in range(2)]
    for model in models:
        for name, values in zip(("inputs", "outputs"), start, strict=True):
            model.get_layer(name).embeddings.assign(values)

    noise = Noise(text, 0.0, options.seed, options.noise_power)
    cutter = Cutter.for_text(text, options, noise)
    group = cutter.chunk * cutter.group
    whole = replace(cutter, groups=-(-len(text.ids) // group))
    assert cutter.size < len(text.ids) <= whole.size  # all in one step
    steps = ChunkSteps(models[0], text, options, module.sides, module.gradient, (FLAT, FLAT), whole)
    ((tokens, stretch),) = steps.batches(0)
    assert tokens == len(text.ids)
    loss, weight = steps.step(stretch, RATE * np.sqrt(FLAT))
    kept = steps.arrays()

    random = noise.draw(whole.groups * RANDOM, *stretch[0].place)
    write = skipgram_examples if module is skipgram else cbow_examples
    examples = write(text, random.reshape(-1, RANDOM), group, options.negatives)
    given, target, weights = inputs_of(examples)
    models[1].compile(keras.optimizers.SGD(RATE), keras.losses.BinaryCrossentropy(reduction="sum"))
    expected = models[1].train_on_batch(given, target[:, None], sample_weight=weights)
    assert loss == pytest.approx(float(expected), rel=1e-4)
    assert weight == pytest.approx(weights[target == 1].sum(), rel=1e-5)
    for name, before in zip(("inputs", "outputs"), start, strict=True):
        right = keras.ops.convert_to_numpy(models[1].get_layer(name).embeddings)
        assert np.abs(right - before).max() > 0.01
        np.testing.assert_allclose(kept[name], right, atol=1e-5)


@pytest.mark.parametrize("across", [False, True])
def test_each_pair_is_read_once_however_the_text_is_cut(across: bool) -> None:
    text = small_text(1000)
    for size in (64, 100, 1000, 5000):
        stretches = Stretches(text, 0.0, 1, size, WINDOW, across)
        pairs = sum(pair_count(stretch, size) for _, stretch in stretches.of(0))
        documents = 1 if across else 20
        assert pairs == 2 * sum(1000 - documents * offset for offset in range(1, WINDOW + 1))


def pair_count(stretch: Stretch, size: int) -> int:
    """Return how many pairs the words of a stretch make with those around them."""
    assert len(stretch.ids) == len(stretch.documents) == size + 2 * WINDOW
    return sum(
        stretch.documents[at] >= 0 and stretch.documents[at] == stretch.documents[at + offset]
        for at in range(WINDOW, WINDOW + size)
        for offset in range(-WINDOW, WINDOW + 1)
        if offset
    )


def share_of_own_slot(matrix: np.ndarray, slots: np.ndarray) -> float:
    unit = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    cosines = unit @ unit.T
    np.fill_diagonal(cosines, -2)
    return float((slots[cosines.argmax(1)] == slots).mean())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("init", ["random", "spectral"])
def test_words_that_are_used_alike_come_together(name: str, init: str) -> None:
    text, slots = slots_text()
    options = choose(name, None, {"dim": 16, "window": 2, "sample": 0.0, "init": init})
    result = train(name, text, options, start=start_vectors(text, options, (), Silent(), pending_start).vectors)
    assert share_of_own_slot(result.matrix, slots) > 0.9
    assert result.start.shape == result.matrix.shape


@pytest.mark.parametrize("name", NAMES)
def test_training_lowers_the_loss_from_that_of_random_guesses(name: str) -> None:
    """At the start all outputs are 0 and every probability is a half."""
    text, _ = slots_text()
    losses: list[float] = []

    class Listening(Silent):
        def due(self) -> bool:
            return True

        def progress(self, *said: Any) -> None:
            losses.extend([said[4]["loss"]] if "loss" in said[4] else [])

    train(name, text, report=Listening(), dim=16, window=2, sample=0.0, epochs=2)
    options = choose(name, None, {})
    assert losses[0] == pytest.approx((1 + options.negatives) * np.log(2), rel=0.02)
    assert losses[-1] < losses[0] * 0.9


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tokens", [7, 20, 100])
def test_a_text_of_a_few_words_is_enough(name: str, tokens: int) -> None:
    text = Text(np.arange(tokens, dtype=np.int32) % 7, np.array([0, tokens]), np.full(7, tokens // 7))
    result = train(name, text, dim=4, window=5, sample=0.0)
    assert np.isfinite(result.matrix).all()


def test_a_text_shorter_than_a_window_is_an_error() -> None:
    with pytest.raises(EmbreplError) as caught:
        train("skipgram", Text(np.zeros(3, np.int32), np.array([0, 3]), np.array([3])), dim=4)
    assert caught.value.code == "corpus-too-small"
