"""Rich text: characters in every way of writing them; what is no text is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.errors import EmbreplError
from tests.corpus.reading.markup.reading import counted, read, rich


@pytest.mark.parametrize(
    ("body", "text", "left_out"),
    [
        (
            r"The caf\'e9 by the {\b riv}er\par\u8220?No\u8221?\line a\tab b\emdash c",
            "The café by the river “No” a b—c",
            "",
        ),
        (r"{\f1 \'ec\'ee\'f1\'f2} {\f2\'93\'fa\'96\'7b} {\f3 no}\u-10179?\u-8704?", "мост 日本 😀", ""),
        (r"\uc2\u233xx t\'e9 {\uc0\u233 t}", "é té ét", ""),
        (r"yes{\v no}{\v0 s} \v no\v0 {\deleted no}end", "yess end", "hidden passage, hidden passage, deleted passage"),
        (r"weir{\super\chftn}{\footnote\pard{\super\chftn} A dam.}ran\par end", "weir ran A dam. end", ""),
        (r"weir{\super 2} x{\super 2} M{\super me}", "weir x2 Mme", "note mark"),
        (
            r"{\field{\*\fldinst HYPERLINK no}{\fldrslt link}} {\field{\*\fldinst{TOC \\o}}{\fldrslt no\par no}}end",
            "link end",
            "table of contents",
        ),
        (r"{\header no\par}{\pict\wmetafile8 0a0b}{\*\unknown no}{\pict\bin5 }}}{{x}a\{b\}\\", r"a{b}\ ".strip(), ""),
        (r"wa{\shp{\*\shpinst{\sp{\sn no}{\sv no}}{\shptxt box\par}}{\shprslt no}}ter\par", "water box", ""),
        (
            r"{\*\atnid me}{\annotation no}a\~b\-c\_d {\listtext 1.\tab}item\cell two\row",
            "a b\u00adc\u2011d item two",
            "comment",
        ),
    ],
)
def test_rich_text(tmp_path: Path, body: str, text: str, left_out: str) -> None:
    documents, reading = read(tmp_path / "a.rtf", rich(body))
    assert (documents, reading.left_out, reading.notes()) == ([text], counted(left_out), [])


def test_rich_text_that_is_cut_or_none(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.rtf", rich(r"{\b yes")[:-1])
    assert (documents, reading.notes()) == (
        ["yes"],
        ["damaged rich text, some text may be missing: it ends in the middle"],
    )
    with pytest.raises(EmbreplError, match="is not rich text"):
        read(tmp_path / "b.rtf", b"no")
