"""The index of where every word stands equals a plain loop, and is kept beside the corpus."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.text import ConcordanceIndex

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.store import positions as inverted_index
from embrepl.corpus.store.positions import POSITIONS, Positions, invert, ragged
from embrepl.corpus.store.store import Corpus
from tests.helpers.documents import places, tokens
from tests.helpers.texts import corpus_of


@settings(max_examples=40)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=60), st.integers(1, 9))
def test_the_index_is_that_of_a_plain_loop(numbers: list[int], batch: int) -> None:
    ids = np.array(numbers, np.int32)
    counts = np.bincount(ids, minlength=7)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inverted_index, "BATCH_TOKENS", batch)
        places_of_types = invert(ids, np.cumsum(counts) - counts)
    assert places_of_types.tolist() == [
        place for number in range(7) for place, of in enumerate(numbers) if of == number
    ]


def test_the_places_are_those_of_nltk(corpus: Corpus) -> None:
    peer = ConcordanceIndex(tokens(corpus))
    for word in corpus.words:
        assert places(corpus, word) == peer.offsets(word)
    assert places(corpus, "/^.*$/") == list(range(corpus.report.tokens))


def test_the_index_is_kept_and_found_again(corpus: Corpus) -> None:
    places(corpus, "king")
    path = corpus.folder / POSITIONS
    made = path.stat().st_mtime_ns
    again = Positions(Corpus.open(corpus.folder))
    assert again.ready
    assert again.of(0).tolist() == Concordance(corpus).positions.of(0).tolist()
    assert path.stat().st_mtime_ns == made
    assert not list(corpus.folder.glob(f".{POSITIONS}-*"))


@pytest.mark.parametrize("damage", [b"", b"\xff", None])
def test_an_index_that_does_not_fit_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "one two one three two one"})
    assert places(corpus, "one") == [0, 2, 5]
    path = corpus.folder / POSITIONS
    data = path.read_bytes()
    path.write_bytes(data[:-1] if damage == b"" else damage * len(data) if damage else bytes(reversed(data)))
    assert places(Corpus.open(corpus.folder), "one") == [0, 2, 5]
    assert path.read_bytes() == data


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "one two one"})

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(inverted_index, "write_whole", refuse)
    assert places(corpus, "one") == [0, 2]
    assert not (corpus.folder / POSITIONS).exists()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=20))
def test_ragged_ranges(pairs: list[tuple[int, int]]) -> None:
    begins, lengths = (np.array(each, np.int64) for each in (zip(*pairs, strict=True) if pairs else ([], [])))
    assert ragged(begins, lengths).tolist() == [
        place for begin, length in pairs for place in range(begin, begin + length)
    ]
