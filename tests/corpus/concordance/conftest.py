"""The corpus that the tests of the concordance search."""

from __future__ import annotations

import pytest

from embrepl.corpus.store.store import Corpus
from tests.helpers.documents import DOCUMENTS
from tests.helpers.texts import corpus_of, rows_of


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("rows"), {"rows.csv": rows_of(DOCUMENTS)})
