"""The command line off a terminal: what goes to which stream, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import corpora
from embrepl import __version__
from tests.shell.command_line import EMBREPL, PATIENCE, embrepl


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no path be wrapped."""
    monkeypatch.setenv("COLUMNS", "500")


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "tales.txt"
    path.write_text(corpora.text("en", words=6_000), encoding="utf-8")
    return path


def test_commands_load_train_and_ask(text: Path) -> None:
    ended = embrepl(
        "-c", f"load {text}; train --dim 8 --epochs 1; near king 3; near king 3 --format csv; info --format json"
    )
    assert ended.returncode == 0, ended.stderr
    shown, answer = ended.stdout.split("rank,word,cosine,percentile,count,mutual,kept,low,high,value,error\n")
    assert "tales · 1 file" in ended.stderr  # what loading and training report is no answer
    assert shown.startswith("near king · zero")
    rows = list(csv.reader(io.StringIO(answer)))
    assert [row[0] for row in rows[:3]] == ["1", "2", "3"]
    info = json.loads(answer[answer.index("{") :])
    assert info["kind"] == "info"
    assert info["recipe"] == "train zero --dim 8 --epochs 1"
    assert info["worker"] == "ready"
    assert "near king" not in ended.stderr


def test_a_script_and_a_path_to_load(text: Path, tmp_path: Path) -> None:
    script = tmp_path / "a script.embrepl"
    script.write_bytes(b"\xef\xbb\xbf# how it begins\nload '" + bytes(text) + b"'\n\ninfo; objectives  # both\n")
    ended = embrepl("--format", "jsonl", "run", script)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [json.loads(line)["kind"] for line in ended.stdout.splitlines()] == ["loaded", "info", "objectives"]


def test_what_a_path_loads_is_no_answer(text: Path) -> None:
    """So that the output is the one document that was asked for."""
    ended = embrepl("--format", "json", "--name", "mine", "--case", "keep", "--echo", text, "-c", "top 2")
    answer = json.loads(ended.stdout)
    assert (answer["kind"], answer["corpus"]) == ("top", "mine")
    assert f"❯ load {text} --case keep --name mine\n" in ended.stderr
    assert "mine · 1 file" in ended.stderr


def test_the_command_line_takes_what_load_takes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("new york and new york, well-known 1994\n" * 9)
    options = ("--numbers", "drop", "--hyphens", "split", "--phrase-threshold", "0.9", "--memory", "1GB")
    ended = embrepl(
        "--format", "json", *options, "--trust", "--phrases", tmp_path / "a.txt", "-c", "freq new_york known"
    )
    assert [row["count"] for row in json.loads(ended.stdout)["rows"]] == [18, 9]
    assert "--phrases npmi" in ended.stderr


def test_labels_of_a_path(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("text,kind\na good one,yes\na bad one,no\n", encoding="utf-8")
    arguments = ("--format", "json", "--column", "text", "--label", "kind", tmp_path / "table.csv", "-c", "corpus")
    assert json.loads(embrepl(*arguments).stdout)["labels"] == {"yes": 1, "no": 1}


def test_standard_input() -> None:
    ended = embrepl("--echo", typed="objectives\nquit\nnonsense\n")
    assert ended.returncode == 0
    assert "zero" in ended.stdout
    assert ended.stderr == "\n❯ objectives\n\n❯ quit\n"


def test_standard_input_that_is_not_unicode() -> None:
    ended = embrepl(typed=b"objectives\nnear caf\xe9\xff\n")
    assert ended.returncode == 1
    assert "standard input:2: " in ended.stderr


def test_the_first_failure_ends_a_script_and_is_placed(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("help quit\n\nobjectives; nosuch king; info\nmodels\n")
    ended = embrepl("--format", "jsonl", "run", script)
    assert ended.returncode == 2
    assert f"unknown-command  {script}:3: There is no command 'nosuch'." in ended.stderr
    assert [json.loads(line)["kind"] for line in ended.stdout.splitlines()] == ["help-page", "objectives"]


def test_keep_going_goes_on_and_still_fails() -> None:
    ended = embrepl("--keep-going", "--format", "jsonl", "-c", "nosuch; near king; objectives; load nowhere.txt; jobs")
    assert ended.returncode == 2
    assert [json.loads(line)["kind"] for line in ended.stdout.splitlines()] == ["objectives", "jobs"]
    assert [line.split()[1] for line in ended.stderr.splitlines() if line.startswith("✗")] == [
        "unknown-command", "nothing-trained", "file-not-found",
    ]  # fmt: skip


def test_a_path_that_cannot_be_loaded_fails_before_the_commands() -> None:
    ended = embrepl("nowhere.txt", "-c", "objectives")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "nowhere.txt" in ended.stderr
    assert embrepl("--keep-going", "nowhere.txt", "-c", "objectives").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nosuch"], ["run"], ["run", "one", "two"], ["run", "nowhere.embrepl"], ["run", "."], ["-c"],
        ["--format", "xml", "-c", "help"], ["-c", "help", "run", "script"], ["--units", "letter"],
    ],
)  # fmt: skip
def test_wrong_usage(arguments: list[str]) -> None:
    ended = embrepl(*arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "embrepl: error: " in ended.stderr


@pytest.mark.parametrize(
    ("option", "said"), [("--colunm=x", "did you mean --column?"), ("--zzz", "--help lists the options")]
)
def test_an_unknown_option_names_the_likeliest(option: str, said: str) -> None:
    ended = embrepl(option)
    assert ended.returncode == 2
    assert f"unknown option {option}; {said}" in ended.stderr


def test_formats() -> None:
    asked = ("-c", "objectives; help use")
    first, second = json.loads(embrepl("--format", "json", *asked).stdout)
    assert (first["kind"], second["kind"]) == ("objectives", "help-page")
    lines = embrepl("--format", "jsonl", *asked).stdout.splitlines()
    assert [json.loads(line) for line in lines] == [first, second]
    rows = list(csv.DictReader(io.StringIO(embrepl("--format", "csv", "-c", "objectives").stdout)))
    assert rows == first["rows"]
    head, *rest = embrepl("--format", "tsv", "-c", "objectives").stdout.splitlines()
    assert head.split("\t") == list(first["rows"][0])
    assert [line.split("\t") for line in rest] == [list(row.values()) for row in first["rows"]]
    assert embrepl("--format", "md", "-c", "objectives").stdout.splitlines()[1].startswith("| ---")


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(flag: str) -> None:
    ended = embrepl(flag)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"embrepl {__version__}\n", "")


def test_help() -> None:
    ended = embrepl("--help")
    assert ended.returncode == 0
    assert "run FILE" in ended.stdout


def test_the_installed_command_is_the_same() -> None:
    command = Path(sys.executable).with_name("embrepl")
    if not command.exists():
        pytest.skip("embrepl is not installed beside this Python")
    ended = subprocess.run([command, "-c", "nosuch"], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")


@pytest.mark.parametrize("format", ["table", "jsonl", "md"])
def test_a_reader_that_has_seen_enough(format: str) -> None:  # noqa: A002
    commands = "; ".join(["help train"] * 400)
    with subprocess.Popen(
        [*EMBREPL, "--raw", "--format", format, "-c", commands], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 0


def test_a_home_that_takes_no_files(private_home: Path) -> None:
    (private_home / "xdg_cache_home").touch()
    (private_home / "xdg_state_home").touch()
    ended = embrepl("--format", "jsonl", "-c", "objectives; load anything; info", "--keep-going")
    assert ended.returncode == 1
    first, info = map(json.loads, ended.stdout.splitlines())
    assert first["kind"] == "objectives"
    assert "file-not-found" in ended.stderr
    assert ended.stderr.count(info["temporary"]) == 1
    assert "Not kept: the history and stopped trainings, the texts that were read." in info["temporary"]
    assert str(private_home / "xdg_cache_home") in info["temporary"]


@pytest.mark.skipif(os.name != "posix", reason="HOME is a thing of POSIX")
@pytest.mark.parametrize("home", [None, "", "/proc", "/dev/null"])
def test_without_a_home(home: str | None, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name)
    if home is not None:
        monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    ended = embrepl(text, "-c", "train spectral --dim 8; near the 1", "--format", "csv")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("rank,word")
    assert ended.stderr.count("This session uses") == 1
    assert not list(tmp_path.iterdir())


def test_progress_as_json_lines(text: Path) -> None:
    commands = "train --dim 8 --epochs 2 --watch king --name small; near king 1; nosuch"
    ended = embrepl("--progress", "json", "--format", "csv", "--echo", text, "-c", commands)
    assert ended.returncode == 2
    assert ended.stdout.startswith("rank,word,cosine")
    told = [json.loads(line) for line in ended.stderr.splitlines()]
    kinds = [each["kind"] for each in told]
    assert set(kinds) == {"progress", "estimate", "watched", "end", "note", "error", "loaded", "trained"}
    assert [each["state"] for each in told if each["kind"] == "end"] == ["done", "done"]
    assert [each["code"] for each in told if each["kind"] == "error"] == ["unknown-command"]
    (estimate,) = (each for each in told if each["kind"] == "estimate")
    assert estimate["name"] == "small"
    assert kinds.index("estimate") < kinds.index("watched") < kinds.index("trained")
    training = [each for each in told if each["kind"] == "progress" and each["stage"] == "training"]
    assert all(0 <= each["share"] <= 1 and each["figures"]["effective_rank"] > 1 for each in training)


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*EMBREPL, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_ctrl_c_in_a_training_keeps_what_was_learnt(text: Path) -> None:
    commands = f"load {text}; train --dim 8 --epochs 100000; near king"
    with start("--progress", "json", "--format", "jsonl", "-c", commands) as process:
        assert process.stderr is not None
        for line in process.stderr:
            at = json.loads(line)
            if at.get("stage") == "training" and at["done"]:
                break
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert [json.loads(line)["kind"] for line in out.splitlines()] == ["loaded", "trained"]
    assert json.loads(out.splitlines()[1])["stopped"].startswith("epoch ")
    assert "Stopping after this step" in err
    assert "Traceback" not in err


def test_ctrl_c_while_standard_input_is_waited_for() -> None:
    with start("--format", "jsonl") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write("objectives\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["kind"] == "objectives"
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert process.stderr.read() in {"", "Stopped: not all of it is shown.\n"}  # or it was still at it
        process.stdin.close()


def test_a_script_waits_for_what_it_left_in_the_background(text: Path) -> None:
    ended = embrepl("--format", "jsonl", "-c", f"load {text}; train --dim 8 --epochs 1 &")
    assert ended.returncode == 0, ended.stderr
    assert [json.loads(line)["kind"] for line in ended.stdout.splitlines()] == ["loaded", "started", "trained"]


def test_an_option_is_not_guessed_from_its_beginning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "embrepl", "x.csv", "--colum", "text"], cwd=tmp_path, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--colum" in done.stderr
