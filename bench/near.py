"""How long the words nearest to a word take: embrepl, gensim's KeyedVectors and one plain pass, on the same vectors.

The vectors are made up: groups of some fifty words around random centres, float32.  A plain pass is `matrix @ vector`
of NumPy, which reads every vector once and sorts nothing; gensim's answer has no `mutual`, embrepl's has.  All are
measured in one process, in turn, after a round that does not count; each round asks another word.

    python bench/near.py [--rounds 9] [--write]

--write puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np
import pages
from numpy.typing import NDArray

from embrepl.space.neighbours import nearest
from embrepl.space.space import Space

SIZES = ((57_000, 100), (1_000_000, 300))  # words, dimensions
GROUP = 50  # words around a centre
ROUNDS = 9
K = 10
PASS, GENSIM, BARE, OURS = "plain pass", "gensim", "embrepl without `mutual`", "embrepl"


def made(words: int, dim: int) -> NDArray[np.float32]:
    """Return vectors (words, dim)."""
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((words // GROUP, dim), dtype=np.float32)
    matrix = np.empty((words, dim), np.float32)
    for first in range(0, words, 1 << 16):
        part = matrix[first : first + (1 << 16)]
        rng.standard_normal(out=part, dtype=np.float32)
        part += centres[rng.integers(len(centres), size=len(part))]
    return matrix


def questions(matrix: NDArray[np.float32]) -> dict[str, Callable[[int], object]]:
    """Return what is measured, by name; each takes the row of a word."""
    from gensim.models import KeyedVectors

    words = [f"w{row}" for row in range(len(matrix))]
    peer = KeyedVectors(matrix.shape[1])
    peer.index_to_key, peer.key_to_index, peer.vectors = words, {word: row for row, word in enumerate(words)}, matrix
    space = Space(words, np.arange(len(matrix), 0, -1), matrix)

    def asked(row: int, *without: int) -> object:
        return nearest(space, space.units([row])[0], K, {row, *without})

    return {
        PASS: lambda row: matrix @ matrix[row],
        GENSIM: lambda row: peer.most_similar(words[row], topn=K),
        BARE: lambda row: asked(row, 0),
        OURS: asked,
    }


def section(rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of the report, in Markdown."""
    yield f"{pages.machine()}; {K} words, milliseconds: {pages.median_of(rounds, 'round')}; ×: ratio of the medians.\n"
    yield "| words × dimensions | | ms | × plain pass | × gensim |"
    yield "|---|---|---:|---:|---:|"
    for words, dim in SIZES:
        times = measured(questions(made(words, dim)), rounds)
        middle = {name: statistics.median(values) for name, values in times.items()}
        for name, values in times.items():
            ratios = f"{middle[name] / middle[PASS]:.2f} | {middle[name] / middle[GENSIM]:.2f}"
            yield f"| {words:,} × {dim} | {name} | {pages.spread(values, 1)} | {ratios} |"


def measured(asked: dict[str, Callable[[int], object]], rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each question, in turn."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    for row in range(1, rounds + 2):
        for name, ask in asked.items():
            began = time.perf_counter()
            ask(row)
            if row > 1:
                times[name].append(1e3 * (time.perf_counter() - began))
    return times


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of each question (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    pages.publish("near", section(chosen.rounds), chosen)


if __name__ == "__main__":
    main()
