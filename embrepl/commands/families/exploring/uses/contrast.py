"""`contrast`: whether something is used differently in two parts of a text, how surely, and what tells them apart."""

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
from embrepl.commands.families.exploring.uses.two_uses import TwoUses, stands, two_uses
from embrepl.commands.families.text import context_row
from embrepl.commands.lexer import Token
from embrepl.commands.options import PlotOptions, argument, option
from embrepl.commands.targets.instances import Asked, asked_uses, first_uses
from embrepl.commands.targets.uses import induction
from embrepl.errors import EmbreplError
from embrepl.session.session import Session

if TYPE_CHECKING:
    from embrepl.evidence.uses.contrasts.telling import Telling

USAGE = "contrast TARGET PART PART, contrast TARGET --by VARIABLE, or contrast --all PART PART"
_LINES, _CHARACTERS = 2, 80  # of a part; characters to each side
_NAMED = 4  # words that tell a part from the others


@dataclass(frozen=True, kw_only=True)
class ContrastOptions(PlotOptions):
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

    Below stand the K words (8) that tell each part: their cosine with its use is above that with the other one (z: by
    so many standard errors, fewer where few documents make the difference; ▲ marks a false discovery rate of at most 5
    %), and they stand beside it more often, beside 5 of its places or more ("% beside": of 100 places in either part).
    They go by the lesser of these two. Where p is above .05 nothing is marked: what differs most may be chance. Then
    two lines a part whose use lies farthest towards it.

    A part is a value of a variable (`negative`, `party=D`, "year>=1990"; `corpus parts` shows them), a file, or another
    loaded text; T@A T@B is the same as T A B. --by VARIABLE takes both values of a variable; where there are more, each
    is set against all others. Where a part is one document or a few, the chapters of the text are what is shuffled. A
    part with fewer than 5 places, or one document, is not tested.

    `contrast --all PART PART` lists the K words (20) of the vocabulary whose use differs most surely, each with words
    that tell its two uses apart, beside a control: how many come out where the documents are shuffled.

    Examples:
      contrast king one two
      contrast king --by file --plain
      contrast --all reviews:good reviews:bad --lines
    """
    if options.all:
        return contrast_all(session, _sides_of_all(session, options), options.k if "k" in options.typed else 20,
                            plain=options.plain, with_lines=options.lines)  # fmt: skip
    if options.lines:
        raise EmbreplError("wrong-usage", "--lines belongs to --all; one target has its lines.", "Leave it out.")
    if options.by is None:
        return _contrast(*_named(session, options.words), options)
    asked = _without_part(asked_uses(session, _some(options.words)))
    parts = parts_of_variable(session, asked.model, options.by)
    if len(parts) == 2:
        return _contrast(sides(session, asked.model, *parts), asked, options)
    compared = [sides(session, asked.model, part, rest_of(part, parts)) for part in parts]
    return _by_part(compared, asked, options)


def _some(words: Sequence[Token]) -> Sequence[Token]:
    """Return the words of a target. Raises `wrong-usage` where there are none."""
    if not words:
        raise EmbreplError("wrong-usage", f"Usage: {USAGE}", "Name what is to be compared.")
    return words


def _named(session: Session, words: Sequence[Token]) -> tuple[Sides, Asked]:
    """Return the two parts that are named, and the target: T A B, or T@A T@B. Raises `wrong-usage`."""
    if len(words) == 2 and all("@" in word.text for word in words):
        first, second = (asked_uses(session, [word]) for word in words)
        if first.part.name and second.part.name:
            if first.texts != second.texts:
                message = f"{first.text} and {second.text} are two targets; contrast takes one in two parts."
                raise EmbreplError("wrong-usage", message, f"Type {USAGE}.")
            plain = f"({', '.join(first.texts)})" if len(first.texts) > 1 else first.texts[0]
            return sides(session, first.model, first.part, second.part), replace(first, text=plain)
    if len(words) < 3:
        seen = f"; there is only {' '.join(word.text for word in words)}" if words else ""
        hint = f"Name a target and two parts{seen}. `corpus parts` shows the parts; a phrase is quoted."
        raise EmbreplError("wrong-usage", f"Usage: {USAGE}", hint)
    asked = _without_part(asked_uses(session, words[:-2]))
    return named_sides(session, asked.model, [word.text for word in words[-2:]]), asked


def _without_part(asked: Asked) -> Asked:
    """Return a target. Raises `wrong-usage` where a part stands behind it."""
    if asked.part.name:
        message = f"{asked.text} is in one part; contrast sets two against each other."
        raise EmbreplError("wrong-usage", message, f"Leave the @ out: {USAGE}.")
    return asked


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


def _contrast(both: Sides, asked: Asked, options: ContrastOptions) -> Contrast:
    from embrepl.evidence.uses.contrasts.contrast import PERMUTATIONS

    found = two_uses(both, asked, plain=options.plain)
    far, told = found.distance(), found.telling()
    first, second = (
        PartOfUse(part.name, use.mean.places, use.mean.total, use.mean.documents)
        for part, use in zip(both.both, found.both, strict=True)
    )
    uses = found.first.uses
    return Contrast(
        asked.text, uses.space.name, first, second, far.squared if far else None, far.low if far else None,
        far.high if far else None, found.p(), PERMUTATIONS, found.shared, options.plain, both.clusters, found.note,
        len(told.rows) if told else 0,
        tuple(row for number in range(2) for row in _rows(found, told, options.k, number)),
        tuple(line for number in range(2) for line in _lines(found, number)),
        uses.fit, unit_of(both.first.corpus),
    )  # fmt: skip


def _rows(found: TwoUses, told: Telling | None, k: int, number: int) -> list[TellingRow]:
    """Return the words that tell one of the parts."""
    if told is None:
        return []
    words, part = found.first.uses.space.words, found.sides.both[number].name
    return [
        TellingRow(
            part, rank, words[told.rows[at]], float(told.z[at]), float(told.rates[at]), float(told.first[at]),
            float(told.second[at]), int(told.beside[0][at]), int(told.beside[1][at]),
            float(told.halves[at]),
        )
        for rank, at in enumerate(told.leading(k, first=number == 0), 1)
    ]  # fmt: skip


def _lines(found: TwoUses, number: int) -> list[TypicalLine]:
    """Return the lines of one of the parts whose use lies farthest towards it, of different documents."""
    import numpy as np

    part, use, other = found.sides.both[number].name, found.both[number], found.both[1 - number]
    towards = use.vectors @ (use.mean.vector - other.mean.vector)
    chosen = first_uses(use.uses, np.arange(len(use.uses)), -towards, _LINES)
    searched = use.uses.searched
    lines = searched.lines(use.uses.spans[np.array(chosen, np.int64)], _CHARACTERS, _CHARACTERS)
    rows = [context_row(searched, line) for line in lines]
    return [TypicalLine(part, *row.cells) for row in rows]


def _by_part(compared: Sequence[Sides], asked: Asked, options: ContrastOptions) -> ContrastByPart:
    """Return each part against all others. Raises `unknown-word` where the target stands in none."""
    import numpy as np

    from embrepl.corpus.statistics.significance import false_discovery_rates

    rows = [_part_row(both, asked, options) for both in compared]
    if not any(row.places for row in rows):
        raise EmbreplError("unknown-word", f"'{asked.text}' stands in no part.", "`find` looks for parts of words.")
    rates = iter(false_discovery_rates(np.array([row.p for row in rows if row.p is not None])).tolist())
    rated = tuple(replace(row, rate=next(rates)) if row.p is not None else row for row in rows)
    fit = induction(compared[0].session, asked.model, compared[0].first.corpus).cosine
    return ContrastByPart(
        asked.text, asked.model.space.name, str(options.by), options.plain, compared[0].clusters, rated, fit
    )


def _part_row(both: Sides, asked: Asked, options: ContrastOptions) -> PartRow:
    """Return a part against all others; one where the target stands only on one side says so."""
    try:
        found = two_uses(both, asked, plain=options.plain)
    except EmbreplError as error:
        if error.code not in {"unknown-word", "no-uses"}:
            raise
        return PartRow(
            both.first.name, *stands(both, asked, 0), None, None, None, None, None, None, "", "", error.message
        )
    far, told, use = found.distance(), found.telling(), found.first.mean
    k = options.k if "k" in options.typed else _NAMED
    words, others = (" ".join(row.word for row in _rows(found, told, k, number)) for number in range(2))
    return PartRow(
        both.first.name, use.total, use.documents, far.squared if far else None, far.low if far else None,
        far.high if far else None, found.p(), None, None if found.note else found.shared, words, others, found.note,
    )  # fmt: skip


COMMANDS = by_name(Command("contrast", contrast, ContrastOptions))
