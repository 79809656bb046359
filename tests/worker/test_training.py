"""A training as the worker does it, of an objective that takes no time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.objectives.engine.task import Outcome
from embrepl.space.store import open_space
from embrepl.training import states
from embrepl.training.ends import COMPLETED, End
from embrepl.training.protocol import Estimated, Noted, Train, Trained
from embrepl.training.recipe import Recipe
from embrepl.training.states import State
from embrepl.worker.progress import JobReporter
from embrepl.worker.training import _Training, train
from tests.helpers.texts import corpus_of

RECIPE = Recipe("onehot", "train onehot --min-count 2", {"min_count": 2})


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    return str(corpus_of(tmp_path / "text", {"a.txt": "the king and the queen\n" * 3}).folder)


def test_what_is_trained_is_kept_with_its_recipe(corpus: str, tmp_path: Path) -> None:
    folder = tmp_path / "space"
    made = train(Train(1, RECIPE, corpus, str(folder)), JobReporter(1, lambda _: None))
    assert isinstance(made, Trained)
    assert (made.job, made.folder, made.end) == (1, str(folder), COMPLETED)
    kept = Recipe.from_plain(open_space(folder).recipe)
    assert (kept.command, kept.options, kept.stopped) == (RECIPE.command, {"min_count": 2}, "")
    assert set(kept.versions) == {"embrepl", "numpy", "threads"}


def test_watched_words_of_one_hot_vectors_have_no_neighbours_to_show(corpus: str, tmp_path: Path) -> None:
    sent: list[Any] = []
    request = Train(1, RECIPE, corpus, str(tmp_path / "space"), watched=["king"])
    assert train(request, JobReporter(1, sent.append)) is not None
    assert not any(getattr(message, "neighbours", None) for message in sent)


def test_a_dry_run_only_estimates(corpus: str, tmp_path: Path) -> None:
    sent: list[Any] = []
    assert train(Train(1, RECIPE, corpus, str(tmp_path / "space"), dry=True), JobReporter(1, sent.append)) is None
    assert [message.dry for message in sent if isinstance(message, Estimated)] == [True]
    assert not (tmp_path / "space").exists()


@pytest.mark.parametrize(
    ("recipe", "watched", "code"),
    [
        (RECIPE, ["kin"], "unknown-word"),
        (Recipe("onehot", options={"min_count": 99}), [], "empty-vocabulary"),
        (Recipe("nothing"), [], "unknown-objective"),
    ],
)
def test_what_cannot_be_trained(corpus: str, tmp_path: Path, recipe: Recipe, watched: list[str], code: str) -> None:
    request = Train(1, recipe, corpus, str(tmp_path / "space"), watched=watched)
    with pytest.raises(EmbreplError) as caught:
        train(request, JobReporter(1, lambda _: None))
    assert caught.value.code == code


def test_a_disk_that_is_full_ends_no_training(corpus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkpoints that fail are said once; what was learnt until a stop is kept, though it cannot go on later."""
    sent: list[Any] = []
    training = _Training(
        Train(1, RECIPE, corpus, str(tmp_path / "space"), state=str(tmp_path / "kept")), JobReporter(1, sent.append)
    )
    words = 3
    outcome = Outcome(
        np.eye(words, 2, dtype=np.float32),
        start=None,
        loss=1.0,
        words=2.0,
        end=End.stopped_at("epoch 1"),
        state=State(0, 1, 2.0, {"one": np.ones(3, np.float32)}),
        rows=np.arange(words),
    )

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(states, "sync_all", full)
        training._save_checkpoint(outcome)
        training._save_checkpoint(outcome)
        assert not training._kept_to_resume(outcome)
    notes = [message.text for message in sent if isinstance(message, Noted)]
    assert len(notes) == 2
    assert "No space left on device. The training goes on without it." in notes[0]
    assert "The vectors are kept; the training cannot go on later." in notes[1]
    assert open_space(tmp_path / "space").matrix.shape == (words, 2)
    training._save_checkpoint(outcome)
    assert training._kept_to_resume(outcome)
    assert states.load(tmp_path / "kept").batch == 1
