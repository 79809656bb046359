"""The zero-distance objective against plain loops, and what its recipes learn."""

from __future__ import annotations

from dataclasses import asdict, replace

import keras
import numpy as np
import pytest

from embrepl.corpus.statistics.thinning import uniform
from embrepl.objectives import zero
from embrepl.objectives.engine.sampling import Noise, Text, pairs, segments
from embrepl.objectives.engine.steps import rows, zero_blocks
from embrepl.objectives.engine.steps.layers import LogisticDistance, Repel, WordDistance, mirror_signs
from embrepl.objectives.engine.steps.zero_blocks import BlockSteps
from embrepl.space.health import health
from embrepl.space.space import Space
from embrepl.training.choosing import choose
from embrepl.training.options import zero as recipes
from embrepl.training.options.zero import ZeroOptions
from tests.helpers.trainings import WORDS, StopAfter, small_text, train

DIM = 6
DEFAULT = replace(ZeroOptions(), **recipes.RANDOM)
ORIGINAL, PLAIN = replace(DEFAULT, **recipes.ORIGINAL), replace(DEFAULT, **recipes.PLAIN)
FLAT = 1e12  # an accumulator's start that makes AdaGrad plain gradient descent
TOUCHED = 7  # every seventh number of a gradient is checked


def plain_adam(vectors: np.ndarray, batches: list[tuple[np.ndarray, np.ndarray]], loss: str) -> np.ndarray:
    """Train the original model by plain loops: Adam (Kingma & Ba 2015, algorithm 1) as Keras sets it up.

    Keras on TensorFlow has the gradient as slices, one for each occurrence of a word in the batch, and squares those
    before it adds them up; the other backends square the sum.
    """
    vectors = vectors.astype(np.float64).copy()
    m, v = np.zeros_like(vectors), np.zeros_like(vectors)
    for step, (firsts, seconds) in enumerate(batches, 1):
        slope, square = np.zeros_like(vectors), np.zeros_like(vectors)
        for a, b in zip(firsts, seconds, strict=True):
            distance = (vectors[a] - vectors[b]).mean()
            by_distance = 2 * distance if loss == "mse" else np.sign(distance)
            for row, sign in ((a, 1), (b, -1)):
                occurrence = sign * by_distance / len(firsts) / vectors.shape[1]
                slope[row] += occurrence
                square[row] += occurrence**2
        m = 0.9 * m + 0.1 * slope
        v = 0.999 * v + 0.001 * (square if keras.backend.backend() == "tensorflow" else slope**2)
        rate = 0.001 * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        vectors -= rate * m / (np.sqrt(v) + 1e-7)
    return vectors


@pytest.mark.parametrize("loss", ["mse", "mae"])
def test_the_original_recipe_takes_the_steps_of_a_plain_loop(loss: str) -> None:
    text = small_text(400)
    options = replace(ORIGINAL, dim=DIM, loss=loss)
    keras.utils.set_random_seed(1)
    model = zero.build_model(WORDS, options)
    start = keras.ops.convert_to_numpy(model.get_layer("embedding").embeddings).copy()
    firsts, seconds = text.ids[:-1], text.ids[1:]
    batches = [(firsts[i : i + 32], seconds[i : i + 32]) for i in range(0, len(firsts), 32)]
    for a, b in batches:
        model.train_on_batch([a[:, None], b[:, None]], np.zeros((len(a), 1), np.float32))
    result = keras.ops.convert_to_numpy(model.get_layer("embedding").embeddings)
    np.testing.assert_allclose(result, plain_adam(start, batches, loss), atol=2e-6)
    assert np.abs(result - start).max() > 1e-3


def test_the_seed_model_is_the_one_a_keras_user_would_write() -> None:
    model = zero.build_model(WORDS, ORIGINAL)
    assert [tuple(tensor.shape) for tensor in model.inputs] == [(None, 1), (None, 1)]
    assert tuple(model.output.shape) == (None, 1)
    embeddings = [layer for layer in model.layers if isinstance(layer, keras.layers.Embedding)]
    assert len(embeddings) == 1
    assert not any(isinstance(layer, keras.layers.Lambda) for layer in model.layers)
    assert isinstance(model.optimizer, keras.optimizers.Adam)
    assert model.loss == "mse"


def test_the_seed_recipe_pairs_each_word_with_the_next_across_documents() -> None:
    text = small_text(200)
    ((ids, documents),) = segments(text, ORIGINAL.sample, ORIGINAL.seed, 0)
    first, second = pairs(ids, documents, ORIGINAL.window, ORIGINAL.seed, 0, ORIGINAL.across)
    np.testing.assert_array_equal(first, text.ids[:-1])
    np.testing.assert_array_equal(second, text.ids[1:])


@pytest.mark.parametrize(
    "options",
    [ORIGINAL, PLAIN, replace(DEFAULT, **recipes.SPREAD), replace(PLAIN, distance="absolute", optimizer="rmsprop")],
    ids=["original", "squared", "spread", "absolute"],
)
def test_it_is_what_fit_gives_on_the_same_pairs(options: ZeroOptions) -> None:
    text, options = small_text(400), replace(options, dim=DIM, batch=64, epochs=2, sample=0.0)
    result = train("zero", text, options).matrix
    keras.utils.set_random_seed(options.seed)
    model = zero.build_model(WORDS, options)
    for epoch in range(options.epochs):
        batches = [batch for _, batch in zero.PairSteps(model, text, options).batches(epoch)]
        first, second = (np.concatenate(side) for side in zip(*batches, strict=True))
        targets = np.zeros((len(first), 1), np.float32)
        model.fit([first, second], targets, batch_size=options.batch, shuffle=False, verbose=0)
    fitted = keras.ops.convert_to_numpy(model.get_layer("embedding").embeddings)
    np.testing.assert_allclose(result, fitted, atol=1e-6)
    assert np.abs(result - train("zero", text, replace(options, epochs=1)).matrix).max() > 1e-3


def space_of(text: Text, options: ZeroOptions) -> Space:
    outcome = train("zero", text, options)
    words = [f"w{i}" for i in range(len(text.counts))]
    return Space(words, text.counts, outcome.matrix, {"options": asdict(options)}, outcome.start, "zero")


def test_the_original_recipe_moves_vectors_along_one_direction_and_health_says_so() -> None:
    space = space_of(small_text(20_000, 300), replace(ORIGINAL, dim=20, batch=256))
    result = health(space)
    assert result.shared_movement == pytest.approx(1.0, abs=1e-3)
    assert result.verdict == "unlearnt"
    assert "(1, …, 1)" in result.sentence


@pytest.mark.parametrize(("distance", "rate"), [("squared", 0.03), ("absolute", 0.006)])
def test_a_true_distance_without_a_guard_collapses_and_health_says_so(distance: str, rate: float) -> None:
    options = replace(PLAIN, dim=20, distance=distance, learning_rate=rate, batch=64, epochs=3)
    space = space_of(small_text(6_000, 300), options)
    assert health(space).verdict == "collapsed"


@pytest.mark.parametrize("distance", ["signed", "squared", "absolute"])
@pytest.mark.parametrize("unit", [False, True])
@pytest.mark.parametrize("mirror", [False, True])
def test_distances_are_those_of_a_plain_loop(distance: str, unit: bool, mirror: bool) -> None:
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=(2, 5, 1, 4)).astype(np.float32)
    result = keras.ops.convert_to_numpy(WordDistance(distance, unit, mirror)([a, b]))
    for row in range(5):
        x, y = a[row, 0], b[row, 0]
        if unit:
            x, y = x / np.sqrt((x * x).sum()), y / np.sqrt((y * y).sum())
        if mirror:
            y = y * mirror_signs(4)
        kinds = {"signed": lambda d: d, "squared": lambda d: d * d, "absolute": abs}
        assert result[row, 0] == pytest.approx(np.mean([kinds[distance](d) for d in x - y]), abs=1e-6)


@pytest.mark.parametrize(
    ("mirror", "across", "device"),
    [(False, False, False), (True, False, False), (False, True, False), (True, False, True)],
)
def test_the_block_step_has_the_gradient_of_the_keras_model(
    mirror: bool, across: bool, device: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pairs written out one by one, through the model's own layers and loss, differentiated numerically."""
    monkeypatch.setattr(rows, "accelerated", lambda: device)
    monkeypatch.setattr(zero_blocks, "CHUNK", 4)
    options = replace(DEFAULT, dim=DIM, window=3, sample=0.0, negatives=7, mirror=mirror, across=across, batch=24)
    rng = np.random.default_rng(5)
    ids = rng.integers(0, WORDS, 20).astype(np.int32)
    text = Text(ids, np.array([0, 12, 20]), np.ones(WORDS, np.int64))
    documents = np.repeat([1, 2], [12, 8]).astype(np.int32)
    vectors = rng.normal(size=(WORDS, DIM)).astype(np.float32)
    embedding = keras.layers.Embedding(WORDS, DIM)
    embedding.build()
    monkeypatch.setattr("embrepl.objectives.engine.steps.zero_blocks.fitting_size", lambda *_: 24)  # all in one step
    noise = Noise(text, 0.0, 1)
    steps = BlockSteps(embedding, text, options, noise)
    signs = mirror_signs(DIM) if mirror else np.ones(DIM, np.float32)
    steps.restore({"vectors": vectors, "accumulators": np.full(WORDS, FLAT, np.float32), "signs": signs})
    ((tokens, batch),) = steps.batches(0)
    loss, weight = steps.step(batch, np.sqrt(FLAT))
    assert tokens == len(ids)

    groups = noise.draw(2 * 7, *batch[0].place).reshape(2, 7)  # the first 12 tokens have random words of their own
    random = groups[np.repeat([0, 1], [12, 8])]
    expected = numerical_gradient(lambda rows: pairs_loss(rows, ids, documents, random, options), vectors)
    result = vectors - steps.arrays()["vectors"]
    np.testing.assert_allclose(result.flat[::TOUCHED], expected.flat[::TOUCHED], atol=2e-2, rtol=2e-2)
    assert loss == pytest.approx(pairs_loss(vectors, ids, documents, random, options), rel=1e-4)
    assert weight == pytest.approx(sum(weight for *_, weight in pair_list(ids, documents, options)), rel=1e-5)


def pair_list(ids: np.ndarray, documents: np.ndarray, options: ZeroOptions) -> list[tuple[int, int, int, float]]:
    """Return (place, word, other word, weight) of each pair."""
    window = options.window
    return [
        (i, int(ids[i]), int(ids[i + offset]), (window + 1 - offset) / window)
        for i in range(len(ids))
        for offset in range(1, window + 1)
        if i + offset < len(ids) and (options.across or documents[i] == documents[i + offset])
    ]


def pairs_loss(
    vectors: np.ndarray, ids: np.ndarray, documents: np.ndarray, random: np.ndarray, options: ZeroOptions
) -> float:
    distance = WordDistance(options.distance, options.unit, options.mirror)
    loss = LogisticDistance(options.dim, options.temperature, options.bias, reduction=None)
    repel = Repel(keras.layers.Embedding(WORDS, DIM), np.ones(WORDS), asdict(options))
    result = pair_list(ids, documents, options)
    first = vectors[[a for _, a, _, _ in result]][:, None]
    second = vectors[[b for _, _, b, _ in result]][:, None]
    weights = np.array([weight for *_, weight in result])
    pulls = keras.ops.convert_to_numpy(loss(np.zeros((len(result), 1)), distance([first, second])))
    pushes, parts = 0.0, np.round(weights * options.window).astype(int)  # each weight is so many parts of a window
    places = np.array([place for place, *_ in result])
    for words in np.unique(random, axis=0):  # a group of tokens shares random words
        own = (random[places] == words).all(axis=1)
        repeated = np.repeat(first[own], parts[own], axis=0)
        pushes += float(repel.repulsion(repeated, vectors[words])) * len(repeated) / options.window
    return float((weights * pulls.ravel()).sum()) + pushes


def numerical_gradient(function: object, at: np.ndarray, step: float = 1e-2) -> np.ndarray:
    slope = np.zeros_like(at)
    for place in range(0, at.size, TOUCHED):
        up, down = at.copy(), at.copy()
        up.flat[place] += step
        down.flat[place] -= step
        slope.flat[place] = (function(up) - function(down)) / (2 * step)  # type: ignore[operator]
    return slope


def test_guards_add_their_loss_to_the_model() -> None:
    for guard in ("spread", "repel"):
        options = replace(choose("zero", None, {"guard": guard}), dim=DIM, optimizer="adam")
        model = zero.build_model(WORDS, options, np.linspace(0.1, 1, WORDS))
        pairs_of_zero = [np.zeros((4, 1), np.int32), np.ones((4, 1), np.int32)]
        model(pairs_of_zero)
        assert len(model.losses) == 1
        assert np.isfinite(float(model.losses[0]))
        assert float(model.losses[0]) > 0


@pytest.mark.parametrize("options", [DEFAULT, ORIGINAL])
def test_stopping_keeps_what_was_learnt_and_says_how_far_it_came(options: ZeroOptions) -> None:
    text = small_text()
    outcome = train("zero", text, replace(options, dim=8, batch=64), StopAfter(5))
    assert "epoch 1" in outcome.end.far
    assert outcome.matrix.shape == (WORDS, 8)
    assert np.abs(outcome.matrix - outcome.start).max() > 0


def test_what_is_sampled_does_not_depend_on_how_the_text_is_cut() -> None:
    text = small_text()
    whole = list(segments(text, 1e-3, 7, 1))
    parts = list(segments(text, 1e-3, 7, 1, size=777))
    assert len(parts) > len(whole)
    np.testing.assert_array_equal(np.concatenate([ids for ids, _ in parts]), whole[0][0])
    np.testing.assert_array_equal(np.concatenate([documents for _, documents in parts]), whole[0][1])


def test_hashed_numbers_are_uniform_and_differ_by_seed_and_stream() -> None:
    positions = np.arange(100_000, dtype=np.int64)
    one, two, three = uniform(1, 0, positions), uniform(2, 0, positions), uniform(1, 1, positions)
    for numbers in (one, two, three):
        counts = np.histogram(numbers, bins=20, range=(0, 1))[0]
        assert ((counts - 5000) ** 2 / 5000).sum() < 60  # chi-squared with 19 degrees of freedom
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.02
    assert abs(np.corrcoef(one, three)[0, 1]) < 0.02


def test_noise_draws_words_as_often_as_a_pass_keeps_them() -> None:
    text = small_text()
    drawn = Noise(text, 0.0, 1).draw(200_000, 0)
    np.testing.assert_allclose(np.bincount(drawn, minlength=WORDS) / 200_000, text.counts / text.kept, atol=0.005)
