"""A session with the English bundled corpus and a small model solved from its counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import corpora
from tests.helpers.sessions import Talk, quoted, talking


@pytest.fixture(scope="package")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session with the English bundled corpus and the model `solved`."""
    with talking(tmp_path_factory.mktemp("home")) as talk:
        talk(f"load {quoted(str(corpora.built('en')))} --name story")
        talk("train spectral --dim 20 --name solved")
        yield talk
