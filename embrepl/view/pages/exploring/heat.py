"""A table of figures with shaded cells, in the form that the width allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from embrepl.view.style import QUIET, cut

_SHADES = (QUIET, "", "cyan", "bold cyan", "black on cyan", "bold black on cyan")  # of a terminal's own colours
_NAME, _SHORT_NAME = 16, 12  # cells of a name before a row
_FIGURE, _SHORT, _HUNDREDTHS = 5, 4, 3  # cells of -0.12, of -.12 and of -12
_ITSELF = "·"

Figures = Sequence[Sequence[float | None]]


class Heat:
    """The cosines of some texts with each other, (n, n), each row with its name before it; else what is drawn instead.

    At the heads of the columns stand the names; where there is no room for them, numbers; and where figures have no
    room either, each is one digit, that of its tenths. Cells are shaded from the least figure to the greatest where
    there is colour.
    """

    def __init__(self, names: Sequence[str], figures: Figures, instead: RenderableType) -> None:
        self._names, self._short_names = ([cut(name, cells) for name in names] for cells in (_NAME, _SHORT_NAME))
        self._figures, self._instead = figures, instead
        others = [
            value for at, row in enumerate(figures) for beside, value in enumerate(row)
            if beside != at and value is not None
        ]  # fmt: skip
        self._least, self._greatest = min(others, default=0.0), max(others, default=0.0)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table in the first of its forms that fits."""
        size, shaded = len(self._names), bool(console.color_system)
        numbers = len(str(size))
        names, numbered = self._names, _numbered(self._names)
        columns = [str(at) for at in range(1, size + 1)]
        forms: list[tuple[list[str], list[str], int, Callable[[float], str]]] = [
            (names, names, _FIGURE, _figure),
            (numbered, columns, _FIGURE, _figure),
            (numbered, columns, max(_SHORT, numbers), _short),
            (numbered, columns, max(_HUNDREDTHS, numbers), _hundredths),
        ]
        for before, heads, cells, form in forms:
            beside, widths = max(map(cell_len, before), default=0), [max(cells, cell_len(head)) for head in heads]
            if beside + sum(widths) + size <= options.max_width:
                yield from self._table(before, heads, widths, form, shaded)
                if form is _hundredths:
                    yield Text("cosines in hundredths: 73 is 0.73", QUIET)
                return
        before = _numbered(self._short_names)
        if max(map(cell_len, before), default=0) + 1 + size <= options.max_width:
            yield from self._digits(before, shaded)
        else:
            yield self._instead

    def _table(
        self, before: list[str], heads: list[str], widths: list[int], form: Callable[[float], str], shaded: bool
    ) -> RenderResult:
        beside = max(map(cell_len, before), default=0)
        line = Text(" " * beside, no_wrap=True)
        for head, width in zip(heads, widths, strict=True):
            line.append(" " * (1 + width - cell_len(head)) + head, QUIET)
        yield line
        for at, (name, row) in enumerate(zip(before, self._figures, strict=True)):
            line = Text(name + " " * (beside - cell_len(name)), no_wrap=True)
            for other, (value, width) in enumerate(zip(row, widths, strict=True)):
                figure = _ITSELF if other == at else "" if value is None else form(value)
                line.append(" " * (1 + width - _cells(figure, width)))
                line.append(figure.rjust(_cells(figure, width)), self._shade(at, other) if shaded else "")
            yield line

    def _digits(self, before: list[str], shaded: bool) -> RenderResult:
        size, beside = len(before), max(map(cell_len, before), default=0)
        for place in range(len(str(size)) - 1, -1, -1):  # numbers of columns, read from top to bottom
            signs = [str(at)[-1 - place] if len(str(at)) > place else " " for at in range(1, size + 1)]
            yield Text(" " * (beside + 1) + "".join(signs), QUIET, no_wrap=True)
        for at, (name, row) in enumerate(zip(before, self._figures, strict=True)):
            line = Text(name + " " * (beside - cell_len(name) + 1), no_wrap=True)
            for other, value in enumerate(row):
                line.append(_ITSELF if other == at else _digit(value), self._shade(at, other) if shaded else "")
            yield line
        yield Text("a digit is the tenths of a cosine: 7 from 0.7 to 0.8, - below 0", QUIET)

    def _shade(self, at: int, other: int) -> str:
        value = self._figures[at][other]
        if at == other or value is None or self._greatest <= self._least:
            return ""
        share = (value - self._least) / (self._greatest - self._least)
        return _SHADES[min(len(_SHADES) - 1, int(share * len(_SHADES)))]


def _cells(figure: str, width: int) -> int:
    """Return how many cells of a column are shaded."""
    return min(width, max(_HUNDREDTHS, len(figure)))


def _numbered(names: Sequence[str]) -> list[str]:
    return [f"{at:>{len(str(len(names)))}} {name}" for at, name in enumerate(names, 1)]


def _figure(value: float) -> str:
    """Return a cosine with two decimals."""
    return f"{value:.2f}".replace("-0.00", "0.00")


def _short(value: float) -> str:
    """Return 0.73 as .73."""
    return _figure(value).replace("0.", ".", 1)


def _hundredths(value: float) -> str:
    """Return 0.73 as 73."""
    return f"{100 * value:.0f}".replace("-0", "0") if abs(value) < 0.005 else f"{100 * value:.0f}"


def _digit(value: float | None) -> str:
    """Return the tenths of a figure."""
    return " " if value is None else "-" if value < 0 else str(min(9, int(value * 10)))
