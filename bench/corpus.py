"""How fast text becomes words, counts and ids: embrepl beside plain `re` + Counter and Keras' TextVectorization.

Each runs in a process of its own, in turn (A B C A B C …). Its imports are measured apart. All do the same: the
words, how often each is seen, and the text as an array of ids. embrepl also writes its store, into a new folder each
time, and has the disk keep it. embrepl runs a second time with NumPy kept from using AVX-512, which many machines lack.
Chinese is cut by jieba's method in both, and only counted by the other.
Then embrepl alone: where the time goes, texts of 10 MB to 1 GB under a limit of memory, and the cache.

    python bench/corpus.py [ROUNDS] [--quick] [--write]

--quick leaves the 1 GB out, --write puts the tables into docs/benchmarks.md. The reviews are taken from the folder
`shared` beside the repository, or the one that EMBREPL_SHARED names; without them nothing is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pages
import processes
from contenders import AGAIN, CHINESE, ENGLISH, OLDER, OURS, OURS_NAMED, PEER, START
from shared import ENCYCLOPEDIA, NOVEL, REVIEWS, need, reviews

ROUNDS = 5
REPEATED = 3  # rounds of the texts of growing size, and of the cache
LIMIT = 300_000_000  # bytes of memory
SIZES = (10, 100, 1000)  # MB
TARGET, AIM, FLAT = 3.0, 5.0, 1.2  # times the rate of re + Counter, and how far rates may differ by size
PLAIN_RATE = 40  # MB/s of plain text
STAGES = Path(__file__).with_name("stages.py")

Figures = dict[str, list[list[float]]]  # of each contender: what each of its runs printed


def without_avx512() -> dict[str, str]:
    """Return the setting that keeps NumPy from using AVX-512, whatever it calls the parts of it."""
    config: Any = np.show_config(mode="dicts")
    extensions = config["SIMD Extensions"]
    named = [*extensions.get("found", []), *extensions.get("not found", [])]
    return {"NPY_DISABLE_CPU_FEATURES": " ".join(name for name in named if name.startswith(("AVX512", "X86_V4")))}


def run(script: str, *arguments: object, settings: dict[str, str] | None = None) -> list[float]:
    """Run a script in a process of its own and return the numbers it prints."""
    return [float(number) for number in processes.python("-c", script, *arguments, settings=settings).split()]


def measured(path: Path, contenders: dict[str, str], rounds: int, folder: Path) -> Figures:
    """Let each contender read one file, in turn."""
    figures: Figures = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, script in contenders.items():
            arguments = [folder / "store", 2_000_000_000] if script.endswith(OURS) else []
            settings = without_avx512() if name == OLDER else None
            figures[name].append(run(script, path, *arguments, settings=settings))
    return figures


def rows(file: str, figures: Figures, megabytes: float) -> Iterator[str]:
    """Yield the rows of one file."""
    for name, each in figures.items():
        seconds = [figure[0] for figure in each]
        yield (
            f"| {file} | {name} | {pages.spread(seconds, 2)} | {megabytes / statistics.median(seconds):.1f} "
            f"| {int(each[0][1]):,} | {int(each[0][2]):,} | {_times(figures[OURS_NAMED], each):.1f} "
            f"| {statistics.median(figure[4] for figure in each):.2f} "
            f"| {statistics.median(figure[3] for figure in each):.2f} |"
        )


def _times(ours: list[list[float]], other: list[list[float]]) -> float:
    """Return how many times as long the other takes, the median of the rounds."""
    return statistics.median(theirs[0] / mine[0] for theirs, mine in zip(other, ours, strict=True))


def verdicts(name: str, figures: Figures, megabytes: float) -> Iterator[str]:
    """Yield what embrepl should reach on a file, and whether it does."""
    for mine in (OURS_NAMED, OLDER):
        rate = megabytes / statistics.median(figure[0] for figure in figures[mine])
        if PEER in figures:
            times = _times(figures[mine], figures[PEER])
            for goal, word in ((TARGET, "wanted"), (AIM, "the aim")):
                rates = f"{times:.1f} times the rate of {PEER}"
                yield f"{name}, {mine}: {rates}, {word} {goal:g}: {pages.met(times >= goal)}"
        if name.endswith(".txt") and PEER in figures:
            yield f"{name}, {mine}: {rate:.0f} MB/s, wanted {PLAIN_RATE}: {pages.met(rate >= PLAIN_RATE)}"


def profile(paths: list[Path]) -> Iterator[str]:
    """Yield where the time goes: the processor seconds of each step, and their share."""
    environment = {"PYTHONPATH": f"{processes.ROOT}"}
    tables = [json.loads(processes.python(STAGES, path, settings=environment)) for path in paths]
    yield f"\n| step | {' | '.join(path.name for path in paths)} |\n|---|{'---:|' * len(paths)}"
    totals = [sum(table.values()) for table in tables]
    for step in tables[0]:
        cells = (
            f"{table[step]:.3f} ({100 * table[step] / all_:.0f} %)" for table, all_ in zip(tables, totals, strict=True)
        )
        yield f"| {step} | {' | '.join(cells)} |"
    yield f"| all | {' | '.join(f'{each:.2f}' for each in totals)} |"


def growing(sizes: tuple[int, ...], folder: Path) -> Iterator[str]:
    """Yield how long, and in how much memory, texts of growing size are read: all sizes in turn."""
    figures: dict[int, list[list[float]]] = {size: [] for size in sizes}
    paths = {size: generated(size * 1_000_000, folder / f"{size}.txt") for size in sizes}
    for _ in range(REPEATED):
        for size, path in paths.items():
            figures[size].append(run(START + OURS, path, folder / "store", LIMIT))
    rates, most = {}, 0.0
    for size, each in figures.items():
        seconds = [figure[0] for figure in each]
        rates[size] = 1000 * statistics.median(seconds) / size
        peak = max(figure[5] for figure in each) / 1e6
        words, types = int(each[0][1]), int(each[0][2])
        yield (
            f"| {size:,} MB | {pages.spread(seconds, 2)} | {rates[size]:.1f} | {peak:.0f} MB | {words:,} | {types:,} |"
        )
        most = max(most, peak)
    flat = max(rates.values()) / min(rates.values())
    yield f"\n- peak memory {most:.0f} MB, allowed {LIMIT / 1e6:.0f} MB: {pages.met(most * 1e6 < LIMIT)}"
    yield f"- rates of all sizes within 20 % (×{flat:.2f}): {pages.met(flat <= FLAT)}"


def generated(size: int, path: Path) -> Path:
    """Write a text of that size: film reviews over and over, two of three lines with a word never seen before."""
    lines = [line for text in reviews() for line in f"{text}\n".splitlines()]
    written = number = 0
    with path.open("w", encoding="utf-8") as file:
        while written < size:
            line = lines[number % len(lines)]
            line = f"{line} zq{number}x\n" if number % 3 else f"{line}\n"
            file.write(line)
            written += len(line.encode())
            number += 1
        file.flush()
        os.fsync(file.fileno())  # else the disk would be busy with this while reading is measured
    return path


def unpacked(to: Path) -> Path:
    """Write the raw texts of the table as one text file."""
    with to.open("w", encoding="utf-8", newline="") as out:
        out.writelines(f"{text}\n" for text in reviews())
    return to


def section(rounds: int, sizes: tuple[int, ...]) -> Iterator[str]:
    """Yield the lines of the report, in Markdown."""
    with tempfile.TemporaryDirectory(prefix="embrepl-bench-") as name:
        folder = Path(name)
        text = unpacked(folder / "reviews.txt")
        novel = NOVEL.stat().st_size / 1e6
        megabytes = text.stat().st_size / 1e6
        often = pages.median_of(rounds, "round")
        seconds = often if rounds == 1 else f"seconds: {often} in turn"
        ratio = "ratio" if rounds == 1 else "median of the rounds' ratios"
        yield (
            f"{pages.machine()}; {seconds}; MB/s of the {megabytes:.1f} MB of raw reviews, or the {novel:.1f} MB "
            f"of the novel; ×: {ratio} to embrepl; CPU: seconds of all processors; imports: seconds before that.\n"
        )
        yield "| file | | seconds | MB/s | words | types | × | CPU | imports |"
        yield f"|---|---|{'---:|' * 7}"
        met = []
        for path, contenders, size in (
            (text, ENGLISH, megabytes),
            (REVIEWS, ENGLISH, megabytes),
            (NOVEL, CHINESE, novel),
        ):
            figures = measured(path, contenders, rounds, folder)
            yield from rows(path.name, figures, size)
            met += verdicts(path.name, figures, size)
        yield "\n" + "\n".join(f"- {each}" for each in met)
        yield "\nWhere the time goes: seconds of the processors, by `bench/stages.py`, each step without those in it."
        yield from profile([REVIEWS, text, ENCYCLOPEDIA, NOVEL])
        often = pages.median_of(REPEATED, "round")
        yield (
            f"\nUnder `--memory {LIMIT // 1_000_000}MB`, generated from the same reviews; seconds: {often}, "
            "peak memory: the largest, what two processes share counted twice:\n"
        )
        yield "| text | seconds | ms/MB | peak memory | words | types |\n|---|---:|---:|---:|---:|---:|"
        yield from growing(sizes, folder)
        again = [1000 * run(AGAIN, REVIEWS, folder / f"cache{n}")[0] for n in range(REPEATED)]
        yield (
            f"\nLoading `{REVIEWS.name}` once more, from the cache, its words read; {often}: "
            f"{pages.spread(again, 0)} ms.\n"
        )


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rounds", nargs="?", type=int, default=ROUNDS, help="of each file and contender (%(default)s)")
    parser.add_argument("--quick", action="store_true", help="leave out the text of 1 GB")
    pages.add_options(parser)
    chosen = parser.parse_args()
    need(REVIEWS, ENCYCLOPEDIA, NOVEL)
    pages.publish("corpus", section(chosen.rounds, SIZES[:-1] if chosen.quick else SIZES), chosen)


if __name__ == "__main__":
    main()
