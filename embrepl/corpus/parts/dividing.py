"""The parts that a variable divides a corpus into, and the names of all parts. Axes: N documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from embrepl.corpus.options import FILE
from embrepl.corpus.parts.finding import are_dates, find_part, names_of, no_variables, variable_of
from embrepl.corpus.parts.notation import quoted
from embrepl.corpus.parts.part import Part
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.store.variables import FEW_NUMBERS, Variable, shown_number
from embrepl.errors import EmbreplError, did_you_mean, nearest_names

BINS = 10  # ranges that more numbers are divided into
MOST = 100_000_000  # parts times documents: bytes that say which are in which


def parts_by(corpus: Corpus, name: str) -> tuple[Part, ...]:
    """Return the parts that a variable divides a corpus into, in the order of its values.

    More than 30 different numbers are divided into ten ranges with about as many documents each, more than 30 dates
    into their years. Documents without a value are in none. Raises `no-variables`, `unknown-variable`,
    `too-many-parts`.
    """
    variable = find_variable(corpus, name)
    shown, many = quoted(variable.name), len(variable.names)
    if variable.numeric and many > FEW_NUMBERS:
        return tuple(_bins(corpus, variable))
    if many > FEW_NUMBERS and are_dates(variable):
        return tuple(
            find_part(corpus, f"{shown}={year}") for year in dict.fromkeys(each[:4] for each in variable.names)
        )
    if many * corpus.report.documents > MOST:
        message = f"{variable.name} makes {many:,} parts of {corpus.report.documents:,} documents, too many to compare."
        raise EmbreplError("too-many-parts", message, names_of(corpus))
    masks = [(each, variable.codes == code) for code, each in enumerate(variable.names)]
    return tuple(Part.of(corpus, f"{shown}={quoted(each)}", mask) for each, mask in masks if mask.any())


def _bins(corpus: Corpus, variable: Variable) -> Iterator[Part]:
    """Yield ranges of a variable's numbers, with about as many documents each; equal numbers are never parted."""
    known = np.sort(variable.values[~np.isnan(variable.values)])
    lows = np.unique(known[np.arange(BINS) * known.size // BINS])
    for low, after in zip(lows, [*lows[1:], np.inf], strict=True):
        mask = (variable.values >= low) & (variable.values < after)
        ends = map(shown_number, (float(low), float(variable.values[mask].max())))
        yield Part.of(corpus, f"{quoted(variable.name)}={'..'.join(ends)}", mask)


def find_variable(corpus: Corpus, name: str, besides: Sequence[str] = ()) -> Variable:
    """Return a variable by its name; `besides`: what else might have been meant. Raises as `parts_by`."""
    if (found := variable_of(corpus, name)) is not None:
        return found
    near = nearest_names(name, [*corpus.variables, *besides], most=1)
    if set(corpus.variables) == {FILE} and not near:
        raise no_variables(corpus, f"There is no variable '{name}'")
    hint = did_you_mean(near) if near else names_of(corpus)
    raise EmbreplError("unknown-variable", f"There is no variable '{name}'.", hint)


def part_names(corpus: Corpus) -> list[str]:
    """Return the parts that may be typed, for completion: a value alone where only one variable has it."""
    variables = corpus.variables.values()
    many = Counter(name for variable in variables if not variable.numeric for name in variable.names)
    names: list[str] = []
    for variable in variables:
        shown = quoted(variable.name)
        if variable.numeric:
            names += [f"{shown}={each}" for each in variable.names[:FEW_NUMBERS]]
        else:
            names += [quoted(each) if many[each] == 1 else f"{shown}={quoted(each)}" for each in variable.names]
    return names
