"""The texts that the orders of neighbours and `health` are judged on, most of them small, and their vectors.

The bundled texts in both languages, the encyclopedia cut to some sizes, the four novels one by one, and the reviews.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import scores
from numpy.typing import NDArray
from ours import counts_of, ours
from shared import ENCYCLOPEDIA, REVIEWS, SHARED, reviews

from embrepl.space.space import Space

NOVELS = SHARED / "data" / "zh"
CUTS = (100_000, 300_000, 1_000_000)  # words of the encyclopedia, and of the reviews
BUNDLED = (30_000, 120_000)
TOPS = {"en": "bundled en", "zh": "bundled zh"}


@dataclass(frozen=True)
class Text:
    """A text: its name, where it is, and the language that tells what was planted in it, if anything was."""

    name: str
    source: Path
    planted: str = ""
    english: bool = True


def texts(folder: Path) -> Iterator[Text]:
    """Write what has to be written, and yield the texts."""
    for language, name in TOPS.items():
        for words in BUNDLED:
            source = folder / f"{language}-{words}.txt"
            source.write_text(scores.corpora.text(language, words=words), "utf-8")
            yield Text(f"{name}, {words:,} words", source, language, language == "en")
    with gzip.open(ENCYCLOPEDIA, "rt", encoding="utf-8") as file:
        words_of = file.read().split()
    for cut in CUTS:
        source = folder / f"encyclopedia-{cut}.txt"
        source.write_text(" ".join(words_of[:cut]), "utf-8")
        yield Text(f"encyclopedia, {cut:,} words", source)
    for source in sorted(NOVELS.glob("*.txt")):
        yield Text(source.stem, source, english=False)
    yield from reviews_cut(folder)
    yield Text("film reviews", REVIEWS)


def reviews_cut(folder: Path) -> Iterator[Text]:
    """Write and yield the first reviews that have so many words."""
    texts_of = list(reviews())
    ends = np.cumsum([len(text.split()) for text in texts_of])
    for cut in CUTS:
        source = folder / f"reviews-{cut}.txt"
        source.write_text(
            "\n".join(" ".join(text.split()) for text in texts_of[: int(np.searchsorted(ends, cut))]), "utf-8"
        )
        yield Text(f"film reviews, {cut:,} words", source)


@dataclass(frozen=True)
class Trained:
    """The vectors of a text by an objective, and how many words the text has."""

    space: Space
    tokens: int

    @cached_property
    def units(self) -> NDArray[np.float32]:
        """All vectors at length one, (V, D)."""
        return self.space.units(np.arange(len(self.space)))

    @cached_property
    def mean(self) -> NDArray[np.float32]:
        """The mean of all vectors at length one, (D,)."""
        return np.asarray(self.units.mean(axis=0))


def trained(text: Text, objective: str, folder: Path, *, seed: int = 1) -> Trained:
    """Train an objective by its defaults on a text, or take the vectors that were trained in this folder before."""
    kept = folder / f"{text.source.name.split('.')[0]}-{objective}-{seed}.npz"
    if not kept.exists():
        path, report = ours(text.source, objective, {"seed": seed}, folder)
        words, matrix = scores.scorer().read_vectors(str(path))
        np.savez(
            kept, words=words, matrix=matrix, counts=np.fromfile(counts_of(path), np.int64), tokens=report["tokens"]
        )
        print(f"trained {kept.stem}", file=sys.stderr, flush=True)
    with np.load(kept) as file:
        words = [str(word) for word in file["words"]]
        space = Space(words, file["counts"], file["matrix"], {"objective": objective}, name=objective)
        return Trained(space, int(file["tokens"]))
