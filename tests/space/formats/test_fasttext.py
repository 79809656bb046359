"""fastText's .bin: read and written as gensim and the program itself do, and what is broken is reported."""

from __future__ import annotations

import gzip
import struct
import tempfile
from pathlib import Path

import numpy as np
import pytest
from gensim.models import FastText
from gensim.models.fasttext import load_facebook_model, save_facebook_model
from hypothesis import given
from hypothesis import strategies as st

from embrepl.errors import EmbreplError
from embrepl.space.formats import fasttext
from embrepl.space.formats.content import Args, Subwords
from embrepl.space.formats.reading import read
from embrepl.space.formats.writing import write
from embrepl.space.subwords import Ngrams

WORDS = ["king", "国王", "été", "queen", "a"]
COUNTS = np.array([50, 40, 30, 20, 10])
NGRAMS = Ngrams(2, 4, 100)


@pytest.fixture
def subwords() -> Subwords:
    """Rows of WORDS and of buckets, and an output layer, all at random."""
    random = np.random.default_rng(4)
    own, outputs = random.normal(size=(2, len(WORDS), 6)).astype(np.float32)
    return Subwords(NGRAMS, own, random.normal(size=(100, 6)).astype(np.float32), outputs, Args(3, 7, 2, 4, True, 0.01))


@pytest.fixture
def path(tmp_path: Path, subwords: Subwords) -> Path:
    """A file of them."""
    path = tmp_path / "model.bin"
    write("fasttext", path, WORDS, means(subwords), counts=COUNTS, subwords=subwords)
    return path


def means(subwords: Subwords) -> np.ndarray:
    """Return the vectors of WORDS, word by word."""
    rows = []
    for word, own in zip(WORDS, subwords.own, strict=True):
        buckets, _ = subwords.ngrams.rows([word])
        rows.append(np.mean([own, *(subwords.buckets[row] for row in buckets)], axis=0))
    return np.array(rows, np.float32)


def error_of(path: Path) -> EmbreplError:
    """Return the error that reading ends in."""
    with pytest.raises(EmbreplError) as caught:
        read(path)
    assert str(path) in caught.value.message
    return caught.value


def test_gensim_reads_what_we_write(path: Path, subwords: Subwords) -> None:
    peer = load_facebook_model(str(path))
    assert peer.wv.index_to_key == WORDS
    assert [peer.wv.get_vecattr(word, "count") for word in WORDS] == COUNTS.tolist()
    np.testing.assert_allclose(peer.wv.vectors, means(subwords), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(peer.wv["unseen"], NGRAMS.vector("unseen", subwords.buckets), rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(peer.syn1neg, subwords.outputs)
    written = (peer.window, peer.epochs, peer.min_count, peer.negative, peer.sg, peer.sample)
    assert written == (3, 7, 2, 4, 0, 0.01)
    assert (peer.wv.min_n, peer.wv.max_n, peer.wv.bucket) == (2, 4, 100)


def test_we_read_what_gensim_writes(tmp_path: Path) -> None:
    peer = FastText([WORDS, WORDS[::-1]] * 20, vector_size=8, min_n=3, max_n=5, bucket=300, min_count=1, epochs=1)
    save_facebook_model(peer, str(tmp_path / "peer.bin"))
    result = read(tmp_path / "peer.bin")
    assert (result.kind, result.notes) == ("fasttext", ())
    assert list(result.words) == peer.wv.index_to_key
    assert result.counts is not None
    assert result.counts.tolist() == [40] * len(WORDS)
    np.testing.assert_allclose(result.matrix, peer.wv.vectors, rtol=1e-4, atol=1e-6)
    model = fasttext.load(tmp_path / "peer.bin")
    np.testing.assert_allclose(model.ngrams.vector("unseen", model.buckets), peer.wv["unseen"], rtol=1e-4, atol=1e-6)


def test_what_is_written_is_read(path: Path, subwords: Subwords) -> None:
    model = fasttext.load(path)
    assert (model.ngrams, model.args) == (NGRAMS, subwords.args)
    assert [word.decode() for word in model.words] == WORDS
    assert model.outputs is not None
    for result, wanted in (
        (model.own, subwords.own), (model.buckets, subwords.buckets), (model.outputs, subwords.outputs),
        (model.counts, COUNTS),
    ):  # fmt: skip
        np.testing.assert_array_equal(result, wanted)
    vectors = read(path)
    np.testing.assert_allclose(vectors.matrix, means(subwords), rtol=1e-6, atol=1e-7)


def test_only_some_words(path: Path, subwords: Subwords) -> None:
    result = read(path, {"queen", "国王", "xyzzy"})
    assert result.words == ("国王", "queen")
    assert result.counts is not None
    assert result.counts.tolist() == [40, 20]
    np.testing.assert_allclose(result.matrix, means(subwords)[[1, 3]], rtol=1e-6, atol=1e-7)
    assert read(path, most=2).words == ("king", "国王")


def test_a_model_without_ngrams(tmp_path: Path, subwords: Subwords) -> None:
    write("fasttext", tmp_path / "v.bin", WORDS, subwords.own, counts=COUNTS)
    assert load_facebook_model(str(tmp_path / "v.bin")).wv.vectors.tobytes() == subwords.own.tobytes()
    assert read(tmp_path / "v.bin").matrix.tobytes() == subwords.own.tobytes()


@pytest.mark.parametrize("with_ngrams", [True, False])
def test_fasttext_itself_reads_what_we_write(tmp_path: Path, subwords: Subwords, with_ngrams: bool) -> None:
    program = pytest.importorskip("fasttext")
    rows = means(subwords) if with_ngrams else subwords.own
    path = tmp_path / "v.bin"
    write("fasttext", path, WORDS, rows, counts=COUNTS, subwords=subwords if with_ngrams else None)
    model = program.load_model(str(path))
    words, counts = model.get_words(include_freq=True)
    assert (words, counts.tolist()) == (WORDS, COUNTS.tolist())
    np.testing.assert_allclose([model.get_word_vector(word) for word in WORDS], rows, rtol=1e-5, atol=1e-6)
    unseen = NGRAMS.vector("unseen", subwords.buckets) if with_ngrams else np.zeros(6)
    np.testing.assert_allclose(model.get_word_vector("unseen"), unseen, rtol=1e-5, atol=1e-6)
    least = struct.unpack_from("<i", path.read_bytes(), 20)[0]
    assert 1 <= least <= min(counts)


def test_words_that_nobody_counted_have_counts_by_rank(tmp_path: Path, subwords: Subwords) -> None:
    assert fasttext.counts_by_rank(5).tolist() == [5, 2, 1, 1, 1]
    write("fasttext", tmp_path / "v.bin", WORDS, subwords.own, counts=np.zeros(5, np.int64))
    assert fasttext.load(tmp_path / "v.bin").counts.tolist() == [1] * 5


def test_the_first_format_has_no_magic_number(tmp_path: Path, path: Path, subwords: Subwords) -> None:
    """The first files lack magic and version, the count of pruned entries, and the bytes before the matrices."""
    data, words = path.read_bytes(), sum(len(word.encode()) + 10 for word in WORDS)
    entries, matrix = 64 + 28, 64 + 28 + words
    outputs = matrix + 17 + 105 * 6 * 4
    first = data[8 : entries - 8] + data[entries:matrix] + data[matrix + 1 : outputs] + data[outputs + 1 :]
    (tmp_path / "first.bin").write_bytes(first)
    result = read(tmp_path / "first.bin")
    assert (result.kind, result.words, result.notes) == ("fasttext", tuple(WORDS), ())
    np.testing.assert_allclose(result.matrix, means(subwords), rtol=1e-6, atol=1e-7)
    for cut in (70, 200, len(first) - 3000):
        (tmp_path / "first.bin").write_bytes(first[:cut])
        assert error_of(tmp_path / "first.bin").code in {"damaged-vectors", "not-vectors"}


def test_words_that_are_left_out_take_their_rows_along(tmp_path: Path, subwords: Subwords) -> None:
    matrix = means(subwords)
    matrix[1] = np.nan
    write("fasttext", tmp_path / "v.bin", WORDS, matrix, counts=COUNTS, subwords=subwords)
    result = fasttext.load(tmp_path / "v.bin")
    assert result.counts.tolist() == [50, 30, 20, 10]
    np.testing.assert_array_equal(result.own, subwords.own[[0, 2, 3, 4]])
    np.testing.assert_array_equal(result.buckets, subwords.buckets)


QUANTISED = 8 + 12 * 4 + 8 + 28 + sum(len(word.encode()) + 10 for word in WORDS)  # where that byte stands


@pytest.mark.parametrize(
    ("place", "form", "value", "code", "said"),
    [
        (4, "<i", 13, "damaged-vectors", "version 13"),
        (8, "<i", 0, "damaged-vectors", "0 dimensions"),
        (8, "<i", 7, "damaged-vectors", "7 belong in one"),
        (8 + 8 * 4, "<i", -1, "damaged-vectors", "buckets"),
        (8 + 8 * 4, "<i", 99, "damaged-vectors", "has 105 rows for 5 words and 99 buckets"),
        (8 + 10 * 4, "<i", 2**31 - 1, "damaged-vectors", "n-grams"),
        (64, "<2i", (2**31 - 1, 2**31 - 1), "damaged-vectors", "promises 2,147,483,647 words"),
        (64, "<2i", (5, 4), "damaged-vectors", "promises"),
        (84, "<q", 10, "not-vectors", "quantised"),
        (QUANTISED, "<?", True, "not-vectors", "quantised"),
        (QUANTISED + 1, "<q", 10**12, "damaged-vectors", "promises 1,000,000,000,000 rows"),
        (QUANTISED + 1, "<q", -1, "damaged-vectors", "promises -1 rows"),
    ],
)
def test_what_is_broken_is_told(path: Path, place: int, form: str, value: object, code: str, said: str) -> None:
    data = bytearray(path.read_bytes())
    struct.pack_into(form, data, place, *(value if isinstance(value, tuple) else (value,)))
    path.write_bytes(data)
    error = error_of(path)
    assert (error.code, said in error.message) == (code, True)


def test_a_packed_model_is_to_be_unpacked(path: Path) -> None:
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert error_of(path).hint == "Unpack it first."


def test_labels_are_no_words(path: Path) -> None:
    data = path.read_bytes()
    entry = b"a\0" + struct.pack("<qb", 10, 0)
    data = data.replace(entry, b"__label__x\0" + struct.pack("<qb", 10, 1))
    data = data[:64] + struct.pack("<3i", 5, 4, 1) + data[76:]
    data = data.replace(struct.pack("<?2q", False, 105, 6), struct.pack("<?2q", False, 104, 6))
    path.write_bytes(data)
    assert read(path).words == tuple(WORDS[:4])


@given(st.integers(0, 3000), st.integers(0, 3000), st.binary(max_size=8))
def test_any_damage(cut: int, place: int, change: bytes) -> None:
    random = np.random.default_rng(4)
    subwords = Subwords(NGRAMS, *(random.normal(size=(rows, 2)).astype(np.float32) for rows in (5, 100)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "v.bin"
        write("fasttext", path, WORDS, means(subwords), counts=COUNTS, subwords=subwords)
        whole = path.read_bytes()
        path.write_bytes((whole[:place] + change + whole[place + len(change) :])[: len(whole) - cut])
        try:
            result = read(path)
        except EmbreplError as error:
            assert error.code in {"damaged-vectors", "not-vectors", "no-vectors"}
            return
        assert np.isfinite(result.matrix).all()
        if not change:
            assert result.words == tuple(WORDS)
            np.testing.assert_allclose(result.matrix, means(subwords), rtol=1e-6, atol=1e-7)
