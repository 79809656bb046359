"""The labels of all documents, counted and written into the store.

Axes: N documents, C labels.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.variables import renumbered
from embrepl.corpus.store.store import LABELS, UNLABELLED
from embrepl.errors import EmbreplError

MOST_LABELS = 1000  # labels; a column of more holds names or texts


class Labels:
    """Takes the label of one document after the other, "" for none. Raises `too-many-labels`."""

    def __init__(self, label: str | None) -> None:
        self._wanted = label
        self._numbers: dict[str, int] = {}
        self._given = array("i")

    def add(self, label: str) -> None:
        """Note the label of the next document."""
        if self._wanted is None:
            return
        number = self._numbers.setdefault(label, len(self._numbers)) if label else UNLABELLED
        if number >= MOST_LABELS:
            message = f"--label {self._wanted} gives more than {MOST_LABELS:,} different labels."
            raise EmbreplError("too-many-labels", message, "Name a column of few values, each of many documents.")
        self._given.append(number)

    def counts(self) -> dict[str, int]:
        """Return how many documents each label has, in the order of the labels' names."""
        many = np.bincount(self._array() + 1, minlength=len(self._numbers) + 1)[1:]
        return {name: int(many[self._numbers[name]]) for name in sorted(self._numbers)}

    def unlabelled(self) -> int:
        """Return how many documents have no label; 0 where none were to be read."""
        return int((self._array() == UNLABELLED).sum())

    def write(self, folder: Path, content: str) -> str:
        """Write the labels into a store, and return the hash of its content with them."""
        names = sorted(self._numbers)
        if not names:
            return content
        data = renumbered(self._array(), self._numbers, names).tobytes()
        (folder / LABELS).write_bytes(data)
        names_and_content = "\n".join([content, *names]).encode("utf-8", "surrogatepass")
        return blake2b(names_and_content + data, digest_size=16).hexdigest()

    def _array(self) -> NDArray[np.int32]:
        return np.array(self._given, np.int32)  # (N,)
