"""Any table comes back from a file as it was written, and any bytes are read or refused."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from embrepl.errors import EmbreplError
from embrepl.space.formats import word2vec_binary
from embrepl.space.formats.content import Content
from embrepl.space.formats.reading import read
from embrepl.space.formats.text import header
from embrepl.space.formats.text.fields import is_number
from embrepl.space.formats.vectors import WordVectors
from embrepl.space.formats.writing import write

KINDS = ("word2vec", "word2vec-binary", "glove")
PACK = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
WORD = st.text(st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"]), min_size=1, max_size=8)
ODD = st.sampled_from(["1", "-0.5", "nan", "3 4"[:1], "1e5", '"', "#", "</s>", "\u200b", "\ufeffx", "٣", "0x1"])
FLOATS = st.floats(width=32, allow_nan=False, allow_infinity=False)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], np.ndarray]:
    """Draw words with their vectors."""
    drawn = st.lists(WORD | ODD, min_size=1, max_size=6, unique=True)
    words = draw(drawn.filter(lambda words: not words[0].startswith("\ufeff")))  # which marks the beginning of a file
    dim = draw(st.integers(2, 5))
    return words, draw(arrays.arrays(np.float32, (len(words), dim), elements=FLOATS))


@given(tables(), st.sampled_from(KINDS), st.sampled_from(["txt", *PACK]))
def test_write_and_read_give_the_same(table: tuple[list[str], np.ndarray], kind: str, ending: str) -> None:
    words, matrix = table
    with tempfile.TemporaryDirectory() as folder:
        written = write(kind, Path(folder) / f"v.{ending}", words, matrix)
        if kind == "word2vec-binary":  # a few numbers may happen to be the bytes of letters
            content = Content([word.encode() for word in words], matrix, np.zeros(len(words), np.int64))
            assume(not header.is_text(b"".join(word2vec_binary.blocks(content))))
        try:
            result = read(Path(folder) / f"v.{ending}")
        except EmbreplError as error:
            assert "no words" in error.message
            assert kind == "glove"
            assert all(is_number(word.encode()) for word in words)
            return
    assert (written.notes, result.notes, result.kind) == ((), (), kind)
    assert result.words == tuple(words)
    assert result.matrix.tobytes() == matrix.tobytes()


def survives(data: bytes) -> WordVectors | None:
    """Return what is read of bytes; an error must be one of ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "v"
        path.write_bytes(data)
        try:
            result = read(path)
        except EmbreplError as error:
            assert error.code in {"not-vectors", "damaged-vectors", "no-vectors"}
            return None
    assert len(result.words) == len(set(result.words)) == len(result.matrix) > 0
    assert np.isfinite(result.matrix).all()
    return result


PIECES = st.sampled_from(
    [b" ", b"\n", b"1", b"2 2", b"0.5", b"nan", b"-", b"e", b"a", b"\xff", b"\0", b"\r", b"\t", b"9" * 20]
)


@given(st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=25).map(b"".join)))
def test_any_bytes(data: bytes) -> None:
    survives(data)
    survives(b"2 2\n" + data)
    survives(b"2 3\na 0.5 1.5 1\n" + data)
    survives(b"\x1f\x8b\x08" + data)


@given(tables(), st.sampled_from(KINDS), st.data())
def test_any_damage(table: tuple[list[str], np.ndarray], kind: str, data: st.DataObject) -> None:
    words, matrix = table
    with tempfile.TemporaryDirectory() as folder:
        write(kind, Path(folder) / "v", words, matrix)
        whole = (Path(folder) / "v").read_bytes()
    place = data.draw(st.integers(0, len(whole)))
    survives(whole[:place] + data.draw(st.binary(max_size=4)) + whole[place + data.draw(st.integers(0, 4)) :])
    cut = survives(whole[:place])
    if cut is not None and cut.kind == kind:
        # all but the last line are whole, and that of GloVe looks like a whole one
        rows = dict(zip(words, matrix.tolist(), strict=True))
        for word, row in list(zip(cut.words, cut.matrix.tolist(), strict=True))[
            : -1 if kind != "word2vec-binary" else None
        ]:
            assert rows[word] == row
