"""A grid of cells: signs in single cells, and texts that take several."""

from __future__ import annotations

from rich.text import Text

from embrepl.view.canvas.axes import assembled


class Grid:
    """Cells of signs with their styles; texts stand over them."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._signs = [[(" ", "")] * width for _ in range(height)]
        self._texts: list[dict[int, Text]] = [{} for _ in range(height)]

    def put(self, column: int, row: int, sign: str, style: str = "") -> None:
        """Put a sign of one cell."""
        self._signs[row][column] = (sign, style)

    def write(self, column: int, row: int, text: Text) -> None:
        """Put a text, whose cells must be within the grid and free of other texts; the cells beside it become empty."""
        self._texts[row][column] = text
        for beside in (column - 1, column + text.cell_len):
            if 0 <= beside < self.width:
                self.put(beside, row, " ")

    def rows(self) -> list[Text]:
        """Return the lines."""
        return [self._row(signs, texts) for signs, texts in zip(self._signs, self._texts, strict=True)]

    def _row(self, signs: list[tuple[str, str]], texts: dict[int, Text]) -> Text:
        line = Text(no_wrap=True)
        column = 0
        for start in [*sorted(texts), self.width]:
            line.append_text(assembled(signs[column:start]))
            column = start
            if start in texts:
                line.append_text(texts[start])
                column += texts[start].cell_len
        return line
