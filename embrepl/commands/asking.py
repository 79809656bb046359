"""What the commands that ask the text share: the concordance of the current corpus, and queries with helpful errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from embrepl.errors import EmbreplError, UnknownWordError, did_you_mean
from embrepl.session.cached_corpora import tidy

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.concordance.hits import Hits
    from embrepl.corpus.store.store import Corpus
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session

DEFAULT_ROWS = 20
MILLION = 1_000_000
_NEAR = 3  # spellings that are offered


def concordance(session: Session) -> Concordance:
    """Return the current corpus, ready to be searched."""
    return concordance_of(session, session.corpus)


def concordance_of(session: Session, corpus: Corpus) -> Concordance:
    """Return a corpus, ready to be searched; the first time it is noted where each word stands."""
    result = unindexed_concordance_of(session, corpus)
    if not result.positions.ready:
        result.positions.prepare(session.report_progress)
        tidy(corpus, session.listener)
    return result


def unindexed_concordance_of(session: Session, corpus: Corpus) -> Concordance:
    """Return what searches a corpus, without noting yet where each word stands; there is one per corpus."""
    from embrepl.corpus.concordance.concordance import Concordance

    if corpus.folder not in session.concordances:
        session.concordances[corpus.folder] = Concordance(corpus)
    return session.concordances[corpus.folder]


def text_name(session: Session, model: Model) -> str | None:
    """Return the name of the text of a model where it is loaded, else of the current one; None without any."""
    return model.corpus if model.corpus in session.corpora else session.current_corpus


def text_of(session: Session, model: Model, without: str, hint: str) -> tuple[str, Corpus]:
    """Return the text of a model, else the current one.

    Raises `nothing-loaded`, which says what the model is `without` a text, where there is none.
    """
    name = text_name(session, model)
    if name is None:
        raise EmbreplError("nothing-loaded", f"{model.space.name} is here without a text, {without}.", hint)
    return name, session.corpora[name]


def whole_of(corpus: Corpus) -> Corpus:
    """Return the text that a corpus is a part of, or the corpus itself."""
    from embrepl.corpus.parts.view import PartCorpus

    return corpus.whole if isinstance(corpus, PartCorpus) else corpus


def note_other_text(session: Session, model: Model, corpus: Corpus, verb: str, hint: str = "") -> None:
    """Say which vectors are asked where they are not of a text, nor of what it is a part of."""
    own = session.corpora.get(model.corpus)
    if own is None or own is not whole_of(corpus):
        where = f"trained on {model.corpus}" if model.corpus else "out of a file"
        session.listener.note(f"{verb} by {model.space.name}, vectors {where}{hint}.")


def near_words(corpus: Corpus, word: str) -> str:
    """Return the spellings of the text that are nearest to a word that it does not have, "" where none is near."""
    near = near_spellings(word, corpus.words, corpus.index)
    return did_you_mean(near) if near else ""


def near_spellings(word: str, words: Sequence[str], index: Mapping[str, int]) -> list[str]:
    """Return the spellings that are nearest to a word, in whatever script; few people miss its first letter."""
    from embrepl.corpus.words.variants import scripts
    from embrepl.space.spelling import nearest_spellings

    for form in dict.fromkeys((word, *scripts(word))):
        if near := nearest_spellings(form, words, index, most=10):
            return sorted(near, key=lambda each: each[0] != form[0])[:_NEAR]
    return []


def query(words: Sequence[str]) -> str:
    """Return words as one query: several are a phrase. Raises `wrong-usage` where it is nothing but spaces."""
    text = " ".join(words)
    if not text.strip():
        raise EmbreplError("wrong-usage", "There is nothing between the quotation marks.", "Name a word or a phrase.")
    return text


def hits(session: Session, text: str, *, as_tokens: bool = False) -> tuple[str, Hits]:
    """Find a word, a phrase or a /pattern/ in the current corpus; return it as the corpus spells it, and its hits.

    The error of an unknown word names near ones. `as_tokens`: a text without spaces only as the words that it is
    segmented into, and a word only where it was not joined into a phrase.
    """
    searched = concordance(session)
    with with_near_spellings(searched.corpus):
        spelt, result = spelt_hits(session, searched, text, as_tokens=as_tokens)
    return spelt, over_words(result, text)


def spelt_hits(session: Session, searched: Concordance, text: str, *, as_tokens: bool = False) -> tuple[str, Hits]:
    """Find something in a corpus, in another spelling where it is only there in that; a note says so.

    Raises as `Concordance.find` does.
    """
    spelt, result = found(session, searched, text, as_tokens=as_tokens)
    if spelt != text:
        note_spelling(session, text, spelt)
    return spelt, result


def found(session: Session, searched: Concordance, text: str, *, as_tokens: bool = False) -> tuple[str, Hits]:
    """Return what `spelt_hits` does, without a note."""
    from embrepl.corpus.concordance.patterns import is_expression
    from embrepl.corpus.words.variants import variants

    find = partial(searched.find, any_segmentation=not as_tokens, progress=session.report_progress)
    unknown, result = None, None
    try:
        result = find(text)
    except UnknownWordError as error:
        unknown = error
    if (result is None or not result.total) and not is_expression(text):
        for variant in variants(text):
            with suppress(UnknownWordError):
                other = find(variant)
                if other.total:
                    return variant, other
    if result is None:
        raise unknown or AssertionError
    return text, result


def words_of_text(session: Session, words: Sequence[str]) -> tuple[str, ...]:
    """Return words as the current corpus spells them. Raises `unknown-word` for one that it does not have."""
    with with_near_spellings(session.corpus):
        return tuple(dict.fromkeys(_word_of_text(session, word) for word in words))


def _word_of_text(session: Session, word: str) -> str:
    from embrepl.corpus.words.variants import variants

    searched = unindexed_concordance_of(session, session.corpus)
    for spelt in (word, searched.folded(word)):
        if spelt in searched.corpus.index:
            return spelt
    for variant in variants(word):
        if (spelt := searched.folded(variant)) in searched.corpus.index:
            note_spelling(session, word, spelt)
            return spelt
    raise UnknownWordError(word, f"'{word}' is no word of {session.current_corpus}.")


def note_spelling(session: Session, typed: str, spelt: str) -> None:
    """Tell that something was found in another spelling than the typed one."""
    session.listener.note(f"{typed} is written {spelt} here.")


def unit_of(corpus: Corpus) -> str:
    """Return what the tokens of a corpus are called."""
    return "character" if corpus.report.options.units == "char" else "word"


def over_words(result: Hits, text: str) -> Hits:
    """Return hits. Raises `bad-pattern` where there are none since the expression is one over several words."""
    from embrepl.corpus.concordance.patterns import is_expression

    if not result.total and is_expression(text) and " " in text:
        message = f"No word matches {text}: an expression is matched against single words, which have no spaces."
        raise EmbreplError("bad-pattern", message, "For words in a row leave the slashes out.")
    return result


@contextmanager
def with_near_spellings(corpus: Corpus) -> Iterator[None]:
    """Add the nearest spellings to the error of a word that the text does not have."""
    try:
        yield
    except UnknownWordError as error:
        hint = error.hint or near_words(corpus, error.word) or "`find` looks for parts of words."
        raise EmbreplError(error.code, error.message, hint) from None
