"""Files with a line in another encoding, with NUL bytes, or with escapes; nothing is lost untold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.decoding.decoder import LONGEST_LINE, Decoder
from embrepl.corpus.reading.decoding.encodings import detect
from embrepl.corpus.reading.documents import Reading
from embrepl.corpus.reading.locating.finding import find
from embrepl.errors import EmbreplError
from tests.corpus.reading.test_encodings_of_real_text import CHINESE, JAPANESE, KOREAN, TRADITIONAL
from tests.helpers.many_languages import PARAGRAPHS

FRENCH = "Le café est fermé.\n"
RUSSIAN = "Старый дом стоял на краю деревни.\n"


def read(path: Path, data: bytes, **options: str) -> tuple[str, str, list[str]]:
    """Return the text of a file, the name of its encoding, and the notes."""
    path.write_bytes(data)
    reading = Reading(find([str(path)]).files[0], ReadOptions(**options))  # type: ignore[arg-type]
    text = "".join(piece.text for piece in reading.pieces())
    return text, reading.encoding, reading.notes()


def in_lines(text: str) -> str:
    return "".join(f"{text[at : at + 15]}\n" for at in range(0, len(text), 15))


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [(TRADITIONAL, "big5", "big5"), (CHINESE, "gb18030", "gb18030"), (JAPANESE, "cp932", "shift-jis"),
     (JAPANESE, "euc_jp", "euc-jp"), (KOREAN, "cp949", "euc-kr")],
)  # fmt: skip
def test_a_line_of_utf8_in_an_eastern_file(tmp_path: Path, text: str, encoding: str, name: str) -> None:
    odd = "想在此處添加文字？\n"
    good = in_lines(text).encode(encoding, "ignore")
    result = read(tmp_path / "a.txt", good + odd.encode() + good[:100].rpartition(b"\n")[0])
    assert result[0].startswith(good.decode(encoding) + odd)
    assert result[1] == name
    line = good.count(b"\n") + 1
    (note,) = result[2]
    assert f"in 1 line are not valid in {name} and were read as utf-8, the first 0x" in note
    assert note.endswith(f"line {line:,}")


@pytest.mark.parametrize("odd", ["翻译：小明和老师", "字幕由字幕组制作，请勿传播", "Zoé Lefèvre – traduction"])
def test_a_line_of_utf8_that_is_valid_in_the_encoding_of_the_file_too(tmp_path: Path, odd: str) -> None:
    assert odd.encode().decode("gb18030", "ignore")
    good = in_lines(CHINESE).encode("gb18030")
    text, name, notes = read(tmp_path / "a.txt", odd.encode() + b"\r\n" + good)
    assert (text, name) == (f"{odd}\r\n{good.decode('gb18030')}", "gb18030")
    assert "in 1 line are not valid in gb18030 and were read as utf-8" in notes[0]


def test_short_lines_of_chinese_are_not_taken_for_utf8(tmp_path: Path) -> None:
    for length in (1, 2, 3, 4):
        lines = "".join(f"{CHINESE[at : at + length]}\n" for at in range(0, len(CHINESE), length))
        assert read(tmp_path / "a.txt", lines.encode("gb18030")) == (lines, "gb18030", [])


@pytest.mark.parametrize("encoding", ["cp850", "cp437"])
def test_one_accented_letter_is_no_east_asian_character(tmp_path: Path, encoding: str) -> None:
    for text in ("Le château se dresse.\n", "Un plâtre.\n", "id,text\n1,le câble\n"):
        assert read(tmp_path / "a.txt", text.encode(encoding))[0] == text


def test_a_text_that_is_filled_up_with_nul_bytes(tmp_path: Path) -> None:
    text, _, notes = read(tmp_path / "a.txt", FRENCH.encode() * 9 + bytes(150))
    assert text.rstrip() == (FRENCH * 9).rstrip()
    assert notes == ["150 NUL bytes read as spaces, the first in line 10"]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp1251"])
def test_a_line_of_utf8_in_an_older_file(tmp_path: Path, encoding: str) -> None:
    text = (RUSSIAN if encoding == "cp1251" else FRENCH) * 5
    result = read(tmp_path / "a.txt", text.encode(encoding) + "un château doré\n".encode() + text.encode(encoding))
    assert result[0] == text + "un château doré\n" + text
    assert "in 1 line" in result[2][0]
    assert "read as utf-8" in result[2][0]


def test_lines_of_windows_1252_in_a_file_in_utf8(tmp_path: Path) -> None:
    data = (FRENCH * 3).encode() + "Un élève rêvé.\n".encode("cp1252") + b"\xabd\xe9j\xe0\xbb\n" + FRENCH.encode()
    text, name, notes = read(tmp_path / "a.txt", data)
    assert (text, name) == (FRENCH * 3 + "Un élève rêvé.\n«déjà»\n" + FRENCH, "utf-8")
    assert notes == [
        "8 bytes in 2 lines are not valid in utf-8 and were read as cp1252, the first 0xe9 at byte 67, line 4"
    ]


@pytest.mark.parametrize(
    ("odd", "encoding", "name"),
    [(RUSSIAN, "cp1251", "cp1251"), (RUSSIAN, "koi8_r", "koi8-r"), (CHINESE[:40] + "\n", "gb18030", "gb18030"),
     (JAPANESE[:40] + "\n", "cp932", "shift-jis")],
)  # fmt: skip
def test_lines_of_other_encodings_in_a_file_in_utf8(tmp_path: Path, odd: str, encoding: str, name: str) -> None:
    good = PARAGRAPHS["Greek"][0] + "\n"
    text, found, notes = read(tmp_path / "a.txt", good.encode() + odd.encode(encoding) + good.encode())
    assert (text, found) == (good + odd + good, "utf-8")
    assert f"read as {name}, the first" in notes[0]


def test_half_of_a_file_in_each_encoding(tmp_path: Path) -> None:
    data = (FRENCH * 9).encode() + (FRENCH * 8).encode("cp1252")
    assert read(tmp_path / "a.txt", data)[0] == FRENCH * 17


def test_a_named_encoding_holds_for_every_line(tmp_path: Path) -> None:
    data = FRENCH.encode("cp1252") + FRENCH.encode()
    text, name, notes = read(tmp_path / "a.txt", data, encoding="cp1252")
    assert (text, name, notes) == (FRENCH + FRENCH.encode().decode("cp1252"), "cp1252", [])
    text, _, notes = read(tmp_path / "a.txt", data, encoding="utf-8")
    assert text == FRENCH.replace("é", "\ufffd") + FRENCH
    assert notes == ["2 bytes not valid in utf-8 replaced, the first 0xe9 at byte 7, line 1"]


def test_a_stray_nul_byte_is_a_space_and_told(tmp_path: Path) -> None:
    text, name, notes = read(tmp_path / "a.txt", b"the river\nthe slow\0 boat\nand a cup\0of tea\n")
    assert (text, name) == ("the river\nthe slow  boat\nand a cup of tea\n", "utf-8")
    assert notes == ["2 NUL bytes read as spaces, the first in line 2"]
    assert read(tmp_path / "a.txt", FRENCH.encode("cp1252") + b"\0")[1:] == (
        "cp1252", ["1 NUL byte read as a space, in line 2"])  # fmt: skip


def test_nul_bytes_far_in_and_a_block_of_them(tmp_path: Path) -> None:
    data = b"plain words\n" * 200_000
    text, _, notes = read(tmp_path / "a.txt", data + b"\0" * 4096 + b"\nthe end\n")
    assert text.split() == ["plain", "words"] * 200_000 + ["the", "end"]
    assert notes == ["4,096 NUL bytes read as spaces, the first in line 200,001"]


@pytest.mark.parametrize("data", [b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" * 9, b"\0" * 100, b"GIF89a\1\0\1\0\x80\0\0" * 3,
                                  b"name.txt".ljust(257, b"\0") + b"ustar\x0000" + b"some text\n" * 999])  # fmt: skip
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(EmbreplError) as caught:
        read(tmp_path / "a.txt", data)
    assert caught.value.code == "binary-file"


@pytest.mark.parametrize(("text", "encoding"), [("Hello, world of words\n", "utf-16-le"), (RUSSIAN, "utf-16-be"),
                                                (CHINESE, "utf-16-le"), (FRENCH, "utf-32-le")])  # fmt: skip
def test_wide_encodings_without_a_mark(tmp_path: Path, text: str, encoding: str) -> None:
    assert read(tmp_path / "a.txt", text.encode(encoding))[0] == text


def test_damage_within_utf16_is_told(tmp_path: Path) -> None:
    data = ("many words of text\n" * 50).encode("utf-16-le") + b"\0\xd8" + "more words\n".encode("utf-16-le")
    text, name, notes = read(tmp_path / "a.txt", data)
    assert (text.count("\ufffd"), name, len(notes)) == (1, "utf-16-le", 1)


@pytest.mark.parametrize("encoding", ["iso2022_jp", "iso2022_jp_3", "iso2022_kr"])
@pytest.mark.parametrize("before", [0, 200_000])
def test_escapes_are_read_also_after_pages_of_ascii(tmp_path: Path, encoding: str, before: int) -> None:
    odd = KOREAN if encoding == "iso2022_kr" else JAPANESE
    text = "plain words\n" * before + odd + "\nplain\n"
    assert read(tmp_path / "a.txt", text.encode(encoding))[0] == text


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_within_a_file_is_none(tmp_path: Path, mark: bytes) -> None:
    assert read(tmp_path / "a.txt", b"plain\n" + mark + b" words\n")[0].split()[::2] == ["plain", "words"]


def test_the_colours_of_a_terminal_are_no_encoding() -> None:
    assert detect(b"\x1b[31mred\x1b[0m and \x1b(Bplain", whole=True) == "utf-8"


def test_a_line_longer_than_is_held(tmp_path: Path) -> None:
    text = "слово café 中文 " * LONGEST_LINE
    assert read(tmp_path / "a.txt", text.encode())[0] == text


PIECES = st.sampled_from(
    [b"plain\n", FRENCH.encode(), FRENCH.encode("cp1252"), RUSSIAN.encode("cp1251"), b"\0", b"\r", b"\r\n", b"\xff",
     "中文".encode(), "中文\n".encode("gb18030"), "你好".encode("big5"), b"\xe9", b"\xc3", b"a"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(["utf-8", "utf-8-sig", "big5", "cp1252", "cp866", "gb18030"]))
def test_lines_of_any_encoding_in_any_chunks_are_the_same(pieces: list[bytes], encoding: str) -> None:
    data = b"".join(pieces)
    whole, apart = Decoder(encoding), Decoder(encoding)
    text = "".join(whole.text([data]))
    assert "".join(apart.text(data[at : at + 1] for at in range(len(data)))) == text
    assert apart.replaced == whole.replaced
    assert [note.partition(", the first")[0] for note in apart.notes("x")] == [
        note.partition(", the first")[0] for note in whole.notes("x")
    ]
