"""What is kept for later sessions has limits, goes only where nobody uses it, and is listed with what empties it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embrepl.session.keeping import stopped_trainings
from embrepl.system import places
from embrepl.system.kept import DAY, LOCK, Hold, KeptFolders
from embrepl.training import states
from embrepl.training.recipe import CorpusFacts, Recipe, StoppedTraining
from tests.helpers.sessions import FORMATS, Looks, Talk, quoted, shown, talking

TEXT = "the king of the land and the queen of the sea went home with a dog and a cat. " * 100
SIZE = 4000  # bytes of a kept training, at least


def kept_training(name: str, days: float) -> Path:
    """Keep a training that was stopped so many days ago."""
    folder = places.trainings_folder() / f"zero-{name}"
    recipe = Recipe("zero", command="train zero", options={"dim": 8}, corpus=CorpusFacts("tales", "0", 10))
    state = states.State(1, 0, 0.0, {"one": np.zeros(SIZE // 4, np.float32)})
    states.save(folder, state, StoppedTraining(recipe, name, "37 %").as_plain())
    Hold(folder).release()
    then = time.time() - days * DAY
    os.utime(folder / LOCK, (then, then))
    return folder


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    (tmp_path / "tales.txt").write_text(TEXT)
    with talking(tmp_path / "home") as talk:
        yield talk


def test_the_longest_unused_and_the_old_go_first_and_none_in_use(tmp_path: Path) -> None:
    folders = [kept_training(f"t{days}", days) for days in (9, 5, 3, 1)]
    hold = Hold(folders[0])
    kept = KeptFolders(places.trainings_folder(), 100 * SIZE, days=4)
    assert [gone.name for gone in kept.shrink().gone] == ["zero-t5"]
    kept = KeptFolders(kept.folder, int(2.5 * SIZE))
    shrunk = kept.shrink()
    assert [(gone.name, gone.why) for gone in shrunk.gone] == [("zero-t3", "for 10.0 kB in all")]
    assert kept.entries() == sorted([folders[0], folders[3]])
    hold.release()
    assert KeptFolders(kept.folder, 0).shrink().over == 0
    assert kept.entries() == []


def test_a_session_says_what_went_and_keeps_what_it_works_on(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk(f"load {quoted(str(Path(os.environ['HOME']).parent / 'tales.txt'))}")
    kept_training("older", 2)
    kept_training("ancient", 91)
    monkeypatch.setenv("EMBREPL_TRAININGS_SIZE", str(SIZE))
    notes = Looks(talk, once_it_learns=True)
    talk.session.listener = notes
    assert talk("train --dim 8 --epochs 100000 --min-count 1").resumable
    said = [note for note in notes.notes if "no longer kept" in note]
    assert [note.split()[3] for note in said][:2] == ["ancient", "older"]
    assert "unused for 91 days" in said[0]


def test_without_room_for_trainings_none_is_kept(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk(f"load {quoted(str(Path(os.environ['HOME']).parent / 'tales.txt'))}")
    monkeypatch.setenv("EMBREPL_TRAININGS_SIZE", "0")
    talk.session.listener = Looks(talk, once_it_learns=True)
    assert not talk("train --dim 8 --epochs 100000 --min-count 1").resumable
    assert stopped_trainings().entries() == []


def test_stopped_trainings_are_listed_and_removed(talk: Talk) -> None:
    assert talk("trainings").rows == ()
    folder = kept_training("mine", 1)
    kept_training("other", 2)
    (places.trainings_folder() / "broken").mkdir()
    listed = talk("trainings")
    assert [(row.name, row.corpus, row.stopped) for row in listed.rows][1:] == [
        ("mine", "tales", "37 %"), ("other", "tales", "37 %")
    ]  # fmt: skip
    assert all(shown(listed, name) for name in FORMATS)
    assert "damaged" in shown(listed)
    assert talk.error("trainings forget").code == "wrong-usage"
    assert talk.error("trainings forget none").code == "unknown-name"
    hold = Hold(folder)
    assert "in use now" in shown(talk("trainings"))
    assert [(row.name, row.kept) for row in talk("trainings forget mine").rows] == [("mine", True)]
    hold.release()
    assert [(row.name, row.kept) for row in talk("trainings forget mine").rows] == [("mine", False)]
    assert sorted(row.name for row in talk("trainings forget --all").rows) == ["broken", "other"]
    assert all(shown(talk("trainings forget --all"), name) for name in FORMATS)


def test_forgetting_a_text_without_its_name_is_asked(talk: Talk) -> None:
    talk(f"load {quoted(str(Path(os.environ['HOME']).parent / 'tales.txt'))}")
    error = talk.error("corpus forget")
    assert (error.code, "`corpus forget tales`" in error.hint) == ("wrong-usage", True)
    asked: list[str] = []
    talk.session.confirm = lambda question: bool(asked.append(question))
    assert talk.error("corpus forget").code == "stopped"
    assert asked == ["Remove the cached copy of tales?"]
    assert len(list(places.cache_folder().iterdir())) == 1
    talk.session.confirm = lambda _: True
    assert [row.name for row in talk("corpus forget").rows] == ["tales"]
    assert not list(places.cache_folder().iterdir())


def test_info_shows_what_lies_where_and_what_empties_it(talk: Talk) -> None:
    talk(f"load {quoted(str(Path(os.environ['HOME']).parent / 'tales.txt'))}")
    kept_training("mine", 1)
    rows = {row.what: row for row in talk("info").places}
    assert list(rows) == ["cached texts", "stopped trainings", "this session", "logs", "history"]
    assert (rows["cached texts"].count, rows["stopped trainings"].count, rows["this session"].count) == (1, 1, 1)
    assert rows["cached texts"].bytes > len(TEXT)
    assert all(shown(talk("info"), name) for name in FORMATS)
    for name in ("cached texts", "stopped trainings"):
        talk(rows[name].emptied_by.strip("`"))
    rows = {row.what: row for row in talk("info").places}
    assert (rows["cached texts"].count, rows["stopped trainings"].count) == (0, 0)


@pytest.mark.parametrize("name", ["EMBREPL_KEEP_DAYS", "EMBREPL_TRAININGS_SIZE"])
def test_settings_that_are_none_are_reported(talk: Talk, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "much")
    error = talk.error("trainings")
    assert (error.code, name in error.message) == ("bad-setting", True)
