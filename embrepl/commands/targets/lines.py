"""Whether a line without a command is a target: something that the text has or the model knows."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from embrepl.commands.asking import concordance_of, found
from embrepl.commands.unknown_words import is_spelt_in
from embrepl.errors import EmbreplError, UnknownWordError
from embrepl.space.expression.symbols import OPENING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embrepl.commands.lexer import Token
    from embrepl.session.session import Session
    from embrepl.space.expression.query import Word

_PARSED_WRONGLY, _NO_HITS = "bad-expression", {"unknown-word", "no-words"}


def is_target(session: Session, tokens: Sequence[Token]) -> bool:
    """Return whether some words are a target whose words are known; of an expression its first ones.

    Raises `bad-expression` for what has signs and begins with a word that is known, but cannot be read.
    """
    from embrepl.space.expression.parser import parse_pieces

    if not tokens or not (session.current_corpus or session.current_model):
        return False
    try:
        query = parse_pieces(tokens, tokens[0].line)
    except EmbreplError as error:
        if error.code != _PARSED_WRONGLY or not _has_signs(tokens) or not _begins_with_known(session, tokens):
            return False
        raise
    return _is_known(session, query.words[0])


def _has_signs(tokens: Sequence[Token]) -> bool:
    """Return whether a sign of an expression stands between the words."""
    return any(token.raw[0] in OPENING for token in tokens)


def _begins_with_known(session: Session, tokens: Sequence[Token]) -> bool:
    from embrepl.space.expression.query import Word

    return _is_known(session, Word(tokens[0].text, tokens[0].place))


def _is_known(session: Session, word: Word) -> bool:
    """Return whether the text has a word, a phrase or a pattern, in any spelling, or the model that it is of has it."""
    name = session.plain_name(word.model) if word.model else session.current_model
    model = session.models.get(name or "")
    if model is not None and is_spelt_in(session, model, word.text):
        return True
    if session.current_corpus is None:
        return False
    searched = concordance_of(session, session.corpus)
    with suppress(UnknownWordError):
        try:
            return found(session, searched, word.text)[1].total > 0
        except EmbreplError as error:
            if error.code not in _NO_HITS:
                raise
    return False
