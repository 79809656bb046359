"""The files of vectors among gensim's own test data: what gensim opens we open, with the same words and numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors
from gensim.models.fasttext import load_facebook_vectors
from gensim.test.utils import datapath

from embrepl.errors import EmbreplError
from embrepl.space.formats.reading import read

LATER = "fastText and gensim differ in </s>: fastText 0.9.2 gives it no n-grams"


def peer_file(name: str) -> Path:
    """Return a file of the installed gensim; skip where that came without it."""
    path = Path(datapath(name))
    if not path.is_file():
        pytest.skip(f"the installed gensim has no {name}")
    return path


@pytest.mark.parametrize(
    ("name", "binary"),
    [
        ("EN.1-10.cbow1_wind5_hs0_neg10_size300_smpl1e-05.txt", False),
        ("IT.1-10.cbow1_wind5_hs0_neg10_size300_smpl1e-05.txt", False),
        ("crime-and-punishment.vec", False), ("lee_fasttext.vec", False), ("toy-model.vec", False),
        ("high_precision.kv.txt", False), ("word2vec_pre_kv_c", False),
        ("high_precision.kv.bin", True), ("euclidean_vectors.bin", True), ("poincare_vectors.bin", True),
    ],
)  # fmt: skip
def test_word2vec(name: str, binary: bool) -> None:
    path = peer_file(name)
    peer = KeyedVectors.load_word2vec_format(path, binary=binary)
    result = read(path)
    assert list(result.words) == peer.index_to_key
    np.testing.assert_array_equal(result.matrix, peer.vectors)


def test_glove(tmp_path: Path) -> None:
    path = peer_file("test_glove.txt")
    lines = path.read_text("utf-8").splitlines()
    headed = tmp_path / "with-header"  # without one gensim leaves the file open
    headed.write_text("\n".join([f"{len(lines)} {lines[0].count(' ')}", *lines, ""]), "utf-8")
    peer = KeyedVectors.load_word2vec_format(headed)
    result = read(path)
    assert list(result.words) == peer.index_to_key
    np.testing.assert_array_equal(result.matrix, peer.vectors)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("crime-and-punishment.bin", "utf-8"), ("lee_fasttext.bin", "utf-8"), ("lee_fasttext_new.bin", "utf-8"),
     ("non_ascii_fasttext.bin", "utf-8"), ("cp852_fasttext.bin", "cp852")],
)  # fmt: skip
def test_fasttext(name: str, encoding: str) -> None:
    path = peer_file(name)
    peer = load_facebook_vectors(path, encoding=encoding)
    result = read(path, encoding=encoding)
    assert list(result.words) == peer.index_to_key
    same = np.array([word != "</s>" or name == "lee_fasttext.bin" for word in result.words])
    np.testing.assert_allclose(result.matrix[same], peer.vectors[same], atol=1e-6, err_msg=LATER)
    assert result.counts is not None
    assert result.counts.tolist() == [peer.get_vecattr(word, "count") for word in result.words]


def test_words_of_another_encoding_are_told() -> None:
    result = read(peer_file("cp852_fasttext.bin"))
    assert "69 of 171 words are not UTF-8; `open FILE --encoding NAME`" in result.notes[1]


def test_a_model_of_labels_has_the_vectors_of_its_text() -> None:
    """pang_lee_polarity_fasttext.bin was trained on labels, which gensim refuses; its .vec says what is right."""
    model, text = (read(peer_file(f"pang_lee_polarity_fasttext.{end}"), encoding="latin-1") for end in ("bin", "vec"))
    places = {word: place for place, word in enumerate(model.words)}
    rows = [places[word] for word in text.words]
    np.testing.assert_allclose(model.matrix[rows], text.matrix, atol=1e-5)


@pytest.mark.parametrize("name", ["ft_kv_3.6.0.model.gz", "model-from-gensim-3.8.0.w2v", "word2vec_pre_kv_py3"])
def test_pickles_are_refused(name: str) -> None:
    with pytest.raises(EmbreplError, match="pickle") as caught:
        read(peer_file(name))
    assert "save_word2vec_format" in caught.value.hint


@pytest.mark.parametrize(
    "name", ["test_mmcorpus_no_index.mm", "questions-words.txt", "simlex999.txt", "wordsim353.tsv"]
)
def test_what_holds_no_vectors_is_refused(name: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        read(peer_file(name))
    assert caught.value.code == "not-vectors"
