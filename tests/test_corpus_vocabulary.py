"""Ids are exact whatever the hashes do, and do not depend on how the text was cut into batches."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.characters import Characters
from embrepl.corpus.segmenter import Segmenter
from embrepl.corpus.tokeniser import Tokens, code_points, tokenise
from embrepl.corpus.vocabulary import LONG, Hasher, Vocabulary

CHARACTERS, SEGMENTER = Characters(), Segmenter()
HASHER = Hasher(CHARACTERS)
TEXTS = st.lists(st.text(st.sampled_from("abAB ééÉ' \u2019中文\n"), max_size=60), max_size=5)


def add(vocabulary: Vocabulary, text: str, keep: int = (1 << 64) - 1) -> list[str]:
    """Add a text, only some bits of the first hash kept, and return its words by their ids."""
    points = code_points(text)
    tokens = tokenise(points, CHARACTERS, SEGMENTER)
    first, second = HASHER(text, points, tokens)
    ids = vocabulary.add(text, tokens, first & np.uint64(keep), second)
    return [vocabulary.words[number] for number in ids.tolist()]


def spelt(text: str) -> list[str]:
    tokens: Tokens = tokenise(code_points(text), CHARACTERS, SEGMENTER)
    return [CHARACTERS.fold(text[s:e]) for s, e in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)]


@pytest.mark.parametrize("keep", [(1 << 64) - 1, 0, 3, 1 << 63])
@given(texts=TEXTS)
def test_ids_spell_the_words_even_when_hashes_collide(keep: int, texts: list[str]) -> None:
    vocabulary = Vocabulary(CHARACTERS)
    words = [word for text in texts for word in spelt(text)]
    assert [word for text in texts for word in add(vocabulary, text, keep)] == words
    assert dict(zip(vocabulary.words, vocabulary.counts.tolist(), strict=True)) == Counter(words)
    assert len(set(vocabulary.words)) == len(vocabulary.words)


@given(TEXTS)
def test_ranking_is_by_count_then_by_code_points(texts: list[str]) -> None:
    vocabulary = Vocabulary(CHARACTERS)
    for text in texts:
        add(vocabulary, text)
    words = Counter(word for text in texts for word in spelt(text))
    ranked = [vocabulary.words[number] for number in vocabulary.ranked().tolist()]
    assert ranked == sorted(words, key=lambda word: (-words[word], word))


def test_a_collision_after_many_good_batches_is_seen() -> None:
    vocabulary = Vocabulary(CHARACTERS)
    assert add(vocabulary, "one two", 0xFF << 56) == ["one", "two"]
    many = " ".join(f"word{number}" for number in range(500))
    assert add(vocabulary, many, 0xFF << 56) == many.split()
    assert add(vocabulary, "two one word7", 0xFF << 56) == ["two", "one", "word7"]


def test_very_long_words_that_defeat_polynomials_are_told_apart() -> None:
    """Thue-Morse words of 2^11 letters and their complements agree modulo 2^64 for every odd multiplier."""
    bits = "".join("ab"[number.bit_count() % 2] for number in range(2048))
    swapped = bits.translate(str.maketrans("ab", "ba"))
    assert len(bits) > LONG
    vocabulary = Vocabulary(CHARACTERS)
    assert add(vocabulary, f"{bits} {swapped} {bits.upper()}") == [bits, swapped, bits]


def test_words_of_one_hash_per_place_in_the_text() -> None:
    text = "river " * 1000
    points = code_points(text)
    tokens = tokenise(points, CHARACTERS, SEGMENTER)
    first, second = HASHER(text, points, tokens)
    assert (len(set(first.tolist())), len(set(second.tolist())), first[0] != second[0]) == (1, 1, True)


def test_many_types() -> None:
    words = [f"w{number}" for number in range(50_000)]
    vocabulary = Vocabulary(CHARACTERS)
    for _ in range(2):
        assert add(vocabulary, " ".join(words)) == words
    assert vocabulary.counts.tolist() == [2] * len(words)
