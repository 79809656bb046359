"""`COMMAND > FILE`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from embrepl.commands.lexer import statements
from embrepl.errors import EmbreplError
from embrepl.shell.redirection import Target, redirected


@pytest.mark.parametrize(
    ("line", "text", "target"),
    [
        ("freq king > a.csv", "freq king", Target(Path("a.csv"), False)),
        ("freq king >a.csv", "freq king", Target(Path("a.csv"), False)),
        ("freq king >! 'my file.md'", "freq king", Target(Path("my file.md"), True)),
        ('freq ">"', 'freq ">"', None),
        ("freq a>b", "freq a>b", None),
        ("> a.csv", "> a.csv", None),
    ],
)
def test_what_is_asked_and_where_it_goes(line: str, text: str, target: Target | None) -> None:
    (statement,) = statements(line)
    asked, found = redirected(statement)
    assert (asked.text, found) == (text, target)


def test_the_ending_says_the_format() -> None:
    assert [Target(Path(name), False).format for name in ("a.csv", "a.JSONL", "a.txt", "a")] == [
        "csv",
        "jsonl",
        None,
        None,
    ]


@pytest.mark.parametrize(
    "line", ["freq king >", "plot king > a.JPG", "freq king > a b", "train > a.csv &", "freq king > a > b"]
)
def test_what_cannot_be(line: str) -> None:
    (statement,) = statements(line)
    with pytest.raises(EmbreplError) as caught:
        redirected(statement)
    assert caught.value.code == "wrong-usage"


def test_a_file_that_is_there_is_seen_before_the_command_begins(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    (statement,) = statements(f"train > {tmp_path}/a.csv")
    with pytest.raises(EmbreplError) as caught:
        redirected(statement)
    assert caught.value.code == "file-exists"
