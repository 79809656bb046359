"""Small files of the kinds that are archives, documents or tables, as bytes."""

from __future__ import annotations

import bz2
import gzip
import html
import io
import lzma
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing

import pyarrow as arrow
from backports import zstd
from pyarrow import ipc, parquet


def zipped(**files: bytes | str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def epub(chapters: dict[str, str], spine: list[str], first: str = "") -> bytes:
    """Return a book; `first` are attributes of the first page."""
    items = "".join(f'<item id="i{n}" href="{name}" {"" if n else first}/>' for n, name in enumerate(chapters))
    refs = "".join(f'<itemref idref="i{list(chapters).index(name)}"/>' for name in spine)
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf">'
        f"<manifest>{items}</manifest><spine>{refs}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    files = {f"OPS/{name.replace('%20', ' ')}": text for name, text in chapters.items()}
    return zipped(**{"META-INF/container.xml": container, "OPS/book.opf": package, **files})


def docx(body: str, **parts: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc"'
    document = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    return zipped(**{"word/document.xml": document, **parts})


def odt(text: str, styles: str = "", **parts: str) -> bytes:
    names = "office text style table draw svg xlink"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split())
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return zipped(**files, **{"meta.xml": "<meta>a program 12</meta>", **parts})


def pdf(*pages: str) -> bytes:
    """Return a document with these pages, in a font that every reader knows."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< "
            b"/Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>"
        ),
    ]
    for number, text in enumerate(pages):
        shown = b"BT /F1 12 Tf 50 700 Td <" + text.encode("utf-16-be").hex().encode() + b"> Tj ET"
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects += [page.encode(), b"<< /Length %d >>\nstream\n" % len(shown) + shown + b"\nendstream"]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n" % size + table + b"trailer << /Size %d /Root 1 0 R >>\n" % size
        + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )  # fmt: skip


def table(**columns: list[object]) -> bytes:
    held = io.BytesIO()
    parquet.write_table(arrow.table(columns), held)
    return held.getvalue()


def arrow_file(*, stream: bool = False, **columns: list[object]) -> bytes:
    held, rows = io.BytesIO(), arrow.table(columns)
    with (ipc.new_stream if stream else ipc.new_file)(held, rows.schema) as writer:
        writer.write_table(rows)
    return held.getvalue()


def database(**tables: list[tuple[object, ...]]) -> bytes:
    """Return an SQLite database; the first row of a table names its columns."""
    with closing(sqlite3.connect(":memory:")) as made:
        for name, (columns, *rows) in tables.items():
            made.execute(f"CREATE TABLE {name} ({', '.join(map(str, columns))})")
            made.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)  # noqa: S608
        made.commit()
        return bytes(made.serialize())


def spreadsheet(**sheets: list[tuple[object, ...]]) -> bytes:
    """Return an .xlsx file."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    named = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{related}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in enumerate(sheets, 1)
    )
    pages = {
        f"xl/worksheets/sheet{n}.xml": f"<worksheet {main}><sheetData>{_cells(rows)}</sheetData></worksheet>"
        for n, rows in enumerate(sheets.values(), 1)
    }
    return zipped(**{
        "_rels/.rels": f'<Relationships {links}><Relationship Id="r1" Type="{related}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{related}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {links}>{targets}</Relationships>",
        **pages,
    })  # fmt: skip


def _cells(rows: list[tuple[object, ...]]) -> str:
    def cell(value: object) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t xml:space="preserve">{html.escape(value)}</t></is></c>'
        return "<c/>" if value is None else f"<c><v>{value}</v></c>"

    return "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)


PAGE = (
    "<html><head><title>Title</title><style>p {}</style></head><body><p>One <b>t</b>wo\n three&nbsp;f&eacute;<br>five"
    "<script>var x = '<p>';</script><table><td>a</td><td>b</td></table>"
)
PAGE_TEXT = "One two three\xa0fé\nfive\na\nb"
TEI = (
    '<?xml version="1.0"?>\n<!DOCTYPE TEI [<!ENTITY q "quux">]>\n<TEI><teiHeader>no</teiHeader><text>'
    "<p>W<hi>ord</hi> &amp; caf&eacute;<l>a</l><l>b</l></p></text></TEI>"
)
SUBTITLES = (
    "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Hello</i>\r\nthere\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,500 X1:1\r\n"
    "{\\an8}1984\r\nwas a year\r\n"
)
PARAGRAPHS = (
    "<w:p><w:r><w:t>One </w:t></w:r><w:r><w:t>two</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>gone</w:delText></w:r>"
    "</w:del><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p><mc:Fallback><w:p><w:r><w:t>twice</w:t></w:r></w:p>"
    "</mc:Fallback>"
)
NOTES = '<w:footnotes xmlns:w="urn:w"><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnotes>'
CHAPTERS = {"b%20b.xhtml": "<p>second</p>", "a.xhtml": "<p>first</p>", "nav.xhtml": "<p>contents</p>"}
RICH = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\pard\f0 The caf\'e9\par by the {\b riv}er\par}"
CASES: dict[str, tuple[bytes | str, list[str]]] = {
    "a.txt": ("one\ntwo", ["one\ntwo"]),
    "a.md": ("# one", ["# one"]),
    "a.html": (PAGE, [PAGE_TEXT]),
    "a.xml": (TEI, ["Word & café\na\nb"]),
    "a.csv": ("text,n\none,1\ntwo,2\n", ["one", "two"]),
    "a.tsv": ("text\tn\none\t1\ntwo\t2\n", ["one", "two"]),
    "a.jsonl": ('{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
    "a.json": ('[{"text": "one"}, {"text": "two", "n": 1.5}]', ["one", "two"]),
    "a.parquet": (table(text=["one", "two"], n=[1, 2]), ["one", "two"]),
    "a.arrow": (arrow_file(text=["one", "two"], n=[1, 2]), ["one", "two"]),
    "a.xlsx": (spreadsheet(A=[("n", "text"), (1, "one"), (2, "two")]), ["one", "two"]),
    "a.sqlite": (database(a=[("n", "text"), (1, "one"), (2, "two")]), ["one", "two"]),
    "a.srt": (SUBTITLES, ["Hello\nthere\n1984\nwas a year"]),
    "a.vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One</v>\n", ["One"]),
    "a.sbv": ("0:00:01.000,0:00:02.000\nOne\n", ["One"]),
    "a.ass": ("[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}One, two\n", ["One, two"]),
    "a.lrc": ("[ar:Ann]\n[00:01.00]One\n", ["One"]),
    "a.conllu": ("# text = One two\n1\tOne\tone\tNUM\n2\ttwo\ttwo\tNUM\n\n", ["One two"]),
    "a.vrt": ("<text>\n<s>\nOne\tNUM\n</s>\n</text>\n<text>\ntwo\tNUM\n</text>\n", ["One", "two"]),
    "a.eml": ("From: Ann <a@example.org>\nSubject: no\n\nOne two\n", ["One two"]),
    "a.mbox": (
        "From a@b Mon Jan  1 00:00:00 2024\nA: b\n\nOne\n\nFrom a@b 1 00:00 2024\nA: b\n\ntwo\n",
        ["One", "two"],
    ),
    "a.tex": ("\\documentclass{book}\n\\begin{document}\nOne \\emph{two}\n\\end{document}\n", ["One two"]),
    "a.epub": (epub(CHAPTERS, ["a.xhtml", "b%20b.xhtml"]), ["first\nsecond"]),
    "a.docx": (docx(PARAGRAPHS, **{"word/footnotes.xml": NOTES}), ["One two\na\nb\na note"]),
    "a.odt": (odt("<text:p>One <text:span>t</text:span>wo</text:p><text:h>a<text:s/>b</text:h>"), ["One two\na b"]),
    "a.rtf": (RICH, ["The café\nby the river"]),
    "a.pdf": (pdf("话说天下大势，", "分久必合。"), ["话说天下大势，\n分久必合。"]),
}
NOTED = ("a.conllu", "a.vrt")  # kinds of which the report always says how they are read
PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}
