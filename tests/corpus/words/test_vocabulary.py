"""Ids are exact whatever the hashes do, and do not depend on how the text was cut into batches."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.hashing import LONG_WORD, Hasher
from embrepl.corpus.words.tokeniser import tokenise
from embrepl.corpus.words.vocabulary import SLOT_BITS, Vocabulary, new_words
from embrepl.errors import EmbreplError

CHARACTERS, SEGMENTER = Characters(), Segmenter()
HASHER = Hasher(CHARACTERS)
TEXTS = st.lists(st.text(st.sampled_from("abAB ééÉ' \u2019中文𝐚𝐛\n"), max_size=60), max_size=5)
ALL = (1 << 64) - 1


def add(vocabulary: Vocabulary, text: str, keep: int = ALL, *, early: bool = False) -> list[str]:
    """Add a text, only some bits of the first hash kept, and return its words by their ids."""
    tokens = tokenise(text, CHARACTERS, SEGMENTER)
    first, second = HASHER(tokens)
    first &= np.uint64(keep)
    found = vocabulary.find(first, second)
    unknown = np.flatnonzero(found < 0) if early else np.arange(found.size)
    fresh, which = new_words(tokens, unknown, first[unknown], second[unknown], CHARACTERS)
    found[unknown] = vocabulary.number(fresh)[which]
    vocabulary.count(found)
    ids, words = found, vocabulary.words
    return [words[number] for number in ids.tolist()]


def spelt(text: str) -> list[str]:
    tokens = tokenise(text, CHARACTERS, SEGMENTER)
    spans = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    return [CHARACTERS.fold(tokens.text[begin:end]) for begin, end in spans]


@pytest.mark.parametrize("keep", [ALL, 0, 3, 1 << 63])
@given(texts=TEXTS)
def test_ids_spell_the_words_even_when_hashes_collide(keep: int, texts: list[str]) -> None:
    vocabulary = Vocabulary()
    words = [word for text in texts for word in spelt(text)]
    assert [word for text in texts for word in add(vocabulary, text, keep)] == words
    assert dict(zip(vocabulary.words, vocabulary.counts.tolist(), strict=True)) == Counter(words)
    assert len(set(vocabulary.words)) == len(vocabulary.words)


@pytest.mark.parametrize("letter", ["a", "é", "中", "𝐚", "ı"])
@given(texts=TEXTS)
def test_tokens_with_a_letter_are_counted(letter: str, texts: list[str]) -> None:
    vocabulary = Vocabulary()
    words = [word for text in texts for word in add(vocabulary, text)]
    assert vocabulary.tokens_with(letter) == sum(letter in word for word in words)


@given(TEXTS)
def test_ranking_is_by_count_then_by_code_points(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    for text in texts:
        add(vocabulary, text)
    words = Counter(word for text in texts for word in spelt(text))
    ranked = [vocabulary.words[number] for number in vocabulary.rank().tolist()]
    assert ranked == sorted(words, key=lambda word: (-words[word], word))


def test_a_collision_after_many_good_batches_is_seen() -> None:
    vocabulary = Vocabulary()
    assert add(vocabulary, "one two", 0xFF << 56) == ["one", "two"]
    many = " ".join(f"word{number}" for number in range(500))
    assert add(vocabulary, many, 0xFF << 56) == many.split()
    assert add(vocabulary, "two one word7", 0xFF << 56) == ["two", "one", "word7"]


def test_very_long_words_that_defeat_polynomials_are_distinguished() -> None:
    """Thue-Morse words of 2^11 letters and their complements agree modulo 2^64 for every odd multiplier."""
    bits = "".join("ab"[number.bit_count() % 2] for number in range(2048))
    swapped = bits.translate(str.maketrans("ab", "ba"))
    assert len(bits) > LONG_WORD
    vocabulary = Vocabulary()
    assert add(vocabulary, f"{bits} {swapped} {bits.upper()}") == [bits, swapped, bits]


def test_words_have_one_hash_wherever_they_stand() -> None:
    first, second = HASHER(tokenise("river RIVER " * 1000, CHARACTERS, SEGMENTER))
    assert (len(set(first.tolist())), len(set(second.tolist())), first[0] != second[0]) == (1, 1, True)


@given(st.lists(st.text(st.sampled_from("abcé中𝐚"), min_size=1, max_size=20), min_size=1, unique=True))
def test_hashes_do_not_depend_on_the_neighbours(words: list[str]) -> None:
    words = sorted({word for text in words for word in spelt(text)})
    together = HASHER(tokenise("\n".join(words), CHARACTERS, Uncut()))
    alone = [HASHER(tokenise(word, CHARACTERS, Uncut())) for word in words]
    for which in (0, 1):
        assert together[which].tolist() == [number for hashes in alone for number in hashes[which].tolist()]
        assert len(set(together[which].tolist())) == together[which].size


class Uncut(Segmenter):
    """Leaves Han runs whole."""

    def lengths(self, text: str) -> np.ndarray:
        """Return the lengths of the lines and of the line feeds."""
        return np.array([len(part) for line in text.split("\n")[:-1] for part in (line, "\n") if part], np.int64)


def test_ids_found_early_are_filled_up() -> None:
    vocabulary = Vocabulary()
    assert add(vocabulary, "one two two", early=True) == ["one", "two", "two"]
    assert add(vocabulary, "two three three one", early=True) == ["two", "three", "three", "one"]
    assert vocabulary.counts.tolist() == [2, 3, 2]


def test_many_types() -> None:
    words = [f"w{number}" for number in range(1 << SLOT_BITS)]
    vocabulary = Vocabulary()
    for begin in range(0, len(words), 50_000):
        part = words[begin : begin + 50_000]
        assert add(vocabulary, " ".join(part)) == part
    assert add(vocabulary, " ".join(words)) == words
    assert (len(vocabulary), vocabulary.counts.tolist()) == (len(words), [2] * len(words))
    assert vocabulary.weight < 200 * len(words)


def test_a_vocabulary_that_outgrows_its_room_is_an_error() -> None:
    vocabulary = Vocabulary(room=6_000_000)
    with pytest.raises(EmbreplError) as caught:
        for begin in range(0, 1 << 20, 10_000):
            add(vocabulary, " ".join(f"w{number}" for number in range(begin, begin + 10_000)))
    assert (caught.value.code, "--memory" in caught.value.hint) == ("too-many-words", True)
    assert len(vocabulary) > 10_000
