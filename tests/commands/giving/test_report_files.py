"""A report as a file, from a script and from `-c`."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from lxml import html

from tests.shell.command_line import embrepl

SCRIPT = """report on
report title "Kings & <queens>"
load {text}
top 3
mark "the most frequent"
kwic king 2
freq nobody
report off
top 4
report > {folder}/r.html
report > {folder}/r.csv
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "tales.txt"
    path.write_text("The king and <b>the queen</b>.\n" * 20, encoding="utf-8")
    return path


def test_a_script_writes_its_report(text: Path, tmp_path: Path) -> None:
    script = tmp_path / "all.embrepl"
    script.write_text(SCRIPT.format(text=text, folder=tmp_path), encoding="utf-8")
    ended = embrepl("run", script)
    assert ended.returncode == 0, ended.stderr
    page = html.parse(tmp_path / "r.html").getroot()
    assert page.findtext(".//h1") == page.findtext(".//title") == "Kings & <queens>"
    heads = [each.text_content() for each in page.findall(".//section/h2")]
    assert heads == [f"load {text}", "top 3", "kwic king 2", "freq nobody"]
    assert [each.text_content() for each in page.findall(".//nav//code")] == heads
    assert [each.text for each in page.find_class("remark")] == ["the most frequent"]
    assert page.find_class("recipe")[0].text_content() == f"load {text}"
    with (tmp_path / "r.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["command"], row["answer"]) for row in rows][1:3] == [("top 3", "top"), ("kwic king 2", "contexts")]


def test_the_same_commands_write_the_same_bytes(text: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        ended = embrepl("-c", f"load {text}; top 3; mark; freq king; mark; report > {tmp_path}/{name}.html")
        assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_an_empty_report_is_refused_and_leaves_no_file(text: Path, tmp_path: Path) -> None:
    ended = embrepl("-c", f"load {text}; top 3; report > {tmp_path}/r.html")
    assert ended.returncode == 1
    assert "nothing-marked" in ended.stderr
    assert not (tmp_path / "r.html").exists()


def test_any_answer_goes_to_a_page(text: Path, tmp_path: Path) -> None:
    ended = embrepl("-c", f"load {text}; kwic queen 2 > {tmp_path}/k.html")
    assert ended.returncode == 0, ended.stderr
    page = html.parse(tmp_path / "k.html").getroot()
    assert page.findtext(".//h1/code") == "kwic queen 2"
    assert len(page.find_class("kwic")[0].findall("tbody/tr")) == 2
    assert f"Wrote {tmp_path}/k.html (html, " in ended.stderr
