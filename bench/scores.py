"""What vectors score in the tests of the shared data, by the shared scorer: similarity of words, and analogies."""

from __future__ import annotations

import importlib.util
import statistics
from pathlib import Path
from types import ModuleType

import numpy as np
from shared import SHARED

SCRIPT = SHARED / "bench" / "score.py"
TESTS = tuple(SHARED / "eval" / name for name in ("wordsim353.txt", "simlex999.txt", "questions-words.txt"))


def scorer() -> ModuleType:
    """Return the module of the shared scores."""
    found = importlib.util.spec_from_file_location("score", SCRIPT)
    if found is None or found.loader is None:
        raise ImportError(f"{SCRIPT} is no Python module")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def scored(path: Path, folder: Path) -> tuple[tuple[float, float, float], float]:
    """Return the three scores of a vector file, and their mean over the other half of the tests."""
    score = scorer()
    words, vectors = score.read_vectors(str(path))
    index = {word: place for place, word in reversed(list(enumerate(words)))}
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def three(tests: Path) -> tuple[float, float, float]:
        similar = [score.similarity(index, unit, tests / test.name)[0] for test in TESTS[:2]]
        return similar[0], similar[1], score.analogies(index, unit, tests / TESTS[2].name)[0]

    return three(TESTS[0].parent), statistics.fmean(three(other_half(folder / "half")))


def other_half(folder: Path) -> Path:
    """Write the odd-numbered lines of the tests, which no setting was chosen by, where they are not written yet."""
    if not folder.exists():
        folder.mkdir()
        for test in TESTS:
            lines = [line for line in test.read_text("utf-8").splitlines() if not line.startswith(":")]
            (folder / test.name).write_text("\n".join(lines[1::2]) + "\n", "utf-8")
    return folder
