"""Encodings of real text, recognised by some hundred characters; and where the bytes are that do not decode."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.decoding.decoder import Decoder
from embrepl.corpus.reading.decoding.eastern import COMMON, LEAST, score
from embrepl.corpus.reading.decoding.encodings import declared_encoding, detect
from embrepl.corpus.reading.decoding.names import usual
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.reading.locating.finding import find
from tests.corpus.reading.test_encodings import CZECH, FRENCH, KOREAN, POLISH, RUSSIAN
from tests.helpers.places import SHARED

JAPANESE = (
    "昨日の会議では、来年度の予算について長い話し合いが行われました。参加者の多くは新しい計画に賛成しましたが、費用を心配する声も"
    "少なくありませんでした。東京駅から電車に乗って京都へ向かう途中、窓の外に山がはっきりと見えた。天気が良くて、とても気持ちの"
    "良い朝だった。このソフトウェアはインターネットに接続しなくても使えます。インストールが終わったら、再起動してください。"
    "祖母は毎朝早く起きて、庭の花に水をやり、それから朝食の準備を始める。小さい頃、私はその音で目を覚ましたものだ。"
)
CHINESE = (
    "却说那条小河从山里流出来，绕过村子，一直流到海边。老人坐在门前，看着来往的船，心里想起三十年前的事。那时候他还年轻，每天早上跟着"
    "父亲去打鱼，晚上才回家。后来村里修了路，年轻人都到城里去了，河上的船也一年比一年少。他问孙子将来想做什么，孩子笑着说：我要学"
    "医，给大家看病。老人听了很高兴，点点头，把手里的茶喝完，慢慢站起来，向河边走去。天已经黑了，对面的人家点起了灯。"
)
TRADITIONAL = (
    "卻說那條小河從山裡流出來，繞過村子，一直流到海邊。老人坐在門前，看著來往的船，心裡想起三十年前的事。那時候他還年輕，每天早上跟著"
    "父親去打魚，晚上才回家。後來村裡修了路，年輕人都到城裡去了，河上的船也一年比一年少。他問孫子將來想做什麼，孩子笑著說：我要學"
    "醫，給大家看病。老人聽了很高興，點點頭，把手裡的茶喝完，慢慢站起來，向河邊走去。天已經黑了，對面的人家點起了燈。"
)
TEXTS = [
    (CHINESE, "gb18030"),
    (TRADITIONAL, "big5"),
    (JAPANESE, "cp932"),
    (JAPANESE, "euc_jp"),
    (KOREAN, "cp949"),
    (CHINESE, "utf-16-le"),
    (JAPANESE, "utf-16-be"),
]


def windows(text: str, length: int, count: int = 40) -> list[str]:
    chance = random.Random(7)
    return [text[at : at + length] for at in (chance.randrange(max(1, len(text) - length)) for _ in range(count))]


@pytest.mark.parametrize("length", [60, 100, 200])
@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_eastern_encodings_are_distinguished(text: str, encoding: str, length: int) -> None:
    for piece in windows(text, length):
        data = piece.encode(encoding, "ignore")
        result = detect(data, whole=True)
        assert result is not None
        assert data.decode(result, "replace") == data.decode(encoding), (result, piece)


@pytest.mark.parametrize(("text", "encoding"), TEXTS[:5])
def test_one_damaged_byte_does_not_mislead(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    assert detect(data[:100] + b"\xff" + data[100:], whole=True) == encoding


@pytest.mark.parametrize(("text", "encoding"), [(FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"),
                                                (CZECH, "cp1250"), (POLISH, "cp1250")])  # fmt: skip
def test_western_text_is_far_from_eastern(text: str, encoding: str) -> None:
    assert max(score(text.encode(encoding), eastern) for eastern in COMMON) < LEAST / 2


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_the_novels_are_recognised(encoding: str) -> None:
    novels = sorted((SHARED / "data" / "zh").glob("*.txt"))
    if not novels:
        pytest.skip("the shared novels are not here")
    right = wrong = 0
    for novel in novels:
        for piece in windows(novel.read_text("utf-8"), 200, 100):
            result = detect(piece.encode(encoding, "ignore"), whole=True)
            right += result in {encoding, "cp950", "big5hkscs"}
            wrong += result not in {encoding, "cp950", "big5hkscs"}
    assert wrong <= 0.01 * right  # the novels themselves hold some damaged lines


def test_letters_after_pages_of_ascii_decide(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    ascii_pages = "plain words only\n" * 80_000
    for encoding, expected in {
        "gb18030": "gb18030",
        "cp932": "shift-jis",
        "utf-8": "utf-8",
        "cp1252": "cp1252",
    }.items():
        text = {"gb18030": CHINESE, "cp932": JAPANESE, "cp1252": FRENCH}.get(encoding, CHINESE)
        path.write_bytes((ascii_pages + text).encode(encoding))
        reading = Reading(find([str(path)]).files[0], ReadOptions())
        assert "".join(piece.text for piece in reading.pieces()) == ascii_pages + text
        assert (reading.encoding, reading.replaced) == (expected, 0)


@pytest.mark.parametrize("cut", [1, 7, 1000])
def test_the_first_byte_that_does_not_decode_is_shown(cut: int) -> None:
    data = "中文\nзд\nline ".encode() + b"\xfe end \xff"
    decoder = Decoder("utf-8")
    text = "".join(decoder.text(data[at : at + cut] for at in range(0, len(data), cut)))
    assert text == "中文\nзд\nline \ufffd end \ufffd"
    place = data.index(b"\xfe") + 1
    assert (decoder.replaced, decoder.first) == (2, f"0xfe at byte {place}, line 3")


def test_what_is_not_valid_is_reported_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("plain\n" * 200_000).encode() + "中文中文中文中文中文\n".encode() + b"bad \xff\n")
    reading = Reading(find([str(path)]).files[0], ReadOptions())
    assert sum(len(piece.text) for piece in reading.pieces()) == 1_200_000 + 11 + 6
    place = 1_200_000 + 31 + 5
    assert reading.notes() == [f"1 byte not valid in utf-8 replaced, the first 0xff at byte {place:,}, line 200,002"]


def test_declared_encodings() -> None:
    assert declared_encoding(b'<meta charset="gb2312">') == "gb18030"
    assert declared_encoding(b"<?xml version='1.0' encoding='ISO-8859-1'?>") == "cp1252"
    assert [declared_encoding(head) for head in (b"<p>", b"charset=klingon", b"encoding='utf-16'")] == [None] * 3


def test_encodings_go_by_their_usual_names() -> None:
    assert [usual(name) for name in ("cp932", "cp949", "utf-8-sig", "euc_jp")] == [
        "shift-jis",
        "euc-kr",
        "utf-8",
        "euc-jp",
    ]
