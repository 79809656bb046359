"""A chart as pixels on standard output, where that is a terminal that shows them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from shutil import get_terminal_size

from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Chart
from embrepl.view.pixels.finding import PROTOCOLS, protocol
from embrepl.view.pixels.showing import Size, cell_of_terminal, sequence

UNKNOWN = "This terminal is not known to show pixels; EMBREPL_PIXELS=kitty, iterm or sixel says that it does."
END = "\x1b\\"  # of any sequence
LEFT = 2  # lines of a terminal that a picture leaves for the prompt


def is_usual() -> bool:
    """Whether the environment asks for pixels wherever a picture is drawn: EMBREPL_PIXELS is auto or a protocol."""
    return os.environ.get("EMBREPL_PIXELS", "").lower() in {"auto", *PROTOCOLS}


def show(chart: Chart, provenance: Provenance) -> Sequence[str] | None:
    """Show a chart as pixels; return what is to be said of it, None where this terminal shows none.

    Raises `missing-library` where Matplotlib is not there. With NO_COLOR it is grey.
    """
    if not sys.stdout.isatty() or not (way := protocol()):
        return None
    from embrepl.view.printing.drawing import printed

    made = printed(chart, "png", provenance)
    columns, lines = get_terminal_size()
    room = Size(max(1, columns - 1), max(1, lines - LEFT))
    sent = sequence(made.content, way, room, cell_of_terminal(), grey=bool(os.environ.get("NO_COLOR")))
    try:
        sys.stdout.write(sent)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stdout.write(END)  # or the terminal would take what follows for a part of the picture
        sys.stdout.flush()
        raise
    return made.notes
