"""What the commands that ask the text share: queries with helpful errors, and numbers that are checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from embrepl.commands.arguments import Arguments, Option
from embrepl.commands.numerals import how_many, is_whole
from embrepl.errors import EmbreplError, UnknownWordError

if TYPE_CHECKING:
    from embrepl.commands.lexer import Token
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.concordance.hits import Hits
    from embrepl.corpus.store.store import Corpus
    from embrepl.session.session import Session

DEFAULT_ROWS = 20
MILLION = 1_000_000
_NEAR = 3  # spellings that are offered


def concordance(session: Session) -> Concordance:
    """Return the current corpus, ready to be searched; the first time it is noted where each word stands."""
    result = unindexed_concordance(session)
    if not result.positions.ready:
        result.positions.prepare(session.report_progress)
        session.tidy_cache(session.corpus)
    return result


def unindexed_concordance(session: Session) -> Concordance:
    """Return what searches the current corpus, without noting yet where each word stands; there is one per corpus."""
    from embrepl.corpus.concordance.concordance import Concordance

    corpus = session.corpus
    if corpus.folder not in session.concordances:
        session.concordances[corpus.folder] = Concordance(corpus)
    return session.concordances[corpus.folder]


def near_words(corpus: Corpus, word: str) -> str:
    """Return the spellings of the text that are nearest to a word that it does not have, "" where none is near."""
    from embrepl.space.spelling import nearest_spellings

    near = nearest_spellings(word, corpus.words, corpus.index, most=10)
    near = sorted(near, key=lambda each: each[0] != word[0])[:_NEAR]  # few people miss the first letter
    return f"Did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""


def query(words: tuple[Token, ...]) -> str:
    """Return words as one query: several are a phrase. Raises `wrong-usage` where nothing but spaces is asked for."""
    return query_text(" ".join(token.text for token in words))


def query_text(text: str) -> str:
    """Return a text that is looked for. Raises `wrong-usage` where it is nothing but spaces."""
    if not text.strip():
        raise EmbreplError("wrong-usage", "There is nothing between the quotation marks.", "Name a word or a phrase.")
    return text


def hits(session: Session, text: str, *, cut: bool = False, unjoined: bool = True) -> Hits:
    """Find a word, a phrase or a /pattern/ in the current corpus; the error of an unknown word names near ones.

    `cut`: a text without spaces only as the words that it was cut into; `unjoined`: a single word only where it was not
    joined into a phrase.
    """
    found = concordance(session)
    with explained(found.corpus):
        hit = found.find(text, however_cut=not cut, unjoined=unjoined, progress=session.report_progress)
    return over_words(hit, text)


def over_words(hit: Hits, text: str) -> Hits:
    """Return hits. Raises `bad-pattern` where there are none since the expression is one over several words."""
    from embrepl.corpus.concordance.patterns import is_expression

    if not hit.total and is_expression(text) and " " in text:
        message = f"No word fits {text}: an expression is over single words, and these have no spaces."
        raise EmbreplError("bad-pattern", message, "For words in a row leave the slashes out.")
    return hit


@contextmanager
def explained(corpus: Corpus) -> Iterator[None]:
    """Add the nearest spellings to the error of a word that the text does not have."""
    try:
        yield
    except UnknownWordError as error:
        hint = error.hint or near_words(corpus, error.word) or "`find` looks for parts of words."
        raise EmbreplError(error.code, error.message, hint) from None


def words_and_number(arguments: Arguments, default: int) -> tuple[tuple[Token, ...], int]:
    """Return the words, and the number that stands unquoted behind them or the default."""
    words = arguments.words
    if len(words) > 1 and is_whole(words[-1].raw):
        return words[:-1], at_least(how_many(words[-1].text), "N")
    return words, default


def only_number(arguments: Arguments, default: int) -> int:
    """Return the one number that may be typed, or the default."""
    if not arguments.words:
        return default
    text = arguments.words[0].text
    if not is_whole(text):
        raise EmbreplError("bad-option", f"N is a whole number, not '{text}'.", "For example: 20")
    return at_least(how_many(text), "N")


def number(arguments: Arguments, option: Option, least: int = 1, most: int | None = None) -> int:
    """Return a whole number given by an option, checked, or its default."""
    given = arguments.options.get(option.name.replace("-", "_"))
    return at_least(int(option.default if given is None else given), f"--{option.name}", least, most)


def at_least(value: int, name: str, least: int = 1, most: int | None = None) -> int:
    """Return the value, or raise `bad-option` where it is too small or too great."""
    if value < least or (most is not None and value > most):
        span = f"at least {least:,}" if most is None else f"from {least:,} to {most:,}"
        raise EmbreplError(
            "bad-option", f"{name} is {span}, not {value:,}.", f"Try {max(least, min(value, most or value)):,}."
        )
    return value
