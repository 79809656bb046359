"""How long maps take: words to points by PCA, the drawing, a page, neighbours of many points, and t-SNE beside a peer.

The vectors are those of `train spectral --min-count 3` on the shared film reviews, and for 50,000 points made up ones
in groups around centres, as those of bench/explore.py.  t-SNE of 2,000 words is openTSNE's, as `plot --by tsne` asks it
in the background process, and beside it scikit-learn's with the same perplexity, start and rounds, in turn.

    PYTHONPATH=bench python bench/pictures/plot.py [--rounds 3] [--write]

--write puts the tables into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pages
from explore import made
from shared import REVIEWS, need

from embrepl.commands.lexer import statements
from embrepl.commands.provenance import provenance
from embrepl.commands.run import run
from embrepl.session.session import Session
from embrepl.space.projection.components import principal
from embrepl.space.projection.true_neighbours import true_neighbours
from embrepl.space.projection.trust import trust
from embrepl.training.protocol import Project
from embrepl.view.console import make_console
from embrepl.view.formats.documents import document
from embrepl.view.formats.writing import write
from embrepl.worker.projecting import project

WORDS, MANY, DIM = 2_000, 50_000, 300
ROUNDS = 3
DRAWN, PAGE, PLACED = 0.3, 3.0, 10.0  # seconds wanted


class Terminal(io.StringIO):
    """What a terminal is sent."""

    def isatty(self) -> bool:
        """Yes."""
        return True


class Reporter:
    """Takes progress, and never stops."""

    def stopped(self) -> bool:
        """Not."""
        return False

    def progress(self, *_: object) -> None:
        """Take it."""


def timed(act: Callable[[], object], rounds: int) -> list[float]:
    """Return the seconds that something takes, round by round, after one that does not count."""
    act()
    return [timed_once(act) for _ in range(rounds)]


def timed_once(act: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def section(rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of the report, in Markdown."""
    session = Session()
    try:
        for line in (f"load {REVIEWS} --column text", "train spectral --min-count 3"):
            asked(session, line)
        yield f"{pages.machine()}; seconds, {pages.median_of(rounds, 'round')}.\n"
        yield "| | s | wanted |\n|---|---:|---|"
        yield from of_words(session, rounds)
        yield from of_many(session, rounds)
        yield from by_tsne(session, rounds)
    finally:
        session.close()


def asked(session: Session, line: str, into: str = "") -> object:
    """Return the answer to a line."""
    (statement,) = statements(line)
    return run(session, statement, into)[0]


def row(name: str, found: list[float], wanted: float | None = None) -> str:
    """Return a line of the table."""
    judged = "" if wanted is None else f"{wanted:g}: {pages.met(statistics.median(found) < wanted)}"
    return f"| {name} | {pages.spread(found, 2)} | {judged} |"


def of_words(session: Session, rounds: int) -> Iterator[str]:
    """Yield how long the map of 2,000 words takes."""
    line = f"plot --vocabulary {WORDS}"
    answer = asked(session, line)
    yield row(f"`{line}`: the answer", timed(lambda: asked(session, line), rounds))
    units = session.model.space.units(range(WORDS))
    yield row("of which PCA", timed(lambda: principal(units), rounds))

    def draw() -> None:
        stream = Terminal()
        write(answer, "table", stream, make_console(stream, width=120))  # type: ignore[arg-type]

    yield row("its drawing in a terminal of 120 columns", timed(draw, rounds), DRAWN)


def of_many(session: Session, rounds: int) -> Iterator[str]:
    """Yield how long 50,000 points take."""
    size = len(session.model.space)
    line = f"plot --vocabulary {MANY}"
    answer = asked(session, line, "html")
    points = len(answer.rows)  # type: ignore[attr-defined]
    source = provenance(session, line)
    answered = timed(lambda: asked(session, line, "html"), rounds)
    written = timed(lambda: document(answer, "html", source), rounds)  # type: ignore[arg-type]
    whole = [one + other for one, other in zip(answered, written, strict=True)]
    yield row(f"`{line} > map.html`: {points:,} points of {size:,} words × 100", whole, PAGE)
    yield row("of which the page", written)
    matrix = made(MANY, DIM)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    for name, units in (("reviews", session.model.space.units(range(size))), ("made up", matrix)):
        shape = f"{len(units):,} × {units.shape[1]}"
        found = true_neighbours(units, 10)
        times = timed(lambda units=units: true_neighbours(units, 10), rounds)  # type: ignore[misc]
        yield row(f"10 neighbours of each of {shape}, {name}: {found.recall:.0%} of the true ones found", times)
        places = principal(units).places
        yield row(f"PCA of {shape}", timed(lambda units=units: principal(units), rounds))  # type: ignore[misc]
        times = timed(lambda found=found, places=places: trust(found, places), rounds)  # type: ignore[misc]
        yield row(f"trust of {len(units):,} points", times)


def by_tsne(session: Session, rounds: int) -> Iterator[str]:
    """Yield how long t-SNE takes, and how long the peer's."""
    from sklearn.manifold import TSNE

    units = session.model.space.units(range(WORDS))
    begin = principal(units).places
    begin = (1e-4 * begin / begin.std(axis=0)).astype(np.float32)
    peer = TSNE(perplexity=30, init=begin, random_state=1, max_iter=750, n_jobs=1)
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "v.npy", units)
        request = Project(1, f"{folder}/v.npy", f"{folder}/p.npy", "tsne", [1])
        project(request, Reporter())  # type: ignore[arg-type]
        for _ in range(rounds):
            ours.append(timed_once(lambda: project(request, Reporter())))  # type: ignore[arg-type]
            theirs.append(timed_once(lambda: peer.fit_transform(units)))
        near = true_neighbours(units, 10)
        trusted = float(trust(near, np.load(request.places)[0]).mean())
    yield row(f"t-SNE of {WORDS:,} words × 100 by openTSNE (mean trust {trusted:.2f})", ours, PLACED)
    peers = float(trust(near, np.asarray(peer.embedding_, float)).mean())
    yield row(f"the same by scikit-learn (mean trust {peers:.2f})", theirs)
    ratio = statistics.median(theirs) / statistics.median(ours)
    yield f"\n- scikit-learn takes {ratio:.2f} times as long as openTSNE, each with one thread."


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="(%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS)
    pages.publish("plot", section(chosen.rounds), chosen)


if __name__ == "__main__":
    main()
