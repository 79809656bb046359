"""How long questions about vectors take: embrepl beside gensim's KeyedVectors and plain NumPy, on the same vectors.

The vectors are made up: groups of some fifty words around random centres, float32, saved and opened as those of a
training.  A plain pass is `matrix @ vector` of NumPy, which reads every vector once and sorts nothing; gensim's answer
has no `mutual`, embrepl's has.  Of many words at once, NumPy's answer is one product of matrices and a partition, and
gensim is asked word by word.  All are measured in one process, in turn, after a round that does not count; each round
asks other words.  Beside the time on the clock stands that of the processors, which other programs disturb less.

Commands are typed into a session; the card, `show`, needs the film reviews (see `shared`) and is left out without.

    python bench/explore.py [--rounds 7] [--write]

--write puts the tables into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pages
from numpy.typing import NDArray

from embrepl.space import store
from embrepl.space.neighbours import nearest
from embrepl.space.ranking.order import by_count
from embrepl.space.ranking.percentiles import percentiles
from embrepl.space.space import Space

SIZES = ((57_000, 100), (1_000_000, 300))  # words, dimensions
GROUP = 50  # words around a centre
ROUNDS = 7
CALM = 0.25  # seconds before each call: the threads of OpenBLAS wait busily for 2²⁸ ticks, about 0.1 s, after theirs
K = 10
MANY = 32  # words asked at once
PASS, GENSIM = "plain pass", "gensim"
BARE, NEAR = "embrepl, cosines alone", "embrepl, `near` with `mutual` and percentiles"
FLOATS = "embrepl without the 8-bit copy, cosines alone"
MANY_PASS, MANY_GENSIM, MANY_OURS = (f"{MANY} words: {who}" for who in ("NumPy", "gensim", "embrepl"))


class Times(NamedTuple):
    """Milliseconds of each round, on the clock and of the processors."""

    clock: list[float]
    processors: list[float]


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


def kept(folder: Path, matrix: NDArray[np.float32]) -> tuple[Space, Times]:
    """Save vectors as a training does and open them; return the space, and how long that took beyond writing them."""
    words = [f"w{row}" for row in range(len(matrix))]
    counts = np.arange(len(matrix) + 1_000, 1_000, -1)
    times = measured({"saving": lambda _: store.save(folder / "s", words, counts, matrix, {}, None)}, 1)
    return store.open_space(folder / "s"), times["saving"]


def questions(space: Space, matrix: NDArray[np.float32]) -> dict[str, Callable[[int], object]]:
    """Return what is measured, by name; each takes the row of a word."""
    from gensim.models import KeyedVectors

    peer = KeyedVectors(matrix.shape[1])
    peer.index_to_key, peer.vectors = space.words, matrix
    peer.key_to_index = {word: row for row, word in enumerate(space.words)}
    plain = Space(space.words, space.counts, matrix)
    lengths = np.linalg.norm(matrix, axis=1)

    def bare(among: Space, row: int) -> object:
        return nearest(among, among.units([row])[0], K, {row, 0})

    def near(row: int) -> object:
        found = nearest(space, space.units([row])[0], K, {row}, by_count(space))
        return percentiles(space).of_word(row, [one.row for one in found], [one.cosine for one in found])

    for row in range(100, 120):  # draws the samples of percentiles, which a session keeps
        near(row)

    def many_by_numpy(row: int) -> object:
        cosines = matrix[row : row + MANY] @ matrix.T
        cosines /= lengths
        return np.argpartition(cosines, -K, axis=1)[:, -K:]

    return {
        PASS: lambda row: matrix @ matrix[row],
        GENSIM: lambda row: peer.most_similar(space.words[row], topn=K),
        FLOATS: lambda row: bare(plain, row),
        BARE: lambda row: bare(space, row),
        NEAR: near,
        MANY_PASS: many_by_numpy,
        MANY_GENSIM: lambda row: [peer.most_similar(space.words[row + more], topn=K) for more in range(MANY)],
        MANY_OURS: lambda row: space.scan.greatest(space.units(np.arange(row, row + MANY)).astype(np.float64), K + 1),
    }


def measured(asked: dict[str, Callable[[int], object]], rounds: int) -> dict[str, Times]:
    """Return the times of each question, in turn; after a round that does not count, where there are several."""
    times = {name: Times([], []) for name in asked}
    for row in range(1, rounds + 1 + (rounds > 1)):
        for name, ask in asked.items():
            time.sleep(CALM)
            clock, processors = time.perf_counter(), time.process_time()
            ask(row)
            times[name].clock.append(1e3 * (time.perf_counter() - clock))
            times[name].processors.append(1e3 * (time.process_time() - processors))
    return {name: Times(*(values[rounds > 1 :] for values in both)) for name, both in times.items()}


def section(rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of the report, in Markdown."""
    yield (
        f"{pages.machine()}; {K} words, milliseconds on the clock: {pages.median_of(rounds, 'round')}, and those of "
        "the processors; ×: ratio of the medians on the clock, in brackets of the processors' time.\n"
    )
    yield "| words × dimensions | | ms | processors | × plain pass | × gensim |"
    yield "|---|---|---:|---:|---:|---:|"
    results = {}
    for words, dim in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            matrix = made(words, dim)
            space, saving = kept(Path(folder), matrix)
            results[words] = times = measured(questions(space, matrix), rounds)
        yield from rows(f"{words:,} × {dim}", times)
        yield f"| {words:,} × {dim} | saved, with the copy | {saving.clock[0]:.0f} | {saving.processors[0]:.0f} | | |"
    yield ""
    yield from verdicts(*results.values())


def rows(size: str, times: dict[str, Times]) -> Iterator[str]:
    """Yield a line of the table for each question."""
    for name, own in times.items():
        peers = (MANY_PASS, MANY_GENSIM) if str(MANY) in name else (PASS, GENSIM)
        ratios = " | ".join(
            f"{ratio(own.clock, times[peer].clock):.2f} ({ratio(own.processors, times[peer].processors):.2f})"
            for peer in peers
        )
        yield f"| {size} | {name} | {pages.spread(own.clock, 1)} | {statistics.median(own.processors):.1f} | {ratios} |"


def ratio(ours: list[float], theirs: list[float]) -> float:
    """Return the ratio of two medians."""
    return statistics.median(ours) / statistics.median(theirs)


def verdicts(small: dict[str, Times], large: dict[str, Times]) -> Iterator[str]:
    """Yield whether each target is met."""
    near, bare = statistics.median(small[NEAR].clock), ratio(large[BARE].clock, large[PASS].clock)
    yield f"- `near` of the smaller vectors in at most 3 ms: {pages.met(near <= 3)}"
    yield f"- cosines alone of the larger ones in at most 0.4 of a plain pass: {pages.met(bare <= 0.4)}"
    rate = ratio(large[GENSIM].clock, large[BARE].clock)
    yield f"- at 3 times gensim's rate: {pages.met(rate >= 3)} ({rate:.1f})"
    whole = ratio(large[NEAR].clock, large[PASS].clock)
    yield f"- `near` of the larger ones in at most a plain pass: {pages.met(whole <= 1)}"


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of each question (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    pages.publish("explore", section(chosen.rounds), chosen)


if __name__ == "__main__":
    main()
