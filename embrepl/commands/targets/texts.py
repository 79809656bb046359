"""A target in the text: a word, a phrase or a pattern, or several of them in brackets, found all together.

Positions in square brackets make it a query by meaning (`positions`), found by `meant`. What makes sense for vectors
alone, such as a sum, is refused; any other signs are a part of what is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from embrepl.commands import asking
from embrepl.commands.lexer import Token, closed, quote, split_at_commas
from embrepl.commands.targets.positions import Plain, Positions, is_positional, parse_positions, split_positional
from embrepl.errors import EmbreplError, Place

if TYPE_CHECKING:
    from embrepl.commands.answers.text import FilledPosition
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.concordance.hits import Hits, Spans
    from embrepl.session.session import Session
    from embrepl.space.expression.query import Query, Word

_EXPRESSION = re.compile(r"/.+/i?", re.DOTALL)
_ALONE = re.compile(r"[-+|＋－−–—｜]")  # signs that join targets where they stand between spaces


@dataclass(frozen=True)
class TextTarget:
    """Something that was asked about in the text: as it is shown, and the texts whose places are all meant.

    A query by meaning has `positions` in place of these.
    """

    text: str
    parts: tuple[str, ...]
    positions: Positions | None = None

    @property
    def grouped(self) -> bool:
        """Whether it is not one text alone."""
        return len(self.parts) != 1


def text_target(session: Session, tokens: Sequence[Token]) -> TextTarget:
    """Return the one target that some words of a line are; with nothing between them they are a phrase.

    Raises `wrong-usage` for what is never closed, for what only vectors can be asked, and where there is nothing;
    `bad-expression` for a query by meaning that cannot be read.
    """
    if is_positional(tokens):
        return TextTarget(" ".join(token.text for token in tokens), (), parse_positions(tokens))
    return _plain_target(session, tokens)


def _plain_target(session: Session, tokens: Sequence[Token]) -> TextTarget:
    """Return the target that some words are without any meaning of square brackets. Raises as above."""
    from embrepl.space.expression.parser import parse_pieces

    for token in tokens:
        closed(token)
    try:
        query = parse_pieces(tokens, tokens[0].line)
    except EmbreplError:
        query = None  # what is no target is looked for as it stands
    if query is not None and (found := _target(session, query, tokens)):
        return found
    _refuse_sums(tokens)
    parts = [part for token in tokens for part in split_at_commas(token)]
    return _checked(TextTarget(text := " ".join(_plain(part) for part in parts), (text,)), tokens)


def text_phrases(session: Session, tokens: Sequence[Token]) -> tuple[TextTarget, ...]:
    """Return the targets between which commas stand; words with nothing between them are a phrase. Raises as above.

    A query by meaning is one target.
    """
    from embrepl.space.expression.parser import parse_phrases

    try:
        queries = () if is_positional(tokens) else parse_phrases(tokens, tokens[0].line)
    except EmbreplError:
        queries = ()  # what is no list of targets is looked for as it stands
    found = [_target(session, query, tokens) for query in queries] if len(queries) > 1 else []
    if found and all(found):
        return tuple(each for each in found if each)
    return (text_target(session, tokens),)


def text_targets(session: Session, tokens: Sequence[Token]) -> tuple[TextTarget, ...]:
    """Return the targets that some words of a line are: each word by itself, and what is quoted or in brackets.

    Raises as above.
    """
    from embrepl.space.expression.parser import parse_several

    if is_positional(tokens):
        parts = split_positional(tokens)
        found_each = (
            (text_target(session, part),) if is_positional(part) else text_targets(session, part) for part in parts
        )
        return tuple(each for found in found_each for each in found)
    for token in tokens:
        closed(token)
    try:
        queries = parse_several(tokens, tokens[0].line)
    except EmbreplError:
        queries = ()  # what is no list of targets is looked for as it stands
    found = [_target(session, query, tokens) for query in queries]
    if found and all(found):
        return tuple(each for each in found if each)
    _refuse_sums(tokens)
    texts = [_plain(part) for token in tokens for part in split_at_commas(token)]
    return tuple(_checked(TextTarget(text, (text,)), tokens) for text in texts)


def hits_of(session: Session, asked: TextTarget, *, as_tokens: bool = False) -> tuple[str, Hits]:
    """Find a target in the current corpus, as `hits` does; several in brackets together. Raises as `hits` does.

    A note says what fills the positions of a query by meaning.
    """
    from embrepl.commands.targets.meant import sentence

    spelt, result, filled = hits_with_filled(session, asked, as_tokens=as_tokens)
    if filled:
        session.listener.note(f"{asked.text}: {sentence(filled)}")
    return spelt, result


def hits_with_filled(
    session: Session, asked: TextTarget, *, as_tokens: bool = False
) -> tuple[str, Hits, tuple[FilledPosition, ...]]:
    """Find a target as `hits_of` does, and what fills the positions of a query by meaning."""
    from embrepl.corpus.concordance.hits import union

    if asked.positions is not None:
        return asked.text, *filled_hits(session, asked.positions)
    found = [asking.hits(session, part, as_tokens=as_tokens) for part in asked.parts]
    if not asked.grouped:
        return *found[0], ()
    return f"({', '.join(spelt for spelt, _ in found)})", union([result for _, result in found]), ()


def hits_of_parts(session: Session, searched: Concordance, asked: TextTarget) -> list[tuple[str, Hits]]:
    """Return the spelling and the hits of each text that a target is, where it is no query by meaning.

    Raises `bad-pattern` and as `Concordance.find` does.
    """
    found = [asking.spelt_hits(session, searched, part) for part in asked.parts]
    for text, (_, result) in zip(asked.parts, found, strict=True):
        asking.over_words(result, text)
    return found


def filled_hits(session: Session, query: Positions) -> tuple[Hits, tuple[FilledPosition, ...]]:
    """Find a query by meaning, and what fills its positions. Raises as `hits` and `resolve` do, with the place."""
    from embrepl.commands.targets.meant import find_positions

    def find_plain(plain: Plain) -> Spans:
        first = plain.tokens[0]
        try:
            return hits_of(session, _plain_target(session, plain.tokens))[1].first()
        except EmbreplError as error:
            error.place = error.place or Place(first.line, first.place)
            raise

    return find_positions(session, query, find_plain)


def some_hits(session: Session, asked: TextTarget, *, as_tokens: bool = False) -> tuple[str, Hits]:
    """Find a target in the current corpus, as `hits_of` does. Raises `unknown-word` where it is not there."""
    spelt, result = hits_of(session, asked, as_tokens=as_tokens)
    if not result.total:
        raise EmbreplError("unknown-word", f"'{asked.text}' is not in the text.", "`find` looks for parts of words.")
    return spelt, result


def _target(session: Session, query: Query, tokens: Sequence[Token]) -> TextTarget | None:
    """Return what a query asks of the text, None where it is no word and no group of words."""
    from embrepl.space.expression.query import Mean, Sum, Word

    part = query.part
    if isinstance(part, Sum) and len(part.terms) == 1 and abs(part.terms[0].weight) != 1:
        message = "The text has no weights: a number before * weighs words whose vectors are asked."
        raise EmbreplError("wrong-usage", message, "`near` asks vectors.", Place(tokens[0].line, part.place))
    if any(word.model in {*session.models, *session.corpora} for word in query.words if word.model):
        message = "The text of the current corpus is asked; @ names a model, and stands behind words asked of vectors."
        raise EmbreplError("wrong-usage", message, "`use NAME` makes another text the current one.")
    for word in query.words:
        _refuse_part(session, word)
    if isinstance(part, Word):
        return _checked(TextTarget(part.whole, (part.whole,)), tokens)
    if isinstance(part, Mean) and all(isinstance(each, Word) and not each.model for each in part.parts):
        texts = tuple(dict.fromkeys(word.text for word in query.words))
        shown = f"({', '.join(texts)})" if len(texts) > 1 else texts[0]
        return _checked(TextTarget(shown, texts), tokens)
    return None


def _refuse_part(session: Session, word: Word) -> None:
    """Raise `wrong-usage` for a part behind an @, which commands on the text take behind --in."""
    from embrepl.corpus.parts.finding import find_part

    try:
        part = find_part(session.corpus, word.model) if word.model else None
    except EmbreplError:
        return  # no part: @ is a letter of what is looked for
    if part is not None:
        message = f"{word.whole} names a part for vectors; the text is asked by --in."
        raise EmbreplError("wrong-usage", message, f"As in `kwic {quote(word.text)} --in {quote(word.model)}`.")


def _plain(token: Token) -> str:
    """Return what a word of a query says, its stars and slashes of full width as plain ones."""
    if token.quoted:
        return token.text
    text = token.text.replace("＊", "*")
    return f"/{text[1:-1]}/" if len(text) > 2 and text[0] == text[-1] == "／" else text


def _checked(found: TextTarget, tokens: Sequence[Token]) -> TextTarget:
    """Return a target. Raises `wrong-usage` where it is nothing but spaces, and for a / that is never closed."""
    for text in found.parts:
        asking.query((text,))  # raises where it is nothing but spaces
        if len(text) > 1 and text[0] == "/" and not _EXPRESSION.fullmatch(text):
            at = next((token for token in tokens if token.text[:1] in {"/", "／"}), tokens[0])
            message = "This expression is not closed: it ends with a /, or with /i where case is no matter."
            hint = 'Close it, as in /^un.*able$/; one with spaces is quoted: "/new york/".'
            raise EmbreplError("wrong-usage", message, hint, Place(at.line, at.place))
    return found


def _refuse_sums(tokens: Sequence[Token]) -> None:
    """Raise `wrong-usage` for signs between words, which mean something to vectors alone."""
    for before, token in pairwise(tokens):
        if not token.quoted and not before.quoted and _ALONE.fullmatch(token.text) and token is not tokens[-1]:
            message = f"The text has no sums: {token.text} joins words whose vectors are asked."
            hint = "`near` asks vectors; to look for the sign itself, quote it all."
            raise EmbreplError("wrong-usage", message, hint, Place(token.line, token.place))
