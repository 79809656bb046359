"""Options with a single dash are refused in every command, with the form that is right; a minus in a sum is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.commands import table
from tests.helpers.sessions import Talk
from tests.helpers.texts import asking, corpus_of


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return asking(tales=corpus_of(tmp_path, {"a.txt": "a b c plot " * 20}))


@pytest.mark.parametrize("name", table.names())
@pytest.mark.parametrize("rest", ["-k 5", "x -k 5", "plot -n 60"])
def test_single_dashes_are_refused(talk: Talk, name: str, rest: str) -> None:
    error = talk.error(f"{name} {rest}")
    assert error.code == "wrong-usage"
    assert f"{name} takes no -" in error.message
    assert error.hint
