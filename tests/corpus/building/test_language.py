"""The language of a corpus, by the words that only one language has so many of."""

from pathlib import Path

import numpy as np
import pytest

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
        "unknown": "ich weiß es nicht " * 9,
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
