"""A target in the vectors: which model it is of, its direction, and the words that are named in it.

Axes: D dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embrepl.commands.unknown_words import DIFFERENCE, spelling_in, with_counts_in_text
from embrepl.errors import EmbreplError, Place, UnknownWordError, names_hint
from embrepl.space.expression.query import Query, Word
from embrepl.space.expression.symbols import OF
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.lexer import Token
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session
    from embrepl.space.space import Space

_BLOCK = 1 << 21  # numbers of vectors that are held at a time
_NAMED = 5  # words that a pattern stands for, or targets that are too many, which are named


@dataclass(frozen=True)
class Target:
    """Something that was asked about, in a model.

    `text`: as typed, a word as the model spells it; `vector`: (D,), not normalised; `rows`: of the words named in it,
    which are no answer; `word`: the word of the vocabulary that it is, "" where it is anything else; `unseen`: words in
    it that have a vector from their n-grams alone.
    """

    text: str
    model: Model
    vector: NDArray[np.float32]
    rows: tuple[int, ...]
    word: str = ""
    unseen: tuple[str, ...] = ()

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
    model = _model(session, queries[0], line, None)
    several = len(queries) > 1
    return tuple(resolve(session, query, line, model, here=True, several=several) for query in queries)


def resolve(
    session: Session, query: Query, line: str, model: Model | None = None, *, here: bool = False, several: bool = False
) -> Target:
    """Return what a query is in a model: that of its first word, or with `here` the one that is given.

    Words of other models are turned onto its axes. Of `several` in a line an error shows the place of a single word.
    """
    if model is None or not here:
        model = _model(session, query, line, model)
    resolving = _Resolving(session, model, line if several or len(query.words) > 1 else "")
    vector = query.vector(resolving.direction)
    rows = tuple(dict.fromkeys(resolving.rows))
    simple = query.is_word and not resolving.patterns and not resolving.turned
    word = model.space.words[rows[0]] if simple and rows else ""
    text = word or (resolving.unseen[0] if simple and resolving.unseen else query.text)
    return Target(text, model, vector, rows, word, tuple(dict.fromkeys(resolving.unseen)))


def several(session: Session, tokens: Sequence[Token], usage: str, least: int, most: int) -> tuple[Target, ...]:
    """Return the targets of a command. Raises `wrong-usage` for too few or too many, and what `targets` raises."""
    asked = targets(session, tokens)
    if least <= len(asked) <= most:
        return asked
    names = f": {', '.join(each.text for each in asked)}" if len(asked) <= _NAMED else ""
    seen = "one target" if len(asked) == 1 else f"{len(asked):,} targets{names}"
    hint = f"This is {seen}. A phrase is quoted, and what belongs together stands in brackets."
    raise EmbreplError("wrong-usage", f"Usage: {usage}", hint)


def _model(session: Session, query: Query, line: str, model: Model | None) -> Model:
    """Return the model that the first word of a query is of."""
    usual = model or (session.models[session.current_model] if session.current_model else None)
    return _named(session, query.words[0], line, usual) or usual or session.model


def _named(session: Session, word: Word, line: str, usual: Model | None) -> Model | None:
    """Return the model that is named behind a word, None where none is. Raises `unknown-name` with its place.

    The whole may be a word of the `usual` model: an address, or a name.
    """
    if not word.model or (usual is not None and _whole(word) in usual.space):
        return None
    name = session.plain_name(word.model)
    if name in session.models:
        return session.models[name]
    hint = names_hint(name, list(session.models), "`train` makes a model.")
    message = f"{name} is a text; @ names a model." if name in session.corpora else f"There is no model '{name}'."
    raise EmbreplError("unknown-name", message, hint, Place(line, word.place))


def _whole(word: Word) -> str:
    return f"{word.text}@{word.model}"


@dataclass
class _Resolving:
    """One target being worked out: looks up its words, and remembers what they were. `line`: for places of errors."""

    session: Session
    model: Model
    line: str
    rows: list[int] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    patterns: bool = False
    turned: bool = False

    def direction(self, word: Word) -> NDArray[np.floating]:
        """Return the direction of a word, (D,) at length one. Raises `unknown-word` with its place."""
        model = _named(self.session, word, self.line, self.model) or self.model
        text = _whole(word) if word.model and model is self.model and _whole(word) in model.space else word.text
        try:
            with with_counts_in_text(self.session, model):
                vector = self._of_word(text, model)
            return vector if model is self.model else self._turn(vector, model)
        except EmbreplError as error:
            if self.line:
                error.place = error.place or Place(self.line, word.place)
            raise

    def _of_word(self, text: str, model: Model) -> NDArray[np.floating]:
        from embrepl.corpus.concordance.patterns import is_expression
        from embrepl.corpus.concordance.wildcards import is_wild

        space = model.space
        if len(text) > 1 and (text[0] in OF or text[-1] in OF) and text not in space:
            what = "a word before it" if text[0] in OF else "the name of a model behind it"
            raise EmbreplError("bad-expression", f"The @ in {text} lacks {what}.", "As in king@zero.")
        spelt = spelling_in(self.session, model, text)
        if spelt not in space and len(text) > 1 and text[0] == "/" and not is_expression(text):
            message = (
                f"{text} is an expression that is not closed: it ends with a /, or with /i where case is no matter."
            )
            raise EmbreplError("bad-expression", message, "Close it, as in /^un.*able$/.")
        if spelt not in space and " " not in text and (is_expression(text) or is_wild(text)):
            return self._of_pattern(text, model)
        unseen = space.unseen((spelt,))
        self.unseen += unseen
        if not unseen:
            self._take(model, [_row(space, spelt)])
        return space.direction(spelt)

    def _of_pattern(self, text: str, model: Model) -> NDArray[np.floating]:
        """Return the mean of all words that fit, each as often as it is seen."""
        import numpy as np

        from embrepl.corpus.concordance.patterns import is_expression, matching

        space = model.space
        rows = matching(text, space.words, lower=False, progress=self.session.report_progress)
        if not rows and not is_expression(text):
            rows = matching(text.lower(), space.words, lower=False, progress=self.session.report_progress)
        if not rows:
            model_has_text = model.corpus in self.session.corpora  # `with_counts_in_text` then says more
            hint = (
                "" if model_has_text else "* is any letters and ? is one; between slashes it is a regular expression."
            )
            raise UnknownWordError(text, f"No word of {space.name} matches {text}.", hint)
        self.patterns = True
        self._take(model, rows)
        names = ", ".join(space.words[row] for row in rows[:_NAMED])
        more = f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else ""
        self.session.listener.note(f"{text} is {counted(len(rows), 'word')} here: {names}{more}.")
        weights = np.array([space.count(row) or 1 for row in rows], np.float64)
        total = np.zeros(space.dim)
        step = max(1, _BLOCK // space.dim)
        for first in range(0, len(rows), step):
            total += weights[first : first + step] @ space.units(rows[first : first + step]).astype(np.float64)
        length = float(np.linalg.norm(total))
        return total / length if length > 0 else total

    def _take(self, model: Model, rows: list[int]) -> None:
        """Note rows of a model as named; of another model those of the same words here."""
        if model is self.model:
            self.rows += rows
            return
        here = self.model.space
        words = (model.space.words[row] for row in rows)
        self.rows += [here.id(word) for word in words if word in here]

    def _turn(self, vector: NDArray[np.floating], model: Model) -> NDArray[np.floating]:
        """Return a vector of another model on the axes of this one, with a note."""
        from embrepl.space.expression.turning import turn

        turned = turn(model.space, self.model.space)
        if not self.turned:
            self.session.listener.note(
                f"{model.space.name} was turned onto the axes of {self.model.space.name} by {turned.words:,} shared "
                f"words; these now have a mean cosine of {turned.fit:.2f} with themselves."
            )
        self.turned = True
        return vector @ turned.matrix


def _row(space: Space, word: str) -> int:
    """Return the row of a word. One such as `king-man`, unknown as a whole, may be a difference without spaces."""
    try:
        return space.id(word)
    except UnknownWordError as error:
        parts = word.split("-")
        if len(parts) > 1 and all(part in space for part in parts):
            hint = f"{DIFFERENCE}: {' - '.join(parts)}."
            raise UnknownWordError(word, error.message, hint) from None
        raise
