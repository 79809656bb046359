"""What the commands that ask the text share: queries with helpful errors, and numbers that are checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from embrepl.commands.arguments import Arguments, Option
from embrepl.errors import EmbreplError, UnknownWordError

if TYPE_CHECKING:
    from embrepl.commands.lexer import Token
    from embrepl.corpus.concordance import Concordance
    from embrepl.corpus.hits import Hits
    from embrepl.corpus.store import Corpus
    from embrepl.session import Session

DEFAULT_ROWS = 20
MILLION = 1_000_000
_NEAR = 3  # spellings that are offered
_MOST_DIGITS = 12  # of a number; Python refuses to read thousands


def concordance(session: Session) -> Concordance:
    """Return the current corpus, ready to be searched; the first time it is noted where each word stands."""
    corpus = session.corpus
    found = corpus.concordance
    if not found.positions.ready:
        found.positions.prepare(session.told)
        session.tidy_cache(corpus)
    return found


@contextmanager
def explained(corpus: Corpus) -> Iterator[None]:
    """Add the nearest spellings to the error of a word that the text does not have."""
    try:
        yield
    except UnknownWordError as error:
        from embrepl.space.spelling import nearest_spellings

        first = error.word[0]
        near = nearest_spellings(error.word, corpus.words, corpus.index, most=10)
        near = sorted(near, key=lambda word: word[0] != first)[:_NEAR]  # few people miss the first letter
        hint = (
            f"Did you mean {' or '.join(f'`{word}`' for word in near)}?" if near else "`find` looks for parts of words."
        )
        raise EmbreplError(error.code, error.message, hint) from None


def query(words: tuple[Token, ...]) -> str:
    """Return words as one query: several are a phrase."""
    return " ".join(token.text for token in words)


def hits(session: Session, text: str, *, however_cut: bool = False) -> Hits:
    """Find a word, a phrase or a /pattern/ in the current corpus; the error of an unknown word names near ones."""
    from embrepl.corpus.patterns import is_expression

    found = concordance(session)
    with explained(found.corpus):
        hit = found.find(text, however_cut=however_cut, told=session.told)
    if not hit.total and is_expression(text) and " " in text:
        message = f"No word fits {text}: an expression is over single words, and these have no spaces."
        raise EmbreplError("bad-pattern", message, "For words in a row leave the slashes out.")
    return hit


def words_and_number(arguments: Arguments, default: int) -> tuple[tuple[Token, ...], int]:
    """Return the words, and the number that stands unquoted behind them or the default."""
    words = arguments.words
    if len(words) > 1 and words[-1].raw.isdecimal():
        return words[:-1], at_least(int(words[-1].text[:_MOST_DIGITS]), "N")
    return words, default


def only_number(arguments: Arguments, default: int) -> int:
    """Return the one number that may be typed, or the default."""
    if not arguments.words:
        return default
    text = arguments.words[0].text
    if not text.isdecimal():
        raise EmbreplError("bad-option", f"N is a whole number, not '{text}'.", "For example: 20")
    return at_least(int(text[:_MOST_DIGITS]), "N")


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
