"""Whether a figure that needs no test set tells good vectors of a text from poor ones, most of them of small texts.

The figure: how much nearer to well-known words the nearest rare words are than the nearest of the others (`lead`, see
`embrepl.space.ranking.rarity`). What it is to agree with: what a reader says of the neighbours of some words (`READ`,
by the lists of --look); the share of the first ten that were planted in the same group, how often a word is among the
first ten of one that people call similar (both by the order of `near`), and how much of their first ten the vectors of
two halves of the text have in common, which needs no test either, but two more trainings. The vectors of the halves are
judged too: no bound was chosen by them.

    PYTHONPATH=bench python bench/small/health.py [--models FOLDER] [--look] [--write]
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
from embrepl.space.ranking.rarity import OFTEN, Rarity, rarity

OBJECTIVES = ("spectral", "zero")
ASKED = 200  # well-known words whose lists of two halves are compared
LINES, PIECE = 100, 1_000  # a text of fewer lines is cut into pieces of so many words, or characters
RULE = f"n / (n + {PRIOR})"
LOOKED_AT, SHOWN = 50, 5  # well-known words drawn at random, and neighbours of each, that --look prints
POOR, FAIR = "poor", "fair"
READ = {  # what a reader said of vectors, by the neighbours of 10 to 54 words of each, by the cosine alone
    ("encyclopedia, 100,000 words", "spectral"): POOR, ("encyclopedia, 100,000 words", "zero"): POOR,
    ("encyclopedia, 300,000 words", "spectral"): POOR, ("encyclopedia, 300,000 words", "zero"): FAIR,
    ("encyclopedia, 1,000,000 words", "spectral"): FAIR, ("encyclopedia, 1,000,000 words", "zero"): FAIR,
    ("三国演义", "spectral"): POOR, ("三国演义", "zero"): FAIR, ("水浒传", "spectral"): POOR, ("水浒传", "zero"): FAIR,
    ("红楼梦", "spectral"): POOR, ("红楼梦", "zero"): FAIR, ("西游记", "spectral"): POOR, ("西游记", "zero"): FAIR,
    ("film reviews, 100,000 words", "spectral"): POOR, ("film reviews, 100,000 words", "zero"): POOR,
    ("film reviews, 300,000 words", "spectral"): POOR, ("film reviews, 300,000 words", "zero"): FAIR,
    ("film reviews, 1,000,000 words", "spectral"): FAIR, ("film reviews, 1,000,000 words", "zero"): FAIR,
}  # fmt: skip


def table(folder: Path) -> Iterator[str]:
    """Yield the tables, and how often the figure and the judgements agree."""
    yield f"{pages.machine()}; shares in percent; {OFTEN} times seen is well known.\n"
    yield "| text | words | | rare neighbours | rare words | lead | halves agree | planted | judged | read | health |"
    yield "|---|---:|---|---:|---:|---:|---:|---:|---:|---|---|"
    rows: dict[str, list[tuple[float, float]]] = {}
    verdicts: list[tuple[str, bool]] = []
    halves: list[str] = []
    for text, name in itertools.product(models.texts(folder), OBJECTIVES):
        model = models.trained(text, name, folder)
        spread, agree = rarity_of(model), agreement(text, name, folder)
        planted = order.planted_shares(model, text.planted)[RULE] if text.planted else None
        judged = order.judged_shares(model)[RULE] if text.english and not text.planted else None
        figures = " | ".join("" if each is None else f"{100 * each:.1f}" for each in (agree, planted, judged))
        verdict, read = health(model.space).verdict, READ.get((text.name, name), "")
        yield (
            f"| {text.name} | {model.tokens:,} | {name} | {100 * spread.neighbours:.1f} | {100 * spread.words:.1f} "
            f"| {100 * spread.lead:.1f} | {figures} | {read} | {verdict} |"
        )
        rows.setdefault(text.name, []).append((spread.lead, next(each for each in (planted, judged, agree) if each)))
        verdicts += [(read, verdict == "healthy")] if read else []
        halves += list(of_halves(text, name, folder))
    yield ""
    yield from agreements(rows, verdicts)
    yield "\nVectors of halves of the texts.\n"
    yield from ("| text | words | | lead | health |", "|---|---:|---|---:|---|", *halves)


def rarity_of(model: models.Trained) -> Rarity:
    """Return how rare the neighbours of well-known words are."""
    found = rarity(model.space)
    if found is None:
        raise ValueError("too few words of a text are well known")
    return found


def of_halves(text: models.Text, name: str, folder: Path) -> Iterator[str]:
    """Yield the figure and the verdict for the vectors of each half of a text, where it has enough well-known words."""
    for half in halves_of(text, folder):
        model = models.trained(half, name, folder)
        found = rarity(model.space)
        if found is not None:
            verdict = health(model.space).verdict
            yield f"| {text.name}, half | {model.tokens:,} | {name} | {100 * found.lead:.1f} | {verdict} |"


def agreements(rows: dict[str, list[tuple[float, float]]], verdicts: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """Yield on how many texts the vectors with the lower lead are better, and how often a reader agrees."""
    right = sum((first[0] < second[0]) == (first[1] > second[1]) for first, second in rows.values())
    yield f"- the objective whose rare words lead less is the better one on {right} of {len(rows)} texts"
    agreed = sum((read == FAIR) == healthy for read, healthy in verdicts)
    yield f"- health agrees with a reader on {agreed} of {len(verdicts)}"


def look(folder: Path) -> Iterator[str]:
    """Yield the nearest words of well-known words of each text, by the cosine alone, one objective beside the other."""
    for text in models.texts(folder):
        trained = [models.trained(text, name, folder) for name in OBJECTIVES]
        known = np.flatnonzero(trained[0].space.counts >= OFTEN)
        yield f"\n{text.name}: {', '.join(OBJECTIVES)}"
        for row in np.sort(np.random.default_rng(3).permutation(known)[:LOOKED_AT]).tolist():
            word = trained[0].space.words[row]
            asked = [(model, model.space.id(word)) for model in trained]
            yield f"{word}: " + " ‖ ".join(
                " ".join(
                    f"{each.word}({each.count})"
                    for each in nearest(model.space, model.space.units([at])[0], SHOWN, (at,), mutual=False)
                )
                for model, at in asked
            )


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
    parser.add_argument("--look", action="store_true", help="print the neighbours that a reader judges instead")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS, ENCYCLOPEDIA, scores.SCRIPT, *scores.TESTS)
    with tempfile.TemporaryDirectory(prefix="embrepl-bench-") as name:
        folder = chosen.models or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        if chosen.look:
            for line in look(folder):
                print(line, flush=True)
        else:
            pages.publish("small", table(folder), chosen)


if __name__ == "__main__":
    main()
