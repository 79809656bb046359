"""Which column of a table is the text, and whether its first row holds the names of the columns.

A name that was given, or one that says text, decides. Without one, the cells do: a header is short, is no number, and
does not come again below; a text has several times the words of all other cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from embrepl.corpus.options import FILE, FOLDER
from embrepl.corpus.reading.tables.splitting import LONGEST_CODE, NUMBER, is_code
from embrepl.errors import EmbreplError, nearest_names

SHOWN_COLUMNS = 20
_TEXT_COLUMNS = (
    "text texts content contents body review reviews sentence sentences comment comments document documents message "
    "abstract article post tweet 文本 内容 正文 评论 句子"
)
TEXT_COLUMNS = frozenset(_TEXT_COLUMNS.split())
_OTHER_COLUMNS = (
    "answer author caption category class country date description feedback gender headline id index label lang "
    "language lemma line lyrics name note number paragraph place query question quote rating response score sentiment "
    "source speaker speech story subject summary time title topic transcript translation url user utterance verse "
    "word words year 标题 作者 日期 标签"
)
ORDINARY = TEXT_COLUMNS | frozenset(_OTHER_COLUMNS.split())
HEADER_WORDS = 4  # at most, in the name of a column
TEXT_WORDS = 4  # at least, on average, in the cells of a column that is taken for the text
AGAIN = 10  # of so many rows more than one has the same label
TEXT_ROWS = 3  # at least, by which a text is told from other columns
CLOCK = re.compile(r"\d:\d\d")
TIMES = 3  # how many times the words of the others a text has


def is_text_name(name: str) -> bool:
    """Return whether the name of a column, or the last step of a path to a field, says that it holds texts."""
    return name.rpartition(".")[2].lower() in TEXT_COLUMNS


@dataclass(frozen=True)
class Choice:
    """The place of the text among the fields of a row, the names of the columns, and what to say of the choice."""

    place: int
    names: tuple[str, ...]
    header: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wish:
    """What a person asked for: the table by the name it has in messages, the columns of texts, labels, variables."""

    shown: str
    column: str | None
    label: str | None
    by: tuple[str, ...] = ()

    @property
    def kept(self) -> dict[str, str]:
        """The columns of which every value is kept, each with the option that names it."""
        return dict.fromkeys(self.by, "by") | ({} if self.label is None else {self.label: "label"})

    def choose(self, rows: Sequence[Sequence[str]], width: int, *, numbered: bool = False) -> Choice:
        """Choose the text column of a table that begins with these rows. Raises `which-column`, `no-such-column`."""
        names = (["" for _ in range(numbered)] + [name.strip() for name in rows[0]])[:width]
        names += ["" for _ in range(width - len(names))]
        others = [row for row in rows[1:] if len(row) == width]
        asked = {name for name in (self.column, *self.kept) if name and not name.isdecimal()}
        header = not asked.isdisjoint(names) or numbered or is_header(names, others)
        if header:
            assumed = self.column is None and not any(name.lower() in ORDINARY for name in names)
            said = "its first line is taken for the header" if assumed else ""
        else:
            names = [str(number) for number in range(1, len(names) + 1)]
            others = [rows[0], *others]
            said = "it has no header, its first line is read as any other"
        place, chosen = (int(self.column or 0) - 1, "") if self._is_number(names) else self.place(names, others)
        note = "; ".join(filter(None, [said, chosen]))
        return Choice(place, tuple(names), header, (note,) if note else ())

    def _is_number(self, names: Sequence[str]) -> bool:
        """Return whether the column was given by its number."""
        column = self.column or ""
        return column not in names and column.isdecimal() and 0 < int(column) <= len(names)

    def place(self, names: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> tuple[int, str]:
        """Return the place of the text column among `names`, and what to say of it, judged also by some rows."""
        if self.column is not None:
            if self.column in names:
                return names.index(self.column), ""
            raise self._no_such_column(names, self.column, "column")
        others = [place for place, name in enumerate(names) if name and name not in self.kept]
        likely = [place for place in others if is_text_name(names[place])]
        if len(likely) == 1 or len(others) == 1:
            return (likely or others)[0], ""
        found = None if likely else wordiest(rows, others)
        if found is None:
            message = f"Which column of {self.shown} is the text? It has {shown(names)}."
            raise EmbreplError("which-column", message, "Name it with --column.")
        return found, (
            f"column {names[found]} is read as the text, for its cells hold the most words; --column names another"
        )

    def kept_places(self, names: Sequence[str]) -> dict[str, int]:
        """Return the places of the columns of labels and variables among `names`; a folder or file needs none.

        Raises `no-such-column`.
        """
        for name, option in self.kept.items():
            if name not in names and name not in {FOLDER, FILE}:
                raise self._no_such_column(names, name, option)
        return {name: names.index(name) for name in self.kept if name in names}

    def _no_such_column(self, names: Sequence[str], column: str, option: str) -> EmbreplError:
        near = nearest_names(column, list(names), most=1)
        hint = f"Did you mean --{option} {near[0]}?" if near else f"Name one of these with --{option}."
        return EmbreplError("no-such-column", f"{self.shown} has no column {column}; it has {shown(names)}.", hint)


def is_header(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Return whether a first row looks like the names of columns above these other rows."""
    ordinary = [name.lower() in ORDINARY for name in first]
    numbers = [place for place in range(len(first)) if _are_numbers(others, place)]
    if _are_counted(first, others) or any(first[place] and not NUMBER.fullmatch(first[place]) for place in numbers):
        return True
    if any(_comes_again(name, place, others) for place, name in enumerate(first)):
        return False
    if any(name.lower() in TEXT_COLUMNS for name in first):
        return True
    if not any(first) or any(NUMBER.fullmatch(name) or not _is_name(name) for name in first):
        return False
    if len(first) == 1 and not any(ordinary):
        least = min((_words(row[0]) for row in others), default=0)
        return (is_code(first[0]) and least > 1) or least > HEADER_WORDS
    return any(ordinary) or len(set(filter(None, first))) == len(list(filter(None, first)))


def _are_counted(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row numbers the columns from 0, as pandas does, and one of them has other cells."""
    named = [place for place, name in enumerate(first) if name]
    counted = [first[place] for place in named] == [str(number) for number in range(len(named))]
    return bool(named) and counted and not all(_are_numbers(others, place) for place in named)


def _is_name(name: str) -> bool:
    return len(name) <= LONGEST_CODE and _words(name) <= HEADER_WORDS


def _are_numbers(rows: Sequence[Sequence[str]], place: int) -> bool:
    return bool(rows) and all(NUMBER.fullmatch(row[place].strip()) for row in rows)


def _comes_again(name: str, place: int, rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a cell of the first row stands in several of the others, or of few at all, as labels do."""
    many = sum(row[place].strip() == name for row in rows)
    again = many > 1 or (many == 1 and len(rows) < AGAIN and name.lower() not in ORDINARY)
    return bool(name) and again and many > len(rows) / AGAIN


def wordiest(rows: Sequence[Sequence[str]], places: Sequence[int]) -> int | None:
    """Return the place of the column whose cells hold several words, and several times those of all others.

    Cells that are numbers, times or single words are no texts, so that beside these few words will do.
    """
    texts = [place for place in places if not all(_is_value(row[place]) for row in rows)]
    if len(rows) > 1 and len(texts) == 1:
        return texts[0] if _mean_words(rows, texts[0]) >= 2 else None
    words = sorted(((_mean_words(rows, place), place) for place in texts), reverse=True)
    if len(rows) < TEXT_ROWS or len(words) < 2 or words[0][0] < max(TEXT_WORDS, TIMES * words[1][0]):
        return None
    return words[0][1]


def shown(names: Sequence[str]) -> str:
    """Return the names of columns for a message."""
    more = f" and {len(names) - SHOWN_COLUMNS:,} more" if len(names) > SHOWN_COLUMNS else ""
    return (", ".join(names[:SHOWN_COLUMNS]) or "none") + more


def _mean_words(rows: Sequence[Sequence[str]], place: int) -> float:
    return sum(_words(row[place]) for row in rows) / len(rows) if rows else 0.0


def _is_value(cell: str) -> bool:
    """Return whether a cell is a number, a time, or a single word."""
    return (
        _words(cell) < 2
        or NUMBER.fullmatch(cell) is not None
        or (len(cell) <= LONGEST_CODE and bool(CLOCK.search(cell)))
    )


def _words(cell: str) -> int:
    """Return how many words a cell has, of Chinese about two characters a word."""
    return len(cell.split()) + sum(character > "\u2e7f" for character in cell) // 2
