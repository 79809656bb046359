"""`trend`: whether the use of something moves over time, or with any other number of the documents.

Axes: N documents, P places, D dimensions.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.uses.trend import Trend, TrendRow, TrendWord
from embrepl.commands.asking import MILLION, concordance_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.asked import known
from embrepl.commands.families.exploring.uses.by_part import COMPARED, FOUND, LEAST_PLACES
from embrepl.commands.lexer import Token
from embrepl.commands.options import PlotOptions, argument, option
from embrepl.commands.targets.instances import Asked, Uses, asked_uses, name_of, uses_of
from embrepl.commands.targets.uses import induction, surroundings
from embrepl.commands.unknown_words import spelling_in, with_counts_in_text
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.space.expression.symbols import quote
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.parts.part import Part
    from embrepl.corpus.store.variables import Variable
    from embrepl.evidence.uses.contrasts.tone import Tone
    from embrepl.evidence.uses.trend import Drift
    from embrepl.evidence.uses.use import Use
    from embrepl.session.holdings import Model

_LEAST_DOCUMENTS = 10  # for a test


@dataclass(frozen=True, kw_only=True)
class TrendOptions(PlotOptions):
    """What `trend` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words", "types"))
    n: int = argument("[N]", default=6, least=0, most=1_000, noun="word")
    by: str | None = option("the numbers or dates that the documents have", default=None, completes=("variables",))
    with_word: str | None = option(
        "the word whose cosine is followed, instead of the use in all other periods", default=None, name="with",
        takes="a word", completes=("words",),
    )  # fmt: skip
    plain: bool = option("leave in what moves all words", default=False)


def trend(session: Session, options: TrendOptions) -> Trend:
    r"""Show whether the use of something moves over time: a row per year or period, the slope, what comes and goes.

    Of each period: how often it stands there, and the cosine of its mean use with its mean use in all other periods, or
    with the word of --with, and its 95 % interval by the jackknife over documents, corrected for how few places there
    are: a use that does not move has about 1 in all periods, and "≥" where the interval reaches to 1. A period with
    fewer than 5 places or 5 documents, or whose uses differ too much for a mean, has no cosine, and a line says why.

    Whether it moves is tested on all uses, not on the periods: the uses are regressed on the documents' numbers, p is
    the share of 1,000 shufflings of the numbers between the documents in which the use moves at least as far, along the
    word of --with where there is one; the slope of that cosine has ± by the jackknife, and --plot draws its line.
    "First to last" is the cosine of the use fitted at the lowest number with that at the highest. Where the use moves
    at all (p at most .05), the N words (6) to which it comes nearer, and those from which it goes, are found among
    20,000 with a false discovery rate of 5 % (Benjamini & Hochberg 1995).

    What moves all words, as where later texts praise more, is taken out first: the direction in which the uses at
    20,000 places of any words move with the number. Its share of the plain movement is shown; --plain leaves it in.

    The variable holds numbers or dates: `load … --by year`, or `--by 'year=(\d{4})'` for a part of the files' names.
    More than 30 different numbers are put into ten ranges, dates into years.

    Examples:
      trend king --by year
      trend king 10 --by year --with queen
    """
    import numpy as np

    from embrepl.corpus.parts.dividing import find_variable, parts_by
    from embrepl.evidence.uses.trend import PERMUTATIONS, drift

    if options.by is None:
        raise EmbreplError("wrong-usage", "Usage: trend TARGET --by VARIABLE", "`corpus parts` shows the variables.")
    asked = asked_uses(session, options.target)
    variable = find_variable(asked.part.corpus, options.by)
    numbers = _numbers_of(variable)
    unit = _direction(session, asked.model, options.with_word)
    found = uses_of(session, asked)
    found = found.where(~np.isnan(numbers[found.documents]))
    if not len(found):
        message = f"No document with {asked.text} has a {variable.name}."
        raise EmbreplError("empty-part", message, "`corpus parts` shows what there is.")
    of_uses = numbers[found.documents]
    periods = parts_by(asked.part.corpus, options.by)
    note, shared = _why_not(found, of_uses), None
    if np.ptp(of_uses):
        tone = _tone(session, asked, variable.name, numbers)
        shared = tone.share(drift(found.vectors, found.documents, of_uses).step)
        found = found if options.plain else replace(found, vectors=tone.without(found.vectors).astype(np.float64))
    rows = tuple(_period(found, part, unit) for part in periods)
    moved = _Moved(note)
    if not moved.note:
        moved = _moved(session, found, drift(found.vectors, found.documents, of_uses), unit, options.n)
    return Trend(
        asked.text, found.space.name, name_of(session, found.corpus), variable.name, options.with_word or "",
        len(found), found.total, float(of_uses.min()), float(of_uses.max()), moved.slope, moved.error, moved.p,
        PERMUTATIONS, moved.first_to_last, min(COMPARED, len(found.space)), moved.words, rows, moved.note, found.fit,
        shared, options.plain, moved.centre, moved.level,
    )  # fmt: skip


def _tone(session: Session, asked: Asked, by: str, numbers: NDArray[np.float64]) -> Tone:
    """Return in which direction the uses of all words move, kept for the next question. (N,)."""
    import numpy as np

    from embrepl.evidence.uses.contrasts.tone import MOST_PLACES, tone_over

    model, part = asked.model, asked.part
    known = ~np.isnan(numbers) if part.documents is None else ~np.isnan(numbers) & part.documents

    def made() -> Tone:
        read = surroundings(session, model, part.corpus)
        uses = read.everywhere(known, MOST_PLACES, session.report_progress)
        vectors = induction(session, model, part.corpus).vectors(uses.means)
        return tone_over(vectors, numbers[uses.documents])

    key = ("tone over", str(model.space.folder), part.corpus.hash, part.name, by)
    return concordance_of(session, part.corpus).once(key, made)


def _numbers_of(variable: Variable) -> NDArray[np.float64]:
    """Return the number of every document, of a date its year with the part that has gone; NaN for none. (N,)."""
    import numpy as np

    from embrepl.corpus.parts.finding import are_dates, unordered

    if variable.numeric:
        return variable.values
    if not are_dates(variable):
        message = f"{variable.name} {unordered(variable)}."
        hint = f"`uses TARGET --by {quote(variable.name)}` compares its parts."
        raise EmbreplError("wrong-usage", message, hint)
    years = [_year(each) for each in variable.names]
    return np.array([*years, math.nan])[variable.codes]


def _year(date: str) -> float:
    """Return 1990.5 for 1990-07."""
    year, month, day = int(date[:4]), int(date[5:7] or 1), int(date[8:10] or 1)
    return year + (month - 1) / 12 + (day - 1) / 372


def _direction(session: Session, model: Model, word: str | None) -> NDArray[np.float64] | None:
    """Return the direction of a word at length one, (D,); None without one. Raises `unknown-word`."""
    import numpy as np

    if word is None:
        return None
    with with_counts_in_text(session, model):
        return model.space.direction(spelling_in(session, model, word)).astype(np.float64)


def _period(uses: Uses, part: Part, unit: NDArray[np.float64] | None) -> TrendRow:
    """Return how something is used in a period, beside a direction, or beside all other periods."""
    import numpy as np

    from embrepl.evidence.uses.trend import cosine_of
    from embrepl.evidence.uses.use import use_of

    inside = part.documents[uses.documents]
    places, documents = int(inside.sum()), len(np.unique(uses.documents[inside]))
    rate = MILLION * uses.total / len(uses) * places / part.tokens if part.tokens else 0.0

    def row(cosine: float | None, half: float | None, note: str) -> TrendRow:
        if cosine is None or half is None:
            return TrendRow(part.name, places, rate, documents, None, None, None, note)
        low, high = max(-1.0, cosine - half), min(1.0, cosine + half)
        return TrendRow(part.name, places, rate, documents, max(-1.0, min(1.0, cosine)), low, high, note)

    if not places:
        return row(None, None, "")
    use = use_of(uses.vectors[inside], uses.documents[inside], places)
    if note := _unsure(use):
        return row(None, None, note)
    if unit is not None:
        cosines, halves = use.cosines(unit[None])
        return row(float(cosines[0]), float(halves[0]), "")
    if inside.all():
        return row(None, None, "it stands in no other period")
    rest = use_of(uses.vectors[~inside], uses.documents[~inside], int((~inside).sum()))
    if not rest.sure:
        return row(None, None, "the other periods have too few places, or these differ too much, for a cosine")
    return row(*cosine_of(use, rest), "")


def _unsure(use: Use) -> str:
    """Return why a use has no cosine, "" where it has one."""
    from embrepl.evidence.uses.use import LEAST_DOCUMENTS, LEAST_RELIABLE

    if use.places < LEAST_PLACES or use.documents < LEAST_DOCUMENTS:
        few = f"{counted(use.places, 'place')} in {counted(use.documents, 'document')}"
        return f"{few}: fewer than {LEAST_PLACES} places or {LEAST_DOCUMENTS} documents are not sure"
    if not use.sure:
        share = f"{100 * use.reliability:.0f} % of the squared length of its mean use is no noise"
        return f"its uses differ too much for a cosine: {share}, and at least {100 * LEAST_RELIABLE:.0f} % should be"
    return ""


def _why_not(uses: Uses, numbers: NDArray[np.float64]) -> str:
    """Return why no movement is tested, "" where it is. (P,)."""
    import numpy as np

    documents = len(np.unique(uses.documents))
    if np.ptp(numbers) == 0:
        return f"All uses have the number {numbers[0]:g}: nothing can move."
    if documents < _LEAST_DOCUMENTS or len(uses) < LEAST_PLACES:
        few = f"{counted(len(uses), 'place')} in {counted(documents, 'document')}"
        return f"{few}: too few to test whether its use moves."
    return ""


@dataclass(frozen=True)
class _Moved:
    """What the test says of the movement, or the note why there is none."""

    note: str = ""
    slope: float | None = None
    error: float | None = None
    p: float | None = None
    first_to_last: float | None = None
    words: tuple[TrendWord, ...] = ()
    centre: float | None = None
    level: float | None = None


def _moved(session: Session, uses: Uses, moves: Drift, unit: NDArray[np.float64] | None, most: int) -> _Moved:
    """Return what the regression says."""
    turn = moves.from_first_to_last()
    in_all = moves.p(None, session.report_progress)
    p = in_all if unit is None else moves.p(unit, session.report_progress)
    slope, error = (None, None) if unit is None else (float(each[0]) for each in moves.slopes(unit[None])[:2])
    words = tuple(_words(uses, moves, most)) if in_all <= FOUND else ()
    line = (None, None) if unit is None else (moves.centre, moves.level(unit))
    return _Moved("", slope, error, p, known(turn), words, *line)


def _words(uses: Uses, moves: Drift, most: int) -> Iterator[TrendWord]:
    """Yield the words that come nearest and go farthest, as far as that is no chance."""
    import numpy as np

    from embrepl.corpus.statistics.significance import false_discovery_rates

    space = uses.space
    units = space.units(list(range(min(COMPARED, len(space)))))
    slopes, halves, p = moves.slopes(units)
    rates = false_discovery_rates(p)
    span = float(np.ptp(moves.numbers))
    finds = np.flatnonzero(rates <= FOUND)
    finds = finds[~np.isin(finds, uses.rows)]
    for direction, sign in (("coming", 1.0), ("going", -1.0)):
        own = finds[sign * slopes[finds] > 0]
        for row in own[np.argsort(-np.abs(slopes[own]), kind="stable")][:most].tolist():
            change, half = span * float(slopes[row]), span * float(halves[row])
            yield TrendWord(space.words[row], direction, change, half, float(rates[row]))


COMMANDS = by_name(Command("trend", trend, TrendOptions))
