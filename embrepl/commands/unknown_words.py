"""The error for a word without a vector says how often the text has it, and what would give it one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from embrepl.commands.asking import concordance_of, spelt_hits, unindexed_concordance_of
from embrepl.errors import EmbreplError, UnknownWordError, did_you_mean
from embrepl.space.expression.symbols import quote
from embrepl.space.spelling import NOTHING_LIKE_IT
from embrepl.system.sizes import counted

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session
    from embrepl.space.scoring.word_tests import WordTest

DIFFERENCE = "For a difference put spaces"
_WRITTEN, _COUNTS = "is written", "counts as"
_NOT_FOUND = {"unknown-word", "no-words", "bad-pattern", "slow-pattern"}  # errors of a search without hits
_SIGN_BETWEEN = re.compile(r"\s[-+|]\s")
_APART = re.compile(r"\s+@\s*(?=\S)")
_BETWEEN_WORDS = re.compile(r"(?<=\S)[\s_-]+(?=\S)")


def spelling_in(session: Session, model: Model, word: str) -> str:
    """Return a word as a model spells it: as its text was read, or where it is only there in another spelling in that.

    A note says so of the latter, and of a name that counts as another one. A word that is not there comes back as it
    was typed.
    """
    spelt, how = _spelt(session, model, word)
    if how:
        session.listener.note(f"{word} {how} {spelt} here.")
    return spelt


def is_spelt_in(session: Session, model: Model, word: str) -> bool:
    """Return whether a model has a word, in the spelling of its text or in another one."""
    return _spelt(session, model, word)[0] in model.space


def spelt_in(session: Session, model: Model, word: str) -> str:
    """Return what `spelling_in` does, without a note."""
    return _spelt(session, model, word)[0]


def respelt(session: Session, model: Model, test: WordTest) -> WordTest:
    """Return a test with its words as a model spells them, as `spelling_in` finds them, and a note on how many."""
    words = dict.fromkeys(word for question in test.questions for word in question)
    known = {word: _spelt(session, model, word) for word in words}
    questions = tuple(tuple(known[word][0] for word in question) for question in test.questions)
    others = [(word, spelt) for word, (spelt, how) in known.items() if how]
    notes = (
        [f"{counted(len(others), 'word')} found in another spelling, such as {' as '.join(others[0])}"]
        if others
        else []
    )
    return replace(test, questions=questions, notes=(*test.notes, *notes))


def _spelt(session: Session, model: Model, word: str) -> tuple[str, str]:
    """Return a word as a model spells it, and what is to be said of that: _WRITTEN, _COUNTS, or nothing."""
    from embrepl.corpus.words.variants import variants

    space, corpus = model.space, session.corpora.get(model.corpus)
    if word in space:
        return word, ""
    folded = unindexed_concordance_of(session, corpus).folded if corpus else str
    aliases = corpus.report.aliases if corpus else {}
    for form in (word, "_".join(word.split()), *variants(word)):
        for spelt in (form, folded(form)):
            if spelt in space:
                counts = spelt in {aliases.get(form), aliases.get(form.lower())}
                return spelt, _COUNTS if counts else _WRITTEN * (spelt != folded(word))
    return word, ""


@contextmanager
def with_counts_in_text(session: Session, model: Model) -> Iterator[None]:
    """Add to the error of an unknown word how often the model's text has it, as `freq` counts it, and what helps."""
    try:
        yield
    except UnknownWordError as error:
        corpus = session.corpora.get(model.corpus)
        error.hint = _likeness(model, error)
        if corpus is None:
            raise
        searched = concordance_of(session, corpus)
        typed, count = _count(session, searched, error.word)
        word = searched.anywhere(typed) or searched.folded(typed)
        sentence, hint = f"{_times(count) if count else 'It is not'} in {model.corpus}", ""
        if searched.is_pattern(typed):
            hint = f"`find {typed}` shows the words that match it."
            sentence = f"Words that match it are seen {'once' if count == 1 else f'{count:,} times'} in {model.corpus}"
        elif count:
            hint = _of_places(model, corpus.index.get(typed, corpus.index.get(word)) is not None, count)
        elif _BETWEEN_WORDS.search(typed) and not searched.anywhere(typed):
            sentence = f"It is seen 0 times in {model.corpus} as a phrase"
            hint = "" if error.hint.startswith(DIFFERENCE) else _of_phrase(model, typed)
        offered = error.hint if error.hint != NOTHING_LIKE_IT or not hint else ""
        raise EmbreplError(
            error.code, f"{error.message} {sentence}.", " ".join(filter(None, (offered, hint)))
        ) from None


def _likeness(model: Model, error: UnknownWordError) -> str:
    """Return the hint of an unknown word, in another script where no word is spelt like it."""
    from embrepl.corpus.words.variants import scripts

    for form in scripts(error.word) if error.hint == NOTHING_LIKE_IT else ():
        try:
            return did_you_mean([model.space.words[model.space.id(form)]])
        except UnknownWordError as other:
            if other.hint != NOTHING_LIKE_IT:
                return other.hint
    return error.hint


def _of_places(model: Model, a_word: bool, count: int) -> str:
    """Return what would give a vector to what the text has, in a model that makes none of places."""
    space, least = model.space, model.space.option("min_count")
    again = re.sub(r" --min-count \S+", "", model.recipe.command)
    lower = f"For this one: `{again} --min-count {count}`. " if a_word and least is not None and count < least else ""
    few = f"{space.name} has too few words to make a vector of places. " if not space.identity else ""
    return f"{lower}{few}Models of `train spectral` or `train zero` make vectors of whatever the text has."


def _of_phrase(model: Model, phrase: str) -> str:
    """Return what to ask instead of a phrase that the text does not have."""
    if _SIGN_BETWEEN.search(phrase):
        return f"For a sum leave the quotation marks out: `near {phrase}`."
    if _APART.search(phrase):
        return f"A part stands behind the @ without a space: `near {_APART.sub('@', phrase)}`."
    words = _BETWEEN_WORDS.split(phrase)
    known = all(word in model.space for word in words)
    return f"`near {' + '.join(map(quote, words))}` asks for its words together." if known else ""


def _count(session: Session, searched: Concordance, text: str) -> tuple[str, int]:
    """Return a text as it is spelt in the corpus, and how often it is found there, as `freq` counts it."""
    try:
        spelt, result = spelt_hits(session, searched, text)
    except EmbreplError as error:
        if error.code not in _NOT_FOUND:
            raise
        return text, 0
    return spelt, result.total


def _times(count: int) -> str:
    return "It is seen once" if count == 1 else f"It is seen {count:,} times"
