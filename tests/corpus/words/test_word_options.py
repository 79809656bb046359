"""What becomes of words: numbers, accents, hyphens, joiners, both ways of writing Chinese, names, Japanese."""

import csv
import gzip
import os
from itertools import islice
from pathlib import Path

import pytest

from embrepl.corpus.building.build import build
from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.characters import Characters
from embrepl.corpus.words.chinese.segmenter import segmenter
from embrepl.corpus.words.chinese.user_names import user_names
from embrepl.corpus.words.tokeniser import tokenise
from embrepl.errors import EmbreplError
from tests.helpers.plain.words import reference, tools, vectorised
from tests.helpers.stores import check_arrays


def words(text: str, **options: str) -> list[str]:
    return [word for _, word in vectorised(text, ReadOptions(**options))]


def made(folder: Path, text: str, **options: str) -> Corpus:
    (folder / "a.txt").write_text(text, "utf-8")
    build([str(folder / "a.txt")], ReadOptions(**options), folder / "store", lambda _: None, lambda: False)
    corpus = Corpus.open(folder / "store")
    check_arrays(corpus)
    return corpus


@pytest.mark.parametrize(
    ("given", "kept", "split"),
    [
        ("a well-known fact", "a well-known fact", "a well known fact"),
        ("mother‑in‐law -- yes- -no", "mother-in-law yes no", "mother in law yes no"),
        ("1939-1945, covid-19, 7-year-old", "1939 1945 covid-19 7-year-old", "1939 1945 covid 19 7 year old"),
    ],
)
def test_hyphens_join_inside_words_but_not_between_digits(given: str, kept: str, split: str) -> None:
    assert words(given) == kept.split()
    assert words(given, hyphens="split") == split.split()


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("keep", "in 1994 pi was 3.14 1,000 of b52s in the 1980s end 5 ٣٫٥"),
        ("drop", "in pi was of b52s in the 1980s end"),
        ("fold", "in 0000 pi was 0.00 0,000 of b52s in the 1980s end 0 0٫0"),
    ],
)
def test_numbers_are_kept_dropped_or_folded(numbers: str, expected: str) -> None:
    text = "In 1994, pi was 3.14; 1,000 of B52s in the 1980s. End.5 ٣٫٥"
    assert words(text, numbers=numbers) == expected.split()


def test_accents_are_folded_on_request_however_they_are_written() -> None:
    assert words("Été e\u0301te\u0301 Ærø ёлка हिन्दी が", accents="fold") == [
        "ete",
        "ete",
        "ærø",
        "елка",
        "हिन्दी",
        "が",
    ]
    assert words("Été") == ["été"]


def test_what_has_no_width_splits_no_word_and_is_no_part_of_it() -> None:
    text = "co\u00adoper\u00adate می\u200cروم \u2060x\u200e two\u200bwords 葛\U000e0100城"
    assert words(text) == ["cooperate", "میروم", "x", "two", "words", "葛城"]
    assert [text[place] for place, _ in vectorised(text, ReadOptions())] == [*"cمxtw葛"]


def test_places_in_the_store_are_those_of_the_original(tmp_path: Path) -> None:
    text = "一\u00ad 1,000 né\u00ade\u0301 Zwölf-\u00adender 12 頭髮"
    corpus = made(tmp_path, text, numbers="drop", accents="fold", han="simplified")
    data = bytes(corpus.text).decode()
    assert data == text
    at = [len(bytes(corpus.text[:start]).decode()) for start in corpus.starts.tolist()]
    assert [corpus.words[number] for number in corpus.ids.tolist()] == ["一", "nee", "zwolf-ender", "头发"]
    assert [text[place:][:2] for place in at] == ["一\u00ad", "né", "Zw", "頭髮"]


def test_chinese_is_unified_one_character_for_one() -> None:
    text = "歷史 历史 頭髮 头发"
    assert words(text, han="simplified") == ["历史", "历史", "头发", "头发"]
    assert words(text, han="traditional") == ["歷史", "歷史", "頭發", "頭發"]
    assert words(text) == ["歷史", "历史", "頭髮", "头发"]


def test_traditional_text_is_segmented_as_its_simplified_form() -> None:
    simplified, traditional = "我们在台湾大学学习计算机科学", "我們在臺灣大學學習計算機科學"
    assert words(traditional, han="simplified") == words(simplified)
    assert [len(word) for word in words(traditional, han="traditional")] == [len(word) for word in words(simplified)]


def test_units_of_characters() -> None:
    text = "红楼梦 cut-up 東京タワーは กำลัง"
    expected = ["红", "楼", "梦", "cut-up", *"東京タワーは", "ก", "ำ", "ล\u0e31", "ง"]
    assert words(text, units="char") == expected


def test_japanese_is_split_where_its_scripts_meet() -> None:
    assert words("東京都知事はカレーライスをらーめんＡＢＣと比較した。") == [
        *("東京都知事", "は", "カレーライス", "をらーめん", "abc", "と", "比較", "した"),
    ]


def test_one_kana_in_a_chinese_line_does_not_make_it_japanese() -> None:
    chinese = "贾宝玉和林黛玉都喜欢在花园里读书の时候"
    assert words(chinese) == ["贾宝玉", "和", "林黛玉", "都", *words("喜欢在花园里读书"), "の", "时候"]
    assert words("贾宝玉和林黛玉\nこれは日本語です") == ["贾宝玉", "和", "林黛玉", "これは", "日本語", "です"]


def test_names_of_ones_own_are_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("\ufeff# names\n宋江\n孔明 200000 nr\n\n豬八戒 nr\n", "utf-8")
    assert list(user_names(str(path)).names) == ["宋江", "孔明", "豬八戒"]
    text = "宋江道，孔明曰"
    assert made(tmp_path, text).words == ["孔明曰", "宋江道"]
    corpus = made(tmp_path, text, user_dict=str(path))
    assert [corpus.words[number] for number in corpus.ids.tolist()] == ["宋江", "道", "孔明", "曰"]
    assert corpus.report.options.user_dict == str(path)
    assert made(tmp_path, text, user_dict=str(path)).hash == corpus.hash


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "big5", "utf-16"])
def test_a_dictionary_in_any_encoding_with_a_line_that_is_none(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "names.txt"
    path.write_bytes("宋江\nNew York\n孔明?\n武松\n".encode(encoding))
    corpus = made(tmp_path, "宋江道", user_dict=str(path))
    assert corpus.words == ["宋江", "道"]
    (note,) = corpus.report.notes
    assert note.startswith("2 names in the user dictionary, 1 of them found in the text; 2 lines left out: in line 2 ")
    assert "'New York' is more than one word" in note


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("宋江!", "line 1 '宋江!' has the sign !"),
        ("宋江 孔明", "'宋江 孔明' is more than one word"),
        ("宋江 = ", "a name is missing"),
        (b"\0\1\2\3\0\0", "not text"),
        ("# names\n\n", "has no name"),
        (None, "cannot be read"),
    ],
)
def test_a_bad_dictionary_is_reported(tmp_path: Path, data: str | bytes | None, said: str) -> None:
    path = tmp_path / "names.txt"
    if data is not None:
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(EmbreplError) as caught:
        made(tmp_path, "宋江", user_dict=str(path))
    assert caught.value.code == "bad-user-dict"
    assert said in caught.value.message


def test_a_dictionary_that_is_a_named_pipe_never_makes_us_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(EmbreplError, match="is a named pipe") as caught:
        user_names(str(tmp_path / "pipe"))
    assert caught.value.code == "bad-user-dict"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("cafe\u0301", "caf\u00e9"), ("vie\u0323\u0302t", "vi\u1ec7t"), ("vie\u0302\u0323t", "vi\u1ec7t"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"), ("か\u3099", "が"), ("\u212bngström", "ångström"),
        ("\ufb01rst", "first"), ("a\ufb00e", "affe"), ("ＫＩＮＧ", "king"), ("１９９４", "1994"),
        ("\u0958\u0932\u092e", "\u0915\u093c\u0932\u092e"), ("\ufefb", "\u0644\u0627"),
    ],
)  # fmt: skip
def test_a_word_has_one_spelling_and_its_place_in_the_text(tmp_path: Path, written: str, word: str) -> None:
    text = f"a\u0301 {written} \u00df {written}, z\ufb03 {word} {word}."
    corpus = made(tmp_path, text)
    assert corpus.counts[corpus.index[word]] == 4
    hits = Concordance(corpus).find(written)
    assert hits.total == Concordance(corpus).find(word).total == 4
    lines = Concordance(corpus).lines(hits.first(), 3, 3)
    assert [line.match for line in lines] == [written, written, word, word]
    assert [line.right for line in lines] == [" \u00df ", ", z", f" {word}."[:3], "."]
    assert text.endswith(bytes(corpus.text[int(corpus.starts[-1]) :]).decode())


def test_zeros_for_digits_leave_every_word_in_its_place(tmp_path: Path) -> None:
    corpus = made(tmp_path, "٣٤ é last", numbers="fold")
    assert corpus.words == ["00", "last", "é"]
    assert bytes(corpus.text[int(corpus.starts[2]) :]).decode() == "last"


@pytest.mark.parametrize("name", ["hyphens", "numbers", "accents", "han", "units", "phrases"])
def test_an_unknown_choice_is_reported(tmp_path: Path, name: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        made(tmp_path, "x", **{name: "perhaps"})
    assert caught.value.code == f"unknown-{name}"


REAL = [
    ReadOptions(addresses="keep"),
    ReadOptions(case="keep", hyphens="split", numbers="drop", accents="fold", han="simplified", addresses="keep"),
    ReadOptions(numbers="fold", han="traditional", units="char", hyphens="join", addresses="keep"),
]


@pytest.mark.parametrize("options", REAL)
def test_real_reviews_equal_the_reference(shared: Path, options: ReadOptions) -> None:
    with gzip.open(shared / "data" / "en" / "reviews.csv.gz", "rt", encoding="utf-8", newline="") as file:
        text = "\n".join(row["text"] for row in islice(csv.DictReader(file), 0, 12_000, 100))
    assert vectorised(text, options) == reference(text, options)


@pytest.mark.parametrize("options", REAL)
@pytest.mark.parametrize("novel", ["红楼梦", "水浒传"])
def test_real_novels_equal_the_reference(shared: Path, novel: str, options: ReadOptions) -> None:
    text = (shared / "data" / "zh" / f"{novel}.txt").read_text("utf-8")[100_000:120_000]
    assert vectorised(text, options) == reference(text, options)


def test_tokens_without_dropped_characters_share_the_text() -> None:
    text = "plain words"
    tokens = tokenise(text, tools(ReadOptions()), segmenter(Characters()))
    assert tokens.text is text
    assert tokens.places is tokens.starts
