"""What a typed line asks in plain words: the statement that it means in this session."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from embrepl.commands import table
from embrepl.commands.arguments import bind, split_list
from embrepl.commands.lexer import Statement, statements
from embrepl.commands.questions.meaning import readings
from embrepl.corpus.words.scripts import HAN_BLOCKS, within
from embrepl.errors import EmbreplError
from embrepl.space.expression.marks import MARKS
from embrepl.training import catalog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embrepl.commands.lexer import Token
    from embrepl.session.session import Session

_SAMPLE, _PASSED_OVER = 4, 300  # words of the text that serve as examples, and the most frequent ones, which do not
_MOST_CHARACTERS = 30  # of a Chinese phrase that is looked through
_SINGLE_DASH = re.compile("-[A-Za-z]+[0-9]*$")
_LETTERS = 5  # of a word that serves as one, at least; a Chinese one may have two
_OF_GRAMMAR = frozenset(  # characters of Chinese words that make poor examples
    "不只也都才就还又很太真可已正没无把被给让从向往因所虽但而且或若如便即却倒连更最这那哪什怎几多么们着了过的地得是在有自己说道笑见听来去一上下里外之等"
)
_EXAMPLES = ("king", "queen", "man", "woman")  # where there is no text
_LEAST = {"between": 3, "why": 3}  # words behind a verb of a question: fewer are the two that are asked about
_TAKE_ANY_WORDS = frozenset(
    {"between", "compare", "find", "odd", "show", "why"}
)  # and whose questions have more than words


def asked(session: Session, statement: Statement) -> Statement | None:
    """Return the statement that a plain question means, which the session is informed of; None where it is no question.

    The options behind a question are those of the command. Raises `unclear-question` where it has several readings, and
    `unknown-question` where each of them takes words for a phrase that is nowhere.
    """
    words, options = words_and_options(statement)
    read = readings(words, lambda word: is_known(session, word))
    if not read:
        return None
    nowhere = {line: _phrase_nowhere(session, line, words) for line in read}
    found = [line for line, phrase in nowhere.items() if not phrase]
    if not found:
        phrase = nowhere[read[0]]
        where = session.current_corpus or session.current_model
        message = f"This question is not understood: '{phrase}' does not stand in {where}."
        raise EmbreplError("unknown-question", message, nearest(session, statement.text))
    lines = [f"{each} {options}".strip() for each in found]
    if len(lines) > 1:
        choice = " or ".join(f"`{line}`" for line in lines)
        hint = f"Ask {choice}; or put what belongs together in quotation marks."
        raise EmbreplError("unclear-question", "This question can be understood in more than one way.", hint)
    return understood(session, statement, lines[0])


def nearest(session: Session, text: str) -> str:
    """Return the sentence that names the commands nearest to a line, with its words or words of the text."""
    from embrepl.commands.questions.nearest import nearest_commands

    near = nearest_commands(text, lambda word: is_known(session, word), _some_words(session))
    return f"Commands near it: {', '.join(f'`{each}`' for each in near)}; `help questions` shows what can be asked."


def _phrase_nowhere(session: Session, line: str, typed: str) -> str:
    """Return a phrase in a command that a question may not have meant, since neither the text nor the model has it.

    Only of words that were not quoted, of several of them, or of Chinese ones that hold a word that is known.
    """
    from embrepl.commands.targets.lines import is_anywhere

    if not (session.current_corpus or session.current_model):
        return ""
    for token in statements(line)[0].tokens[1:]:
        quoted = not MARKS.isdisjoint(typed[: typed.find(token.text)][-1:])
        phrase = (" " in token.text and token.quoted and not quoted) or _holds_known(session, token.text)
        if phrase and not is_anywhere(session, token.text):
            return token.text
    return ""


def _holds_known(session: Session, text: str) -> bool:
    """Return whether a Chinese text that is no word itself has a word of two characters or more in it."""
    if not text or len(text) > _MOST_CHARACTERS or not all(within(ord(letter), HAN_BLOCKS) for letter in text):
        return False
    if is_known(session, text):
        return False
    parts = (text[begin:end] for begin in range(len(text)) for end in range(begin + 2, len(text) + 1))
    return any(is_known(session, part) for part in parts if part != text)


def words_and_options(statement: Statement) -> tuple[str, str]:
    """Return the text of a line before its first option, and from that on."""
    options = statement.tokens[len(statement.words) :]
    end = options[0].place - statement.tokens[0].place if options else len(statement.text)
    return statement.text[:end], statement.text[end:]


def understood(session: Session, statement: Statement, line: str) -> Statement:
    """Return the statement of the line that another one means, which the session is informed of and remembers."""
    (meant,) = statements(line)
    session.listener.meant(meant.text)
    session.remember(meant.text)
    return Statement(meant.tokens, meant.text, statement.background)


def asked_despite_its_verb(session: Session, statement: Statement) -> Statement | None:
    """Return what a line means that begins with a command's name, but is no good as that command and is a question.

    It is no good where the command does not take such words; commands that take any words are named above: of these a
    question has words that nobody asks about, such as `are` and `near` in `why are king and queen near`.
    """
    verb, *rest = statement.tokens
    name = table.find(verb.text).name
    if any(_SINGLE_DASH.match(token.raw) for token in statement.tokens):
        return None  # an option as other programs have them, which the command says more about
    if len(rest) < _LEAST.get(name, 2) or (name == "compare" and _names_contender(session, rest)):
        return None
    if name not in _TAKE_ANY_WORDS and _is_good(statement):
        return None
    return asked(session, statement)


def _names_contender(session: Session, words: Sequence[Token]) -> bool:
    """Return whether some words name a model or an objective, as those of no question do."""
    names = split_list(",".join(token.text for token in words))
    objectives = {entry.name for entry in catalog.OBJECTIVES}
    return any(session.plain_name(name) in session.models or name.partition(":")[0] in objectives for name in names)


def _is_good(statement: Statement) -> bool:
    """Return whether a command takes the words of a statement."""
    try:
        bind(table.command(statement.tokens[0].text), statement)
    except EmbreplError:
        return False
    return True


def is_known(session: Session, word: str) -> bool:
    """Return whether the current text or model has a word."""
    corpus = session.corpora.get(session.current_corpus or "")
    model = session.models.get(session.current_model or "")
    spellings = (word, word.lower())
    return any((corpus and each in corpus.index) or (model and each in model.space) for each in spellings)


def _some_words(session: Session) -> list[str]:
    """Return words for examples: frequent ones of the current text or model, without the most frequent of all."""
    corpus = session.corpora.get(session.current_corpus or "")
    model = session.models.get(session.current_model or "")
    words = corpus.words if corpus else model.space.words if model else ()
    ours = [word for word in _EXAMPLES if is_known(session, word)]
    good = (word for word in words[_PASSED_OVER:] if _serves(word))
    return [*dict.fromkeys([*ours, *islice(good, _SAMPLE), *_EXAMPLES])][:_SAMPLE]


def _serves(word: str) -> bool:
    if any(within(ord(letter), HAN_BLOCKS) for letter in word):
        return len(word) > 1 and _OF_GRAMMAR.isdisjoint(word)
    return word.isalpha() and len(word) >= _LETTERS
