"""Parts of texts that were asked last, each as a corpus of its own; the session keeps a few."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.parts.part import Part
    from embrepl.corpus.parts.view import PartCorpus
    from embrepl.corpus.store.store import Corpus

KEPT = 4  # parts: two commands that compare two each


class Views:
    """The parts, the latest last, and what searches them among the `concordances` of all texts."""

    def __init__(self, concordances: dict[Path, Concordance]) -> None:
        self._concordances = concordances
        self._views: list[PartCorpus] = []

    def view(self, whole: Corpus, part: Part, name: str) -> PartCorpus:
        """Return a part as a corpus of that name, the one that is kept if there is one. Raises `empty-part`."""
        from embrepl.corpus.parts.view import PartCorpus

        kept = (each for each in self._views if each.whole is whole and each.part.key == part.key)
        found = next(kept, None) or PartCorpus(whole, part, name)
        self._views = [*(each for each in self._views if each is not found), found]
        self._drop(self._views[:-KEPT])
        return found

    def forget(self, whole: Corpus) -> None:
        """Keep no part of a text any more."""
        self._drop([each for each in self._views if each.whole is whole])

    def _drop(self, views: list[PartCorpus]) -> None:
        self._views = [each for each in self._views if each not in views]
        for each in views:
            each.release()
        dropped = [self._concordances.pop(each.folder, None) for each in views]
        if any(dropped):
            gc.collect()  # one refers to itself, and would keep its arrays until Python looks for such
