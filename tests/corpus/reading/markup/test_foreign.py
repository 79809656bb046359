"""Files that are not read are named with the way to convert them, and documents are known by what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.errors import EmbreplError
from tests.corpus.reading.markup.reading import read, rich, run
from tests.helpers.files import CASES, docx, odt, zipped


def stream(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + name.encode("utf-16-le") + b"\0" * 400


SLIDES = zipped(**{"[Content_Types].xml": "<t/>", "ppt/slides/slide1.xml": "<p>no</p>"})
ODP = zipped(mimetype="application/vnd.oasis.opendocument.presentation", **{"content.xml": "<p>no</p>"})


@pytest.mark.parametrize(
    ("name", "data", "seen", "hint"),
    [
        ("a.doc", stream("WordDocument"), "old Word document", ".docx"),
        ("a.doc", stream("Workbook"), "old Excel workbook", ".xls"),
        ("a.ppt", stream("PowerPoint Document"), "old PowerPoint presentation", ".pdf"),
        ("a.docx", stream("EncryptedPackage"), "with a password", "password"),
        ("a.txt", stream("WordDocument"), "old Word document", ".docx"),
        ("a", stream("other"), "old office document", ".docx"),
        ("a.pptx", SLIDES, "PowerPoint presentation", ".pdf"),
        ("a.zip", SLIDES, "PowerPoint presentation", ".pdf"),
        ("a.odp", ODP, "OpenDocument presentation", ".pdf"),
        ("a.pages", zipped(**{"Index/Document.iwa": "x", "preview.jpg": "x"}), "Pages", "export"),
        ("a.mobi", b"\0" * 60 + b"BOOKMOBI\0", "Kindle book", "ebook-convert"),
        ("a.txt", SLIDES, "office document", "suffix"),
        ("a.odt", odt("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "encrypted", "password"),
    ],
)
def test_what_is_not_read_is_named_with_the_way_to_convert_it(
    tmp_path: Path, name: str, data: bytes, seen: str, hint: str
) -> None:
    with pytest.raises(EmbreplError) as caught:
        read(tmp_path / name, data)
    assert seen in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize("name", ["a.zip", "a", "a.doc", "a.epub", "a.docx", "a.odt"])
@pytest.mark.parametrize("kind", ["a.docx", "a.odt", "a.epub"])
def test_a_document_is_known_by_what_it_holds(tmp_path: Path, name: str, kind: str) -> None:
    packed = CASES[kind][0]
    data = packed
    if kind == "a.docx":
        data = docx(f"<w:p>{run('One')}</w:p>", **{"[Content_Types].xml": "<t/>"})
    expected = {"a.docx": "One", "a.odt": "One two a b", "a.epub": "first second"}[kind]
    assert read(tmp_path / name, data)[0] == [expected]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (rich("yes"), "rtf"),
        ("<!DOCTYPE html><p>yes", "html"),
        ('<?xml version="1.0"?><html><p>yes</p></html>', "html"),
        ("<?xml?><a>yes</a>", "xml"),
    ],
)
def test_a_file_of_no_telling_name_is_known_by_how_it_begins(tmp_path: Path, data: bytes | str, kind: str) -> None:
    documents, reading = read(tmp_path / "a.doc", data)
    assert (documents, reading.source.kind) == (["yes"], kind)
