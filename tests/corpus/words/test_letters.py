"""Letters that are written in several ways: what becomes one word, in the scripts of the world."""

from pathlib import Path

import pytest

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.options import ReadOptions
from tests.corpus.words.test_word_options import made
from tests.helpers.plain.words import vectorised


def words(text: str, **options: str) -> list[str]:
    return [word for _, word in vectorised(text, ReadOptions(**options))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Η ΘΑΛΑΣΣΑ και η θαλασσα, ΤΟΠΟΣ και τοπος", "η θαλασσα και η θαλασσα τοπος και τοπος"),
        ("ΤΟΠΟΣ. τοποσ ΤΟΠΟΣ-ΧΡΟΝΟΣ σ' αυτο Σ.", "τοπος τοπος τοπος-χρονος σ αυτο σ"),
        ("ϑαλαϲϲα τοποϲ ΤΟΠΟϹ", "θαλασσα τοπος τοπος"),
        ("Пʼять п'ять п’ять п‘ять п`ять п´ять", "п'ять п'ять п'ять п'ять п'ять п'ять"),
        ("Oʻzbek O'zbek O‘zbek Oʼzbek", "o'zbek o'zbek o'zbek o'zbek"),
        ("‘quoted’ `code` 'tis", "quoted code tis"),
        ("Wiſdom wiſdom wisdom, bleſſed ﬅill ſtill", "wisdom wisdom wisdom blessed still still"),
        ("ĳs IJs ĲS, coŀlecció col·lecció, ŉ boek 'n boek", "ijs ijs ijs col·lecció col·lecció n boek n boek"),
        ("STRAẞE straße Straße", "straße straße straße"),
        ("Zu\u00adsam\u00admen zusammen, donau\u2060dampf", "zusammen zusammen donaudampf"),
        ("می\u200cروم میروم می‌روم", "میروم میروم میروم"),
        ("क्\u200dष हिन्दी में", "क्ष हिन्दी में"),
        ("भाषा\u202fऔर\u00a0शब्द", "भाषा और शब्द"),
        ("zero\u200bwidth, word\ufeffjoined, c\u034fgj", "zero width wordjoined cgj"),
        ("قلـــم قلم", "قلم قلم"),
        ("Ի՞նչ ինչ Ո՛չ ոչ", "ինչ ինչ ոչ ոչ"),
        ("I\u0307zmir i\u0307zmir izmir", "izmir izmir izmir"),
        ("i\u0307\u0300 ì į\u0307\u0301 į\u0301", "ì ì į\u0301 į\u0301"),
        ("Vie\u0323\u0302t Việt vie\u0302\u0323t", "việt việt việt"),
        ("\u1112\u1161\u11ab 한", "한 한"),
        ("MP3 5G 3D COVID-19 1990s 10th B52", "mp3 5g 3d covid-19 1990s 10th b52"),
        ("דברי־הימים צה״ל ר׳", "דברי הימים צה״ל ר"),
        ('צה"ל צה”ל "צה״ל" רַמְבָּ"ם', "צה״ל צה״ל צה״ל רַמְבָּ״ם"),
        ('ב"הארץ" "הארץ" אמר:"לא"', "ב הארץ הארץ אמר לא"),
        ("ג׳ירפה ג'ירפה ג’ירפה", "ג'ירפה ג'ירפה ג'ירפה"),
        ("coŀlecció col‧lecció col·lecció", "col·lecció col·lecció col·lecció"),
        ("ﷲ الله", "الله الله"),
    ],
)
def test_words_by_default(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قَلَمٌ قلم هٰذا هذا", "قلم قلم هذا هذا"),
        ("سَأَلَ سأل مُؤمن مؤمن آية", "سأل سأل مؤمن مؤمن آية"),
        ("שָׁלוֹם שלום בְּרֵאשִׁית בראשית", "שלום שלום בראשית בראשית"),
        ("हिन्दी ภาษา", "हिन्दी ภาษา"),
        ("Λόγος λογος ΛΌΓΟΣ", "λογος λογος λογος"),
        ("naïve Việt", "naive viet"),
    ],
)
def test_words_with_folded_accents(text: str, expected: str) -> None:
    assert words(text, accents="fold") == expected.split()


def test_vowel_signs_are_kept_unless_they_are_folded() -> None:
    assert words("قَلَم قلم") == ["قَلَم", "قلم"]
    assert words("שָׁלוֹם שלום")[1:] == ["שלום"]
    assert len(set(words("שָׁלוֹם שלום"))) == 2


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("turkish", "istanbul istanbul ışık ışık izmir izmir"),
        ("lower", "istanbul istanbul işik ışık izmir izmir"),
        ("keep", "İstanbul istanbul IŞIK ışık İzmir izmir"),
    ],
)
def test_the_turkish_i(case: str, expected: str) -> None:
    assert words("İstanbul istanbul IŞIK ışık İzmir i\u0307zmir", case=case) == expected.split()


def test_case_is_kept_with_sigmas_in_small_letters_only() -> None:
    assert words("ΤΟΠΟΣ Τοποσ τοποϲ", case="keep") == ["ΤΟΠΟΣ", "Τοπος", "τοπος"]


@pytest.mark.parametrize(
    ("text", "typed", "options"),
    [
        ("ΤΟΠΟΣ και τοπος", "ΤΟΠΟΣ", {}),
        ("п'ять пʼять", "Пʼять", {}),
        ("wiſe wise", "wiſe", {}),
        ("قلـم قلم", "قلـــم", {}),
        ("قَلَم قلم", "قَلَمٌ", {"accents": "fold"}),
        ("IŞIK ışık", "IŞIK", {"case": "turkish"}),
        ("co\u00adop coop", "co\u00adop", {}),
    ],
)
def test_what_is_typed_is_read_as_the_text_is(tmp_path: Path, text: str, typed: str, options: dict[str, str]) -> None:
    assert Concordance(made(tmp_path, text, **options)).find(typed).total == 2


def test_a_turkish_text_is_told_of_the_option(tmp_path: Path) -> None:
    turkish = "Işık ve kapı, sıcak bir gün. Ilık su, yalnız kız."
    (note,) = made(tmp_path, turkish).report.notes
    assert "`--case turkish`" in note
    assert not made(tmp_path, turkish, case="turkish").report.notes
    assert not made(tmp_path, "one ı " + "word " * 100).report.notes
