"""What a line stands for that begins with no command's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.sessions import Talk
from tests.helpers.texts import asking, corpus_of

TEXT = "the king and the queen met the near nera river\nthe nero kings ate special cakes\n"


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A session with a small text and no model."""
    return asking(tale=corpus_of(tmp_path, {"tale.txt": TEXT}))


def test_an_unknown_line_is_helped_both_ways(talk: Talk) -> None:
    error = talk.error("nerra king")
    assert error.code == "unknown-command"
    assert error.message == "There is no command 'nerra'. Nor is 'nerra' a word of tale."
    assert error.hint == "Did you mean near? Words spelt like it: nera, near, nero."


def test_known_words_that_never_follow_each_other_are_no_target(talk: Talk) -> None:
    error = talk.error("king cakes")
    assert error.code == "unknown-command"
    assert error.message == "There is no command 'king'. Nor does 'king cakes' stand in tale."


def test_a_session_with_nothing_in_it_speaks_of_commands_alone() -> None:
    error = asking().error("nerra king")
    assert (error.message, error.hint) == ("There is no command 'nerra'.", "Did you mean near?")
