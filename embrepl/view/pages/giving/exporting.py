"""How the report on an exported file looks."""

from __future__ import annotations

from rich.console import RenderableType

from embrepl.commands.answers.giving.exporting import Exported
from embrepl.system.sizes import counted, size
from embrepl.view.style import (
    labelled,
    page,
    safe,
    title,
)


def export(answer: Exported) -> RenderableType:
    """Draw what was written where."""
    lines: list[tuple[str, RenderableType]] = [("file", safe(answer.path)), ("format", safe(answer.format))]
    lines += [("note" if not at else "", safe(note)) for at, note in enumerate(answer.notes)]
    done = f"{counted(answer.words, 'word')} × {answer.dim:,}", size(answer.bytes)
    return page(title(answer.model, *done), labelled(lines))
