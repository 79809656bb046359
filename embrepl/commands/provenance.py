"""Where an answer comes from: what a picture, a page or a report says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import embrepl
from embrepl.commands.lexer import quote

if TYPE_CHECKING:
    from embrepl.session.session import Session


@dataclass(frozen=True)
class Provenance:
    """The command as it was typed, the commands that made the text and the vectors it asked, and our version."""

    command: str
    recipe: tuple[str, ...]
    version: str


def provenance(session: Session, command: str) -> Provenance:
    """Return where the answer to a command comes from, by what is current in the session."""
    lines = []
    name = session.current_corpus
    if name is not None:
        paths = session.paths.get(name, ())
        lines.append(" ".join(["load", *map(quote, paths)]) if paths else f"a text called {name}")
    if session.current_model is not None:
        recipe = session.models[session.current_model].recipe
        versions = ", ".join(f"{each} {version}" for each, version in sorted(recipe.versions.items()))
        lines.append(recipe.command + (f"  # {versions}" if versions else ""))
    return Provenance(command, tuple(lines), embrepl.__version__)
