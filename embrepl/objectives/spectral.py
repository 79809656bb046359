"""Spectral: what a trained model goes towards step by step, solved at once.

Under a whitening constraint the squared zero-distance problem has a closed form: the leading singular vectors of the
co-occurrence graph.  Pairs weigh by their pointwise mutual information where it is positive (Levy & Goldberg 2014,
eq. 7; Levy, Goldberg & Dagan 2015, section 3), discounted for rare pairs by n / (n + discount) (after Pantel & Lin
2002).  How we differ: no smoothing of the contexts, which made it worse; only the most frequent words are contexts;
singular values to a power of 1/4.  The decomposition is randomised subspace iteration (Halko, Martinsson & Tropp 2011,
algorithm 4.4), orthonormal by Cholesky, begun among the most frequent words.

Axes: V words, C contexts, D dimensions, K = D + OVER directions followed, N entries.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus import memory
from embrepl.errors import EmbreplError
from embrepl.objectives import sampling
from embrepl.objectives.counting import SHARD, PairCounter, PairCounts, count
from embrepl.objectives.objective import Outcome, Reporter, Task, Vectors
from embrepl.objectives.sampling import Ids, Text, enough
from embrepl.training.options.spectral import SpectralOptions

if TYPE_CHECKING:
    from scipy.sparse import csr_array

OVER = 40  # directions followed beside those that are wanted
CORE = 6000  # the most frequent words, among which the directions are looked for before they are extended to all
THREADS = 2
CHUNK = 1 << 22  # pairs weighed at a time
TRIED = 300_000  # tokens of the text that are counted for the estimate
# seconds of one machine, where what can be tried takes COUNT for a pair and a unit of its weight: weighing a pair; an
# entry times a direction; a number of a basis
COUNT, WEIGH, ENTRY, NUMBER = 9.5e-9, 4e-8, 6.8e-11, 1.7e-8


def train(task: Task, report: Reporter) -> Outcome | None:
    """Return the vectors (V, D) of a text; None where only the estimate was wanted.

    Stopped while it counts, it solves what was counted; stopped while it solves, it gives the directions so far.
    """
    options, text = task.options, task.text
    if not isinstance(options, SpectralOptions):
        raise TypeError(f"spectral has no use for {options!r}")
    enough(text, options.window)
    if not report.estimate(*estimate(text, options)):
        return None
    total = len(text.ids)
    counts, done = count(text, options, report)
    stopped = f"{done / total:.0%} of the text counted" if report.stopped() and done < total else ""
    matrix = mutual_information(counts, options)
    del counts
    solved = solve(matrix, options, report)
    passes = f"pass {solved.passes} of {options.iterations} of the decomposition"
    return Outcome(
        solved.vectors * solved.values.astype(np.float32) ** np.float32(options.power),
        None, None, text.kept * done / total,
        stopped or (passes if solved.passes < options.iterations else ""),
        figures={"entries": float(matrix.nnz), "directions": float(solved.values.size)},
    )  # fmt: skip


def mutual_information(counts: PairCounts, options: SpectralOptions) -> csr_array:
    """Return the discounted positive pointwise mutual information of words and contexts, sparse (V, C) float32."""
    from scipy.sparse import csr_array

    marginals = counts.marginals()
    contexts = min(options.contexts or counts.words, counts.words)
    parts = [
        _weighed(counts, slice(begin, begin + CHUNK), marginals, contexts, options)
        for begin in range(0, len(counts.counts), CHUNK)
    ]
    if not sum(values.size for values, _, _ in parts):
        raise EmbreplError(
            "nothing-to-learn", "No two words stand together more often than by chance.",
            "Load more text, widen --window, or lower --min-count.",
        )  # fmt: skip
    values, left, right = (np.concatenate(side) for side in zip(*parts, strict=True))
    return csr_array((values, (left, right)), shape=(counts.words, contexts))


def _weighed(
    counts: PairCounts, part: slice, marginals: NDArray[np.float64], contexts: int, options: SpectralOptions
) -> tuple[Vectors, Ids, Ids]:
    """Return the entries of some pairs, in both orders: values, words, contexts. (N,), (N,), (N,)."""
    rows, columns, amounts = counts.rows[part], counts.columns[part], counts.counts[part].astype(np.float64)
    itself = rows == columns  # stands in the matrix once, and counts for both sides
    logs = np.log(np.maximum(marginals, 1))
    values = np.log(np.where(itself, 2 * amounts, amounts)) + np.log(marginals.sum()) - logs[rows] - logs[columns]
    values -= options.shift
    values *= amounts / (amounts + options.discount * options.window)
    one = np.flatnonzero((values > 0) & (rows < contexts))
    other = np.flatnonzero((values > 0) & (columns < contexts) & ~itself)
    return (
        np.concatenate((values[one], values[other])).astype(np.float32),
        np.concatenate((columns[one], rows[other])),
        np.concatenate((rows[one], columns[other])),
    )


@dataclass(frozen=True)
class Solved:
    """The leading left singular vectors (V, D) and values (D,), and how many passes were made."""

    vectors: Vectors
    values: NDArray[np.float64]
    passes: int


def solve(matrix: csr_array, options: SpectralOptions, report: Reporter) -> Solved:
    """Return about the D leading left singular vectors of a sparse matrix (V, C), the same ones for a seed.

    The passes are made among the most frequent words, whose rows hold most of what is known; two more products extend
    their directions to all words. That takes half the time of as many passes over all, and gives better vectors:
    rare words follow the frequent ones, rather than bend the directions towards themselves.
    """
    size, contexts = matrix.shape
    width = min(options.dim + OVER, size, contexts)
    basis = np.random.default_rng(options.seed).standard_normal((contexts, width), np.float32)
    core = min(CORE, contexts)
    with ThreadPoolExecutor(THREADS) as pool:
        passes, basis = _core(matrix, basis[:core], options.iterations, report, pool)
        image = product(blocks(matrix[:, :core]), orthonormal(basis), pool)
        if size > core and not report.stopped():
            image = product(blocks(matrix), orthonormal(product(blocks(matrix.T.tocsr()), image, pool)), pool)
    squares, turn = np.linalg.eigh((image.T @ image).astype(np.float64))
    order = np.argsort(-squares, kind="stable")[: options.dim]
    values = np.sqrt(np.maximum(squares[order], 0))
    scale = np.divide(1.0, values, out=np.zeros_like(values), where=values > values.max(initial=0) * 1e-6)
    vectors = (image @ (turn[:, order] * scale).astype(np.float32)).astype(np.float32)
    vectors *= np.where(vectors.sum(axis=0) < 0, -1, 1).astype(np.float32)  # either sign would do: the same one always
    if width < options.dim:  # fewer words than dimensions
        vectors = np.pad(vectors, ((0, 0), (0, options.dim - width)))
        values = np.pad(values, (0, options.dim - width))
    return Solved(vectors, values, passes)


def _core(
    matrix: csr_array, basis: NDArray[np.float32], iterations: int, report: Reporter, pool: ThreadPoolExecutor
) -> tuple[int, NDArray[np.float32]]:
    """Return the passes made among the most frequent words alone, and what a basis (C', K) became by them."""
    size = len(basis)
    block = blocks(matrix[:size, :size])  # the same both ways round
    for passes in range(1, iterations + 1):
        report.progress("solving", passes, iterations, "passes", {})
        basis = product(block, orthonormal(basis), pool)
        if report.watch_due():
            report.watch(basis)
        if report.stopped():
            return passes, basis
    return iterations, basis


def orthonormal(columns: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a well-conditioned basis of the columns, orthonormal to about 1e-4; by QR where Cholesky fails. (N, K)."""
    lengths = np.linalg.norm(columns, axis=0)
    scaled = columns / np.maximum(lengths, np.finfo(np.float32).tiny)
    try:
        lower = np.linalg.cholesky((scaled.T @ scaled).astype(np.float64))
        if np.diag(lower).min() > 1e-3:
            return np.asarray(scaled @ np.linalg.inv(lower).T.astype(np.float32), np.float32)
    except np.linalg.LinAlgError:  # columns that nearly depend on each other
        pass
    return np.asarray(np.linalg.qr(scaled.astype(np.float64))[0], np.float32)


def blocks(matrix: csr_array) -> list[csr_array]:
    """Return a sparse matrix as blocks of rows of like weight, one for each thread."""
    cuts = np.searchsorted(matrix.indptr, np.linspace(0, matrix.nnz, THREADS + 1)[1:-1]).tolist()
    return [matrix[begin:end] for begin, end in pairwise([0, *cuts, matrix.shape[0]])]


def product(rows: list[csr_array], columns: NDArray[np.float32], pool: ThreadPoolExecutor) -> NDArray[np.float32]:
    """Return the product of a sparse matrix (V, C), in blocks of rows, and a dense one (C, K). (V, K)."""
    columns = np.ascontiguousarray(columns)
    return np.concatenate(list(pool.map(lambda block: block @ columns, rows)))


def estimate(text: Text, options: SpectralOptions) -> tuple[float, int]:
    """Return about how many seconds and bytes it takes: some of the text is counted, and its growth drawn on.

    Distinct pairs grow with the pairs by a power, as types do with tokens (Heaps 1978).
    """
    tried = Text(text.ids[:TRIED], text.documents, text.counts)
    for _ in range(2):  # the first time its memory is not there yet
        counter = PairCounter(len(text.counts), options.window, options.across)
        began = time.perf_counter()
        sizes: list[int] = []
        pairs: list[int] = []
        for ids, documents in sampling.segments(tried, options.sample, options.seed, 0, TRIED // 2 + 1):
            keys, counts = counter.pairs(counter.follow(ids, documents))
            counter.add(keys, counts)
            pairs.append(sum(pairs[-1:]) + max(1, int(counts.sum())))
            sizes.append(max(1, counter.distinct))
        seconds = time.perf_counter() - began
    slower = min(10.0, max(0.5, seconds / (pairs[-1] * COUNT))) if len(tried.ids) == TRIED else 1.0
    growth = len(text.ids) / max(1, len(tried.ids))
    power = np.log(sizes[-1] / sizes[0]) / np.log(pairs[-1] / pairs[0]) if len(pairs) > 1 else 1.0
    distinct = sizes[-1] * growth ** float(min(1.0, power))
    entries = 1.7 * distinct
    words = len(text.counts)
    contexts, width = min(options.contexts or words, words), options.dim + OVER
    core = min(1.0, (CORE / words) ** 0.5)  # share of the entries that are among the most frequent words
    solving = (options.iterations * core + 3) * width * (entries * ENTRY + (words + contexts) / 2 * NUMBER)
    shard = min(len(text.ids), SHARD) * options.window * 8
    most = max(3 * shard + 40 * distinct, 24 * distinct + 8 * entries, 16 * entries + 30 * (words + contexts) * width)
    return seconds * growth * 2.5 + (distinct * WEIGH + solving) * slower, memory.resident() + int(most)
