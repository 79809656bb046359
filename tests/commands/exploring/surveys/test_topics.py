"""`topics`: planted topics are found, with the parts that have them, and figures equal to plain loops."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.corpus.store.positions import Positions
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.evidence.topics import Pieces, find_topics, pieces_of, residual_idf
from embrepl.space.identity import Identity
from embrepl.space.space import Space
from tests.helpers.sessions import Talk, quoted, shown
from tests.helpers.texts import asking, corpus_of, rows_of
from tests.space.groups.planted import space_of, talking_of

TOPICS = {
    "sea": ["ship", "sail", "storm", "harbour", "anchor"],
    "kitchen": ["bread", "oven", "salt", "butter", "knife"],
    "court": ["king", "crown", "throne", "duke", "palace"],
}
EVERYWHERE = ["the", "and", "of", "was", "it", "in", "so", "then"]


def text_on(topic: str, seed: int) -> str:
    generator = random.Random(seed)
    words = [generator.choice(TOPICS[topic] if generator.random() < 0.4 else EVERYWHERE) for _ in range(60)]
    return " ".join(words)


def rows_on() -> list[str]:
    """Return twelve texts on each topic, one topic after the other."""
    return [text_on(topic, 100 * at + number) for at, topic in enumerate(TOPICS) for number in range(12)]


def model_of(corpus: Corpus) -> Space:
    """Return a space with a direction for each topic, and one for all other words."""
    rows = 0.1 * np.random.default_rng(0).standard_normal((len(corpus.words), 6))
    for word, row in zip(corpus.words, rows, strict=True):
        row[next((at for at, words in enumerate(TOPICS.values()) if word in words), 5)] += 1
    return space_of(rows.astype(np.float32), list(corpus.words))


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return corpus_of(tmp_path, {"texts.csv": rows_of(rows_on())})


@pytest.fixture
def talk(corpus: Corpus) -> Iterator[Talk]:
    """A session with a text on three topics, in three thirds of its rows."""
    with talking_of(model_of(corpus), asking(story=corpus).session) as talk:
        yield talk


def test_planted_topics_are_found_with_the_rows_that_have_them(talk: Talk, corpus: Corpus) -> None:
    answer = talk("topics 3")
    assert {frozenset(row.words) for row in answer.rows} == {frozenset(words) for words in TOPICS.values()}
    assert answer.words == 15  # none of those that are everywhere
    for row in answer.rows:
        topic = next(at for at, words in enumerate(TOPICS.values()) if row.words[0] in words)
        rows = [int(part.rpartition("#")[2]) - 1 for part in row.parts]
        assert len(rows) == 3
        assert all(12 * topic <= at < 12 * (topic + 1) for at in rows)
        count = sum(text.split().count(word) for text in rows_on() for word in row.words)
        assert (row.tokens, row.share) == (count, pytest.approx(count / corpus.report.tokens))
        first = rows_on()[rows[0]].split()
        assert row.in_parts[0] == pytest.approx(sum(word in row.words for word in first) / len(first))
        assert row.coherence is not None
        assert row.coherence > 0.3
    assert [row.share for row in answer.rows] == sorted((row.share for row in answer.rows), reverse=True)
    text = shown(answer)
    assert "3 topics" in text
    assert f"row {answer.rows[0].parts[0].rpartition('#')[2]}" in text


def test_parts_are_files_chapters_or_equal_ones(tmp_path: Path) -> None:
    texts = ["\n".join(rows_on()[12 * at : 12 * at + 12]) for at in range(3)]
    for number, (files, by) in enumerate([
        ({f"{topic}.txt": text for topic, text in zip(TOPICS, texts, strict=True)}, "files"),
        ({"all.txt": "\n".join(texts)}, "parts"),
    ]):  # fmt: skip
        corpus = corpus_of(tmp_path / str(number), files)
        with talking_of(model_of(corpus), asking(story=corpus).session) as talk:
            answer = talk("topics 3")
            assert answer.by == by
            if by == "files":
                for row in answer.rows:
                    topic = next(name for name, words in TOPICS.items() if row.words[0] in words)
                    assert [Path(part).stem for part in row.parts] == [topic]
            else:
                assert all(part.startswith("part ") and part.endswith(" of 20") for part in answer.rows[0].parts)
            assert shown(answer, width=80)


def test_residual_idf_equals_a_plain_loop(corpus: Corpus) -> None:
    pieces = pieces_of(np.asarray(corpus.documents))
    residual, share = residual_idf(Positions(corpus), np.asarray(corpus.counts), pieces)
    lists = [corpus.ids[begin:end].tolist() for begin, end in pairwise(pieces.tolist())]
    for word, count in enumerate(corpus.counts.tolist()):
        found = sum(word in each for each in lists)
        chance = sum(1 - np.exp(-count * len(each) / corpus.report.tokens) for each in lists)
        assert residual[word] == pytest.approx(np.log2(chance / found), abs=1e-9)
        assert share[word] == found / len(lists)


def test_coherence_equals_a_plain_loop(corpus: Corpus) -> None:
    space, pieces = model_of(corpus), pieces_of(np.asarray(corpus.documents))
    text = Pieces(Positions(corpus), np.asarray(corpus.counts), np.arange(len(corpus.words)), pieces)
    found = find_topics(space, text, 3, 100)
    assert found is not None
    sets = [set(corpus.ids[begin:end].tolist()) for begin, end in pairwise(pieces.tolist())]

    def share(*words: int) -> float:
        return sum(all(word in each for word in words) for each in sets) / len(sets)

    for topic, names in enumerate(found.names):
        words = names[:10].tolist()
        values = []
        for at, a in enumerate(words):
            for b in words[:at]:
                both = share(a, b)
                values.append(np.log(both / (share(a) * share(b))) / -np.log(both) if both else -1.0)
        assert found.coherence[topic] == pytest.approx(np.mean(values))


def test_words_can_be_left_out_and_answers_are_flat(talk: Talk) -> None:
    answer = talk("topics 3 --min-length 5")
    assert all(len(word) >= 5 for row in answer.rows for word in row.words)
    assert shown(answer, "csv").startswith("topic,share,tokens,size,coherence,stability,words_1")


@pytest.mark.parametrize(
    ("line", "code"),
    [("topics 1", "bad-option"), ("topics x", "bad-option"), ("topics 16", "no-groups"),
     ("topics 3 --stop missing.txt", "bad-stop-list")],
)  # fmt: skip
def test_what_cannot_be_asked(talk: Talk, line: str, code: str) -> None:
    error = talk.error(line)
    assert error.code == code
    assert error.hint


def test_models_without_a_text_or_without_nearness(talk: Talk) -> None:
    with talking_of(space_of(np.eye(3, dtype=np.float32))) as other:
        assert other.error("topics").code == "nothing-loaded"
    with talking_of(Space(["a"], np.ones(1), Identity(1), name="planted"), talk.session) as other:
        assert other.error("topics").code == "no-groups"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=6), st.text(max_size=6))
def test_nothing_raises_but_a_sentence(talk: Talk, number: str, words: str) -> None:
    try:
        shown(talk(f"topics {quoted(number)} --words {quoted(words)}"))
    except EmbreplError as error:
        assert error.message
