"""What counts as a document, which column is the text, and how much survives of damaged files."""

import csv
import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.documents import PIECE, Reading, document
from embrepl.corpus.reading.lines import lines
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.reading.tables.table import NOTHING
from embrepl.errors import EmbreplError
from embrepl.system import memory


def read(path: Path, data: bytes | str, **options: str) -> tuple[list[str], Reading]:
    """Write a file and return its documents."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    reading = Reading(find([str(path)]).files[0], ReadOptions(**options))
    documents: list[str] = []
    for piece in reading.pieces():
        if piece.begins:
            documents.append("")
        documents[-1] += piece.text
    return documents, reading


def failure(path: Path, data: bytes | str, **options: str) -> EmbreplError:
    with pytest.raises(EmbreplError) as caught:
        read(path, data, **options)
    return caught.value


def test_plain_file_is_one_document(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", "one\r\n\r\ntwo")[0] == ["one\r\n\r\ntwo"]
    assert read(tmp_path / "a.txt", "")[0] == [""]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", 'Text,label\n"a, b\nc",1\nd,2\n'),
        ("a.csv", "id;review\n1;a, b\n2;d\n"),
        ("a.tsv", "label\tsentence\r\n1\ta, b\r\n2\td\r\n"),
        ("a.csv", '"x;y;z",text\n1,"a, b\n2"\n1,d'),
        ("a.csv", "verse\ra\rd\r"),
        ("a.jsonl", '{"n": 1, "body": "a, b"}\n\n{"body": "d"}\n'),
        ("a.jsonl", '"a"\n"d"\n'),
    ],
)
def test_tables_give_a_document_a_row(tmp_path: Path, name: str, data: str) -> None:
    documents, reading = read(tmp_path / name, data)
    assert [document[0] for document in documents] == ["a", "d"]
    assert reading.notes() == []


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t")).filter(
            lambda text: text not in NOTHING
        ),
        min_size=1,
    )
)
def test_csv_fields_come_back_as_written(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("n", "text"), *((number, row) for number, row in enumerate(rows))])
    assert read(path, path.read_bytes())[0] == ["" if row in NOTHING else row for row in rows]


def test_quotation_marks_in_tsv(tmp_path: Path) -> None:
    plain = 'text\tn\n"Yes," he said\t1\n"No\t2\nend\t3\n'
    assert read(tmp_path / "a.tsv", plain)[0] == ['"Yes," he said', '"No', "end"]
    quoted = 'text\tn\n"Yes\nand ""no"""\t1\nend\t3\n'
    assert read(tmp_path / "a.tsv", quoted)[0] == ['Yes\nand "no"', "end"]


def test_columns_that_are_wrong_or_unclear(tmp_path: Path) -> None:
    table = "name,place\na,b\n"
    assert failure(tmp_path / "a.csv", table).code == "which-column"
    assert "name, place" in failure(tmp_path / "a.csv", table).message
    wrong = failure(tmp_path / "a.csv", table, column="plaice")
    assert (wrong.code, "name, place" in wrong.message, "place" in wrong.hint) == ("no-such-column", True, True)
    assert failure(tmp_path / "a.csv", "text,body\na,b\n").code == "which-column"
    assert failure(tmp_path / "a.jsonl", '{"x": "a", "y": "b"}').code == "which-column"
    assert failure(tmp_path / "a.jsonl", '{"x": "a"}', column="z").code == "no-such-column"
    assert failure(tmp_path / "a.jsonl", "{}").code == "which-column"
    assert read(tmp_path / "a.csv", table, column="place")[0] == ["b"]


def test_field_limit_is_put_back(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    assert read(tmp_path / "a.csv", "text\n" + "x" * (before + 1))[0] == ["x" * (before + 1)]
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", 'text,n\none,1\n"{}",2\n"two ""2""",3\n'),
        ("a.csv", 'text,n\none,1\n"{}""\nx,y\n"",""",2\n"two ""2""",3\n'),
        ("a.csv", 'n,text\n1,one\n2,{}\n3,"two ""2"""'),
        ("a.tsv", 'text\tn\n"one\t1\n{}"x\t2\n"two "2\t3\n'),
        ("a.jsonl", '{{"text": "one"}}\n{{"text": "{}"}}\n{{"text": "two \\"2\\""}}\n'),
        ("a.jsonl", '"one"\r"{}"\r"two \\"2\\""\r'),
    ],
)
@pytest.mark.parametrize("line", ["many words ", 'many ""words ""\n'])
def test_a_text_that_is_too_long_is_left_out_and_nothing_else(tmp_path: Path, name: str, data: str, line: str) -> None:
    if "\n" in line and '"{}"' not in data:
        pytest.skip("only quotes hold a line end")
    if name == "a.jsonl":
        line = line.replace('""', "'").replace("\n", " ")
    for longest, repeated in ((100, 400_000), (1_000_000, 400_000), (5_000_000, 400)):
        (tmp_path / name).write_text(data.format(line * repeated))
        reading = Reading(find([str(tmp_path / name)]).files[0], ReadOptions(), longest)
        documents = [piece.text for piece in reading.pieces() if piece.begins]
        result = (documents[0].strip('"'), documents[-1].strip('"'), len(documents))
        assert result == ("one", 'two "2', 3)  # what comes after the text left out is still the third row
        assert (documents[1] == "") == (repeated > 400)
        assert [note.split(" characters")[0] for note in reading.notes()] == (
            [f"1 text of more than {longest:,}"] if repeated > 400 else []
        )


@pytest.mark.parametrize(
    ("name", "begin", "end"), [("a.csv", 'text\n"', '"'), ("a.jsonl", '"', '"\n'), ("a.json", '["', '"]')]
)
def test_a_text_of_eighteen_million_characters_is_read(tmp_path: Path, name: str, begin: str, end: str) -> None:
    text = "the river " * 1_800_000
    (tmp_path / name).write_text(begin + text + end)
    _, longest = memory.share_out(memory.DEFAULT + memory.resident(), 1)
    reading = Reading(find([str(tmp_path / name)]).files[0], ReadOptions(), longest)
    assert "".join(piece.text for piece in reading.pieces()) == text
    too_long = Reading(find([str(tmp_path / name)]).files[0], ReadOptions(), 1_000_000)
    assert not any(piece.text for piece in too_long.pieces())
    assert "1,000,000 characters" in too_long.notes()[0]


def test_malformed_json_is_counted(tmp_path: Path) -> None:
    rows = ['{"text": "a"}', "{", "[1]", '{"text": 3}', '{"other": "x"}', "[" * 100_000, '{"text": "\\ud800b"}']
    documents, reading = read(tmp_path / "a.jsonl", "\n".join(rows))
    assert documents == ["a", "", "", "\ufffdb"]
    assert reading.notes() == [
        "2 objects without a text in the field 'text' read as empty, the first in line 4",
        "3 malformed lines left out, the first in line 2",
    ]  # fmt: skip


def test_truncated_gzip_keeps_what_was_read(tmp_path: Path) -> None:
    text = "\n".join(str(random.Random(7).random()) for _ in range(5000))
    whole = gzip.compress(text.encode() * 2)
    documents, reading = read(tmp_path / "a.txt.gz", whole[: len(whole) // 2])
    assert len(documents[0]) > 10
    assert text.startswith(documents[0])
    assert reading.notes() == ["cut short: the gzip data end too early"]
    broken = whole[:-8] + bytes(8)
    documents, reading = read(tmp_path / "a.txt.gz", broken)
    assert documents == [text * 2]
    assert reading.notes() == ["cut short: damaged gzip data"]


def test_gzip_members_are_joined(tmp_path: Path) -> None:
    data = gzip.compress("中".encode()[:2]) + gzip.compress("中".encode()[2:] + b" end") + bytes(100)
    documents, reading = read(tmp_path / "a.txt.gz", data)
    assert (documents, reading.notes()) == (["中 end"], [])


def test_what_is_no_gzip_or_no_text(tmp_path: Path) -> None:
    assert failure(tmp_path / "a.txt.gz", "plain").code == "unreadable-file"
    assert failure(tmp_path / "a.txt", b"\x89PNG\0\0\0\1").code == "binary-file"
    assert failure(tmp_path / "a.txt", "x", encoding="klingon").code == "unknown-encoding"


def test_encoding_that_was_named_wins(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", "é".encode(), encoding="latin-1")[0] == ["Ã©"]
    assert read(tmp_path / "a.txt", "é x".encode("utf-16-le"), encoding="utf-16")[0] == ["é x"]


@given(st.lists(st.text("ab \n\r")))
def test_lines_do_not_depend_on_chunks(chunks: list[str]) -> None:
    text = "".join(chunks)
    lines_found = list(lines(chunks))
    assert "".join(lines_found) == text
    assert [line.rstrip("\r\n") for line in lines_found] == text.splitlines()


@pytest.mark.parametrize("filler", ["word ", "中，", "x"])
def test_long_text_is_split_at_spaces(filler: str) -> None:
    text = filler * (3 * PIECE // len(filler))
    pieces = list(document([text[:100], text[100:]]))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.begins for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    assert all(len(piece.text) <= PIECE for piece in pieces)
    assert all(piece.text.endswith(filler[-1]) for piece in pieces)


@given(st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text(), max_size=3), st.binary(max_size=40))
def test_any_json_line_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, value: dict[str, object], rest: bytes
) -> None:
    path = tmp_path_factory.mktemp("json") / "a.jsonl"
    try:
        read(path, json.dumps(value).encode() + b"\n" + rest)
    except EmbreplError as error:
        assert error.code in {"which-column", "binary-file"}
