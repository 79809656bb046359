"""A space: V words, one vector each, and the recipe that made them.

Axes: V words (most frequent first), D dimensions, n words whose vectors before training were kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from embrepl.errors import EmbreplError, UnknownWordError, did_you_mean
from embrepl.space.identity import Identity, too_big
from embrepl.space.passes.codes import Codes, lengths
from embrepl.space.scan import Scan
from embrepl.space.subwords import NgramRows
from embrepl.system.cached import drop_cached

T = TypeVar("T")


class Arrays(NamedTuple):
    """What a space is made of: `counts` (V,), `matrix` (V, D) or the identity, `start` (n, D) or None, `extra`.

    `norms` (V,), the length of each vector, and `codes`, their copy in 8-bit numbers: None where they were not kept.
    """

    counts: NDArray[np.int64]
    matrix: NDArray[np.float32] | Identity
    start: NDArray[np.float32] | None = None
    extra: Mapping[str, NDArray[Any]] = MappingProxyType({})
    norms: NDArray[np.float64] | None = None
    codes: Codes | None = None


class Space:
    """Words and vectors, read only when they are asked for.

    `words` may be a function that reads them, since answers about vectors often need only a few words. `folder`: where
    it is kept. `extra`: other arrays, by name, such as the rows of character n-grams.
    `counts` (V,) int64, all 0 where they are not known, `matrix` (V, D) float32 or the identity, `start` (n, D) float32
    or None. `of` takes a function that maps all these, so that what it mapped can be released. A caller of `rows`,
    `units`, `cosines` and `pair_cosines` never gets the identity written out; `matrix` and `scan` refuse to.
    """

    def __init__(
        self,
        words: Sequence[str] | Callable[[], list[str]],
        counts: NDArray[np.int64],
        matrix: NDArray[np.float32] | Identity,
        recipe: dict[str, Any] | None = None,
        start: NDArray[np.float32] | None = None,
        name: str = "",
        folder: Path | None = None,
        extra: Mapping[str, NDArray[Any]] | None = None,
    ) -> None:
        self._words = words
        self._map: Callable[[], Arrays] = partial(Arrays, counts, matrix, start, extra or {})
        self.recipe = recipe or {}
        self.name = name
        self.folder = folder

    @classmethod
    def of(
        cls, words: Callable[[], list[str]], arrays: Callable[[], Arrays], recipe: dict[str, Any], folder: Path
    ) -> Space:
        """Return the space that is kept in a folder; `words` reads its words and `arrays` maps its arrays."""
        space = cls(words, np.empty(0, np.int64), Identity(0), recipe, name=folder.name, folder=folder)
        space._map = arrays
        return space

    def release(self) -> None:
        """Close what is mapped, and drop what was made of it; all comes back when it is asked for."""
        if self.folder is not None:
            drop_cached(self)

    @cached_property
    def _arrays(self) -> Arrays:
        return self._map()

    @property
    def counts(self) -> NDArray[np.int64]:
        """How often each word was seen, (V,), all 0 where that is not known."""
        return self._arrays.counts

    @property
    def start(self) -> NDArray[np.float32] | None:
        """The vectors of the most frequent words before training, (n, D), or None."""
        return self._arrays.start

    @property
    def extra(self) -> Mapping[str, NDArray[Any]]:
        """Other arrays that belong to the vectors, by name."""
        return self._arrays.extra

    @property
    def _matrix(self) -> NDArray[np.float32] | Identity:
        return self._arrays.matrix

    def __len__(self) -> int:
        return int(self._matrix.shape[0])

    def __contains__(self, word: object) -> bool:
        """Return whether `id` would find the word: as it is written, or in lower case."""
        return isinstance(word, str) and self._find(word) is not None

    def __repr__(self) -> str:
        return f"Space({self.name!r}, {len(self):,} words, {self.dim} dimensions)"

    @property
    def dim(self) -> int:
        """The number of dimensions D."""
        return int(self._matrix.shape[1])

    @property
    def identity(self) -> bool:
        """Whether every word has an axis of its own."""
        return isinstance(self._matrix, Identity)

    @property
    def matrix(self) -> NDArray[np.float32]:
        """The vectors, (V, D); raises `too-big` for the identity."""
        if isinstance(self._matrix, Identity):
            raise too_big(len(self), len(self))
        return self._matrix

    def rows(self, ids: NDArray[np.integer] | Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors of some words as trained, (n, D)."""
        return self._matrix.rows(ids) if isinstance(self._matrix, Identity) else np.asarray(self._matrix[ids])

    def units(self, ids: NDArray[np.integer] | Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors of some words at length one, (n, D)."""
        return self._matrix.rows(ids) if isinstance(self._matrix, Identity) else self.scan.units(ids)

    def cosines(self, target: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the cosine of each word with a vector (D,) of length one, (V,), within `scan.error`."""
        return np.asarray(target.copy() if self.identity else self.scan.cosines(target))

    def pair_cosines(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the cosines of pairs of words, (n,)."""
        if self.identity:
            return np.asarray(left == right, np.float32)
        return np.asarray(np.einsum("nd,nd->n", self.units(left), self.units(right)))

    @cached_property
    def words(self) -> list[str]:
        """The V words, most frequent first."""
        return list(self._words() if callable(self._words) else self._words)

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {word: row for row, word in enumerate(self.words)}

    @cached_property
    def norms(self) -> NDArray[np.float64]:
        """The length of each vector, (V,); not a number, or infinite, where the vector is."""
        if self.identity:
            return np.ones(len(self))
        kept = self._arrays.norms
        return lengths(self.matrix) if kept is None else kept

    @cached_property
    def _made(self) -> dict[Callable[[Space], Any], Any]:
        return {}

    def once(self, make: Callable[[Space], T]) -> T:
        """Return what a function makes of this space, worked out when first asked for and kept until `release`."""
        if make not in self._made:
            self._made[make] = make(self)
        result: T = self._made[make]
        return result

    @cached_property
    def scan(self) -> Scan:
        """What reads all vectors to answer a question; raises `too-big` for the identity."""
        return Scan(self.matrix, self.norms, self._arrays.codes)

    @cached_property
    def blank(self) -> NDArray[np.bool_]:
        """Which words have no direction, (V,): their vector is zero or not finite."""
        return ~(np.isfinite(self.norms) & (self.norms > 0))

    @cached_property
    def scale(self) -> NDArray[np.float64]:
        """What makes each vector's length one, (V,); 0 for a word without a direction."""
        return np.divide(1.0, self.norms, out=np.zeros(len(self)), where=~self.blank)

    def count(self, row: int) -> int | None:
        """Return how often the word of a row was seen; None where the vectors came without counts."""
        return self.counts_of([row])[0]

    def counts_of(self, rows: NDArray[np.integer] | Sequence[int]) -> list[int | None]:
        """Return how often the words of some rows were seen; None where the vectors came without counts."""
        counts = np.asarray(self.counts)
        return counts[rows].tolist() if len(counts) and counts[0] else [None] * len(rows)

    def option(self, name: str) -> Any:
        """Return an option of the training from the recipe; None where it has none."""
        return self.recipe.get("options", {}).get(name)

    def _find(self, word: str) -> int | None:
        composed = unicodedata.normalize("NFC", word)  # as a corpus spells its words
        spellings = (word, word.lower(), composed, composed.lower())
        return next((row for spelling in spellings if (row := self._ids.get(spelling)) is not None), None)

    def id(self, word: str) -> int:
        """Return the row of a word, as it is written, in lower case or composed; `unknown-word` where there is none."""
        row = self._find(word)
        if row is None:
            raise self._unknown(word)
        return row

    def rows_of(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Return the row of each word as it is written, (n,); -1 where there is none, or it has no direction."""
        rows = np.fromiter((self._ids.get(word, -1) for word in words), np.int64, len(words))
        there = np.flatnonzero(rows >= 0)
        rows[there[self.blank[rows[there]]]] = -1
        return rows

    def shared_with(self, other: Space) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the words that have a direction here and in another space, by their rows in either, (S,) each.

        Those most frequent here come first.
        """
        theirs = other.rows_of(self.words)
        both = np.flatnonzero((theirs >= 0) & ~self.blank)
        return both, theirs[both]

    def vector(self, word: str) -> NDArray[np.float32]:
        """Return the vector of a word as trained, (D,); of a word never seen from its n-grams where those have rows."""
        row = self._find(word)
        if row is not None:
            return np.asarray(self.rows([row])[0])
        composed = self.ngram_rows.vector(word) if self.ngram_rows is not None else None
        if composed is None:
            raise self._unknown(word)
        return composed

    def direction(self, word: str) -> NDArray[np.float32]:
        """Return the vector of a word, seen or not, at length one, (D,)."""
        row = self._find(word)
        if row is not None:
            return np.asarray(self.units([row])[0])
        vector = self.vector(word).astype(np.float64)
        length = float(np.linalg.norm(vector))
        return (vector / length if length > 0 else vector).astype(np.float32)

    def unseen(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return those words, each once, that have no vector of their own but one from their n-grams."""
        if self.ngram_rows is None:
            return ()
        return tuple(word for word in dict.fromkeys(words) if word not in self)

    @cached_property
    def ngram_rows(self) -> NgramRows | None:
        """What makes vectors of words never seen; None where the model has none."""
        return NgramRows.of(self.extra)

    def _unknown(self, word: str) -> EmbreplError:
        from embrepl.space.spelling import NOTHING_LIKE_IT, nearest_spellings

        least = self.option("min_count")
        bound = f" (min-count {least})" if least is not None else ""
        owner = f" of {self.name}" if self.name else ""
        message = f"'{word}' is not among the {len(self):,} words{owner}{bound}."
        near = nearest_spellings(word, self.words, self._ids)
        hint = did_you_mean(near) if near else NOTHING_LIKE_IT
        return UnknownWordError(word, message, hint)
