"""The signs and colours of groups: each has a sign of its own, hollow where a place is doubtful."""

from __future__ import annotations

from embrepl.view.charts.doubt import is_doubtful
from embrepl.view.charts.kinds import Map
from embrepl.view.palette import ACCENT, GROUPS, QUIET

_FULL, _HOLLOW, _ASCII = "●▲■◆▼★►◄", "○△□◇▽☆▻◅", "*+x#%&=$"
_LETTERS = "ABCDEFGHIJKLMNPQRSTUVWXYZ"  # for groups beyond these
_NO_GROUP = ("·", "◦", ".")


def marks_doubt(chart: Map) -> bool:
    """Whether labels say that a place is doubtful: not where most are, and it says nothing of one."""
    return 2 * sum(map(is_doubtful, chart.points)) <= len(chart.points)


def sign(chart: Map, group: int, *, doubtful: bool = False, ascii: bool = False) -> str:  # noqa: A002
    """Return the sign of a group's points."""
    if group < 0 and chart.groups:
        return _NO_GROUP[2 if ascii else doubtful]
    if max(group, 0) >= len(_FULL):
        letter = _LETTERS[(group - len(_FULL)) % len(_LETTERS)]
        return letter.lower() if doubtful else letter
    signs = _ASCII if ascii else _HOLLOW if doubtful else _FULL
    return signs[max(group, 0)]


def colour(chart: Map, group: int) -> str:
    """Return the colour of a group's points."""
    if not chart.groups:
        return ACCENT
    return GROUPS[group % len(GROUPS)] if group >= 0 else QUIET
