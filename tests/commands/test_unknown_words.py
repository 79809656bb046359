"""What `near`, `dist` and `vec` say of a word without a vector: how often its text has it, and what would help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.sessions import Talk, quoted, talking

TEXT = "the king of new york saw the queen of new york\n" * 6 + "a rare boat went on\n" + "我爱北京天安门\n" * 2


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session with a small text, a model of its frequent words, and one of a few words from a file."""
    folder = tmp_path_factory.mktemp("unknown")
    (folder / "town.txt").write_text(TEXT)
    (folder / "few.vec").write_text("2 2\nking 0.5 1\nqueen 0.25 -1\n")
    with talking(folder / "home") as result:
        result(f"load {quoted(str(folder / 'town.txt'))} --name town")
        result("train spectral --dim 2 --min-count 3 --name solved")
        result("train onehot --min-count 3 --name axes")
        result(f"train pretrained --file {quoted(str(folder / 'few.vec'))} --min-count 3 --name given")
        result(f"open {quoted(str(folder / 'few.vec'))} --name opened")
        yield result


@pytest.mark.parametrize(
    ("model", "word", "sentence"),
    [
        ("axes", "boat", "It is seen once in town."),
        ("axes", "new york", "It is seen 12 times in town."),
        ("axes", "爱北京天安", "It is seen 2 times in town."),
        ("solved", "boot", "It is not in town."),
        ("solved", "the boat", "It is seen 0 times in town as a phrase."),
        ("solved", "boot york", "It is seen 0 times in town as a phrase."),
        ("solved", "爱北京人", "It is not in town."),
        ("opened", "boot", "of opened."),
    ],
)
def test_how_often_the_text_has_it(talk: Talk, model: str, word: str, sentence: str) -> None:
    talk(f"use {model}")
    for line in (f"near {quoted(word)}", f"vec {quoted(word)}", f"dist king {quoted(word)}"):
        error = talk.error(line)
        assert error.code == "unknown-word"
        assert error.message.startswith(f"'{word}' is not among the ")
        assert error.message.endswith(sentence)


@pytest.mark.parametrize("model", ["solved", "given", "opened"])
@pytest.mark.parametrize("word", ["boat", "new york", "New-York", "NEW_YORK"])
def test_a_vector_comes_from_the_places_of_whatever_the_text_has(talk: Talk, model: str, word: str) -> None:
    talk(f"use {model}")
    made = talk(f"near {quoted(word)}").made_of
    assert made is not None
    assert (made.total, made.documents) == (1 if word == "boat" else 12, 1)
    assert f"'{word}' is made from {made.total} place" in talk.notes.getvalue()
    assert len(talk(f"vec {quoted(word)}").values) == 2


def test_fewer_words_than_dimensions_make_no_vectors(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "wide.vec").write_text("king 0.5 1.25 -0.75 0.1\nqueen 0.4 1.2 -0.7 0.2\nsaw 0.1 -1 0.3 0.9\n")
    talk(f"train pretrained --file {quoted(str(tmp_path / 'wide.vec'))} --name wide")
    error = talk.error("near york")
    assert error.code == "unknown-word"
    assert error.message.endswith("It is seen 12 times in town.")
    assert error.hint.startswith("wide has too few words to make a vector of places.")
    assert talk.error("near king@town").code == "no-uses"


def test_what_stands_among_unknown_words_has_no_vector(talk: Talk) -> None:
    talk("use solved")
    error = talk.error("near 爱北京天安")
    assert error.code == "no-uses"
    assert error.message == "No word that solved knows stands near any of 2 places of it."


def test_an_expression_is_no_word(talk: Talk) -> None:
    talk("use axes")
    error = talk.error("near /^bo/")
    assert error.message == "No word of axes matches /^bo/. Words that match it are seen once in town."
    assert error.hint == "`find /^bo/` shows the words that match it."


@pytest.mark.parametrize(
    ("model", "word", "helps"),
    [
        ("axes", "boat", "`train onehot --min-count 1`"),
        ("axes", "new york", "`train spectral`"),
        ("solved", "york new", "`near york + new`"),
        ("solved", "boot", "No word here is spelt like it."),
        ("opened", "boot", "No word here is spelt like it."),
    ],
)
def test_the_hint_names_what_helps(talk: Talk, model: str, word: str, helps: str) -> None:
    talk(f"use {model}")
    assert helps in talk.error(f"near {quoted(word)}").hint


@pytest.mark.parametrize("word", ["ＫＩＮＧ", "King", "ｋｉｎｇ"])
def test_a_word_in_another_spelling_is_found(talk: Talk, word: str) -> None:
    for model in ("solved", "opened"):
        talk(f"use {model}")
        assert talk(f"vec {word}").word == "king"
    assert talk(f"dist {word} queen") == talk("dist king queen")
    assert talk(f"near {word}").rows == talk("near king").rows


def test_vectors_of_the_other_script_are_found_and_said(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "names.vec").write_text("3 2\n孙悟空 0.5 1\n寶玉 0.25 -1\nnew_york 1 1\n", "utf-8")
    talk(f"open {quoted(str(tmp_path / 'names.vec'))} --name names")
    assert talk("vec 孫悟空").word == "孙悟空"
    assert "孫悟空 is written 孙悟空 here" in talk.notes.getvalue()
    assert talk("near 孫悟空 - 宝玉").rows[0].word == "new_york"
    assert talk('vec "new york"').word == "new_york"


def test_a_difference_without_spaces_is_offered_with_them(talk: Talk) -> None:
    talk("use solved")
    error = talk.error("near york-new")
    assert error.message.endswith("It is seen 0 times in town as a phrase.")
    assert error.hint.startswith("For a difference put spaces: york - new.")


def test_names_that_count_as_another_are_known_and_said(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("林黛玉 = 黛玉 = 颦儿\n", "utf-8")
    (tmp_path / "tale.txt").write_text("林黛玉笑了，宝玉看见黛玉。颦儿来了，宝玉走了，花开了。\n" * 30, "utf-8")
    talk(f"load {quoted(str(tmp_path / 'tale.txt'))} --user-dict {quoted(str(tmp_path / 'names.txt'))} --name tale")
    talk("train spectral --dim 3 --sample 0 --name called")
    for name in ("黛玉", "颦儿", "顰兒"):
        assert talk(f"vec {name}").word == talk(f"dist {name} 宝玉").a == "林黛玉"
        assert talk(f"near {name}").rows == talk("near 林黛玉").rows
    assert "黛玉 counts as 林黛玉 here." in talk.notes.getvalue()
    assert "林黛玉 counts" not in talk.notes.getvalue()
    test = tmp_path / "pairs.txt"
    test.write_text("顰兒 寶玉 3\n黛玉 看见 1\n了 寶玉 2\n林黛玉 宝玉 3\n", "utf-8")
    answer = talk(f"evaluate {quoted(str(test))}")
    assert (answer.rows[0].covered, answer.rows[0].questions) == (4, 4)
    assert "pairs: 3 words found in another spelling, such as 顰兒 as 林黛玉" in answer.notes
    test.write_bytes("顰兒 寶玉 3\n黛玉 看见 1\n了 寶玉 2\n林黛玉 宝玉 3\n".encode("gb18030"))
    compared = talk(f"compare called --tests {quoted(str(test))} --encoding gb18030")
    assert compared.rows[0].coverage == {"pairs": 1.0}
    assert talk.error("compare called --encoding gb18030").code == "unknown-option"
