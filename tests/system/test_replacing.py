"""Files and folders are replaced whole or not at all, and the error names what could not be saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embrepl.corpus.store.writing import replacing_corpus
from embrepl.errors import EmbreplError
from embrepl.space import store
from embrepl.system.replacing import FolderContent, holds_only, recover_folder, replacing_folder, write_whole
from embrepl.training import states

CONTENT = FolderContent("thing", in_use="in-use", refused="refused")


def save_space(folder: Path) -> None:
    store.save(folder, ["a"], np.array([1]), np.ones((1, 2), np.float32), {}, None)


def save_checkpoint(folder: Path) -> None:
    states.save(folder, states.State(1, 2, 3.0, {"a": np.ones(3)}), {})


def save_corpus(folder: Path) -> None:
    with replacing_corpus(folder) as fresh:
        (fresh / "manifest.json").write_text("{}")


@pytest.mark.parametrize(
    ("save", "noun", "code"),
    [
        (save_space, "space", "cannot-save"),
        (save_checkpoint, "checkpoint", "cannot-save"),
        (save_corpus, "corpus", "cannot-write"),
    ],
)
def test_the_error_names_what_could_not_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path], None], noun: str, code: str
) -> None:
    save(tmp_path / "x")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = {path.name: path.read_bytes() for path in (tmp_path / "x").iterdir()}
    with pytest.raises(EmbreplError) as caught:
        save(tmp_path / "x")
    assert caught.value.code == code
    assert caught.value.message == f"The {noun} could not be saved in {tmp_path / 'x'}: No space left on device."
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "x").iterdir()} == before


def fill(folder: Path, name: str) -> None:
    with replacing_folder(folder, CONTENT, lambda older: holds_only(older, {"old"})) as fresh:
        (fresh / name).write_text(name)


def test_a_folder_takes_the_place_of_an_older_one_that_holds_the_same(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "x")
    fill(tmp_path / "x", "old")
    fill(tmp_path / "link", "new")
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["new"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "x"]
    with pytest.raises(EmbreplError, match="something other than a thing") as caught:
        fill(tmp_path / "x", "old")
    assert caught.value.code == "in-use"
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["new"]


def test_a_file_that_is_not_finished_leaves_the_older_one(tmp_path: Path) -> None:
    with write_whole(tmp_path / "x") as file:
        file.write(b"old")
    with pytest.raises(KeyboardInterrupt), write_whole(tmp_path / "x") as file:
        file.write(b"new")
        raise KeyboardInterrupt
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"old"}


def test_a_folder_whose_replacement_was_cut_off_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "model"
    with replacing_folder(folder, CONTENT, lambda _: True) as fresh:
        (fresh / "vectors").write_text("old")
    renames = iter([Path.rename])

    def rename(path: Path, target: Path) -> Path:
        """Do the first rename alone, as where the process is killed after it."""
        return next(renames)(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(RuntimeError), replacing_folder(folder, CONTENT, lambda _: True) as fresh:
        (fresh / "vectors").write_text("new")
    monkeypatch.undo()
    assert not folder.exists()
    recover_folder(folder)
    assert (folder / "vectors").read_text() == "old"
    recover_folder(folder)
    recover_folder(tmp_path / "another")
    assert [each.name for each in tmp_path.iterdir()] == ["model"]
