"""A part of a text: the documents that belong to it. Axes: N documents, H hits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.store.positions import Places, Positions
from embrepl.corpus.store.store import Corpus

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Part:
    """Some documents of a text: what they are called, which they are (N,), and how many tokens they have."""

    name: str
    documents: Mask
    tokens: int

    @classmethod
    def of(cls, corpus: Corpus, name: str, documents: Mask) -> Part:
        """Return the part of a corpus that these documents are. (N,)."""
        return cls(name, documents, int(np.diff(corpus.documents)[documents].sum()))

    @property
    def size(self) -> int:
        """How many documents it has."""
        return int(np.count_nonzero(self.documents))

    @cached_property
    def key(self) -> str:
        """What says which documents they are."""
        return blake2b(np.packbits(self.documents).tobytes(), digest_size=8).hexdigest()

    def holds(self, positions: Positions, places: Places) -> Mask:
        """Return which of some tokens stand in it. (H,) → (H,)."""
        inside: Mask = self.documents[positions.document(places)]
        return inside
