"""How long commands that ask a model take, typed into a session: `near`, `show`, `sim`, `cluster` and others.

The text is the shared reviews, read and trained on by `spectral` in a session of its own.  A time is that of the whole
answer, from the typed line to the drawn page: of the first line of its kind, and of later ones with other words.  The
reviews are taken from the folder `shared` beside the repository, or the one that EMBREPL_SHARED names; without them
nothing is measured.  --write puts the table into docs/benchmarks.md.

    PYTHONPATH=bench python bench/exploring/commands.py [--rounds 9] [--write]
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Iterator

import pages
from shared import REVIEWS, need

from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.session.session import Session
from embrepl.view.console import make_console
from embrepl.view.formats.writing import write

ROUNDS = 9
TARGETS = 200  # of `sim`
BOUNDS = {"show": 50, "sim": 2_000, "cluster": 2_000}  # ms


def lines_of(session: Session, rounds: int) -> dict[str, list[str]]:
    """Return what is typed, a first time and again, by command; words of middling frequency."""
    words = [word for word in session.model.space.words[300:] if word.isalpha()]
    some = words[: 20 * (rounds + 1) : 20]
    groups = [" ".join(words[first : first + TARGETS]) for first in range(0, 50 * (rounds + 1), 50)]
    return {
        "near": [f"near {word}" for word in some],
        "show": [f"show {word}" for word in some],
        "dist": [f"dist {word} {other}" for word, other in zip(some, words[5:], strict=False)],
        "rank": [f"rank {word} {other}" for word, other in zip(some, words[5:], strict=False)],
        "between": [f"between {word} {other}" for word, other in zip(some, words[5:], strict=False)],
        "sim": [f"sim {group}" for group in groups],
        "cluster": [f"cluster 50 --seed {seed}" for seed in range(1, min(rounds, 3) + 2)],
    }


def asked(session: Session, line: str) -> tuple[float, float]:
    """Return the milliseconds that an answer takes, drawn: on the clock, and of the processors."""
    stream = io.StringIO()
    began, busy = time.perf_counter(), time.process_time()
    (statement,) = statements(line)
    write(run(session, statement)[0], "table", stream, make_console(stream, width=120))
    return 1e3 * (time.perf_counter() - began), 1e3 * (time.process_time() - busy)


def section(rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of the report, in Markdown."""
    session = Session()
    for line in (f"load {REVIEWS}", "train spectral"):
        asked(session, line)
    space = session.model.space
    yield (
        f"{pages.machine()}; {session.corpus.report.tokens:,} words of text, {len(space):,} × {space.dim}; "
        "milliseconds from the typed line to the drawn page: the first time, and again with other words, "
        f"{pages.median_of(rounds, 'call')} (at most 3 of `cluster`); in the last column those of the processors.\n"
    )
    yield "| | first | again | processors |\n|---|---:|---:|---:|"
    middle = {}
    for name, (first, *others) in lines_of(session, rounds).items():
        begin, times = asked(session, first)[0], [asked(session, line) for line in others]
        clock, busy = ([each[at] for each in times] for at in (0, 1))
        middle[name] = statistics.median(clock)
        shown = {"sim": f"sim` of {TARGETS} words", "cluster": f"cluster 50` of {min(30_000, len(space)):,} words"}
        again, processors = pages.spread(clock, 1), f"{statistics.median(busy):.1f}"
        yield f"| `{shown.get(name, name + '`')} | {begin:.1f} | {again} | {processors} |"
    yield ""
    for name, most in BOUNDS.items():
        yield f"- `{name}` in at most {most:,} ms: {pages.met(middle[name] <= most)}"


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of each command (%(default)s)")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS)
    pages.publish("explore-commands", section(chosen.rounds), chosen)


if __name__ == "__main__":
    main()
