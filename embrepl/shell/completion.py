"""What Tab offers: commands, options and their values, words of the vocabulary, files, models.

What a word or an option completes is declared on it (`commands.options`), by the name of a source below.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from embrepl.commands import table
from embrepl.commands.arguments import NO, YES
from embrepl.commands.lexer import Token, escape, tokens, unfinished
from embrepl.space.expression.marks import MARKS
from embrepl.space.expression.widths import narrow

if TYPE_CHECKING:
    from embrepl.commands.command import Command
    from embrepl.commands.options import Argument, Option
    from embrepl.session.session import Session

MOST = 50  # words offered at a time, the most frequent ones
PATHS = "paths"


class ShellCompleter(Completer):
    """Completes the statement that the cursor is in."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._paths = PathCompleter(expanduser=True)
        self._words_of: dict[str, WordsByPrefix] = {}  # models
        self._types_of: dict[str, WordsByPrefix] = {}  # corpora
        self.sources: dict[str, Callable[[str], Iterable[str]]] = {
            "words": self._words,
            "types": self._types,
            "models": lambda _: session.models,
            "corpora": lambda _: session.corpora,
            "names": lambda _: [*session.models, *session.corpora],
            "commands": lambda _: table.names(),
            "objectives": _objectives,
            "formats": _formats,
        }

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what may stand at the cursor."""
        before = re.split("[;；]", document.text_before_cursor)[-1].lstrip()
        verb, space, rest = before.replace("\u3000", " ").partition(" ")
        verb = narrow(verb)
        if not space:
            yield from _completions(verb, table.names(), {entry.name: entry.summary for entry in table.entries()})
            return
        if verb not in table.names() and verb not in table.ALIASES:
            return
        command = table.command(verb)
        current = rest.split(" ")[-1]
        option, arguments = expected(command, rest)
        if current.startswith("--"):
            flags = {each.flag: each.help for each in command.options}
            yield from _completions(current, flags, flags)
        elif option is not None:
            yield from self._value(option, current, rest, complete_event)
        else:
            for argument in arguments:
                yield from _completions(current, argument.keywords)
                yield from self._from(argument.completes, current, rest, complete_event, several=argument.commas)

    def _value(self, option: Option, current: str, rest: str, event: CompleteEvent) -> Iterator[Completion]:
        """Yield the values of an option."""
        yes_or_no = ("yes", "no") if option.kind is bool else ()
        yield from _completions(current, option.choices or yes_or_no or option.suggests)
        yield from self._from(option.completes, current, rest, event, several=option.many)

    def _from(
        self, sources: Sequence[str], current: str, rest: str, event: CompleteEvent, *, several: bool = False
    ) -> Iterator[Completion]:
        """Yield what some sources have; of `several` with commas between them the last is completed."""
        last = current.rpartition(",")[2] if several else current
        for source in sources:
            if source == PATHS:
                yield from self._path(rest, event, several=several)
            else:
                yield from _completions(last, self.sources[source](last), _summaries(source))

    def _path(self, rest: str, event: CompleteEvent, *, several: bool = False) -> Iterator[Completion]:
        """Yield the rest of a path; outside quotation marks its spaces get a backslash."""
        text, quoted = unfinished(rest)
        text = text.rpartition(",")[2] if several else text
        for each in self._paths.get_completions(Document(text), event):
            text = each.text + "/" * each.display_text.endswith("/")  # a folder, in which one goes on
            shown = text if quoted else escape(text)
            yield Completion(shown, each.start_position, display=each.display, display_meta=each.display_meta)

    def _words(self, prefix: str) -> list[str]:
        """Return words of the current model."""
        name = self._session.current_model
        if name is None or not prefix:
            return []
        if name not in self._words_of:
            self._words_of = {name: WordsByPrefix(self._session.models[name].space.words)}
        return self._words_of[name].starting_with(prefix)

    def _types(self, prefix: str) -> list[str]:
        """Return words of the current corpus."""
        name = self._session.current_corpus
        if name is None or not prefix:
            return []
        if name not in self._types_of:
            self._types_of = {name: WordsByPrefix(self._session.corpora[name].words)}
        return self._types_of[name].starting_with(prefix)


class WordsByPrefix:
    """The words of a model or a corpus in alphabetical order, so that those with a prefix are found at once."""

    def __init__(self, words: Sequence[str]) -> None:
        self._ranks = {word: rank for rank, word in enumerate(words)}
        self._words = sorted(words)

    def starting_with(self, prefix: str) -> list[str]:
        """Return the most frequent words that begin so, most frequent first."""
        low = bisect.bisect_left(self._words, prefix)
        high = bisect.bisect_right(self._words, prefix + "\U0010ffff")
        return sorted(self._words[low:high], key=self._ranks.__getitem__)[:MOST]


def expected(command: Command[Any], rest: str) -> tuple[Option | None, list[Argument]]:
    """Return the option that the end of a line may be a value of, and the arguments that it may be a word of."""
    known = {option.flag: option for option in command.options}
    words: list[Token] = []
    waiting = None  # the option whose value comes next
    for token in _finished_tokens(rest):
        if waiting is not None and not _may_stand_alone(waiting, token):
            waiting = None
        elif not token.quoted and token.text.startswith("--"):
            waiting = known.get(token.text)
        else:
            waiting = None
            words.append(token)
    result = []
    for argument in command.arguments:
        if argument.keywords:
            if words and not words[0].quoted and words[0].text in argument.keywords:
                words.pop(0)
            elif not words:
                result.append(argument)
        elif argument.many or not words:
            return waiting, [*result, argument]
        else:
            words.pop(0)
    return waiting, result


def _may_stand_alone(option: Option, token: Token) -> bool:
    """Return whether an option needs no value and the token after it is none."""
    return (option.kind is bool and token.text.lower() not in YES + NO) or (
        bool(option.bare) and token.text not in option.choices
    )


def _finished_tokens(rest: str) -> list[Token]:
    """Return the tokens of a line's beginning, without the one that is still being typed."""
    result = tokens(rest)
    for at, token in enumerate(result):
        if not token.quoted and token.raw[0] in MARKS:  # a quotation mark is open
            return result[:at]
    if result and result[-1].place + len(result[-1].raw) == len(rest):
        result.pop()
    return result


def _completions(current: str, names: Iterable[str], meanings: dict[str, str] | None = None) -> Iterator[Completion]:
    from embrepl.view.safe import printable

    for name in names:
        if name.startswith(current):
            meaning = printable((meanings or {}).get(name, ""))
            yield Completion(name, -len(current), display=printable(name)[:60], display_meta=meaning)


def _objectives(_: str) -> list[str]:
    from embrepl.training.catalog import OBJECTIVES

    return [entry.name for entry in OBJECTIVES]


def _formats(_: str) -> Sequence[str]:
    from embrepl.space.formats import table as formats

    return formats.NAMES


def _summaries(source: str) -> dict[str, str]:
    """Return what is shown beside the names of a source."""
    if source != "formats":
        return {}
    from embrepl.space.formats import table as formats

    return {entry.name: entry.summary for entry in formats.TABLE}
