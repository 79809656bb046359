"""From what stands in the places of a form to the command line that it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from embrepl.commands.lexer import quote, tokens
from embrepl.commands.numerals import is_whole
from embrepl.commands.questions.numbers import number_of
from embrepl.commands.questions.patterns import Line, Span
from embrepl.commands.questions.units import Unit
from embrepl.space.expression.marks import inside

_SEPARATORS = frozenset(", and or 和 与 跟 及".split())  # noqa: SIM905
_PLACE = re.compile(r"\{(\w+)\}")
_LEFT_OPEN = frozenset({"to", "from", "of", "with", "than", "for", *"和与跟同"})  # no target: something is missing
_BEGIN_WORDS = frozenset("和与跟同")  # and of words: 和尚, 同学
_UNSAFE = ("--", "#", ">")


def command_lines(template: str, names: Sequence[str], filled: Sequence[Span], line: Line, typed: str) -> list[str]:
    """Return the command lines that a form can mean when its places are filled by these units.

    Several where it is not clear how a list is separated, none where something cannot stand in the command.
    """
    results = [template]
    for name, (begin, end) in zip(names, filled, strict=True):
        parts = line.units[begin:end]
        texts = _texts(name, parts, typed)
        if name == "a" and "b" not in names and len(parts) == 1 and _may_begin_a_word(line.units, begin):
            texts.append(target(line.units[begin - 1 : end], typed))
        if "*" in template:
            texts = [_bare(text) for text in texts]
        if not all(texts):
            return []
        results = [_put(result, name, text) for result in results for text in texts]
    return [result for result in results if _is_one_command(result)]


def _put(template: str, name: str, text: str) -> str:
    """Return a template with a text in one of its places."""
    return _PLACE.sub(lambda match: text if match[1] == name else match[0], template)


def _bare(text: str) -> str:
    """Return a target without quotation marks, as it can be a part of a pattern, "" where it needs them."""
    words = [token.text for token in tokens(text)]
    return words[0] if len(words) == 1 and quote(words[0]) == words[0] else ""


def _texts(name: str, parts: Sequence[Unit], typed: str) -> list[str]:
    if name == "n":
        return [str(number_of("".join(unit.text for unit in parts)))]
    if not name.startswith("list"):
        return [target(parts, typed)]
    least = int(name.removeprefix("list") or 1)
    lists = [items for items in _items(parts, at_spaces=least > 1) if len(items) >= least]
    targets = [[target(item, typed) for item in items] for items in lists]
    return [" ".join(texts) for texts in targets if all(texts)]


def target(parts: Sequence[Unit], typed: str) -> str:
    """Return some units as one target of a command line, "" where they cannot be one."""
    raw = " ".join(typed[parts[0].begin : parts[-1].end].split())
    if len(parts) == 1 and parts[0].kind == "quoted":
        return quote(inside(raw), marks=True) if inside(raw).strip() else ""
    if any("quoted" in (kinds := {here.kind, after.kind}) and "sign" not in kinds for here, after in pairwise(parts)):
        return ""
    if any(unit.kind in {"sign", "quoted", "pattern"} or "*" in unit.text or "?" in unit.text for unit in parts):
        return raw if all(not token.text.startswith(_UNSAFE) and token.text != "&" for token in tokens(raw)) else ""
    if raw.lower() in _LEFT_OPEN:
        return ""
    return quote(raw, marks=is_whole(raw) or " " in raw)


def _may_begin_a_word(parts: Sequence[Unit], at: int) -> bool:
    """Return whether a character and the one before it, which the form takes for "and", may be one word: 和尚."""
    return parts[at].kind == "han" and not parts[at].spaced and at > 0 and parts[at - 1].text in _BEGIN_WORDS


def _items(parts: Sequence[Unit], *, at_spaces: bool) -> list[list[Sequence[Unit]]]:
    """Return the targets of a list; in two ways where a character such as 和 may separate two or belong to one.

    `at_spaces`: one without commas and the like is separated at its spaces.
    """
    clear = _split(parts, lambda unit: unit.text in _SEPARATORS and (unit.kind != "han" or unit.spaced))
    if at_spaces and len(clear) == 1:
        clear = _at_spaces(parts)
    *others, last = clear
    finer = [*others, *_split(last, lambda unit: unit.text in _SEPARATORS)]
    return [clear] if len(finer) == len(clear) else [clear, finer]


def _split(parts: Sequence[Unit], separates: Callable[[Unit], bool]) -> list[Sequence[Unit]]:
    """Return the units between those that separate them; the first and the last separate nothing."""
    result: list[list[Unit]] = [[]]
    for at, unit in enumerate(parts):
        if separates(unit) and 0 < at < len(parts) - 1:
            result.append([])
        else:
            result[-1].append(unit)
    return [part for part in result if part]


def _at_spaces(parts: Sequence[Unit]) -> list[Sequence[Unit]]:
    begins = [at for at, unit in enumerate(parts) if unit.spaced or not at]
    return [parts[begin:end] for begin, end in zip(begins, [*begins[1:], len(parts)], strict=True)]


def _is_one_command(line: str) -> bool:
    parts = tokens(line)
    return all(token.quoted or token.text not in {";", "&", ">", ">>"} for token in parts)
