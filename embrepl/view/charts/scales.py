"""From values to places on an axis, and where its ticks stand; for terminals, pages and print alike.

A tick is at 1, 2 or 5 times a power of ten, or at a power of ten where the axis is logarithmic. No value crashes these
functions: what is no finite number, or not above 0 on a logarithmic axis, has no place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from embrepl.view.charts.kinds import Axis
from embrepl.view.numbers import UNITS

_STEPS = (1, 2, 5)
_LONG, _SMALL, _EXACT = 10_000, 1e-3, 1e15  # a figure from the first on is written in units, the others with exponents
_LARGEST = 709.0  # of what e can be raised to
_ALIKE = 1e-9  # shares of a step that make no difference
Tick = tuple[float, str]


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high`, low < high; with `names` it has these ticks and no others."""

    low: float
    high: float
    logarithmic: bool = False
    names: tuple[Tick, ...] = ()

    def share(self, value: float) -> float:
        """Return where a value stands, 0 at the low end, 1 at the high one; not a number where it has no place."""
        (low, high), at = self._ends, self._measure(value)
        part = 1.0 if math.isfinite(high - low) and math.isfinite(at - low) else 0.25  # of numbers near the largest
        return (at * part - low * part) / (high * part - low * part)

    def value(self, share: float) -> float:
        """Return the value that stands at a share of the length; infinite where no number is as large."""
        low, high = self._ends
        at = low * (1 - share) + high * share
        if not self.logarithmic:
            return at
        return math.exp(at) if at < _LARGEST else math.inf

    def ticks(self, most: int) -> tuple[Tick, ...]:
        """Return at most so many ticks with what is written there; all names where it has names."""
        if self.names:
            return tuple((at, name) for at, name in self.names if 0 <= self.share(at) <= 1)
        places = (logarithmic_ticks if self.logarithmic else linear_ticks)(self.low, self.high, most)
        return tuple(zip(places, tick_texts(places), strict=True))

    def has(self, value: float | None) -> bool:
        """Whether a value can have a place on such an axis."""
        return can_show(value, self)

    @cached_property
    def _ends(self) -> tuple[float, float]:
        return self._measure(self.low), self._measure(self.high)

    def _measure(self, value: float) -> float:
        if not self.has(value):
            return math.nan
        return math.log(value) if self.logarithmic else value


def can_show(value: float | None, axis: Axis | Scale) -> bool:
    """Whether a value can have a place on an axis."""
    return value is not None and math.isfinite(value) and (value > 0 or not axis.logarithmic)


def scale_of(values: Iterable[float | None], axis: Axis = Axis(), margin: float = 0.0) -> Scale:  # noqa: B008
    """Return the scale of an axis that has all the values and all names, and a margin: a share of the length.

    Where there is but one value, it stands in the middle; where there is none, the axis goes from 0 to 1, or 1 to 10.
    """
    empty = Scale(1.0, 10.0, True, axis.names) if axis.logarithmic else Scale(0.0, 1.0, False, axis.names)
    known = [float(each) for each in values if each is not None and empty.has(each)]
    known += [at for at, _ in axis.names if empty.has(at)]
    if not known:
        return empty
    low, high = min(known), max(known)
    if low == high:
        low, high = _around(low, axis.logarithmic)
    scale = Scale(low, high, axis.logarithmic, axis.names)
    wider = scale.value(-margin), scale.value(1 + margin)
    return Scale(*wider, axis.logarithmic, axis.names) if margin and all(map(empty.has, wider)) else scale


def _around(value: float, logarithmic: bool) -> tuple[float, float]:
    """Return ends with the value between them."""
    if logarithmic:
        low, high = value / 2, value * 2
    else:
        aside = abs(value) / 10 or 1.0
        low, high = value - aside, value + aside
    low, high = (low if math.isfinite(low) else value), (high if math.isfinite(high) else value)
    if logarithmic and low <= 0:
        low = value
    return (low, high) if low < high else (math.nextafter(value, 0), math.nextafter(value, math.inf))


def linear_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return at most so many places, evenly apart, from low to high; at least two where `most` is two."""
    span = high / 2 - low / 2
    if most < 1 or not math.isfinite(span) or span <= 0:
        return ()
    exponent = math.floor(math.log10(span)) - math.ceil(math.log10(most))
    finer: tuple[float, ...] = ()
    while True:
        for step in _STEPS:
            multiples = _multiples(low, high, step, exponent)
            if len(multiples) <= most:
                places = _places(multiples, exponent)
                return places if len(places) > 1 or most < 2 or not finer else finer
            finer = _places((multiples[0], multiples[-1]), exponent)
        exponent += 1


def _multiples(low: float, high: float, step: int, exponent: int) -> range:
    """Return the multiples of a step, in units of 10^exponent."""
    size = float(f"{step}e{exponent}")
    if size == 0 or not math.isfinite(size):
        return range(1 if low <= 0 <= high else 0)
    return range(step * math.ceil(low / size - _ALIKE), step * math.floor(high / size + _ALIKE) + 1, step)


def _places(multiples: Sequence[int], exponent: int) -> tuple[float, ...]:
    """Return the places; through decimals, so that 3 * 0.1 is 0.3."""
    places = (float(f"{multiple}e{exponent}") for multiple in multiples)
    return tuple(place for place in places if math.isfinite(place))


def logarithmic_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return at most so many places from low to high: powers of ten; with 2 and 5 times these where there is room."""
    if most < 1 or not 0 < low < high < math.inf:
        return ()
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for steps in ((1, 2, 5), (1, 3)):
        places = [float(f"{step}e{power}") for power in range(first, last + 1) for step in steps]
        inside = tuple(place for place in places if _is_between(low, place, high))
        if 2 <= len(inside) <= most:
            return inside
    powers = [power for power in range(first, last + 1) if _is_between(low, float(f"1e{power}"), high)]
    if len(powers) < 2:
        return linear_ticks(low, high, most)
    every = next(every for every in range(1, len(powers) + 1) if len(powers[::every]) <= most)
    return tuple(float(f"1e{power}") for power in powers[::every])


def _is_between(low: float, value: float, high: float) -> bool:
    return low * (1 - _ALIKE) <= value <= high * (1 + _ALIKE)


def tick_texts(values: Sequence[float]) -> tuple[str, ...]:
    """Return figures as they are written beside each other: with as many decimals each, large ones as 10k or 2M."""
    known = [abs(value) for value in values if math.isfinite(value)]
    greatest = max(known, default=0.0)
    if greatest < _LONG and (greatest >= _SMALL or not greatest):
        decimals = max(map(_decimals, known), default=0)
        texts = tuple(f"{value + 0.0:.{decimals}f}" for value in values)
    else:
        texts = tuple(map(_short, values))
    return texts if len(set(texts)) == len(set(values)) else tuple(map(repr, values))


def _decimals(value: float) -> int:
    """Return how many decimals a figure has, six at most."""
    return next((digits for digits in range(6) if math.isclose(round(value, digits), value, abs_tol=1e-12)), 6)


def _short(value: float) -> str:
    if not value or not math.isfinite(value):
        return "0" if not value else str(value)
    if not _SMALL <= abs(value) < _EXACT:
        mantissa, _, power = f"{value:.3e}".partition("e")
        return f"{float(mantissa):g}e{int(power)}"
    for unit, name in UNITS:
        if abs(value) >= unit:
            return f"{value / unit:g}{name}"
    return f"{value:g}"
