"""How soon a text has its first vectors: the default `train` on texts of growing size, and how good they are.

Each run is a process of its own. Its start (interpreter and imports, Keras among them) is timed apart from the
training, which has the estimate, the vectors that it starts from, and the passes. Beside the default runs the
default of before: from random vectors in ten or twenty passes where a text has fewer than two million words, and one
unmirrored pass from the spectral solution where it has more. `gensim` is its skip-gram, from the file to the vectors.

The slices of the film reviews are scored as in bench/train.py; the bundled texts by what was planted in them: the
share of planted words whose nearest is of their group, and the share of planted analogies that are solved.

    python bench/first.py [--seeds 3] [--only reviews,bundled,chinese] [--write]

It needs data/en/reviews.csv.gz, the four novels in data/zh/, the tests in eval/, and bench/score.py and
bench/peer_gensim.py of the folder that EMBREPL_SHARED names.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pages
import peers
import scores
from ours import ours
from shared import REVIEWS, SHARED, need, reviews

SIZES = (0.1, 0.3, 0.7, 1.3, 2.0, 2.8, 4.0, 4.9, 5.2)  # million words
PEER_SIZES = (0.7, 2.8)
BEFORE_SEEDS = {0.3: 3, 0.7: 3, 1.3: 1, 2.8: 3, 4.9: 3}  # by size, at most: the training of before takes long
LIMIT, LIMIT_SIZE = 15.0, 5_000_000  # seconds of a text of fewer words
BEFORE_RANDOM = 2_000_000  # words from which on the default of before started from the spectral solution
NOVELS = SHARED / "data" / "zh"
Quality = Callable[[Path, Path], tuple[float, ...]]


@dataclass(frozen=True)
class Text:
    """A text to train on: how its vectors are judged, how often the default of before and gensim are tried."""

    name: str
    source: Path
    quality: Quality
    measures: str
    before: int
    peer: bool = False


def english(path: Path, folder: Path) -> tuple[float, ...]:
    """Return the mean of the three scores."""
    return (statistics.fmean(scores.scored(path, folder)[0]),)


def texts(kinds: Sequence[str], folder: Path) -> Iterator[Text]:
    """Write the texts, and yield them."""
    if "bundled" in kinds:
        for language in scores.corpora.LANGUAGES:

            def found(path: Path, _: Path, language: str = language) -> tuple[float, ...]:
                return scores.planted(path, language)

            for words in (30_000, 120_000, 240_000):
                source = folder / f"{language}-{words}.txt"
                source.write_text(scores.corpora.text(language, words=words), "utf-8")
                yield Text(f"bundled {language}, {words:,} words", source, found, "groups, analogies", 3)
    if "chinese" in kinds:
        novels = sorted(NOVELS.glob("*.txt"))
        for number in (1, len(novels)):
            source = folder / f"novels-{number}.txt"
            source.write_bytes(b"\n".join(novel.read_bytes() for novel in novels[:number]))
            yield Text(pages.counted(number, "novel"), source, lambda *_: (), "", 2 - min(number, 2))
    if "reviews" in kinds:
        shuffled = list(reviews())  # which stand in the order of what they say
        random.Random(1).shuffle(shuffled)
        for size in SIZES:
            source = sliced(shuffled, round(size * 1e6), folder / f"reviews-{size}.csv.gz")
            often = BEFORE_SEEDS.get(size, 0)
            yield Text(f"{size} M words of reviews", source, english, "mean", often, size in PEER_SIZES)


def sliced(documents: Sequence[str], words: int, path: Path) -> Path:
    """Write a table of so many documents as have about so many words."""
    with gzip.open(path, "wt", encoding="utf-8", newline="", compresslevel=1) as file:
        table, done = csv.writer(file), 0
        table.writerow(["text"])
        for document in documents:
            if done >= words:
                break
            table.writerow([document])
            done += round(1.012 * len(document.split()))  # words joined by hyphens are split there, and the like
    return path


def before(tokens: int) -> dict[str, Any]:
    """Return the options that made the default of before."""
    return {"init": "random"} if tokens < BEFORE_RANDOM else {"mirror": False, "sample": 1e-4}


def table(kinds: Sequence[str], seeds: int, folder: Path) -> Iterator[str]:
    """Yield the lines of the table, and whether its targets are met."""
    yield f"{pages.machine()}; seconds of the training, its imports left out; {pages.median_of(seeds, 'seed')}.\n"
    yield "| text | words | | passes | seconds | CPU seconds | estimated | health | judged by | |"
    yield "|---|---:|---|---:|---:|---:|---:|---|---|---|"
    starts: list[float] = []
    medians: list[tuple[Text, int, float, float]] = []
    verdicts: list[str] = []
    for text in texts(kinds, folder):
        runs = [run(text, {"seed": seed}, folder) for seed in range(1, seeds + 1)]
        words = runs[0].report["tokens"]
        old = [run(text, {"seed": seed, **before(words)}, folder) for seed in range(1, min(seeds, text.before) + 1)]
        yield row(text, "default", runs)
        if old:
            yield row(text, "before", old)
        if text.peer:
            path, report = peers.peer("gensim", folder, text.source)
            quality = figures([text.quality(path, folder)])
            yield f"| | | gensim | | {report['total']:.1f} | | | | {text.measures} | {quality} |"
        starts += [each.report["start"] for each in runs]
        medians.append((text, words, middle(runs, "training"), middle(runs, "cpu")))
        verdicts += [worse(text, runs, old)] if text.measures and old else []
    yield f"\nThe start of a process with its imports: {statistics.median(starts):.1f} s.\n"
    yield from verdicts
    yield from in_time(medians, statistics.median(starts))


@dataclass(frozen=True)
class Run:
    """One training: what it reported, and how good its vectors are."""

    report: dict[str, Any]
    quality: tuple[float, ...]


def run(text: Text, given: dict[str, object], folder: Path) -> Run:
    """Return one training of the default objective with some options."""
    path, report = ours(text.source, "zero", given, folder)
    found = Run(report, text.quality(path, folder))
    print(f"{text.name} {given}: {found}", file=sys.stderr, flush=True)
    return found


def middle(runs: Sequence[Run], figure: str) -> float:
    """Return the median of a figure that runs report."""
    return statistics.median(each.report[figure] for each in runs)


def figures(qualities: Sequence[tuple[float, ...]]) -> str:
    """Return figures of several runs."""
    return ", ".join(pages.spread(each, 3) for each in zip(*qualities, strict=True))


def row(text: Text, which: str, runs: Sequence[Run]) -> str:
    """Return the row of the runs on a text."""
    report = runs[0].report
    seconds, cpu = ([each.report[name] for each in runs] for name in ("training", "cpu"))
    estimated = statistics.median(each.report["estimate"][0] for each in runs)
    verdicts = ", ".join(dict.fromkeys(each.report["verdict"] for each in runs))
    name, words = (text.name, f"{report['tokens']:,}") if which == "default" else ("", "")
    quality = figures([each.quality for each in runs])
    return (
        f"| {name} | {words} | {which} | {report['epochs']:.3g} | {pages.spread(seconds, 1)} "
        f"| {pages.spread(cpu, 1)} | {estimated:.1f} | {verdicts} | {text.measures} | {quality} |"
    )


def worse(text: Text, runs: Sequence[Run], old: Sequence[Run]) -> str:
    """Return whether vectors are no worse than those of before, which differ among each other by their seed."""
    ours_, theirs = (statistics.median(statistics.fmean(each.quality) for each in side) for side in (runs, old))
    return f"- {text.name}: mean {ours_:.3f}, before {theirs:.3f}: no worse: {pages.met(ours_ >= theirs - 0.005)}"


def in_time(medians: Sequence[tuple[Text, int, float, float]], start: float) -> Iterator[str]:
    """Yield whether every text is done within the limit, and whether time grows with the text without a step."""
    slowest, name = max((seconds + start, text.name) for text, words, seconds, _ in medians if words < LIMIT_SIZE)
    yield (
        f"- every text under 5 M words within {LIMIT:.0f} s, imports included: {slowest:.1f} s at most ({name}): "
        f"{pages.met(slowest <= LIMIT)}"
    )
    sizes = [(words, cpu) for text, words, _, cpu in medians if text.measures == "mean"]
    pairs = pairwise(sizes)
    steps = [(cpu_after / cpu, words_after / words) for (words, cpu), (words_after, cpu_after) in pairs]
    if steps:
        even = all(0.9 <= cpu <= 1.1 * words for cpu, words in steps)
        yield f"- the CPU seconds never fall from one size of reviews to the next, nor grow faster: {pages.met(even)}"


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", default="bundled,chinese,reviews", help="kinds of text, by commas (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS, scores.SCRIPT, *scores.TESTS, peers.SCRIPT)
    with tempfile.TemporaryDirectory(prefix="embrepl-bench-") as name:
        pages.publish("first", table(chosen.only.split(","), chosen.seeds, Path(name)), chosen)


if __name__ == "__main__":
    main()
