"""How fast text becomes words, counts and ids: embrepl beside plain `re` + Counter and Keras' TextVectorization.

Each runs in a process of its own, in turn (A B C A B C …). Its imports are measured apart. All do the same: the
words, how often each is seen, and the text as an array of ids. embrepl also writes its store, into a new folder each
time, and has the disk keep it.
Then embrepl alone: texts of 10 MB to 1 GB under a limit of memory, and the same files once more, from the cache.

    python bench/corpus.py [ROUNDS] [--quick] [--write]

--quick leaves the 1 GB out, --write puts the tables into docs/benchmarks.md. The reviews are taken from the folder
`shared` beside the repository, or the one that EMBREPL_SHARED names; without them nothing is measured.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pages
import processes
from shared import REVIEWS, need, reviews

ROUNDS = 5
REPEATED = 3  # rounds of the texts of growing size, and of the cache
LIMIT = 300_000_000  # bytes of memory
SIZES = (10, 100, 1000)  # MB
TARGET, AIM, FLAT = 3.0, 5.0, 1.2

START = """
import time
start = time.perf_counter()
"""
READ = """
import csv, gzip, io, sys
csv.field_size_limit(1 << 30)
def texts(path):
    if path.endswith(".gz"):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            place = next(rows).index("text")
            return [row[place] for row in rows]
    with open(path, encoding="utf-8", newline="") as file:
        return [file.read()]
"""
PLAIN = """
import re, time
from collections import Counter
import numpy as np
began = time.perf_counter()
text = "\\n".join(texts(sys.argv[1])).lower().replace("\\u2019", "'")
words = re.findall(r"[^\\W_]+(?:['-][^\\W_]+)*", text)
counts = Counter(words)
ids = {word: number for number, (word, _) in enumerate(counts.most_common())}
array = np.fromiter(map(ids.__getitem__, words), np.int32, len(words))
print(time.perf_counter() - began, len(words), len(counts), began - start)
"""
KERAS = """
import os, time
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras, tensorflow as tf
began = time.perf_counter()
lines = [line for text in texts(sys.argv[1]) for line in text.split("\\n")]
data = tf.data.Dataset.from_tensor_slices(lines).batch(1024)
layer = keras.layers.TextVectorization(ragged=True)
layer.adapt(data)
ids = [layer(batch).flat_values.numpy() for batch in data]
print(time.perf_counter() - began, sum(each.size for each in ids), layer.vocabulary_size(), began - start)
"""
OURS = """
import shutil, sys
from pathlib import Path
from embrepl.corpus import options
from embrepl.corpus.building import build
from embrepl.system import memory
began = time.perf_counter()
store, most = Path(sys.argv[2]), int(sys.argv[3])
report = build.build([sys.argv[1]], options.ReadOptions(), store, lambda _: None, lambda: False, most)
print(time.perf_counter() - began, report.tokens, report.types, began - start, memory.peak())
shutil.rmtree(store)
"""
AGAIN = """
import sys, time
from pathlib import Path
from embrepl.corpus import options
from embrepl.corpus.building import build
from embrepl.corpus.store import cache
from embrepl.corpus.reading import finding
from embrepl.corpus.store.store import Corpus
kept, chosen = cache.Cache(Path(sys.argv[2]), 1 << 40), options.ReadOptions()
for last in (False, True):
    began = time.perf_counter()
    found = finding.find([sys.argv[1]])
    key = cache.key(found, chosen)
    folder = kept.find(key)
    if folder is None:
        store = Path(sys.argv[2]) / "new"
        build.read(found, chosen, store, lambda _: None, lambda: False)
        folder = kept.keep(store, key)
    Corpus.open(folder).words
print(time.perf_counter() - began)
"""
CONTENDERS = {
    "embrepl": START + OURS,
    "re + Counter": START + READ + PLAIN,
    "Keras TextVectorization": START + READ + KERAS,
}


def run(script: str, *arguments: object) -> list[float]:
    """Run a script in a process of its own and return the numbers it prints."""
    return [float(number) for number in processes.python("-c", script, *arguments).split()]


def beside(path: Path, megabytes: float, rounds: int, folder: Path) -> Iterator[str]:
    """Yield the rows of one file, each contender in turn."""
    figures: dict[str, list[list[float]]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds):
        for name, script in CONTENDERS.items():
            arguments = [folder / "store", 2_000_000_000] if name == "embrepl" else []
            figures[name].append(run(script, path, *arguments))
    ratios = {
        name: statistics.median(other[0] / ours[0] for other, ours in zip(each, figures["embrepl"], strict=True))
        for name, each in figures.items()
    }
    for name, each in figures.items():
        seconds = [figure[0] for figure in each]
        yield (
            f"| {path.name} | {name} | {pages.spread(seconds, 2)} | {megabytes / statistics.median(seconds):.1f} "
            f"| {int(each[0][1]):,} | {int(each[0][2]):,} | {ratios[name]:.1f} "
            f"| {statistics.median(figure[3] for figure in each):.2f} |"
        )
    for goal, word in ((TARGET, "target"), (AIM, "aim")):
        met = pages.met(ratios["re + Counter"] >= goal)
        print(f"{met}: {path.name}, {goal:g} times the rate of re + Counter ({word})", file=sys.stderr)


def growing(sizes: tuple[int, ...], folder: Path) -> Iterator[str]:
    """Yield how long, and in how much memory, texts of growing size are read: all sizes in turn."""
    figures: dict[int, list[list[float]]] = {size: [] for size in sizes}
    paths = {size: generated(size * 1_000_000, folder / f"{size}.txt") for size in sizes}
    for _ in range(REPEATED):
        for size, path in paths.items():
            figures[size].append(run(START + OURS, path, folder / "store", LIMIT))
    rates = {}
    for size, each in figures.items():
        seconds = [figure[0] for figure in each]
        rates[size] = 1000 * statistics.median(seconds) / size
        peak = max(figure[4] for figure in each) / 1e6
        words, types = int(each[0][1]), int(each[0][2])
        yield (
            f"| {size:,} MB | {pages.spread(seconds, 2)} | {rates[size]:.1f} | {peak:.0f} MB | {words:,} | {types:,} |"
        )
        print(f"{pages.met(peak * 1e6 < LIMIT)}: {size:,} MB under the limit of memory", file=sys.stderr)
    flat = max(rates.values()) / min(rates.values())
    print(f"{pages.met(flat <= FLAT)}: flat within 20 % (×{flat:.2f})", file=sys.stderr)


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
        megabytes = text.stat().st_size / 1e6
        often = pages.median_of(rounds, "round")
        figures = often if rounds == 1 else f"seconds: {often} in turn"
        ratio = "ratio" if rounds == 1 else "median of the rounds' ratios"
        yield (
            f"{pages.machine()}; {figures}; MB/s of the {megabytes:.1f} MB of raw text; ×: {ratio} to embrepl; "
            "imports: seconds before that.\n"
        )
        yield "| file | | seconds | MB/s | words | types | × | imports |\n|---|---|---:|---:|---:|---:|---:|---:|"
        for path in (text, REVIEWS):
            yield from beside(path, megabytes, rounds, folder)
        often = pages.median_of(REPEATED, "round")
        yield (
            f"\nUnder `--memory {LIMIT // 1_000_000}MB`, generated from the same reviews; seconds: {often}, "
            "peak memory: the largest:\n"
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
    need(REVIEWS)
    pages.publish("corpus", section(chosen.rounds, SIZES[:-1] if chosen.quick else SIZES), chosen)


if __name__ == "__main__":
    main()
