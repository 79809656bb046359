"""Which points the words and options of `plot` ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.families.exploring.maps.options import MapOptions
from embrepl.commands.families.exploring.maps.points import Points, most_frequent, of_targets, of_words
from embrepl.commands.families.exploring.maps.word_lists import no_column, read_list
from embrepl.commands.numerals import how_many, is_whole
from embrepl.errors import EmbreplError

if TYPE_CHECKING:
    from embrepl.commands.lexer import Token
    from embrepl.session.session import Session

_AROUND, _FEW = 20, 2  # words around targets where nobody says how many; so many targets get them unasked
_USUAL, _GROUPED, _ON_AXES = 500, 2_000, 200  # most frequent words, where nobody says which
_MOST_AROUND = 1_000


@dataclass(frozen=True)
class Chosen:
    """The points, and what stands beside each in the column of a list that colours them; none: ()."""

    points: Points
    beside: tuple[str, ...] = ()


def chosen(session: Session, options: MapOptions) -> Chosen:
    """Return the points. Raises what resolving targets, reading the list and `nearest` raise."""
    if options.targets:
        tokens, near, said = _targets_and_near(options)
        points = of_targets(session, tokens, near, said)
        if near or not _is_few(points, options):
            return Chosen(points)
        return Chosen(of_targets(session, tokens, _AROUND, ", since so few are named (`--near N`)"))
    if options.file is not None:
        return _of_file(session, options.file, options.colour_by)
    if options.vocabulary is not None:
        return Chosen(most_frequent(session.model, options.vocabulary))
    many = _ON_AXES if options.axis is not None else _GROUPED if options.cluster is not None else _USUAL
    return Chosen(most_frequent(session.model, many, "The {} most frequent words (`--vocabulary N`)."))


def _is_few(points: Points, options: MapOptions) -> bool:
    return len(points) <= _FEW and options.axis is None


def _targets_and_near(options: MapOptions) -> tuple[tuple[Token, ...], int, str]:
    """Return the targets, and how many words are wanted around each; a number behind them counts with --near alone."""
    tokens, near = options.targets, options.near
    if isinstance(near, int):
        return tokens, near, ""
    if near is None:
        return tokens, 0, ""
    last = tokens[-1]
    if len(tokens) > 1 and not last.quoted and is_whole(last.text):
        many = how_many(last.text)
        if not 1 <= many <= _MOST_AROUND:
            message = f"{many:,} words around each target is not between 1 and {_MOST_AROUND:,}."
            raise EmbreplError("bad-option", message, "As in `plot --near king 40`; a target is quoted.")
        return tokens[:-1], many, ""
    return tokens, _AROUND, ""


def _of_file(session: Session, path: str, column: str | None) -> Chosen:
    """Return the words of a list as points."""
    found = read_list(path, column)
    model = session.model
    points, kept = of_words(session, model, found.words, path)
    if column is not None and not found.beside and column != "cluster":
        corpus = session.corpora.get(model.corpus)
        variables = [*corpus.variables] if corpus is not None else []
        if column not in variables:
            raise no_column(path, column, variables)
    return Chosen(points, tuple(found.beside[at] for at in kept) if found.beside else ())
