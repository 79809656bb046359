"""Books: contents, page lists, covers and titles that no reader sees are left out, chapters are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.reading.markup.reading import read
from tests.helpers.files import epub

HEAD = '<?xml version="1.0"?><html xmlns:epub="http://www.idpf.org/2007/ops"><head><title>No</title></head><body>'
CHAPTER = f"{HEAD}<h1>The Weir</h1><p>A bird<a epub:type='noteref' href='#n'>1</a> sat.</p></body></html>"
SHORT = f"{HEAD}<p>Then it flew.</p></body></html>"
LINKS = "<li><a href='a.xhtml'>The Weir</a></li><li><a href='b.xhtml'>The Mill</a></li><li><a href='c'>Notes</a> 3</li>"
PAGE_LIST = "<nav epub:type='page-list'>1 2</nav>"
NAV = f"{HEAD}<h1>Contents</h1><nav epub:type='toc'><ol>{LINKS}</ol></nav>{PAGE_LIST}</body></html>"
OLD_CONTENTS = f"{HEAD}<h2>Contents</h2><ul>{LINKS}</ul></body></html>"

SHORT_CONTENTS = f"{HEAD}<h2>Table of Contents</h2><p><a href='a.xhtml'>The Weir</a></p></body></html>"


@pytest.mark.parametrize(
    ("pages", "package", "left_out"),
    [
        ({}, "", {}),
        ({"nav.xhtml": NAV}, 'properties="nav"', {"table of contents": 1, "page list": 1}),
        ({"toc.xhtml": OLD_CONTENTS}, "", {"table of contents": 1}),
        ({"toc.xhtml": SHORT_CONTENTS}, "", {"table of contents": 1}),
        ({"cover.xhtml": f"{HEAD}<p>My Book</p></body></html>"}, "", {"cover page": 1}),
    ],
)
def test_pages_that_repeat_the_text(
    tmp_path: Path, pages: dict[str, str], package: str, left_out: dict[str, int]
) -> None:
    chapters = {**pages, "a.xhtml": CHAPTER, "b.xhtml": SHORT}
    data = epub(chapters, list(chapters), package)
    documents, reading = read(tmp_path / "a.epub", data)
    assert documents == ["The Weir A bird sat. Then it flew."]
    assert reading.left_out == {**left_out, "note mark": 1}


def test_a_chapter_with_the_navigation_in_it_is_read(tmp_path: Path) -> None:
    chapter = NAV.replace("</body>", "<p>" + "The otter swims. " * 30 + "</p></body>")
    documents, reading = read(tmp_path / "a.epub", epub({"nav.xhtml": chapter}, ["nav.xhtml"], 'properties="nav"'))
    assert documents == ["Contents " + ("The otter swims. " * 30).strip()]
    assert reading.left_out == {"table of contents": 1, "page list": 1}
