"""How a command says what it takes, and how typed tokens become that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from embrepl.commands.lexer import Statement, Token
from embrepl.commands.numerals import whole
from embrepl.errors import EmbreplError, nearest_names

if TYPE_CHECKING:
    from embrepl.commands.answers.base import Answer
    from embrepl.session.session import Session

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
FEW = 12  # options that are named in a hint
YES, NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


@dataclass(frozen=True)
class Option:
    """`--name VALUE`: what kind of value, what it does, and the choices there are (none: any).

    `bare` is the value of the option typed without one, as far as that is allowed. The texts of one that may be given
    `many` times are joined by commas. `takes` names a kind of value that is not one of the usual ones, `aliases`
    other names of the choices; case is no matter in either.
    """

    name: str
    kind: Callable[[str], Any]
    help: str
    choices: tuple[str, ...] = ()
    default: Any = None
    bare: str = ""
    many: bool = False
    takes: str = ""
    aliases: dict[str, str] = field(default_factory=dict)


FORMAT = Option("format", str, "how this answer is written", FORMATS)


@dataclass(frozen=True)
class Arguments:
    """What was typed after a verb: words, options by field name, and whether it is to run in the background."""

    words: tuple[Token, ...]
    options: dict[str, Any]
    background: bool = False

    def texts(self) -> list[str]:
        """Return the words without their quotation marks."""
        return [token.text for token in self.words]


@dataclass(frozen=True)
class Command:
    """A command: how it is typed, what it takes, what it does, and its help (the docstring of `run`)."""

    name: str
    usage: str
    run: Callable[[Session, Arguments], Answer]
    options: tuple[Option, ...] = ()
    least: int = 0
    most: int | None = None
    completes: str = (
        ""  # its words: words (of a model), types (of a corpus), paths, names, commands, objectives or formats
    )

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Its own options and those that every command has."""
        return (*self.options, FORMAT)


def bind(command: Command, statement: Statement) -> Arguments:
    """Return the statement's arguments, checked against what the command takes."""
    words: list[Token] = []
    options: dict[str, Any] = {}
    rest = list(statement.tokens[1:])
    while rest:
        token = rest.pop(0)
        if token.quoted or not token.text.startswith("--"):
            if not token.quoted and token.text in {">", ">>", "|"}:
                raise EmbreplError(
                    "wrong-usage",
                    f"The prompt has no {token.text}.",
                    'From the system shell: embrepl PATH -c "…" --format csv > FILE',
                )
            words.append(token)
        elif token.text == "--":
            words.extend(rest)
            rest = []
        else:
            name, value = _option(command, token, rest)
            options[name] = f"{options[name]},{value}" if _many(command, name) and name in options else value
    if not command.least <= len(words) <= (len(words) if command.most is None else command.most):
        raise EmbreplError("wrong-usage", f"{command.name} is typed as: {command.usage}", f"`help {command.name}`")
    return Arguments(tuple(words), options, statement.background)


def _many(command: Command, name: str) -> bool:
    return any(option.many for option in command.options if option.name.replace("-", "_") == name)


def _option(command: Command, token: Token, rest: list[Token]) -> tuple[str, Any]:
    flag, equals, inline = token.text.partition("=")
    name = flag[2:]
    known = {option.name: option for option in command.all_options}
    if name.startswith("no-") and name[3:] in known and known[name[3:]].kind is bool and not equals:
        return name[3:].replace("-", "_"), False
    if name not in known:
        near = nearest_names(name, list(known))
        few = f"It has: {', '.join('--' + each for each in known)}."
        hint = (
            f"Did you mean --{near[0]}?" if near else few if len(known) <= FEW else f"`help {command.name}` lists them."
        )
        raise EmbreplError("unknown-option", f"{command.name} has no option '{flag}'.", hint)
    option = known[name]
    if option.kind is bool and not equals and not (rest and rest[0].text.lower() in YES + NO):
        return name.replace("-", "_"), True
    if option.bare and not equals and not (rest and rest[0].text in option.choices):
        return name.replace("-", "_"), option.bare
    if not equals and not rest:
        raise EmbreplError("missing-value", f"{flag} wants a value.", _accepted(option))
    value = inline if equals else rest.pop(0).text
    return name.replace("-", "_"), _convert(option, value)


def _convert(option: Option, text: str) -> Any:
    if option.choices and text not in option.choices:
        text = option.aliases.get(text.lower(), text.lower() if text.lower() in option.choices else text)
    if option.choices and text not in option.choices:
        near = nearest_names(text, list(option.choices))
        hint = f"Did you mean {near[0]}?" if near else _accepted(option)
        raise EmbreplError("bad-option", f"--{option.name} is one of {', '.join(option.choices)}, not '{text}'.", hint)
    try:
        if option.kind is bool:
            return _boolean(text)
        if option.kind is int:
            return whole(text)
        return option.kind(text)
    except (ValueError, OverflowError):
        raise EmbreplError("bad-option", f"--{option.name} cannot be '{text}'.", _accepted(option)) from None


def _boolean(text: str) -> bool:
    if text.lower() in YES + NO:
        return text.lower() in YES
    raise ValueError(text)


def _accepted(option: Option) -> str:
    kinds: dict[Any, str] = {int: "a whole number", float: "a number", bool: "yes or no", str: "a text"}
    kind = option.takes or kinds.get(option.kind, "a size such as 300MB or 2GB")
    what = f"one of {', '.join(option.choices)}" if option.choices else kind
    return f"--{option.name} takes {what}: {option.help}."
