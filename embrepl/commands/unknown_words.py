"""The error for a word without a vector says how often the text has it, and what would give it one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from embrepl.commands.asking import concordance_of, unindexed_concordance_of
from embrepl.errors import EmbreplError, UnknownWordError

if TYPE_CHECKING:
    from embrepl.corpus.store.store import Corpus
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session

_NOT_FOUND = {"unknown-word", "no-words", "bad-pattern", "slow-pattern"}  # errors of a search without hits
_BETWEEN_WORDS = re.compile(r"(?<=\S)[\s-]+(?=\S)")


@contextmanager
def with_counts_in_text(session: Session, model: Model) -> Iterator[None]:
    """Add to the error of an unknown word how often the model's text has it, as `freq` counts it."""
    try:
        yield
    except UnknownWordError as error:
        corpus = session.corpora.get(model.corpus)
        if corpus is None:
            raise
        searched = unindexed_concordance_of(session, corpus)
        number = corpus.index.get(error.word, corpus.index.get(searched.folded(error.word)))
        hint = error.hint
        if number is None and searched.anywhere(error.word):
            count = _count_anywhere(session, corpus, error.word)
            times = f"{_times(count)} in {model.corpus}, but not as a word of its own."
            times = times if count else f"It is not in {model.corpus}."
        elif number is None and _BETWEEN_WORDS.search(error.word):
            times = f"{_times(_count_anywhere(session, corpus, error.word))} in {model.corpus} as a phrase."
        else:
            count = 0 if number is None else int(corpus.counts[number])
            times = f"{_times(count) if count else 'It is not'} in {model.corpus}."
            hint += _advice(model, count)
        raise EmbreplError(error.code, f"{error.message} {times}", hint) from None


def _count_anywhere(session: Session, corpus: Corpus, text: str) -> int:
    """Return how often something that is no single word of the text stands in it."""
    try:
        hits = concordance_of(session, corpus).find(
            text, any_segmentation=True, unjoined=True, progress=session.report_progress
        )
    except EmbreplError as error:
        if error.code not in _NOT_FOUND:
            raise
        return 0
    return int(hits.total)


def _times(count: int) -> str:
    return "It is seen once" if count == 1 else f"It is seen {count:,} times"


def _advice(model: Model, count: int) -> str:
    """Return the advice that keeps a word, where it has no vector because it is too rare."""
    least = model.space.option("min_count")
    rare = least is not None and 0 < count < least and model.recipe.objective != "pretrained"
    return " A lower --min-count keeps rarer words." if rare else ""
