"""The language of a corpus, by the words that only one language has so many of."""

from pathlib import Path

import numpy as np
import pytest

from tests.helpers.many_languages import PARAGRAPHS
from tests.helpers.places import SHARED as SHARED_FOLDER
from tests.helpers.stores import make, written

SHARED = SHARED_FOLDER / "data"
STORY = (
    "The river flows to the sea.\nIt’s the longest RIVER of all, and the sea is deep — né en été. 贾宝玉和林黛玉看书。"
)


def test_language_is_known_by_its_commonest_words(tmp_path: Path) -> None:
    english, chinese = STORY.split("贾", 1)[0], "却说孙悟空与猪八戒同去西天取经。\n" * 20
    texts = {
        "English": english,
        "Chinese": chinese,
        "mixed": english * 5 + chinese,
        "German": "ich weiß es nicht " * 9,
        "Japanese": "これは日本語の文です。\n" * 9,
        "Korean": "모든 인간은 태어날 때부터 자유로우며 " * 9,
        "unknown": "lorem dolor amet elit " * 9,
    }
    for language, text in texts.items():
        assert make(tmp_path, written(tmp_path / "a.txt", text)).report.language == language


def test_the_novels_are_chinese(tmp_path: Path) -> None:
    path = SHARED / "zh" / "三国演义.txt"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    report = make(tmp_path, path).report
    assert (report.language, report.han_share > 0.99, len(report.sample_lines)) == ("Chinese", True, 3)
    assert " / " in report.sample_lines[0]


def test_the_encyclopedia_is_english(tmp_path: Path) -> None:
    path = SHARED / "en" / "encyclopedia.txt.gz"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    corpus = make(tmp_path, path)
    assert (corpus.report.language, corpus.report.sample_lines) == ("English", ())
    assert np.array_equal(np.sort(corpus.counts)[::-1], corpus.counts)


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_the_language_of_a_paragraph(tmp_path: Path, language: str) -> None:
    """The commonest encoding of each language, so that Latin-1 French is French."""
    text, encodings = PARAGRAPHS[language]
    (tmp_path / "a.txt").write_bytes((text * 9).encode(encodings[0], "ignore"))
    report = make(tmp_path, tmp_path / "a.txt").report
    assert (report.language, report.languages) == (language, {language: 1})


def test_the_languages_of_many_files_in_one_batch(tmp_path: Path) -> None:
    names = ["French", "Polish", "Russian"]
    for number in range(600):
        text, encodings = PARAGRAPHS[names[number % 3]]
        (tmp_path / f"{number:03}.txt").write_bytes(text.encode(encodings[0]))
    assert make(tmp_path, *sorted(tmp_path.glob("*.txt"))).report.languages == dict.fromkeys(names, 200)


def test_a_long_file_has_one_language(tmp_path: Path) -> None:
    text = (PARAGRAPHS["Italian"][0] + "\n") * 3000
    report = make(tmp_path, written(tmp_path / "a.txt", text), written(tmp_path / "b.txt", text)).report
    assert report.languages == {"Italian": 2}
