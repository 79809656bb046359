"""What vectors score: in the tests of the shared data, by the shared scorer; and by what bundled texts have planted."""

from __future__ import annotations

import importlib.util
import statistics
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
from processes import ROOT
from shared import SHARED

sys.path.append(str(ROOT))  # the bundled texts are no part of the installed package
import corpora

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


def planted(path: Path, language: str) -> tuple[float, float]:
    """Return, of the words planted in a bundled text, the share whose nearest is of their group, and of analogies."""
    words, vectors = scorer().read_vectors(str(path))
    index = {word: place for place, word in enumerate(words)}
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    truth = corpora.planted(language)
    groups = [[index[word] for word in group if word in index] for group in truth.groups.values()]
    inside = [_nearest(unit, unit[word], [word]) in group for group in groups for word in group]
    solved = []
    for *asked, answer in truth.analogies:
        ids = [index.get(word, -1) for word in asked]
        a, b, c = ids
        solved.append(min(ids) >= 0 and words[_nearest(unit, unit[b] - unit[a] + unit[c], ids)] == answer)
    return statistics.fmean(inside), statistics.fmean(solved)


def _nearest(unit: np.ndarray, target: np.ndarray, without: list[int]) -> int:
    cosines = unit @ target
    cosines[without] = -np.inf
    return int(cosines.argmax())
