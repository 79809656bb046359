"""How lines of a concordance look: the hits below each other, whatever the widths of the letters around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.commands.text_answers import ContextRow, Contexts
from embrepl.view.numbers import plural
from embrepl.view.safe import ELLIPSIS, printable, shorten
from embrepl.view.style import QUIET, STRONG, page, title, word

_GAP = "  "
_NARROW = 40  # cells below which the places are left out
_SPACE = re.compile(r"\s+")


def contexts(answer: Contexts) -> RenderableType:
    """Draw hits in their context."""
    rows = answer.rows
    names = short_paths([row.file for row in rows])
    one_file = len(set(names)) == 1
    head = title(
        word(answer.query, most=60), answer.corpus, plural(answer.hits, "hit"), _shown(answer),
        Text("") if not one_file else word(names[0]),
    )  # fmt: skip
    if not rows:
        return page(head, Text("no lines", QUIET))
    places = [_place(row, "" if one_file else name) for row, name in zip(rows, names, strict=True)]
    return page(head, Text(), _Lines(rows, places))


def _shown(answer: Contexts) -> str:
    shown = len(answer.rows)
    which = f"{shown:,} of them" if answer.order else f"the first {shown:,}"
    return ", ".join(part for part in (which if shown < answer.hits else "", answer.order) if part)


def _place(row: ContextRow, name: str) -> str:
    """Return where a line is found: name:120 is a line, name#75 a row; of the one file, without its name."""
    if row.record is None:
        word_ = "" if row.word is None else f", word {row.word:,}"
        return f"{name}:{row.line}{word_}" if name else f"line {row.line:,}{word_}"
    return f"{name}#{row.record}" if name else f"row {row.record:,}"


def short_paths(paths: Sequence[str]) -> list[str]:
    """Return paths without the folders that all of them have in common."""
    parts = [path.replace("\\", "/").split("/") for path in paths]
    common = 0
    while parts and all(len(each) > common + 1 and each[common] == parts[0][common] for each in parts):
        common += 1
    return ["/".join(each[common:]) for each in parts]


class _Lines:
    """The lines, cut to the width; both sides get the same room, and as little as is needed."""

    def __init__(self, rows: Sequence[ContextRow], places: Sequence[str]) -> None:
        self._rows, self._places = rows, [printable(place) for place in places]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = options.max_width
        places = [_end_of(place, width // 4) if width >= _NARROW else "" for place in self._places]
        last = max(map(cell_len, places))
        matches = [shorten(_one_line(row.match).strip(), max(1, width // 3)) for row in self._rows]
        middle = max(map(cell_len, matches))
        side = max(0, width - middle - 2 * len(_GAP) - (last + len(_GAP) if last else 0)) // 2
        lefts = [_end_of(_one_line(row.left).rstrip(" "), side, "") for row in self._rows]
        rights = [_begin_of(_one_line(row.right).lstrip(" "), side) for row in self._rows]
        left, right = max(map(cell_len, lefts)), max(map(cell_len, rights))
        for before, match, after, place in zip(lefts, matches, rights, places, strict=True):
            yield Text.assemble(
                _pad(before, left) + before, _GAP, (match, STRONG), _pad(match, middle), _GAP, after,
                _pad(after, right), _GAP, (place, QUIET), no_wrap=True, overflow="crop",
            )  # fmt: skip


def _one_line(text: str) -> str:
    return printable(_SPACE.sub(" ", text))


def _pad(text: str, cells: int) -> str:
    return " " * max(0, cells - cell_len(text))


def _end_of(text: str, cells: int, sign: str = ELLIPSIS) -> str:
    """Return as much of the end as fits, and begins with what can stand alone."""
    if cell_len(text) <= cells:
        return text
    room = max(0, cells - cell_len(sign))
    return _longest(text[-(2 * room + 1) :], lambda at, tail: tail[at:], room, sign)


def _begin_of(text: str, cells: int) -> str:
    """Return as much of the beginning as fits."""
    if cell_len(text) <= cells:
        return text
    return _longest(text[: 4 * cells + 1], lambda at, head: head[: len(head) - at], cells, "")


def _longest(text: str, cut: Callable[[int, str], str], cells: int, sign: str) -> str:
    for at in range(len(text)):
        part = cut(at, text)
        if cell_len(part) <= cells and printable(sign + part) == sign + part:
            return sign + part
    return sign if cell_len(sign) <= cells + cell_len(sign) and cells else ""
