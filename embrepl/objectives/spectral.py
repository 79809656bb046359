"""Spectral: what a trained model goes towards step by step, solved at once.

Under a whitening constraint the squared zero-distance problem has a closed form: the leading singular vectors of the
co-occurrence graph, whose pairs weigh by their mutual information (`affinity`). How we differ from Levy, Goldberg &
Dagan 2015: singular values to a power of 1/4. The decomposition is randomised subspace iteration (Halko, Martinsson &
Tropp 2011, algorithm 4.4), orthonormal by Cholesky, begun among the most frequent words.

Axes: V words, C contexts, D dimensions, K = D + OVER directions followed, S words of a core.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.objectives.engine.counts.affinity import Affinity, affinity, by_columns
from embrepl.objectives.engine.counts.counting import TRIAL_TOKENS, PairCounts, count, estimate_counting
from embrepl.objectives.engine.driver import check_begun, nothing_learnt
from embrepl.objectives.engine.sampling import Text, enough, no_pairs
from embrepl.objectives.engine.task import Outcome, PendingVectors, Reporter, SolvedVectors, Task, Vectors
from embrepl.system import memory, threads
from embrepl.training.ends import End
from embrepl.training.options.base import Options
from embrepl.training.options.spectral import PROJECTION, SpectralOptions

OVER = 40  # directions followed beside those that are kept
CORES = (3000, 8000)  # the most frequent words, among which directions are sought before they are extended to all
WIDER_PASSES = 2  # passes among the words of the second core
NEAR_PASSES = 2  # passes among the words of the first core from a basis that is near
DENSE = 4000  # words of a core whose matrix, of which a tenth and more is not 0, is quicker as an array
# seconds of one machine, where what can be tried takes COUNT for a pair and a unit of its weight: weighing a pair; an
# entry times a direction; a number of a basis
COUNT, WEIGH, ENTRY, NUMBER = 9.5e-9, 4e-8, 6.8e-11, 1.7e-8


def train(task: Task, report: Reporter) -> Outcome | None:
    """Return the vectors (V, D) of a text; None for the estimate alone.

    Stopped while it counts, it solves what was counted; stopped while it solves, it gives the directions so far.
    """
    options, text = task.options_as(SpectralOptions), task.text
    enough(text, options.window)
    if not report.estimate(*estimate(text, options)):
        return None
    check_begun(task, report)
    total = len(text.ids)
    counts, done = count(text, options, report)
    if not len(counts.counts):
        raise nothing_learnt(task) if done < total else no_pairs(text, options.sample)
    stopped = f"{100 * done / total:.0f} % of the text counted" if report.stopped() and done < total else ""
    solved = solve(counts, options, report)
    return Outcome(
        solved.scaled(options.power),
        start=None,
        loss=None,
        words=text.kept * done / total,
        end=End.stopped_at(stopped or solved.stopped),
        figures={"entries": float(solved.entries), "directions": float(solved.values.size)},
        extra={PROJECTION: solved.projection(options.power)},
    )


@dataclass(frozen=True)
class Decomposition:
    """The leading left singular vectors (V, D) and values (D,), from so many entries; how far it came, if stopped.

    `basis` (C, K) times `turn` (K, D) is what the matrix was multiplied by to give the vectors.
    """

    vectors: Vectors
    values: NDArray[np.float64]
    entries: int
    stopped: str
    basis: Vectors
    turn: Vectors

    def scaled(self, power: float) -> Vectors:
        """Return the vectors, each direction times its value to a power, (V, D)."""
        return np.asarray(self.vectors * self.values.astype(np.float32) ** np.float32(power), np.float32)

    def projection(self, power: float) -> Vectors:
        """Return what a row of the matrix, (C,), is multiplied by to give its word's vector as `scaled`, (C, D)."""
        return np.asarray((self.basis @ self.turn) * self.values.astype(np.float32) ** np.float32(power), np.float32)


def solve(counts: PairCounts, options: SpectralOptions, report: Reporter) -> Decomposition:
    """Return the decomposition of the mutual information of a text's pairs."""
    with ThreadPoolExecutor(threads.available()) as pool:
        return decompose(affinity(counts, options, pool), options, report, pool)


def decompose(
    matrix: Affinity, options: SpectralOptions, report: Reporter, pool: ThreadPoolExecutor, near: Vectors | None = None
) -> Decomposition:
    """Return about the D leading left singular vectors of the matrix (V, C), the same ones for a seed.

    `near` (S, K): a basis among the most frequent words that is near the one sought, such as that of another sample of
    the same text; a few passes from there do.

    Most passes are made among the most frequent words, whose rows hold most of what is known; their directions are
    extended to more words and at last, by two products, to all. That takes a fraction of the time of as many passes
    over all, and gives better vectors: rare words follow the frequent ones, rather than bend the directions towards
    themselves.
    """
    basis, stopped = core_basis(matrix, options, report, pool, near=near)
    report.progress("extending to all words", 0, 2, "products", {})
    wider = matrix.product(orthonormal(basis), pool, rows=matrix.contexts)  # (C, K)
    report.progress("extending to all words", 1, 2, "products", {})
    wider = orthonormal(wider)
    image = matrix.product(wider, pool)  # (V, K)
    squares, turn = np.linalg.eigh((image.T @ image).astype(np.float64))
    order = np.argsort(-squares, kind="stable")[: options.dim]
    values = np.sqrt(np.maximum(squares[order], 0))
    scale = np.divide(1.0, values, out=np.zeros_like(values), where=values > values.max(initial=0) * 1e-6)
    turn = (turn[:, order] * scale).astype(np.float32)
    vectors = (image @ turn).astype(np.float32)
    signs = np.where(vectors.sum(axis=0) < 0, -1, 1).astype(np.float32)  # either would do: the same ones always
    lacking = ((0, 0), (0, max(0, options.dim - vectors.shape[1])))  # fewer words than dimensions
    vectors, turn = np.pad(vectors * signs, lacking), np.pad(turn * signs, lacking)
    return Decomposition(vectors, np.pad(values, lacking[1]), matrix.entries, stopped, wider, turn)


def decompose_by_sign(
    matrix: Affinity, options: SpectralOptions, least: float, report: Reporter, pool: ThreadPoolExecutor
) -> tuple[Vectors, int]:
    """Return D eigenvectors (V, D) scaled by their values, those of values below 0 first, and how many these are.

    They are as many as there are among the D greatest values, signs aside, and at least a share `least` of all.
    """
    basis, _ = core_basis(matrix, options, report, pool, least)
    report.progress("extending to all words", 0, 2, "products", {})
    wider = orthonormal(matrix.product(orthonormal(basis), pool, rows=matrix.contexts))  # (C, K)
    report.progress("extending to all words", 1, 2, "products", {})
    image = matrix.product(wider, pool)  # (V, K)
    square = (wider.T @ image[: matrix.contexts]).astype(np.float64)
    values, turn = np.linalg.eigh((square + square.T) / 2)  # rising
    known = np.abs(values) > np.abs(values).max(initial=0) * 1e-6
    leading = np.argsort(-np.abs(values), kind="stable")[: options.dim]
    wanted = max(int((values[leading] < 0).sum()), round(least * options.dim))
    below, above = np.flatnonzero(known & (values < 0))[:wanted], np.flatnonzero(known & (values > 0))[::-1]
    chosen = np.concatenate([below, above[: options.dim - len(below)]])
    scale = np.sign(values[chosen]) * np.abs(values[chosen]) ** (options.power - 1)
    vectors = image @ (turn[:, chosen] * scale).astype(np.float32)
    vectors *= np.where(vectors.sum(axis=0) < 0, -1, 1).astype(np.float32)  # either sign would do: the same one always
    missing = options.dim - vectors.shape[1]  # fewer words than dimensions
    return np.pad(vectors, ((0, 0), (0, missing))), len(below)


def core_basis(
    matrix: Affinity,
    options: SpectralOptions,
    report: Reporter,
    pool: ThreadPoolExecutor,
    below: float = 0.0,
    near: Vectors | None = None,
) -> tuple[Vectors, str]:
    """Return a basis (S, K) of the most frequent words, and how far it came if it was stopped.

    It starts from `near`, a basis (S, K) of those words, where there is one.
    A share `below` of the columns goes towards the eigenvectors of the least values: these columns are multiplied by
    the matrix less a multiple of the identity, the others by the matrix plus as much.
    """
    width = min(options.dim + OVER, matrix.contexts)
    first, second = (min(max(size, 2 * width), matrix.contexts) for size in CORES)
    sizes = [first] * (options.iterations if near is None else NEAR_PASSES) + [second] * WIDER_PASSES
    if near is None:
        near = np.random.default_rng(options.seed).standard_normal((first, width), np.float32)
    basis = near[:first]
    core, block, stopped = matrix.core(first), None, ""
    for done, size in enumerate(sizes, 1):
        report.progress("solving", done, len(sizes), "passes", {})
        if size > core.words:
            core, block = matrix.core(size), None
        if block is None and size <= DENSE:
            block = core.toarray()
        basis = np.pad(orthonormal(basis), ((0, size - len(basis)), (0, 0)))
        image = core.product(basis, pool) if block is None else by_columns(block.__matmul__, basis, pool)
        basis = image + basis * _shifts(core, width, below) if below else image
        if report.watch_due():
            report.watch(basis)
        if report.stopped() and done < len(sizes):
            stopped = f"pass {done} of {len(sizes)} of the decomposition"
            break
    return basis, stopped


def _shifts(matrix: Affinity, width: int, below: float) -> Vectors:
    """Return what multiple of each column is added to its product, (K,): about as large as chance values become."""
    parts = (matrix.lower.data, matrix.upper.data, matrix.diagonal)
    size = float(np.sqrt(sum(float(part @ part) for part in parts) / matrix.words))
    return np.where(np.arange(width) < width - round(below * width), size, -size).astype(np.float32)


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


def pending_start(text: Text, options: Options, report: Reporter) -> PendingVectors:
    """Return the vectors of a text, of mean length 1, for another objective to start from, solved for when needed.

    An objective that mirrors dimensions is given its own thinning, and dimensions by their sign.
    """
    mirrored: float | None = getattr(options, "mirrored_least", 0.0) if getattr(options, "mirror", False) else None
    same = {field.name for field in fields(SpectralOptions)} - ({"sample"} if mirrored is None else set())
    own = SpectralOptions(**{name: getattr(options, name) for name in same if hasattr(options, name)})

    def solve_now() -> SolvedVectors:
        counts, _ = count(text, own, report)
        if not len(counts.counts):  # all thinned out
            counts, _ = count(text, replace(own, sample=0.0), report)
        try:
            with ThreadPoolExecutor(threads.available()) as pool:
                matrix = affinity(counts, own, pool)
                if mirrored is None:
                    vectors, negative = decompose(matrix, own, report, pool).scaled(own.power), None
                else:
                    vectors, negative = decompose_by_sign(matrix, own, mirrored, report, pool)
        except EmbreplError as error:
            if mirrored is not None and error.code == "nothing-to-learn":
                unknown = np.full((len(text.counts), options.dim), np.nan, np.float32)
                return SolvedVectors(unknown, options.dim // 2, (f"{error.message} The vectors started at random.",))
            hint = f"{error.hint} `--init random` begins without them."
            raise EmbreplError(error.code, error.message, hint) from error
        scale = max(1e-12, float(np.linalg.norm(vectors, axis=1).mean()))
        return SolvedVectors(np.asarray(vectors / scale, np.float32), negative)

    seconds, most = estimate(text, own)
    return PendingVectors(seconds, max(0, most - memory.resident()), solve_now)


def estimate(text: Text, options: SpectralOptions) -> tuple[float, int]:
    """Return about how many seconds and bytes it takes."""
    counting = estimate_counting(text, options)
    usual = max(1, int(counting.tried.counts.sum())) * COUNT
    slower = min(10.0, max(0.5, counting.trying / usual)) if len(text.ids) >= TRIAL_TOKENS else 1.0
    entries, words = 1.7 * counting.distinct, len(text.counts)
    contexts = min(options.contexts or words, words)
    width = min(options.dim + OVER, contexts)
    core = [min(1.0, (size / words) ** 0.5) for size in CORES]  # shares of the entries that are among their words
    passes = options.iterations * core[0] + WIDER_PASSES * core[1] + 2
    solving = passes * width * (entries * ENTRY + (words + contexts) / 2 * NUMBER)
    most = max(counting.memory, 40 * counting.distinct, 20 * counting.distinct + 12 * (words + contexts) * width)
    return counting.seconds + (counting.distinct * WEIGH + solving) * slower, memory.resident() + int(most)
