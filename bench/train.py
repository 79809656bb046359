"""How good and how fast vectors are made: every objective from a raw file to a vector file, with its peer beside it.

Each run is a process of its own, one after the other; its start (interpreter and imports) is timed apart. A run reads
the raw file anew, trains, and writes word2vec text, as the peer does. Scores are those of the shared scorer; the "other
half" is the mean over the odd-numbered lines of the same tests, which no setting was chosen by. The spread is over
seeds. `gensim` is its skip-gram.

    python bench/train.py [--seeds 3] [--only zero,spectral] [--growth] [--write [--part others]]

--growth times texts of 1 to 25 million words, and a vocabulary of a million; --write puts the tables into
docs/benchmarks.md.

It needs a folder of evaluation data that is no part of the repository: `shared` beside it, or the folder that
EMBREPL_SHARED names, with data/en/reviews.csv.gz, the tests in eval/, and bench/score.py and bench/peer_gensim.py.
Where one of them is missing it says which, measures nothing, leaves the page as it is and ends with status 1.
--growth needs the reviews alone.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pages
import peers
import scores
from growth import growth
from ours import ours
from shared import REVIEWS, need


@dataclass(frozen=True)
class Target:
    """What an objective is held against: a peer, its score times a factor less some points, its time times a share."""

    peer: str
    score: float
    less: float
    time: float


TARGETS = {
    "spectral": Target("gensim", 1.10, 0.0, 0.1),
    "zero": Target("gensim", 1.00, 0.0, 1 / 3),
    "skipgram": Target("gensim", 1.00, 0.0, 1.0),
    "cbow": Target("gensim cbow", 1.00, 0.0, 1.0),
    "subword": Target("gensim FastText", 1.00, 0.01, 1.0),
    "glove": Target("gensim", 0.90, 0.0, 1.0),
}


@dataclass(frozen=True)
class Run:
    """One training: seconds from the raw file to the vector file, its scores, and what it reported."""

    total: float
    scores: tuple[float, float, float]
    other_half: float
    report: dict[str, Any]

    @property
    def mean(self) -> float:
        """The mean of the three scores."""
        return statistics.fmean(self.scores)


def measured(found: tuple[Path, dict[str, Any]], folder: Path) -> Run:
    """Return a run with its scores."""
    path, report = found
    return Run(report["total"], *scores.scored(path, folder), report)


def table(objectives: list[str], seeds: int, folder: Path) -> Iterator[str]:
    """Yield the lines of the table of objectives and their peers."""
    often = pages.median_of(seeds, "seed")
    figures = often if seeds == 1 else f"seconds and mean: {often}; the others: medians"
    yield f"{pages.machine()}; {REVIEWS.name}, from the raw file to the vector file; {figures}.\n"
    yield "| | seconds | × time | WordSim | SimLex | analogies | mean | × mean | other half | estimated for actual |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|"
    others = list(dict.fromkeys(TARGETS[name].peer for name in objectives if name in TARGETS))
    runs: dict[str, list[Run]] = {name: [] for name in [*others, *objectives]}
    for seed in range(1, seeds + 1):
        for name in others:
            runs[name].append(measured(peers.peer(name, folder), folder))
        for name in objectives:
            runs[name].append(measured(ours(REVIEWS, name, {"seed": seed}, folder), folder))
            print(f"{name} {seed}: {runs[name][-1]}", file=sys.stderr, flush=True)
    for name, each in runs.items():
        yield row(name, each, runs.get(TARGETS[name].peer if name in TARGETS else "gensim", each))
    starts = [run.report["start"] for each in runs.values() for run in each if "start" in run.report]
    yield f"\nThe start of a process with its imports, left out above: {statistics.median(starts):.1f} s.\n"
    yield from (verdict(name, runs[name], runs[TARGETS[name].peer]) for name in objectives if name in TARGETS)


def row(name: str, runs: list[Run], others: list[Run]) -> str:
    """Return the row of an objective or a peer beside the one it is held against."""
    time = statistics.median(run.total / other.total for run, other in zip(runs, others, strict=True))
    score = statistics.median(run.mean / other.mean for run, other in zip(runs, others, strict=True))
    three = " | ".join(f"{statistics.median(run.scores[place] for run in runs):.3f}" for place in range(3))
    said = ""
    if "estimate" in runs[0].report:
        pairs = [(*run.report["estimate"], run.report["training"], run.report["most"]) for run in runs]
        seconds, most, took, held = (statistics.median(side) for side in zip(*pairs, strict=True))
        said = f"{seconds:.0f} s for {took:.0f} s, {most / 1e6:.0f} MB for {held / 1e6:.0f} MB"
    return (
        f"| {name} | {pages.spread([run.total for run in runs], 1)} | {time:.2f} | {three} "
        f"| {pages.spread([run.mean for run in runs], 3)} | {score:.2f} "
        f"| {statistics.median(run.other_half for run in runs):.3f} | {said} |"
    )


def verdict(name: str, runs: list[Run], others: list[Run]) -> str:
    """Return whether an objective meets its targets."""
    target = TARGETS[name]
    score = statistics.median(run.mean for run in runs)
    wanted = statistics.median(run.mean for run in others) * target.score - target.less
    share = statistics.median(run.total / other.total for run, other in zip(runs, others, strict=True))
    return (
        f"- {name}: mean {score:.3f}, wanted {wanted:.3f}: {pages.met(score >= wanted)}; "
        f"{share:.2f} of the time of {target.peer}, wanted {target.time:.2f}: {pages.met(share <= target.time)}"
    )


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", default=",".join(TARGETS), help="objectives, by commas (%(default)s)")
    parser.add_argument("--growth", action="store_true", help="texts of growing size instead of scores")
    parser.add_argument("--part", choices=("train", "others"), default="train", help="where --write puts the scores")
    pages.add_options(parser)
    chosen = parser.parse_args()
    objectives = chosen.only.split(",")
    need(REVIEWS)
    if not chosen.growth:
        need(scores.SCRIPT, *scores.TESTS, peers.SCRIPT)
    with tempfile.TemporaryDirectory(prefix="embrepl-bench-") as name:
        folder = Path(name)
        if chosen.growth:
            pages.publish("growth", growth(objectives, folder), chosen)
        else:
            pages.publish(chosen.part, table(objectives, chosen.seeds, folder), chosen)


if __name__ == "__main__":
    main()
