"""How a training ended, and the fields by which programs read it."""

from __future__ import annotations

import pytest

from embrepl.training.ends import COMPLETED, End, How


@pytest.mark.parametrize(
    ("end", "facts"),
    [
        (COMPLETED, ("", "", "", False)),
        (End.stopped_at(""), ("", "", "", False)),
        (End.stopped_at("epoch 1 of 2", resumable=True), ("epoch 1 of 2", "", "", True)),
        (End(How.SETTLED, why="settled after 3 passes"), ("", "", "settled after 3 passes", False)),
        (End(How.FAILED, "epoch 2 of 3", "No number."), ("epoch 2 of 3", "No number.", "", False)),
    ],
)
def test_the_fields_of_an_end(end: End, facts: tuple[str, str, str, bool]) -> None:
    assert tuple(end.facts().values()) == facts
    assert list(end.facts()) == ["stopped", "trouble", "ended", "resumable"]
