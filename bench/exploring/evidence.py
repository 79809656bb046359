"""How long a card, the reasons of a nearness and a query by meaning take on the shared reviews, 5.6 million words.

Each question is asked as a typed line is, of a session that has the text and its `spectral` model, and drawn for a
terminal of 80 columns.  "first": in a process that has asked nothing yet.  The seconds are those of the processor
("user"), as others may use the machine, and those of a clock behind them.

    PYTHONPATH=bench python bench/exploring/evidence.py [--rounds 9] [--write]

The reviews are taken from the folder `shared` beside the repository, or the one that EMBREPL_SHARED names; without them
nothing is measured.  --write puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pages
from shared import REVIEWS, need, reviews

from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.session.holdings import Model
from embrepl.session.session import Session
from embrepl.space import store
from embrepl.training import choosing
from embrepl.training.protocol import Trained
from embrepl.training.recipe import CorpusFacts, Recipe
from embrepl.view.console import make_console
from embrepl.view.formats.writing import write

CARDS = ("king", "good", "movie", "the", '"special effects"', "immigr*", "(king, queen)", "king - man + woman")
REASONS = ("king queen", "boring dull", "sword dagger", "good great", "the and")
QUERIES = ("[~terrible] [~film]", "[~film] []{0,3} [~good]", "the [~king:0.4] []{0,5} of")
CARD, WHY, QUERY = 0.05, 0.3, 0.25  # seconds that a card, a `why` and a query by meaning may take


def prepare(folder: Path) -> None:
    """Read the reviews and train on them, into a folder."""
    with (folder / "reviews.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text"], *([text] for text in reviews())])
    build([str(folder / "reviews.csv")], ReadOptions(), folder / "corpus", lambda _: None, lambda: False)
    train(folder)


def train(folder: Path) -> None:
    """Train by `spectral` on the text in a folder, into it."""
    from embrepl.objectives import spectral
    from embrepl.objectives.engine.sampling import Text
    from embrepl.objectives.engine.task import Task
    from embrepl.worker.progress import JobReporter

    corpus = Corpus.open(folder / "corpus")
    options = choosing.choose("spectral", None, {}, corpus.report.tokens)
    size = corpus.vocabulary_size(options.min_count)
    counts, words = np.asarray(corpus.counts[:size]), tuple(corpus.words[:size])
    outcome = spectral.train(
        Task(Text(corpus.ids, corpus.documents, counts), options, words), JobReporter(1, lambda _: None)
    )
    if outcome is None:
        raise TypeError("only estimated")
    recipe = Recipe("spectral", options=asdict(options), corpus=CorpusFacts("reviews", corpus.hash, len(corpus.ids)))
    store.save(folder / "model", list(words), counts, np.asarray(outcome.matrix), recipe.as_plain(), None)


def opened(folder: Path) -> Session:
    """Return a session that has the text and the model."""
    session = Session(log=folder / "worker.log")
    session.take_corpus("reviews", folder / "corpus", cached=False)
    space = store.open_space(folder / "model")
    space.name = "spectral"
    session.models["spectral"] = Model(space, "reviews", Trained(0, "", 1.0, None))
    session.current_model = "spectral"
    return session


def asked(session: Session, line: str) -> tuple[float, float]:
    """Ask and draw; return the seconds of the processor and of the clock."""
    console = io.StringIO()
    began, clock = time.process_time(), time.perf_counter()
    (statement,) = statements(line)
    answer, _ = run(session, statement)
    write(answer, "table", console, make_console(console, width=80))
    return time.process_time() - began, time.perf_counter() - clock


def first(folder: Path, line: str) -> list[float]:
    """Return what the first question of a process takes."""
    script = f"import evidence, json, pathlib; f = pathlib.Path({str(folder)!r}); s = evidence.opened(f); "
    script += f"print(json.dumps(evidence.asked(s, {line!r})))"
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    code = f"import sys; sys.path[:0] = {paths!r}; {script}"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return [float(value) for value in json.loads(done.stdout)]


def section(folder: Path, rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of the report, in Markdown."""
    session = opened(folder)
    words = session.corpus.report.tokens
    yield f"{pages.machine()}; {words:,} words; milliseconds: {pages.median_of(rounds, 'round')}, first of 1.\n"
    yield "| | processor | clock | first, processor | first, clock |"
    yield "|---|---:|---:|---:|---:|"
    slowest = {CARD: 0.0, WHY: 0.0, QUERY: 0.0}
    kinds = (("show", CARD, CARDS), ("why", WHY, REASONS), ("kwic", QUERY, QUERIES))
    for limit, lines in ((limit, [f"{verb} {each}" for each in asks]) for verb, limit, asks in kinds):
        for line in lines:
            asked(session, line)
            processor, clock = zip(*(asked(session, line) for _ in range(rounds)), strict=True)
            begun = first(folder, line)
            figures = [pages.spread([1e3 * each for each in values], 0) for values in (processor, clock)]
            slowest[limit] = max(slowest[limit], statistics.median(processor))
            yield f"| `{line}` | {' | '.join(figures)} | {1e3 * begun[0]:.0f} | {1e3 * begun[1]:.0f} |"
    yield ""
    yield f"- a card in at most {1e3 * CARD:.0f} ms of the processor: {pages.met(slowest[CARD] <= CARD)}"
    yield f"- `why` in at most {WHY:g} s of the processor: {pages.met(slowest[WHY] <= WHY)}"
    yield f"- a query by meaning in at most {QUERY:g} s of the processor: {pages.met(slowest[QUERY] <= QUERY)}"


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9, help="of each question (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS)
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        pages.publish("evidence", section(Path(folder), chosen.rounds), chosen)


if __name__ == "__main__":
    main()
