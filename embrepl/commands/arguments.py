"""From the tokens of a statement to the options that a command takes, checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from embrepl.commands.command import Command, Taken
from embrepl.commands.lexer import Statement, Token, closed, comment, split_at_commas
from embrepl.commands.numerals import how_many, is_whole, whole_number
from embrepl.commands.options import Argument, Option, groups_of
from embrepl.errors import EmbreplError, Place, nearest_names
from embrepl.space.expression.widths import narrow

MOST_NAMED = 12  # options that are named in a hint
YES, NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")
_REDIRECTIONS = {">>", "|"}
_SHORT = re.compile("-([A-Za-z][A-Za-z-]*)([0-9]*)")
_LONG_DASHES = ("—", "–")  # what word processors make of --


def bind(command: Command[Taken], statement: Statement) -> Taken:
    """Return the options of a command as a statement types them, with the defaults of all that it does not.

    Raises `wrong-usage`, `unknown-option`, `missing-value` and `bad-option`.
    """
    words, values = _words_and_values(command, list(statement.tokens[1:]))
    result: dict[str, Any] = {}
    typed: set[str] = set()
    for option, value in values.values():
        if option.group:
            result.setdefault(option.group, {})[option.field] = value
        else:
            result[option.field] = split_list(value) if option.many else value
        typed.add(option.field)
    named = _words_by_field(command, words, typed, statement.tokens[0].line)
    for name, takes in groups_of(command.takes).items():
        result[name] = takes(**result.get(name, {}))
    result |= {"background": True} if statement.background else {}
    return command.takes(**named, **result, typed=frozenset(typed | set(named)))


def split_list(text: str) -> tuple[str, ...]:
    """Return the texts that stand with commas between them, each once."""
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in re.split("[,，、]", text)))))


def _words_and_values(command: Command[Any], tokens: list[Token]) -> tuple[list[Token], dict[str, tuple[Option, Any]]]:
    """Separate the words from the options; return the words, and the values of the options by name."""
    words: list[Token] = []
    values: dict[str, tuple[Option, Any]] = {}
    while tokens:
        token = tokens.pop(0)
        if not token.quoted and token.text in _REDIRECTIONS and not (token.text == "|" and of_targets(command)):
            message = f"The prompt has no {token.text}."
            hint = 'An answer goes to a file by > FILE; from the system shell: embrepl PATH -c "…" --format csv >> FILE'
            raise EmbreplError("wrong-usage", message, hint)
        if token.quoted or not (flag := _flag_of(command, token)):
            _refuse_single_dash(command, token, tokens)
            words.append(token)
        elif flag == "--":
            return [*words, *tokens], values
        else:
            option, value = _option(command, flag, tokens)
            if option.many and option.name in values:
                value = f"{values[option.name][1]},{value}"
            if option.joined_by and option.name in values:
                value = f"{values[option.name][1]} {option.joined_by} {value}"
            values[option.name] = option, value
    return words, values


def of_targets(command: Command[Any]) -> bool:
    """Return whether the words of a command are targets, in which signs mean something."""
    return any(argument.tokens and "paths" not in argument.completes for argument in command.arguments)


def _refuse_single_dash(command: Command[Any], token: Token, rest: list[Token]) -> None:
    """Raise `wrong-usage` for -k 5, -n5 and -format csv, which other programs take for options."""
    short = None if token.quoted else _SHORT.fullmatch(token.text)
    if short is None:
        return
    name, number = short.groups()
    if not number and rest and is_whole(rest[0].text):
        number = rest[0].text
    long = next((option for option in command.options if option.name == name), None)
    if long is None and not (len(name) == 1 and number):
        return
    behind = any(argument.number for argument in command.arguments)
    hint = f"Options begin with two dashes: {long.flag}." if long else f"`help {command.name}` lists its options."
    if long is None and behind:
        hint = f"A number stands behind the words: {command.name} … {number}."
    place = Place(token.line, token.place) if token.line else None
    raise EmbreplError("wrong-usage", f"{command.name} takes no {token.text}.", hint, place)


def _flag_of(command: Command[Any], token: Token) -> str:
    """Return the option that a token begins, "" where it begins none; one dash that stands for two is mended."""
    text = token.text
    if text[:1] in _LONG_DASHES and any(narrow(text[1:]).partition("=")[0] == each.name for each in command.options):
        return f"--{text[1:]}"
    return text if text.startswith("--") else ""


def _option(command: Command[Any], typed: str, rest: list[Token]) -> tuple[Option, Any]:
    """Return the option that was typed and its value, which may be taken from the tokens behind it."""
    flag, equals, inline = typed.partition("=")
    known = {option.flag: option for option in command.options}
    positive = flag.replace("--no-", "--", 1)
    if flag not in known and positive in known and known[positive].kind is bool and not equals:
        return known[positive], False
    if flag not in known:
        raise _unknown_option(command, flag)
    option = known[flag]
    if option.kind is bool and not equals and not (rest and rest[0].text.lower() in YES + NO):
        return option, True
    if option.bare and not equals and not (rest and option.may_take(rest[0].text)):
        return option, option.bare
    if not equals and (not rest or _is_option(command, rest[0])):
        raise EmbreplError("missing-value", f"{flag} needs a value.", _accepted_values(option))
    text = inline if equals else closed(rest.pop(0)).text
    if text.lower() in option.counted and rest and not _is_option(command, rest[0]):
        if not is_whole(rest[0].text):
            message = f"Behind {flag} {text} stands a whole number, not '{rest[0].text}'."
            place = Place(rest[0].line, rest[0].place) if rest[0].line else None
            raise EmbreplError("bad-option", message, _accepted_values(option), place)
        text = f"{text} {rest.pop(0).text}"
    while option.joined_by and len(rest) > 1 and rest[0].text == option.joined_by:
        rest.pop(0)
        text = f"{text} {option.joined_by} {closed(rest.pop(0)).text}"
    return option, _convert(option, text)


def _is_option(command: Command[Any], token: Token) -> bool:
    """Return whether a token is one of the command's options, which is no value of another."""
    return not token.quoted and any(token.text.partition("=")[0] == each.flag for each in command.options)


def _unknown_option(command: Command[Any], flag: str) -> EmbreplError:
    known = [option.flag for option in command.options]
    near = nearest_names(flag, known, most=1)
    few = f"Its options are {', '.join(known)}." if len(known) > 1 else f"Its only option is {known[0]}."
    hint = (
        f"Did you mean {near[0]}?"
        if near
        else few
        if len(known) <= MOST_NAMED
        else f"`help {command.name}` lists them."
    )
    if flag == "--in" and "TARGET" in command.usage:
        hint = "A part stands behind an @: king@negative. `corpus parts` shows the parts."
    return EmbreplError("unknown-option", f"{command.name} has no option '{flag}'.", hint)


def _convert(option: Option, text: str) -> Any:
    """Return the value that a text is for an option."""
    text = narrow(text) if option.choices or option.kind is not str else text
    if option.choices and text not in option.choices:
        text = option.aliases.get(text.lower(), text.lower() if text.lower() in option.choices else text)
    if option.choices and text not in option.choices:
        near = nearest_names(text, list(option.choices), most=1)
        hint = f"Did you mean {near[0]}?" if near else _accepted_values(option)
        raise EmbreplError("bad-option", f"{option.flag} is one of {', '.join(option.choices)}, not '{text}'.", hint)
    try:
        value = _boolean(text) if option.kind is bool else option.kind(text)
    except (ValueError, OverflowError):
        raise EmbreplError("bad-option", f"{option.flag} cannot be '{text}'.", _accepted_values(option)) from None
    for number in value if isinstance(value, tuple) else (value,):
        if (wrong := _out_of_bounds(number, option.least, option.most)) is not None:
            span, nearest = wrong
            raise EmbreplError(
                "bad-option", f"{option.flag} is {span}, not {number:,}.", f"Try {option.flag} {nearest}."
            )
    return value


def _out_of_bounds(number: Any, least: float | None, most: float | None) -> tuple[str, float] | None:
    """Return what a number has to be and the nearest that is, where it is too small or too great; else None."""
    if least is not None and number < least:
        return _span(least, most), least
    return (_span(least or 0, most), most) if most is not None and number > most else None


def _span(least: float, most: float | None) -> str:
    return f"at least {least:,}" if most is None else f"from {least:,} to {most:,}"


def _boolean(text: str) -> bool:
    if text.lower() in YES + NO:
        return text.lower() in YES
    raise ValueError(text)


def _accepted_values(option: Option) -> str:
    kinds: dict[Any, str] = {whole_number: "a whole number", float: "a number", bool: "yes or no", str: "a text"}
    kind = option.takes or kinds.get(option.kind, "a value")
    what = f"one of {', '.join(option.choices)}" if option.choices else kind
    return f"{option.flag} takes {what}: {option.help}."


def _words_by_field(command: Command[Any], words: list[Token], typed: set[str], line: str) -> dict[str, Any]:
    """Return the words by the fields that they go to. Raises `wrong-usage` for too few or too many."""
    wanted = [argument for argument in command.arguments if argument.field not in typed]
    of_files = any("paths" in argument.completes for argument in command.arguments)
    whole = of_files or of_targets(command)
    rest = words if whole else [part for word in words for part in split_at_commas(word)]
    result: dict[str, Any] = {}
    if len(wanted) > 1 and wanted[-2].many and wanted[-1].number:
        behind = wanted.pop()
        if len(rest) > wanted[-1].required and behind.counts(rest):
            result[behind.field] = _number(command, behind, rest.pop().text)
    for argument in wanted:
        if argument.keywords:
            if rest and not rest[0].quoted and rest[0].text in argument.keywords:
                result[argument.field] = rest.pop(0).text
        elif rest:
            taken = rest if argument.many else rest[:1]
            rest = rest[len(taken) :]
            result[argument.field] = _value(command, argument, taken)
        elif argument.required:
            raise _wrong_usage(command, line)
    if rest:
        raise _wrong_usage(command, line)
    return result


def _wrong_usage(command: Command[Any], line: str) -> EmbreplError:
    hint, said = f"`help {command.name}` explains it.", comment(line)
    if said:
        hint = f"What follows # is a comment: quote a word with it, as in '{said.split()[0]}'. {hint}"
    return EmbreplError("wrong-usage", f"Usage: {command.usage}", hint)


def _value(command: Command[Any], argument: Argument, taken: Sequence[Token]) -> Any:
    if argument.many and argument.tokens:
        return tuple(taken)
    for token in taken:
        closed(token)
    if argument.many:
        return tuple(token.text for token in taken)
    return _number(command, argument, taken[0].text) if argument.number else taken[0].text


def _number(command: Command[Any], argument: Argument, text: str) -> int:
    """Return the number that a word is. Raises the argument's error for another word, and `bad-option`."""
    name = argument.label.strip("[]")
    if not is_whole(text):
        message = f"{name} is a whole number of {argument.noun}s, not '{text}'."
        raise EmbreplError(argument.code, message, f"Usage: {command.usage}")
    number = how_many(text)
    if (wrong := _out_of_bounds(number, argument.least, argument.most)) is not None:
        counted = f"{argument.noun}s" if argument.most is not None or argument.least != 1 else argument.noun
        span = wrong[0] if argument.most is None else f"{argument.least:,} to {argument.most:,}"
        hint = f"Ask for {span} {counted}."
        raise EmbreplError("bad-option", f"{name} is {wrong[0]}, not {number:,}.", hint)
    return number
