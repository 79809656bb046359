"""What vectors of a bundled text show of what was planted in it."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

import numpy as np
from processes import ROOT
from scores import scorer

sys.path.append(str(ROOT))  # the texts are no part of the installed package
import corpora


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
