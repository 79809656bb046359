"""What lxml reports of a file, element by element: what the targets of its parsers share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from embrepl.corpus.reading.markup.lines import Lines


class Target:
    """Elements become text; what is not read is left out, with all that it holds, and counted."""

    def __init__(self, left_out: Counter[str]) -> None:
        self.lines = Lines(left_out)
        self.depth = 0
        self._unseen_at = 0  # how deep the outermost element stands that is not read
        self._why = ""
        self._lost = False  # whether there was text in it
        self._names: dict[Any, str] = {}
        self._around: list[Lines] = []
        self._asides: list[str] = []

    def opened(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """An element opens: return what to call it in the report if it is not read ("": nothing), else None."""

    def closed(self, name: str) -> None:
        """An element closes, or one ends that is not read."""

    def text(self, text: str) -> None:
        """Text of an element that is read."""
        self.lines.add(text)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        self.depth += 1
        if not self._unseen_at:
            why = self.opened(self._names.get(tag) or self._name(tag), attributes)
            if why is not None:
                self._unseen_at, self._why, self._lost = self.depth, why, False

    def end(self, tag: str) -> None:
        """A tag closes."""
        if self._unseen_at == self.depth:
            self._unseen_at = 0
            if self._lost:
                self.lines.leave_out(self._why)
        if not self._unseen_at:
            self.closed(self._names.get(tag) or self._name(tag))
        self.depth -= 1

    def data(self, text: str) -> None:
        """Text between tags."""
        if not self._unseen_at:
            self.text(text)
        elif not self._lost:
            self._lost = not text.isspace()

    def begin_aside(self) -> None:
        """Begin text that stands beside the paragraph that it is in: a text box, a note."""
        self._around.append(self.lines)
        self.lines = Lines(self.lines.left_out)

    def end_aside(self) -> None:
        """End such text; it follows the outermost paragraph."""
        self._asides.append(self.lines.finish())
        self.lines = self._around.pop()

    def end_paragraph(self) -> None:
        """End a line, and add what stood beside it."""
        self.lines.end_mark()
        self.lines.end_line()
        if self._asides and not self._around:
            self.lines.add("\n".join(self._asides))
            self.lines.end_line()
            self._asides = []

    def close(self) -> None:
        """The file has ended."""

    def take(self) -> str:
        """Return the text since the last call."""
        return (self._around or [self.lines])[0].take()

    def finish(self) -> str:
        """Return what is left."""
        while self._around:
            self.end_aside()
        return self.lines.finish() + "\n".join(["", *self._asides] if self._asides else [])

    @property
    def reads(self) -> bool:
        """Whether we are in no element that is not read."""
        return not self._unseen_at

    def _name(self, tag: object) -> str:
        """Return the name of an element without its namespace, in lower case."""
        name = tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
        if len(self._names) < 1000:
            self._names[tag] = name
        return name


def value(attributes: Mapping[str, str], name: str, default: str = "") -> str:
    """Return the value of an attribute, whatever its namespace."""
    for key, text in attributes.items():
        if key == name or key.endswith("}" + name):
            return text
    return default
