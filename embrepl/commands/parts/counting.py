"""How often something is found in each part that a variable makes. Axes: N documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from embrepl.commands import hit_notes
from embrepl.commands.answers.parts import FrequenciesByPart, PartFrequencyRow
from embrepl.commands.asking import MILLION, near_words, unit_of
from embrepl.commands.targets.meant import sentence
from embrepl.commands.targets.texts import filled_hits, hits_of_parts
from embrepl.errors import UnknownWordError

if TYPE_CHECKING:
    from embrepl.commands.targets.texts import TextTarget
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.parts.part import Part
    from embrepl.corpus.store.positions import Places
    from embrepl.corpus.store.store import Corpus
    from embrepl.session.session import Session


def frequencies_by(session: Session, searched: Concordance, asked: Sequence[TextTarget], by: str) -> FrequenciesByPart:
    """Return how often targets are found in each part that a variable makes, and in documents without a value."""
    corpus = searched.corpus
    variable, parts, rest = _divided(corpus, by)
    rows, notes = [], []
    for each in asked:
        found, note = _documents_of(session, searched, each)
        notes += [f"{each.text}: {note}"] if note else []
        rows += [_part_row(corpus, each.text, part.name, part, found) for part in parts]
        rows += [_part_row(corpus, each.text, None, rest, found)] if rest.size else []
    return FrequenciesByPart(str(session.current_corpus), variable, tuple(rows), tuple(notes), unit_of(corpus))


def _divided(corpus: Corpus, by: str, besides: Sequence[str] = ()) -> tuple[str, tuple[Part, ...], Part]:
    """Return the name of a variable, the parts that it makes, and the documents without a value."""
    from embrepl.corpus.parts.dividing import find_variable, parts_by
    from embrepl.corpus.parts.view import rest_of

    name = find_variable(corpus, by, besides).name
    parts = parts_by(corpus, name)
    return name, parts, rest_of(corpus, parts)


def counted_by(
    searched: Concordance, places: Places, by: str, besides: Sequence[str]
) -> tuple[str, list[str], Places, Places]:
    """Return the name of a variable, those of its parts, how many tokens each has, and how many of some places.

    `besides`: what else might have been meant. (H,) → P names, (P,), (P,).
    """
    import numpy as np

    variable, parts, rest = _divided(searched.corpus, by, besides)
    found = np.bincount(searched.positions.document(places), minlength=searched.corpus.report.documents)
    every = [*parts, *([rest] if rest.size else [])]
    names = [part.name for part in parts] + [f"no {variable}"] * bool(rest.size)
    return (
        variable, names, np.array([part.tokens for part in every]),
        np.array([int(found[part.documents].sum()) for part in every]),
    )  # fmt: skip


def _documents_of(session: Session, searched: Concordance, asked: TextTarget) -> tuple[Places, str]:
    """Return how often every document has a target, (N,), and what should be known of that."""
    import numpy as np

    from embrepl.corpus.concordance.hits import union

    many = searched.corpus.report.documents
    if asked.positions is not None:
        result, filled = filled_hits(session, asked.positions)
        return np.bincount(searched.positions.document(result.first().places), minlength=many), sentence(filled)
    try:
        found = hits_of_parts(session, searched, asked)
    except UnknownWordError as error:
        return np.zeros(many, np.int64), f"{error.message} {near_words(searched.corpus, error.word)}".strip()
    result = union([each for _, each in found]) if asked.grouped else found[0][1]
    note = hit_notes.note_of(searched, asked, *found[0])
    return np.bincount(searched.positions.document(result.first().places), minlength=many), note


def _part_row(corpus: Corpus, text: str, name: str | None, part: Part, found: Places) -> PartFrequencyRow:
    import numpy as np

    inside = found[part.documents]
    count, documents = int(inside.sum()), int(np.count_nonzero(inside))
    rate = MILLION * count / part.tokens if part.tokens else 0.0
    return PartFrequencyRow(text, name, count, rate, documents, documents / part.size, part.tokens)
