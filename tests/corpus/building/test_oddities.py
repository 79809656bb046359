"""Letters decoded wrongly, stray letters of another script and mixed Chinese are seen, counted and explained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.building.examining.oddities import odd_places, words_at
from embrepl.corpus.report import Report
from embrepl.corpus.words.characters import code_points
from tests.helpers.many_languages import PARAGRAPHS
from tests.helpers.stores import make

FRENCH, RUSSIAN, ENGLISH = (PARAGRAPHS[name][0] for name in ("French", "Russian", "English"))


def read(folder: Path, data: bytes | str, **options: object) -> Report:
    (folder / "a.txt").write_bytes(data if isinstance(data, bytes) else data.encode())
    return make(folder, folder / "a.txt", **options).report


def mixed(report: Report) -> list[str]:
    return [note for note in report.notes if "characters among" in note]


def reason(report: Report) -> str:
    return report.suspicious[0][1] if report.suspicious else ""


def odd_words(text: str) -> tuple[list[str], list[str], list[str]]:
    points = code_points(text)
    odd = odd_places(points, np.flatnonzero(points >= 0x80))
    garbled, misplaced, stray = (words_at(points, places) for places in (odd.garbled, odd.misplaced, odd.stray))
    return garbled, misplaced, stray


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_nothing_is_odd_in_good_text(tmp_path: Path, language: str) -> None:
    report = read(tmp_path, PARAGRAPHS[language][0] * 9)
    assert (report.suspicious, mixed(report)) == ((), [])


GOOD = """
L·lull i col·lecció, 1º y 2ª, m², 25 °C, n°3, §5
«Да» — СССР… Сім’я Сергія, Сјај, Рік
don´t McDonald iPhone
T恤 A股 α-helix TGFβ kΩ 5 µm
„Ja“, sagte er ‚so‘
他说“Привет，мир”。
été, Noël, Œuvre, ŒUVRE, ÎLE, ÁÉÍ áéí
"""


@pytest.mark.parametrize("text", GOOD.strip().split("\n"))
def test_what_texts_hold_is_not_odd(text: str) -> None:
    assert odd_words(text) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "right", "wrong", "words"),
    [
        (FRENCH, "utf-8", "cp1252", "as in chÃ¢teau for château: UTF-8 read as Windows-1252 and saved again"),
        (FRENCH, "utf-8", "mac_roman", "as in ch√¢teau for château: UTF-8 read as Mac Roman and saved again"),
        (FRENCH, "utf-8", "cp437", "UTF-8 read as cp437 and saved again"),
        (RUSSIAN, "utf-8", "cp1251", "as in РЎС‚Р°СЂС‹Р№ for Старый: UTF-8 read as Windows-1251 and saved again"),
        (RUSSIAN, "utf-8", "latin-1", "for Старый: UTF-8 read as"),
        ("it’s what they’re and don’t\n" * 9, "utf-8", "gbk", "as in it鈥檚 for it’s: UTF-8 read as GBK"),
        (ENGLISH * 2, "cp1252", "latin-1", "looks like Windows-1252 read as Latin-1 and saved again"),
        (FRENCH, "mac_roman", "latin-1", "as in ch\x89teau for château: looks like Mac Roman read as Latin-1"),
        (FRENCH, "cp850", "latin-1", "as in ch\x83teau for château: looks like cp850 read as Latin-1"),
        (RUSSIAN, "cp1251", "latin-1", "as in Ñòàðûé for Старый: looks like Windows-1251 read as Latin-1"),
        (RUSSIAN, "koi8_r", "cp1251", "looks like KOI8-R read as Windows-1251"),
    ],
)
def test_text_that_was_decoded_wrongly_before(tmp_path: Path, text: str, right: str, wrong: str, words: str) -> None:
    said = reason(read(tmp_path, text.encode(right).decode(wrong, "replace")))
    assert words in said
    assert "find a better copy" in said


def test_text_that_is_decoded_wrongly_here(tmp_path: Path) -> None:
    data = (FRENCH * 10).encode("mac_roman")
    said = reason(read(tmp_path, data, encoding="latin-1"))
    assert said == (
        "270 letters decoded wrongly, as in ch\x89teau for château: looks like Mac Roman read as Latin-1; "
        "`--encoding mac-roman` mends it"
    )
    assert reason(read(tmp_path, data, encoding="mac-roman")) == ""
    assert reason(read(tmp_path, data)) == ""


def test_few_wrong_letters_in_a_long_text_are_told(tmp_path: Path) -> None:
    text = "plain words of a text\n" * 200_000 + "neither\x97and it\x92s the end\n" * 300
    assert reason(read(tmp_path, text)).startswith("600 letters decoded wrongly, as in neither\x97and for neither—and")


def test_letters_of_another_script(tmp_path: Path) -> None:
    latin = ENGLISH.replace("o", "о") * 2
    assert reason(read(tmp_path, latin)).endswith("Cyrillic letters among Latin ones, as in stооd")
    chinese = '身上穿着大红洋缎窄Ё袄，外罩五彩刻丝石青银鼠褂，下着翡翠撒花洋绉裙。\n只听"Г"的一声，衣裙ъл，渐入。\n' * 9
    assert reason(read(tmp_path, chinese)) == "36 Cyrillic letters among Chinese ones, as in 洋缎窄Ё袄，外"


def test_one_stray_letter_of_a_short_text_is_told(tmp_path: Path) -> None:
    text = "The c\u0430t sat by the mill.\n"
    assert reason(read(tmp_path, text)) == "1 Cyrillic letter among Latin ones, as in c\u0430t"
    assert reason(read(tmp_path, text + "The mill stands.\n" * 2000)) == ""


def test_mixed_chinese_characters_are_told_with_the_option(tmp_path: Path) -> None:
    text = "他们来到这里以后说话，后来的事没有人知道。\n" * 30 + "三日之後，衆人都来了。\n" * 20
    (note,) = mixed(read(tmp_path, text))
    assert note == (
        "40 traditional characters among simplified ones, as 20 後 beside 60 后: `--han simplified` counts them as one"
    )
    assert mixed(read(tmp_path, text, han="simplified")) == []
    traditional = "他們來到這裡以後說話，皇后的事沒有人知道。\n" * 30
    assert mixed(read(tmp_path, traditional)) == []
    (note,) = mixed(read(tmp_path, traditional + "他们来到这里，說了話。\n" * 9))
    assert note.startswith("27 simplified characters among traditional ones, as 30 ")
    assert "`--han traditional`" in note


def test_simplified_characters_that_traditional_texts_have_too_are_told_by_their_neighbours(tmp_path: Path) -> None:
    text = "他們後來說，皇后走了十里路。三天以後，她在城裡說話。\n" * 10
    assert not [note for note in read(tmp_path, text).notes if "among" in note]
    mixed = text + "后來他們說話，這里有人。\n" * 8
    (note,) = [note for note in read(tmp_path, mixed).notes if "among" in note]
    assert note == (
        "16 simplified characters among traditional ones, as 20 後 beside 8 后: `--han traditional` counts them as one"
    )
    assert not [note for note in read(tmp_path, mixed, han="traditional").notes if "among" in note]


def test_japanese_is_no_mixture(tmp_path: Path) -> None:
    assert read(tmp_path, "水車のそばに東京の電車が来た。\n" * 50).notes == ()
    assert read(tmp_path, "この国の学校に来た。会議の後、電車で帰る。図書館で読書をする。\n" * 50).notes == ()


@given(st.text(st.sampled_from("aé\x92ÃÂ©Дя中，后Œ ŽÐ°\n"), max_size=40))
def test_places_are_those_of_a_plain_search(text: str) -> None:
    points = code_points(text)
    odd = odd_places(points, np.flatnonzero(points >= 0x80))
    controls = [place for place, letter in enumerate(text) if "\x80" <= letter < "\xa0"]
    assert {place for place in controls if not (place and text[place - 1] in "中，后")} <= set(odd.misplaced.tolist())
    mojibake = [place for place in range(len(text) - 1) if text[place] in "ÃÂ" and text[place + 1] in "©°\x92"]
    assert set(mojibake) <= set(odd.garbled.tolist())
    assert all(
        0 <= place < len(text) for places in (odd.garbled, odd.misplaced, odd.stray) for place in places.tolist()
    )
