"""How time and memory of a training grow: with the text, from 1 to 25 million words, and with its vocabulary."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ours import ours
from shared import reviews

MILLIONS = (1, 5, 25)  # of words
TYPES = 1_000_000  # of the wide vocabulary, beside those of the reviews
DOCUMENTS = 25_000  # of the text with it, some five million words


def growth(objectives: list[str], folder: Path) -> Iterator[str]:
    """Yield the table: each objective on texts of growing size, then on one with a vocabulary of a million."""
    yield "Each row is one training.\n"
    yield "| text | | words/s | µs/word | memory | estimated for actual |\n|---|---|---:|---:|---:|---|"
    for millions, name in itertools.product(MILLIONS, objectives):
        source = repeated(millions * 1_000_000, folder / f"{millions}.csv")
        yield row(f"{millions} M words", name, ours(source, name, options(name, 5), folder)[1])
    for name in objectives:
        report = ours(wide(folder / "wide.csv"), name, options(name, 1), folder)[1]
        yield row(f"{report['words']:,} types", name, report)


def options(objective: str, min_count: int) -> dict[str, object]:
    """Return the options of a training that goes through its text once, if it goes by passes."""
    once = {} if objective == "spectral" else {"epochs": 1}
    return {"min_count": min_count, **once}


def row(text: str, objective: str, report: dict[str, Any]) -> str:
    """Return the row of one training."""
    seconds, most = report["estimate"]
    memory = f"{report['most'] / 1e6:,.0f} MB"
    return (
        f"| {text} | {objective} | {report['tokens'] / report['total']:,.0f} "
        f"| {1e6 * report['total'] / report['tokens']:.2f} | {memory} "
        f"| {seconds:.0f} s for {report['training']:.0f} s, {most / 1e6:,.0f} MB for {memory} |"
    )


def endless() -> Iterator[str]:
    """Yield the reviews, over and over; from the second time on each with another review's second half."""
    texts = list(reviews())
    for turn in itertools.count():
        for place, text in enumerate(texts):
            other = texts[(place + turn) % len(texts)]
            yield text[: len(text) // 2] + other[len(other) // 2 :]


def repeated(words: int, path: Path) -> Path:
    """Write a table of about so many words of reviews."""

    def enough() -> Iterator[str]:
        written = 0
        for text in endless():
            yield text
            written += len(text.split())
            if written >= words:
                return

    return table(enough(), path)


def wide(path: Path) -> Path:
    """Write a table in which every fifth word is one that stands nowhere else, as long as there are such words."""
    rare = iter(range(TYPES))

    def widened(text: str) -> str:
        return " ".join(f"{word} q{next(rare, 0)}x" if n % 5 == 0 else word for n, word in enumerate(text.split()))

    return table(map(widened, itertools.islice(endless(), DOCUMENTS)), path)


def table(texts: Iterable[str], path: Path) -> Path:
    """Write texts as a table of one column, where it is not written yet."""
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["text"])
            out.writerows([text] for text in texts)
    return path
