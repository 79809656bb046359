"""A session with a novel, letters and a Chinese text, and no worker."""

from __future__ import annotations

import pytest

from embrepl.corpus.store.store import Corpus
from tests.commands.asking.questions import CHINESE, LETTERS, NOVEL
from tests.helpers.sessions import Talk
from tests.helpers.texts import asking, corpus_of, rows_of


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """The corpora, read once; no test changes them."""

    def made(name: str, files: dict[str, str]) -> Corpus:
        return corpus_of(tmp_path_factory.mktemp(name), files)

    return {
        "chinese": made("chinese", {"a.txt": CHINESE}),
        "letters": made("letters", {"letters.csv": rows_of(LETTERS)}),
        "novel": made("novel", {"one.txt": NOVEL, "two.txt": "Another king.\n" + "no one here\n" * 9}),
    }


@pytest.fixture
def talk(corpora: dict[str, Corpus]) -> Talk:
    """A session that has them, the novel current."""
    return asking(**corpora)
