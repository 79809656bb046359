"""The file of runs: the directions that the same recipe gave on resampled texts, kept in the folder of a model.

A head of HEAD bytes, JSON filled up with spaces, then `units` and each run as `lengths` and `codes`; all of it mapped:

| part | content |
|---|---|
| head | format and version, R runs, N words (the first of the model), D dimensions, the seed, what the units were |
| units | N little-endian 32-bit integers: in how many units of the text each word stands |
| lengths | N 32-bit floats: 1 over the length of each word's codes; 0 for a word that the run does not have |
| codes | N rows of D bytes: each word's vector divided by its greatest number, times 127, rounded |

Cosines do not change when all vectors of a run turn, so that runs need no aligning. One byte a number leaves a cosine
0.001 off on average (100 dimensions), where runs differ by 0.02 to 0.2; all words' vectors, rather than the nearest
words of each, answer for any word, any number of neighbours and any pair, and finding those lists would take longer
than the runs themselves. Axes: R runs, N words, D dimensions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.system import threads

FILE, SEEDS = "runs.bin", "seeds.bin"  # runs on resampled texts; on the same text with other seeds
UNFINISHED = ".unfinished"  # ends the name of a file that is being written
FORMAT, VERSION, HEAD = "embrepl-runs", 1, 4096
MOST_BYTES = 1 << 30  # of the file; where all words would take more, the most frequent ones are kept
_ROWS = 4096  # words looked at together
_GREATEST = 127.0


@dataclass(frozen=True)
class Sampling:
    """How the text was resampled: by so many `documents` and `blocks` of about `block` words, from a seed."""

    seed: int
    documents: int
    blocks: int
    block: int

    @property
    def units(self) -> int:
        """How many units there were."""
        return self.documents + self.blocks


def words_kept(words: int, dim: int, runs: int) -> int:
    """Return of how many words, the most frequent ones, the runs are kept."""
    return min(words, MOST_BYTES // max(1, runs * (dim + 4)))


class RunsWriter:
    """Writes runs one after the other; what is there after `close` is whole."""

    def __init__(
        self, folder: Path, words: int, dim: int, sampling: Sampling, units: NDArray[np.integer], name: str = FILE
    ) -> None:
        self._path, self._shape, self._sampling = folder / name, (words, dim), sampling
        self.runs = 0
        self._unfinished = folder / (name + UNFINISHED)
        self._file = self._unfinished.open("wb")
        self._file.write(b" " * HEAD)
        self._file.write(np.ascontiguousarray(units[:words], "<i4").tobytes())

    def take(self, earlier: Runs) -> None:
        """Take over runs that were made before."""
        for run in range(earlier.runs):
            self._write(earlier.lengths[run], earlier.codes[run])

    def add(self, vectors: NDArray[np.float32]) -> None:
        """Add a run: vectors (V, D), of which the first words' are kept; 0 for a word that the run does not have."""
        rows = vectors[: self._shape[0]]
        greatest = np.abs(rows).max(axis=1, keepdims=True, initial=0)
        there = np.isfinite(greatest) & (greatest > 0)
        scaled = np.divide(rows * np.float32(_GREATEST), greatest, out=np.zeros_like(rows), where=there)
        codes = np.rint(scaled).astype(np.int8)
        squares = np.einsum("nd,nd->n", codes, codes, dtype=np.float32)
        lengths = np.divide(1.0, np.sqrt(squares), out=np.zeros(len(codes)), where=squares > 0)
        self._write(lengths.astype("<f4"), codes)

    def _write(self, lengths: NDArray[np.float32], codes: NDArray[np.int8]) -> None:
        self._file.write(np.ascontiguousarray(lengths).data)
        self._file.write(np.ascontiguousarray(codes).data)
        self.runs += 1

    def close(self) -> None:
        """Put the file in place of an older one."""
        words, dim = self._shape
        head = {"format": FORMAT, "version": VERSION, "runs": self.runs, "words": words, "dim": dim}
        self._file.seek(0)
        self._file.write(json.dumps(head | asdict(self._sampling)).encode().ljust(HEAD))
        self._file.close()
        self._unfinished.replace(self._path)

    def discard(self) -> None:
        """Leave nothing of what was written; an older file stays. After `close` this does nothing."""
        self._file.close()
        self._unfinished.unlink(missing_ok=True)


@dataclass(frozen=True)
class Runs:
    """The runs of a model: `units` (N,), `lengths` (R, N), `codes` (R, N, D), and how the text was resampled."""

    units: NDArray[np.int32]
    lengths: NDArray[np.float32]
    codes: NDArray[np.int8]
    sampling: Sampling

    @property
    def runs(self) -> int:
        """How many runs there are, R."""
        return len(self.codes)

    @property
    def words(self) -> int:
        """How many words they know, N."""
        return len(self.units)

    def directions(self, rows: Sequence[int], run: int) -> NDArray[np.float32]:
        """Return the vectors of some words in a run at length one, (n, D); 0 where the run does not have the word."""
        some = np.asarray(rows, np.int64)
        return np.asarray(self.codes[run][some] * self.lengths[run][some, None], np.float32)

    def sums(self, rows: Sequence[int], weights: Sequence[float]) -> NDArray[np.float32]:
        """Return the direction of a sum of words in each run, (R, D); not a number where a run lacks one of them."""
        sums = np.empty((self.runs, self.codes.shape[2]), np.float32)
        for run in range(self.runs):
            directions = self.directions(rows, run)
            total = np.asarray(weights, np.float32) @ directions
            length = float(np.linalg.norm(total))
            whole = length > 0 and bool(directions.any(axis=1).all())
            sums[run] = total / length if whole else np.nan
        return sums

    def cosines(self, sums: NDArray[np.float32], rows: Sequence[int]) -> NDArray[np.float64]:
        """Return the cosines of some words with the directions (R, D), (R, n); not a number where a run lacks one."""
        result = np.empty((self.runs, len(rows)))
        for run in range(self.runs):
            directions = self.directions(rows, run)
            result[run] = np.where(directions.any(axis=1), directions @ sums[run], np.nan)
        return result

    def nearest(
        self, sums: NDArray[np.float32], k: int, without: Sequence[int], weights: NDArray[np.float32] | None = None
    ) -> NDArray[np.int64]:
        """Return the k words nearest to the directions (R, D) in each run, (R, k); -1 where there are fewer.

        With `weights` (V,) the order is that of cosines drawn towards the usual one, as in `ranking.order`.
        """
        with ThreadPoolExecutor(threads.available()) as pool:
            found = pool.map(lambda run: self._nearest(run, sums[run], k, without, weights), range(self.runs))
            return np.array(list(found), np.int64).reshape(self.runs, k)

    def _nearest(
        self, run: int, target: NDArray[np.float32], k: int, without: Sequence[int], weights: NDArray[np.float32] | None
    ) -> NDArray[np.int64]:
        if not np.isfinite(target).all():
            return np.full(k, -1, np.int64)
        codes, cosines = self.codes[run], np.empty(self.words, np.float32)
        for first in range(0, self.words, _ROWS):
            cosines[first : first + _ROWS] = codes[first : first + _ROWS].astype(np.float32) @ target
        cosines *= self.lengths[run]
        if weights is not None:
            usual = cosines[self.lengths[run] > 0].mean() if self.lengths[run].any() else np.float32(0)
            cosines = (cosines - usual) * weights[: self.words]
        cosines[self.lengths[run] == 0] = -np.inf
        cosines[[row for row in without if row < self.words]] = -np.inf
        count = min(k, int(np.count_nonzero(cosines > -np.inf)))
        some = np.argpartition(-cosines, count - 1)[:count] if count else np.empty(0, np.int64)
        some = some[np.lexsort((some, -cosines[some]))]
        return np.pad(some, (0, k - count), constant_values=-1)


def open_runs(folder: Path | None, words: int, dim: int, name: str = FILE) -> Runs | None:
    """Return the runs that are kept in the folder of a model of so many words and dimensions; None where none are.

    Raises `damaged-runs` and `newer-runs`.
    """
    path = folder / name if folder is not None else None
    if path is None or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            head = json.loads(file.read(HEAD))
        if type(head["version"]) is int and head["version"] > VERSION:
            message = f"The runs in {path} have format {head['version']}; this embrepl reads up to {VERSION}."
            raise EmbreplError("newer-runs", message, "Update embrepl, or `stable` makes them anew.")
        return _mapped(path, head, words, dim)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The runs in {path} are damaged: {error}."
        raise EmbreplError("damaged-runs", message, "Delete the file; `stable` makes it again.") from error


def _mapped(path: Path, head: dict[str, Any], words: int, dim: int) -> Runs:
    runs, known = int(head["runs"]), int(head["words"])
    if head["format"] != FORMAT or runs < 1 or not 0 < known <= words or head["dim"] != dim:
        raise ValueError("they are of another model")
    size, each = HEAD + 4 * known, known * (4 + dim)
    if path.stat().st_size != size + runs * each:
        raise ValueError(f"{path.stat().st_size:,} bytes, {size + runs * each:,} belong there")
    data = np.asarray(np.memmap(path, np.uint8, "r"))
    every = data[size:].reshape(runs, each)
    sampling = Sampling(*(int(head[name]) for name in ("seed", "documents", "blocks", "block")))
    lengths = every[:, : 4 * known].view("<f4")
    codes = every[:, 4 * known :].view(np.int8).reshape(runs, known, dim)
    return Runs(data[HEAD:size].view("<i4"), lengths, codes, sampling)
