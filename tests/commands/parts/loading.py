"""Sessions with texts that are read here and not in another process."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.session.session import Session
from tests.helpers.sessions import Talk


def load(talk: Talk, folder: Path, path: Path, name: str, **options: str) -> Corpus:
    """Read files into a store and take it into the session, as `load` does in another process."""
    build([str(path)], ReadOptions(**options), folder / name, lambda _: None, lambda: False)
    talk.session.take_corpus(name, folder / name, cached=False)
    return talk.session.corpora[name]


@contextmanager
def session() -> Iterator[tuple[Talk, Path]]:
    folder = Path(tempfile.mkdtemp())
    asked = Session()
    try:
        yield Talk(asked), folder
    finally:
        asked.close()
        shutil.rmtree(folder)
