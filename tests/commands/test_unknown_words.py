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
        result("train spectral --dim 4 --min-count 3 --name solved")
        result(f"train pretrained --file {quoted(str(folder / 'few.vec'))} --min-count 3 --name given")
        result(f"open {quoted(str(folder / 'few.vec'))} --name opened")
        yield result


@pytest.mark.parametrize(
    ("model", "word", "sentence"),
    [
        ("solved", "boat", "It is seen once in town."),
        ("solved", "boot", "It is not in town."),
        ("solved", "new york", "It is seen 12 times in town as a phrase."),
        ("solved", "the boat", "It is seen 0 times in town as a phrase."),
        ("solved", "boot york", "It is seen 0 times in town as a phrase."),
        ("solved", "爱北京天安", "It is seen 2 times in town, but not as a word of its own."),
        ("solved", "爱北京人", "It is not in town."),
        ("given", "york", "It is seen 12 times in town, but has no vector in few.vec."),
        ("given", "boat", "It is seen once in town."),
    ],
)
def test_how_often_the_text_has_it(talk: Talk, model: str, word: str, sentence: str) -> None:
    talk(f"use {model}")
    for line in (f"near {quoted(word)}", f"vec {quoted(word)}", f"dist king {quoted(word)}"):
        error = talk.error(line)
        assert error.code == "unknown-word"
        assert error.message.startswith(f"'{word}' is not among the ")
        assert error.message.endswith(sentence)


@pytest.mark.parametrize(("word", "said"), [("boat", True), ("new york", True), ("boot", False), ("/^bo/", False)])
def test_no_vector_comes_from_the_places_of_a_word(talk: Talk, word: str, said: bool) -> None:
    talk("use solved")
    assert ("none is made from the places of a phrase" in talk.error(f"near {quoted(word)}").hint) == said


def test_words_with_a_hyphen_between_them_are_a_phrase(talk: Talk) -> None:
    talk("use solved")
    for word in ("New-York", "NEW_YORK"):
        error = talk.error(f"vec {word}")
        assert error.message.endswith("It is seen 12 times in town as a phrase.")
        assert "--user-dict" not in error.hint


def test_an_expression_is_no_word(talk: Talk) -> None:
    talk("use solved")
    error = talk.error("near /^bo/")
    assert error.message == "No word of solved matches /^bo/. Words that match it are seen once in town."
    assert error.hint == "`find /^bo/` shows the words that match it."


@pytest.mark.parametrize(
    ("model", "word", "helps"),
    [
        ("solved", "boat", True),
        ("solved", "boot", False),
        ("solved", "new york", False),
        ("given", "boat", False),
        ("given", "york", False),
        ("opened", "boat", False),
    ],
)
def test_a_lower_min_count_is_advised_where_it_helps(talk: Talk, model: str, word: str, helps: bool) -> None:
    talk(f"use {model}")
    assert ("A lower --min-count keeps rarer words." in talk.error(f"near {quoted(word)}").hint) == helps


def test_of_opened_vectors_nothing_is_counted(talk: Talk) -> None:
    talk("use opened")
    assert talk.error("near york").message == "'york' is not among the 2 words of opened."


@pytest.mark.parametrize(
    ("word", "helps"),
    [
        ("boat", "`train spectral --dim 4 --min-count 1`"),
        ("new york", "`near new + york`"),
        ("爱北京天安", "--user-dict"),
        ("boot", "No word here is spelt like it."),
    ],
)
def test_the_hint_names_what_helps(talk: Talk, word: str, helps: str) -> None:
    talk("use solved")
    assert helps in talk.error(f"near {quoted(word)}").hint


def test_a_word_that_the_file_lacks_or_that_is_too_rare(talk: Talk) -> None:
    talk("use given")
    assert "--min-count" not in talk.error("near york").hint
    assert "if few.vec has it" in talk.error("near boat").hint


@pytest.mark.parametrize("word", ["ＫＩＮＧ", "King", "ｋｉｎｇ"])
def test_a_word_in_another_spelling_is_found(talk: Talk, word: str) -> None:
    for model in ("solved", "opened"):
        talk(f"use {model}")
        assert talk(f"vec {word}").word == "king"
        assert talk(f"dist {word} queen").cosine == talk("dist king queen").cosine
    assert talk(f"near {word}").rows == talk("near king").rows


def test_vectors_of_the_other_script_are_found_and_said(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "names.vec").write_text("3 2\n孙悟空 0.5 1\n寶玉 0.25 -1\nnew_york 1 1\n", "utf-8")
    talk(f"open {quoted(str(tmp_path / 'names.vec'))} --name names")
    assert talk("vec 孫悟空").word == "孙悟空"
    assert "孫悟空 is written 孙悟空 here" in talk.notes.getvalue()
    assert talk("near 孫悟空 - 宝玉").rows[0].word == "new_york"
    assert talk('vec "new york"').word == "new_york"


def test_a_difference_without_spaces_is_counted_too(talk: Talk) -> None:
    talk("use solved")
    for line in ("near new-york", "near york-new"):
        error = talk.error(line)
        word = line.split()[1]
        times = talk(f"freq {word}").rows[0].count if word == "new-york" else 0
        assert error.message.endswith(f"It is seen {times} times in town as a phrase.")
        assert error.hint.startswith(f"For a difference put spaces: {word.replace('-', ' - ')}.")


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
