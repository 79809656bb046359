"""`show`: the card of a word, a phrase or an expression, which a line that is only such a thing shows too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from embrepl.commands import hit_notes
from embrepl.commands.answers.exploring.cards import Card, Collocate, NearWord, Spelling
from embrepl.commands.asking import MILLION, concordance_of, unit_of
from embrepl.commands.command import Command, by_name
from embrepl.commands.families.text import context_row
from embrepl.commands.lexer import Token, quote
from embrepl.commands.options import CommandOptions, argument
from embrepl.commands.parts.naming import OF
from embrepl.commands.targets.instances import name_of
from embrepl.commands.targets.texts import TextTarget, some_hits, text_target
from embrepl.commands.targets.uses import part_named
from embrepl.commands.targets.vectors import Target, target
from embrepl.errors import EmbreplError
from embrepl.session.session import Session
from embrepl.space.expression.query import Query, Sum, Without

if TYPE_CHECKING:
    from embrepl.corpus.concordance.concordance import Concordance
    from embrepl.corpus.concordance.hits import Hits
    from embrepl.corpus.store.positions import Places

_LISTED = 8  # neighbours, collocates, spellings
_WINDOW, _LEAST = 5, 5  # words to each side that are near, and how often a collocate is: those of `colloc`
_CHARACTERS = 80  # of a line, to each side
_UNKNOWN = {"unknown-word", "no-words", "nothing-loaded", "nothing-trained", "no-direction", "no-uses", "bad-pattern"}


@dataclass(frozen=True, kw_only=True)
class ShowOptions(CommandOptions):
    """What `show` takes."""

    target: tuple[Token, ...] = argument("TARGET", completes=("words", "types"))


def show(session: Session, options: ShowOptions) -> Card:
    """Show the card of a word: what the text and the model know of it, on one screen.

    How often it is seen, its rank, in how many documents; how evenly it is spread over the text (Juilland's D and
    Gries' DP, as `disperse` has them), and where it is seen most; the words nearest to it in the model (`near`); those
    that stand within 5 words of it more often than by chance, by logdice (`colloc`); other spellings and forms of it
    that the text has; and two lines of the text. It may be a phrase, a pattern with * or between slashes, or an
    expression such as king - man + woman, which has neighbours alone. What is not known is said, with the reason.

    What the text knows of a word in a part of it, as in king@negative, is that of the part alone.

    A line that is only a word, a phrase or an expression shows its card too: `king` is `show king`. One that begins
    with the name of a command needs `show` before it, as in `show near`.

    Examples:
      show king
      show king - man + woman
      show ki*
    """
    from embrepl.space.expression.parser import parse_pieces

    query = parse_pieces(options.target, options.target[0].line)
    missing: list[EmbreplError] = []
    there, part = _asked_in(session, query)
    text = _text_side(there, options.target, query, missing, part)
    asked = _vector_side(session, options.target, text, missing)
    if text is None and asked is None:
        raise missing[-1]
    return _card(session, query, text, asked, missing)


@dataclass(frozen=True)
class _InText:
    """Something found in a text: how it is spelt there, the texts that it is, and all its hits."""

    name: str
    searched: Concordance
    spelt: str
    parts: tuple[str, ...]
    hits: Hits
    part: str

    @property
    def word(self) -> str:
        """The word or the phrase that it is, "" where it is a pattern or several."""
        return "" if len(self.parts) > 1 or self.searched.is_pattern(self.spelt) else self.spelt


def _text_side(
    session: Session, tokens: tuple[Token, ...], query: Query, missing: list[EmbreplError], part: str
) -> _InText | None:
    """Return where it stands in the current text, or a part of it; None, and a reason, where it does not."""
    name = session.current_corpus
    if name is None:
        missing.append(EmbreplError("nothing-loaded", "No text is loaded.", "Load some: `load PATH`."))
        return None
    if isinstance(query.part, Sum | Without):
        missing.append(EmbreplError("no-words", "An expression stands nowhere in the text.", ""))
        return None
    texts = tuple(dict.fromkeys(word.text for word in query.words))
    shown = texts[0] if len(texts) == 1 else f"({', '.join(texts)})"
    asked = TextTarget(shown, texts) if query.is_word or part else text_target(session, tokens)
    try:
        spelt, hits = some_hits(session, asked)
    except EmbreplError as error:
        if error.code not in _UNKNOWN:
            raise
        missing.append(EmbreplError(error.code, f"'{asked.text}' is not in {name}.", error.hint))
        return None
    return _InText(name, concordance_of(session, session.corpora[name]), spelt, asked.parts, hits, part)


def _asked_in(session: Session, query: Query) -> tuple[Session, str]:
    """Return the session whose current text is the part, or the text, that is named behind the @ of a word.

    Also the name of the part; without one, or where it names a model, the session as it is, and "". Raises what
    `part_named` raises.
    """
    from embrepl.corpus.parts.part import Part

    names = {word.model for word in query.words}
    model = session.models.get(session.current_model or "")
    if isinstance(query.part, Sum | Without) or len(names) > 1 or model is None or not (name := names.pop()):
        return session, ""
    if session.plain_name(name) in session.models or query.words[0].whole in model.space:
        return session, ""
    part = part_named(session, model, name)
    if part.documents is None:
        return session.within(part.name, part.corpus), part.name
    called = f"{name_of(session, part.corpus)}{OF}{part.name}"
    view = session.views.view(part.corpus, Part.of(part.corpus, part.name, part.documents), called)
    return session.within(called, view), part.name


def _vector_side(
    session: Session, tokens: tuple[Token, ...], text: _InText | None, missing: list[EmbreplError]
) -> Target | None:
    """Return it as a target of the current model; None, and a reason, where it has no vector."""
    if text is not None and text.word and len(tokens) == 1 and "@" not in tokens[0].raw:
        tokens = (Token(text.spelt, quote(text.spelt, marks=True), True, tokens[0].place, tokens[0].line),)
    try:
        return target(session, tokens)
    except EmbreplError as error:
        if error.code not in _UNKNOWN:
            raise
        missing.append(error)
        return None


def _card(
    session: Session, query: Query, text: _InText | None, asked: Target | None, missing: list[EmbreplError]
) -> Card:
    facts = _facts_of_text(session, text) if text is not None else _facts_of_model(asked)
    neighbours: tuple[NearWord, ...] = ()
    if asked is not None:
        if asked.space.identity:
            message = f"In {asked.space.name} each word has an axis of its own, and none is nearer than another."
            missing.append(EmbreplError("no-direction", message))
        try:
            neighbours = _neighbours(asked)
        except EmbreplError as error:  # vectors that cancel out
            missing.append(error)
    return Card(
        query=_spelt(query, text, asked),
        model=asked.space.name if asked is not None else session.current_model,
        neighbours=neighbours,
        missing=tuple(f"{error.message} {error.hint}".strip() for error in missing),
        pattern=text is not None and not text.word,
        **facts,
    )


def _facts_of_text(session: Session, text: _InText) -> dict[str, Any]:
    """Return the fields of a card that the text knows."""
    from embrepl.evidence.profile import beside, profile

    searched, corpus, report = text.searched, text.searched.corpus, text.searched.corpus.report
    spans = text.hits.first()
    found = profile(searched, spans.places)
    inside = bool(searched.joined or any(map(searched.anywhere, text.parts)))
    near = beside(
        searched, spans, inside=inside, window=_WINDOW, least=_LEAST, most=_LISTED, progress=session.report_progress
    )
    shown = searched.lines(spans[_two(found.twentieths)], _CHARACTERS, _CHARACTERS)
    return {
        "corpus": text.name, "count": text.hits.total, "per_million": MILLION * text.hits.total / report.tokens,
        "rank": _rank(text), "types": report.types, "documents": found.documents,
        "document_share": found.documents / report.documents, "by": found.by, "parts": found.parts,
        "range": found.spread.range, "juilland_d": found.spread.juilland_d, "dp": found.spread.dp,
        "most_in": found.most.name, "most_count": found.most.hits, "spread": tuple(found.twentieths.tolist()),
        "collocates": tuple(
            Collocate(corpus.words[number], pairs, score)
            for number, pairs, score in near.rows()
        ),
        "spellings": _spellings(session, text),
        "lines": tuple(context_row(searched, line) for line in shown),
        "note": hit_notes.note(searched, text.spelt, text.hits) if len(text.parts) == 1 else "",
        "unit": unit_of(corpus),
    }  # fmt: skip


def _two(hits: Places) -> Places:
    """Return which hits are shown: the first, and the first in the twentieth of the text with most, or half way. (20,).

    At most two, in the order of the text.
    """
    import numpy as np

    before = int(hits[: int(np.argmax(hits))].sum())
    return np.unique([0, before or int(hits.sum()) // 2])


def _rank(text: _InText) -> int | None:
    """Return the rank of a word among all; None of what is no word of its own."""
    searched = text.searched
    number = searched.corpus.index.get(searched.anywhere(text.word) or searched.folded(text.word))
    return None if number is None else number + 1


def _spellings(session: Session, text: _InText) -> tuple[Spelling, ...]:
    """Return other spellings and forms of a word that the text has, or the words that patterns and groups are."""
    corpus, searched, numbers = text.searched.corpus, text.searched, set[int]()
    if text.word:
        numbers |= {corpus.index[each] for each in other_forms(searched.folded(text.word)) if each in corpus.index}
    for part in () if text.word else text.parts:
        if not searched.is_pattern(part):
            numbers |= {corpus.index[each] for each in (part, searched.folded(part)) if each in corpus.index}
        elif " " not in part:
            numbers |= set(searched.matching_types(part, session.report_progress))
    return tuple(Spelling(corpus.words[at], int(corpus.counts[at])) for at in sorted(numbers)[:_LISTED])


def other_forms(word: str) -> Iterator[str]:
    """Yield other spellings of a word: in case, width and script, with and without signs, with other endings."""
    from embrepl.corpus.concordance.endings import inflections
    from embrepl.corpus.words.variants import variants

    plain = {word, *(word.replace(sign, other) for sign in "-_'" for other in ("", "_", "-", " ")), *variants(word)}
    yield from plain - {word}
    yield from inflections(word)


def _facts_of_model(asked: Target | None) -> dict[str, Any]:
    """Return the fields of a card that a model knows by itself."""
    facts: dict[str, Any] = dict.fromkeys(("corpus", "per_million", "documents", "document_share"))
    facts |= {"by": "", "parts": 0, "range": 0, "juilland_d": None, "dp": None, "most_in": "", "most_count": 0}
    facts |= {"spread": (), "collocates": (), "lines": (), "count": None, "rank": None, "types": None, "spellings": ()}
    if asked is not None and asked.row is not None:
        space = asked.space
        others = sorted({space.id(each) for each in other_forms(asked.word) if each in space} - {asked.row})
        facts |= {
            "count": space.count(asked.row), "rank": asked.row + 1, "types": len(space),
            "spellings": tuple(Spelling(space.words[row], space.count(row)) for row in others[:_LISTED]),
        }  # fmt: skip
    return facts


def _spelt(query: Query, text: _InText | None, asked: Target | None) -> str:
    """Return a word or a phrase as the text has it, or else the model; anything else as it was typed."""
    if text is not None and text.word:
        spelt = text.searched.folded(text.word)
        return f"{spelt}@{text.part}" if text.part else spelt
    return asked.text if text is None and asked is not None else query.text


def _neighbours(asked: Target) -> tuple[NearWord, ...]:
    from embrepl.space.neighbours import nearest
    from embrepl.space.ranking.order import by_count

    found = nearest(asked.space, asked.vector, _LISTED, asked.rows, by_count(asked.space), mutual=False)
    return tuple(NearWord(each.word, each.cosine, each.count) for each in found)


COMMANDS = by_name(Command("show", show, ShowOptions))
