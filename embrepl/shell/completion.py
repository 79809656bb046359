"""What Tab offers: commands, options and their choices, words of the vocabulary, files, models."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from embrepl.commands import table
from embrepl.commands.lexer import escaped, unfinished

if TYPE_CHECKING:
    from embrepl.commands.arguments import Command
    from embrepl.session.session import Session

PATH_OPTIONS = ("--file", "--init", "--user-dict")
STARTS = ("random", "spectral")
MOST = 50  # words offered at a time, the most frequent ones


class ShellCompleter(Completer):
    """Completes the statement that the cursor is in."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._paths = PathCompleter(expanduser=True)
        self._vocabularies: dict[str, Vocabulary] = {}  # of models
        self._types_of: dict[str, Vocabulary] = {}  # of corpora

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what may stand at the cursor."""
        before = document.text_before_cursor.rpartition(";")[2].lstrip()
        verb, space, rest = before.partition(" ")
        if not space:
            yield from _matching(verb, table.NAMES, {entry.name: entry.summary for entry in table.TABLE})
            return
        if verb not in table.NAMES and verb not in table.ALIASES:
            return
        command = table.command(verb)
        words = rest.split(" ")
        current, previous = words[-1], words[-2] if len(words) > 1 else ""
        if current.startswith("--"):
            flags = {f"--{option.name}": option.help for option in command.all_options}
            yield from _matching(current, flags, flags)
        elif previous == "--model":
            yield from _matching(current, self._session.models)
        elif previous in PATH_OPTIONS:
            if previous == "--init":
                yield from _matching(current, [*STARTS, *self._session.models])
            yield from self._path(rest, complete_event)
        elif previous.startswith("--"):
            yield from _matching(current, _choices(command, previous))
        else:
            yield from self._argument(command, current, rest, complete_event)

    def _argument(self, command: Command, current: str, rest: str, event: CompleteEvent) -> Iterator[Completion]:
        if command.completes == "paths":
            yield from self._path(rest, event)
        elif command.completes == "words" and self._session.current_model and current:
            yield from _matching(current, self._vocabulary().starting_with(current))
        elif command.completes == "types" and self._session.current_corpus and current:
            yield from _matching(current, self._types().starting_with(current))
        elif command.completes == "names":
            yield from _matching(current, [*self._session.models, *self._session.corpora])
        elif command.completes == "commands":
            yield from _matching(current, table.NAMES)
        elif command.completes == "formats" and " " in rest:
            yield from self._paths.get_completions(Document(current), event)
        elif command.completes == "formats":
            from embrepl.space.formats import table as formats

            yield from _matching(current, formats.NAMES, {entry.name: entry.summary for entry in formats.TABLE})
        elif command.completes == "objectives" and " " not in rest:
            from embrepl.training.catalog import OBJECTIVES

            yield from _matching(current, [entry.name for entry in OBJECTIVES])

    def _path(self, rest: str, event: CompleteEvent) -> Iterator[Completion]:
        """Yield the rest of a path; outside quotation marks its spaces get a backslash."""
        typed, quoted = unfinished(rest)
        for found in self._paths.get_completions(Document(typed), event):
            text = found.text if quoted else escaped(found.text)
            yield Completion(text, found.start_position, display=found.display, display_meta=found.display_meta)

    def _vocabulary(self) -> Vocabulary:
        name = str(self._session.current_model)
        if name not in self._vocabularies:
            self._vocabularies[name] = Vocabulary(self._session.models[name].space.words)
        return self._vocabularies[name]

    def _types(self) -> Vocabulary:
        name = str(self._session.current_corpus)
        if name not in self._types_of:
            self._types_of[name] = Vocabulary(self._session.corpora[name].words)
        return self._types_of[name]


class Vocabulary:
    """The words of a model or a corpus in alphabetical order, so that those with a prefix are found at once."""

    def __init__(self, words: Sequence[str]) -> None:
        self._ranks = {word: rank for rank, word in enumerate(words)}
        self._words = sorted(words)

    def starting_with(self, prefix: str) -> list[str]:
        """Return the most frequent words that begin so, most frequent first."""
        low = bisect.bisect_left(self._words, prefix)
        high = bisect.bisect_right(self._words, prefix + "\U0010ffff")
        return sorted(self._words[low:high], key=self._ranks.__getitem__)[:MOST]


def _matching(current: str, names: Iterable[str], meanings: dict[str, str] | None = None) -> Iterator[Completion]:
    from embrepl.view.safe import printable

    for name in names:
        if name.startswith(current):
            meaning = printable((meanings or {}).get(name, ""))
            yield Completion(name, -len(current), display=printable(name)[:60], display_meta=meaning)


def _choices(command: Command, flag: str) -> tuple[str, ...]:
    for option in command.all_options:
        if f"--{option.name}" == flag:
            return option.choices or (("yes", "no") if option.kind is bool else ())
    return ()
