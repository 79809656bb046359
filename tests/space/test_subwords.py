"""The n-grams of words and their rows: those of gensim and of fastText's own program."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from gensim.models.fasttext import ft_ngram_hashes
from hypothesis import given
from hypothesis import strategies as st

from embrepl.errors import EmbreplError
from embrepl.space.subwords import Ngrams

LETTERS = st.one_of(
    st.sampled_from("aeiouthnsr<>'-_. "),
    st.sampled_from("éßñøжщאعक国王红楼梦の한😀🏽\u0301\u200d"),
    st.characters(exclude_categories=["Cs"]),
)
WORDS = st.text(LETTERS, max_size=12)

# what `get_subwords` of the package fasttext 0.9.2 returns, minn 2, maxn 4, 1000 buckets, less the number of words
OF_FASTTEXT = {
    "king": [560, 675, 367, 17, 837, 598, 446, 707, 751, 826, 300, 616],
    "国王": [546, 448, 202, 274, 892, 405],
    "été": [627, 133, 617, 975, 927, 363, 387, 535, 781],
    "😀x": [818, 798, 744, 120, 594, 91],
    "unseen": [322, 772, 309, 802, 27, 626, 446, 281, 484, 637, 944, 754, 399, 795, 551, 970, 228, 877],
    "</s>": [],
}


def each(ngrams: Ngrams, words: list[str]) -> list[list[int]]:
    """Return the rows of each word."""
    rows, offsets = ngrams.rows(words)
    assert len(offsets) == len(words) + 1
    assert offsets[-1] == len(rows)
    return [rows[begin:end].tolist() for begin, end in pairwise(offsets)]


def test_the_rows_are_those_of_fasttext() -> None:
    assert dict(zip(OF_FASTTEXT, each(Ngrams(2, 4, 1000), list(OF_FASTTEXT)), strict=True)) == OF_FASTTEXT


@given(st.lists(WORDS, max_size=6), st.integers(1, 5), st.integers(0, 7), st.sampled_from([1, 7, 1000, 2_000_000]))
def test_the_rows_are_those_of_gensim(words: list[str], least: int, most: int, buckets: int) -> None:
    words = [word for word in words if word != "</s>"]
    expected = [ft_ngram_hashes(word, least, most, buckets) for word in words]
    assert each(Ngrams(least, most, buckets), words) == expected


def test_many_words_at_once_are_as_one_by_one() -> None:
    words = [f"wörd{number}" for number in range(70_000)]
    rows, offsets = Ngrams(3, 6, 5000).rows(words)
    for place in (0, 20_000, 32_767, 32_768, *range(38_000, 38_100), 69_999):
        assert rows[offsets[place] : offsets[place + 1]].tolist() == each(Ngrams(3, 6, 5000), [words[place]])[0]


def test_no_words_and_no_ngrams() -> None:
    assert each(Ngrams(), []) == []
    assert each(Ngrams(3, 0), ["king"]) == [[]]
    assert each(Ngrams(3, 6, 0), ["king"]) == [[]]


def test_the_vector_of_an_unseen_word_is_the_mean_of_its_ngrams() -> None:
    ngrams = Ngrams(2, 4, 50)
    matrix = np.random.default_rng(1).normal(size=(50, 8)).astype(np.float32)
    rows = each(ngrams, ["unseen"])[0]
    expected = sum(matrix[row].astype(float) for row in rows) / len(rows)
    np.testing.assert_allclose(ngrams.vector("unseen", matrix), expected, rtol=1e-6)


def test_a_word_without_ngrams_has_no_vector() -> None:
    with pytest.raises(EmbreplError) as caught:
        Ngrams(4, 6, 50).vector("a", np.zeros((50, 8), np.float32))
    assert caught.value.code == "unknown-word"
