"""An answer as one HTML file."""

from __future__ import annotations

from embrepl.commands.answers.base import Answer
from embrepl.commands.provenance import Provenance


def page_text(answer: Answer, provenance: Provenance) -> str:
    """Return an answer as a page: its picture, its table, the command and what made the vectors."""
    raise NotImplementedError
