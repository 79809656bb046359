"""A worked example: what it takes to add a command, and all that follows from it with no other edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from docs.commands import page
from embrepl.commands import table
from embrepl.commands.answers.text import WordMatches, WordMatchRow
from embrepl.commands.command import Command
from embrepl.commands.options import CommandOptions, argument, option
from embrepl.session.session import Session
from embrepl.shell.completion import ShellCompleter
from tests.helpers.sessions import Talk, shown


@dataclass(frozen=True, kw_only=True)
class EchoOptions(CommandOptions):
    """What `echo` takes."""

    words: tuple[str, ...] = argument("WORD…", completes=("models",))
    times: int = option("how often each word is said", default=1, least=1, most=3)
    manner: str = option("how it is said", default="plainly", choices=("plainly", "loudly"), aliases={"loud": "loudly"})
    after: str | None = option("a file to say it after", default=None, completes=("paths",))


def echo(session: Session, options: EchoOptions) -> WordMatches:
    """Say words again.

    Examples:
      echo one two --times 2
    """
    words = [word.upper() if options.manner == "loudly" else word for word in options.words]
    rows = tuple(WordMatchRow(word, options.times, rank) for rank, word in enumerate(words, 1))
    return WordMatches(" ".join(words), str(session.current_corpus), len(rows), options.times * len(rows), rows)


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """Have the command for the time of a test."""
    with table.register(Command("echo", echo, EchoOptions), "say words again"):
        yield


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A session without anything in it."""
    return Talk(Session(log=tmp_path / "worker.log"))


def test_it_parses_and_runs(talk: Talk) -> None:
    answer = talk("echo one two --times 2 --manner LOUD")
    assert [(row.word, row.count) for row in answer.rows] == [("ONE", 2), ("TWO", 2)]
    assert "TWO" in shown(answer)
    assert talk("echo one").tokens == 1


def test_what_cannot_be_is_refused(talk: Talk) -> None:
    assert talk.error("echo").message == "Usage: echo WORD…"
    assert talk.error("echo one --times 4").message == "--times is from 1 to 3, not 4."
    assert talk.error("echo one --manner softly").code == "bad-option"
    assert talk.error("echo one --tims 2").hint == "Did you mean --times?"
    assert talk.error("ehco one").hint.startswith("Did you mean echo")
    assert talk.error("echo one &").code == "wrong-usage"


def test_help_lists_and_explains_it(talk: Talk) -> None:
    assert talk("help").rows[-1].command == "echo"
    assert talk("help").rows[-1].summary == "say words again"
    explained = talk("help echo")
    assert explained.usage == "echo WORD…"
    assert explained.text.startswith("Say words again.")
    assert [(row.option, row.default, row.meaning) for row in explained.rows[:3]] == [
        ("--times", "1", "how often each word is said"),
        ("--manner", "plainly", "how it is said (plainly, loudly)"),
        ("--after", "", "a file to say it after"),
    ]


def test_completion_knows_it(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "said.txt").touch()
    talk.session.models["echoes"] = None  # type: ignore[assignment]

    def offered(text: str) -> list[str]:
        completions = ShellCompleter(talk.session).get_completions(Document(text), CompleteEvent())
        return [text[: len(text) + each.start_position] + each.text for each in completions]

    assert offered("ec") == ["echo"]
    assert offered("help ec") == ["help echo"]
    assert offered("echo --t") == ["echo --times"]
    assert offered("echo one --manner l") == ["echo one --manner loudly"]
    assert offered("echo one --after l") == []
    assert offered(f"echo one --after {tmp_path}/sa") == [f"echo one --after {tmp_path}/said.txt"]
    assert offered("echo one ec") == ["echo one echoes"]


def test_the_page_of_commands_has_it() -> None:
    assert "## echo\n\n`echo WORD…`\n\nSay words again.\n" in page()
    assert "| `--manner` | plainly | how it is said (plainly, loudly) |" in page()


def test_it_is_there_only_as_long_as_it_is_registered() -> None:
    with pytest.raises(ValueError, match="already"), table.register(Command("echo", echo, EchoOptions), "again"):
        pass
    assert table.names()[-1] == "echo"
    assert "echo" not in [entry.name for entry in table.TABLE]
