"""The sheet that a chart is drawn on: the title above it, its notes below it, and its axes between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from embrepl.view.printing.axes import name
from embrepl.view.printing.labels import size_of
from embrepl.view.printing.style import GREY, INCH, SIZE, SMALL, TITLE, colour, marker
from embrepl.view.safe import printable

EDGE = 3.0  # points around everything
SPACING = 1.3  # of lines
BESIDE = 0.5  # inches that the labels of an axis may take


class Sheet:
    """A figure that grows by what its title and notes need; both have names in an SVG, so that they are taken out."""

    def __init__(self, figure: Any, title: str, notes: tuple[str, ...]) -> None:
        self.figure = figure
        self.title, self.notes = title, notes
        self.told: list[str] = []  # what is to be said beside the picture, to the person who made it

    def axes(self, width: float, height: float, notes: Iterable[str] = ()) -> Any:
        """Return the axes of a picture of so many inches, which may have notes of its own."""
        above = self._wrapped([self.title], width, TITLE)
        below = self._wrapped([*notes, *self.notes], width, SMALL)
        top = (len(above) * TITLE * SPACING + EDGE) / INCH if above else 0.0
        bottom = (len(below) * SMALL * SPACING + EDGE) / INCH if below else 0.0
        whole = height + top + bottom
        self.figure.set_size_inches(width, whole)
        left = EDGE / INCH / width
        if above:
            place = (left, 1 - EDGE / INCH / whole)
            self.figure.text(*place, "\n".join(above), size=TITLE, va="top", linespacing=SPACING, gid="title")
        if below:
            place = (left, EDGE / INCH / whole)
            look: dict[str, Any] = {"size": SMALL, "color": GREY, "va": "bottom", "linespacing": SPACING}
            self.figure.text(*place, "\n".join(below), gid="notes", **look)
        for text in self.figure.texts:
            text.set_in_layout(False)
        engine = self.figure.get_layout_engine()
        engine.set(w_pad=EDGE / INCH, h_pad=EDGE / INCH, rect=(0, bottom / whole, 1, height / whole))
        return self.figure.add_subplot()

    def legend(self, handles: list[Any], title: str = "", handlelength: float = 2.2) -> None:
        """Put what the colours, markers and dashes mean above the axes, in as many columns as there is room for."""
        if not handles:
            return
        widest = max(self._width(handle.get_label(), SIZE) + (2.3 + handlelength) * SIZE for handle in handles)
        columns = max(1, min(len(handles), int((self.figure.get_figwidth() - BESIDE) * INCH / widest)))
        look: dict[str, Any] = {"ncols": columns, "alignment": "left", "title_fontsize": SMALL}
        look["handlelength"] = handlelength
        place = {"loc": "lower left", "bbox_to_anchor": (0, 1.01)}
        self.figure.axes[0].legend(handles=handles, title=title or None, **place, **look)

    def group_legend(
        self, names: Sequence[str], groups: Iterable[int], title: str = "", *, others: bool = False
    ) -> None:
        """Put what the groups that are drawn are called above the axes, with `others` for what is in none."""
        from matplotlib.lines import Line2D

        seen = sorted({group for group in groups if 0 <= group < len(names)})
        labels = {group: name(names[group]) for group in seen} | ({-1: "none"} if seen and others else {})
        look: dict[str, Any] = {"linestyle": "", "markersize": 4}
        handles = [
            Line2D([], [], color=colour(group), marker=marker(group), label=label, **look)
            for group, label in labels.items()
        ]
        self.legend(handles, title, handlelength=1.0)

    def settle(self) -> None:
        """Give everything its place; what is added from now on moves nothing."""
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")

    def _wrapped(self, texts: list[str], width: float, size: float) -> list[str]:
        lines: list[str] = []
        for text in filter(None, texts):
            line = ""
            for word in _breakable(printable(text.replace("`", ""))):
                if line and self._width(line + word.rstrip(), size) > width * INCH - 2 * EDGE:
                    lines.append(line.rstrip())
                    line = ""
                line += word
            lines.append(line.rstrip())
        return lines

    def _width(self, text: str, size: float) -> float:
        """Return the points that a text takes."""
        return size_of(self.figure, text, size)[0]


def _breakable(text: str) -> list[str]:
    """Return the parts of a text between which a line may be broken: words, and characters of Chinese."""
    parts = [""]
    for letter in text:
        wide = "\u2e80" <= letter < "\ua000"
        if wide and parts[-1] and not parts[-1].endswith("("):
            parts.append("")
        parts[-1] += letter
        if letter == " " or (not wide and len(parts[-1]) > 40):
            parts.append("")
    return [part for part in parts if part]
