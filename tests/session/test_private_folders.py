"""What is kept is for the user alone, and where it cannot be kept that is said and the work goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from embrepl.system import places
from tests.helpers.sessions import Looks, Talk, quoted, talking

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
TEXT = "the king of the land and the queen of the sea went home with a dog and a cat. " * 100


def modes(folder: Path) -> set[tuple[bool, int]]:
    """Return whether it is a folder, and the permissions, of all that lies in a folder and of itself."""
    return {(path.is_dir(), path.stat().st_mode & 0o777) for path in [folder, *folder.rglob("*")]}


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """A session of its own that has read a text while everybody may read new files."""
    (tmp_path / "tales.txt").write_text(TEXT)
    before = os.umask(0)
    try:
        with talking(tmp_path / "home", own=True) as talk:
            talk(f"load {quoted(str(tmp_path / 'tales.txt'))}")
            yield talk
    finally:
        os.umask(before)


def test_all_that_is_written_is_private_whatever_the_umask(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.session.listener = Looks(talk, once_it_learns=True)
    assert talk("train --dim 8 --epochs 100000 --min-count 1").resumable
    talk("kwic king")
    home = Path(os.environ["HOME"])
    assert modes(home) - {(True, 0o777)} == {(True, 0o700), (False, 0o600)}
    assert [path for path in home.rglob("*") if path.stat().st_mode & 0o077] == []
    assert list(places.trainings_folder().glob("*/manifest.json"))


def test_a_folder_that_was_open_to_others_is_mended_with_all_in_it(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.touch(0o644)
    folder = places.trainings_folder()
    (folder / "old").mkdir()
    (folder / "old" / "array.bin").touch()
    (folder / "old" / "link").symlink_to(outside)
    (folder / "old" / "array.bin").chmod(0o644)
    outside.chmod(0o644)
    for each in (folder, folder / "old"):
        each.chmod(0o755)
    assert places.trainings_folder() == folder
    assert modes(folder) == {(True, 0o700), (False, 0o600), (False, 0o644)}  # the last is what the link leads to
    assert outside.stat().st_mode & 0o777 == 0o644


def test_a_training_goes_on_where_nothing_can_be_kept_to_resume(talk: Talk) -> None:
    trainings = places.trainings_folder()
    trainings.rmdir()
    trainings.touch()  # as a folder that cannot be written, also for root
    trained = talk("train --dim 8 --epochs 2 --min-count 1")
    assert (trained.name, trained.resumable) == ("zero", False)
    assert "so that `resume` cannot go on with it." in talk.notes.getvalue()
    error = talk.error("resume")
    assert error.code == "cannot-read"
    assert str(trainings) in error.message


def test_without_a_folder_for_logs_the_background_process_starts(talk: Talk) -> None:
    talk.session.jobs.client.close()
    state = places.state_folder()
    shutil.rmtree(state)
    state.touch()
    talk.session.jobs.client.log = state / "logs" / "worker.log"
    assert talk("train --dim 8 --epochs 2 --min-count 1").name == "zero"
