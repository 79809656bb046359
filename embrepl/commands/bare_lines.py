"""What a line stands for that begins with no command's name, and the error where it stands for nothing.

Each reading returns the statement that it takes a line for, with a command, or None where the line is nothing of its
kind; one that knows its kind and cannot answer raises. The first that knows the line decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from embrepl.commands import table
from embrepl.commands.lexer import Statement, Token, closed, quote
from embrepl.commands.numerals import is_whole
from embrepl.errors import EmbreplError
from embrepl.space.expression.symbols import COMMAS

if TYPE_CHECKING:
    from embrepl.session.session import Session

_WORDS = 2  # unknown words that spellings are offered for
_FEW = 4  # words that are compared rather than a sentence


def with_command(session: Session, statement: Statement) -> Statement:
    """Return a statement as it is where it is a command, else what it stands for.

    A line that begins with a command's name is that command, but for questions that the command cannot be meant by.
    Raises `unknown-command`, with the nearest commands and the nearest words, where a line stands for nothing.
    """
    if _is_command(session, statement):
        from embrepl.commands.questions.asked import asked_despite_its_verb

        return asked_despite_its_verb(session, statement) or statement
    for reading in READINGS:
        if (meant := reading(session, statement)) is not None:
            return meant
    raise _unknown(session, statement)


def _is_command(session: Session, statement: Statement) -> bool:
    """Return whether a line begins with a command's name; one in quotation marks is a word, where the text has it."""
    first = statement.tokens[0]
    return table.is_known(first.text) and not (first.quoted and _target(session, statement))


def _question(session: Session, statement: Statement) -> Statement | None:
    """Return what a plain question means."""
    from embrepl.commands.questions.asked import asked

    return asked(session, statement)


def _target(session: Session, statement: Statement) -> Statement | None:
    """Return the command that shows the card of what a line names."""
    from embrepl.commands.targets.lines import is_target

    if not is_target(session, statement.words):
        return None
    first = statement.tokens[0]
    if first.text.lower() in table.ELSEWHERE and not first.quoted:
        session.listener.note(f"What other programs call {first.text} is `{table.ELSEWHERE[first.text.lower()]}` here.")
    return _behind("show", statement)


def _query(_: Session, statement: Statement) -> Statement | None:
    """Return the command that shows the places of a query by meaning."""
    from embrepl.commands.targets.positions import is_positional

    return _behind("kwic", statement) if is_positional(statement.words) else None


def _behind(command: str, statement: Statement) -> Statement:
    """Return a statement with all its tokens behind the name of a command."""
    first = statement.tokens[0]
    verb = Token(command, command, False, first.place, first.line)
    return Statement((verb, *statement.tokens), statement.text, statement.background)


def _comparison(session: Session, statement: Statement) -> Statement | None:
    """Return the command that compares the targets of a list, which the session is informed of."""
    from embrepl.commands.questions.asked import understood, words_and_options
    from embrepl.commands.questions.meaning import sounds_like_a_question
    from embrepl.commands.targets.lines import comparison

    words = statement.words
    asks = sounds_like_a_question(statement.text)
    if not words or not (command := comparison(session, words, asks=asks)):
        return None
    return understood(session, statement, f"{command} {words_and_options(statement)[1]}".strip())


Reading = Callable[["Session", Statement], Statement | None]
READINGS: tuple[Reading, ...] = (_query, _question, _comparison, _target)  # in the order in which they are asked


def _unknown(session: Session, statement: Statement) -> EmbreplError:
    """Return the error for a line that is neither a command nor anything to ask about.

    Raises `wrong-usage` for a quotation that is never closed.
    """
    from embrepl.commands.questions.asked import nearest
    from embrepl.commands.questions.meaning import sounds_like_a_question

    for token in statement.tokens:
        closed(token)
    if (len(statement.tokens) > 1 or not statement.text.isascii()) and sounds_like_a_question(statement.text):
        return EmbreplError("unknown-question", "This question is not understood.", nearest(session, statement.text))
    error = table.unknown(next(iter(_words_in(statement.tokens[:1])), statement.tokens[0].text))
    where = session.current_corpus or session.current_model
    message, hints = error.message, [error.hint]
    if where is not None:
        missing = list(_missing(session, statement.words))
        names = " nor ".join(f"'{word}'" for word, _ in missing)
        phrase = " ".join(token.text for token in statement.words)
        message += f" Nor is {names} a word of {where}." if missing else f" Nor does '{phrase}' stand in {where}."
        if not missing and _are_compared(statement.words) and hints[0] == table.LISTED:
            hints = [_of_words(session, statement.words)]
        near = [spelling for _, spellings in missing for spelling in spellings]
        hints += [f"Words spelt like it: {', '.join(near)}."] * bool(near)
    several = len(statement.tokens) > 1 or (not statement.text.isascii() and len(statement.text) > _FEW)
    if several and hints[0] == table.LISTED:
        hints = [*hints[1:], nearest(session, statement.text)]
    return EmbreplError(error.code, message, " ".join(filter(None, hints)))


def _are_compared(words: Sequence[Token]) -> bool:
    """Return whether some words may be meant each by itself: a few, of which none is a word of questions."""
    from embrepl.commands.questions.nearest import is_of_questions

    return 1 < len(words) <= _FEW and not any(is_of_questions(token.text) for token in words)


def _of_words(session: Session, words: Sequence[Token]) -> str:
    """Return what to ask of words that are known, each by itself, and are no phrase of the text."""
    quoted = " ".join(quote(token.text) for token in words)
    alike = f"`sim {quoted}` says how alike they are" if session.current_model else ""
    often = f"`freq {quoted}` how often each is seen" if session.current_corpus else ""
    return f"{', '.join(filter(None, (alike, often)))}." if alike else f"{often.replace('how', 'says how', 1)}."


def _words_in(tokens: Sequence[Token]) -> list[str]:
    """Return the words of some tokens, those between commas by themselves."""
    parts = (
        [token.text] if token.quoted or is_whole(token.text) else re.split(f"[{COMMAS}]", token.text)
        for token in tokens
    )
    return [part for each in parts for part in each if part]


def _missing(session: Session, tokens: Sequence[Token]) -> Iterator[tuple[str, list[str]]]:
    """Yield the first words that neither the text nor the model has, each with the spellings nearest to it."""
    from embrepl.commands.asking import near_spellings, unindexed_concordance_of

    corpus = session.corpora.get(session.current_corpus or "")
    model = session.models.get(session.current_model or "")
    folded = unindexed_concordance_of(session, corpus).folded if corpus else str
    words = corpus.words if corpus else model.space.words if model else []
    index = corpus.index if corpus else {word: row for row, word in enumerate(words)}
    known = 0
    for word in _words_in(tokens):
        if word in index or folded(word) in index or (model is not None and word in model.space):
            continue
        yield word, near_spellings(folded(word), words, index)
        known += 1
        if known == _WORDS:
            return
