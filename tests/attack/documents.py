"""Books, documents, tables and archives that mean ill: each a function of how many bytes it is to have."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
from functools import partial

from backports import zstd

from tests.attack.texts import LAUGHS, Attack, over
from tests.helpers.files import docx, epub, odt, spreadsheet, zipped

MB = 1 << 20


def unpacking(size: int, begin: bytes = b"", unit: bytes = b"word ") -> bytes:
    """Return what packs to about so many bytes by deflate."""
    return begin + unit * (size * 1000 // len(unit))


def book(size: int, begin: str = "<p>", unit: str = "word ") -> bytes:
    return epub({"a.xhtml": unpacking(size, begin.encode(), unit.encode()).decode()}, ["a.xhtml"])


def chapters(size: int) -> bytes:
    many = size // 250
    return epub({f"{n}.xhtml": "<p>a b</p>" for n in range(many)}, [f"{n}.xhtml" for n in range(many)])


def same_chapter(size: int) -> bytes:
    """One page that the spine names again and again."""
    return epub({"a.xhtml": "<p>" + "word " * 2000}, ["a.xhtml"] * (size // 2))


def spine(size: int) -> bytes:
    return epub({"a.xhtml": "<p>words"}, ["a.xhtml"] * (size // 2))


def many_members(size: int) -> bytes:
    return zipped(**{f"{n}.txt": "a" for n in range(size // 110)})


def nested_zip(size: int) -> bytes:
    data = b"word " * (size // 5)
    for n in range(30):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"a{n}.txt.zip" if n else "a.txt", data)
        data = held.getvalue()
    return data


def lying(size: int, field: int, value: bytes) -> bytes:
    """An archive of one file, of which a field in the directory lies."""
    data = bytearray(zipped(**{"a.txt": "word " * (size // 5)}))
    place = data.find(b"PK\1\2") + field
    data[place : place + len(value)] = value
    return bytes(data)


def long_names(size: int) -> bytes:
    return zipped(**{"1" * min(60000, size // 4) + ".txt": "words", "1" * 5000 + "x.txt": "words"})


def deep_names(size: int) -> bytes:
    return zipped(**{"a/" * min(30000, size // 4) + "x.txt": "words"})


def page_like(kind):
    def made(size):
        if kind == "docx":
            return docx("<w:p><w:r><w:t>" + "word " * (size * 200) + "</w:t></w:r></w:p>")
        if kind == "odt":
            return odt("<text:p>" + "word " * (size * 200) + "</text:p>")
        return spreadsheet(A=[("text",), *[("word " * 100,)] * (size // 3)])

    return made


def damaged_gzip(size: int) -> bytes:
    data = gzip.compress(bytes(range(256)) * (size // 256))
    return data[: len(data) // 2] + b"\xff" * 50 + data[len(data) // 2 :]


PACKED: dict[str, Attack] = {
    "bomb.epub": book,
    "bomb tags.epub": partial(book, unit="<b>a</b>"),
    "bomb open.epub": partial(book, unit="<b>"),
    "bomb div.epub": partial(book, unit="<div>"),
    "bomb <.epub": partial(book, unit="<!DOCTYPE ["),
    "bomb spaces.epub": partial(book, unit=" "),
    "bomb lf.epub": partial(book, unit="\n"),
    "chapters.epub": chapters,
    "same chapter.epub": same_chapter,
    "spine.epub": spine,
    "opf.epub": lambda size: zipped(
        **{
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
            "a.opf": "<package>" + "<a>" * (size * 200),
            "a.xhtml": "<p>words",
        }
    ),
    "opf entities.epub": lambda size: zipped(
        **{
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
            "a.opf": over(
                "&a11;",
                LAUGHS + "<package>",
                "</package>",
            )(size),
            "a.xhtml": "<p>words",
        }
    ),
    "container.epub": lambda size: zipped(**{"META-INF/container.xml": "<a/>" * (size * 200), "a.xhtml": "<p>words"}),
    "bomb.docx": page_like("docx"),
    "bomb.odt": page_like("odt"),
    "bomb.xlsx": page_like("xlsx"),
    "styles.docx": lambda size: docx(
        "<w:p><w:r><w:t>words</w:t></w:r></w:p>",
        **{"word/styles.xml": over("<w:style w:styleId='a'>", '<w:styles xmlns:w="urn:w">')(size * 100)},
    ),
    "styles.odt": lambda size: odt("<text:p>words</text:p>", **{"styles.xml": over("<a>", "<a>")(size * 100)}),
    "manifest.odt": lambda size: odt("<text:p>words</text:p>", **{"META-INF/manifest.xml": " " * (size * 500)}),
    "fields.docx": lambda size: docx(
        "<w:p>"
        + "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>a</w:instrText></w:r>" * (size // 2)
        + "<w:r><w:t>words</w:t></w:r></w:p>"
    ),
    "instr.docx": lambda size: docx(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        + "<w:r><w:instrText>a b</w:instrText></w:r>" * size
        + "<w:r><w:t>words</w:t></w:r></w:p>"
    ),
    "boxes.docx": lambda size: docx("<w:p><w:r><w:txbxContent><w:t>a</w:t>" * size + "<w:t>words</w:t></w:p>"),
    "boxes closed.docx": lambda size: docx(
        "<w:p>"
        + "<w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent>" * size
        + "<w:r><w:t>words</w:t></w:r></w:p>"
    ),
    "notes.odt": lambda size: odt(
        "<text:p>"
        + "<text:note><text:note-body><text:p>a</text:p></text:note-body></text:note>" * size
        + "words</text:p>"
    ),
    "deep notes.odt": lambda size: odt("<text:p>" + "<text:note-body><text:p>a" * size + "words"),
    "deep p.docx": lambda size: docx("<w:p>" * (size * 10) + "<w:r><w:t>words</w:t></w:r>"),
    "deep p.odt": lambda size: odt("<text:p>a" * (size * 10) + "words"),
    "p.docx": lambda size: docx("<w:p/>" * (size * 10) + "<w:p><w:r><w:t>words</w:t></w:r></w:p>"),
    "runs.docx": lambda size: docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * (size * 3) + "</w:p>"),
    "raised runs.docx": lambda size: docx(
        "<w:p>" + "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>" * (size * 2) + "</w:p>"
    ),
    "spaces.fodt": over(" ", "<?xml version='1.0'?>", "<office:document xmlns:office='urn:o'/>"),
    "flat.fodt": over("<a>", "<?xml version='1.0'?><office:document xmlns:office='urn:o'>"),
    "flat <?.fodt": over("<??>", "<?xml version='1.0'?>"),
    "flat entities.fodt": over(
        "&a11;",
        LAUGHS + "<office:document xmlns:office='urn:o'>",
        "</office:document>",
    ),
    "gz.txt.gz": lambda size: gzip.compress(unpacking(size)),
    "bz2.txt.bz2": lambda size: bz2.compress(unpacking(size)),
    "xz.txt.xz": lambda size: lzma.compress(unpacking(size)),
    "zst.txt.zst": lambda size: zstd.compress(unpacking(size)),
    "members.txt.gz": lambda size: gzip.compress(b"a") * (size // 21),
    "members.txt.bz2": lambda size: bz2.compress(b"a ") * (size // 37),
    "members.txt.xz": lambda size: lzma.compress(b"a ") * (size // 64),
    "members.txt.zst": lambda size: zstd.compress(b"a ") * (size // 15),
    "empty members.txt.gz": lambda size: gzip.compress(b"") * (size // 20),
    "zeros.txt.gz": lambda size: gzip.compress(b"two words") + b"\0" * size,
    "zeros members.txt.gz": lambda size: (gzip.compress(b"two words") + b"\0" * 30) * (size // 60),
    "empty members.txt.bz2": lambda size: bz2.compress(b"") * (size // 14),
    "empty members.txt.zst": lambda size: zstd.compress(b"") * (size // 13),
    "empty members.txt.xz": lambda size: lzma.compress(b"") * (size // 32),
    "damaged.txt.gz": damaged_gzip,
    "long header.txt.gz": lambda size: b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"a" * size + gzip.compress(b"two words")[10:],
    "xz memory.txt.xz": lambda size: lzma.compress(
        b"word " * size, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]
    ),
    "zst window.txt.zst": lambda size: zstd.compress(
        b"word " * size,
        options={zstd.CompressionParameter.window_log: 30, zstd.CompressionParameter.enable_long_distance_matching: 1},
    ),
    "zst claims.txt.zst": lambda size: (
        b"\x28\xb5\x2f\xfd" + bytes([0xC0 | 0x20]) + struct.pack("<Q", 1 << 62) + b"\0" * 20
    ),
    "gz in gz.txt.gz": lambda size: gzip.compress(gzip.compress(gzip.compress(unpacking(size * 100)))),
    "members.zip": many_members,
    "nested.zip": nested_zip,
    "long names.zip": long_names,
    "deep names.zip": deep_names,
    "size.zip": partial(lying, field=24, value=b"\xff\xff\xff\xff"),
    "size0.zip": partial(lying, field=24, value=b"\1\0\0\0"),
    "packed.zip": partial(lying, field=20, value=b"\xff\xff\xff\x7f"),
    "offset.zip": partial(lying, field=42, value=b"\xff\xff\xff\x7f"),
    "name.zip": partial(lying, field=28, value=b"\xff\xff"),
    "method.zip": partial(lying, field=10, value=b"\x0c\0"),
    "method xz.zip": partial(lying, field=10, value=b"\x0e\0"),
    "method zstd.zip": partial(lying, field=10, value=b"\x5d\0"),
    "comment.zip": lambda size: zipped(**{"a.txt": "words"})[:-2] + struct.pack("<H", 65535) + b"PK\5\6" * 16383,
    "eocd.zip": over("PK\5\6"),
    "eocd64.zip": over("PK\6\6PK\6\7"),
    "directory.zip": over("PK\1\2" + "\0" * 42),
    "local.zip": over("PK\3\4" + "\0" * 26),
    "extra.zip": lambda size: zipped(**{"a.txt": "words"}).replace(b"PK\1\2", b"PK\1\2"),
    "txt is zip.txt": many_members,
    "zip of gz.zip": lambda size: zipped(**{"a.txt.gz": gzip.compress(unpacking(size * 100)), "b.txt": "good words"}),
    "bomb member.zip": lambda size: zipped(**{"a.txt": unpacking(size), "b.txt": "good words"}),
}


KINDS = tuple(sorted({name.rpartition(".")[2] for name in PACKED}))


def attacks(kind: str) -> dict[str, Attack]:
    """Return the attacks of files with a suffix."""
    return {name: attack for name, attack in PACKED.items() if name.endswith("." + kind)}
