"""How a text of vectors is laid out, found by its first lines: what separates the fields, how numbers are written.

The layout is the one that most of the lines agree on: that most of them end in the same count of numbers, and the more
numbers the better. GloVe and word2vec have spaces, pandas and TensorBoard tabs, CSV commas or semicolons; where the
decimal mark is a comma, that is seen too. In a table the first line may name the columns, and a running number may come
before the word.

Axes: D dimensions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from embrepl.space.formats.text.fields import (
    is_number,
    is_quoted,
    is_sparse,
    is_whole,
    numbers_at_end,
    split,
    unquote,
)

BOM = b"\xef\xbb\xbf"
_FIRST = 50  # lines that are looked at
_COMMAS_TO_POINTS = bytes.maketrans(b",.", b".?")
_SEPARATORS = (b"\t", b" ", b";", b",", b"|")
_WORD_COLUMNS = frozenset({b"", b"word", b"words", b"token", b"tokens", b"term", b"index", b"id", b"unnamed: 0"})
_COUNT_COLUMNS = frozenset({b"count", b"counts", b"freq", b"frequency", b"rank", b"n", b"id", b"index"})


@dataclass(frozen=True)
class Layout:
    """Where the parts of a line are; `dim` numbers (D) stand at its end.

    `before`: fields before the numbers, of which the one at `word_at` is the word. `quoted`: all words stand in
    quotation marks. `names`: what the first line calls the columns. `wordless`: the lines are numbers alone; `sparse`:
    a number has its place before it; `pairs`: they are two words and a number. `example`: of a number with a comma.
    """

    dim: int
    separator: bytes = b" "
    decimal_comma: bool = False
    quoted: bool = False
    before: int = 1
    word_at: int = 0
    names: tuple[bytes, ...] = ()
    wordless: bool = False
    sparse: bool = False
    pairs: bool = False
    example: bytes = b""

    @property
    def counted(self) -> bool:
        """Whether the last of the numbers is a count, by the name of its column."""
        return self.dim > 1 and bool(self.names) and self.names[-1].lower() in _COUNT_COLUMNS

    @property
    def usable(self) -> bool:
        """Whether words with vectors can be read by it."""
        return self.dim > 0 and not (self.wordless or self.sparse or self.pairs)

    def plain(self, numbers: bytes) -> bytes:
        """Return the numbers of a line as NumPy reads them, with points and spaces; other points are wrong there."""
        if self.decimal_comma:
            numbers = numbers.translate(_COMMAS_TO_POINTS)
        return numbers if self.separator in b" \t" else numbers.replace(self.separator, b" ")


def first_lines(head: bytes, most: int = _FIRST) -> list[bytes]:
    """Return the first lines that are not blank, the last of them perhaps cut."""
    head = head.removeprefix(BOM)
    return [line for line in head.split(line_end(head), most)[:most] if line.strip()]


def line_end(head: bytes) -> bytes:
    """Return what ends a line: a carriage return alone, where there is no line feed."""
    return b"\n" if b"\n" in head or b"\r" not in head else b"\r"


def find(lines: list[bytes], promised: int | None = None) -> Layout:
    """Return the layout of the first lines of a file; `promised`: D, where a line of counts before them has said it."""
    if lines and sum(map(is_sparse, lines)) * 2 > len(lines):
        return Layout(0, sparse=True)
    best, best_fits = Layout(0), (0, 0)
    for separator in _SEPARATORS:
        if not any(separator in line for line in lines):
            continue
        rows = [split(line, separator) for line in lines]
        for comma in (False, True) if any(_has_comma(field) for row in rows for field in row[1:]) else (False,):
            counts = Counter(numbers_at_end(row, comma) for row in rows)
            if promised is not None and (exact := counts[promised]):
                dim, often = promised, exact
            else:
                del counts[0]
                dim, often = counts.most_common(1)[0] if counts else (0, 0)
            if (often, dim) > best_fits:
                best, best_fits = Layout(dim, separator, comma), (often, dim)
    layout = _complete(best, lines, promised) if best.dim else best
    return layout if best_fits[0] * 2 > len(lines) - bool(layout.names) else Layout(0)


def _has_comma(field: bytes) -> bool:
    """Whether a field is a number with a decimal comma."""
    return b"," in field and is_number(unquote(field), decimal_comma=True)


def _complete(layout: Layout, lines: list[bytes], promised: int | None) -> Layout:
    """Return the layout with all that follows from what separates the fields."""
    rows = [split(line, layout.separator) for line in lines]
    names = _names(rows, layout) if promised is None else ()
    rows = [row for row in rows[bool(names) :] if numbers_at_end(row, layout.decimal_comma) == layout.dim]
    if names and len(names) > layout.dim and layout.dim > 1 and names[-layout.dim].lower() in _COUNT_COLUMNS:
        layout = replace(layout, dim=layout.dim - 1)
    before, word_at, pairs = _lead(rows, layout)
    wordless = before == 1 and _is_wordless(rows, layout, promised)
    layout = replace(layout, names=names, wordless=wordless, before=before, word_at=word_at, pairs=pairs)
    if layout.decimal_comma:
        numbers = (unquote(field) for row in rows for field in row[-layout.dim :])
        layout = replace(layout, example=next((number for number in numbers if b"," in number), b""))
    first = [row[0] for row in rows]
    return replace(layout, quoted=all(map(_opens_quoted, first) if layout.separator == b" " else map(is_quoted, first)))


def _names(rows: list[list[bytes]], layout: Layout) -> tuple[bytes, ...]:
    """Return what the first line calls the columns, if it does: no numbers, or 0, 1, 2 … behind no word."""
    first, *others = rows
    fitting = [row for row in others if numbers_at_end(row, layout.decimal_comma) == layout.dim]
    names = tuple(map(unquote, first))
    if not fitting or len(names) < 2:
        return ()
    if numbers_at_end(first, layout.decimal_comma) == layout.dim:
        numbered = _is_rising(names[-layout.dim :]) and names[-layout.dim] in {b"0", b"1"}
        return names if numbered and names[0].lower() in _WORD_COLUMNS else ()
    named = not any(is_number(name, layout.decimal_comma) for name in names[1:])
    return names if named and len(fitting[0]) - len(names) in {0, 1} else ()


def _is_rising(fields: Sequence[bytes]) -> bool:
    """Whether fields are whole numbers, each greater than the one before."""
    return all(map(is_whole, fields)) and all(int(one) < int(next_one) for one, next_one in pairwise(fields))


def _lead(rows: list[list[bytes]], layout: Layout) -> tuple[int, int, bool]:
    """Return how many fields come before the numbers, which of them is the word, and whether two words do.

    Where lines differ in that, all that comes before is the word.
    """
    leads = {len(row) - layout.dim for row in rows}
    if layout.separator == b" " and not (leads == {2} and _counts_lines([unquote(row[0]) for row in rows])):
        return 1, 0, layout.dim == 1 and sum(len(row) > 2 for row in rows) * 2 > len(rows)
    if len(leads) != 1 or leads == {1}:
        return 1, 0, False
    before = leads.pop()
    numbered = _is_rising([unquote(row[0]) for row in rows])
    return before, int(numbered), layout.dim == 1 and before == 2 and not numbered


def _is_wordless(rows: list[list[bytes]], layout: Layout, promised: int | None) -> bool:
    """Whether the first field is a number of the vector too, or counts the lines, and is no word.

    Digits alone may be words, unless they are 0, 1, 2 … or the same ones come again; what has a point, a sign or an
    exponent is none. Behind a line of counts the count of numbers decides.
    """
    if promised is not None:
        return bool(rows) and all(len(row) == promised for row in rows) and _all_numbers(rows, layout)
    first = [unquote(row[0]) for row in rows]
    if not first or not _all_numbers(rows, layout) or any(len(row) > layout.dim + 1 for row in rows):
        return False
    return not all(map(is_whole, first)) or len(set(first)) < len(first) or _counts_lines(first)


def _all_numbers(rows: list[list[bytes]], layout: Layout) -> bool:
    first = [unquote(row[0]) for row in rows]
    return all(is_number(each, layout.decimal_comma) and each.lower() not in {b"nan", b"inf"} for each in first)


def _counts_lines(fields: list[bytes]) -> bool:
    """Whether fields are 0, 1, 2 … or 1, 2, 3 …, as programs number the rows of a table."""
    begin = int(fields[0]) if len(fields) > 1 and is_whole(fields[0]) else 2
    return begin < 2 and fields == [b"%d" % at for at in range(begin, begin + len(fields))]


def _opens_quoted(field: bytes) -> bool:
    return len(field) > 1 and field.startswith(b'"')
