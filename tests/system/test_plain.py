"""What a user names is opened in one way, which never waits: no pipe, no device, no socket, no folder."""

from __future__ import annotations

import ast
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

import embrepl
from embrepl.commands.word_tests import read_test
from embrepl.errors import EmbreplError
from embrepl.shell.scripts import open_script
from embrepl.space.external import fingerprint
from embrepl.system.plain import open_plain

ROOT = Path(embrepl.__file__).parent
OWN_FILES = {  # modules that open files of our own, or those that a sibling has opened as plain ones
    "corpus/building/joining.py", "corpus/building/phrases.py", "corpus/building/tags.py",
    "corpus/reading/locating/standard_input.py",
    "corpus/store/cache.py", "corpus/store/positions.py", "corpus/store/store.py", "corpus/store/variables.py",
    "corpus/store/writing.py", "commands/questions/tables.py", "evidence/uses/induction.py", "shell/runner.py",
    "shell/streams.py", "space/formats/fasttext.py",
    "space/manifest.py", "space/stability/runs.py", "space/store.py", "view/pixels/finding.py", "view/web/map/page.py",
    "view/web/page.py",
    "system/kept.py", "system/memory.py", "system/plain.py", "system/replacing.py", "training/client.py",
    "training/kept.py", "training/states.py",
}  # fmt: skip
OPENING = {"read_text", "read_bytes", "fromfile", "memmap"}


def openings(source: str) -> Iterator[int]:
    """Yield the lines on which a file is opened by its name."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name, first = node.func, ast.unparse(node.args[0]) if node.args else ""
        plainly = isinstance(name, ast.Name) and name.id == "open"
        by_path = isinstance(name, ast.Attribute) and name.attr == "open" and of_a_path(name.value)
        at_once = isinstance(name, ast.Attribute) and name.attr in OPENING
        if (plainly or by_path or at_once) and first != "os.devnull":
            yield node.lineno


def of_a_path(value: ast.expr) -> bool:
    """Whether `.open` is that of a path or of `os`: archives have one too, and so have our own classes."""
    return not (isinstance(value, ast.Name) and (value.id == "archive" or value.id[0].isupper() or value.id == "lzma"))


def test_nothing_that_a_user_names_is_opened_in_another_way() -> None:
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py")}
    others = {f"{name}:{line}" for name, text in files.items() if name not in OWN_FILES for line in openings(text)}
    assert not others
    assert set(files) >= OWN_FILES


@pytest.fixture(params=["pipe", "socket", "folder", "/dev/zero", "/dev/tty"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Something that is no plain file."""
    path = tmp_path / "odd"
    if request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "folder":
        path.mkdir()
    elif request.param == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(path))
            yield path
            return
    else:
        path = Path(request.param)
    yield path


@pytest.mark.skipif(os.name != "posix", reason="there are no such files")
@pytest.mark.timeout(30)
@pytest.mark.parametrize("take", [open_plain, read_test, fingerprint, lambda path: open_script(str(path))])
def test_what_is_no_plain_file_is_refused(take: object, odd: Path) -> None:
    with pytest.raises(EmbreplError) as caught:
        take(odd)  # type: ignore[operator]
    assert caught.value.code in {"unreadable-file", "no-test"}
    assert str(odd) in caught.value.message
