"""The variables of a corpus's documents, such as the party of a speaker, the year of a text, or the file it stands in.

Axes: N documents, C different values.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.options import FILE
from embrepl.corpus.reading.kinds import kind_of
from embrepl.corpus.report import Report

VARIABLES, LABEL = "variables.json", "label"
INT32, FLOAT64 = np.dtype("<i4"), np.dtype("<f8")
MISSING = -1
FEW_NUMBERS = 30  # different numbers, or dates, that are parts of their own; of more, ranges are
_NUMBER = re.compile(r"[+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:[eE][+-]?\d{1,2})?", re.ASCII)


class Variable:
    """What each document of a corpus is called by one name: numbers, or one of several texts.

    `names` are the different values, in order; `codes` which of them each document has, -1 for none (N,); `values` are
    the numbers, NaN for none and for texts (N,).
    """

    def __init__(self, name: str, names: Sequence[str] | None, array: NDArray[np.int32] | NDArray[np.float64]) -> None:
        self.name = name
        self.numeric = names is None
        self._names, self._array = names, array

    def of(self, documents: NDArray[np.int64]) -> Variable:
        """Return the variable of some documents, with the same names. (n,)."""
        return Variable(self.name, self._names, self._array[documents])

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """The number of every document. (N,)."""
        return self._array.astype(np.float64) if self.numeric else np.full(self._array.size, np.nan)

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """The different numbers, ascending. (C,), or (0,) of texts."""
        return np.unique(self.values[~np.isnan(self.values)])

    @cached_property
    def names(self) -> list[str]:
        """The different values as they are shown and typed. C texts."""
        return list(map(shown_number, self.numbers.tolist())) if self._names is None else list(self._names)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of every value among `names`."""
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def codes(self) -> NDArray[np.int32]:
        """The place of every document's value among `names`, -1 for none. (N,)."""
        if not self.numeric:
            return np.asarray(self._array, np.int32)
        places = np.searchsorted(self.numbers, self.values)
        return np.where(np.isnan(self.values), MISSING, places).astype(np.int32)


def array_file(number: int, *, numeric: bool) -> str:
    """Return the name of the file that holds a variable's values."""
    return f"variable{number}.{'f8' if numeric else 'i4'}"


def as_number(text: str) -> float | None:
    """Return the number that a text is, None where it is none; 007 is one, 1,000 and 1_000 are none."""
    return float(text) if _NUMBER.fullmatch(text) else None


def shown_number(number: float) -> str:
    """Return a number as it is shown and typed: 1990, 0.25."""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def sizes_of(report: Report) -> dict[str, int]:
    """Return how many bytes the file of every variable has."""
    return {
        array_file(number, numeric=each.numeric): report.documents * (8 if each.numeric else 4)
        for number, each in enumerate(report.variables)
    }


def variables_in(
    folder: Path, report: Report, files: Sequence[tuple[str, int]], labels: NDArray[np.int32]
) -> dict[str, Variable]:
    """Return the variables of a corpus by name: those of the store, its labels, and the file of every document.

    Raises OSError, or ValueError, TypeError, KeyError where a file does not hold what the report says.
    """
    kept = json.loads((folder / VARIABLES).read_text("utf-8")) if report.variables else []
    result = {}
    for number, (facts, entry) in enumerate(zip(report.variables, kept, strict=True)):
        names = entry["names"]
        if entry["name"] != facts.name or (names is None) != facts.numeric:
            raise ValueError(f"{VARIABLES} does not hold what the report says")
        kind = FLOAT64 if facts.numeric else INT32
        array = np.asarray(np.memmap(folder / array_file(number, numeric=facts.numeric), kind, "r"))
        result[facts.name] = _named(facts.name, names, array)
    if report.labels and LABEL not in result:
        result[LABEL] = _named(LABEL, list(report.labels), labels)
    if FILE not in result:
        firsts = [first for _, first in files]
        many = np.diff([*firsts, report.documents])
        if firsts[:1] != [0] or many.min() < 0:
            raise ValueError("the files do not begin with documents in their order")
        numbers = np.repeat(np.arange(len(files), dtype=np.int32), many)
        result[FILE] = Variable(FILE, file_names([path for path, _ in files]), numbers)
    return result


def _named(name: str, names: Sequence[str] | None, array: NDArray[Any]) -> Variable:
    """Return a variable. Raises ValueError where documents have values that are not among its names."""
    if names is not None:
        different = len(set(names)) == len(names) and all(isinstance(each, str) for each in names)
        if not different or not MISSING <= array.min() <= array.max() < len(names):
            raise ValueError(f"the names of {name} are not those of its values")
    return Variable(name, names, array)


def file_names(paths: Sequence[str]) -> list[str]:
    """Return what files are called in short: by their stems; by the path below what all share where stems collide."""
    parts = [PurePath(path.replace("\\", "/")).parts for path in paths]
    stems = [_stem(each[-1]) if each else path for each, path in zip(parts, paths, strict=True)]
    many = Counter(stems)
    shared = 0
    while parts and all(len(each) > shared + 1 and each[shared] == parts[0][shared] for each in parts):
        shared += 1
    names = [stem if many[stem] == 1 else "/".join(each[shared:]) for stem, each in zip(stems, parts, strict=True)]
    return names if len(set(names)) == len(names) else list(paths)


def _stem(name: str) -> str:
    """Return the name of a file without the endings that say how to read it."""
    kind, packing = kind_of(name)
    stem = name[: name.rfind(".")] if packing and "." in name else name
    return (stem[: stem.rfind(".")] if kind and "." in stem else stem) or name
