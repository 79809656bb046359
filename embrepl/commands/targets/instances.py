"""The single uses of a target in a text, as vectors, with their places: what the commands on uses begin with.

Axes: P places, D dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from embrepl.commands.asking import concordance_of, near_words
from embrepl.commands.targets.positions import opens_position
from embrepl.commands.targets.resolving import named_model
from embrepl.commands.targets.uses import (
    TextPart,
    among_unknown,
    induction,
    part_named,
    refuse_two_parts,
    spans_of,
    surroundings,
    text_with_uses,
)
from embrepl.errors import EmbreplError, Place
from embrepl.space.expression.symbols import quote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.commands.lexer import Token
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.concordance.hits import Hits, Spans
    from embrepl.corpus.store.positions import Places
    from embrepl.corpus.store.store import Corpus
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session
    from embrepl.space.expression.query import Query, Word
    from embrepl.space.space import Space

BY_USE = ("typical", "odd")  # orders of lines by how near the use is to the mean use


@dataclass(frozen=True)
class Asked:
    """A target whose uses are asked: as it is shown, the texts whose places are meant, its model, and where."""

    text: str
    texts: tuple[str, ...]
    model: Model
    part: TextPart


@dataclass(frozen=True)
class Uses:
    """The uses of a target: the hits, their documents and vectors, (P,), (P,), (P, D), in the order of the text.

    `total`: places that there are, of which these were taken; `rows`: the words of the target in the model, which are
    no answer; `fit`: the mean cosine of known words with vectors made in the same way, None where it is not known.
    """

    asked: Asked
    searched: Concordance
    spans: Spans
    documents: Places
    vectors: NDArray[np.float64]
    total: int
    rows: tuple[int, ...]
    fit: float | None

    def __len__(self) -> int:
        return len(self.documents)

    def where(self, which: NDArray[np.bool_]) -> Uses:
        """Return some of the uses. (P,)."""
        return replace(
            self, spans=self.spans[which], documents=self.documents[which], vectors=self.vectors[which],
        )  # fmt: skip

    @property
    def cluster(self) -> str:
        """What is taken as a whole where it is worked out how sure something is: documents, or chapters of a few."""
        from embrepl.evidence.uses.clusters import cluster_of

        return cluster_of(self.corpus)

    @cached_property
    def clusters(self) -> Places:
        """Which of these each use is in. (P,)."""
        from embrepl.evidence.uses.clusters import clusters

        return clusters(self.corpus, self.spans.places)

    @property
    def space(self) -> Space:
        """The vectors of the model."""
        return self.asked.model.space

    @property
    def corpus(self) -> Corpus:
        """The text that the places are in."""
        return self.searched.corpus


def asked_uses(session: Session, tokens: Sequence[Token], corpus: Corpus | None = None) -> Asked:
    """Return the target whose uses some words of a line ask, in a text, else in that of the model.

    Raises `wrong-usage` for sums, and as `targets.target` does.
    """
    from embrepl.space.expression.parser import parse_pieces

    line = tokens[0].line
    return asked_query(session, parse_pieces(tokens, line), line, corpus)


def asked_query(session: Session, query: Query, line: str, corpus: Corpus | None = None) -> Asked:
    """Return the target whose uses a query asks. Raises as above."""
    from embrepl.space.expression.query import Mean, Word

    part = query.part
    words = list(part.parts) if isinstance(part, Mean) else [part]
    plain = [word for word in words if isinstance(word, Word)]
    if len(plain) < len(words):
        message = f"{query.text} has no places: uses are those of a word, a phrase, a pattern, or several in brackets."
        raise EmbreplError("wrong-usage", message, "`near` asks sums of words.", Place(line, part.place))
    if len({word.model for word in plain}) > 1:
        message = f"{query.text} names words of several parts or models, whose uses are not one thing."
        raise EmbreplError("wrong-usage", message, "`alike A B` compares two.", Place(line, part.place))
    model = named_model(session, plain[0], session.model) or session.model
    where = _where(session, model, plain[0], line, corpus)
    texts = tuple(dict.fromkeys(_text(model, word) for word in plain))
    _refuse_meaning(texts)
    shown = f"({', '.join(texts)})" if len(texts) > 1 else texts[0]
    return Asked(f"{shown}@{where.name}" if where.name else shown, texts, model, where)


def _refuse_meaning(texts: Sequence[str]) -> None:
    """Raise `wrong-usage` for a query by meaning, whose uses are not those of one thing."""
    for text in filter(opens_position, texts):
        message = f"{text} finds words by meaning; uses are those of words that are named."
        raise EmbreplError("wrong-usage", message, f"`kwic {text}` shows what fits; name some, as (king, queen).")


def _text(model: Model, word: Word) -> str:
    """Return what is looked for: a word of the model that holds an @ is one."""
    return word.whole if word.whole in model.space else word.text


def _where(session: Session, model: Model, word: Word, line: str, corpus: Corpus | None) -> TextPart:
    """Return the text, or the part of one, whose uses are asked."""
    named = word.model and word.whole not in model.space
    if named and session.plain_name(word.model) not in session.models:
        try:
            return part_named(session, model, word.model)
        except EmbreplError as error:
            error.place = error.place or Place(line, word.place)
            raise
    return TextPart("", corpus or text_with_uses(session, model))


def uses_of(session: Session, asked: Asked, most: int | None = None) -> Uses:
    """Return the uses of a target. Raises `unknown-word` where it has no place, and as `uses_at` does."""
    spans = places_of(session, asked)
    if not len(spans):
        raise unknown_in(session, asked)
    return uses_at(session, asked, spans, most)


def places_of(session: Session, asked: Asked) -> Spans:
    """Return the places of a target, each once, in the order of the text."""
    import numpy as np

    from embrepl.corpus.concordance.hits import Spans

    found = [spans for text in asked.texts if (spans := spans_of(session, text, asked.part)) is not None]
    return Spans.concatenate(found).one_a_place() if found else Spans.whole(np.empty(0, np.int64))


def uses_at(session: Session, asked: Asked, spans: Spans, most: int | None = None) -> Uses:
    """Return the uses of a target at some hits, one a place, in the order of the text.

    Of more than `most`, 20,000, some are taken evenly, and a note says so. Raises `no-uses` where no known word is near
    any, and `no-direction`.
    """
    import numpy as np

    from embrepl.evidence.uses.instances import MOST_PLACES

    total, most = len(spans), most or MOST_PLACES
    if total > most:
        spans = spans.evenly(most)
        note = f"{asked.text} has {total:,} places: {most:,} of them, evenly spread, were looked at."
        session.listener.note(note)
    read = surroundings(session, asked.model, asked.part.corpus)
    instances = read.instances(spans, most, session.report_progress)
    if not len(instances):
        raise among_unknown(read.space, total, asked.text)
    learnt = induction(session, asked.model, asked.part.corpus)
    kept = spans[np.isin(spans.places, instances.places)]
    return Uses(
        asked, concordance_of(session, asked.part.corpus), kept, instances.documents,
        learnt.vectors(instances.means).astype(np.float64), total, tuple(read.rows_of(spans)), learnt.cosine,
    )  # fmt: skip


def unknown_in(session: Session, asked: Asked, where: str = "") -> EmbreplError:
    """Return the error that a target stands nowhere in its part or text, or `where` it is said, with near spellings."""
    corpus = asked.part.corpus
    name = asked.part.name or name_of(session, corpus)
    near = near_words(corpus, asked.texts[0]) if asked.texts[0] not in corpus.index else ""
    hint = near or f"`find {quote(asked.texts[0])}` looks for parts of words."
    refuse_two_parts(asked.texts[0], name)
    what = " or ".join(f"'{text}'" for text in asked.texts)
    return EmbreplError("unknown-word", f"{what} {where or f'does not stand in {name}'}.", hint)


def name_of(session: Session, corpus: Corpus) -> str:
    """Return what a text is called in the session."""
    return next((name for name, each in session.corpora.items() if each is corpus), corpus.report.name)


def by_typicality(session: Session, text: str, hits: Hits, most: int, *, odd: bool) -> Spans:
    """Return the hits in the current text whose uses are nearest to the mean use, or farthest from it."""
    import numpy as np

    from embrepl.evidence.uses.typical import typicality

    if not hits.total:
        return hits.first()
    asked = Asked(text, (text,), session.model, TextPart("", session.corpus))
    uses = uses_at(session, asked, hits.first().one_a_place())
    cosines = typicality(uses.vectors, uses.clusters)
    which = np.arange(len(uses))
    return uses.spans[np.array(first_uses(uses, which, cosines if odd else -cosines, most), np.int64)]


def first_uses(uses: Uses, which: Places, keys: NDArray[np.float64], most: int) -> list[int]:
    """Return the first of some uses by a key; different documents first, equal lines once. (n,), (n,)."""
    import numpy as np

    from embrepl.evidence.uses.typical import different_first, line_around

    key = line_around(uses.searched.positions, uses.spans[which])
    return different_first(np.argsort(keys, kind="stable").tolist(), uses.documents[which], key, most)
