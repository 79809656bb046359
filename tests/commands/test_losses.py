"""`loss`: the curve of a training, and what has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.sessions import Talk, shown, talking


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    (tmp_path / "a.txt").write_text("the king met the queen by the river and the river ran on " * 400)
    with talking(tmp_path) as talk:
        talk(f"load {tmp_path}/a.txt")
        yield talk


def test_the_curve_of_a_training(talk: Talk) -> None:
    trained = talk("train zero --dim 8 --epochs 40 --min-count 1 --sample 0")
    answer = talk("loss")
    assert {row.model for row in answer.rows} == {"zero"}
    assert "from its first point to its last" in answer.notes[0]
    shares = [row.share for row in answer.rows]
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1
    assert answer.rows[-1].loss == pytest.approx(trained.loss, rel=0.2)
    assert "loss of zero" in shown(answer)


def test_what_has_no_curve(talk: Talk) -> None:
    talk("train spectral --dim 4 --min-count 1 --sample 0")
    answer = talk("loss spectral")
    assert not answer.rows
    assert "spectral has no loss" in shown(answer)
    assert talk.error("loss nothing").code == "unknown-name"
