"""The vector of anything that has places in a text: a phrase, a pattern, a rare word, a word in a part of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embrepl.commands.answers.words import MadeOf
from embrepl.commands.asking import concordance_of, found, text_name, text_of
from embrepl.errors import EmbreplError, did_you_mean, nearest_names
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.concordance.hits import Spans
    from embrepl.corpus.store.store import Corpus
    from embrepl.evidence.context_rows import Weighing
    from embrepl.evidence.uses.folding import Folding
    from embrepl.evidence.uses.induction import Induction
    from embrepl.evidence.uses.instances import Surroundings
    from embrepl.evidence.uses.use import Use
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session
    from embrepl.space.space import Space


@dataclass(frozen=True)
class TextPart:
    """A text, or some of its documents, (N,), None for all: as it is named, "" for all of the text of the model."""

    name: str
    corpus: Corpus
    documents: NDArray[np.bool_] | None = None


def text_for(session: Session, model: Model) -> Corpus | None:
    """Return the text whose places make vectors in a model: its own, else the current one; None without any."""
    name = text_name(session, model)
    return session.corpora[name] if name is not None else None


def text_with_uses(session: Session, model: Model) -> Corpus:
    """Return that text. Raises `nothing-loaded`."""
    hint = "Load the one it was made of, or one like it: `load PATH`."
    return text_of(session, model, "and only places of a text are uses", hint)[1]


def part_named(session: Session, model: Model, name: str) -> TextPart:
    """Return what is named behind a word: a text that is loaded, or a part of the text of the model, else the current.

    Raises what `find_part` raises, and `unknown-name` where no text is loaded.
    """
    from embrepl.corpus.parts.finding import find_part

    if name in session.corpora:
        return TextPart(name, session.corpora[name])
    if (corpus := text_for(session, model)) is None:
        error = session.unknown_name(name)
        raise EmbreplError(error.code, f"There is no model or text '{name}'.", error.hint)
    try:
        part = find_part(corpus, name)
    except EmbreplError as error:
        if error.code not in {"unknown-part", "no-variables"} or not (near := nearest_names(name, [*session.models])):
            raise
        raise EmbreplError(error.code, error.message, f"{did_you_mean(near)} {error.hint}") from None
    return TextPart(part.name, corpus, part.documents)


def refuse_two_parts(text: str, where: str) -> None:
    """Raise `bad-expression` for a text that stands nowhere, where another @ is in it: king@negative@1990."""
    if "@" in text:
        hint = 'Several conditions have & between: king@"party=D & year=1990".'
        raise EmbreplError("bad-expression", f"Two parts stand in {text}@{where}; something is asked in one.", hint)


def surroundings(session: Session, model: Model, corpus: Corpus) -> Surroundings:
    """Return what reads the uses of something in a text as vectors of a model, made once for each pair of them.

    Raises `no-direction` for a model whose words have an axis each, or no direction.
    """
    from embrepl.evidence.uses.induction import not_inducible
    from embrepl.evidence.uses.instances import Surroundings

    key = (model.space.name, corpus.folder)
    if (known := session.surroundings.get(key)) is not None and known.space is model.space:
        return known
    if model.space.identity:
        raise not_inducible(model.space.name)
    if model.space.blank.all():
        message = f"No word of {model.space.name} has a direction: all its vectors are zero, or not numbers."
        raise EmbreplError("no-direction", message, "Train again: `train`.")
    positions = concordance_of(session, corpus).positions
    session.surroundings[key] = Surroundings(model.space, corpus, positions)
    return session.surroundings[key]


def induction(session: Session, model: Model, corpus: Corpus) -> Induction:
    """Return the matrix that makes vectors of uses in a model, as `learnt` does.

    Raises `no-uses` where it was learnt from fewer words than the model has dimensions.
    """
    result = learnt(session, model, corpus)
    if not result.determined:
        known = f"{model.space.name} and its text share {counted(result.words, 'word')} with contexts"
        message = f"{known}, too few to make vectors of {model.space.dim} numbers from places."
        raise EmbreplError("no-uses", message, "`train spectral` or `train zero` learns vectors of more words.")
    return result


def learnt(session: Session, model: Model, corpus: Corpus) -> Induction:
    """Return the matrix that makes vectors of uses in a model; learnt from its own text, or else from this one.

    It is learnt after every training; of other vectors when it is first asked for, by the background process.
    """
    from embrepl.evidence.uses.induction import file_of, kept

    space, text = model.space, session.corpora.get(model.corpus, corpus)
    if space.folder is None:
        raise EmbreplError("no-uses", f"{space.name} is kept in no folder, so that nothing more is learnt of it.")
    path = file_of(space.folder, text.hash)
    if (known := kept(path, space.dim)) is None:
        session.jobs.wait(session.induce(model, text))
        known = kept(path, space.dim)
    if known is None:
        message = f"What was learnt from the contexts of {space.name} could not be read again."
        raise EmbreplError("no-uses", message, "Is there room on the disk of the session's folder?")
    return known


def known_induction(session: Session, model: Model) -> Induction | None:
    """Return that matrix where the text of the model is here to learn it from; None where it is not.

    While another job runs it is not waited for: then it is None unless it was learnt before.
    """
    from embrepl.evidence.uses.induction import file_of, kept

    space, text = model.space, session.corpora.get(model.corpus)
    if space.folder is None or text is None or space.identity or space.blank.all():
        return None
    if session.jobs.running is None:
        return learnt(session, model, text)
    return kept(file_of(space.folder, text.hash), space.dim)


def spans_of(session: Session, text: str, part: TextPart) -> Spans | None:
    """Return the places of a word, a phrase or a pattern in a part of a text, in order; None where there are none."""
    searched = concordance_of(session, part.corpus)
    try:
        spans = found(session, searched, text)[1].first()
    except EmbreplError as error:
        if error.code not in {"unknown-word", "no-words"}:
            raise
        return None
    if part.documents is not None:
        spans = spans[part.documents[searched.positions.document(spans.places)]]
    return spans if len(spans) else None


def may_make_vectors(model: Model) -> bool:
    """Return whether a model may make vectors of places: it is kept in a folder, and its words have no axis each."""
    return model.space.folder is not None and not model.space.identity


def makes_vectors(session: Session, model: Model, spans: Spans, part: TextPart) -> bool:
    """Return whether a model can make a vector of some places: not of fewer words than it has dimensions."""
    if _folding(session, model, spans, part.corpus) is not None:
        return True
    surroundings(session, model, part.corpus)  # raises where the model has no directions
    return learnt(session, model, part.corpus).determined


def use_at(session: Session, model: Model, spans: Spans, part: TextPart) -> Use:
    """Return how something is used at some places. Raises `no-uses` where no known word is near any of them.

    Of a model of `spectral` in its own text it is the row of weighted counts, where there are places enough.
    """
    from embrepl.evidence.uses.clusters import cluster_of, clusters
    from embrepl.evidence.uses.folding import folded
    from embrepl.evidence.uses.use import use_of

    read, cluster = surroundings(session, model, part.corpus), cluster_of(part.corpus)
    if (folding := _folding(session, model, spans, part.corpus)) is not None:
        return folded(folding, read, spans, cluster)
    instances = read.instances(spans, progress=session.report_progress)
    if not len(instances):
        raise among_unknown(model.space, len(spans), "it")
    vectors = induction(session, model, part.corpus).vectors(instances.means)
    return use_of(vectors, clusters(part.corpus, instances.places), instances.total, cluster)


def among_unknown(space: Space, places: int, name: str) -> EmbreplError:
    """Return the error that no known word stands near any place of something."""
    message = f"No word that {space.name} knows stands near any of {counted(places, 'place')} of {name}."
    return EmbreplError("no-uses", message, "Ask for something that stands among more frequent words.")


def _folding(session: Session, model: Model, spans: Spans, corpus: Corpus) -> Folding | None:
    """Return what projects rows of counts, where places are enough and the model was solved from this very text."""
    from embrepl.evidence.context_rows import ContextRows
    from embrepl.evidence.uses.folding import LEAST_PLACES, Folding
    from embrepl.training.options.spectral import PROJECTION

    if len(spans) < LEAST_PLACES or (weighing := _weighing(model, corpus)) is None:
        return None
    searched: Concordance = concordance_of(session, corpus)
    rows = searched.once(
        weighing, lambda: ContextRows(searched.positions, corpus.counts, weighing, session.report_progress)
    )
    return Folding(rows, model.space.extra[PROJECTION])


def _weighing(model: Model, corpus: Corpus) -> Weighing | None:
    """Return how the counts weigh of which a model was solved, where it keeps their projection; None of other texts."""
    from embrepl.evidence.context_rows import own_weighing
    from embrepl.training.options.spectral import PROJECTION

    return own_weighing(model.space, corpus) if PROJECTION in model.space.extra else None


def note_contexts_alone(session: Session, model: Model, corpus: Corpus) -> None:
    """Say that uses are compared by contexts alone, where `near` makes its vectors of weighted counts."""
    if _weighing(model, corpus) is not None:
        what = "Uses are compared by what stands around them; `near` goes by their weighted counts, from 20 places on"
        session.listener.note(f"{what}, so that its cosines differ somewhat.")


def made_of(session: Session, model: Model, use: Use | None) -> MadeOf | None:
    """Return what a vector was made of, None where it is one of the model's own."""
    from embrepl.evidence.uses.use import ALA_CARTE, LEAST_DOCUMENTS

    corpus = text_for(session, model)
    if use is None or corpus is None:
        return None
    fit = induction(session, model, corpus).cosine if use.made_of == ALA_CARTE else None
    reliability = use.reliability if use.documents > 1 else None
    return MadeOf(
        use.made_of, use.places, use.total, use.documents, fit, reliability, use.sure, LEAST_DOCUMENTS, use.cluster
    )


def described(use: Use) -> str:
    """Return from how many places a vector was made, as the end of a sentence."""
    from embrepl.evidence.uses.use import FOLDED

    how = "their weighted counts" if use.made_of == FOLDED else "what stands around them"
    some = f"{use.places:,} of " if use.places < use.total else ""
    return f"from {some}{counted(use.total, 'place')} in {counted(use.documents, use.cluster)}, by {how}"
