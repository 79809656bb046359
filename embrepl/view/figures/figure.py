"""A chart as the bytes of a file for print."""

from __future__ import annotations

from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Chart


def figure_bytes(chart: Chart, format: str, provenance: Provenance) -> bytes:  # noqa: A002
    """Return a chart as svg, png or pdf. Raises `missing-library` where Matplotlib is not there."""
    raise NotImplementedError
