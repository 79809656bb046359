"""Whether a figure that needs no test set tells good vectors of a text from poor ones, most of them of small texts.

The figure: of the words nearest to well-known ones, by the cosine alone, the share that was seen fewer than 20 times,
beside their share of the vocabulary. What it is to agree with: the share of the first ten that were planted in the same
group, how often a word is among the first ten of one that people call similar (both by the order of `near`), and
how much of their first ten the vectors of two halves of the text have in common, which needs no test either, but two
more trainings.

    PYTHONPATH=bench python bench/small/health.py [--models FOLDER] [--write]
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import models
import numpy as np
import order
import pages
import scores
from shared import ENCYCLOPEDIA, REVIEWS, need, reviews

from embrepl.space.health import health
from embrepl.space.neighbours import nearest
from embrepl.space.ranking.order import PRIOR, by_count
from embrepl.space.ranking.rarity import OFTEN, rarity

OBJECTIVES = ("spectral", "zero")
ASKED = 200  # well-known words whose lists of two halves are compared
LINES, PIECE = 100, 1_000  # a text of fewer lines is cut into pieces of so many words, or characters
RULE = f"n / (n + {PRIOR})"


def table(folder: Path) -> Iterator[str]:
    """Yield the table, and how often the figure and the judgements agree on which vectors of a text are better."""
    yield f"{pages.machine()}; shares in percent; {OFTEN} times seen is well known.\n"
    yield "| text | words | | rare neighbours | rare words | ratio | halves agree | planted | judged | health |"
    yield "|---|---:|---|---:|---:|---:|---:|---:|---:|---|"
    rows: dict[str, list[tuple[float, float]]] = {}
    for text, name in itertools.product(models.texts(folder), OBJECTIVES):
        model = models.trained(text, name, folder)
        spread, halves = rarity(model.space), agreement(text, name, folder)
        if spread is None:
            raise ValueError(f"too few words of {text.name} are well known")
        planted = order.planted_shares(model, text.planted)[RULE] if text.planted else None
        judged = order.judged_shares(model)[RULE] if text.english and not text.planted else None
        shares = (spread.neighbours, spread.words)
        figures = " | ".join("" if each is None else f"{100 * each:.1f}" for each in (halves, planted, judged))
        yield (
            f"| {text.name} | {model.tokens:,} | {name} | {100 * shares[0]:.1f} | {100 * shares[1]:.1f} "
            f"| {spread.ratio:.2f} | {figures} | {health(model.space).verdict} |"
        )
        rows.setdefault(text.name, []).append((spread.ratio, next(each for each in (planted, judged, halves) if each)))
    yield ""
    yield from agreements(rows)


def agreements(rows: dict[str, list[tuple[float, float]]]) -> Iterator[str]:
    """Yield on how many texts the vectors with the lower ratio are the better ones, and how the texts are ordered."""
    right = sum((first[0] < second[0]) == (first[1] > second[1]) for first, second in rows.values())
    yield f"- the objective with fewer rare neighbours is the better one on {right} of {len(rows)} texts"


def agreement(text: models.Text, objective: str, folder: Path) -> float:
    """Return how much of the first ten of well-known words the vectors of two halves of a text have in common."""
    spaces = [models.trained(half, objective, folder).space for half in halves_of(text, folder)]
    both = [word for word in spaces[0].words if word in spaces[1]]
    often = [word for word in both if min(space.counts[space.id(word)] for space in spaces) >= OFTEN // 2]
    chosen = np.random.default_rng(0).permutation(often)[:ASKED]
    return float(np.mean([len(set.intersection(*(first(space, word) for space in spaces))) / 10 for word in chosen]))


def first(space: models.Space, word: str) -> set[str]:
    """Return the first ten words around one, as `near` has them."""
    row = space.id(word)
    return {each.word for each in nearest(space, space.units([row])[0], 10, (row,), by_count(space), mutual=False)}


def halves_of(text: models.Text, folder: Path) -> Iterator[models.Text]:
    """Write and yield the halves of a text: every other line, or document, or piece of a text without lines."""
    pieces = pieces_of(text)
    for half in (0, 1):
        source = folder / f"{text.source.name.split('.')[0]}-half{half}.txt"
        if not source.exists():
            source.write_text("\n".join(pieces[half::2]), "utf-8")
        yield replace(text, source=source)


def pieces_of(text: models.Text) -> Sequence[str]:
    """Return the documents, lines or pieces of a text."""
    if text.source == REVIEWS:
        return list(reviews())
    content = text.source.read_text("utf-8")
    lines = [line for line in content.splitlines() if line.strip()]
    if len(lines) > LINES:
        return lines
    words = content.split()
    if len(words) > PIECE:
        return [" ".join(words[at : at + PIECE]) for at in range(0, len(words), PIECE)]
    return [content[at : at + PIECE] for at in range(0, len(content), PIECE)]


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--models", type=Path, help="a folder that keeps the vectors")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS, ENCYCLOPEDIA, scores.SCRIPT, *scores.TESTS)
    with tempfile.TemporaryDirectory(prefix="embrepl-bench-") as name:
        folder = chosen.models or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        pages.publish("small", table(folder), chosen)


if __name__ == "__main__":
    main()
