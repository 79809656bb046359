"""Which places of a map are doubtful, and the sentence that says so below a picture that draws them hollow."""

from __future__ import annotations

from embrepl.commands.answers.exploring.maps import LOW_TRUST
from embrepl.view.charts.kinds import Chart, Map, MapPoint
from embrepl.view.numbers import percent

HOLLOW = f"Hollow: less than {percent(LOW_TRUST, 0)} of the true neighbours are near on the map too."


def is_doubtful(point: MapPoint) -> bool:
    """Whether too few of a point's true neighbours are near it on the map."""
    return point.trust is not None and point.trust < LOW_TRUST


def on_hollow(chart: Chart) -> tuple[str, ...]:
    """Return what the hollow points of a map mean, nothing where there is none."""
    return (HOLLOW,) if isinstance(chart, Map) and any(map(is_doubtful, chart.points)) else ()
