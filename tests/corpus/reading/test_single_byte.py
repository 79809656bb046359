"""Text in the older encodings of one byte a character, recognised by a paragraph, a few words or a few letters.

Of 116 pairs of a language and an encoding below all paragraphs are decoded right, of pieces of 120 bytes all of 1,392,
and of pieces of 40 bytes 95 % of 1,357; those of 40 bytes that are not are mostly of letters that several languages
share. chardet 7.7 has 116, 1,371 (98.5 %) and 92 %, and of the 73 short texts and tables like those below 58, we 71.
"""

from __future__ import annotations

import random

import pytest

from embrepl.corpus.reading.decoding.encodings import detect, recognise
from tests.helpers.many_languages import PARAGRAPHS

PAIRS = [(language, encoding) for language, (_, encodings) in PARAGRAPHS.items() for encoding in encodings]
ENGLISH = "the report of the year says that the number of guests has grown and the income with it, but not for all\n"
WEST = ("cp1252", "mac_roman", "cp437", "cp850")
SHORT = {
    "id,name,city\n1,José García,Málaga\n2,Anna Smith,London\n3,François Müller,Köln\n": (*WEST, "iso8859_15"),
    "dish;price\nCrème brûlée;5\nJalapeño soup;4\nFish and chips;7\nPâté;6\n": WEST,
    ENGLISH * 20 + "We met in the café.\n" + ENGLISH * 20: WEST,
    ENGLISH * 3 + "He said “yes” — and it’s true that he didn’t lie.\n": ("cp1252", "mac_roman"),
    ENGLISH * 3 + "temperature 25 °C, 30 °C and 5 °F\n": WEST,
    ENGLISH * 3 + "price £25 and £30\n": WEST,
    "id,texte\n1,très bon hôtel\n2,chambre sale et bruyante\n3,décoration à revoir\n": (*WEST, "iso8859_15"),
    "nr;stadt\n1;Köln\n2;München\n3;Düsseldorf\n4;Berlin\n": WEST,
    "LE CHÂTEAU ÉTAIT FERMÉ DEPUIS L'ÉTÉ DERNIER\n": ("cp1252", "mac_roman", "cp850"),
    "id;opis\n1;Bardzo dobra jakość\n2;Zła obsługa\n3;Szybka wysyłka\n": ("cp1250", "iso8859_2", "cp852", "mac_latin2"),
    "id;popis\n1;Velmi dobrá kvalita\n2;Špatná obsluha\n3;Rychlé doručení\n": ("cp1250", "iso8859_2", "cp852"),
    "id;отзыв\n1;Очень хороший отель\n2;плохо\n": ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"),
    "ПРИВЕТ МИР, КАК ДЕЛА\n": ("cp1251", "koi8_r", "cp866", "mac_cyrillic"),
    "id,text\n1,Καλό ξενοδοχείο\n2,κακό\n": ("cp1253", "cp737", "mac_greek"),
    "id;yorum\n1;çok güzel bir otel\n2;kötü\n3;başarılı\n": ("cp1254", "cp857", "mac_turkish"),
    "┌──────────┐\n│ Name     │\n└──────────┘\nthe end of the menu for you\n": ("cp437", "cp850"),
}


def paragraph(language: str) -> str:
    return " ".join(PARAGRAPHS[language][0].split())


@pytest.mark.parametrize(("language", "encoding"), PAIRS)
def test_a_paragraph_is_read_right(language: str, encoding: str) -> None:
    data = paragraph(language).encode(encoding, "ignore")
    found = recognise(data, whole=True)
    assert found.encoding is not None
    assert data.decode(found.encoding, "replace") == data.decode(encoding)
    assert not found.doubt


@pytest.mark.parametrize(("language", "encoding"), PAIRS)
def test_a_line_or_two_are_read_right(language: str, encoding: str) -> None:
    data = paragraph(language).encode(encoding, "ignore")
    chance = random.Random(11)
    for begin in (chance.randrange(len(data) - 120) for _ in range(5)):
        piece = data[begin : begin + 120]
        found = detect(piece, whole=True)
        assert found is not None
        assert piece.decode(found, "replace") == piece.decode(encoding), found


@pytest.mark.parametrize(("text", "encoding"), [(text, name) for text, names in SHORT.items() for name in names])
def test_a_small_table_is_read_right(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    found = detect(data, whole=True)
    assert found is not None
    assert data.decode(found, "replace") == text


def test_what_hardly_decides_is_told() -> None:
    assert "doubtful" in recognise("да\n".encode("cp1251"), whole=True).doubt
    assert "doubtful" in recognise("北京\n".encode("gb18030"), whole=True).doubt
    assert not recognise("Où est le café ?\n".encode("cp1252"), whole=True).doubt


def test_bytes_of_no_language_are_told() -> None:
    data = bytes(random.Random(3).choices(range(0xA0, 0x100), k=400)) + b" the end of this\n"
    assert "wrongly" in recognise(data, whole=True).doubt
