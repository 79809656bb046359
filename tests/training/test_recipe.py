"""A recipe as it is written down, and as it is read again."""

from __future__ import annotations

from typing import Any

import pytest

from embrepl.training.ends import End, How
from embrepl.training.recipe import CorpusFacts, FileFacts, ModelFacts, Recipe, StoppedTraining

CORPUS = {"name": "tales", "hash": "5f", "tokens": 70}
PLAIN = {"objective": "zero", "options": {"dim": 8}, "command": "train zero --dim 8", "corpus": CORPUS}
FULL = PLAIN | {
    "vectors": {"path": "/a", "bytes": 3, "fingerprint": "7a"},
    "stopped": "epoch 1 of 2",
    "versions": {"embrepl": "0.1.0"},
}


@pytest.mark.parametrize("values", [PLAIN, FULL])
def test_what_is_written_down_reads_back(values: dict[str, Any]) -> None:
    assert Recipe.from_plain(values).as_plain() == values
    assert list(Recipe.from_plain(values).as_plain()) == list(values)


def test_the_nouns_of_a_recipe() -> None:
    recipe = Recipe.from_plain(FULL)
    assert recipe.corpus == CorpusFacts("tales", "5f", 70)
    assert recipe.vectors == FileFacts("/a", 3, "7a")
    model = {"model": "mine", "command": "train", "fingerprint": "7a"}
    assert Recipe.from_plain(PLAIN | {"vectors": model}).vectors == ModelFacts("mine", "train", "7a")


@pytest.mark.parametrize("values", [{"corpus": 1}, {"options": 3}, {"vectors": {"x": 1}}, {"corpus": {"name": "a"}}])
def test_what_is_no_recipe(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no recipe"):
        Recipe.from_plain(values)


def test_it_says_how_the_training_ended() -> None:
    recipe = Recipe("zero")
    assert recipe.ended_by(End(), {"a": "1"}).as_plain() == {
        "objective": "zero", "options": {}, "command": "", "versions": {"a": "1"}
    }  # fmt: skip
    assert recipe.ended_by(End.stopped_at("epoch 1"), {}).stopped == "epoch 1"
    assert recipe.ended_by(End(How.SETTLED, why="settled after 2 passes"), {}).ended == "settled after 2 passes"


def test_the_key_is_that_of_the_training_and_not_of_its_command() -> None:
    recipe = Recipe.from_plain(PLAIN)
    assert recipe.key.startswith("zero-")
    assert recipe.key == Recipe.from_plain(PLAIN | {"command": "train", "stopped": "here"}).key
    others = [PLAIN | {"options": {"dim": 9}}, PLAIN | {"corpus": CORPUS | {"hash": "6f"}}, FULL]
    assert len({recipe.key, *(Recipe.from_plain(other).key for other in others)}) == 4


def test_a_stopped_training_is_written_down() -> None:
    stopped = StoppedTraining(Recipe.from_plain(PLAIN), "mine", "epoch 1 of 2", 12.5, ("king",))
    kept = {"objective": "zero", "options": {"dim": 8}, "recipe": PLAIN, "name": "mine", "stopped": "epoch 1 of 2"}
    kept |= {"seconds": 12.5, "watched": ["king"], "process": ""}
    kept |= {"source": {"folder": "", "paths": (), "options": {}}}
    assert stopped.as_plain() == kept
    assert StoppedTraining.from_plain(kept) == stopped
