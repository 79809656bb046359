"""How often the intervals of `stable` hold what they claim to, on texts drawn from sources whose cosines are known.

The share of pairs whose interval holds the cosine on another text of the same kind and size, and, where it is known,
that on a text without end: of nearest words, which are chosen for their cosines, and of words taken at random. The
simulation is that of the tests (`tests/objectives/resampling`), with more kinds of text, more sources of each, and
recipes that train on the text itself.

    PYTHONPATH=bench python bench/exploring/coverage.py [--sources 24] [--write]
"""

from __future__ import annotations

import argparse
import math
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the background process has it
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import pages
import scores  # noqa: F401  finds the tests of the repository

from tests.objectives.resampling.simulation import Kind, Recipe, Solved, Trained, coverage

KINDS = {
    "2,000 documents of 40 words": Kind(150, 2_000, 40),
    "250 documents of 40 words": Kind(150, 250, 40),
    "60 documents of 1,000 words": Kind(150, 60, 1_000),
    "2,500 documents of 40 words, rare words": Kind(1_000, 2_500, 40),
    "500 documents of 40 words, rare words": Kind(1_000, 500, 40),
    "one document of 60,000 words, in blocks": Kind(150, 400, 150, together=0),
    "one document of 15,000 words, in blocks": Kind(150, 100, 150, together=0),
    "one document of 3,000 words, in blocks": Kind(150, 20, 150, together=0),
    "one document of 60,000 words, in blocks, rare words": Kind(1_000, 400, 150, together=0),
    "eight documents of 7,500 words on their own topics, in blocks": Kind(150, 400, 150, together=50, alike=0.5),
}
TRAINED = {"zero": (0, 1, 3, 6), "skipgram": (1, 6)}  # the places in KINDS of what they are tried on
FEWER = 4  # times fewer sources for recipes that train on the text itself


def table(sources: int) -> Iterator[str]:
    """Yield the table."""
    yield f"{pages.machine()}; shares in percent, of nominal 95; 20 runs, {sources} sources of each kind, "
    yield f"{sources // FEWER} where vectors are trained. Rare words: 1,000 words, else 150.\n"
    yield "| text | | nearest words | at random | nearest, endless text | at random, endless text | width |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    with tempfile.TemporaryDirectory(prefix="embrepl-coverage-") as folder, ThreadPoolExecutor(2) as pool:
        for name, kind in KINDS.items():
            yield row(name, kind, Solved(Path(folder), pool), sources)
        for objective, places in TRAINED.items():
            for place in places:
                name = list(KINDS)[place]
                yield row(name, KINDS[name], Trained(objective, Path(folder)), max(1, sources // FEWER))


def row(name: str, kind: Kind, recipe: Recipe, sources: int) -> str:
    """Return a line of the table."""
    found = coverage(kind, recipe, sources)
    figures = (found.near, found.at_random, found.near_true, found.at_random_true)
    shares = " | ".join("" if math.isnan(each) else f"{100 * each:.1f}" for each in figures)
    return f"| {name} | {recipe.name} | {shares} | {found.width:.2f} |"


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=int, default=24, help="sources of each kind of text (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    pages.publish("coverage", table(chosen.sources), chosen)


if __name__ == "__main__":
    main()
