"""A target in the vectors: which model it is of, its direction, and the words that are named in it.

Axes: D dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.targets.resolving import Resolving, named_model
from embrepl.errors import EmbreplError
from embrepl.space.expression.query import Query

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.lexer import Token
    from embrepl.evidence.uses.use import Use
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session
    from embrepl.space.space import Space

_NAMED = 5  # targets that are too many, which are named


@dataclass(frozen=True)
class Target:
    """Something that was asked about, in a model.

    `text`: as typed, a word as the model spells it; `vector`: (D,), not normalised; `rows`: of the words named in it,
    which are no answer; `word`: the word of the vocabulary that it is, "" where it is anything else; `unseen`: words in
    it that have a vector from their n-grams alone; `use`: of one that was made of its places in a text.
    """

    text: str
    model: Model
    vector: NDArray[np.float32]
    rows: tuple[int, ...]
    word: str = ""
    unseen: tuple[str, ...] = ()
    use: Use | None = None

    @property
    def spelt(self) -> str:
        """The word that it is, seen or not, "" where it is anything else."""
        return self.word or (self.text if self.unseen == (self.text,) else "")

    @property
    def as_trained(self) -> NDArray[np.float32]:
        """The vector of a word, seen or not, with the length that training gave it, (D,); else `vector`."""
        return self.space.vector(self.spelt) if self.spelt else self.vector

    @property
    def row(self) -> int | None:
        """The row of the word that it is, None where it is anything else."""
        return self.rows[0] if self.word else None

    @property
    def space(self) -> Space:
        """The vectors of its model."""
        return self.model.space


def target(session: Session, tokens: Sequence[Token], model: Model | None = None) -> Target:
    """Return the one target that some words of a line are; with nothing between them they are a phrase.

    It is of the model that it names behind an @, else of `model`, else of the current one. Raises `bad-expression`,
    `unknown-word`, `unknown-name`, `nothing-trained`, `different-sizes` and `no-words`, with the place in the line.
    """
    from embrepl.space.expression.parser import parse_pieces

    line = tokens[0].line
    return resolve(session, parse_pieces(tokens, line), line, model)


def targets(session: Session, tokens: Sequence[Token]) -> tuple[Target, ...]:
    """Return the targets that some words of a line are; a new one begins where no sign stands between. Raises as above.

    All are brought into the model of the first one.
    """
    from embrepl.space.expression.parser import parse_several

    line = tokens[0].line
    return resolve_all(session, parse_several(tokens, line), line)


def resolve_all(session: Session, queries: Sequence[Query], line: str) -> tuple[Target, ...]:
    """Return several queries as targets of one model, that of the first one."""
    if len(queries) == 1:
        return (resolve(session, queries[0], line),)
    model = model_of(session, queries[0])
    return tuple(resolve_in(session, query, line, model) for query in queries)


def resolve(session: Session, query: Query, line: str, model: Model | None = None) -> Target:
    """Return what a query alone in a line is: in the model that its first word names, else in `model`, else as usual.

    An error shows the place in the line where there are several words.
    """
    return resolve_in(session, query, line if len(query.words) > 1 else "", model_of(session, query, model))


def resolve_in(session: Session, query: Query, line: str, model: Model) -> Target:
    """Return what a query is in a model; words of others are turned onto its axes.

    An error shows its place in the line, where one is given.
    """
    resolving = Resolving(session, model, line)
    vector = query.vector(resolving.direction)
    rows = tuple(dict.fromkeys(resolving.rows))
    use = resolving.uses[0] if query.is_word and resolving.uses else None
    simple = query.is_word and not (resolving.patterns or resolving.turns or resolving.uses)
    word = model.space.words[rows[0]] if simple and rows else ""
    text = word or (resolving.unseen[0] if simple and resolving.unseen else query.text)
    return Target(text, model, vector, rows, word, tuple(dict.fromkeys(resolving.unseen)), use)


def several(session: Session, tokens: Sequence[Token], usage: str, least: int, most: int) -> tuple[Target, ...]:
    """Return the targets of a command. Raises `wrong-usage` for too few or too many, and what `targets` raises."""
    asked = targets(session, tokens)
    if least <= len(asked) <= most:
        return asked
    names = f": {', '.join(each.text for each in asked)}" if len(asked) <= _NAMED else ""
    seen = "one target" if len(asked) == 1 else f"{len(asked):,} targets{names}"
    hint = f"This is {seen}. A phrase is quoted, and what belongs together stands in brackets."
    raise EmbreplError("wrong-usage", f"Usage: {usage}", hint)


def model_of(session: Session, query: Query, model: Model | None = None) -> Model:
    """Return the model that the first word of a query names, else `model`, else the current one."""
    usual = model or (session.models[session.current_model] if session.current_model else None)
    return named_model(session, query.words[0], usual) or usual or session.model
