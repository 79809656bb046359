"""The trainings that were stopped and can go on: what is known of each without reading its arrays."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from embrepl.errors import EmbreplError
from embrepl.system import places
from embrepl.system.kept import last_use
from embrepl.training.recipe import StoppedTraining

FORMAT, VERSION = "embrepl-training", 3
MANIFEST = "manifest.json"


def resumable_trainings() -> list[StoppedTraining]:
    """Return the trainings that can go on, the latest first; not those that some session is busy with.

    Raises `cannot-read`.
    """
    try:
        folders = [folder for folder in places.trainings_folder().iterdir() if not folder.name.startswith(".")]
    except OSError as error:
        message = f"{error.filename or 'The folder of stopped trainings'} cannot be read: {error.strerror or error}."
        raise EmbreplError("cannot-read", message, "`train` starts anew.") from error
    found = map(training_in, sorted(folders, key=last_use, reverse=True))
    return [stopped for stopped in found if stopped and not places.is_running(stopped.process)]


def training_in(folder: Path) -> StoppedTraining | None:
    """Return the training that is kept in a folder, None where it cannot go on."""
    with contextlib.suppress(EmbreplError, ValueError):
        return StoppedTraining.from_plain(facts_of(folder))
    return None


def facts_of(folder: Path) -> dict[str, Any]:
    """Return the facts of the training that is kept in a folder. Raises `damaged-training`."""
    facts = manifest_of(folder).get("about")
    if not isinstance(facts, dict):
        raise damaged(folder, "its manifest says nothing about it")
    return facts


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest of the training that is kept in a folder. Raises `damaged-training`."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        if manifest["format"] != FORMAT or manifest["version"] != VERSION:
            raise damaged(folder, "it is of another version")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(folder, "its manifest cannot be read") from error
    return manifest


def damaged(folder: Path, why: str) -> EmbreplError:
    """Return the error for a training that cannot go on."""
    message = f"The training kept in {folder} cannot go on: {why}."
    return EmbreplError("damaged-training", message, "Start again: `train`.")
