"""The verdict on a space together with what to try after it, which its objective knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from embrepl.training.catalog import advice_for

if TYPE_CHECKING:
    from embrepl.space.space import Space


def advice_on(space: Space, verdict: str) -> str:
    """Return what to try after a verdict, by the objective and the options that the space was trained by."""
    options: Any = space.recipe.get("options")
    name: Any = space.recipe.get("objective")
    return advice_for(name, verdict, options if isinstance(options, dict) else None)
