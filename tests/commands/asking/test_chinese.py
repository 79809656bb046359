"""Texts without spaces, found wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.words.chinese.segmenter import Segmenter
from tests.commands.asking.questions import CHINESE
from tests.helpers.sessions import Talk, shown
from tests.helpers.texts import asking, at_spaces, corpus_of


def test_chinese_is_counted_wherever_it_stands(talk: Talk) -> None:
    talk("use chinese")
    counts = {row.query: row.count for row in talk("freq 黛玉 玉笑 玉 林黛玉笑").rows}
    assert counts == {word: CHINESE.count(word) for word in counts}
    for word, count in counts.items():
        answer = talk(f"kwic {word} 99")
        assert answer.hits == count
        assert {row.match for row in answer.rows} == {word}
        assert talk(f"disperse {word}").count == count


@pytest.mark.parametrize("typed", ["林 黛玉", "黛玉 笑", "林 黛 玉笑", "林\u3000黛玉"])
def test_chinese_typed_with_spaces_is_found_as_without(talk: Talk, typed: str) -> None:
    talk("use chinese")
    together = "".join(typed.split())
    (row,) = talk(f'freq "{typed}"').rows
    assert row.count == talk(f"freq {together}").rows[0].count == CHINESE.count(together) > 0
    assert talk(f'kwic "{typed}" 99 --sort R1').rows == talk(f"kwic {together} 99 --sort R1").rows
    assert talk(f'disperse "{typed}"').count == row.count


def test_a_hit_over_the_end_of_a_line(tmp_path: Path) -> None:
    text = "他叫黛玉。\n他看见灰黛\n\n    玉说话。是黛\n    玉吗？"
    talk = asking(text=corpus_of(tmp_path, {"a.txt": text}))
    answer = talk("kwic 黛玉 --left 2 --right 2")
    assert [row.match for row in answer.rows] == ["黛玉", "黛\n\n    玉", "黛\n    玉"]
    assert [(row.left, row.right) for row in answer.rows][1:] == [("见灰", "说话"), ("。是", "吗？")]
    printed = shown(answer)
    assert printed.count("  黛 玉  ") == 2
    assert "黛玉   。" in printed  # one cell wider, for the space


def test_a_text_within_longer_words_is_noted(talk: Talk) -> None:
    talk("use chinese")
    words = talk.session.corpus
    own = words.counts[words.index["黛玉"]]
    note = talk("freq 黛玉").rows[0].note
    assert note.startswith(f"as a word {own} · in longer words {8 - own} (林黛玉")
    assert note.endswith("a --user-dict with the name keeps it whole")
    for line in ("colloc 黛玉", "ngrams 2 --with 黛玉", "disperse 黛玉"):
        assert talk(line).note == note
        assert "in longer words" in shown(talk(line))
    talk("use novel")
    assert not talk("colloc king").note


def test_the_rest_of_a_longer_word_is_a_neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Segmenter, "lengths", at_spaces)
    talk = asking(text=corpus_of(tmp_path, {"a.txt": "黛玉道 来 黛玉 道 去 灰黛玉 又 " * 2}))
    rows = {row.word: (row.left, row.right) for row in talk("colloc 黛玉 --window 1 --min-count 1").rows}
    assert rows["道"] == (0, 4)
    assert "灰" not in rows  # no word of the text
    assert rows["去"] == (2, 0)


def test_a_list_of_names_is_advised_once_and_for_names_alone(talk: Talk) -> None:
    talk("use chinese")
    notes = [row.note for row in talk("freq 黛玉 林黛 玉笑 玉").rows]
    assert sum("--user-dict" in note for note in notes) == 1
    assert "--user-dict" not in talk("disperse 玉笑").note


def test_characters_are_called_so(tmp_path: Path) -> None:
    talk = asking(text=corpus_of(tmp_path, {"a.txt": CHINESE}, ReadOptions(units="char")))
    words = talk.session.corpus.report.tokens
    for line in ("freq 黛玉 玉", "top 3"):
        assert f"{words} characters" in shown(talk(line))
        assert "word" not in shown(talk(line))
    assert "within 5 characters" in shown(talk("colloc 黛玉"))
    assert "runs of 2 characters" in shown(talk("ngrams 2"))
    assert not talk("freq 黛玉").rows[0].note
    (row,) = talk("freq 玉").rows
    assert (row.count, row.as_word) == (CHINESE.count("玉"), CHINESE.count("玉"))


def test_a_pattern_says_that_it_is_of_whole_words(talk: Talk) -> None:
    talk("use chinese")
    found, fits = talk("freq 黛玉 *黛玉*").rows
    assert found.count >= fits.count > 0
    assert "whole words that fit; 黛玉 without the signs is found inside and across words too" in fits.note
    assert "whole words" not in talk("freq king*").rows[0].note
