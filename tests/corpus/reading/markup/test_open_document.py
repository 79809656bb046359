"""OpenDocument texts: what a reader of the printed page sees; what is no text is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.reading.markup.reading import ODT_STYLES, counted, named, read
from tests.helpers.files import odt

DELETED = "<deletion><office:change-info>me</office:change-info><p>no</p></deletion>"
CHANGED = f"<tracked-changes><changed-region>{DELETED}</changed-region></tracked-changes>"
NOTE = "<note><note-citation>1</note-citation><note-body><p>A dam.</p></note-body></note>"
BOX = "<draw:frame><draw:text-box><p>box</p></draw:text-box></draw:frame>"
PAGES = "<office:styles><office:master-styles><p>no</p></office:master-styles></office:styles>"
TWO = "hidden passage, hidden passage"
CELLS = "<table:table-cell><p>a</p></table:table-cell><table:table-cell><p>b</p></table:table-cell>"


@pytest.mark.parametrize(
    ("body", "text", "left_out"),
    [
        (f"<p>we<span>i</span>r{NOTE}s ran</p>", "weir s ran A dam.", "note mark"),
        (f"{CHANGED}<p>yes</p>", "yes", "deleted passage"),
        ("<p text:style-name='Offer'>no</p><p>y<span text:style-name='Off'>no</span>s</p>", "ys", TWO),
        ("<section text:display='none'><p>no</p></section><p>y</p>", "y", "hidden passage"),
        ("<p><ruby><ruby-base>東</ruby-base><ruby-text>no</ruby-text></ruby>京</p>", "東京", "ruby reading"),
        ("<p>y<office:annotation><p>no</p></office:annotation>es</p>", "yes", "comment"),
        ("<table-of-content><p>no</p></table-of-content><p>y</p>", "y", "table of contents"),
        ("<p>weir<span text:style-name='Up'>2</span> x<span text:style-name='Up'>2</span></p>", "weir x2", "note mark"),
        (f"<p>wa{BOX}ter</p>", "water box", ""),
        (f"<table:table>{CELLS}</table:table>", "a b", ""),
        ("<p>a<s text:c='3'/>b<tab/>c<line-break/>d<soft-page-break/>e</p>", "a b c de", ""),
    ],
)  # fmt: skip
def test_open_document(tmp_path: Path, body: str, text: str, left_out: str) -> None:
    styles = named("text", PAGES).replace("<office:styles>", "<office:styles xmlns:office='urn:o' xmlns:text='urn:t'>")
    documents, reading = read(tmp_path / "a.odt", odt(named("text", body), ODT_STYLES, **{"styles.xml": styles}))
    assert (documents, reading.left_out, reading.notes()) == ([text], counted(left_out), [])


def test_flat_open_document(tmp_path: Path) -> None:
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    flat = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document{spaces}><office:meta>no</office:meta><office:body>'
        "<office:text><text:p>Ein<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>zwei"
        "</text:p></text:note-body></text:note></text:p></office:text></office:body></office:document>"
    )
    assert read(tmp_path / "a.fodt", flat.encode())[0] == ["Ein zwei"]
