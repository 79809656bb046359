"""The matrix that makes a word's vector of what stands around it, and how well it does; kept beside a model.

Khodak, Saunshi, Liang, Ma, Stewart & Arora 2018, "A La Carte Embedding", eq. 3: with v_w the vector of a word and u_w
the mean of the vectors around all its places, A minimises Σ_w log(n_w) ‖v_w - A u_w‖², so that A u is a vector of
anything that has places, however few. We differ: vectors are at length one, as cosines are what is asked, and a small
ridge keeps A sound where there are hardly more words than dimensions.

The file: a head of HEAD bytes, JSON filled up with spaces, then D rows of D little-endian 32-bit floats.
Axes: V words, D dimensions, n words or uses.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.system.replacing import write_whole

WINDOW = 6  # words to each side that are around a place
FORMAT, VERSION, HEAD = "embrepl-induction", 1, 4096
BANDS = (1, 5, 10, 50, 500)  # counts that bands begin with
HELD_OUT = 0.1  # of the words, by which it is checked
LEAST_WORDS = 20  # fewer cannot say how well it does
_RIDGE = 1e-4  # of the mean of the squares' diagonal
_SEED = 1
_FLOAT32 = np.dtype("<f4")


@dataclass(frozen=True)
class Band:
    """Words seen at least so often, and less often than those of the next band, that were left out to check.

    `cosine`: the mean cosine of their own vectors with those made of their contexts; `plain`: with the mean of these.
    """

    least: int
    words: int
    cosine: float
    plain: float


@dataclass(frozen=True)
class Induction:
    """`matrix` (D, D): a mean of vectors times it is the vector of what they stand around; `bands`: how well.

    `words`: from so many it was learnt.
    """

    matrix: NDArray[np.float32]
    bands: tuple[Band, ...]
    words: int

    @property
    def determined(self) -> bool:
        """Whether there were as many words as dimensions; of fewer many matrices fit equally well."""
        return self.words >= len(self.matrix)

    def vectors(self, means: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the vectors of uses from the means around them. (n, D) → (n, D)."""
        return np.asarray(means @ self.matrix, np.float32)

    @property
    def cosine(self) -> float | None:
        """The mean cosine over all words that were left out, None where there are too few."""
        words = sum(band.words for band in self.bands)
        return sum(band.cosine * band.words for band in self.bands) / words if words >= LEAST_WORDS else None


def induce(means: NDArray[np.float32], units: NDArray[np.float32], counts: NDArray[np.int64]) -> Induction:
    """Return the matrix for the words of which there are contexts and vectors; zero rows of either are left out.

    `means` (n, D) around the places of each word, `units` (n, D) its own vectors at length one, `counts` (n,) how often
    it was seen. The check leaves a tenth of the words out; the matrix is then made of all.
    """
    usable = np.flatnonzero(means.any(axis=1) & units.any(axis=1))
    means, units, counts = means[usable], units[usable], counts[usable]
    held = np.random.default_rng(_SEED).random(len(usable)) < HELD_OUT
    without, held_part = _sums(means[~held], units[~held], counts[~held]), _sums(means[held], units[held], counts[held])
    checked = means[held] @ _solve(*without)
    cosines, plain = _cosines(checked, units[held]), _cosines(means[held], units[held])
    bands = []
    for least, more in zip(BANDS, (*BANDS[1:], np.iinfo(np.int64).max), strict=True):
        here = (counts[held] >= least) & (counts[held] < more)
        if here.any():
            bands.append(Band(least, int(here.sum()), float(cosines[here].mean()), float(plain[here].mean())))
    matrix = _solve(without[0] + held_part[0], without[1] + held_part[1])
    return Induction(matrix.astype(np.float32), tuple(bands), len(usable))


def _sums(
    means: NDArray[np.float32], units: NDArray[np.float32], counts: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return Σ log(1 + n) u uᵀ and Σ log(1 + n) u vᵀ, (D, D) each; 1 is added since words seen once count too."""
    weighted = (means * np.log1p(counts)[:, None].astype(np.float32)).T
    return (weighted @ means).astype(np.float64), (weighted @ units).astype(np.float64)


def _solve(squares: NDArray[np.float64], products: NDArray[np.float64]) -> NDArray[np.float64]:
    ridge = _RIDGE * max(float(np.trace(squares)) / len(squares), 1e-30)
    return np.asarray(np.linalg.solve(squares + ridge * np.eye(len(squares)), products), np.float64)


def _cosines(rows: NDArray[np.floating], units: NDArray[np.float32]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=1)
    products = np.einsum("nd,nd->n", rows, units)
    return np.asarray(np.divide(products, lengths, out=np.zeros(len(rows)), where=lengths > 0))


def file_of(folder: Path, corpus_hash: str) -> Path:
    """Return where the matrix of a model, learnt on a corpus, is kept in the model's folder."""
    return folder / f"induction-{corpus_hash[:16]}.bin"


def keep(path: Path, induction: Induction) -> None:
    """Write a matrix, replacing an older one whole or not at all. Raises OSError."""
    head = {"format": FORMAT, "version": VERSION, "dim": len(induction.matrix)}
    bands = {"words": induction.words, "bands": [asdict(band) for band in induction.bands]}
    with write_whole(path) as file:
        file.write(json.dumps(head | bands).encode().ljust(HEAD))
        file.write(np.ascontiguousarray(induction.matrix, _FLOAT32).data)


def kept(path: Path, dim: int) -> Induction | None:
    """Return the matrix that is kept in a file, None where there is none that fits vectors of so many numbers.

    One that is damaged or of another version is as none: it is learnt again in a second or two.
    """
    try:
        content = path.read_bytes()
        head: dict[str, Any] = json.loads(content[:HEAD])
        if (head["format"], head["version"], head["dim"]) != (FORMAT, VERSION, dim):
            return None
        if len(content) != HEAD + dim * dim * _FLOAT32.itemsize:
            return None
        matrix = np.frombuffer(content, _FLOAT32, offset=HEAD).reshape(dim, dim)
        bands = tuple(
            Band(int(band["least"]), int(band["words"]), float(band["cosine"]), float(band["plain"]))
            for band in head["bands"]
        )
        words = int(head["words"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Induction(matrix, bands, words) if np.isfinite(matrix).all() else None


def not_inducible(name: str) -> EmbreplError:
    """Return the error for a model whose words have an axis each, so that no vector is made of others."""
    message = f"In {name} each word has an axis of its own: nothing has a vector but its words."
    return EmbreplError("no-direction", message, "`train spectral` or `train zero` makes vectors that can be made up.")
