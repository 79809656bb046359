"""How long a concordance takes on some 23 million words: the shared reviews, written four times over as one corpus.

A time is that of the whole answer, from the typed line to the drawn table of 20 lines.  The first question of all makes
the index; "again" is later calls of the same line, "new process" the first question where the index lies in the
corpus' folder already.  The frequent word is the commonest of all, of which only the first lines are fetched.

    python bench/kwic.py [FOLDER] [--rounds 15] [--write]      FOLDER keeps the corpus, for another run

The reviews are taken from the folder `shared` beside the repository, or the one that EMBREPL_SHARED names; without them
nothing is measured.  --write puts the tables into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pages
import processes
from shared import REVIEWS, need

from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store import store
from embrepl.session.session import Session
from embrepl.view.console import make_console
from embrepl.view.formats.writing import write

TIMES = 4  # that the reviews are repeated
ROUNDS = 15
TARGET = 50.0  # ms
LINES = {
    "rare word": "kwic vultan",
    "middling word": "kwic king",
    "frequent word": "kwic the",
    "phrase of two words": 'kwic "stephen king"',
    "phrase of two frequent words": 'kwic "of the"',
    "drawn at random": "kwic king --random 20",
    "sorted by R1": "kwic king --sort R1",
    "frequent word, sorted by L1": "kwic the --sort L1",
    "expression": "kwic /^queens?$/",
}


def made(folder: Path) -> Path:
    """Return the corpus without its index; read the reviews and repeat them where that was not done yet."""
    corpus = folder / "reviews-4"
    if not (corpus / store.MANIFEST).is_file():
        once = folder / "reviews"
        build([str(REVIEWS)], ReadOptions(column="text"), once, lambda _: None, lambda: False)
        repeat(once, corpus)
    for name in ("positions.u4", "lines.i8"):
        (corpus / name).unlink(missing_ok=True)
    return corpus


def section(folder: Path, rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of the report, in Markdown."""
    corpus = made(folder)
    session = opened(corpus)
    report = session.corpus.report
    size = session.corpus.text.size / 1e6
    yield (
        f"{pages.machine()}; {report.tokens:,} words, {report.types:,} types, {size:.0f} MB of text; "
        "milliseconds from the typed line to the drawn table of 20 lines.\n"
    )
    yield "| | ms |\n|---|---:|"
    yield f"| first question of all, makes the index | {asked(session, LINES['middling word']) * 1e3:.1f} |"
    yield f"| first question of a new process, the index is there | {in_a_new_process(corpus) * 1e3:.1f} |"
    yield f"\nEach line as a first question, then again: {pages.median_of(rounds, 'call')}.\n"
    yield "| | line | hits | first | again |\n|---|---|---:|---:|---:|"
    worst = 0.0
    for name, line in LINES.items():
        first = asked(session, line) * 1e3
        again = [asked(session, line) * 1e3 for _ in range(rounds)]
        hits = run(session, statements(line)[0])[0].hits  # type: ignore[attr-defined]
        yield f"| {name} | `{line}` | {hits:,} | {first:.1f} | {pages.spread(again, 1)} |"
        if "sort" not in line:
            worst = max(worst, statistics.median(again))
    yield f"\n- unsorted lines, asked again, under {TARGET:.0f} ms: {pages.met(worst < TARGET)}"


def repeat(once: Path, folder: Path) -> None:
    """Write a corpus that is another one several times over, a line feed between."""
    manifest = json.loads((once / store.MANIFEST).read_text("utf-8"))
    shutil.copytree(once, folder)
    tokens, size = manifest["report"]["tokens"], manifest["report"]["bytes"]
    text = (once / store.TEXT).read_bytes()
    (folder / store.TEXT).write_bytes(b"\n".join([text] * TIMES))
    arrays = {
        store.IDS: (store.INT32, 0), store.STARTS: (store.INT64, size + 1), store.DOCUMENTS: (store.INT64, tokens),
        store.BEGINS: (store.INT64, size + 1),
    }  # fmt: skip
    for name, (kind, step) in arrays.items():
        array = np.fromfile(once / name, kind)
        ended = name in {store.DOCUMENTS, store.BEGINS}
        parts = [array[: -1 if ended else None] + time_ * step for time_ in range(TIMES)]
        if ended:
            parts.append(np.array([TIMES * step], kind))
        np.concatenate(parts).astype(kind).tofile(folder / name)
    (np.fromfile(once / store.COUNTS, store.INT64) * TIMES).tofile(folder / store.COUNTS)
    report = manifest["report"]
    for name in ("tokens", "documents"):
        report[name] *= TIMES
    report["bytes"] = TIMES * size + TIMES - 1
    manifest["sizes"] = {path.name: path.stat().st_size for path in folder.iterdir() if path.name != store.MANIFEST}
    (folder / store.MANIFEST).write_text(json.dumps(manifest), "utf-8")


def opened(folder: Path) -> Session:
    """Return a session with the corpus, and no worker."""
    session = Session()
    session.corpora["reviews"] = store.Corpus.open(folder)
    session.current_corpus = "reviews"
    return session


def asked(session: Session, line: str) -> float:
    """Return the seconds that an answer takes, drawn."""
    stream = io.StringIO()
    began = time.perf_counter()
    (statement,) = statements(line)
    write(run(session, statement)[0], "table", stream, make_console(stream, width=120))
    return time.perf_counter() - began


def in_a_new_process(folder: Path) -> float:
    """Return the seconds of the first question in a process that finds the index, after its imports."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[2]); import kwic, pathlib; import embrepl.view.drawings;"
        "print(kwic.asked(kwic.opened(pathlib.Path(sys.argv[1])), kwic.LINES['middling word']))"
    )
    return float(processes.python("-c", program, folder, Path(__file__).parent))


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="keeps the corpus, for another run")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="calls of each line after the first (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS)
    with tempfile.TemporaryDirectory(prefix="embrepl-kwic-") as temporary:
        pages.publish("kwic", section(chosen.folder or Path(temporary), chosen.rounds), chosen)


if __name__ == "__main__":
    main()
