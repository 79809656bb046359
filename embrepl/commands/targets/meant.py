"""Where a query by meaning is found: its words by the vectors, its places by the concordance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from embrepl.commands import asking
from embrepl.commands.answers.text import FilledPosition
from embrepl.commands.targets.positions import Meant, Plain, Positions
from embrepl.errors import EmbreplError, Place
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.commands.targets.vectors import Target
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.concordance.hits import Hits, Spans
    from embrepl.session.session import Session

_NAMED = 12  # words of a position that a sentence names
_WIDE, _NARROW = 0.6, 0.7  # shares of the nearest word's score: where it is seen how words stand, and where not


def find_positions(
    session: Session, query: Positions, find_plain: Callable[[Plain], Spans]
) -> tuple[Hits, tuple[FilledPosition, ...]]:
    """Find a query by meaning in the current corpus; return its hits, and what fills its positions in them.

    `find_plain` finds what a text fills. Raises `nothing-trained`, `unknown-word` and what else a target raises, with
    the place in the line.
    """
    from embrepl.corpus.concordance.sequences import Gap

    searched = asking.concordance(session)
    meant = {at: _Circle.of(session, searched, each) for at, each in enumerate(query.filled) if isinstance(each, Meant)}
    spans = [
        meant[at].hits.first() if isinstance(each, Meant) else find_plain(each) for at, each in enumerate(query.filled)
    ]
    gaps = [Gap(gap.least, gap.most) for gap in query.gaps]
    session.report_progress("searching the text", 0, len(spans))
    hits, filled = searched.sequence(spans, gaps, query.before, query.behind)
    return hits, tuple(circle.filled(at + 1, filled[at]) for at, circle in meant.items())


def sentence(filled: Sequence[FilledPosition]) -> str:
    """Return what fills the positions, in words; a single one is not named."""
    return " ".join((f"{each.query}: " if len(filled) > 1 else "") + _words_of(each) for each in filled)


def _words_of(filled: FilledPosition) -> str:
    named = ", ".join(f"{word} {count:,}" for word, count in [*filled.seen.items()][:_NAMED])
    more = f" and {len(filled.seen) - _NAMED:,} more" if len(filled.seen) > _NAMED else ""
    return f"{counted(filled.words, 'word')} near it, {named or 'none of them here'}{more}."


class _Circle:
    """The words that may fill a position. They are those of the whole text, also where a part of it is searched."""

    def __init__(self, searched: Concordance, meant: Meant, target: Target, words: Sequence[str], least: float):
        import numpy as np

        index = searched.corpus.index
        self._searched, self._meant, self._target, self._words, self._least = searched, meant, target, words, least
        self.hits = searched.of_types(np.array([index[word] for word in words if word in index], np.int64))

    @classmethod
    def of(cls, session: Session, searched: Concordance, meant: Meant) -> _Circle:
        """Return those of a position; a note says what is odd about them."""
        import numpy as np

        from embrepl.commands.targets.vectors import resolve
        from embrepl.evidence.substitutes import ALIKE, alike
        from embrepl.space.groups.stand_ins import stand_ins

        session.model  # noqa: B018 - raises where there are no vectors at all
        whole = asking.concordance_of(session, asking.whole_of(searched.corpus))
        index = whole.corpus.index
        try:
            target = resolve(session, meant.query, meant.line)
            itself = index.get(_spelt(whole, target.word)) if target.word and meant.least is None else None
            share = _WIDE if itself is not None else _NARROW
            rows, cosines = stand_ins(target.space, target.vector, target.rows, target.row, meant.least, share)
        except EmbreplError as error:
            error.place = error.place or Place(meant.line, meant.query.words[0].place)
            raise
        words = [*target.unseen, *(target.space.words[row] for row in rows.tolist())]
        types = np.array([index.get(_spelt(whole, word), -1) for word in words], np.int64)
        known = types >= 0
        lacking = counted(len(words) - int(known.sum()), "word")
        without = "" if known.all() else f"; {lacking} near {target.text} not in this text"
        asking.note_other_text(session, target.model, searched.corpus, "Near", without)
        if itself is not None:
            known[known] &= (types[known] == itself) | (alike(whole.positions, itself, types[known]) >= ALIKE)
        near = np.concatenate((np.ones(len(target.unseen)), cosines))[known]
        spelt = dict.fromkeys(whole.corpus.words[at] for at in types[known].tolist())
        return cls(searched, meant, target, tuple(spelt), float(near.min(initial=1.0)))

    def filled(self, position: int, spans: Spans) -> FilledPosition:
        """Return the answer's row: which of these words fill the position in the hits, and how often."""
        import numpy as np

        corpus, ids = self._searched.corpus, self._searched.positions.ids
        types, counts = np.unique(ids[spans.places], return_counts=True)
        order = np.lexsort((types, -counts))
        seen = {
            corpus.words[at]: count for at, count in zip(types[order].tolist(), counts[order].tolist(), strict=True)
        }
        return FilledPosition(
            position, self._meant.text, self._target.space.name, self._least, len(self._words), seen
        )  # fmt: skip


def _spelt(searched: Concordance, word: str) -> str:
    """Return a word as the text spells it."""
    return word if word in searched.corpus.index else searched.folded(word)
