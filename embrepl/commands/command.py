"""A command: its name, what it takes, what it does, and its help."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from embrepl.commands.options import Argument, CommandOptions, Option, arguments_of, options_of

if TYPE_CHECKING:
    from embrepl.commands.answers.base import Answer
    from embrepl.session.session import Session

Taken = TypeVar("Taken", bound=CommandOptions)


@dataclass(frozen=True)
class Command(Generic[Taken]):
    """A command called `name`: `run` runs it, and its docstring is the help; `takes` declares its words and options.

    `background`: whether it may run on with a trailing &; `forms`: the usage line where the words alone do not say it.
    """

    name: str
    run: Callable[[Session, Taken], Answer]
    takes: type[Taken]
    background: bool = False
    forms: str = ""

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """What stands behind the verb."""
        return arguments_of(self.takes)

    @property
    def options(self) -> tuple[Option, ...]:
        """Its options, with those that every command has last."""
        return options_of(self.takes)

    @property
    def own_options(self) -> tuple[Option, ...]:
        """Its options without those that every command has."""
        common = options_of(CommandOptions)
        return tuple(option for option in self.options if option not in common)

    @property
    def usage(self) -> str:
        """How it is typed."""
        words = [argument.label for argument in self.arguments]
        return self.forms or " ".join([self.name, *words, *(["[&]"] if self.background else [])])

    @property
    def help(self) -> str:
        """Its help: what it does, and examples."""
        return inspect.cleandoc(self.run.__doc__ or "")


def by_name(*commands: Command[Any]) -> dict[str, Command[Any]]:
    """Return the commands of a family by their names."""
    return {command.name: command for command in commands}
