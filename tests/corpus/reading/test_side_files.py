"""Lists of words, tests, names and commands are read in any encoding, and what is odd about it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.commands.filters import words_of_file
from embrepl.commands.word_tests import read_test
from embrepl.corpus.reading.decoding.side_files import side_text
from embrepl.corpus.words.chinese.user_names import user_names
from embrepl.errors import EmbreplError
from embrepl.shell.scripts import open_script

PAIRS = "roi\treine\t9.5\nroi\tgâteau\t2.5\ngâteau\tforêt\t4.5\nforêt\trivière\t9.5\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"]


def stop_words(path: str, encoding: str | None) -> list[str]:
    return words_of_file(path, encoding, "bad-stop-list", "Write one word per line.")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_judged_pairs(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "pairs.txt").write_bytes(PAIRS.encode(encoding))
    test = read_test(tmp_path / "pairs.txt")
    assert [tuple(words) for words in test.questions] == [
        ("roi", "reine"), ("roi", "gâteau"), ("gâteau", "forêt"), ("forêt", "rivière")
    ]  # fmt: skip
    assert any("not UTF-8" in note for note in test.notes) == (not encoding.startswith("utf-8"))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_stop_lists(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "stop.txt").write_bytes("être\nété\nle\nla\noù\n".encode(encoding))
    assert stop_words(str(tmp_path / "stop.txt"), None) == ["être", "été", "le", "la", "où"]


def test_a_stop_list_of_no_text(tmp_path: Path) -> None:
    (tmp_path / "stop.txt").write_bytes(bytes(range(32)) * 9)
    with pytest.raises(EmbreplError) as caught:
        stop_words(str(tmp_path / "stop.txt"), None)
    assert caught.value.code == "bad-stop-list"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16"])
def test_names(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "names.txt").write_bytes("宋江\n魯智深\n武松\n".encode(encoding))
    assert list(user_names(str(tmp_path / "names.txt")).names) == ["宋江", "魯智深", "武松"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_scripts(tmp_path: Path, encoding: str, end: str) -> None:
    (tmp_path / "a.run").write_bytes(f"freq château{end}kwic forêt{end}".encode(encoding))
    with open_script(str(tmp_path / "a.run")) as script:
        assert list(script) == ["freq château\n", "kwic forêt\n"]


def test_lines_of_an_old_macintosh() -> None:
    held = side_text("château\tforêt\t9\rmère\tpère\t8\r".encode("mac_roman"))
    assert held is not None
    assert held.text == "château\tforêt\t9\nmère\tpère\t8\n"


def test_few_words_that_may_be_chinese_or_korean_are_doubtful() -> None:
    held = side_text("河流 江 9\n母亲 父亲 9.5\n河流 城 1\n江 父亲 0.5\n".encode("gb18030"))
    assert held is not None
    assert any("gb18030" in note for note in held.notes)


def test_one_line_in_another_encoding_is_told() -> None:
    held = side_text("été\n".encode() * 9 + "forêt\n".encode("cp1252"))
    assert held is not None
    assert held.text == "été\n" * 9 + "forêt\n"
    assert held.notes == (
        "1 byte in 1 line is not valid in utf-8 and was read as cp1252, the first 0xea at byte 58, line 10",
    )


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes(data: bytes, chinese: bool) -> None:
    held = side_text(data, of_chinese=chinese)
    assert held is None or isinstance(held.text, str)


def test_the_encoding_that_a_person_names(tmp_path: Path) -> None:
    """In none of these would so few letters show the encoding."""
    path = tmp_path / "list.txt"
    path.write_bytes("żuk\nżar\n".encode("cp1250"))
    assert stop_words(str(path), "cp1250") == ["żuk", "żar"]
    path.write_bytes("żuk\tżar\t3\nżar\tkot\t2\nkot\tżuk\t1\n".encode("cp1250"))
    assert read_test(path, "cp1250").questions == (("żuk", "żar"), ("żar", "kot"), ("kot", "żuk"))
    path.write_bytes("宝釵\n".encode("shift-jis"))
    assert list(user_names(str(path), "shift-jis").names) == ["宝釵"]
    path.write_bytes("黛玉\n".encode())
    assert list(user_names(str(path), "gb18030").names) == ["黛玉"]  # the texts are in that, the list need not be
    for wrong in (lambda: stop_words(str(path), "nope"), lambda: read_test(path, "nope")):
        with pytest.raises(EmbreplError) as caught:
            wrong()
        assert caught.value.code == "unknown-encoding"
