"""What a line stands for that begins with no command's name, and the error where it stands for nothing.

Each reading returns the statement that it takes a line for, with a command, or None where the line is nothing of its
kind; one that knows its kind and cannot answer raises. The first that knows the line decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from embrepl.commands import table
from embrepl.commands.lexer import Statement, Token
from embrepl.errors import EmbreplError

if TYPE_CHECKING:
    from embrepl.session.session import Session

Reading = Callable[["Session", Statement], Statement | None]
READINGS: tuple[Reading, ...] = ()  # in the order in which they are asked
_WORDS = 2  # unknown words that spellings are offered for


def with_command(session: Session, statement: Statement) -> Statement:
    """Return a statement as it is where it begins with a command's name, else what it stands for.

    Raises `unknown-command`, with the nearest commands and the nearest words, where that is nothing.
    """
    if table.is_known(statement.tokens[0].text):
        return statement
    for reading in READINGS:
        if (meant := reading(session, statement)) is not None:
            return meant
    raise _unknown(session, statement)


def words_of(statement: Statement) -> tuple[Token, ...]:
    """Return the tokens of a line before its first option."""
    first = (at for at, token in enumerate(statement.tokens) if not token.quoted and token.text.startswith("--"))
    return statement.tokens[: next(first, None)]


def _unknown(session: Session, statement: Statement) -> EmbreplError:
    """Return the error for a line that is neither a command nor anything to ask about."""
    error = table.unknown(statement.tokens[0].text)
    where = session.current_corpus or session.current_model
    if where is None:
        return error
    missing = list(_missing(session, words_of(statement)))
    if not missing:
        phrase = " ".join(token.text for token in words_of(statement))
        return EmbreplError(error.code, f"{error.message} Nor does '{phrase}' stand in {where}.", error.hint)
    names = " nor ".join(f"'{word}'" for word, _ in missing)
    near = [spelling for _, spellings in missing for spelling in spellings]
    hint = f"{error.hint} Words spelt like it: {', '.join(near)}." if near else error.hint
    return EmbreplError(error.code, f"{error.message} Nor is {names} a word of {where}.", hint)


def _missing(session: Session, tokens: Sequence[Token]) -> Iterator[tuple[str, list[str]]]:
    """Yield the first words that neither the text nor the model has, each with the spellings nearest to it."""
    from embrepl.commands.asking import near_spellings, unindexed_concordance_of

    corpus = session.corpora.get(session.current_corpus or "")
    model = session.models.get(session.current_model or "")
    folded = unindexed_concordance_of(session, corpus).folded if corpus else str
    words = corpus.words if corpus else model.space.words if model else []
    index = corpus.index if corpus else {word: row for row, word in enumerate(words)}
    known = 0
    for word in (token.text for token in tokens):
        if word in index or folded(word) in index or (model is not None and word in model.space):
            continue
        yield word, near_spellings(folded(word), words, index)
        known += 1
        if known == _WORDS:
            return
