"""The names of encodings: those a person may type, those that Python knows, those that are shown."""

from __future__ import annotations

import codecs

from embrepl.errors import EmbreplError

MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NO_TEXT = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7", "mbcs", "oem"})
SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis_620": "cp874",
    "tis-620": "cp874",
}
USUAL = {
    "cp932": "shift-jis",
    "cp949": "euc-kr",
    "iso8859-1": "latin-1",
    "cp1125": "cp866u",
    "mac-latin2": "mac-centeuro",
}


def check_encoding(encoding: str) -> str:
    """Return the encoding a person named in the form `Decoder` takes. Raises `unknown-encoding`."""
    try:
        codec = codecs.lookup(encoding)
        name = codec.name
        known = codec._is_text_encoding and name.replace("-", "_") not in NO_TEXT
    except (LookupError, ValueError):
        known = False
    if not known:
        raise EmbreplError(
            "unknown-encoding", f"There is no text encoding {encoding}.", "Known ones: utf-8, gb18030, big5, cp1252 …"
        )
    return "utf-8-sig" if name == "utf-8" else name


def find_encoding(encoding: str, sample: bytes) -> str:
    """Return the encoding a person named, fit for a file that begins with `sample`. Raises `unknown-encoding`.

    Python's UTF-16 and UTF-32 refuse files without a byte order mark; those are read as little-endian.
    """
    name = check_encoding(encoding)
    if name in {"utf-16", "utf-32"} and not any(sample.startswith(mark) for mark, marked in MARKS if marked == name):
        return name + "-le"
    return name


def usual(encoding: str) -> str:
    """Return the name by which people know an encoding; it may be typed as well."""
    name = encoding.removesuffix("-sig").replace("_", "-")
    return USUAL.get(name, name)
