"""Small corpora for the tests of the commands that ask the text, read from files as any other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.session.session import Session
from tests.helpers.sessions import Talk


def corpus_of(folder: Path, files: dict[str, str], options: ReadOptions | None = None) -> Corpus:
    """Write files, read them into a corpus and open it."""
    texts = folder / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (texts / name).write_bytes(text.encode())
    paths = [str(texts / name) for name in files]
    build(paths, options or ReadOptions(), folder / "store", lambda _: None, lambda: False)
    return Corpus.open(folder / "store")


def at_spaces(_: Segmenter, text: str) -> NDArray[np.int64]:
    """Stand for `Segmenter.lengths`, so that the words of a text are those between its spaces."""
    return np.array([len(part) for part in re.split(r"(\n)", text) if part], np.int64)


def rows_of(documents: Sequence[str]) -> str:
    """Return documents as a .csv with the column `text`."""
    return "text\n" + "".join('"' + text.replace('"', '""') + '"\n' for text in documents)


def asking(**corpora: Corpus) -> Talk:
    """Return a session that has these corpora, the last one current, and no worker."""
    session = Session(log=Path("/dev/null"))
    session.corpora.update(corpora)
    session.current_corpus = next(reversed(corpora), None)
    return Talk(session)
