"""Where sentences begin, and which of them are near, equal to a plain loop over their words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.corpus.store.store import Corpus
from embrepl.evidence import sentences as module
from embrepl.evidence.nearest_sentences import SMOOTHING, Sentences
from embrepl.evidence.sentences import LONGEST, is_wrapped, sentence_begins
from embrepl.space.space import Space
from tests.helpers.texts import corpus_of, rows_of


def sentences(corpus: Corpus) -> list[str]:
    begins = sentence_begins(corpus).tolist()
    return [" ".join(corpus.words[each] for each in corpus.ids[begin:end]) for begin, end in pairwise(begins)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two went! Did three? Yes.", ["one came", "two went", "did three", "yes"]),
        ('He said "No." Then he left (so.) Really.', ["he said no", "then he left so", "really"]),
        ("Mr. Smith met J. R. Low at 3.14 p. Then Dr. No came.", ["mr smith met j r low at 3.14 p then dr no came"]),
        ("a line\nanother line\n\nlast", ["a line", "another line", "last"]),
        ("“Go!” she said. ‘Stay.’ He did.", ["go", "she said", "stay", "he did"]),
        ("no end", ["no end"]),
        ("wait... what?! yes", ["wait", "what", "yes"]),
    ],
)
def test_sentences_end_at_signs_and_lines(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert sentences(corpus_of(tmp_path, {"a.txt": text})) == expected


def test_chinese_sentences_and_documents(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.csv": rows_of(["猫来了。狗走了！谁？", "the next text", "third. row"])})
    assert [each.replace(" ", "") for each in sentences(corpus)] == [
        "猫来了",
        "狗走了",
        "谁",
        "thenexttext",
        "third",
        "row",
    ]


def test_the_lines_of_a_wrapped_text_go_on(tmp_path: Path) -> None:
    line = "this line is long enough to be one of those that a program has broken"
    text = "\n".join(
        [f"{line}\nand goes on {number} words later until it ends here at last.\n" for number in range(40)]
    )
    found = sentences(corpus_of(tmp_path, {"a.txt": text}))
    assert found[0] == f"{line} and goes on 0 words later until it ends here at last"
    assert len(found) == 40
    assert not is_wrapped(np.frombuffer(b"short\nand a good deal longer line than that\n" * 30, np.uint8))


def test_text_without_signs_is_divided_evenly(tmp_path: Path) -> None:
    begins = sentence_begins(corpus_of(tmp_path, {"a.txt": "word " * 1_001}))
    assert set(np.diff(begins).tolist()) <= {LONGEST - 3, LONGEST - 2, LONGEST - 1, LONGEST}
    assert begins[-1] == 1_001


def test_blocks_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "One came. Two went！三来了。\n\n\r\n\r\nFour? “Five.” Six" * 9})
    whole = sentence_begins(corpus)
    for size in (1, 2, 3, 7):
        monkeypatch.setattr(module, "_BLOCK", size)
        assert np.array_equal(sentence_begins(corpus), whole)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab .!?\n\r“”。，\"')猫", min_size=1, max_size=60))
def test_every_token_is_in_one_sentence(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    corpus = corpus_of(tmp_path_factory.mktemp("any"), {"a.txt": text + " end"})
    begins = sentence_begins(corpus)
    assert begins[0] == 0
    assert begins[-1] == corpus.report.tokens
    assert (np.diff(begins) > 0).all()


TEXT = "the cat sleeps. the dog barks. the cat sees the dog. a king rules. the king sees a queen. The cat sleeps! cat"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return corpus_of(tmp_path, {"a.txt": TEXT})


@pytest.fixture
def space(corpus: Corpus) -> Space:
    generator = np.random.default_rng(4)
    words = [word for word in corpus.words if word != "barks"]  # that has no vector
    rows = generator.standard_normal((len(words), 5)).astype(np.float32)
    rows[words.index("rules")] = np.nan
    return Space(words, np.ones(len(words), np.int64), rows, name="m")


def plain_cosines(corpus: Corpus, space: Space, query: list[str]) -> dict[str, float]:
    """Return the cosine of each sentence with a query by the formulas of the paper, word by word."""

    def vector(words: list[str]) -> np.ndarray:
        total = np.zeros(space.dim)
        for word in words:
            if word in space.words and word != "rules":
                row = space.matrix[space.words.index(word)].astype(np.float64)
                share = corpus.counts[corpus.index[word]] / corpus.report.tokens
                total += SMOOTHING / (SMOOTHING + share) * row / np.linalg.norm(row)
        return total

    texts = sentences(corpus)
    means = [
        vector(each.split()) / max(1, sum(word not in {"barks", "rules"} for word in each.split())) for each in texts
    ]
    common = np.linalg.svd(np.array(means))[2][0]
    asked = vector(query) - vector(query) @ common * common
    result = {}
    for text in texts:
        rest = vector(text.split()) - vector(text.split()) @ common * common
        result[text] = float(rest @ asked / np.linalg.norm(rest) / np.linalg.norm(asked))
    return result


def test_cosines_equal_a_plain_loop_and_equal_sentences_come_once(corpus: Corpus, space: Space) -> None:
    found = Sentences(space, corpus)
    query = ["cat", "sees", "king"]
    near, _ = found.nearest(found.query([corpus.index[word] for word in query]), 10, 1)
    expected = plain_cosines(corpus, space, query)
    shown = {" ".join(corpus.words[at] for at in corpus.ids[each.begin : each.end]): each for each in near}
    assert shown.keys() == expected.keys()
    for text, each in shown.items():
        assert each.cosine == pytest.approx(expected[text], abs=2e-5)
        assert each.times == (2 if text == "the cat sleeps" else 1)
        assert sum(part for _, part in each.carried) >= each.cosine - 1e-5  # what speaks against it is not listed
    assert [each.cosine for each in near] == sorted((each.cosine for each in near), reverse=True)


def test_short_sentences_are_left_out_and_words_without_a_vector_do_not_count(corpus: Corpus, space: Space) -> None:
    found = Sentences(space, corpus)
    near, cosines = found.nearest(found.query([corpus.index["cat"]]), 10, 3)
    assert len(near) == 3  # the cat sleeps (twice), the cat sees the dog, the king sees a queen
    assert len(cosines) == 4
    assert found.weight(corpus.index["barks"]) == found.weight(corpus.index["rules"]) == 0
