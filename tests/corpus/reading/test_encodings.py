"""Texts of known encodings are recognised; what does not decode is replaced and counted."""

import codecs
from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.reading.decoding.decoder import Decoder
from embrepl.corpus.reading.decoding.encodings import SAMPLE_BYTES, detect
from embrepl.corpus.reading.decoding.names import check_encoding, find_encoding
from embrepl.errors import EmbreplError

CHINESE = "话说天下大势，分久必合，合久必分。周末七国分争，并入于秦。及秦灭之后，楚、汉分争，又并入于汉。\n" * 3
FRENCH = "Le cœur a ses raisons que la raison ne connaît point ; à l'été déjà passé, où êtes-vous, élève ?\n" * 3
RUSSIAN = "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.\n" * 3
JAPANESE = (
    "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で泣いていた。\n" * 3
)
KOREAN = "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 이성과 양심을 부여받았다.\n" * 3
TAIWANESE = "話說天下大勢，分久必合，合久必分。周末七國分爭，並入於秦。及秦滅之後，楚、漢分爭，又並入於漢。\n" * 3
OUT = ("idna", "punycode", "unicode", "raw_unicode", "undefined", "utf_7", "mbcs", "oem")
ALL = sorted(
    name for name in set(aliases.values()) if not name.startswith(OUT) and codecs.lookup(name)._is_text_encoding
)
ENGLISH = "“It’s naïve” — it was the best of times, it was the worst of times, in the café.\n"
PORTUGUESE = "Dotados de razão e de consciência, devem agir em espírito de fraternidade; não há ação.\n"
CZECH = "Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv. Příliš žluťoučký kůň.\n"
POLISH = "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności. Zażółć gęślą jaźń.\n"
TURKISH = "Kral nehrin kıyısındaki büyük bir sarayda yaşıyordu; kraliçe bahçede kitap okurdu, güneş ve yağmur.\n"
LITHUANIAN = "Karalius gyveno dideliuose rūmuose prie upės, o karalienė mėgo skaityti sode. Šiandien žmonės čia.\n"
ICELANDIC = (
    "Konungurinn bjó í stórri höll við ána og drottningin las bækur í garðinum á hverjum degi, þótt hún væri ný.\n"
)
SWEDISH = "Kungen bodde på ett stort slott vid älven, och drottningen älskade att läsa i trädgården på våren.\n"
GERMAN = "Der König wohnte in einem großen Schloß am Fluß; die Königin hörte gern Vögel über den Bäumen.\n"
ARABIC = "كان الملك يعيش في قصر كبير على ضفة النهر وكانت الملكة تحب القراءة في الحديقة كل يوم.\n"
THAI = "พระราชาอาศัยอยู่ในพระราชวังขนาดใหญ่ริมแม่น้ำ และพระราชินีชอบอ่านหนังสือในสวนทุกวัน\n"
HUNGARIAN = "Minden emberi lény szabadon születik és egyenlő méltósága és joga van. Árvíztűrő tükörfúrógép.\n"


def decoded(data: bytes) -> str:
    encoding = detect(data[:SAMPLE_BYTES], whole=len(data) <= SAMPLE_BYTES)
    assert encoding is not None
    return "".join(Decoder(encoding).text([data]))


@pytest.mark.parametrize("text", [CHINESE, FRENCH, RUSSIAN, ENGLISH, "你好\n", "hello", "a"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_unicode_encodings(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        ("你好", "gbk"),
        (TAIWANESE, "big5"),
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
        (PORTUGUESE, "cp1252"),
        (CZECH, "cp1250"),
        (POLISH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (CZECH, "iso8859-2"),
        (POLISH, "iso8859-2"),
        (HUNGARIAN, "iso8859-2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (TURKISH, "cp1254"),
        (LITHUANIAN, "cp1257"),
        (ICELANDIC, "cp1252"),
        (SWEDISH, "cp1252"),
        (GERMAN, "cp1252"),
        (ARABIC, "cp1256"),
        (THAI, "cp874"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc-jp"),
        (KOREAN, "euc-kr"),
    ],
)
def test_national_encodings(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(("text", "encoding"), [(CHINESE, "utf-8"), (RUSSIAN, "utf-8"), (CHINESE, "gb18030")])
def test_sample_may_end_within_a_character(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert {detect(data[:cut], whole=False) for cut in range(100, 110)} == {encoding}


def test_one_stray_byte_leaves_utf8() -> None:
    decoder = Decoder("utf-8")
    data = CHINESE.encode() + b"\xff" + CHINESE.encode()
    assert detect(data, whole=True) == "utf-8"
    assert "".join(decoder.text([data])) == CHINESE + "\ufffd" + CHINESE
    assert decoder.replaced == 1


@pytest.mark.parametrize("tail", [b"\xff\xfe\xc3 word", b"caf\xe9 d\xe9j\xe0 vu"])
def test_some_broken_bytes_leave_utf8(tail: bytes) -> None:
    data = "caf\u00e9 words ".encode() * 20 + tail
    assert detect(data, whole=True) == "utf-8"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4, b"\x7fELF\2\1\1" + bytes(9)])
def test_binary_data_are_no_text(data: bytes) -> None:
    assert detect(data, whole=True) is None


@given(st.binary(max_size=300), st.sampled_from(ALL))
def test_decoding_never_fails_and_counts_what_it_replaces(data: bytes, encoding: str) -> None:
    decoder = Decoder(find_encoding(encoding, data))
    text = "".join(decoder.text([data[:7], data[7:]]))
    assert 0 <= decoder.replaced <= len(data)
    assert decoder.replaced or "\ufffd" not in text or encoding not in {"ascii", "big5", "gbk", "euc_jp"}


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "utf-16-le", "gb18030", "big5", "cp1252", "euc_jp"]))
def test_decoding_in_any_chunks_is_the_same(data: bytes, encoding: str) -> None:
    whole, apart = Decoder(encoding), Decoder(encoding)
    text = "".join(whole.text([data]))
    assert "".join(apart.text(data[at : at + 1] for at in range(len(data)))) == text
    assert apart.replaced == whole.replaced


@given(st.binary(max_size=300), st.booleans())
def test_detection_never_fails(data: bytes, whole: bool) -> None:
    encoding = detect(data, whole=whole)
    assert encoding is None or isinstance("".join(Decoder(encoding).text([data])), str)


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "idna", "utf-8\0", "", "unicode_escape", "undefined"])
def test_unknown_encodings_are_refused(name: str) -> None:
    with pytest.raises(EmbreplError) as caught:
        check_encoding(name)
    assert caught.value.code == "unknown-encoding"


def test_known_encodings_get_their_usual_name() -> None:
    assert [check_encoding(name) for name in ("UTF8", "gbk", "latin1")] == ["utf-8-sig", "gbk", "iso8859-1"]
