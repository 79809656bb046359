"""Of a few long documents the chapters are taken for documents, so that novels have intervals too."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from tests.commands.exploring.uses.conftest import TOPICS
from tests.helpers.sessions import Talk, quoted, shown, talking


def _novel(topic: str, generator: np.random.Generator) -> str:
    """Return a novel of thirty chapters, in which `bank` stands among the words of one topic."""
    parts = []
    for number in range(1, 31):
        others = generator.choice([word for words in TOPICS.values() for word in words.split()], 60)
        own = generator.choice(TOPICS[topic].split(), 30)
        around = " ".join(f"{' '.join(own[at : at + 5])} bank {' '.join(own[at + 5 : at + 10])}." for at in (0, 10, 20))
        parts.append(f"Chapter {number}\n\n{' '.join(others)}. {around} {' '.join(others[::-1])}.\n")
    return "\n".join(parts)


@pytest.fixture(scope="module")
def novels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    folder = tmp_path_factory.mktemp("novels")
    generator = np.random.default_rng(2)
    for name, topic in (("one", "money"), ("two", "river")):
        (folder / f"{name}.txt").write_text(_novel(topic, generator))
    with talking(folder / "home") as talk:
        talk(f"load {quoted(str(folder / 'one.txt'))} {quoted(str(folder / 'two.txt'))} --name novels")
        talk("train spectral --dim 16 --min-count 1")
        yield talk


def test_novels_have_intervals_and_marks(novels: Talk) -> None:
    answer = novels("uses bank --by file")
    assert {(row.documents, row.document_total) for row in answer.rows} == {(30, 30)}
    assert answer.clusters == "chapter" and "chapters" in shown(answer) and "documents" not in shown(answer)
    assert all(row.error is not None and row.rate is not None for row in answer.rows)
    for part, topic in (("file=one", "money"), ("file=two", "river")):
        marked = {row.word for row in answer.rows if row.part == part and row.mark == "nearer"}
        assert marked & set(TOPICS[topic].split())


def test_two_novels_are_compared_and_senses_counted_by_chapters(novels: Talk) -> None:
    answer = novels("alike bank@one bank@two")
    assert answer.p is not None and answer.p < 0.01 and answer.error is not None
    assert [(side.documents, side.document_share, side.clusters) for side in (answer.first, answer.second)] == [
        (30, 1, "chapter")
    ] * 2
    assert answer.first.dp is not None and answer.first.dp < 0.1  # three times in each of thirty chapters
    assert "chapters" in shown(answer) and "documents" not in shown(answer)
    assert "chapters" in {row.compared for row in answer.rows}
    found = novels("senses bank")
    assert found.clusters == "chapter" and found.documents == 60
    assert len(found.rows) == 2 and "60 chapters" in shown(found)
