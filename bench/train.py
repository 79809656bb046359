"""How good and how fast vectors are made: every objective from a raw file to a vector file, with its peer beside it.

Each run is a process of its own, one after the other; its start (interpreter and imports) is timed apart. A run reads
the raw file anew, trains, and writes word2vec text, as the peer does. Scores are those of ../shared/bench/score.py; its
"other half" is the mean over the odd-numbered lines of the same tests, which no setting was chosen by. The spread is
over seeds. `gensim` is its skip-gram, trained by ../shared/bench/peer_gensim.py.

    python bench/train.py [--seeds 3] [--only zero,spectral] [--growth] [--write [--part others]]

--growth times texts of 1 to 25 million words, and a vocabulary of a million; --write puts the tables into
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import itertools
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "benchmarks.md"
PARTS = ("train", "others", "growth")  # of the page, each between comments of its name
REVIEWS = SHARED / "data" / "en" / "reviews.csv.gz"
TESTS = ("wordsim353.txt", "simlex999.txt", "questions-words.txt")

OURS = """
import json, sys, threading, time
began = time.perf_counter()
import importlib
from pathlib import Path
import keras, tensorflow
tensorflow.config.experimental.enable_op_determinism()
from embrepl.corpus.building import build
from embrepl.system import memory
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.objectives.engine.task import Task
from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.initial_vectors import starting
from embrepl.space.formats import writing
from embrepl.training import catalog, choosing
path, out, objective, given = sys.argv[1], Path(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4])
module = importlib.import_module(catalog.find(objective).module)

class Report:
    watched, over = (), threading.Event()
    estimated = (0.0, 0)
    most = 0
    last = 0.0
    def progress(self, *_): pass
    def look(self):  # beside the training, which does not always say something when it takes most
        while not self.over.wait(0.02): self.most = max(self.most, memory.resident())
    def due(self):
        now = time.perf_counter()
        if now - self.last < 0.1: return False
        self.last = now
        return True
    def stopped(self):
        return False
    checkpoint_due = watch_due = stopped
    def estimate(self, seconds, most):
        self.estimated = (seconds, most)
        return True

start, began, report = time.perf_counter() - began, time.perf_counter(), Report()
folder = out.with_suffix(".corpus")
read = build.build([path], ReadOptions(column="text"), folder, lambda _: None, lambda: False)
corpus = Corpus.open(folder)
chosen = choosing.choose(objective, None, given, read.tokens)
counts = corpus.counts[: corpus.vocabulary_size(chosen.min_count)]
words = tuple(corpus.words[: len(counts)])
reading = time.perf_counter() - began
text = Text(corpus.ids, corpus.documents, counts)
threading.Thread(target=report.look, daemon=True).start()
outcome = module.train(Task(text, chosen, words, starting(text, chosen, words, report).vectors), report)
training = time.perf_counter() - began - reading
report.over.set()
writing.write("word2vec", out, words, outcome.matrix, force=True)
print(json.dumps({
    "start": start, "reading": reading, "training": training, "total": time.perf_counter() - began,
    "tokens": read.tokens, "words": len(words), "estimate": report.estimated, "most": report.most,
}))
"""
FASTTEXT = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from gensim.models.fasttext import FastText
import peer_gensim, tempfile
began = time.perf_counter()
with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as tokens:
    for text in peer_gensim.texts(sys.argv[2]):
        tokens.write(" ".join(peer_gensim.WORD.findall(text.lower())) + "\\n")
    tokens.flush()
    model = FastText(
        corpus_file=tokens.name, vector_size=100, window=5, negative=5, sample=1e-4, min_count=5, workers=2,
        sg=int(sys.argv[4]), epochs=5,
    )
model.wv.save_word2vec_format(sys.argv[3])
print(json.dumps({"total": time.perf_counter() - began}))
"""
CBOW = FASTTEXT.replace("fasttext import FastText", "word2vec import Word2Vec").replace("FastText(", "Word2Vec(")


@dataclass(frozen=True)
class Target:
    """What an objective is held against: a peer, its score times a factor less some points, its time times a share."""

    peer: str
    score: float
    less: float
    time: float


TARGETS = {
    "spectral": Target("gensim", 1.10, 0.0, 0.1),
    "zero": Target("gensim", 1.00, 0.0, 1 / 3),
    "skipgram": Target("gensim", 1.00, 0.0, 1.0),
    "cbow": Target("gensim cbow", 1.00, 0.0, 1.0),
    "subword": Target("gensim FastText", 1.00, 0.01, 1.0),
    "glove": Target("gensim", 0.90, 0.0, 1.0),
}


@dataclass(frozen=True)
class Run:
    """One training: seconds from the raw file to the vector file, its scores, and what embrepl said of itself."""

    total: float
    scores: tuple[float, float, float]
    other_half: float
    told: dict[str, float]

    @property
    def mean(self) -> float:
        """The mean of the three scores."""
        return statistics.fmean(self.scores)


def scorer() -> ModuleType:
    """Return the module of the shared scores."""
    found = importlib.util.spec_from_file_location("score", SHARED / "bench" / "score.py")
    if found is None or found.loader is None:
        sys.exit(f"{SHARED / 'bench'} is not there")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def scored(path: Path, folder: Path) -> tuple[tuple[float, float, float], float]:
    """Return the three scores of a vector file, and their mean over the other half of the tests."""
    score = scorer()
    words, vectors = score.read_vectors(str(path))
    index = {word: place for place, word in reversed(list(enumerate(words)))}
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def three(tests: Path) -> tuple[float, float, float]:
        similar = [score.similarity(index, unit, tests / name)[0] for name in TESTS[:2]]
        return similar[0], similar[1], score.analogies(index, unit, tests / TESTS[2])[0]

    half = folder / "half"
    if not half.exists():
        half.mkdir()
        for name in TESTS:
            lines = (SHARED / "eval" / name).read_text("utf-8").splitlines()
            lines = [line for line in lines if not line.startswith(":")]
            (half / name).write_text("\n".join(lines[1::2]) + "\n", "utf-8")
    return three(SHARED / "eval"), statistics.fmean(three(half))


def command(script: str, *arguments: object) -> dict[str, float]:
    """Run a script in a process of its own and return what it says in JSON."""
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "OPENBLAS_NUM_THREADS": "1"}  # as the worker
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **quiet}
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    if done.returncode:
        sys.exit(done.stderr[-4000:])
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def ours(source: Path, objective: str, given: dict[str, object], folder: Path) -> tuple[Path, dict[str, float]]:
    """Train an objective of embrepl on a raw file; return the vector file and what was told."""
    out = folder / f"{objective}.txt"
    return out, command(OURS, source, out, objective, json.dumps(given))


def peer(name: str, folder: Path) -> tuple[Path, dict[str, float]]:
    """Train a peer on the reviews; return the vector file and how long it took."""
    out = folder / "peer.txt"
    if name == "gensim":
        script = SHARED / "bench" / "peer_gensim.py"
        done = subprocess.run(
            [sys.executable, str(script), str(REVIEWS), str(out)], check=True, capture_output=True, text=True
        )
        return out, {"total": float(re.findall(r"total ([\d.]+) s", done.stdout)[0])}
    script_text, skip = (FASTTEXT, 1) if name == "gensim FastText" else (CBOW, 0)
    return out, command(script_text, SHARED / "bench", REVIEWS, out, skip)


def measured(found: tuple[Path, dict[str, float]], folder: Path) -> Run:
    """Return a run with its scores."""
    path, told = found
    return Run(told["total"], *scored(path, folder), told)


def table(objectives: list[str], seeds: int, folder: Path) -> Iterator[str]:
    """Yield the table of objectives and peers, each seed in turn."""
    yield (
        f"Python {platform.python_version()}, {os.cpu_count()} cores; {REVIEWS.name}, from the raw file to the vector "
        f"file; median (least-most) of {seeds} seeds.\n"
    )
    yield "| | seconds | × time | WordSim | SimLex | analogies | mean | × mean | other half | said before |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|"
    peers = list(dict.fromkeys(TARGETS[name].peer for name in objectives if name in TARGETS))
    runs: dict[str, list[Run]] = {name: [] for name in [*peers, *objectives]}
    for seed in range(1, seeds + 1):
        for name in peers:
            runs[name].append(measured(peer(name, folder), folder))
        for name in objectives:
            runs[name].append(measured(ours(REVIEWS, name, {"seed": seed}, folder), folder))
            print(f"{name} {seed}: {runs[name][-1]}", file=sys.stderr, flush=True)
    for name, each in runs.items():
        yield row(name, each, runs.get(TARGETS[name].peer if name in TARGETS else "gensim", each))
    starts = [run.told["start"] for each in runs.values() for run in each if "start" in run.told]
    yield f"\nThe start of a process with its imports, left out above: {statistics.median(starts):.1f} s.\n"
    yield from (verdict(name, runs[name], runs[TARGETS[name].peer]) for name in objectives if name in TARGETS)


def row(name: str, runs: list[Run], peers: list[Run]) -> str:
    """Return the row of an objective or a peer beside the one it is held against."""

    def spread(values: list[float], digits: int) -> str:
        middle, least, most = statistics.median(values), min(values), max(values)
        return f"{middle:.{digits}f}" + (f" ({least:.{digits}f}-{most:.{digits}f})" if len(values) > 1 else "")

    time = statistics.median(run.total / other.total for run, other in zip(runs, peers, strict=True))
    score = statistics.median(run.mean / other.mean for run, other in zip(runs, peers, strict=True))
    three = " | ".join(f"{statistics.median(run.scores[place] for run in runs):.3f}" for place in range(3))
    said = ""
    if "estimate" in runs[0].told:
        pairs = [(*run.told["estimate"], run.told["training"], run.told["most"]) for run in runs]  # type: ignore[misc]
        seconds, most, took, held = (statistics.median(side) for side in zip(*pairs, strict=True))
        said = f"{seconds:.0f} s for {took:.0f} s, {most / 1e6:.0f} MB for {held / 1e6:.0f} MB"
    return (
        f"| {name} | {spread([run.total for run in runs], 1)} | {time:.2f} | {three} "
        f"| {spread([run.mean for run in runs], 3)} | {score:.2f} "
        f"| {statistics.median(run.other_half for run in runs):.3f} | {said} |"
    )


def verdict(name: str, runs: list[Run], peers: list[Run]) -> str:
    """Return whether an objective meets its targets."""
    target = TARGETS[name]
    score = statistics.median(run.mean for run in runs)
    wanted = statistics.median(run.mean for run in peers) * target.score - target.less
    share = statistics.median(run.total / other.total for run, other in zip(runs, peers, strict=True))
    good = "met" if score >= wanted else "not met"
    quick = "met" if share <= target.time else "not met"
    return (
        f"- {name}: mean {score:.3f}, wanted {wanted:.3f}: {good}; "
        f"{share:.2f} of the time of {target.peer}, wanted {target.time:.2f}: {quick}"
    )


def growth(objectives: list[str], folder: Path) -> Iterator[str]:
    """Yield how time and memory grow from 1 to 25 million words, and with a vocabulary of a million."""
    yield "| text | | words/s | µs/word | memory | said before |\n|---|---|---:|---:|---:|---|"
    for millions, name in itertools.product((1, 5, 25), objectives):
        source = repeated(millions * 1_000_000, folder / f"{millions}.csv")
        _, told = ours(source, name, {"min_count": 5, "epochs": 1} if name != "spectral" else {"min_count": 5}, folder)
        yield growing(f"{millions} M words", name, told)
    for name in objectives:
        source = wide(folder / "wide.csv")
        _, told = ours(source, name, {"min_count": 1, "epochs": 1} if name != "spectral" else {"min_count": 1}, folder)
        yield growing(f"{told['words']:,} types", name, told)


def growing(what: str, name: str, told: dict[str, float]) -> str:
    """Return the row of a text of some size."""
    seconds, most = told["estimate"]  # type: ignore[misc]
    return (
        f"| {what} | {name} | {told['tokens'] / told['total']:,.0f} | {1e6 * told['total'] / told['tokens']:.2f} "
        f"| {told['most'] / 1e6:,.0f} MB | {seconds:.0f} s for {told['training']:.0f} s, "
        f"{most / 1e6:,.0f} MB for {told['most'] / 1e6:,.0f} MB |"
    )


def reviews() -> Iterator[str]:
    """Yield the reviews, over and over; from the second time on each with another review's second half."""
    csv.field_size_limit(1 << 30)
    with gzip.open(REVIEWS, "rt", encoding="utf-8", newline="") as file:
        texts = [record["text"] for record in csv.DictReader(file)]
    for turn in itertools.count():
        for place, text in enumerate(texts):
            other = texts[(place + turn) % len(texts)]
            yield text[: len(text) // 2] + other[len(other) // 2 :]


def repeated(words: int, path: Path) -> Path:
    """Write a table of about so many words of reviews."""
    if not path.exists():
        written = 0
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["text"])
            for text in reviews():
                out.writerow([text])
                written += len(text.split())
                if written >= words:
                    break
    return path


def wide(path: Path) -> Path:
    """Write a table of some five million words, a million of them unlike all others."""
    if not path.exists():
        rare = iter(range(1_000_000))
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["text"])
            for text in itertools.islice(reviews(), 25_000):
                words = text.split()
                out.writerow(
                    [" ".join(f"{word} q{next(rare, 0)}x" if n % 5 == 0 else word for n, word in enumerate(words))]
                )
    return path


def written(part: str, lines: list[str]) -> None:
    """Put the lines of a part into the page."""
    begin, end = f"<!-- {part} -->\n", f"<!-- end of {part} -->\n"
    before, _, rest = PAGE.read_text("utf-8").partition(begin)
    PAGE.write_text(f"{before}{begin}{chr(10).join(lines)}\n{end}{rest.partition(end)[2]}", "utf-8")


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", default=",".join(TARGETS))
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--part", choices=PARTS[:2], default=PARTS[0], help="where --write puts the table of scores")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    objectives = chosen.only.split(",")
    with tempfile.TemporaryDirectory(prefix="embrepl-bench-") as name:
        folder = Path(name)
        parts = (
            {"growth": growth(objectives, folder)}
            if chosen.growth
            else {chosen.part: table(objectives, chosen.seeds, folder)}
        )
        for part, lines in parts.items():
            kept = []
            for line in lines:
                print(line, flush=True)
                kept.append(line)
            if chosen.write:
                written(part, kept)


if __name__ == "__main__":
    main()
