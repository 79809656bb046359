"""The sentences of a text nearest in meaning to another one: weighted means of the words' vectors.

Arora, Liang & Ma 2017, "A simple but tough-to-beat baseline for sentence embeddings" (SIF): a sentence is the mean of
its words' vectors, each weighted by a / (a + p), p the word's share of the text and a = 0.001, without the direction
that all sentences have in common (the first singular vector u). We differ: words are at length one, so that how often
they occur weighs only once.

No sentence's vector is kept. With s the weighted sum of a sentence's words, q a query without its part along u,
cos(s - u uᵀs, q) = (s · q) / |s - u uᵀs|, and s · q is the sum of one number a word: so an index holds the
lengths |s - u uᵀs| alone, 4 bytes a sentence, and a question is one pass over the ids of the text.

Axes: T tokens, S sentences, D dimensions, W words of the text, Q words of the query.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.store import Corpus
from embrepl.evidence.sentences import sentence_begins
from embrepl.space.space import Space
from embrepl.system.progress import ReportProgress, silent

SMOOTHING = 1e-3  # the paper's a
_BLOCK = 1 << 13  # tokens whose vectors are gathered together
_SAMPLE = 30_000  # sentences, evenly spread, that have the common direction
_TOKENS_AT_ONCE = 1 << 21  # whose numbers are summed together
_CANDIDATES = 64  # of the best sentences for each that is asked for, since many may be equal
_EQUAL = 1e-5

Places = NDArray[np.int64]


@dataclass(frozen=True)
class NearSentence:
    """A sentence: its tokens [begin, end), its cosine with the query, and how often the very words are a sentence.

    `carried`: the words that carry most of the cosine, each with its part of it.
    """

    begin: int
    end: int
    cosine: float
    times: int
    carried: tuple[tuple[int, float], ...]


class Sentences:
    """The sentences of a corpus, ready to be compared with a query by the vectors of a space, not all of them blank."""

    def __init__(self, space: Space, corpus: Corpus, progress: ReportProgress = silent) -> None:
        self._space, self.corpus = space, corpus
        rows = space.rows_of(corpus.words)
        self._weights = _weights(corpus, rows)  # (W,), 0: no vector
        self.rows = np.where(rows >= 0, rows, np.argmin(space.blank))  # (W,), of any word with one where there is none
        self.begins = sentence_begins(corpus, progress)  # (S + 1,)
        self.common, squares, self.known = self._measure(progress)
        along = self._sums(self._numbers(self.common))
        self._lengths = np.sqrt(np.maximum(squares - along.astype(np.float64) ** 2, 0.0)).astype(np.float32)

    def is_of(self, space: Space, corpus: Corpus) -> bool:
        """Return whether these are the sentences of a corpus by the vectors of a space."""
        return self._space is space and self.corpus is corpus

    def _measure(self, progress: ReportProgress) -> tuple[NDArray[np.float32], NDArray[np.float64], Places]:
        """Return the common direction (D,), the squared lengths of the sums (S,), and the words with a vector (S,).

        Sentences of one length are worked on together: their sums are one product.
        """
        lengths = np.diff(self.begins)
        squares, known = np.zeros(len(lengths)), np.zeros(len(lengths), np.int64)
        sample = np.zeros(len(lengths), np.bool_)
        sample[np.linspace(0, len(lengths) - 1, min(_SAMPLE, len(lengths))).astype(np.int64)] = True
        means, done = [], 0
        factors = (self._weights / self._space.norms[self.rows]).astype(np.float32)
        for length in np.unique(lengths).tolist():
            same = np.flatnonzero(lengths == length)
            for first in range(0, len(same), max(1, _BLOCK // length)):
                progress("weighing sentences", done, int(self.begins[-1]))
                some = same[first : first + max(1, _BLOCK // length)]
                ids = self.corpus.ids[self.begins[some, None] + np.arange(length)]  # (s, length)
                sums = np.matmul(factors[ids][:, None, :], self._space.rows(self.rows[ids]))[:, 0]  # (s, D)
                known[some] = np.count_nonzero(factors[ids], axis=1)
                squares[some] = np.einsum("sd,sd->s", sums, sums)
                means.append((sums / np.maximum(known[some, None], 1))[sample[some]])
                done += ids.size
        together = np.concatenate(means).astype(np.float64)
        return np.linalg.eigh(together.T @ together)[1][:, -1].astype(np.float32), squares, known

    def _blocks(self, tokens: int) -> Iterator[tuple[int, int]]:
        """Yield the first sentence and the one after the last of stretches of about so many tokens."""
        first, many = 0, len(self.begins) - 1
        while first < many:
            last = int(np.searchsorted(self.begins, self.begins[first] + tokens, side="right")) - 1
            yield first, min(max(last, first + 1), many)
            first = max(last, first + 1)

    def _numbers(self, target: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the weighted product of each word of the text with a vector (D,), (W,); 0 without a vector."""
        length = float(np.linalg.norm(target)) or 1.0
        cosines = self._space.cosines((target / length).astype(np.float32)) * length
        return (cosines[self.rows] * self._weights).astype(np.float32)

    def _sums(self, numbers: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the sum of the words' numbers (W,) in each sentence, (S,)."""
        sums = np.empty(len(self.begins) - 1, np.float32)
        for first, last in self._blocks(_TOKENS_AT_ONCE):
            ids = self.corpus.ids[self.begins[first] : self.begins[last]]
            sums[first:last] = np.add.reduceat(numbers[ids], self.begins[first:last] - self.begins[first])
        return sums

    def query(self, words: Sequence[int]) -> NDArray[np.float32]:
        """Return the vector of words of the text (Q,), their common direction taken out, at length one, (D,).

        It is zero where nothing is left.
        """
        ids = np.asarray(words, np.int64)
        vector = self._weights[ids] @ self._space.units(self.rows[ids]).astype(np.float64)
        before = np.linalg.norm(vector)
        vector = vector - (vector @ self.common) * self.common
        length = float(np.linalg.norm(vector))
        return (vector / length if length > 1e-6 * before else 0 * vector).astype(np.float32)

    def weight(self, word: int) -> float:
        """Return how much a word of the text weighs, 0 where it has no vector, or is none of the text (-1)."""
        return float(self._weights[word]) if word >= 0 else 0.0

    def nearest(
        self, query: NDArray[np.float32], k: int, least: int, inside: NDArray[np.bool_] | None = None
    ) -> tuple[list[NearSentence], NDArray[np.float32]]:
        """Return the k sentences nearest to a query, equal ones once, and the cosines of all that can be compared.

        Those of fewer than `least` words with a vector are left out, and those that are not `inside` (S,).
        """
        numbers = self._numbers(query)
        usable = (self.known >= least) & (self._lengths > 1e-6) & (True if inside is None else inside)
        cosines = np.divide(self._sums(numbers), self._lengths, out=np.full(len(usable), -np.inf, np.float32),
                            where=usable)  # fmt: skip
        np.minimum(cosines, 1.0, out=cosines)
        many = min(k * _CANDIDATES, int(np.count_nonzero(usable)))
        best = np.argpartition(-cosines, many - 1)[:many] if many else np.empty(0, np.int64)
        found: dict[bytes, NearSentence] = {}
        for at in best[np.lexsort((best, -cosines[best]))].tolist():
            words = self._words(at)
            if words.tobytes() not in found:
                found[words.tobytes()] = self._described(at, words, numbers, cosines)
            if len(found) == k:
                break
        return list(found.values()), cosines[usable]

    def _words(self, at: int) -> NDArray[np.int32]:
        return np.asarray(self.corpus.ids[self.begins[at] : self.begins[at + 1]])

    def _described(
        self, at: int, words: NDArray[np.int32], numbers: NDArray[np.float32], cosines: NDArray[np.float32]
    ) -> NearSentence:
        like = np.flatnonzero((np.diff(self.begins) == len(words)) & (np.abs(cosines - cosines[at]) < _EQUAL))
        times = sum(np.array_equal(self._words(each), words) for each in like.tolist())
        parts: dict[int, float] = {}
        for word in words.tolist():
            parts[word] = parts.get(word, 0.0) + float(numbers[word]) / float(self._lengths[at])
        carried = sorted(((word, part) for word, part in parts.items() if part > 0), key=lambda each: -each[1])
        return NearSentence(int(self.begins[at]), int(self.begins[at + 1]), float(cosines[at]), times, tuple(carried))


def _weights(corpus: Corpus, rows: Places) -> NDArray[np.float64]:
    """Return a / (a + p) of each word of the text, 0 where it has no vector, (W,)."""
    shares = np.asarray(corpus.counts) / corpus.report.tokens
    return np.where(rows >= 0, SMOOTHING / (SMOOTHING + shares), 0.0)
