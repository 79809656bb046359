"""Pictures look as those of `golden/`, which were looked at; `python -m tests.view.canvas.test_golden` writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.view.canvas.plausible import CHARTS
from tests.view.canvas.random_charts import shown

FOLDER = Path(__file__).parent / "golden"
FORMS = ((80, 18, False), (60, 18, False), (200, 24, False), (80, 18, True), (40, 8, False))


def pictures(kind: str) -> str:
    """Return the pictures of all charts of a kind in all forms."""
    parts = []
    for chart in CHARTS[kind]:
        for width, height, plain in FORMS:
            parts.append(f"=== {chart.title}, {width} columns, {height} lines{', ASCII' * plain}")
            parts.append(shown(chart, width, height, ascii=plain))
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("kind", CHARTS)
def test_pictures_are_those_that_were_looked_at(kind: str) -> None:
    assert pictures(kind).split("\n") == (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").split("\n")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for kind in CHARTS:
        (FOLDER / f"{kind}.txt").write_text(pictures(kind), encoding="utf-8")
