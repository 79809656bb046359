"""Whether a line without a command is a target, something that the text has or the model knows, or several of them."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from embrepl.commands.asking import concordance_of, found
from embrepl.commands.lexer import quote
from embrepl.commands.targets.uses import may_make_vectors
from embrepl.commands.unknown_words import is_spelt_in
from embrepl.errors import EmbreplError, UnknownWordError
from embrepl.space.expression.marks import MARKS
from embrepl.space.expression.symbols import COMMAS, OPENING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embrepl.commands.lexer import Token
    from embrepl.session.holdings import Model
    from embrepl.session.session import Session
    from embrepl.space.expression.query import Query, Word

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


def comparison(session: Session, tokens: Sequence[Token], *, asks: bool) -> str:
    """Return the command that compares several targets with commas between them; "" where a line is no such list.

    Two are compared by `dist`, more by `sim`; `freq` counts them where there are no vectors, or not of all of them. One
    of them has to be known, and all in a line that `asks`, that sounds like a question. Raises `bad-expression` for a
    list that begins with a known word, but cannot be read.
    """
    from embrepl.space.expression.parser import parse_phrases

    if not any(comma in token.raw for token in tokens for comma in COMMAS):
        return ""
    if not (session.current_corpus or session.current_model):
        return ""
    line = tokens[0].line
    typed = line[tokens[0].place : tokens[-1].place + len(tokens[-1].raw)]
    try:
        queries = parse_phrases(tokens, line)
    except EmbreplError as error:
        if error.code != _PARSED_WRONGLY or asks or not _has_known_first(session, typed):
            return ""
        raise
    known = [all(_is_known(session, word) for word in query.words) for query in queries]
    if len(queries) < 2 or not any(known) or (asks and not all(known)):
        return ""
    return f"{_comparing(session, queries, all(known))} {', '.join(map(_typed, queries))}"


def _has_known_first(session: Session, typed: str) -> bool:
    """Return whether a word that is known stands before the first comma."""
    from embrepl.space.expression.query import Word

    first = re.split(f"[{COMMAS}]", typed, maxsplit=1)[0].strip()
    return bool(first) and _is_known(session, Word(first, 0))


def _comparing(session: Session, queries: Sequence[Query], known: bool) -> str:
    """Return the name of the command that compares some targets, whose words are all `known` or not."""
    from embrepl.space.expression.query import Word

    model = session.models.get(session.current_model or "")
    words = [query.part for query in queries if isinstance(query.part, Word) and not query.part.model]
    counted = known and len(words) == len(queries)
    if counted and (model is None or not all(_has_vector(session, model, word.text) for word in words)):
        return "freq"
    return "dist" if len(queries) == 2 else "sim"


def _has_vector(session: Session, model: Model, text: str) -> bool:
    from embrepl.corpus.concordance.patterns import is_expression
    from embrepl.corpus.concordance.wildcards import is_wild

    return may_make_vectors(model) or is_spelt_in(session, model, text) or is_expression(text) or is_wild(text)


def _typed(query: Query) -> str:
    """Return a target as it is typed among several: a phrase in quotation marks."""
    from embrepl.space.expression.query import Word

    if isinstance(query.part, Word) and " " in query.text and query.text[0] not in MARKS:
        return quote(query.part.text, marks=True)
    return query.text


def _has_signs(tokens: Sequence[Token]) -> bool:
    """Return whether a sign of an expression stands between the words."""
    return any(token.raw[0] in OPENING for token in tokens)


def _begins_with_known(session: Session, tokens: Sequence[Token]) -> bool:
    from embrepl.space.expression.query import Word

    return _is_known(session, Word(tokens[0].text, tokens[0].place))


def is_anywhere(session: Session, text: str) -> bool:
    """Return whether the text or the model has a word, a phrase or a pattern, in any spelling."""
    from embrepl.space.expression.query import Word

    return _is_known(session, Word(text, 0))


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
