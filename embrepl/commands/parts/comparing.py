"""Two texts that are compared: loaded ones, parts of the current one, or a part and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from embrepl.commands.asking import whole_of
from embrepl.commands.parts.naming import OF, text_named
from embrepl.errors import EmbreplError

if TYPE_CHECKING:
    from embrepl.corpus.store.store import Corpus
    from embrepl.session.session import Session


def compared_texts(
    session: Session, typed: Sequence[str], first: str | None, against: str | None
) -> tuple[tuple[str, Corpus], tuple[str, Corpus]]:
    """Return the two texts that are compared: those typed, else what `--in` and `--against` name, else the rest.

    Raises `wrong-usage` for too few, too many, or the same one twice, `unknown-name`, and what `text_named` raises.
    """
    session.corpus  # noqa: B018 - raises where no text is loaded
    names = list(typed)
    if against is None and names:
        against = names.pop() if len(names) > 1 or first is not None or names[0] in session.corpora else None
    first = names.pop(0) if names and first is None else first
    if names or (first is None and against is None):
        message = "Usage: keyness [TEXT] OTHER [N]" if names else "Nothing says what is to be compared."
        raise EmbreplError(
            "wrong-usage", message, "`keyness A B`: two loaded texts, or parts; `corpus parts` shows those."
        )
    here = (session.corpus_name, session.corpus) if first is None else text_named(session, first)
    there = _rest(session, here) if against is None else text_named(session, against)
    if here[1] is there[1]:
        message = f"{here[0]} cannot be compared with itself."
        raise EmbreplError("wrong-usage", message, "Name two: other loaded texts, or parts that `corpus parts` shows.")
    _note_shared(session, here, there)
    return here, there


def only_text(session: Session, typed: Sequence[str], first: str | None) -> tuple[str, Corpus]:
    """Return the one text that was typed or that `--in` names, else the current one. Raises `wrong-usage` for more."""
    names = [*typed, *([first] if first is not None else [])]
    if len(names) > 1:
        message = f"{names[1]} and the list of --reference are two to compare with."
        raise EmbreplError("wrong-usage", message, "Leave one of them out.")
    return text_named(session, names[0]) if names else (session.corpus_name, session.corpus)


def _rest(session: Session, here: tuple[str, Corpus]) -> tuple[str, Corpus]:
    """Return the documents of a text that are not in a part of it."""
    from embrepl.corpus.parts.view import PartCorpus, rest_of

    name, corpus = here
    if not isinstance(corpus, PartCorpus):
        return session.corpus_name, session.corpus
    called = f"the rest of {name.partition(OF)[0]}"
    rest = rest_of(corpus.whole, [corpus.part])
    if not rest.tokens:
        message = f"{name} is all of the text: there is no rest to compare it with."
        raise EmbreplError("empty-part", message, "Name what it is compared with: `keyness A B`.")
    return called, session.views.view(corpus.whole, rest, called)


def _note_shared(session: Session, here: tuple[str, Corpus], there: tuple[str, Corpus]) -> None:
    """Say how many documents two texts share."""
    import numpy as np

    from embrepl.corpus.parts.view import PartCorpus
    from embrepl.system.sizes import counted

    texts = [each for _, each in (here, there)]
    if len({whole_of(each).folder for each in texts}) > 1:
        return
    parts = [each.part.documents for each in texts if isinstance(each, PartCorpus)]
    shared = int(np.logical_and.reduce(parts).sum()) if parts else texts[0].report.documents
    if shared:
        count = "counts" if shared == 1 else "count"
        note = f"{counted(shared, 'document')} {count} on both sides: {here[0]} and {there[0]} overlap."
        session.listener.note(note)
