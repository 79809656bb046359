"""The page on the architecture is true: its layers are the contract's, its rooms exist, what it names is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from docs import rooms
from tests.helpers.places import REPO

PAGE = (REPO / "docs" / "architecture.md").read_text(encoding="utf-8")
CONTRACTS = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def section(title: str) -> str:
    """Return what stands below a heading, up to the next one."""
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0]


def layers(container: str) -> list[str]:
    """Return the layers that the contract of a container names, without brackets; `|` for siblings of any kind."""
    (contract,) = [each for each in CONTRACTS if each.get("containers") == [container]]
    return [layer.strip("()").replace(" : ", " | ") for layer in contract["layers"]]


def test_the_layers_are_those_of_the_contract() -> None:
    drawn = section("The layers").split("```text\n")[1].split("```")[0]
    assert drawn.split("\n")[:-1] == layers("embrepl")


def test_the_rooms_of_the_corpus_are_those_of_the_contract() -> None:
    (line,) = [line for line in section("The layers").splitlines() if line.startswith("- Within `corpus`")]
    named = re.findall(r"`(\w+)`", line)[1:]
    assert named == [layer for layer in layers("embrepl.corpus") if (REPO / "embrepl" / "corpus" / layer).is_dir()]


def test_the_table_of_rooms_is_up_to_date() -> None:
    assert rooms.page(PAGE) == PAGE
    assert PAGE.count("| `embrepl/") >= 25


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:embrepl|tests|docs)/[\w/.]*)`", PAGE))))
def test_every_path_it_names_is_there(path: str) -> None:
    assert (REPO / path).exists()


def test_what_is_to_be_touched_knows_of_its_example() -> None:
    """Each line of "To add something" names a file that an example of its kind really stands in."""
    rows = [line.split("|")[1:-1] for line in section("To add something").splitlines() if line.startswith("| a")]
    assert len(rows) >= 7
    for kind, _, places in rows:
        paths = [REPO / path for path in re.findall(r"`([\w/.]+)`", places)]
        assert paths, kind
        stem = Path(paths[0]).stem
        for table in paths[1:]:
            text = table.read_text(encoding="utf-8")
            assert stem in text or stem == table.stem, f"{table.name} says nothing of {stem}, an example of {kind}"


LONGEST_FUNCTION, LARGEST_FILE, FULLEST_FOLDER = 40, 300, 16


def sources() -> list[Path]:
    """Return the Python files of the repository that are no data."""
    folders = ("embrepl", "tests", "bench", "docs", "corpora")
    return [path for folder in folders for path in sorted((REPO / folder).rglob("*.py")) if "built" not in path.parts]


def test_files_and_folders_stay_small() -> None:
    large = [path for path in sources() if len(path.read_text(encoding="utf-8").splitlines()) > LARGEST_FILE]
    assert not large
    folders = {path.parent for path in sources()}
    full = [folder for folder in folders if len([each for each in folder.iterdir() if each.is_file()]) > FULLEST_FOLDER]
    assert not full


def test_functions_stay_short() -> None:
    long = [f"{path}: {name}" for path in sources() for name, lines in functions(path) if lines > LONGEST_FUNCTION]
    assert not long


def functions(path: Path) -> list[tuple[str, int]]:
    """Return the functions of a file with their lines, docstrings apart."""
    import ast

    result = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = ast.get_docstring(node) is not None
            docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            result.append((node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring))
    return result
