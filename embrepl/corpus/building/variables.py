"""The variables of all documents: taken one document after the other, counted and written into the store.

A variable all of whose values are numbers holds numbers, any other one texts. Axes: N documents, C different values.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.options import FILE, FOLDER
from embrepl.corpus.reading.locating.names import natural_order
from embrepl.corpus.reading.tables.table import NOTHING
from embrepl.corpus.report import VariableFacts
from embrepl.corpus.store.variables import FEW_NUMBERS, FLOAT64, INT32, MISSING, VARIABLES, array_file, as_number
from embrepl.errors import EmbreplError
from embrepl.system.sizes import counted

MOST_VALUES = 100_000  # different values that are texts
NAMED_NOTHING = 3  # spellings of no value that a note names


class _Values:
    """The values of one variable."""

    def __init__(self, name: str, documents: int) -> None:
        self.name = name
        self.nothing: dict[str, int] = {}  # how often a value says that there is none
        self._numbers: dict[str, int] = {}  # of every different value
        self._codes = array("i", [MISSING]) * documents
        self._floats: array[float] | None = None  # the values themselves, where so many differ that only numbers may

    def add(self, text: str) -> None:
        """Take the value of the next document, "" for none. Raises `too-many-values`."""
        if text in NOTHING:
            self.nothing[text] = self.nothing.get(text, 0) + 1
            text = ""
        if self._floats is not None:
            self._floats.append(np.nan if not text else self._number(text))
            return
        if text and text not in self._numbers and len(self._numbers) >= MOST_VALUES:
            numbers = np.array([*map(self._number, self._numbers), np.nan])
            self._floats = array("d", numbers[np.array(self._codes)].tobytes())
            self._floats.append(self._number(text))
            return
        self._codes.append(self._numbers.setdefault(text, len(self._numbers)) if text else MISSING)

    def _number(self, text: str) -> float:
        if (number := as_number(text)) is None:
            message = f"--by {self.name} gives more than {MOST_VALUES:,} different texts, such as {text[:40]}."
            raise EmbreplError("too-many-values", message, "Name a column of numbers, or of few values.")
        return number

    def arrays(self) -> tuple[list[str] | None, NDArray[np.float64] | NDArray[np.int32]]:
        """Return the names and which of them each document has; or None, and the numbers. C names, (N,)."""
        if self._floats is not None:
            return None, np.array(self._floats)
        numbers = [as_number(name) for name in self._numbers]
        codes = np.array(self._codes, np.int32)  # (N,)
        if numbers and None not in numbers:
            return None, np.array([*numbers, np.nan], np.float64)[codes]
        names = sorted(self._numbers, key=natural_order)
        return names, renumbered(codes, self._numbers, names)


def renumbered(codes: NDArray[np.int32], numbers: Mapping[str, int], names: Sequence[str]) -> NDArray[np.int32]:
    """Return the places of names in place of their numbers, -1 for none as before. (N,) → (N,)."""
    ranks = np.full(len(names) + 1, MISSING, INT32)  # the last one is that of MISSING
    ranks[[numbers[name] for name in names]] = np.arange(len(names))
    return ranks[codes]


class Variables:
    """Takes the variables of one document after the other; those of `names` are there also without any value."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._values = {name: _Values(name, 0) for name in names if name not in {FILE, FOLDER}}
        self._documents = 0
        self._folders: list[tuple[str, int]] = []  # of every file: its folder, and its first document
        self.facts: tuple[VariableFacts, ...] = ()

    def add(self, values: Mapping[str, str]) -> None:
        """Take the values of the next document. Raises `too-many-values`."""
        for name in self._names:
            if name in values and name not in self._values:  # a column that is called file, or folder
                self._values[name] = _Values(name, self._documents)
        for name, variable in self._values.items():
            variable.add(values.get(name, ""))
        self._documents += 1

    def add_folder(self, folder: str, first: int) -> None:
        """Note the folder of a file whose documents begin with one of that number."""
        self._folders.append((folder, first))

    def write(self, folder: Path, documents: int) -> None:
        """Write the variables into a store, where there are any; `facts` says then what they are."""
        arrays = {name: variable.arrays() for name, variable in self._values.items()}
        if FOLDER not in arrays and (FOLDER in self._names or len({name for name, _ in self._folders}) > 1):
            arrays[FOLDER] = self._by_folder(documents)
        facts, kept = [], []
        for number, (name, (names, values)) in enumerate(arrays.items()):
            kind = FLOAT64 if names is None else INT32
            (folder / array_file(number, numeric=names is None)).write_bytes(values.astype(kind).tobytes())
            missing = int(np.isnan(values).sum() if names is None else (values == MISSING).sum())
            different = np.unique(values[~np.isnan(values)]).size if names is None else len(names)
            facts.append(VariableFacts(name, names is None, different, missing))
            kept.append({"name": name, "names": names})
        if kept:
            (folder / VARIABLES).write_text(json.dumps(kept), "utf-8")
        self.facts = tuple(facts)

    def _by_folder(self, documents: int) -> tuple[list[str], NDArray[np.int32]]:
        names = sorted({name for name, _ in self._folders if name}, key=natural_order)
        codes = {"": MISSING} | {name: code for code, name in enumerate(names)}
        many = np.diff([*(first for _, first in self._folders), documents])
        return names, np.repeat(np.array([codes[name] for name, _ in self._folders], np.int32), many)

    def notes(self) -> list[str]:
        """Return sentences, after `write`, on documents without a value, and on values that no two documents share."""
        notes = []
        for facts in self.facts:
            if facts.missing:
                notes.append(self._missing(facts))
            if facts.values == self._documents - facts.missing > 1 and facts.name in self._values:
                notes += self._own_values(facts)
        return notes

    def _own_values(self, facts: VariableFacts) -> list[str]:
        if not facts.numeric:
            return [f"--by {facts.name}: every document has a value of its own, so that each part is one document"]
        many = facts.values > FEW_NUMBERS
        return [
            f"--by {facts.name}: every document has a number of its own, so that parts are ranges of numbers"
        ] * many

    def _missing(self, facts: VariableFacts) -> str:
        if not facts.values:
            return f"--by {facts.name}: no document has a value"
        nothing = self._values[facts.name].nothing if facts.name in self._values else {}
        said = sum(nothing.values())
        names = ", ".join(list(nothing)[:NAMED_NOTHING])
        more = f" ({said:,} of them say {names})" if said else ""
        return f"--by {facts.name}: {counted(facts.missing, 'document')} without a value{more}"
