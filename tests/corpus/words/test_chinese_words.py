"""Words of Han: names that were listed, words with letters, numbers and dates, both ways of writing."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.chinese import candidates
from embrepl.corpus.words.chinese.names import Names
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.chinese.user_names import user_names
from embrepl.corpus.words.tokeniser import tokenise
from tests.corpus.words.test_word_options import made
from tests.helpers.plain.words import vectorised

LISTED = ("孔明", "宝钗", "林黛玉", "黛玉", "x光片", "安娜·卡列尼娜", "玉笑")


def words(text: str, **options: str) -> str:
    return " ".join(word for _, word in vectorised(text, ReadOptions(**options)))


@cache
def characters() -> Characters:
    return Characters()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("她穿着T恤去唱卡拉OK，t恤很新", "她 穿着 t恤 去 唱 卡拉ok t恤 很 新"),
        ("5G网络很快，他买了U盘和A股", "5g网络 很快 他 买 了 u盘 和 a股"),
        ("他写Python代码，在Word里打字", "他 写 python 代码 在 word 里 打字"),
        ("A股市场大涨，A股东大会", "a股 市场 大涨 a 股东大会"),
        ("哆啦A梦和大雄看阿Q正传，吃维生素C片", "哆啦a梦 和 大雄 看 阿q正传 吃 维生素c片"),
        ("从A到B，每个A都说阿Q", "从 a 到 b 每个 a 都 说 阿q"),
        ("AT恤 卡拉OKs 3D打印机", "at 恤 卡拉 oks 3d打印机"),
        ("Ｔ恤和Ｕ盘", "t恤 和 u盘"),
        ("去K歌，充Q币，双11，存在D盘，摔了D盘子", "去 k歌 充 q币 双11 存在 d盘 摔 了 d 盘子"),
        ("阿Q正传，4S店，B超检查", "阿q正传 4s店 b超 检查"),
    ],
)
def test_words_of_letters_and_han(text: str, expected: str) -> None:
    assert words(text) == expected


def test_words_of_letters_and_han_keep_their_case_and_their_place() -> None:
    assert words("T恤", case="keep") == "T恤"
    text = "一件 T恤。"
    assert [text[place] for place, _ in vectorised(text, ReadOptions())] == ["一", "T"]
    assert words("T恤", units="char") == "t 恤"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年5月1日", "2023年 5月 1日"),
        ("二〇二三年五月一日", "二〇二三年 五月 一日"),
        ("一九四九年十月", "一九四九年 十月"),
        ("3.5万人", "3.5万 人"),
        ("1,200亿元", "1,200亿 元"),
        ("第十二回", "第十二回"),
        ("第一百二十回", "第一百二十回"),
        ("第12章 第３节", "第12章 第3节"),
        ("第一部分", "第一 部分"),
        ("20%", "20"),
        ("三年级5年级", "三年级 5 年级"),
        ("20世纪90年代", "20世纪 90年代"),
        ("８月８日", "8月 8日"),
        ("二〇〇八", "二〇〇八"),
        ("５G手机 MP3播放器", "5g手机 mp3 播放器"),
    ],
)
def test_numbers_and_dates(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(("numbers", "expected"), [("drop", "年 月 万"), ("fold", "0000 年 0 月 0.0 万")])
def test_numbers_in_figures_stand_alone_where_they_are_dropped_or_folded(numbers: str, expected: str) -> None:
    assert words("2023年 5月 3.5万", numbers=numbers) == expected


def named(text: str) -> list[str]:
    tokens = tokenise(text, characters(), Segmenter(Names(LISTED)))
    spans = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    return [characters().fold(tokens.text[start:end]) for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("孔明乃天下奇才", "孔明 乃 天下 奇才"),
        ("宝钗笑道", "宝钗 笑 道"),
        ("林黛玉笑", "林黛玉 笑"),
        ("黛玉笑", "黛玉 笑"),
        ("孔明灯", "孔明 灯"),
        ("拍X光片，AX光片", "拍 x光片 ax 光片"),
        ("安娜·卡列尼娜走了", "安娜·卡列尼娜 走 了"),
        ("安娜•卡列尼娜、安娜・卡列尼娜", "安娜·卡列尼娜 安娜·卡列尼娜"),
        ("寶釵笑", "寶釵 笑"),
    ],
)
def test_a_listed_name_is_whole(text: str, expected: str) -> None:
    assert named(text) == expected.split()


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("孔明宝钗林黛玉笑道的x光片 安娜·卡列尼a1"), max_size=30))
def test_names_are_found_from_left_to_right_and_the_longest_first(text: str) -> None:
    tokens = tokenise(text, characters(), Segmenter(Names(LISTED)))
    expected, at = [], 0
    while at < len(text):
        fits = [name for name in LISTED if text.startswith(name, at)]
        if "x光片" in fits and text[at - 1 : at] in {"x", "a", "1"} and at:
            fits.remove("x光片")
        if fits:
            expected.append((at, at + max(map(len, fits))))
        at = expected[-1][1] if fits else at + 1
    found = set(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    assert found.issuperset(expected)


def test_a_list_in_either_writing_fits_a_text_in_either(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("孫行者\n宝钗\nX光片\n", "utf-8")
    text = "孙行者笑，孫行者笑，寶釵笑，宝钗笑，拍x光片"
    for han in ("keep", "simplified", "traditional"):
        corpus = made(tmp_path, text, user_dict=str(path), han=han)
        assert sum(len(word) == 3 for word in corpus.words) == (3 if han == "keep" else 2)
        assert corpus.counts[corpus.index["笑"]] == 4
        assert corpus.counts[corpus.index["x光片"]] == 1
    assert any("3 names in the user dictionary" in note for note in corpus.report.notes)


def test_what_may_follow_a_name(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("宋江 3 nr\n武松 nr\n孔明\t5\n林黛玉 = 黛玉 = 颦儿\n颦颦 ＝ 林黛玉\n宝玉 = 黛玉\n", "utf-8")
    names = user_names(str(path))
    assert list(names.names) == ["宋江", "武松", "孔明", "林黛玉", "黛玉", "颦儿", "颦颦"]
    assert names.aliases == dict.fromkeys(["黛玉", "颦儿", "林黛玉"], "颦颦")
    assert (names.left_out, names.first) == (1, "in line 6 '黛玉' counts as 颦颦 already")


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("乾隆皇帝在臺灣吃餅乾", "乾隆皇帝在台湾吃饼干"),
        ("我們學習計算機科學以後", "我们学习计算机科学以后"),
        ("魏徵徵求意見", "魏徵征求意见"),
    ],
)
def test_traditional_text_is_cut_as_simplified(traditional: str, simplified: str) -> None:
    assert list(map(len, words(traditional).split())) == list(map(len, words(simplified).split()))


def test_traditional_text_is_told_once(tmp_path: Path) -> None:
    notes = made(tmp_path, "我們在臺灣學習。我們以後再來。").report.notes
    assert notes == ("8 traditional characters: words were cut by their simplified forms",)
    assert not made(tmp_path, "我们在台湾学习。").report.notes
    assert not made(tmp_path, "東京の電車に乗る。").report.notes
    assert made(tmp_path, "他来了，們").report.notes == (
        "1 traditional character: words were cut by their simplified forms",
    )


def test_names_that_are_glued_to_verbs_are_suggested(tmp_path: Path) -> None:
    text = "黛玉道：好。黛玉笑了。黛玉，黛玉。宋江道。那人道。那人笑。那人。\n" * 6
    corpus = made(tmp_path, text)
    assert {"黛玉道", "黛玉"} < set(corpus.words) or {"宋江道"} < set(corpus.words)
    (note,) = corpus.report.notes
    assert note.startswith("names that are also cut with the word behind them, as in ")
    assert "--user-dict names.txt" in note
    path = tmp_path / "names.txt"
    path.write_text("黛玉\n宋江\n", "utf-8")
    assert len(made(tmp_path, text, user_dict=str(path)).report.notes) == 1


@pytest.mark.parametrize(
    ("counts", "names"),
    [
        ({"孔明": 9, "孔明曰": 4, "孔明笑": 3, "那人": 9, "那人道": 9, "那人笑": 9}, "孔明"),
        ({"孔明": 9, "孔明曰": 40}, ""),
        ({"孔明": 2, "孔明曰": 4, "孔明笑": 3}, ""),
        ({"玄德": 9, "玄德曰": 4, "玄德笑": 4, "孔明": 9, "孔明曰": 9, "孔明問": 9}, "孔明 玄德"),
    ],
)
def test_which_names_are_suggested(counts: dict[str, int], names: str) -> None:
    note = candidates.note(counts)
    assert (f": {names}; write" in note) if names else not note


def test_a_segmenter_that_was_used_can_be_handed_to_another_process() -> None:
    used = Segmenter()
    assert used.words("林黛玉笑道") == pickle.loads(pickle.dumps(used)).words("林黛玉笑道")  # noqa: S301 - what we wrote
