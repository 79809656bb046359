"""How long it takes to understand a plain question: every example of every form, other lines, and long ones.

A time is CPU time from the typed line to the command that it means, without the command.  The first line of all reads
the tables of forms.

    PYTHONPATH=bench python bench/exploring/questions.py [--rounds 50] [--write]

--write puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator

import pages

TARGET = 1.0  # ms
OTHERS = ("king", "special effects", "who wrote the story of the stone?", "the quick brown fox jumps over the lazy dog")
LONG = {"king and": "king and ", "和宝玉": "和宝玉", "please": "please can you "}  # repeated to a thousand characters
LENGTH = 1_000


def section(rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of the report, in Markdown."""
    from embrepl.commands.questions.meaning import forms, readings

    began = time.process_time()
    readings("what is close to king?")
    first = (time.process_time() - began) * 1e3

    def spent(line: str) -> float:
        began = time.process_time()
        for _ in range(rounds):
            readings(line)
        return (time.process_time() - began) / rounds * 1e3

    spent("what is close to king?")
    examples = {form.example: spent(form.example) for form in forms()}
    slowest = max(examples, key=examples.__getitem__)
    yield f"{pages.machine()}; milliseconds of CPU time a line, the mean of {rounds} calls.\n"
    yield "| | ms |\n|---|---:|"
    yield f"| first line of a process, reads {len(forms())} forms | {first:.1f} |"
    yield f"| example of a form, median of {len(examples)} | {statistics.median(examples.values()):.2f} |"
    yield f"| the slowest of them, `{slowest}` | {examples[slowest]:.2f} |"
    for line in OTHERS:
        yield f"| no question, `{line}` | {spent(line):.2f} |"
    for name, piece in LONG.items():
        yield f"| `{name}` repeated to {LENGTH:,} characters | {spent((piece * LENGTH)[:LENGTH]):.1f} |"
    yield f"\n- every example under {TARGET:.0f} ms: {pages.met(examples[slowest] < TARGET)}"


def main() -> None:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50)
    pages.add_options(parser)
    chosen = parser.parse_args()
    pages.publish("questions", section(chosen.rounds), chosen)


if __name__ == "__main__":
    main()
