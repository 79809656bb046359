"""Numbers as people read them."""

from __future__ import annotations

import math

from embrepl.system.sizes import unit_of

NONE = "–"  # stands for a figure that is not known, or is no number
UNITS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))  # that large figures are written in


def count(number: int | None) -> str:
    """Return 5706684 as 5,706,684."""
    return NONE if number is None else f"{number:,}"


def figure(value: float | None, digits: int = 3) -> str:
    """Return a measured figure with so many decimals; very small and very large ones by their significant digits."""
    if value is None or not math.isfinite(value):
        return NONE
    if value and not 10.0**-digits <= abs(value) < 1e6:
        return f"{value:.{digits}g}"
    return f"{value:.{digits}f}"


def half_width(value: float | None, digits: int = 3) -> str:
    """Return half an interval, with the decimals of the figure that it stands beside; "<0.001" where these are few."""
    if value is None or not math.isfinite(value):
        return NONE
    least = 10.0**-digits
    return f"<{least:.{digits}f}" if 0 < value < least / 2 else f"{value:.{digits}f}"


def significant(value: float | None, digits: int = 3) -> str:
    """Return a figure of any size by its significant digits."""
    return NONE if value is None or not math.isfinite(value) else f"{value:.{digits}g}"


def percent(share: float | None, digits: int = 1) -> str:
    """Return a share of 1 as "98.6 %"."""
    return NONE if share is None or not math.isfinite(share) else f"{100 * share:.{digits}f} %"


def interval(low: float | None, high: float | None) -> str:
    """Return an interval as "0.125 to 0.250", or a dash where there is none."""
    return NONE if low is None or high is None else f"{figure(low)} to {figure(high)}"


def compact(number: float) -> str:
    """Return about 412345 as 412k, 1234567 as 1.2M."""
    if not math.isfinite(number):
        return NONE
    for unit, name in UNITS:
        if abs(number) >= unit:
            value = number / unit
            return f"{value:.1f}{name}" if abs(value) < 10 else f"{value:.0f}{name}"
    return f"{number:.0f}"


def part_of_size(done: float, total: float) -> str:
    """Return "12.1/32.0 MB"."""
    unit, name = unit_of(total)
    digits = 1 if unit > 1 else 0
    return f"{done / unit:.{digits}f}/{total / unit:.{digits}f} {name}"


def duration(seconds: float) -> str:
    """Return "0.41 s", "41.2 s", "3 min 20 s" or "2 h 05 min"."""
    if not math.isfinite(seconds):
        return NONE
    if seconds < 59.95:
        return f"{seconds:.2f} s" if seconds < 0.995 else f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60:02d} min"


def clock(seconds: float) -> str:
    """Return a time left as "0:04" or "1:02:03"."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def large(value: float | None, digits: int = 1) -> str:
    """Return a figure that may be large: whole from a thousand on."""
    if value is None or not math.isfinite(value):
        return NONE
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.{digits}f}"
