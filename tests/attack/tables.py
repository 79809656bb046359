"""Tables, databases and mails that mean ill: each a function of how many bytes it is to have."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from functools import partial

from tests.attack.texts import Attack, nested, over
from tests.helpers.files import arrow_file, database, spreadsheet, table


def sheet(size, xml_begin="", xml="", end=""):
    held = io.BytesIO(spreadsheet(A=[("text",)]))
    out = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            data = old.read(each)
            if "sheet1" in each:
                data = data.replace(b"<sheetData>", b"<sheetData>" + over(xml, xml_begin, end)(size))
            new.writestr(each, data)
    return out.getvalue()


def sheet_dim(size, ref="A1:XFD1048576"):
    held = io.BytesIO(spreadsheet(A=[("text",), *[("words here",)] * (size // 60)]))
    out = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            data = old.read(each)
            if "sheet1" in each:
                data = data.replace(b"<sheetData>", f'<dimension ref="{ref}"/><sheetData>'.encode()).replace(
                    b"</sheetData>",
                    b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>last</t></is></c></row></sheetData>',
                )
            new.writestr(each, data)
    return out.getvalue()


def sqlite_blob(size):
    return database(a=[("n", "text"), (1, "word " * (size // 5)), (2, b"\0" * size)])


def sqlite_tables(size):
    return database(**{f"a{n}": [("n", "text"), (1, "two words")] for n in range(max(2, min(2000, size // 4096)))})


def sqlite_columns(size):
    return database(
        a=[
            tuple(f"c{n}" for n in range(min(1900, size // 10))),
            tuple("two words" for n in range(min(1900, size // 10))),
        ]
    )


def sqlite_corrupt(size):
    data = bytearray(database(a=[("n", "text"), *[(n, "two words " * 20) for n in range(size // 200)]]))
    for place in range(4096 * 2, len(data), 4096):
        data[place : place + 40] = b"\xff" * 40
    return bytes(data)


def sqlite_view(size):
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("create table t (text)")
        made.executemany("insert into t values (?)", [("some words",)] * 50)
        made.execute("create view v as select a.text from t a, t b, t c, t d, t e, t f")
        made.commit()
        return bytes(made.serialize())


def sqlite_recursive(size):
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute(
            "create view v as with recursive c(text) as (select 'some words' union all select text from c) "
            "select text from c"
        )
        made.commit()
        return bytes(made.serialize())


def sqlite_generated(size):
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("create table t (n, text as (hex(zeroblob(100000000))))")
        made.executemany("insert into t(n) values (?)", [(1,)] * 50)
        made.commit()
        return bytes(made.serialize())


def mail_nested(size):
    heads = [b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(size // 120)]
    return b"".join([b"From: a@b\nSubject: c\n", *heads, b"Content-Type: text/plain\n\nwords here\n"])


def mail_rfc(size):
    return b"From: a@b\n" + b"Content-Type: message/rfc822\n\n" * (size // 30) + b"From: a@b\n\nwords here\n"


TABLES: dict[str, Attack] = {
    "blob.sqlite": sqlite_blob,
    "tables.sqlite": sqlite_tables,
    "columns.sqlite": sqlite_columns,
    "corrupt.sqlite": sqlite_corrupt,
    "view.sqlite": sqlite_view,
    "recursive.sqlite": sqlite_recursive,
    "generated.sqlite": sqlite_generated,
    "zeros.sqlite": over("\0", "SQLite format 3\0"),
    "dimension.xlsx": sheet_dim,
    "dimension bad.xlsx": partial(sheet_dim, ref="A1:ZZZZZZZ99999999999"),
    "deep.xlsx": partial(sheet, xml="<row>", end=""),
    "cells.xlsx": partial(sheet, xml_begin="<row>", xml="<c><v>1</v></c>", end="</row>"),
    "far cells.xlsx": partial(sheet, xml_begin="", xml='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "doctype.xlsx": partial(sheet, xml="<!DOCTYPE ["),
    "text.parquet": lambda size: table(text=["word " * (size // 5)]),
    "same.parquet": lambda size: table(text=["word " * 2000] * size),
    "same.arrow": lambda size: arrow_file(text=["some words"] * (size // 14)),
    "columns.parquet": lambda size: table(**{f"c{n}": ["two words"] for n in range(size // 400)}),
    "columns.csv": lambda size: b"text" + b",a" * (size // 4) + b"\n" + b"two words" + b",b" * (size // 4),
    "rows of columns.csv": lambda size: (
        (b"text" + b",a" * 400 + b"\n") + (b"two words" + b",b" * 400 + b"\n") * (size // 810)
    ),
    "empty columns.csv": lambda size: b"text" + b"," * size + b"\nwords here\n",
    "short rows.csv": lambda size: b"text" + b",a" * (size // 4) + b"\n" + b"w w\n" * (size // 8),
    "long rows.csv": lambda size: b"text,n\n" + b"w w" + b",b" * (size // 2),
    "quotes.csv": over('"', "text,n\n"),
    "open quote.csv": over("a,b\n", 'text,n\n"'),
    "open quotes.csv": over('"a,b\n', "text,n\n"),
    "odd quotes.csv": over('a "b" c, d\n', "text,n\n"),
    "odd quote.csv": over('"a "b" c", d\n', "text,n\n"),
    "lines in quotes.csv": over('"a\nb",1\n', "text,n\n"),
    "many delimiters.csv": over(",;\t|", "text,n\n"),
    "titles.csv": over("a\n", ""),
    "empty lines.csv": over("\n", "text,n\n", "a b,1"),
    "cr.csv": over("a b,1\r", "text,n\r"),
    "backslash.csv": over('"a \\"b\\" c",1\n', "text,n\n"),
    "same header.csv": over("text,n\n"),
    "same names.csv": lambda size: b"a," * (size // 2) + b"\n" + b"b c," * (size // 4),
    "quote line.csv": over('" ', 'text,n\n"'),
    "comma line.csv": over(", ", 'text,n\n"a'),
    "cells.csv": over("<br>a b,&amp;\n", "text,n\n"),
    "tags cell.csv": over("<a ", "text,n\n"),
    "one column.csv": over("a b c d\n", "text\n"),
    "nul.csv": over("a\0b,1\n", "text,n\n"),
    "deep.json": nested("[", "]", middle='"words"'),
    "deep objects.json": nested('{"text":', "}", middle='"words"'),
    "deep.jsonl": nested("[", "]", middle='"words"'),
    "deep objects.jsonl": nested('{"text":', "}", middle='"words"'),
    "open.json": over("["),
    "open objects.json": over('{"a":'),
    "deep in array.json": nested('{"text":', "}", "[", "]", '"words"'),
    "digits.json": over("1", '[{"text": "a b", "n": ', "}]"),
    "digits.jsonl": over("1", '{"text": "a b", "n": ', "}\n"),
    "exponent.json": over("9", '[{"text": "a b", "n": 1e', "}]"),
    "keys.json": lambda size: ("[{" + ",".join(f'"k{n}": "a b"' for n in range(size // 14)) + "}]").encode(),
    "keys.jsonl": lambda size: ("{" + ",".join(f'"k{n}": "a b"' for n in range(size // 14)) + "}\n").encode(),
    "different keys.jsonl": lambda size: "".join(f'{{"k{n}": "a b"}}\n' for n in range(size // 18)).encode(),
    "same key.json": over('"text": "a b",', "[{", '"n": 1}]'),
    "strings.json": over('"a b",', "[", '"c"]'),
    "numbers.json": over("1,", "[", "2]"),
    "open string.json": over("a", '[{"text": "'),
    "open string.jsonl": over("a", '{"text": "'),
    "escapes.json": over("\\u0041", '["', '"]'),
    "open array.json": over('"a b",', "["),
    "halves.json": over("\\ud800", '["', '"]'),
    "commas.json": over(",", "[", '"a b"]'),
    "values.json": over('{"text": "a b"} '),
    "nested rows.json": over('{"text": "a b"},', '{"a": {"b": [', '{"text": "c"}]}}'),
    "wrapped.json": over('{"a": [{"text": "a b"}]},', "[", '{"text": "c"}]'),
    "NaN.json": over("NaN,", "[", '"a b"]'),
    "frame.json": lambda size: ('{"text": {' + ",".join(f'"{n}": "a b"' for n in range(size // 14)) + "}}").encode(),
    "bad.json": over('{"text": a},', "["),
    "bad.jsonl": over('{"text": a}\n'),
    "empty.jsonl": over("\n"),
    "lines of [.jsonl": over("[\n"),
    "long number.csv": over("1", "text,n\n", ",2\n"),
    "deep paths.jsonl": lambda size: ('{"a":' * 400 + '"some words"' + "}" * 400 + "\n").encode() * (size // 2900),
    "nested.eml": mail_nested,
    "rfc.eml": mail_rfc,
    "headers.eml": over("A: b\n", "From: a\n", "\nwords here"),
    "long header.eml": over("b ", "From: a\nSubject: ", "\n\nwords here"),
    "folded.eml": over(" a\n", "From: a\nSubject: b\n", "\nwords here"),
    "encoded.eml": over("=?utf-8?q?a?= ", "From: a\nSubject: ", "\n\nwords here"),
    "encoded bad.eml": over("=?", "From: a\nSubject: ", "\n\nwords here"),
    "boundary.eml": over("--b\n\nwords\n", "From: a\nContent-Type: multipart/mixed; boundary=b\n\n", "--b--"),
    "boundaries.eml": over("--b\n", "From: a\nContent-Type: multipart/mixed; boundary=b\n\n"),
    "qp.eml": over("=41", "From: a\nContent-Transfer-Encoding: quoted-printable\n\n"),
    "qp bad.eml": over("=", "From: a\nContent-Transfer-Encoding: quoted-printable\n\n"),
    "qp soft.eml": over("a=\n", "From: a\nContent-Transfer-Encoding: quoted-printable\n\n"),
    "base64.eml": over("YWJj", "From: a\nContent-Transfer-Encoding: base64\n\n"),
    "base64 bad.eml": over("=", "From: a\nContent-Transfer-Encoding: base64\n\n"),
    "uu.eml": over("begin 644 a\n", "From: a\nContent-Transfer-Encoding: x-uuencode\n\n"),
    "html.eml": over("<div>", "From: a\nContent-Type: text/html\n\n"),
    "param.eml": over("; a=b", "From: a\nContent-Type: text/plain", "\n\nwords"),
    "params.eml": over("; a*0*=b", "From: a\nContent-Type: text/plain", "\n\nwords"),
    "quoted param.eml": over('"\\"', "From: a\nContent-Type: text/plain; a=", "\n\nwords"),
    "charset.eml": over("a", "From: a\nContent-Type: text/plain; charset=", "\n\nwords"),
    "From.mbox": over("From a@b Mon Jan  1 00:00:00 2024\n\n"),
    "mails.mbox": over("From a@b Mon Jan  1 00:00:00 2024\nA: b\n\nwords\n"),
    "quoted.eml": over("> a\n", "From: a\n\nwords\n"),
    "deep quoted.eml": over(">", "From: a\n\nwords\n"),
    "wrote.eml": over("On Monday Ann wrote:\n", "From: a\n\nwords\n"),
    "signature.eml": over("-- \n", "From: a\n\nwords\n"),
    "addresses.eml": over("a <a@b>, ", "From: ", "\n\nwords"),
    "brackets.eml": over("(", "From: ", "\n\nwords"),
    "type (.eml": over("(", "From: a\nContent-Type: ", "\n\nwords"),
    "type quote.eml": over('"', "From: a\nContent-Type: text/plain; a=", "\n\nwords"),
    "received.eml": over("Received: from a\n by b\n", "From: a\n", "\nwords"),
}


KINDS = tuple(sorted({name.rpartition(".")[2] for name in TABLES}))


def attacks(kind: str) -> dict[str, Attack]:
    """Return the attacks of files with a suffix."""
    return {name: attack for name, attack in TABLES.items() if name.endswith("." + kind)}
