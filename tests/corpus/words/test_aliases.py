"""Names that a person's list sets equal: counted as one, shown as they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.report import Report
from tests.helpers.texts import asking, corpus_of

TEXT = "林黛玉笑了。黛玉道：颦儿来，宝玉见颦儿，\n黛玉走了。Elizabeth and Lizzy."
LIST = "林黛玉 = 黛玉 = 颦儿\n宝玉\nElizabeth = Lizzy\n"


def options_of(folder: Path, text: str) -> ReadOptions:
    path = folder / "names.txt"
    path.write_text(text, "utf-8")
    return ReadOptions(user_dict=str(path))


def test_aliases_count_as_one(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": TEXT}, options_of(tmp_path, LIST))
    counts = dict(zip(corpus.words, corpus.counts.tolist(), strict=True))
    assert (counts["林黛玉"], counts["宝玉"], counts["elizabeth"]) == (5, 1, 2)
    assert not {"黛玉", "颦儿", "lizzy"} & set(counts)
    assert sum(counts.values()) == corpus.report.tokens
    assert corpus.report.aliases == {"黛玉": "林黛玉", "颦儿": "林黛玉", "lizzy": "elizabeth"}
    assert Report.from_json(corpus.report.to_json()).aliases == corpus.report.aliases
    (note,) = corpus.report.notes
    assert note == "6 names in the user dictionary, 6 of them found in the text, 3 names counted as another"


def test_a_name_that_no_text_has_is_no_word(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a.txt": "宝玉来了。"}, options_of(tmp_path, LIST))
    assert not {"林黛玉", "elizabeth"} & set(corpus.words)
    assert corpus.report.notes[0].startswith("6 names in the user dictionary, 1 of them found")


@pytest.mark.parametrize(
    "more", [{}, {"phrases": "npmi", "phrase_threshold": 0.1, "phrase_min_count": 1}, {"han": "traditional"}]
)
def test_whichever_name_is_typed_all_are_found_and_shown_as_they_stand(tmp_path: Path, more: dict[str, Any]) -> None:
    options = replace(options_of(tmp_path, LIST), **more)
    talk = asking(text=corpus_of(tmp_path, {"a.txt": TEXT}, options))
    for name in ("林黛玉", "黛玉", "颦儿"):
        (row,) = talk(f"freq {name}").rows
        assert row.count == 5
        assert re.match("counted as 林黛玉, with (黛玉|颦儿)" if not more.get("han") else "counted as ", row.note)
        lines = talk(f"kwic {name}").rows
        assert [line.match for line in lines] == ["林黛玉", "黛玉", "颦儿", "颦儿", "黛玉"]
        assert [line.right[:1] for line in lines] == ["笑", "道", "来", "，", "走"]
    assert talk("freq lizzy").rows[0].count == 2


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["林黛玉", "黛玉", "颦儿", "宝玉", "，", "。", " ", "笑", "lizzy "]), min_size=1))
def test_the_count_is_that_of_all_the_names(tmp_path: Path, parts: list[str]) -> None:
    text = "他" + "".join(parts)
    corpus = corpus_of(tmp_path, {"a.txt": text}, options_of(tmp_path, LIST))
    number = corpus.index.get("林黛玉")
    names = re.findall("林黛玉|黛玉|颦儿", text)
    assert (0 if number is None else corpus.counts[number]) == len(names)
    if names:
        assert [line.match for line in asking(text=corpus)("kwic 黛玉 99").rows] == names


def test_a_name_with_a_sign_is_asked_for_as_it_is_written(tmp_path: Path) -> None:
    text = "T恤和5G网络。安娜·卡列尼娜走了，安娜来了。2023年，安娜·卡列尼娜来了3.5万次。"
    phrases = {"phrases": "npmi", "phrase_threshold": 0.1, "phrase_min_count": 1}
    for more in ({}, phrases):
        options = replace(options_of(tmp_path, "安娜·卡列尼娜\n"), **more)
        talk = asking(text=corpus_of(tmp_path, {"a.txt": text}, options))
        counts = {"安娜·卡列尼娜": 2, "卡列尼娜": 2, "安娜": 3, "t恤": 1, "5G网络": 1, "2023年": 1, "3.5万": 1}
        for name, count in counts.items():
            assert talk(f"freq {name}").rows[0].count == count, name
        assert [line.match for line in talk("kwic 安娜·卡列尼娜").rows] == ["安娜·卡列尼娜"] * 2


def test_a_part_of_a_name_is_not_found_where_another_name_stands(tmp_path: Path) -> None:
    talk = asking(text=corpus_of(tmp_path, {"a.txt": TEXT + "林中有玉。林黛玉笑。"}, options_of(tmp_path, LIST)))
    for part, matches in {"林": 3, "林黛": 2, "玉笑": 2, "黛玉笑": 2}.items():
        (row,) = talk(f"freq {part}").rows
        assert row.count == matches, part
        assert "not looked for inside the names that count as 林黛玉" in row.note or part.endswith("笑")
        assert {line.match for line in talk(f"kwic {part}").rows} == {part}
