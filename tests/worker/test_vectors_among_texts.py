"""Files of vectors in folders, patterns and archives are no text: they are left out, and the report names `open`."""

from __future__ import annotations

import gzip
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.locating.finding import find
from embrepl.errors import EmbreplError
from embrepl.space.formats.writing import write
from embrepl.worker.vectors_among_texts import without_vectors

WORDS = [f"w{at}" for at in range(20)]
MATRIX = np.random.default_rng(1).normal(size=(20, 12)).astype(np.float32)
TEXT = "A river ran by the mill.\nThere were 12\n" * 20
KINDS = ("glove", "word2vec", "word2vec-binary")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "my texts"
    folder.mkdir()
    (folder / "b.txt").write_text(TEXT, "utf-8")
    (folder / "rows.csv").write_text("text,n\nthe mill,1.5\nthe weir,2.5\n", "utf-8")
    (folder / "numbers.txt").write_text("1.5 2.5 3.5\n" * 20, "utf-8")
    return folder


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("asked", ["", "/*.txt", "/**"])
def test_vectors_in_a_folder_and_a_pattern(folder: Path, kind: str, asked: str) -> None:
    write(kind, folder / "a.txt", WORDS, MATRIX)
    sources = without_vectors(find([f"{folder}{asked}"]), ReadOptions())
    assert "a.txt" not in [source.path.name for source in sources.files]
    assert "b.txt" in [source.path.name for source in sources.files]
    path = folder / "a.txt"
    assert sources.skipped == ((str(path), f'holds vectors of 12 numbers, not text; `open "{path}"` reads it'),)


@pytest.mark.parametrize("kind", ["glove", "word2vec"])
def test_packed_vectors_and_those_in_utf_16(folder: Path, kind: str) -> None:
    write(kind, folder / "v.txt", WORDS, MATRIX)
    data = (folder / "v.txt").read_bytes()
    (folder / "v.txt.gz").write_bytes(gzip.compress(data))
    (folder / "v.txt").write_bytes(data.decode().encode("utf-16"))
    sources = without_vectors(find([str(folder)]), ReadOptions())
    assert [Path(path).name for path, _ in sources.skipped] == ["v.txt", "v.txt.gz"]


def test_vectors_in_an_archive(folder: Path) -> None:
    write("glove", folder / "a.txt", WORDS, MATRIX)
    archive = folder / "all.zip"
    with ZipFile(archive, "w") as packed:
        packed.writestr("b.txt", TEXT)
        packed.write(folder / "a.txt", "in/a.txt")
    sources = without_vectors(find([str(archive)]), ReadOptions())
    assert [source.shown for source in sources.files] == [f"{archive}/b.txt"]
    why = "holds vectors of 12 numbers, not text; unpack it from all.zip, and `open` reads it"
    assert sources.skipped == ((f"{archive}/in/a.txt", why),)


def test_nothing_but_vectors_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    write("glove", tmp_path / "v" / "a.txt", WORDS, MATRIX)
    write("glove", tmp_path / "v" / "b.txt", WORDS, MATRIX)
    with pytest.raises(EmbreplError) as caught:
        without_vectors(find([str(tmp_path / "v")]), ReadOptions())
    assert caught.value.code == "vectors-not-text"
    path = tmp_path / "v" / "a.txt"
    assert caught.value.message == f"{path} holds vectors of 12 numbers, not text, and so do 1 more."
    assert caught.value.hint == f"`open {path}` reads it as a model."


def test_texts_and_tables_stay(folder: Path) -> None:
    sources = find([str(folder)])
    assert without_vectors(sources, ReadOptions()) is sources
    write("glove", folder / "a.csv", WORDS, MATRIX)
    sources = find([str(folder)])
    assert without_vectors(sources, ReadOptions(column="text")) is sources
