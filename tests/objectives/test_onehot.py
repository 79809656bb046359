"""The one-hot baseline: usable by every command, and no V x V array anywhere."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.space import manifest, store
from embrepl.space.expression.parser import parse
from embrepl.space.health import health
from embrepl.space.identity import Identity
from embrepl.space.neighbours import nearest
from embrepl.space.ranking.percentiles import percentiles
from embrepl.space.space import Space
from tests.helpers.sessions import FORMATS, Talk, quoted, shown, talking

SIZE = 40


def identity(size: int = SIZE) -> Space:
    names = [f"w{row}" for row in range(size)]
    return Space(names, np.arange(size, 0, -1), Identity(size), {"objective": "onehot"}, name="onehot")


def dense(size: int = SIZE) -> Space:
    return Space(identity(size).words, np.arange(size, 0, -1), np.eye(size, dtype=np.float32), name="dense")


def test_it_says_what_the_written_out_matrix_says() -> None:
    one, same = identity(), dense()
    left, right = np.array([0, 3, 5, 5]), np.array([0, 4, 5, 6])
    for query in ("w3", "w1 - w2 + 2 * w7"):
        vector = parse(query).vector(lambda word: one.direction(word.text))
        np.testing.assert_array_equal(vector, parse(query).vector(lambda word: same.direction(word.text)))
        np.testing.assert_array_equal(one.cosines(vector), same.cosines(vector))
    np.testing.assert_array_equal(one.pair_cosines(left, right), same.pair_cosines(left, right))
    np.testing.assert_array_equal(one.rows(left), same.rows(left))
    np.testing.assert_array_equal(one.units([2]), same.units([2]))
    np.testing.assert_array_equal(one.norms, same.norms)
    assert not one.blank.any()
    assert percentiles(one).of_pair(1, 2) == percentiles(same).of_pair(1, 2)


def test_no_word_is_the_nearest() -> None:
    space = identity()
    assert nearest(space, space.vector("w3"), 10, [3]) == []
    with pytest.raises(EmbreplError) as caught:
        nearest(space, parse("w3 - w3").vector(lambda word: space.direction(word.text)), 10, [3])
    assert caught.value.code == "no-direction"


def test_health_is_a_verdict_of_its_own() -> None:
    answer = health(identity())
    assert (answer.verdict, answer.dim, answer.effective_rank, answer.random_cosine) == ("onehot", SIZE, SIZE, 0)
    assert "nothing about likeness" in answer.sentence


def test_a_million_words_take_little_memory() -> None:
    size = 1_000_000
    space = Space([], np.ones(size, np.int64), Identity(size))
    tracemalloc.start()
    space.cosines(space.rows([7])[0])
    health(space)
    percentiles(space).of_pair(3, 4)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100e6
    for unwritten in (lambda: space.matrix, lambda: space.scan, lambda: space.rows(np.arange(1000))):
        with pytest.raises(EmbreplError) as caught:
            unwritten()
        assert caught.value.code == "too-big"


def test_it_is_stored_without_vectors(tmp_path: Path) -> None:
    space = identity()
    store.save(tmp_path / "s", space.words, space.counts, Identity(SIZE), {"objective": "onehot"}, None)
    assert not (tmp_path / "s" / manifest.VECTORS).exists()
    answer = store.open_space(tmp_path / "s")
    assert answer.identity
    assert (len(answer), answer.dim, answer.words) == (SIZE, SIZE, space.words)


@pytest.mark.parametrize("change", [{"kind": "sparse"}, {"kind": 1}, {"dim": 3}, {"start": 2}])
def test_a_manifest_that_does_not_fit_is_damaged(tmp_path: Path, change: dict[str, object]) -> None:
    space = identity()
    store.save(tmp_path / "s", space.words, space.counts, Identity(SIZE), {}, None)
    path = tmp_path / "s" / manifest.MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(EmbreplError) as caught:
        store.open_space(tmp_path / "s")
    assert caught.value.code == "damaged-space"


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session with a one-hot model of a small book."""
    home = tmp_path_factory.mktemp("home")
    book = home / "book.txt"
    book.write_text("the king sees the queen . the man sees the woman .\n" * 30, encoding="utf-8")
    with talking(home) as talk:
        talk(f"load {book}")
        talk("train onehot")
        yield talk


def test_it_is_trained_without_keras(talk: Talk) -> None:
    recipe = talk.session.model.space.recipe
    assert "keras" not in recipe["versions"]
    assert recipe["command"] == "train onehot"
    planned = talk("train onehot --dry-run")
    assert [row.option for row in planned.rows] == ["min-count"]


def test_options_that_mean_nothing_are_refused(talk: Talk) -> None:
    assert talk.error("train onehot --dim 50").code == "unknown-option"


def test_near_says_plainly_that_none_is_nearer(talk: Talk) -> None:
    for query in ("king", "king - man + woman"):
        answer = talk(f"near {query}")
        assert answer.rows == ()
        assert "No word is nearer than another" in " ".join(shown(answer).split())


def test_it_is_scored_and_compared(talk: Talk, tmp_path: Path) -> None:
    pairs, analogies = tmp_path / "pairs.txt", tmp_path / "analogies.txt"
    pairs.write_text("king queen 9\nking man 1\nqueen woman 5\n", encoding="utf-8")
    analogies.write_text("king queen man woman\n", encoding="utf-8")
    tests = f"{quoted(str(pairs))},{quoted(str(analogies))}"
    scored = talk(f"evaluate {tests.replace(',', ' ')}")
    assert [(row.score, row.covered) for row in scored.rows] == [(None, 3), (0.0, 1)]
    answer = talk(f"compare onehot --words king,queen --tests {quoted(f'{pairs},{analogies}')}")
    assert answer.rows[0].neighbours == {"king": (), "queen": ()}
    assert answer.rows[0].scores == {"pairs": None, "analogies": 0.0}
    talk("use onehot")


def test_every_other_command_answers(talk: Talk) -> None:
    answer = talk("dist king queen")
    assert (answer.cosine, round(answer.euclidean, 4), answer.percentile) == (0.0, 1.4142, 50.0)
    vector = talk("vec king")
    assert (sum(vector.values), len(vector.values), vector.norm) == (1.0, vector.words, 1.0)
    assert talk("health").verdict == "onehot"
    assert "train zero" in talk("health").advice
    assert talk("models").rows[0].dim == vector.words
    for line in ("near king", "dist king queen", "vec king", "health", "models"):
        for name in FORMATS:
            assert shown(talk(line), name)
