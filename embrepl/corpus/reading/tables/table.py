"""What is known of one table while it is read: its columns, what is kept of the latest row, and what was left out.

A row without a text is an empty document, so that the rows after it keep their number. What is no row, as a line that
is no JSON, is no document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from embrepl.corpus.reading.lines import LONGEST_FIELD
from embrepl.corpus.reading.tables.columns import Wish, is_text_name
from embrepl.corpus.reading.tables.values import fields, held_by, label_of, text_within
from embrepl.corpus.report import MORE_MEMORY
from embrepl.system.sizes import counted

JUDGED_OBJECTS = 100  # by which the field of the texts is chosen
NOTHING = frozenset({"\\N", "NULL", "NA", "N/A", "#N/A", "NaN", "nan", "None", "<NA>"})  # what stands for no value


@dataclass
class LeftOut:
    """How many rows were left out, or had no text, for one reason, and the number of the first."""

    many: int = 0
    first: int = 0

    def add(self, number: int) -> None:
        """Count one more."""
        self.many += 1
        self.first = self.first or number


@dataclass
class Table:
    """The texts of one table, as its reader takes them out of rows or objects.

    `wish` is what a person asked for. `malformed` are the lines that are none of the table's, `missing` the objects
    that have no text in the field `named`, `void` the cells that say that there is no value. `unit` is what is
    numbered, "line" or "row". `too_long` counts the rows with more than `longest` characters in one field or line.
    `kept` are the values, of labels and variables, of the row that came last, for the columns that the table has.
    """

    wish: Wish
    longest: int = LONGEST_FIELD
    unit: str = "row"
    malformed: LeftOut = field(init=False, default_factory=LeftOut)
    missing: LeftOut = field(init=False, default_factory=LeftOut)
    void: LeftOut = field(init=False, default_factory=LeftOut)
    too_long: int = field(init=False, default=0)
    named: str | None = field(init=False, default=None)
    kept: dict[str, str] = field(init=False, default_factory=dict)
    remarks: list[str] = field(init=False, default_factory=list)

    def notes(self) -> list[str]:
        """Return sentences on how the table was read and on what was left out."""
        notes = list(self.remarks)
        if self.missing.many:
            what = f"{counted(self.missing.many, 'object')} without a text in the field '{self.named}'"
            notes.append(f"{what} read as empty{self._first(self.missing)}")
        if self.malformed.many:
            what = counted(self.malformed.many, f"malformed {self.unit}")
            notes.append(f"{what} left out{self._first(self.malformed)}")
        if self.void.many:
            what = counted(self.void.many, "text")
            notes.append(f"{what} of nothing but NA, NULL or the like read as empty{self._first(self.void)}")
        if self.too_long:
            many = counted(self.too_long, "text")
            notes.append(f"{many} of more than {self.longest:,} characters left out: {MORE_MEMORY} reads them")
        return notes

    def _first(self, left_out: LeftOut) -> str:
        return f", {'the first ' if left_out.many > 1 else ''}in {self.unit} {left_out.first:,}"

    def cell(self, text: str, number: int) -> str:
        """Return the text of a cell; "", and counted, where it says that there is none."""
        if len(text) < 5 and text in NOTHING:
            self.void.add(number)
            return ""
        return text

    def text_of(self, value: object, number: int) -> str | None:
        """Return the text of an object, a list of strings or a bare string.

        An object without a text gives "", what is none of these None; both are counted. Raises `which-column`,
        `no-such-column` at an object, where none was judged before.
        """
        if isinstance(value, dict):
            if self.named is None:
                self.judge([value])
            named = self.named or ""
            text = value.get(named)
            if not isinstance(text, str):
                text = text_within(held_by(value, named))
            if text is None:
                self.missing.add(number)
            return text or ""
        text = text_within(value)
        if text is None:
            self.malformed.add(number)
        return text

    def judge(self, values: Sequence[object]) -> None:
        """Choose which field of objects is the text, by the first of them. Raises `which-column`, `no-such-column`."""
        objects = [value for value in values if isinstance(value, dict)]
        column = self.wish.column
        if not objects or self.named is not None:
            return
        if column is not None and any(column in value or held_by(value, column) is not None for value in objects):
            self.named = column
            return
        paths = [dict(fields(value)) for value in objects]
        held = [[path for path in each if column or text_within(each[path]) is not None] for each in paths]
        named = next((names for names in held if any(map(is_text_name, names))), None)
        names = list(dict.fromkeys(chain.from_iterable(held))) if named is None or column else named
        rows = [[text_within(each.get(name)) or "" for name in names] for each in paths]
        place, note = self.wish.place(names, rows)
        self.remarks += [note] if note else []
        self.named = names[place]

    def look_for_kept(self, values: Sequence[object]) -> None:
        """Look for the fields of labels and variables in the first objects. Raises `no-such-column`."""
        objects = [value for value in values if isinstance(value, dict)]
        if self.wish.kept and objects:
            names = dict.fromkeys(chain.from_iterable((*dict(fields(value)), *value) for value in objects))
            held = [name for name in self.wish.kept if any(held_by(value, name) is not None for value in objects)]
            self.kept = dict.fromkeys(self.wish.kept_places([*names, *held]), "")

    def keep(self, value: object) -> None:
        """Take what is kept of a value out of it."""
        if self.kept:
            self.kept = {name: label_of(held_by(value, name)) for name in self.kept}
