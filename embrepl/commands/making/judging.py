"""The verdict on a space with what to try after it, which its objective knows; and which of several to take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from embrepl.commands.answers.comparing import ComparedRow
from embrepl.training.catalog import advice_for

if TYPE_CHECKING:
    from embrepl.space.space import Space


def advice_on(space: Space, verdict: str) -> str:
    """Return what to try after a verdict, by the objective and the options that the space was trained by."""
    options: Any = space.recipe.get("options")
    name: Any = space.recipe.get("objective")
    return advice_for(name, verdict, options if isinstance(options, dict) else None)


def with_scores(rows: Sequence[ComparedRow]) -> list[ComparedRow]:
    """Return the rows that have a score."""
    return [row for row in rows if any(score is not None for score in row.scores.values())]


def recommendation(rows: Sequence[ComparedRow]) -> str:
    """Return which model to take by its scores, and how sure that is; what to do where there are none."""
    scored = with_scores(rows)
    if not scored:
        several = sum(not row.failed for row in rows) > 1
        return "Which to take is not known without a test: `--tests FILE…` scores them." if several else ""
    best = best_scored(scored)
    parts = []
    for test, score in best.scores.items():
        if score is None:
            continue
        low, high = best.intervals.get(test) or (score, score)
        covered, questions = best.covered[test]
        parts.append(
            f"{score:.3f} on {test} ({low:.3f} to {high:.3f}, 95 in 100; {covered:,} of {questions:,} covered)"
        )
    return f"Take {best.model}: {', '.join(parts)}.{_rivals(best, scored)}"


def best_scored(scored: Sequence[ComparedRow]) -> ComparedRow:
    """Return the model that scores best, by the mean of its scores or how seldom another one is ahead of it."""
    return min(scored, key=lambda row: (row.mean is None, -(row.mean or 0.0), _behind(row, scored)))


def _behind(row: ComparedRow, others: Sequence[ComparedRow]) -> int:
    """Return how often, over all tests, another one scores better."""
    return sum((other.scores[test] or 0.0) > (score or 0.0) for test, score in row.scores.items() for other in others)


def _rivals(best: ComparedRow, scored: Sequence[ComparedRow]) -> str:
    """Return a sentence on the others that may be as good: on no test does one score below the interval of the best."""
    rivals = [row.model for row in scored if row is not best and not _surely_worse(row, best)]
    if not rivals:
        return " The others score below that." if len(scored) > 1 else ""
    return f" {' and '.join(rivals)} may be as good: the test{'s' * (len(best.scores) > 1)} cannot tell them apart."


def _surely_worse(row: ComparedRow, best: ComparedRow) -> bool:
    """Whether a model scores below the interval of the best one on some test."""
    return any(
        (interval := best.intervals.get(test)) is not None and score is not None and score < interval[0]
        for test, score in row.scores.items()
    )
