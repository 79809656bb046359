"""Word documents: what a reader of the printed page sees, each word once; what is no text is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.reading.markup.reading import VANISH, counted, named, read, run
from tests.helpers.files import docx, zipped

UP = '<w:vertAlign w:val="superscript"/>'
STYLES = (
    '<w:styles xmlns:w="urn:w"><w:style w:styleId="Off"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Offer"><w:basedOn w:val="Off"/></w:style><w:style w:styleId="Mark"><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>'
)
BOX = f"<txbxContent><p>{run('box')}</p></txbxContent>"
BOX = f"<r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></r>"
MERGED = "<pPr><rPr><del/></rPr></pPr>"
SHOWN, OFFER, MARK = "<vanish w:val='0'/>", "<rStyle w:val='Offer'/>", "<rStyle w:val='Mark'/>"
LIST = "<sdtPr><docPartObj><docPartGallery w:val='Table of Contents'/></docPartObj></sdtPr>"
BEGIN, SEPARATE, END = (f"<r><fldChar w:fldCharType='{kind}'/></r>" for kind in ("begin", "separate", "end"))
INDEX, TOC, PAGE = (
    f"{BEGIN}<r><instrText>{what}</instrText></r>{SEPARATE}" for what in ("XE no", "TOC \\o", "PAGEREF a")
)


@pytest.mark.parametrize(
    ("body", "text", "left_out"),
    [
        (f"<p>{run('see')}{run(' no', VANISH)}{run(' no', VANISH)}{run('n')}</p>", "seen", "hidden passage"),
        (f"<p>{run('yes', SHOWN)}</p>", "yes", ""),
        (f"<p>{run('no', OFFER)}{run('yes')}</p>", "yes", "hidden passage"),
        (f"<p><pPr><pStyle w:val='Off'/></pPr>{run('no')}</p><p>{run('yes')}</p>", "yes", "hidden passage"),
        (f"<p><pPr><rPr>{VANISH}</rPr></pPr>{run('yes')}</p>", "yes", ""),
        (f"<p><moveFrom>{run('we ')}</moveFrom><ins>{run('as ')}</ins><moveTo>{run('we')}</moveTo></p>", "as we", ""),
        ("<p><del><r><delText>no</delText></r></del></p>", "", "deleted passage"),
        (f"<p>{MERGED}{run('wa')}</p><p>{run('ter')}</p>", "water", ""),
        (f"<p><r><ruby><rt>{run('no')}</rt><rubyBase>{run('東')}</rubyBase></ruby></r></p>", "東", "ruby reading"),
        (f"<p>{run('wa')}{BOX}{run('ter')}</p><p>{run('end')}</p>", "water box end", ""),
        (f"<p>{run('weir')}{run('1', UP)}{run('2', UP)}{run(' x')}{run('2', UP)}</p>", "weir x2", "note mark"),
        (f"<p>{run('weir')}{run('3', MARK)}{run('ran')}</p>", "weir ran", "note mark"),
        (f"<p>{run('weir')}<r><footnoteReference w:id='2'/></r>{run('ran')}</p>", "weir ran", ""),
        (f"<p>{run('weir')}<r><endnoteReference w:customMarkFollows='1'/><t>q</t></r></p>", "weir", "note mark"),
        (f"<p>{INDEX}{END}{run('yes')}</p>", "yes", ""),
        (f"<p>{TOC}{run('no')}</p><p>{PAGE}{run('7')}{END}{END}</p><p>{run('yes')}</p>", "yes", "table of contents"),
        (f"<sdt>{LIST}<sdtContent><p>{run('no')}</p></sdtContent></sdt><p>{run('y')}</p>", "y", "table of contents"),
        (f"<p><mc:oMath><mc:t>no</mc:t></mc:oMath>{run('yes')}</p>", "yes", "formula"),
        ("<p><r><t>a</t><tab/><t>b</t><noBreakHyphen/><t>c</t><softHyphen/><t>d</t></r></p>", "a b-cd", ""),
    ],
)  # fmt: skip
def test_word(tmp_path: Path, body: str, text: str, left_out: str) -> None:
    documents, reading = read(tmp_path / "a.docx", docx(named("w", body), **{"word/styles.xml": STYLES}))
    assert (documents, reading.left_out, reading.notes()) == ([text], counted(left_out), [])


def test_word_documents_of_other_names(tmp_path: Path) -> None:
    data = zipped(**{"word/document2.xml": f'<w:document xmlns:w="urn:w"><w:p>{run("yes")}</w:p></w:document>'})
    assert read(tmp_path / "a.docm", data)[0] == ["yes"]
