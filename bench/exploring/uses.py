"""How long it takes to set two parts of a text against each other, and what the vectors of uses are made by.

The text is the shared reviews, 5.6 million words, with their labels; each question is asked of a session with the
`spectral` model as a typed line is, and drawn for 80 columns.  Seconds are those of the processor ("user"), as others
may use the machine, and those of a clock behind them.  The first question of two parts also takes the tone that
divides them.  conText, the R package, is not here: the peer is a plain loop of the formulas of its papers in NumPy,
a regression on indicators of the parts again for each permutation, with the same uses.

    PYTHONPATH=bench python bench/exploring/uses.py [--rounds 5] [--write]

The reviews are taken from the folder `shared` beside the repository, or the one that EMBREPL_SHARED names; without them
nothing is measured.  --write puts the tables into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pages
from evidence import asked, opened
from shared import REVIEWS, need

from embrepl.evidence.uses.induction import file_of, kept
from embrepl.evidence.uses.instances import Surroundings
from embrepl.session.session import Session

PARTS = "negative positive"
PHRASE, SIX_THOUSAND, MANY, ALL = 0.06, 0.5, 2.0, 20.0  # seconds that each may take
LINES = (
    ('near "special effects"', PHRASE),
    (f"contrast laugh {PARTS}", SIX_THOUSAND),
    (f"contrast plot {PARTS}", SIX_THOUSAND),  # 6,264 places
    (f"contrast the {PARTS}", MANY),  # 330,563 places
    (f"contrast --all {PARTS}", ALL),
)
BANDS = {5: 0.81, 10: 0.86, 50: 0.89, 500: 0.75}  # the least mean cosine of words left out, by count
ADDED = 0.2  # of the time of `spectral`, for the matrix
PERMUTATIONS = 1_000


def prepare(folder: Path) -> dict[str, float]:
    """Read the reviews with their labels, train, index, and learn the matrix; return the seconds of the last three."""
    from evidence import train

    from embrepl.corpus.building.build import build
    from embrepl.corpus.options import ReadOptions
    from embrepl.corpus.store.positions import Positions
    from embrepl.corpus.store.store import Corpus
    from embrepl.training.protocol import Induce
    from embrepl.worker.inducing import learn

    build([str(REVIEWS)], ReadOptions(by="label"), folder / "corpus", lambda _: None, lambda: False)
    result = {}
    for name, work in (
        ("spectral", lambda: train(folder)),
        ("index", lambda: Positions(Corpus.open(folder / "corpus")).prepare()),
        ("matrix", lambda: learn(Induce(1, str(folder / "model"), str(folder / "corpus")), lambda: False)),
    ):
        busy, clock = time.process_time(), time.perf_counter()
        work()
        result[name], result[f"{name} clock"] = time.process_time() - busy, time.perf_counter() - clock
    return result


def prepared(folder: Path) -> dict[str, float]:
    """Do that as the background process does, in one of its own with one thread of the BLAS."""
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    code = f"import sys; sys.path[:0] = {paths!r}; import uses, json, pathlib; "
    code += f"print(json.dumps(uses.prepare(pathlib.Path({str(folder)!r}))))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def by_plain_loop(session: Session, word: str) -> tuple[float, float]:
    """Return the seconds of the processor and the clock of the papers' regression, once and for each permutation."""
    corpus, space = session.corpus, session.model.space
    learnt = kept(file_of(Path(str(space.folder)), corpus.hash), space.dim)
    if learnt is None:
        raise TypeError("no matrix")
    from embrepl.corpus.concordance.concordance import Concordance

    searched = Concordance(corpus)
    spans = searched.find(word).first()
    busy, clock = time.process_time(), time.perf_counter()
    uses = Surroundings(space, corpus, searched.positions).instances(spans)
    vectors = learnt.vectors(uses.means).astype(np.float64)
    labels = corpus.variables["label"].codes
    names, of = np.unique(uses.documents, return_inverse=True)
    generator = np.random.default_rng(1)
    lengths = []
    for number in range(PERMUTATIONS + 1):
        sides = labels[names] if number == 0 else generator.permutation(labels[names])
        side = sides[of]
        indicators = np.stack([side == 0, side == 1], axis=1).astype(np.float64)
        first, second = np.linalg.solve(indicators.T @ indicators, indicators.T @ vectors)
        lengths.append(float(np.sum((first - second) ** 2)))
    float(np.mean(np.array(lengths[1:]) >= lengths[0]))
    return time.process_time() - busy, time.perf_counter() - clock


def section(folder: Path, rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of the report, in Markdown."""
    seconds = prepared(folder)
    session = opened(folder)
    yield f"{pages.machine()}; {session.corpus.report.tokens:,} words; seconds: {pages.median_of(rounds, 'round')}.\n"
    yield "| | processor | clock | first, processor | first, clock |"
    yield "|---|---:|---:|---:|---:|"
    promises = []
    for line, limit in LINES:
        begun = asked(session, line)
        processor, clock = zip(*(asked(session, line) for _ in range(rounds)), strict=True)
        figures = [pages.spread(values, 2) for values in (processor, clock)]
        yield f"| `{line}` | {' | '.join(figures)} | {begun[0]:.2f} | {begun[1]:.2f} |"
        promises.append((f"`{line}` in at most {limit:g} s of the processor", statistics.median(processor) <= limit))
    loop = by_plain_loop(session, "plot")
    yield f"| plot, the papers' regression by a plain loop, p alone | {loop[0]:.2f} | {loop[1]:.2f} | | |"
    spectral, matrix = seconds["spectral"], seconds["matrix"]
    both = f"{spectral:.2f} s of the processor ({seconds['spectral clock']:.2f} s by the clock), the matrix"
    yield f"\nTraining by `spectral` took {both} {matrix:.2f} s ({seconds['matrix clock']:.2f} s), and the index of"
    index = f"{seconds['index']:.2f} s ({seconds['index clock']:.2f} s)"
    yield f"places, which every question of the text needs too, {index}.\n"
    yield "| words left out, seen at least | words | cosine with their vectors | of the plain mean of contexts |"
    yield "|---:|---:|---:|---:|"
    learnt = kept(file_of(folder / "model", session.corpus.hash), session.model.space.dim)
    for band in learnt.bands if learnt else ():
        yield f"| {band.least} | {band.words:,} | {band.cosine:.3f} | {band.plain:.3f} |"
        if (least := BANDS.get(band.least)) is not None:
            promises.append(
                (f"words seen at least {band.least} times: {least:g} or more", band.cosine >= least - 0.005)
            )
    yield ""
    promises.append((f"the matrix adds at most {100 * ADDED:g} % to `spectral`", matrix <= ADDED * spectral))
    for promise, good in promises:
        yield f"- {promise}: {pages.met(good)}"


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="of each question (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS)
    with tempfile.TemporaryDirectory() as folder:
        pages.publish("uses", section(Path(folder), chosen.rounds), chosen)


if __name__ == "__main__":
    main()
