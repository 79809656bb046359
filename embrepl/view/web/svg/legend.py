"""What the colours and shapes of groups mean."""

from __future__ import annotations

from collections.abc import Sequence

from embrepl.view.web.svg.marks import LINE, WIDTH, length, letters, mark, shown

_LEFT = 10


def legend(groups: Sequence[str], title: str, top: float) -> tuple[str, float]:
    """Return the groups, one beside the other as long as there is room, and where the picture goes on below."""
    x, y, drawn = float(_LEFT), top + LINE, ""
    if title:
        drawn, x = letters(x, y, shown(title, 40), "label"), x + length(shown(title, 40)) + 18
    for at, group in enumerate(groups):
        name = shown(group, 36)
        if x + 18 + length(name) > WIDTH - _LEFT and x > _LEFT:
            x, y = float(_LEFT), y + LINE + 3
        drawn += mark(x + 5, y - 4, at, 4.5, "dot") + letters(x + 15, y, name)
        x += 15 + length(name) + 18
    return drawn, y + 14
