"""Files of vectors that several tests read."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from embrepl.space import store
from embrepl.space.formats.writing import write
from tests.helpers.vector_files import IN_FILE, KINDS


@pytest.fixture(scope="module")
def matrix() -> np.ndarray:
    return np.random.default_rng(3).normal(size=(len(IN_FILE), 6)).astype(np.float32)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, matrix: np.ndarray) -> dict[str, Path]:
    """A file of each format, the first of them packed too, and a folder where a space is kept."""
    folder = tmp_path_factory.mktemp("vectors")
    result = {kind: folder / f"a {kind}.txt" for kind in KINDS}
    for kind, path in result.items():
        write(kind, path, IN_FILE, matrix)
    result["packed"] = folder / "vectors.txt.gz"
    result["packed"].write_bytes(gzip.compress(result["word2vec"].read_bytes()))
    result["folder"] = folder / "space"
    store.save(result["folder"], IN_FILE, np.arange(len(IN_FILE), 0, -1), matrix, {"command": "train it"}, None)
    return result
