"""The columns of a frequency list: which one holds the words, which the counts, and what its numbers mean.

Lists come as `word count` and `count word`, with a rank before them or shares of documents behind them, with names of
the columns or without; the numbers may be counts or per million, and have signs between thousands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from embrepl.space.scoring.fields import Rows, Table, best_table, number

_WORDS = (
    "word", "words", "wordform", "form", "type", "types", "item", "token", "term", "keyword", "spelling", "headword",
    "lemma", "lemme", "wort", "mot", "palabra", "词", "词语", "单词", "词条", "字", "詞", "詞語", "語", "単語",
)  # fmt: skip
_COUNTS = (
    "count", "counts", "freq", "frequency", "freqcount", "wcount", "rawfreq", "rawfrequency", "absolute",
    "absolutefrequency", "tokens", "occurrences", "hits", "total", "n", "anzahl", "häufigkeit", "fréquence",
    "frecuencia", "词频", "频次", "频数", "次数", "出现次数", "頻度", "詞頻",
)  # fmt: skip
_RATES = re.compile(r"million|per_?mil|^(?:ipm|pmw|fpm|fpmw|pm|wpm)$|normfreq|relative ?freq|subtlwf|百万|百萬")
_OTHER = re.compile(
    r"rank|^(?:id|no|nr|#|index|cd|cdcount|range|dispersion|docs?|documents|texts|files|juilland.*)$|log"
)
_GROUPED = re.compile(r"\d{1,3}(?:([ ,.'’\u00a0\u202f])\d{3})(?:\1\d{3})*")
_LEADING = 20  # lines that may stand before the table
_LOOKED_AT = 2_000  # rows by which the columns are known


@dataclass(frozen=True)
class Columns:
    """A table of a list: its rows below the names, which column holds what, and the lines that are none of them.

    `counts` and `rates` are the columns of counts and of frequencies per million, None where there is none.
    """

    rows: Rows
    width: int
    words: int
    counts: int | None
    rates: int | None
    names: tuple[str, ...]
    others: Rows


def columns_of(lines: Sequence[tuple[int, str]]) -> Columns | None:
    """Return the columns of numbered lines, None where they are no list of words with numbers."""
    tabs = [each for each in lines if "\t" in each[1]]
    lines, without = (
        (tabs, [each for each in lines if "\t" not in each[1]]) if 2 * len(tabs) >= len(lines) > 0 else (lines, [])
    )
    table = best_table(lines)
    if table.width < 2:
        return None
    begin = next((at for at, (_, row) in enumerate(table.rows[:_LEADING]) if len(row) == table.width), 0)
    kept = Table(table.rows[begin:], table.width, table.separator)
    names = Table(kept.rows[:_LOOKED_AT], table.width, table.separator).names() or _names_with_digits(kept)
    rows = kept.rows[bool(names) :]
    typical = [row for _, row in rows if len(row) == table.width][:_LOOKED_AT]
    if not typical:
        return None
    numeric = tuple(at for at in range(table.width) if _is_numeric([row[at] for row in typical]))
    words = _word_column(names, typical, numeric)
    if words is None or not numeric:
        return None
    counts, rates = _number_columns(names, typical, numeric)
    others = sorted([*((at, [line]) for at, line in without), *table.rows[:begin]])
    return Columns(rows, table.width, words, counts, rates, names, others)


def _names_with_digits(table: Table) -> tuple[str, ...]:
    """Return the first row as names where it has one of the usual ones, though digits with signs stand below it."""
    first = table.rows[0][1] if table.rows else []
    plain = {_plain(cell) for cell in first}
    known = plain & {*_WORDS} and (plain & {*_COUNTS} or any(map(_RATES.search, plain)))
    return tuple(first) if known and len(first) == table.width else ()


def _plain(name: str) -> str:
    return re.sub(r"[\s_#.:-]+", "", name.lower())


def _is_numeric(cells: Sequence[str]) -> bool:
    return 2 * sum(number(cell) is not None or _GROUPED.fullmatch(cell) is not None for cell in cells) > len(cells)


def _word_column(names: Sequence[str], rows: Sequence[list[str]], numeric: Sequence[int]) -> int | None:
    """Return the column of the words: by its name, else the one with the most different texts."""
    texts = [at for at in range(len(rows[0])) if at not in numeric]
    known = [_plain(names[at]) if at < len(names) else "" for at in texts]
    for name in _WORDS:
        if name in known:
            return texts[known.index(name)]
    return max(texts, key=lambda at: (len({row[at] for row in rows}), -at), default=None)


def _number_columns(
    names: Sequence[str], rows: Sequence[list[str]], numeric: Sequence[int]
) -> tuple[int | None, int | None]:
    """Return the columns of counts and of rates per million, None where there is none of the kind."""
    known = {at: names[at].strip().lower() if at < len(names) else "" for at in numeric}
    rates = next((at for at in numeric if _RATES.search(known[at])), None)
    named = [at for name in _COUNTS for at in numeric if at != rates and _plain(known[at]) == name]
    if named:
        return named[0], rates
    if rates is not None and names:
        return None, rates
    likely = [at for at in numeric if at != rates and not _OTHER.search(known[at])]
    if len(likely) > 1:
        likely = [at for at in likely if not _is_rank([row[at] for row in rows])] or likely
    whole = [at for at in likely if all(_digits(row[at]).isdecimal() for row in rows[:200])]
    return next(iter([*whole, *likely, *numeric])), rates


def _digits(cell: str) -> str:
    return re.sub(r"[ ,.'’\u00a0\u202f]", "", cell) if _GROUPED.fullmatch(cell) else cell.removesuffix(".0")


def _is_rank(cells: Sequence[str]) -> bool:
    """Return whether numbers count the rows, equal ones perhaps alike."""
    if not all(map(str.isdecimal, cells)):
        return False
    numbers = [*map(int, cells)]
    rises = all(one <= after for one, after in pairwise(numbers))
    return rises and numbers[0] in {0, 1} and len(numbers) / 2 <= numbers[-1] <= len(numbers)


def numbers_of(cells: Sequence[str]) -> list[float | None]:
    """Return the numbers of a column; None for what is none, or below 0.

    1,234 is a number of thousands where all signs of the column may part thousands and one of them can be nothing else
    or is a comma; else its sign is the decimal one.
    """
    signed = [cell for cell in cells if not cell.isdecimal()]
    grouped = [_GROUPED.fullmatch(cell) for cell in signed]
    parts = bool(signed) and all(grouped) and not any(cell.startswith("0") for cell in signed)
    parts &= any(each is not None and each[1] != "." for each in grouped) or any(cell.count(".") > 1 for cell in signed)
    return [_number(cell, parts) for cell in cells]


def _number(cell: str, grouped: bool) -> float | None:
    if cell.isdecimal():
        return float(cell)
    value = float(re.sub(r"\D", "", cell)) if grouped else number(cell)
    return value if value is not None and value >= 0 and math.isfinite(value) else None
