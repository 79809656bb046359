"""Plain text, .txt: one document, as it stands, but for the tags of its words (The_DT mill_NN)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from embrepl.corpus.reading.conventions.tagged import separator, without_tags

if TYPE_CHECKING:
    from embrepl.corpus.reading.documents import Reading


def read(reading: Reading) -> Iterator[Iterable[str]]:
    """Yield the one document."""
    text = reading.text()
    head = next(text, "")
    whole = chain((head,), text)
    sign = separator(head)
    yield without_tags(whole, sign, reading.left_out) if sign else whole
