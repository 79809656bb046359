"""What the command line writes off a terminal: for programs, on streams that take nothing, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import corpora
from tests.shell.command_line import PATIENCE, embrepl


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "tales.txt"
    path.write_text(corpora.text("en", words=6_000), encoding="utf-8")
    return path


@pytest.mark.skipif(os.name != "posix", reason="a system shell closes the streams")
@pytest.mark.parametrize(
    ("redirection", "status", "said"),
    [
        ("2>&-", 0, ""), ("2>/dev/full", 0, ""), ("<&-", 0, ""), ("<&- >&- 2>&-", 1, ""), (">/dev/full 2>&1", 1, ""),
        (">&-", 1, "✗ cannot-write  Standard output cannot be written: it is closed.\n"),
        (">/dev/full", 1, "✗ cannot-write  Standard output cannot be written: No space left on device.\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["-c objectives", "--format md -c 'objectives; help'", "--help"])
def test_streams_that_take_nothing(redirection: str, status: int, said: str, asked: str) -> None:
    script = f'"$0" -m embrepl {asked} {redirection}'
    ended = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (ended.returncode, ended.stderr.partition("  Make")[0].partition("  Send")[0]) == (status, said)
    assert bool(ended.stdout) == (status == 0)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("nosuch", 2), ("top --nosuch", 2), ("top --format", 2), ("top --format xml", 2),
        ("use", 2), ("use nothing", 1), ("load nowhere.txt", 1), ("objectives; nosuch", 2), ("use nothing; nosuch", 1),
    ],
)  # fmt: skip
def test_the_exit_status(typed: str, status: int, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(typed.replace("; ", "\n"))
    for ended in (embrepl("-c", typed), embrepl("run", script), embrepl(typed=typed)):
        assert ended.returncode == status, ended.stderr


def test_quit_and_reports_write_nothing(text: Path) -> None:
    for name in ("csv", "tsv", "jsonl", "json", "md", "table"):
        assert embrepl("--format", name, "-c", "quit").stdout == ""
    assert embrepl(text, "--format", "csv", "-c", "top 2; use tales; quit").stdout.count("\n") == 3


def test_quiet(text: Path, tmp_path: Path) -> None:
    ended = embrepl("-q", text, "--format", "csv", "-c", "train spectral --dim 8; use tales; near the 1")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert embrepl("-q", text, "-c", "nosuch").stderr.startswith("✗ unknown-command")
    (tmp_path / "no.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "a.txt").write_text("some text\n" * 9)
    ended = embrepl("-q", "--name", "mine", tmp_path / "a.txt", tmp_path / "no.bin", "-c", "top 1")
    assert ended.stderr == "mine: 1 file left out; `corpus` lists them.\n"


def test_cells_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("sum is\n=2+5 fish and\n@home fish\n")
    asked = (tmp_path / "a.txt", "--format", "csv", "-c", "kwic fish --left 5")
    guarded, raw = embrepl(*asked), embrepl(*asked, "--raw")
    rows = list(csv.DictReader(io.StringIO(guarded.stdout)))
    assert [row["left"] for row in rows] == ["'=2+5 ", "home "]
    assert guarded.stderr.count("apostrophe") == 1
    assert "apostrophe" not in raw.stderr
    assert raw.stdout == guarded.stdout.replace("'=", "=")
    assert "'=" not in embrepl(*asked[:3], "-c", "kwic fish --left 5 --raw").stdout


def test_a_second_table_is_refused_and_each_answer_can_have_its_file(
    tmp_path: Path, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = "freq king; top 1", "freq king > a.csv; top 1 > b.json; kwic king 1 > c.txt; top 1"
    two, files = (embrepl(text, "-q", "--format", "csv", "-c", each) for each in asked)
    assert (two.returncode, two.stdout.count("\n")) == (1, 2)
    assert (
        "✗ second-table  A table in csv is read only where it stands alone, and an answer was written before it."
        in two.stderr
    )
    assert (files.returncode, files.stdout.count("\n")) == (0, 2)
    assert [row["query"] for row in csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8")))] == ["king"]
    assert json.loads((tmp_path / "b.json").read_bytes())["kind"] == "top"
    assert (tmp_path / "c.txt").read_text("utf-8").startswith("file,record,line,")  # its name says nothing of a format
    again = embrepl(text, "-q", "-c", "top 2 > a.csv")
    assert (again.returncode, "`>! FILE` replaces it." in again.stderr) == (1, True)
    replaced = embrepl(text, "-c", "top 2 >! a.csv")
    assert (replaced.returncode, replaced.stdout) == (0, "")
    assert "Wrote 2 rows to a.csv (csv)." in replaced.stderr
    assert (tmp_path / "a.csv").read_text("utf-8").startswith("rank,word,count")


def test_files_of_commands(tmp_path: Path, text: Path) -> None:
    script = f"# comment \\\r\nload '{text}' \\\r\n  --name \\\r\n tales # named \\\r\n"
    script += "top 3 \\ \t\r\n --format jsonl\r\nfreq \\"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / "script").write_bytes(script.encode(encoding))
        ended = embrepl("run", tmp_path / "script")
        assert ended.returncode == 2
        assert json.loads(ended.stdout)["corpus"] == "tales"
        assert "script:7: Usage: freq" in ended.stderr
    ended = embrepl(typed=script.encode("utf-8-sig"))
    assert json.loads(ended.stdout)["corpus"] == "tales"
    assert "standard input:7: Usage" in ended.stderr


def test_what_follows_is_read_from_standard_input() -> None:
    ended = embrepl("-i", "-c", "help use", "--format", "jsonl", typed="objectives\n")
    assert [json.loads(line)["kind"] for line in ended.stdout.splitlines()] == ["help-page", "objectives"]
    ended = embrepl("-i", "-c", "quit", typed="objectives\n")
    assert (ended.returncode, ended.stdout) == (0, "")
    ended = embrepl("-i", "-", "-c", "top", typed="a text")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "-i cannot read commands" in ended.stderr


@pytest.mark.parametrize(("options", "copies"), [([], 1), (["--no-cache"], 0)])
def test_no_copy_of_a_text_outlasts_a_session_that_is_to_keep_none(
    text: Path, private_home: Path, options: list[str], copies: int
) -> None:
    ended = embrepl(text, *options, "-c", "kwic king 1; train --dim 8 --epochs 1")
    assert ended.returncode == 0
    holding = [path for path in private_home.rglob("*") if path.is_file() and b"king" in path.read_bytes()]
    assert len({path.parent for path in holding}) == copies


def test_the_command_that_a_question_means_is_a_note_off_a_terminal() -> None:
    for arguments, typed in ((("-c", "what can I ask? --format csv"), ""), ((), "what can I ask? --format csv\n")):
        ended = embrepl(*arguments, typed=typed)
        assert ended.stdout.startswith("english,chinese,command")
        assert ended.stderr == "❯ help questions --format csv\n"
        assert ended.returncode == 0
    ended = embrepl("-c", "what can I ask", "--progress", "json", "--format", "json")
    assert json.loads(ended.stderr) == {"kind": "meant", "text": "help questions"}
    assert json.loads(ended.stdout)["kind"] == "questions"


def test_a_picture_of_nothing_is_said_to_be_none(tmp_path: Path) -> None:
    table = tmp_path / "s.csv"
    lines = [f"the king saw the queen by the river number {at},{1990 + at % 4}" for at in range(12)]
    table.write_text("text,year\n" + "\n".join(lines) + "\n")
    made = "train spectral --min-count 1 --dim 4 --sample 0"
    asked = f"{made}; trend queen --by year --plot; trend queen --by year --plot --format csv"
    ended = embrepl(table, "--column", "text", "--by", "year", "-c", asked)
    assert ended.stderr.count("Nothing to draw: no period has a cosine that is sure. This is the table.") == 1
