"""Files that are no text and no kind that is read: what they are, and how to turn them into one that is."""

from __future__ import annotations

import zlib
from zipfile import BadZipFile, ZipFile

from embrepl.errors import EmbreplError

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "Open it in Word or LibreOffice and save it as .docx, .odt or .txt."
SLIDES = "Open it in PowerPoint or LibreOffice and save it as .pdf, or its outline as .txt."
SHEETS = "Give it the suffix .xls, or save it as .csv."
ARCHIVES = "Unpack it and name the folder."
CALIBRE = "Calibre converts it to .epub: ebook-convert BOOK BOOK.epub."
SCANS = "Have its characters recognised and save them as .txt."
FOREIGN = (  # place, bytes, what such a file is, what to do
    (0, b"\xffWPC", "a WordPerfect document", OFFICE),
    (0, b"\xdb\xa5-\0", "a document of Word 2", OFFICE),
    (0, b"AT&TFORM", "a DjVu document", "Save its text as .txt, or the pages as a .pdf with text."),
    (60, b"BOOKMOBI", "a Kindle book", CALIBRE),
    (60, b"TEXtREAd", "a Palm book", CALIBRE),
    (0, b"ITOLITLS", "a Microsoft Reader book", CALIBRE),
    (0, b"ITSF", "a compiled help file", CALIBRE),
    (
        0,
        b"PK\3\4",
        "a zip archive or an office document",
        "Give it the suffix that it should have: .docx, .odt or .zip.",
    ),
    (0, b"Rar!\x1a\7", "a RAR archive", ARCHIVES),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", ARCHIVES),
    (257, b"ustar", "a tar archive", ARCHIVES),
    (0, b"\x89PNG", "a picture", SCANS),
    (0, b"\xff\xd8\xff", "a picture", SCANS),
    (0, b"GIF8", "a picture", SCANS),
    (0, b"II*\0", "a picture", SCANS),
    (0, b"MM\0*", "a picture", SCANS),
    (0, b"\x7fELF", "a program", "Name a text file."),
    (0, b"MZ\x90\0", "a program", "Name a text file."),
)
OLD_OFFICE = (  # the stream that holds the content, what such a file is, what to do
    ("EncryptedPackage", "an office document with a password", "Save it without the password."),
    ("WordDocument", "an old Word document (.doc)", OFFICE),
    ("Workbook", "an old Excel workbook (.xls)", SHEETS),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)", SLIDES),
    ("__substg1.0_", "an Outlook message (.msg)", "Save it as .txt."),
)
OPEN_DOCUMENTS = {  # the end of the type that the file names
    "opendocument.text": "odt",
    "opendocument.text-template": "odt",
    "opendocument.spreadsheet": "spreadsheet",
    "opendocument.presentation": "odp",
    "opendocument.graphics": "odg",
    "epub+zip": "epub",
}
FOLDERS = {"word/": "docx", "xl/": "spreadsheet", "ppt/": "pptx", "visio/": "vsdx"}
PACKED = {  # kinds of zip archives that are documents, what such a file is, what to do when it is not read
    "odt": ("an OpenDocument text", OFFICE),
    "odp": ("an OpenDocument presentation", SLIDES),
    "odg": ("an OpenDocument drawing", "Open it in LibreOffice and save it as .pdf."),
    "docx": ("a Word document", OFFICE),
    "pptx": ("a PowerPoint presentation", SLIDES),
    "vsdx": ("a Visio drawing", "Save it as .pdf."),
    "iwork": ("a document of Pages, Numbers or Keynote", "Open it there and export it as .docx, .csv or .pdf."),
    "sxw": ("an old OpenOffice document", OFFICE),
}
MOST_TYPE = 100  # bytes of the type that a document names
HEAD = 1 << 16  # bytes that show what an old office file is


def refuse_foreign(shown: str, head: bytes) -> None:
    """Raise `binary-file` when the first bytes are those of something that is known and not read."""
    if head.startswith(OLE2):
        raise _not_read(shown, *_old_office(head))
    for place, magic, what, hint in FOREIGN:
        if head.startswith(magic, place):
            raise _not_read(shown, what, hint)


def refuse_packed(shown: str, kind: str) -> None:
    """Raise `binary-file` for a document that is a zip archive, of a kind that is not read."""
    raise _not_read(shown, *PACKED[kind])


def kind_packed(archive: ZipFile) -> str:
    """Return what document a zip archive is: "docx", "epub" and others; "" for none."""
    names = archive.namelist()
    if "mimetype" in names:
        named = _type(archive)
        kind = OPEN_DOCUMENTS.get(named.rpartition("/")[2].removeprefix("vnd.oasis."))
        if kind or "vnd.sun.xml" in named:
            return kind or "sxw"
    if "META-INF/container.xml" in names:
        return "epub"
    if "[Content_Types].xml" in names:
        return next((kind for folder, kind in FOLDERS.items() if any(name.startswith(folder) for name in names)), "")
    return "iwork" if any(name.endswith((".iwa", "index.apxl", "Index.zip")) for name in names) else ""


def _type(archive: ZipFile) -> str:
    """Return the type that a document names, "" for one that is damaged."""
    try:
        with archive.open("mimetype") as file:
            return file.read(MOST_TYPE).decode("latin-1").strip()
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
        return ""


def _old_office(head: bytes) -> tuple[str, str]:
    """Return what a file is that begins like all old office files, by the names in its directory."""
    for stream, what, hint in OLD_OFFICE:
        if stream.encode("utf-16-le") in head:
            return what, hint
    return "an old office document (.doc, .xls, .ppt)", OFFICE


def _not_read(shown: str, what: str, hint: str) -> EmbreplError:
    return EmbreplError("binary-file", f"{shown} is {what}, which is not read.", hint)
