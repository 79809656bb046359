"""A map as one page."""

from __future__ import annotations

import base64
import re
from importlib import resources
from string import Template

from embrepl.commands.answers.exploring.maps import LOW_TRUST
from embrepl.commands.provenance import Provenance
from embrepl.view.charts.kinds import Map
from embrepl.view.numbers import percent
from embrepl.view.safe import printable
from embrepl.view.web import frame
from embrepl.view.web.map.packing import line, pack

SCRIPTS = (
    "unpacking", "state", "places", "colours", "marks", "outlines", "labels", "axes", "drawing", "words", "panel",
    "legend", "search", "pointers", "keys", "main",
)  # fmt: skip


def map_page(chart: Map, provenance: Provenance) -> str:
    """Return a map as a page: one file that loads nothing from elsewhere."""
    title = line(chart.title)
    trusted = any(point.trust is not None for point in chart.points)
    notes = [*chart.notes, chart.evidence.note if chart.evidence else "", _TRUST if trusted else ""]
    body = Template(_part("map.html")).substitute(
        title=frame.text(title),
        notes="".join(f'<p dir="auto">{_prose(note)}</p>' for note in notes if note),
        command=frame.text(printable(provenance.command)),
        recipe="".join(f"<code>{frame.text(printable(command))}</code>" for command in provenance.recipe),
        version=frame.text(printable(provenance.version)),
        points=f"{len(chart.points):,} point" + ("s" if len(chart.points) != 1 else ""),
        data=base64.b64encode(pack(chart)).decode(),
    )
    return frame.page(title, body, _part("map.css"), _script())


_TRUST = (
    "Trust is the share of a point's true neighbours that are near it on the map too. "
    f"A point is hollow where it is below {percent(LOW_TRUST, 0)}: what surrounds it there says little."
)


def _prose(note: str) -> str:
    """Return a note, its `commands` as code."""
    parts = re.split(r"`([^`\n]+)`", printable(note))
    return "".join(f"<code>{frame.text(part)}</code>" if at % 2 else frame.text(part) for at, part in enumerate(parts))


def _script() -> str:
    """Return the script: its parts share one scope, and put no name where another script would see it."""
    return "(() => {\n'use strict';\n" + "".join(_bare(_part("script", f"{name}.js")) for name in SCRIPTS) + "})();\n"


def _bare(code: str) -> str:
    """Return code without indentation, empty lines and lines that are comments: a fifth of its size."""
    lines = (line.strip() for line in code.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _part(*path: str) -> str:
    return resources.files("embrepl.view.web.map").joinpath(*path).read_text(encoding="utf-8")
