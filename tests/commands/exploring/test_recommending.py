"""The line that a comparison ends with: which model to take, and how sure that is."""

from __future__ import annotations

from embrepl.commands.answers.comparing import ComparedRow
from embrepl.commands.making.judging import recommendation


def row(name: str, score: float | None, low: float = 0.0, high: float = 1.0) -> ComparedRow:
    return ComparedRow(
        model=name, corpus="c", objective="zero", seconds=1.0, mean=score, scores={"t": score}, coverage={"t": 0.5},
        intervals={"t": (low, high)}, covered={"t": (40, 80)}, verdict="healthy", effective_rank=5.0, dim=5,
        neighbours={}, stopped="", failed="",
    )  # fmt: skip


def test_a_rival_within_the_interval_may_be_as_good() -> None:
    said = recommendation([row("one", 0.5), row("two", 0.6, 0.45, 0.7), row("three", 0.4)])
    assert said.startswith("Take two: 0.600 on t (0.450 to 0.700, 95 in 100; 40 of 80 covered).")
    assert "one may be as good" in said and "three" not in said


def test_the_best_alone_is_recommended_where_the_others_score_below() -> None:
    assert "The others score below that." in recommendation([row("one", 0.3), row("two", 0.6, 0.5, 0.7)])
    assert recommendation([row("two", 0.6, 0.5, 0.7)]).endswith("covered).")


def test_nothing_is_recommended_without_scores() -> None:
    assert recommendation([row("one", None)]) == recommendation([]) == ""
    assert "`--tests FILE…`" in recommendation([row("one", None), row("two", None)])
