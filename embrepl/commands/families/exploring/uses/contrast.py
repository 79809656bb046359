"""`contrast`: whether something is used differently in two parts of a text, how surely, and what tells them apart.

Axes: P places, D dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embrepl.commands.answers.exploring.uses.contrast import (
    Contrast,
    ContrastAll,
    ContrastByPart,
    PartOfUse,
    PartRow,
    TellingRow,
    TypicalLine,
)
from embrepl.commands.asking import unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.exploring.uses.contrast_all import contrast_all
from embrepl.commands.families.exploring.uses.sides import (
    Sides,
    named_sides,
    parts_of_variable,
    rest_of,
    sides,
)
from embrepl.commands.families.text import context_row
from embrepl.commands.lexer import Token
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.commands.targets.instances import Asked, asked_uses, first_uses, uses_of
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.targets.instances import Uses
    from embrepl.corpus.store.positions import Places
    from embrepl.evidence.uses.contrast import Distance
    from embrepl.evidence.uses.telling import Telling
    from embrepl.evidence.uses.use import Use

USAGE = "contrast TARGET PART PART, contrast TARGET --by VARIABLE, or contrast --all PART PART"
MOST_PLACES = 10_000  # of a part
_LINES, _CHARACTERS = 2, 80  # of a part; characters to each side
_NAMED = 4  # words that tell a part from the others


@dataclass(frozen=True, kw_only=True)
class ContrastOptions(CommandOptions):
    """What `contrast` takes."""

    words: tuple[Token, ...] = argument("TARGET PART PART", default=(), completes=("words", "parts"))
    by: str | None = option("the variable that makes the parts", default=None, completes=("variables",))
    all: bool = option("all words whose use differs, instead of one target", default=False)
    k: int = option("how many words that tell the parts apart; with --all, how many words", default=8, least=1,
                    most=10_000, shown="8, or 20 with --all")  # fmt: skip
    lines: bool = option("with --all, a line of each part for every word", default=False)
    plain: bool = option("leave in what all words share", default=False)


def contrast(session: Session, options: ContrastOptions) -> Contrast | ContrastByPart | ContrastAll:
    """Show whether something is used differently in two parts of the text, how surely, and what tells them apart.

    The use at each place is the mean of the vectors of the words around it, turned into a vector of the model's words.
    The distance is that of the mean uses in the two parts, squared, less what chance alone makes of it, with a 95 %
    interval by document; p is how rarely parts with shuffled documents differ as much, of 1,000 shuffles (Green,
    Rodriguez, Spirling & Stewart 2025). Of more than 10,000 places in a part so many are looked at, evenly spread.

    What sets all words of the two parts apart, such as praise in one and blame in the other, is taken out first: the
    direction of the mean difference over 20,000 places of any words in each part. Its share of the plain difference is
    shown; --plain leaves it in.

    Below stand the K words (8) that tell each part: of those that stand beside it, those whose cosine with one use is
    above that with the other by the most standard errors (z); ▲ marks a false discovery rate of at most 5 %. Then two
    lines a part whose use lies farthest towards it.

    A part is a value of a variable (`negative`, `party=D`, "year>=1990"; `corpus parts` shows them), a file, or another
    loaded text. --by VARIABLE takes both values of a variable; where there are more, each is set against all others.
    Where a part is one document or a few, the chapters of the text are what is shuffled. A part with fewer than 5
    places, or one document, is not tested.

    `contrast --all PART PART` lists the K words (20) of the vocabulary whose use differs most surely, each with words
    that tell its two uses apart, beside a control: how many come out where the documents are shuffled.

    Examples:
      contrast king chapter*1 --plain
    """
    if options.all:
        return contrast_all(session, _sides_of_all(session, options), options.k if "k" in options.typed else 20,
                            plain=options.plain, with_lines=options.lines)  # fmt: skip
    if options.lines:
        raise EmbreplError("wrong-usage", "--lines belongs to --all; one target has its lines.", "Leave it out.")
    names, tokens = _parts_and_target(options)
    asked = asked_uses(session, tokens)
    if asked.part.name:
        message = f"{asked.text} is in one part; contrast sets two against each other."
        raise EmbreplError("wrong-usage", message, f"Leave the @ out: {USAGE}.")
    if options.by is None:
        return _contrast(named_sides(session, asked.model, names), asked, options)
    parts = parts_of_variable(session, asked.model, options.by)
    if len(parts) == 2:
        return _contrast(sides(session, asked.model, *parts), asked, options)
    compared = [sides(session, asked.model, part, rest_of(part, parts)) for part in parts]
    return _by_part(compared, asked, options)


def _parts_and_target(options: ContrastOptions) -> tuple[list[str], Sequence[Token]]:
    """Return the names of the two parts, and the words of the target. Raises `wrong-usage`."""
    words = options.words
    if options.by is not None:
        if not words:
            raise EmbreplError("wrong-usage", f"Usage: {USAGE}", "Name what is to be compared.")
        return [], words
    if len(words) < 3:
        seen = "nothing" if not words else f"only {' '.join(word.text for word in words)}"
        hint = f"There is {seen} here. `corpus parts` shows the parts; a phrase is quoted."
        raise EmbreplError("wrong-usage", f"Usage: {USAGE}", hint)
    return [word.text for word in words[-2:]], words[:-2]


def _sides_of_all(session: Session, options: ContrastOptions) -> Sides:
    if options.by is not None and not options.words:
        parts = parts_of_variable(session, session.model, options.by)
        if len(parts) == 2:
            return sides(session, session.model, *parts)
        message = f"{options.by} makes {len(parts):,} parts, and --all takes two."
        raise EmbreplError("wrong-usage", message, f"Name them: contrast --all {parts[0].name} {parts[1].name}")
    if len(options.words) != 2 or options.by is not None:
        raise EmbreplError("wrong-usage", f"Usage: {USAGE}", "--all takes two parts and no target.")
    return named_sides(session, session.model, [word.text for word in options.words])


@dataclass(frozen=True)
class _Compared:
    """Both uses of a target as they are compared: vectors (P, D), documents or chapters (P,), why there is no test."""

    uses: tuple[Uses, Uses]
    vectors: tuple[NDArray[np.float64], NDArray[np.float64]]
    documents: tuple[Places, Places]
    means: tuple[Use, Use]
    shared: float
    note: str

    def distance(self) -> Distance | None:
        """Return how far apart they are, None where nothing is tested."""
        from embrepl.evidence.uses.contrast import distance

        return None if self.note else distance(*self.means)

    def p(self, session: Session) -> float | None:
        """Return p by shuffled documents, None where nothing is tested."""
        import numpy as np

        from embrepl.evidence.uses.contrast import p_by_shuffling
        from embrepl.evidence.uses.use import by_document

        if self.note:
            return None
        sums, many = zip(*map(by_document, self.vectors, self.documents), strict=True)
        return p_by_shuffling(np.vstack(sums), np.concatenate(many), len(many[0]), session.report_progress)

    def telling(self) -> Telling | None:
        """Return the words that may tell them apart, None where nothing is tested."""
        from embrepl.evidence.uses.telling import telling

        return None if self.note else telling(*self.means, self.uses[0].space, _beside(self.uses))


def _beside(uses: tuple[Uses, Uses]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how often each word of the model stands around the places of both uses. (V,)."""
    from embrepl.evidence.uses.instances import Surroundings

    first, second = (Surroundings(each.space, each.corpus, each.searched.positions).beside(each.spans, each.documents)
                     for each in uses)  # fmt: skip
    for rows in (uses[0].rows, uses[1].rows):
        first[list(rows)] = second[list(rows)] = 0
    return first, second


def _compared(both: Sides, asked: Asked, *, plain: bool) -> _Compared:
    """Return both uses of a target, without what all words share unless `plain`. Raises as `uses_of`."""
    import numpy as np

    from embrepl.evidence.uses.use import use_of

    first, second = (
        uses_of(both.session, replace(asked, part=part, text=f"{asked.text}@{part.name}"), MOST_PLACES)
        for part in both.both
    )
    gap = first.vectors.mean(axis=0) - second.vectors.mean(axis=0)
    vectors = first.vectors, second.vectors
    if not plain:
        vectors = tuple(both.tone.without(each).astype(np.float64) for each in vectors)
    documents = tuple(
        np.searchsorted(both.begins(part), uses.spans.places, side="right") - 1
        for part, uses in zip(both.both, (first, second), strict=True)
    )
    means = tuple(
        use_of(each, of, uses.total) for each, of, uses in zip(vectors, documents, (first, second), strict=True)
    )
    return _Compared((first, second), vectors, documents, means, both.tone.share(gap), _why_not(both, means))


def _why_not(both: Sides, means: Sequence[Use]) -> str:
    """Return why two uses are not tested, "" where they are."""
    from embrepl.evidence.uses.contrast import LEAST_DOCUMENTS, LEAST_PLACES

    for part, use in zip(both.both, means, strict=True):
        if use.places < LEAST_PLACES or use.documents < LEAST_DOCUMENTS:
            many = f"{counted(use.places, 'place')} in {counted(use.documents, both.unit)} of {part.name}"
            return f"{many}: a test takes {LEAST_PLACES} places and {LEAST_DOCUMENTS} {both.unit}s"
    return ""


def _contrast(both: Sides, asked: Asked, options: ContrastOptions) -> Contrast:
    from embrepl.evidence.uses.contrast import PERMUTATIONS

    found = _compared(both, asked, plain=options.plain)
    far, told = found.distance(), found.telling()
    facts = [
        PartOfUse(part.name, use.places, use.total, use.documents)
        for part, use in zip(both.both, found.means, strict=True)
    ]
    rows = [row for number in range(2) for row in _rows(both, found, told, options.k, number)]
    lines = [line for number in range(2) for line in _lines(both, found, number)]
    return Contrast(
        asked.text, found.uses[0].space.name, facts[0], facts[1], *((far.squared, far.low, far.high) if far else
        (None, None, None)), found.p(both.session), PERMUTATIONS, found.shared, options.plain, both.unit, found.note,
        len(told.rows) if told else 0, tuple(rows), tuple(lines), found.uses[0].fit, unit_of(both.first.corpus),
    )  # fmt: skip


def _rows(both: Sides, found: _Compared, told: Telling | None, k: int, number: int) -> list[TellingRow]:
    """Return the words that tell one of the parts."""
    if told is None:
        return []
    words = found.uses[0].space.words
    return [
        TellingRow(
            both.both[number].name, rank, words[told.rows[at]], float(told.z[at]), float(told.rates[at]),
            float(told.first[at]), float(told.second[at]), int(told.beside[0][at]), int(told.beside[1][at]),
        )
        for rank, at in enumerate(told.leading(k, first=number == 0), 1)
    ]  # fmt: skip


def _lines(both: Sides, found: _Compared, number: int) -> list[TypicalLine]:
    """Return the lines of one of the parts whose use lies farthest towards it, of different documents."""
    import numpy as np

    uses, gap = found.uses[number], found.means[number].vector - found.means[1 - number].vector
    chosen = first_uses(uses, np.arange(len(uses)), -(found.vectors[number] @ gap), _LINES)
    lines = uses.searched.lines(uses.spans[np.array(chosen, np.int64)], _CHARACTERS, _CHARACTERS)
    rows = [context_row(uses.searched, line) for line in lines]
    return [
        TypicalLine(both.both[number].name, row.file, row.record, row.line, row.word, row.left, row.match, row.right)
        for row in rows
    ]


def _by_part(compared: Sequence[Sides], asked: Asked, options: ContrastOptions) -> ContrastByPart:
    """Return each part against all others."""
    import numpy as np

    from embrepl.corpus.statistics.significance import false_discovery_rates

    rows: list[PartRow] = []
    fit = None
    for both in compared:
        try:
            found = _compared(both, asked, plain=options.plain)
        except EmbreplError as error:
            if error.code not in {"unknown-word", "no-uses"}:
                raise
            rows.append(PartRow(both.first.name, 0, 0, *[None] * 6, "", "", error.message))
            continue
        far, told, fit = found.distance(), found.telling(), found.uses[0].fit
        words = [
            " ".join(row.word for row in _rows(both, found, told, options.k if "k" in options.typed else _NAMED, number))
            for number in range(2)
        ]
        use = found.means[0]
        rows.append(PartRow(
            both.first.name, use.places, use.documents, *((far.squared, far.low, far.high) if far else (None,) * 3),
            found.p(both.session), None, found.shared, *words, found.note,
        ))  # fmt: skip
    tested = [row.p for row in rows if row.p is not None]
    if not any(row.places for row in rows):
        raise EmbreplError("unknown-word", f"'{asked.text}' stands in no part.", "`find` looks for parts of words.")
    rates = iter(false_discovery_rates(np.array(tested)).tolist())
    rated = tuple(replace(row, rate=next(rates)) if row.p is not None else row for row in rows)
    return ContrastByPart(
        asked.text, asked.model.space.name, str(options.by), options.plain, compared[0].unit, rated, fit
    )


COMMANDS = by_name(Command("contrast", contrast, ContrastOptions))
