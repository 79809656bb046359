"""`lines`: the sentences nearest to one that is typed, where they are, and what cannot be asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.commands.families.exploring.surveys.lines import _known_parts
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.space.identity import Identity
from embrepl.space.space import Space
from tests.helpers.sessions import Talk, quoted, shown
from tests.helpers.texts import asking, corpus_of, rows_of
from tests.space.groups.planted import space_of, talking_of

TOPICS = {"animals": ["cat", "dog", "horse", "猫", "狗"], "court": ["king", "queen", "prince", "国王"]}
TEXT = (
    "The cat sees a dog. A king rules.\nThe queen and the prince and the king!\nThe dog runs.\n\nThe cat sees a dog?\n"
    "猫和狗。国王来了。"
)


def model_of(corpus: Corpus) -> Space:
    """Return a space with a direction for each topic; all other words lie in between."""
    generator = np.random.default_rng(0)
    rows = 0.05 * generator.standard_normal((len(corpus.words), 6))
    for word, row in zip(corpus.words, rows, strict=True):
        topic = next((at for at, words in enumerate(TOPICS.values()) if word in words), 2)
        row[topic] += 1
    return space_of(rows.astype(np.float32), list(corpus.words))


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """A session with a text on animals and a court, and a model that knows which word is of which."""
    corpus = corpus_of(tmp_path, {"story.txt": TEXT, "other.csv": rows_of(["Nothing here", "A horse, and a cat."])})
    with talking_of(model_of(corpus), asking(story=corpus).session) as talk:
        yield talk


def test_the_nearest_sentences_stand_first_with_their_places(talk: Talk) -> None:
    answer = talk('lines "a horse and a dog" 3')
    texts = [row.text for row in answer.rows]
    assert texts[0] == "The cat sees a dog." or "horse" in texts[0]
    assert not any(word in " ".join(texts) for word in TOPICS["court"])
    assert all(0 < row.cosine <= 1 for row in answer.rows)
    assert answer.rows[0].percentile >= 75


def test_equal_sentences_come_once_at_their_first_place(talk: Talk) -> None:
    rows = talk('lines "the cat sees a dog"').rows
    assert (rows[0].text, rows[0].times, rows[0].line, rows[0].record) == ("The cat sees a dog.", 2, 1, None)
    assert rows[0].file.endswith("story.txt")
    assert sum(row.text.startswith("The cat sees a dog") for row in rows) == 1
    assert set(rows[0].carriers[:2]) == {"cat", "dog"}


def test_rows_of_tables_have_their_number(talk: Talk) -> None:
    row = talk("lines horse cat 1").rows[0]
    assert (row.text, row.record) == ("A horse, and a cat.", 2)
    text = shown(talk("lines horse cat 1"))
    assert "row 2" in text
    assert "other.csv" in text


def test_only_the_sentences_of_a_part_are_compared(talk: Talk) -> None:
    whole, story, other = (
        talk(f'lines "the cat and the dog" --least 1{part}') for part in ("", " --in story", " --in other")
    )
    assert story.compared + other.compared == whole.compared
    assert story.left_out + other.left_out == whole.left_out
    assert {Path(row.file).name for row in other.rows} == {"other.csv"}
    assert {Path(row.file).name for row in story.rows} == {"story.txt"}
    assert [row.cosine for row in other.rows] == [row.cosine for row in whole.rows if row.file.endswith(".csv")]
    assert other.corpus == "story:other"
    assert talk.error("lines cat --in nothing").code == "unknown-part"


def test_chinese_is_segmented_as_the_text(talk: Talk) -> None:
    assert talk("lines 猫和狗 --least 1").rows[0].text == "猫和狗。"


def test_chinese_that_is_no_word_is_taken_as_those_it_is_made_of(talk: Talk) -> None:
    index = talk.session.corpora["story"].index
    assert "国王狗" not in index
    assert talk("lines 国王狗 --least 1").unknown == ()
    assert _known_parts("国王狗龘", index) == ["国王", "狗", "龘"]


def test_it_is_weighed_once_for_each_model(talk: Talk) -> None:
    talk("lines the dog")
    first = talk.session.sentences["planted"]
    talk("lines a king")
    assert talk.session.sentences["planted"] is first
    talk("drop planted")
    assert not talk.session.sentences


def test_words_without_a_vector_are_named(talk: Talk) -> None:
    answer = talk("lines the zebra and the king")
    assert answer.unknown == ("zebra",)
    assert "Without a vector: zebra" in shown(answer)


def test_too_few_words_are_said(talk: Talk) -> None:
    answer = talk("lines king --least 40")
    assert answer.rows == ()
    assert "`--least 1` compares all" in shown(answer)


def test_answers_for_programs_are_flat(talk: Talk) -> None:
    head = shown(talk("lines the king"), "csv").splitlines()[0]
    assert head.startswith("rank,cosine,percentile,times,file,record,line,word,text,carriers_1")


@pytest.mark.parametrize("width", [60, 80, 200])
def test_it_fits_the_terminal(talk: Talk, width: int) -> None:
    assert all(len(line) <= width for line in shown(talk("lines the king"), width=width).splitlines())


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("lines zebra", "no-words", "has a vector of no word of 'zebra'"),
        ('lines "..."', "no-words", "has a vector of no word of '...'"),
        ('lines ""', "wrong-usage", "nothing between"),
        ("lines", "wrong-usage", "Usage: lines"),
        ("lines king 0", "bad-option", "from 1 to 1,000, not 0"),
    ],
)
def test_what_cannot_be_asked(talk: Talk, line: str, code: str, message: str) -> None:
    error = talk.error(line)
    assert error.code == code
    assert message in error.message
    assert error.hint


def test_models_without_a_text_or_without_nearness(talk: Talk) -> None:
    with talking_of(space_of(np.eye(3, dtype=np.float32))) as other:
        assert other.error("lines w1").code == "nothing-loaded"
    words = ["the", "king", "dog"]
    with talking_of(Space(words, np.ones(3), Identity(3), name="planted"), talk.session) as other:
        assert "axis of its own" in other.error("lines king").message


def test_a_text_of_which_the_model_knows_nothing(tmp_path: Path) -> None:
    talk = asking(story=corpus_of(tmp_path, {"a.txt": "nothing is known."}))
    with talking_of(space_of(np.eye(3, dtype=np.float32)), talk.session) as talk:
        assert talk.error("lines nothing").code == "no-words"
        assert talk.error("lines w1").code == "no-words"


def test_models_whose_vectors_are_blank(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "some words are here."})
    rows = np.zeros((3, 2), np.float32)
    with talking_of(space_of(rows, ["some", "words", "else"]), asking(story=corpus).session) as talk:
        assert talk.error("lines some words").code == "no-direction"
    rows[2] = 1
    with talking_of(space_of(rows, ["some", "words", "else"]), asking(story=corpus).session) as talk:
        assert talk.error("lines some words").code == "no-words"


def test_joined_phrases_are_words(tmp_path: Path) -> None:
    text = "we saw new york. " * 30 + "old dogs run. " * 45
    options = ReadOptions(phrases="npmi", phrase_min_count=2, phrase_threshold=0.1)
    corpus = corpus_of(tmp_path, {"a.txt": text}, options)
    joined = next(word for word in corpus.words if "new_york" in word)
    rows = np.random.default_rng(1).standard_normal((len(corpus.words), 6)).astype(np.float32)
    with talking_of(space_of(rows, list(corpus.words)), asking(story=corpus).session) as talk:
        answer = talk(f"lines {joined.replace('_', ' ')} unseen --least 1")
        assert answer.unknown == ("unseen",)
        assert answer.rows[0].carriers == (joined,)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=20))
def test_nothing_raises_but_a_sentence(talk: Talk, text: str) -> None:
    try:
        shown(talk(f"lines {quoted(text)}"))
    except EmbreplError as error:
        assert error.message
        assert error.hint
