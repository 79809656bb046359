"""What pictures for print need: Matplotlib, which comes with an extra."""

from __future__ import annotations

from importlib.util import find_spec

from embrepl.errors import EmbreplError

PICTURES = ("svg", "png", "pdf")  # formats that are drawn by Matplotlib


def need_matplotlib(how: str) -> None:
    """Raise `missing-library` where Matplotlib is not installed; it is looked for, not imported."""
    if find_spec("matplotlib") is None:
        raise EmbreplError("missing-library", f"A picture {how} needs Matplotlib.", "pip install 'embrepl[pictures]'")
