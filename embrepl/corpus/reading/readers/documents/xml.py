"""XML, .xml: the text of all elements but a TEI header, a file is one document; of the dump of a wiki each article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from embrepl.corpus.reading.markup.elements import xml_text
from embrepl.corpus.reading.markup.pages import Page, html_text
from embrepl.corpus.reading.wiki.dump import articles, is_dump

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading

PAGE = re.compile(r"[^<]{0,9}(?:<[?!][^<>]*>\s*)*<html\b", re.IGNORECASE)  # of the web, whatever it is called


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the documents."""
    text = reading.text()
    head = next(text, "")
    with reading.guarded():
        if is_dump(head):
            for article in articles(reading, chain([head], text)):
                yield [article]
        elif PAGE.match(head):
            yield html_text(chain([head], text), Page(reading.left_out))
        else:
            yield xml_text(chain([head], text), reading.left_out, reading.note)
