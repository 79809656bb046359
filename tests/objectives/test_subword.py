"""Subword: its step against the Keras model, what it learns, and words never seen, here and in other tools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest
from gensim.models.fasttext import load_facebook_vectors

from embrepl.errors import EmbreplError
from embrepl.objectives import subword
from embrepl.objectives.engine.sampling import Noise, Text
from embrepl.objectives.engine.steps.ngram_sums import NgramTable, make_index
from embrepl.objectives.engine.steps.word2vec_blocks import RANDOM, Cutter
from embrepl.objectives.engine.task import Outcome
from embrepl.session.holdings import Model
from embrepl.space.space import Space
from embrepl.space.store import open_space, save
from embrepl.space.subwords import NgramRows, Ngrams
from embrepl.training.choosing import choose
from embrepl.training.options.subword import SubwordOptions
from embrepl.training.protocol import Trained
from tests.helpers.sessions import Talk, shown, talking
from tests.helpers.trainings import WORDS, slots_text, train
from tests.objectives.test_word2vec import (
    DIM,
    FLAT,
    RATE,
    WINDOW,
    example_text,
    inputs_of,
    share_of_own_slot,
    skipgram_examples,
)

BUCKETS = 200_000
RECIPE = {"options": {"window": 3, "epochs": 4, "min_count": 2, "negatives": 6, "sample": 0.5}}


def made_up(count: int, seed: int = 0, letters: int = 9) -> tuple[str, ...]:
    """Return different words of random letters, which share few n-grams."""
    rng = np.random.default_rng(seed)
    return tuple("".join(rng.choice(list("abcdefghijklmnopqrstuvwxyz"), letters)) for _ in range(count))


@pytest.fixture(scope="module")
def trained() -> tuple[Text, np.ndarray, Outcome]:
    """The text of three slots, the words' slots, and what was learnt of them."""
    text, slots = slots_text()
    return text, slots, train("subword", text, words=made_up(30), dim=16, window=2, sample=0.0, buckets=BUCKETS)


@pytest.fixture(scope="module")
def chain() -> Outcome:
    """What was learnt of a text in which word k stands between k - 1 and k + 1."""
    begins = np.random.default_rng(1).integers(0, 30, 2000)
    ids = ((begins[:, None] + np.arange(6)) % 30).astype(np.int32)
    text = Text(ids.ravel(), np.arange(0, ids.size + 1, 6), np.full(30, ids.size // 30))
    return train("subword", text, words=made_up(30), dim=16, window=2, sample=0.0, buckets=BUCKETS)


@pytest.fixture
def space(chain: Outcome, tmp_path: Path) -> Space:
    counts = np.arange(30, 0, -1)
    save(tmp_path / "s", made_up(30), counts, chain.matrix, RECIPE, chain.start, chain.extra)
    return open_space(tmp_path / "s")


@pytest.fixture
def talk(space: Space, tmp_path: Path) -> Iterator[Talk]:
    with talking(tmp_path / "home") as talk:
        talk.session.models["s"] = Model(space, "chain", Trained(1, "", 1.0, 0.5))
        talk.session.current_model = "s"
        yield talk


@pytest.mark.parametrize("device", [False, True], ids=["host", "device"])
def test_the_step_is_that_of_the_keras_model_on_pairs_written_out(
    device: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embrepl.objectives.engine.steps.rows.accelerated", lambda: device)
    text, names = example_text(), made_up(WORDS, letters=5)
    options = SubwordOptions(dim=DIM, window=WINDOW, sample=0.0, buckets=500)
    index = make_index(names, Ngrams(3, 6, 500))
    rng = np.random.default_rng(7)
    models = [subword.build_model(index, options) for _ in range(2)]
    start = {"inputs": rng.normal(size=(index.count, DIM)), "outputs": rng.normal(size=(WORDS, DIM))}
    for model in models:
        for name, rows in start.items():
            model.get_layer(name).embeddings.assign(rows)

    noise = Noise(text, 0.0, options.seed, options.noise_power)
    cutter = Cutter.for_text(text, options, noise, subword.REPEATED)
    group = cutter.chunk * cutter.group
    whole = replace(cutter, groups=-(-len(text.ids) // group))  # all in one step
    steps = subword.SubwordSteps(models[0], index, text, options, (FLAT * subword.ROW_RATE**2, FLAT), whole)
    ((_, stretch),) = steps.batches(0)
    loss, _ = steps.step(stretch, RATE * np.sqrt(FLAT))

    random = noise.draw(whole.groups * RANDOM, *stretch[0].place)
    examples = skipgram_examples(text, random.reshape(-1, RANDOM), group, options.negatives)
    (words, others), target, weights = inputs_of(examples)
    rows, shares = np.zeros((2, len(words), int(np.diff(index.starts).max())))
    for at, word in enumerate(words[:, 0]):
        own = index.rows[index.starts[word] : index.starts[word + 1]]
        rows[at, : len(own)], shares[at, : len(own)] = own, 1 / np.sqrt(len(own))
    models[1].compile(keras.optimizers.SGD(RATE), keras.losses.BinaryCrossentropy(reduction="sum"))
    given = [rows.astype(np.int32), shares.astype(np.float32), others]
    expected = models[1].train_on_batch(given, target[:, None], sample_weight=weights)
    assert loss == pytest.approx(float(expected), rel=1e-4)
    answer = steps.arrays()
    for name, kept in (("inputs", "rows"), ("outputs", "outputs")):
        right = keras.ops.convert_to_numpy(models[1].get_layer(name).embeddings)
        assert np.abs(right - start[name]).max() > 0.01
        np.testing.assert_allclose(answer[kept], right, atol=2e-5)


def test_it_starts_from_vectors_that_there_are_and_words_never_seen_from_those_spelt_alike() -> None:
    names = (*made_up(30), "walking", "walked", "talking")
    index = make_index(names, Ngrams(3, 6, BUCKETS))
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(len(names), DIM)).astype(np.float32)
    rows = NgramTable(rng.normal(size=(index.count, DIM)).astype(np.float32), index, 1.0)
    rows.fit(vectors)
    np.testing.assert_allclose(rows.means(), vectors, atol=1e-4)
    kept = NgramRows(Ngrams(3, 6, BUCKETS), rows.table[: len(names)], index.buckets, rows.table[len(names) :])
    never = kept.vector("walkings")
    assert never is not None
    cosines = vectors @ never / np.linalg.norm(vectors, axis=1)
    assert names[int(cosines.argmax())] in {"walking", "talking"}


def test_a_word_is_the_mean_of_its_own_row_and_those_of_its_ngrams(trained: tuple[Text, np.ndarray, Outcome]) -> None:
    outcome = trained[2]
    kept = NgramRows.of(outcome.extra)
    assert kept is not None
    places = {int(bucket): place for place, bucket in enumerate(kept.buckets)}
    for at, word in enumerate(made_up(30)):
        hashed, _ = kept.ngrams.rows([word])
        rows = [kept.own[at], *(kept.rows[places[int(bucket)]] for bucket in hashed)]
        np.testing.assert_allclose(outcome.matrix[at], np.mean(rows, axis=0), atol=1e-5)
    assert len(kept.buckets) < BUCKETS


def test_words_that_are_used_alike_come_together(trained: tuple[Text, np.ndarray, Outcome]) -> None:
    _, slots, outcome = trained
    assert share_of_own_slot(outcome.matrix, slots) > 0.9


def test_words_without_ngrams_have_their_own_row_alone() -> None:
    text, slots = slots_text()
    answer = train("subword", text, words=made_up(30, letters=4), dim=16, window=2, sample=0.0, minn=7, maxn=9)
    assert share_of_own_slot(answer.matrix, slots) > 0.9
    assert len(answer.extra["buckets"]) == 0


def test_ngrams_that_cannot_be_are_refused() -> None:
    with pytest.raises(EmbreplError, match="--minn is at most --maxn"):
        choose("subword", None, {"minn": 7})


def test_a_misspelt_word_is_near_the_right_spelling(talk: Talk) -> None:
    for word in made_up(30)[:10]:
        misspelt = word[:4] + word[5:]
        answer = talk(f"near {misspelt} 1")
        assert answer.rows[0].word == word
        assert answer.unseen == (misspelt,)
    assert "not in the text" in shown(answer)
    assert not talk(f"near {made_up(30)[0]}").unseen


def test_dist_and_vec_say_of_a_word_that_it_was_never_seen(talk: Talk, space: Space) -> None:
    word = made_up(30)[3]
    apart = talk(f"dist {word} {word}s")
    assert apart.unseen == (f"{word}s",)
    assert apart.pairs == 0
    assert 0.5 < apart.cosine < 1
    vector = talk(f"vec {word}s")
    assert vector.rank is None
    np.testing.assert_array_equal(vector.values, space.vector(f"{word}s"))
    assert "not in the text" in shown(apart)
    assert "not in the text" in shown(vector)


def test_capitals_are_understood_and_a_word_of_unknown_ngrams_is_not(talk: Talk, space: Space) -> None:
    word = made_up(30)[3]
    np.testing.assert_array_equal(space.vector(f"{word}s".upper()), space.vector(f"{word}s"))
    assert talk.error("near 国王").code == "unknown-word"
    assert talk.error(f"dist {word} 国王").code == "unknown-word"


def test_what_is_exported_as_a_model_of_fasttext_is_opened_with_its_ngrams(
    talk: Talk, space: Space, tmp_path: Path
) -> None:
    talk(f"export fasttext {tmp_path / 's.bin'}")
    talk(f"open {tmp_path / 's.bin'} --name again")
    never = f"{made_up(30)[3]}s"
    assert talk(f"vec {never}").rank is None
    np.testing.assert_allclose(talk.session.models["again"].space.vector(never), space.vector(never), atol=1e-5)
    assert talk(f"export fasttext {tmp_path / 't.bin'}").words == 30
    assert load_facebook_vectors(tmp_path / "t.bin")[never] == pytest.approx(space.vector(never), abs=1e-4)


def test_gensim_reads_the_same_vectors_seen_and_unseen(talk: Talk, space: Space, tmp_path: Path) -> None:
    path = tmp_path / "s.bin"
    assert talk(f"export fasttext {path}").words == 30
    answer = load_facebook_vectors(str(path))
    assert answer.index_to_key == list(made_up(30))
    np.testing.assert_allclose(answer.vectors, space.matrix, atol=1e-6)
    for word in made_up(30)[:5]:
        np.testing.assert_allclose(answer[word + "s"], space.vector(word + "s"), atol=1e-6)
    head = np.frombuffer(path.read_bytes()[:56], "<i4")
    least = min(2, int(space.counts.min()))
    assert (head[3], head[4], head[5], head[6]) == (3, 4, least, 6)  # window, epochs, least count, negatives
    assert (head[10], head[11], head[12]) == (BUCKETS, 3, 6)
