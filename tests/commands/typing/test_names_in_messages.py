"""Whatever a message or a hint tells a person to type is a command that there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import embrepl
from embrepl.commands import table
from embrepl.training.catalog import OBJECTIVES

PACKAGE = Path(embrepl.__file__).parent
TYPED = re.compile(r"`([^`\n]+)`")
# what stands in backticks and is no command: forms of lines in files, values of options, programs of the system shell
OTHERS = {"a", "word1", "group", "folder", "settled", "program", "embrepl"}


def strings(path: Path) -> list[str]:
    """Return the texts of a module that are no docstrings of its own code; the help of commands is one of them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    result = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            whole = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            result.append("".join(map(str, whole)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | parts:
            result.append(node.value)
    return result


def named() -> list[tuple[str, str]]:
    """Return the first word of all that stands in backticks in a text that a person may see, with its file."""
    shown = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for text in strings(path):
            for typed in TYPED.findall(text):
                first = typed.split()[0] if typed.split() else ""
                if re.fullmatch(r"[a-z][a-z0-9_]*", first):
                    shown.append((str(path.relative_to(PACKAGE)), first))
    return shown


def helped() -> list[tuple[str, str]]:
    """Return the same of the help of commands."""
    return [
        (name, typed.split()[0]) for name in table.names() for typed in TYPED.findall(table.command(name).help)
        if typed[:1].isalpha() and len(typed.split()) > 1
    ]  # fmt: skip


KNOWN = {*table.names(), *table.ALIASES, *(objective.name for objective in OBJECTIVES)}


def test_there_is_something_to_look_at() -> None:
    assert {"load", "train", "help", "wait"} <= {first for _, first in named()}
    assert ("train", "explain") in helped()


@pytest.mark.parametrize(("place", "first"), sorted(set(named())))
def test_each_command_named_in_a_message_is_one(place: str, first: str) -> None:
    assert first in KNOWN | OTHERS, f"{place} names `{first}`, which is no command"


@pytest.mark.parametrize(("command", "first"), sorted(set(helped())))
def test_each_command_named_in_a_help_is_one(command: str, first: str) -> None:
    assert first in KNOWN | OTHERS, f"the help of {command} names `{first}`, which is no command"


def test_every_exception_is_needed() -> None:
    assert {first for _, first in [*named(), *helped()]} - KNOWN == OTHERS
