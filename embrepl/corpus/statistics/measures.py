"""The measures of collocation: plain data for the command, its answer, its page and the figures themselves.

A measure is the function of its name in `collocations`, where the formulas stand.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """A measure by its name, other names of it, how many decimals are shown, and whether it always is."""

    name: str
    decimals: int
    usual: bool = False
    aliases: tuple[str, ...] = ()


TABLE = (
    Measure("logdice", 2, usual=True, aliases=("log-dice",)),
    Measure("npmi", 3, usual=True),
    Measure("llr", 1, usual=True, aliases=("g2", "ll", "loglikelihood", "log-likelihood")),
    Measure("t", 2, usual=True, aliases=("t-score", "tscore")),
    Measure("mi", 2, aliases=("pmi", "mutual-information")),
    Measure("mi3", 2),
    Measure("chi2", 1, aliases=("chi-squared",)),
    Measure("dice", 4),
)
NAMES = tuple(measure.name for measure in TABLE)
ALIASES = {alias: measure.name for measure in TABLE for alias in measure.aliases}
