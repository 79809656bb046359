"""Every kind of file gives its text, packed or not, and what is damaged gives what it can and says so."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from backports import zstd

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading import kinds
from embrepl.corpus.reading.documents import Reading, check_column
from embrepl.corpus.reading.locating.finding import find
from embrepl.errors import EmbreplError
from tests.helpers.files import (
    CASES,
    NOTED,
    PACK,
    epub,
    pdf,
    table,
    zipped,
)


def read(path: Path, data: bytes | str, **options: object) -> tuple[list[str], Reading]:
    """Write a file and return its documents, without empty lines and indents."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    sources = find([str(path)], ReadOptions(**options))  # type: ignore[arg-type]
    reading = Reading(sources.files[0], ReadOptions(**options))  # type: ignore[arg-type]
    documents: list[str] = []
    for piece in reading.pieces():
        if piece.begins:
            documents.append("")
        documents[-1] += piece.text
    return ["\n".join(line.strip() for line in text.split("\n") if line.strip()) for text in documents], reading


def failure(path: Path, data: bytes | str, **options: object) -> EmbreplError:
    with pytest.raises(EmbreplError) as caught:
        read(path, data, **options)
    return caught.value


def test_every_kind_has_a_case() -> None:
    assert {kinds.kind_of(name)[0] for name in CASES} == set(kinds.KINDS)


@pytest.mark.parametrize("packing", ["", *PACK, ".zip"])
@pytest.mark.parametrize("name", CASES)
def test_every_kind_in_every_packing(tmp_path: Path, name: str, packing: str) -> None:
    data, expected = CASES[name]
    raw = data.encode() if isinstance(data, str) else data
    pack = {"": lambda given: given, ".zip": lambda given: zipped(**{name: given}), **PACK}[packing]
    documents, reading = read(tmp_path / (name + packing), pack(raw))
    assert documents == expected
    assert bool(reading.notes()) == (name in NOTED)
    assert reading.has_text
    assert not [other for other in tmp_path.iterdir() if other.name != name + packing]


def test_a_gzip_file_in_an_archive_is_read(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.zip", zipped(**{"in/b.txt.gz": gzip.compress(b"deep words")}))
    assert (documents, reading.source.shown) == (["deep words"], f"{tmp_path / 'a.zip'}/in/b.txt.gz")


def test_what_is_packed_may_have_several_members(tmp_path: Path) -> None:
    for suffix, pack in PACK.items():
        documents, reading = read(
            tmp_path / f"a.txt{suffix}", pack("中".encode()[:2]) + pack("中".encode()[2:] + b" e")
        )
        assert (documents, reading.notes()) == (["中 e"], [])


@pytest.mark.parametrize("suffix", PACK)
def test_truncated_data_give_what_they_hold(tmp_path: Path, suffix: str) -> None:
    lines = "\n".join(f"line {number * 7919 % 100_003}" for number in range(200_000))
    whole = PACK[suffix](lines.encode())
    documents, reading = read(tmp_path / f"a.txt{suffix}", whole[: len(whole) * 3 // 4])
    assert lines.startswith(documents[0])
    assert len(documents[0]) > 100_000
    assert [note.startswith("cut short: the ") for note in reading.notes()] == [True]
    assert failure(tmp_path / f"b.txt{suffix}", whole[:6]).code == "unreadable-file"
    assert failure(tmp_path / f"b.txt{suffix}", b"this was never packed").code == "unreadable-file"


def test_a_damaged_member_of_an_archive_is_reported(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:  # stored, so that one byte can be turned
        archive.writestr("a.txt", "the quick brown fox")
    documents, reading = read(tmp_path / "a.zip", held.getvalue().replace(b"quick", b"quack"))
    assert documents == ["the quack brown fox"]
    assert reading.notes() == ["its checksum differs from the one in the archive"]


def test_json_in_its_many_shapes(tmp_path: Path) -> None:
    shapes = [
        '["one", "two"]',
        '{"data": [{"body": "one"}, {"body": "two"}], "version": 3}',
        '{"text": "one"} {"text": "two"}',
        '  [ {"text": "one"},\n {"text": "two"} ]  ',
        '"one"\n"two"',
    ]
    for shape in shapes:
        assert read(tmp_path / "a.json", shape)[0] == ["one", "two"]
    documents, reading = read(tmp_path / "a.json", '[{"text": "one"}, 3, {"text": "two"}, oops')
    assert documents == ["one", "two"]
    assert reading.notes() == [
        "cut short: what follows value 3 is not JSON or is too long (Expecting value)",
        "1 malformed value left out, in value 2",
    ]
    rows = [{"text": f"row {number} " + "x" * 3000} for number in range(1000)]
    assert [text[:6].strip() for text in read(tmp_path / "a.json", json.dumps(rows))[0]][-1] == "row 99"
    assert failure(tmp_path / "a.json", '[{"a": "x", "b": "y"}]', column="c").code == "no-such-column"
    assert read(tmp_path / "a.json", "[" * 100_000)[0] == []


def test_columns_of_parquet(tmp_path: Path) -> None:
    data = table(review=["one", None], title=["x", "y"], n=[1, 2])
    documents, reading = read(tmp_path / "a.parquet", data)
    assert documents == ["one", ""]
    assert reading.notes() == ["1 object without a text in the field 'review' read as empty, in row 2"]
    assert read(tmp_path / "a.parquet", data, column="title")[0] == ["x", "y"]
    wrong = failure(tmp_path / "a.parquet", data, column="titel")
    assert (wrong.code, "review, title" in wrong.message, "--column title" in wrong.hint) == (
        *("no-such-column", True, True),
    )
    assert failure(tmp_path / "b.parquet", table(n=[1])).code == "unreadable-file"
    assert failure(tmp_path / "b.parquet", table(a=["x"], b=["y"])).code == "which-column"


def test_a_missing_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pyarrow", "pypdfium2", "backports", "compression.zstd"):
        monkeypatch.setitem(sys.modules, module, None)
    cases = {"a.parquet": (CASES["a.parquet"][0], "parquet"), "a.pdf": (CASES["a.pdf"][0], "pdf")}
    for name, (data, extra) in {**cases, "a.txt.zst": (zstd.compress(b"x"), "zstd")}.items():
        error = failure(tmp_path / name, data)
        assert (error.code, error.hint) == ("missing-extra", f"pip install 'embrepl[{extra}]'")


def test_multiplying_entities_are_harmless(tmp_path: Path) -> None:
    more = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    laughs = f"<!DOCTYPE a [<!ENTITY l0 'lol'>{more}]><a t='&l11;'>x &l11; y</a>"
    assert read(tmp_path / "a.xml", laughs)[0] == ["x &l11; y"]
    outside = f"<!DOCTYPE a [<!ENTITY e SYSTEM 'file://{tmp_path / 'secret'}'>]><a>x &e; y</a>"
    (tmp_path / "secret").write_text("secret")
    assert read(tmp_path / "a.xml", outside)[0] == ["x &e; y"]


def test_a_long_document_type_is_dropped(tmp_path: Path) -> None:
    more = "".join(f'<!ENTITY e{n} "the value of an entity">\n' for n in range(10_000))
    for head in ("<?xml version='1.0'?>\n<!-- a -->", ""):
        text, reading = read(tmp_path / "a.xml", f"{head}<!DOCTYPE a [\n{more}]>\n<a>x &e5; <b>y</b></a>")
        assert (text, reading.notes()) == (["x &e5; y"], [])
    _, reading = read(tmp_path / "a.xml", f"<!DOCTYPE a [\n{more}<a>x y</a>")
    assert reading.notes()
    many = "<!-- a -->" * 20_000
    assert read(tmp_path / "a.xml", f"{many}<a>x y</a>")[0] == ["x y"]


def test_damaged_xml_is_read_and_reported(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.xml", "<a><b>one</a><p>two</p>")
    assert documents[0].startswith("one")
    assert reading.notes()[0].startswith("damaged XML, some text may be missing: line 1")
    assert read(tmp_path / "a.xml", "<d>one</d>\n<d>two</d>")[0] == ["one\ntwo"]


def test_books_without_order_and_documents_without_text(tmp_path: Path) -> None:
    assert read(tmp_path / "a.epub", zipped(**{"x.xhtml": "<p>one</p>", "y.html": "two"}))[0] == ["one\ntwo"]
    assert "no chapters" in failure(tmp_path / "a.epub", zipped(x="")).message
    assert "word/document.xml" in failure(tmp_path / "a.docx", zipped(x="")).message
    encrypted = epub({"a.xhtml": "<p>one</p>"}, ["a.xhtml"])
    assert read(tmp_path / "a.epub", encrypted)[1].notes() == []
    documents, reading = read(tmp_path / "a.pdf", pdf(""))
    assert (documents, reading.notes()) == (
        *([""], ["it holds no text; if it is a scan, have its characters recognised first"]),
    )


def test_long_references_are_never_split(tmp_path: Path) -> None:
    from embrepl.corpus.reading.markup.pages import Page, html_text

    text = "<p>" + "caf&eacute; &#20013; &amp; & &nosuchname; " * 9000
    joined = "".join(html_text([text[place : place + 997] for place in range(0, len(text), 997)], Page(Counter())))
    assert joined.split() == ["café", "中", "&", "&", "&nosuchname;"] * 9000


def test_the_declared_encoding_of_a_page_counts(tmp_path: Path) -> None:
    page = '<meta charset="gb2312"><p>' + "plain " * 50_000 + "中文话说天下</p>"
    documents, reading = read(tmp_path / "a.html", page.encode("gb18030"))
    assert documents[0].endswith("中文话说天下")
    assert reading.encoding == "gb18030"
    wrong = '<meta charset="gb2312"><p>café, naïve</p>'
    assert read(tmp_path / "a.html", wrong.encode())[0] == ["café, naïve"]
    assert read(tmp_path / "a.xml", "<?xml version='1.0' encoding='cp1251'?><a>да</a>".encode("cp1251"))[0] == ["да"]


def test_only_tables_are_asked_for_their_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\nx,y\n")
    (tmp_path / "a.txt").write_bytes(b"\0\1\2")
    for source in find([str(tmp_path)]).files:
        if source.kind == "csv":
            with pytest.raises(EmbreplError) as caught:
                check_column(source, ReadOptions())
            assert "a, b" in caught.value.message
        else:
            check_column(source, ReadOptions())
