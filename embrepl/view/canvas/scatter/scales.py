"""From places in the units of a map's axes to the dots of a canvas, and the figures at its edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.view.canvas.dots import ACROSS, DOWN
from embrepl.view.charts.kinds import Axis, Map
from embrepl.view.charts.scales import scale_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST = 1e-300  # of a logarithmic axis


@dataclass(frozen=True)
class Scale:
    """An axis that takes `length` of `room` dots, those in the middle; `upwards`: they are counted from above."""

    low: float
    span: float
    room: int
    length: float
    logarithmic: bool = False
    upwards: bool = False

    def dots(self, values: Sequence[float]) -> NDArray[np.int64]:
        """Return the dots of values."""
        import numpy as np

        places = _measured(values, self.logarithmic)
        shares = (places - self.low) / self.span if self.span else np.full(len(places), 0.5)
        at = np.rint((self.room - self.length) / 2 + shares * self.length).astype(np.int64)
        return self.room - at if self.upwards else at

    def dot(self, value: float) -> int | None:
        """Return the dot of a value, None where that is outside."""
        if self.logarithmic and value < _LEAST:
            return None
        inside = self.low <= _measured([value], self.logarithmic)[0] <= self.low + self.span
        return int(self.dots([value])[0]) if inside else None


def scales(chart: Map, width: int, height: int) -> tuple[Scale, Scale]:
    """Return the scales of a map in so many cells: as large as they can be, and of one unit where it wants that."""
    rooms = (width * ACROSS - 1, height * DOWN - 1)
    axes = (chart.x, chart.y)
    values = ([point.x for point in chart.points], [point.y for point in chart.points])
    places = [_measured(value, axis.logarithmic) for value, axis in zip(values, axes, strict=True)]
    lows = [float(place.min()) for place in places]
    spans = [float(place.max()) - low for place, low in zip(places, lows, strict=True)]
    shares = [1.0, 1.0]
    if chart.equal and any(spans):
        most = max(range(2), key=lambda which: spans[which] / rooms[which])
        unit = spans[most] / rooms[most]
        shares = [min(1.0, span / unit / room) if unit else 1.0 for span, room in zip(spans, rooms, strict=True)]
    x, y = (
        Scale(lows[at], spans[at], rooms[at], rooms[at] * shares[at], axes[at].logarithmic, upwards=at == 1)
        for at in range(2)
    )
    return x, y


def ticks(axis: Axis, scale: Scale, most: int) -> list[tuple[int, str]]:
    """Return the dots of an axis that have names, or else at most so many round figures."""
    low, high = scale.low, scale.low + scale.span
    if scale.logarithmic:
        low, high = 10**low, 10**high
    named = axis.names or scale_of((low, high), Axis(logarithmic=scale.logarithmic)).ticks(most)
    places = [(scale.dot(value), name) for value, name in named]
    return [(dot, name) for dot, name in places if dot is not None]


def _measured(values: Sequence[float], logarithmic: bool) -> NDArray[np.float64]:
    import numpy as np

    places = np.asarray(values, np.float64)
    return np.log10(np.maximum(places, _LEAST)) if logarithmic else places
