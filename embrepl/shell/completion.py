"""What Tab offers: commands, options and their values, words of the vocabulary, files, models.

What a word or an option completes is declared on it (`commands.options`), by the name of a source below. Whatever is
completed is quoted, so that the line has it as one word, and is shown with what cannot be seen as its escape.
"""

from __future__ import annotations

import bisect
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from embrepl.commands import table
from embrepl.commands.arguments import NO, YES
from embrepl.commands.lexer import Token, Unfinished, unfinished
from embrepl.commands.numerals import is_whole
from embrepl.shell.completed_place import Place
from embrepl.shell.redirection import REPLACE, WRITE, length_of_sign, redirects
from embrepl.space.expression import symbols
from embrepl.space.expression.marks import APOSTROPHES, MARKS, closing_end

if TYPE_CHECKING:
    from embrepl.commands.command import Command
    from embrepl.commands.options import Argument, Option
    from embrepl.session.session import Session

MOST = 50  # words offered at a time, the most frequent ones
MOST_AT_START = 10  # words offered behind the commands
PATHS = "paths"
OF_TEXT = ("words", "types")  # sources of words, of which a phrase may have several
_COMMAS = re.compile("[,，、]")
_MEANT = re.compile(r"[\[［]\s*[~～]")  # a position that is filled by words near to what follows
_HYPHENS = "-–—−－"


class ShellCompleter(Completer):
    """Completes the statement that the cursor is in."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._paths = PathCompleter(expanduser=True)
        self._words_of: dict[str, WordsByPrefix] = {}  # models
        self._types_of: dict[str, WordsByPrefix] = {}  # corpora
        self._parts_of: dict[str, list[str]] = {}  # corpora
        self.sources: dict[str, Callable[[str], Iterable[str]]] = {
            "words": self._words,
            "types": self._types,
            "models": lambda _: session.models,
            "corpora": lambda _: session.corpora,
            "parts": lambda _: self._parts(),
            "variables": lambda _: session.corpora[session.current_corpus].variables if session.current_corpus else (),
            "names": lambda _: [*session.models, *session.corpora],
            "commands": lambda _: table.names(),
            "topics": lambda _: table.TOPICS,
            "objectives": _objectives,
            "formats": _formats,
        }

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what may stand at the cursor, each once."""
        offered: set[str] = set()
        for each in self._offered(document):
            if each.text not in offered:
                offered.add(each.text)
                yield each

    def _offered(self, document: Document) -> Iterator[Completion]:
        """Yield what may stand at the cursor; what several sources have comes more than once."""
        typed = unfinished(document.text_before_cursor)
        if typed is None:
            return
        place = Place(document, typed)
        if not typed.words:
            yield from place.plain(table.names(), {entry.name: entry.summary for entry in table.entries()})
            yield from self._targets(place)
            return
        if any(map(redirects, typed.words[1:])) or (typed.text.startswith(WRITE) and not typed.quoted):
            yield from self._destination(place, typed)
            return
        bare = not table.is_known(typed.words[0].text)  # a target, whose card `show` shows
        command = table.command("show" if bare else typed.words[0].text)
        option, arguments = expected(command, typed.words if bare else typed.words[1:])
        if typed.option:
            option = next((each for each in command.options if each.flag == typed.option), None)
            arguments = []
        if typed.text.startswith("--") and not typed.quoted and not typed.option:
            flags = {each.flag: each.help for each in command.options}
            yield from place.plain(flags, flags)
        elif option is not None:
            yes_or_no = ("yes", "no") if option.kind is bool else ()
            yield from place.plain(option.choices or yes_or_no or option.suggests)
            yield from self._from(option.completes, place, several=option.many)
        else:
            keywords = [word for argument in command.arguments for word in argument.keywords]
            for argument in arguments:
                yield from place.plain(argument.keywords)
                yield from self._from(
                    argument.completes, place, keywords, several=argument.commas, colons=argument.colons
                )

    def _targets(self, place: Place) -> Iterator[Completion]:
        """Yield the words that a line which is only a target may begin with; a few, behind the commands."""
        if place.quoted or len(place.text) > 1 or not place.text.isascii():
            sources = ("words",) if self._session.current_model else ("types",)
            words = (each for each in self._from(sources, place) if not table.is_known(each.text))
            yield from islice(words, MOST_AT_START)

    def _destination(self, place: Place, typed: Unfinished) -> Iterator[Completion]:
        """Yield the files that an answer may go to: behind the sign, also without a space between."""
        if not any(map(redirects, typed.words[1:])):
            length = length_of_sign(place.text)
            for path in self._files(place.text[length:]):
                yield place.apart(place.text[:length], path)
        elif typed.words[-1].raw in {WRITE, REPLACE}:
            for path in self._files(place.text):
                yield from place.word(0, path)

    def _from(
        self,
        sources: Sequence[str],
        place: Place,
        keywords: Sequence[str] = (),
        *,
        several: bool = False,
        colons: bool = False,
    ) -> Iterator[Completion]:
        """Yield what some sources have; of `several` with commas between them the last is completed.

        `colons`: a word may also stand behind a colon.
        """  # fmt: skip
        for source in sources:
            if source in OF_TEXT and (within := _within_target(place.raw, colons=colons)):
                yield from self._within(source, place, within)
                continue
            begin = max((match.end() for match in _COMMAS.finditer(place.text)), default=0) if several else 0
            if source in OF_TEXT and place.quoted:
                begin = max(begin, place.text.rfind(" ") + 1)
            current = place.text[begin:]
            names = self._files(current) if source == PATHS else self.sources[source](current)
            for name in names:
                if several and (_COMMAS.search(name) or name.strip() != name):
                    continue  # the list would be cut within it
                marks = name in keywords or (source != PATHS and is_whole(name))
                marks = marks or (source in OF_TEXT and symbols.quote(name) != name)
                if source == PATHS or name.startswith(current):
                    yield from place.word(begin, name, _summaries(source).get(name, ""), marks=marks)

    def _within(self, source: str, place: Place, begin: int) -> Iterator[Completion]:
        """Yield what may stand from `begin` on behind a sign of a target: words, and models behind an @."""
        of_models = place.raw[begin - 1] in symbols.OF
        current = place.raw[begin:]
        current = current[1:] if current[:1] in MARKS - APOSTROPHES else current  # a quotation that is opened here
        if _MEANT.match(place.raw) and self._session.current_model:
            source = "words"
        names = self._session.models if of_models else self.sources[source](current)
        for name in names:
            if name.startswith(current):
                yield from place.part(begin, name if of_models else symbols.quote(name), name)

    def _files(self, typed: str) -> Iterator[str]:
        """Yield the paths that begin so; one is never taken for an option, standard input or another's home."""
        for each in self._paths.get_completions(Document(typed), CompleteEvent()):
            path = typed + each.text + "/" * each.display_text.endswith("/")  # a folder, in which one goes on
            if path[0] in "-~" and os.path.expanduser(typed) == typed:  # noqa: PTH111
                path = f"./{path}"
            yield path

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

    def _parts(self) -> list[str]:
        """Return the parts of the current corpus, and the other corpora."""
        from embrepl.corpus.parts.dividing import part_names

        name = self._session.current_corpus
        if name is None:
            return []
        if name not in self._parts_of:
            self._parts_of = {name: part_names(self._session.corpora[name])}
        return [*self._parts_of[name], *(each for each in self._session.corpora if each != name)]


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


def _within_target(raw: str, *, colons: bool) -> int:
    """Return behind which sign of a target the word begins that is typed, 0 where it is all of a token.

    `colons`: a colon is a sign too. A quotation that is open behind a sign is such a word.
    """
    signs = symbols.OPENING + symbols.OF + symbols.COLONS * colons + ("~～" if _MEANT.match(raw) else "")
    begin = at = 0
    while at < len(raw):
        before = raw[at - 1] if at else ""
        if raw[at] in MARKS and (not before or before in signs):
            if not (end := closing_end(raw, at)):
                break
            at = end
        elif raw[at] in signs and not (raw[at] in _HYPHENS and before.isalnum()):  # a hyphen belongs to a word
            begin = at = at + 1
        else:
            at += 1
    return begin


def expected(command: Command[Any], finished: Iterable[Token]) -> tuple[Option | None, list[Argument]]:
    """Return the option that the next word may be a value of, and the arguments that it may be a word of."""
    known = {option.flag: option for option in command.options}
    words: list[Token] = []
    waiting = None  # the option whose value comes next
    for token in finished:
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
            targets = argument.targets_from is not None and len(words) >= argument.targets_from
            return waiting, [*result, replace(argument, completes=("words",), commas=False) if targets else argument]
        else:
            words.pop(0)
    return waiting, result


def _may_stand_alone(option: Option, token: Token) -> bool:
    """Return whether an option needs no value and the token after it is none."""
    return (option.kind is bool and token.text.lower() not in YES + NO) or (
        bool(option.bare) and not option.may_take(token.text)
    )


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
