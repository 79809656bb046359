"""Working out one target in the vectors: its words, patterns and places, of one model and of others.

Axes: D dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embrepl.commands.targets.positions import opens_position
from embrepl.commands.targets.uses import (
    TextPart,
    described,
    makes_vectors,
    may_make_vectors,
    part_named,
    refuse_two_parts,
    spans_of,
    surroundings,
    text_for,
    use_at,
)
from embrepl.commands.unknown_words import DIFFERENCE, spelling_in, with_counts_in_text
from embrepl.errors import EmbreplError, Place, UnknownWordError
from embrepl.space.expression.query import Word
from embrepl.space.expression.symbols import OF, quote
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.concordance.hits import Spans
    from embrepl.evidence.uses.use import Use
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session
    from embrepl.space.expression.turning import Turn
    from embrepl.space.space import Space

_BLOCK = 1 << 21  # numbers of vectors that are held at a time
_NAMED = 5  # words that a pattern stands for, which are named


def named_model(session: Session, word: Word, usual: Model | None) -> Model | None:
    """Return the model that is named behind a word, None where none is, or a part of a text.

    The whole may be a word of the `usual` model: an address, or a name.
    """
    if not word.model or (usual is not None and word.whole in usual.space):
        return None
    return session.models.get(session.plain_name(word.model))


@dataclass
class Resolving:
    """One target being worked out: looks up its words, and remembers what they were. `line`: for places of errors."""

    session: Session
    model: Model
    line: str
    rows: list[int] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    patterns: bool = False
    turns: dict[str, Turn] = field(default_factory=dict)  # of other models onto this one, by their names

    def direction(self, word: Word) -> NDArray[np.floating]:
        """Return the direction of a word, (D,) at length one. Raises `unknown-word` with its place."""
        model = named_model(self.session, word, self.model) or self.model
        whole = model is self.model and bool(word.model) and word.whole in model.space
        try:
            if word.model and not whole and self.session.plain_name(word.model) != model.space.name:
                return self._of_places(word.text, part_named(self.session, model, word.model))
            with with_counts_in_text(self.session, model):
                vector = self._of_word(word.whole if whole else word.text, model)
            return vector if model is self.model else self._turn(vector, model)
        except EmbreplError as error:
            if self.line:
                error.place = error.place or Place(self.line, word.place)
            raise

    def _of_word(self, text: str, model: Model) -> NDArray[np.floating]:
        space = model.space
        if opens_position(text) and text not in space:
            message = f"{text} finds places in the text; vectors are asked by words without such brackets."
            raise EmbreplError("wrong-usage", message, f"`near WORD` asks them; `kwic {text}` shows the places.")
        if len(text) > 1 and (text[0] in OF or text[-1] in OF) and text not in space:
            what = "a word before it" if text[0] in OF else "the name of a model, a text or a part behind it"
            raise EmbreplError("bad-expression", f"The @ in {text} lacks {what}.", "As in king@zero or king@letters.")
        spelt = spelling_in(self.session, model, text)
        if spelt not in space and (made := self._of_unknown(text, model)) is not None:
            return made
        unseen = space.unseen((spelt,))
        self.unseen += unseen
        if not unseen:
            self._take(model, [_row(space, spelt)])
        return space.direction(spelt)

    def _of_unknown(self, text: str, model: Model) -> NDArray[np.floating] | None:
        """Return what a pattern, or a text without a vector, is of others; None where it is nothing of that kind."""
        from embrepl.corpus.concordance.patterns import is_expression
        from embrepl.corpus.concordance.wildcards import is_wild

        if len(text) > 1 and text[0] == "/" and not is_expression(text):
            message = (
                f"{text} is an expression that is not closed: it ends with a /, or with /i where case is no matter."
            )
            raise EmbreplError("bad-expression", message, "Close it, as in /^un.*able$/.")
        if " " not in text and (is_expression(text) or is_wild(text)):
            return self._of_pattern(text, model)
        return self._of_text(text, model) if " " in text or model.space.ngram_rows is None else None

    def _of_text(self, text: str, model: Model) -> NDArray[np.floating] | None:
        """Return what a text without a vector is by its places in the model's text; None where it has none there."""
        corpus = text_for(self.session, model)
        if corpus is None or not may_make_vectors(model):
            return None
        part = TextPart("", corpus)
        spans = spans_of(self.session, text, part)
        if spans is None or not makes_vectors(self.session, model, spans, part):
            return None
        return self._of_spans(text, model, spans, part)

    def _of_places(self, text: str, part: TextPart) -> NDArray[np.floating]:
        """Return what a word, a phrase or a pattern is in a part of a text."""
        spans = spans_of(self.session, text, part)
        if spans is None:
            refuse_two_parts(text, part.name)
            message = f"'{text}' does not stand in {part.name}."
            raise EmbreplError("unknown-word", message, f"`find {quote(text)}` looks for parts of words.")
        return self._of_spans(text, self.model, spans, part)

    def _of_spans(self, text: str, model: Model, spans: Spans, part: TextPart) -> NDArray[np.floating]:
        import numpy as np

        use = use_at(self.session, model, spans, part)
        self.uses.append(use)
        own = surroundings(self.session, model, part.corpus).rows_of(spans)
        self._take(model, own)
        shown = f"{text}@{part.name}" if part.name else f"'{text}'"
        self.session.listener.note(f"{shown} is made {described(use)}.")
        length = float(np.linalg.norm(use.vector))
        return use.vector / length if length > 0 else use.vector

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

        name = model.space.name
        if name in self.turns:
            return vector @ self.turns[name].matrix
        turned = turn(model.space, self.model.space)
        if not self.turns:
            self.session.listener.note(
                f"{name} was turned onto the axes of {self.model.space.name} by {turned.words:,} shared words; these "
                f"now have a mean cosine of {turned.fit:.2f} with themselves."
            )
        self.turns[name] = turned
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
