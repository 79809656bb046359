"""The chapters of documents: the headings that are no entries of a table of contents, and of the commonest kind.

Axes: H headings of a document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from embrepl.corpus.building.headings import Heading

MOST = 1 << 17  # headings that are remembered
ENTRY = 12  # tokens after the heading of a table of contents, at most
SEVERAL = 3  # headings without any text between them, which are a table of contents without its book
MARKDOWN = "#"


class Chapters:
    """Takes headings, and where documents begin, in the order of the text."""

    def __init__(self) -> None:
        self._headings: list[Heading] = []
        self._ends: dict[int, int] = {}  # of the documents with headings: the token after them, -1 while it is unknown
        self.too_many = False

    def add(self, headings: Iterable[Heading], first: int, begins: Sequence[int]) -> None:
        """Take the headings of the next batch. `first`: its first new document; `begins`: their first tokens."""
        new = list(headings)
        self._headings += new
        self._ends.update({heading.document: -1 for heading in new})
        for document in [document for document, end in self._ends.items() if end < 0]:
            if document + 1 - first < len(begins):
                self._ends[document] = begins[document + 1 - first]
        if len(self._headings) > MOST:
            self.too_many, self._headings, self._ends = True, [], {}

    def chosen(self, kind_of_file: Callable[[int], str], tokens: int) -> list[Heading]:
        """Return the chapters; `kind_of_file` says of which kind the file of a document is, "" for tables."""
        chapters: list[Heading] = []
        for document, headings in groupby(self._headings, attrgetter("document")):
            end = self._ends[document]
            chapters += _chapters(list(headings), kind_of_file(document), tokens if end < 0 else end)
        return [] if self.too_many else chapters


def _chapters(headings: Sequence[Heading], file: str, end: int) -> Iterator[Heading]:
    """Yield the chapters of one document, which ends before a token. H headings."""
    if file == "markdown":
        marked = [heading for heading in headings if heading.kind.startswith(MARKDOWN)]
        levels = Counter(heading.kind for heading in marked)
        level = min((kind for kind, many in levels.items() if many > 1), default=min(levels, default=""))
        if marked:
            yield from (heading for heading in marked if heading.kind == level)
            return
    if not file:
        return
    own = _without_contents([heading for heading in headings if not heading.kind.startswith(MARKDOWN)], end)
    kinds = Counter(heading.kind for heading in own)
    kind = max(kinds, key=lambda kind: kinds[kind], default="")
    before: Heading | None = None
    for heading in own:
        if heading.kind == kind:
            if before is None or heading.number != before.number:  # else it heads a page of the same chapter
                yield heading
            before = heading


def _without_contents(headings: list[Heading], end: int) -> list[Heading]:
    """Leave out the entries of tables of contents, before the chapters or after them. (H,)."""
    own = headings
    for backwards in (False, True):
        left_out = _entries(own, _texts(own, end), backwards=backwards)
        own = [heading for at, heading in enumerate(own) if at not in left_out]
    return [] if len(own) >= SEVERAL and not any(_texts(own, end)[:-1]) else own


def _texts(headings: Sequence[Heading], end: int) -> list[int]:
    """Return how many tokens stand between each heading and the next, or the end of the document. (H,)."""
    following = [*(heading.begin for heading in headings[1:]), end]
    return [begin - heading.end for heading, begin in zip(headings, following, strict=False)]


def _entries(headings: Sequence[Heading], texts: Sequence[int], *, backwards: bool) -> set[int]:
    """Return which headings are entries of contents before their chapters, or after them where `backwards`.

    They have hardly any text, and come again with more; the last entry may seem to have text, before the next heading
    is the first one again, or the document ends. (H,), (H,).
    """
    keys = [(heading.kind, heading.number) for heading in headings]
    others: dict[tuple[str, str], int] = {}  # where the chapter of an entry stands, if it is one
    for at, key in enumerate(keys):
        others[key] = others.get(key, at) if backwards else at
    entries: set[int] = set()
    first = 0  # of the run of entries
    for at, key in enumerate(keys):
        other = others[key]
        after_entry = at - 1 in entries
        first = first if after_entry else at
        last = after_entry and (at + 1 == len(keys) if backwards else keys[at + 1 : at + 2] == [keys[first]])
        apart = other < at if backwards else other > at
        if apart and (last or texts[at] < min(ENTRY, texts[other])):
            entries.add(at)
    return entries
