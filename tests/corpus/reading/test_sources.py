"""Files and folders become sources; what is left out is counted."""

from pathlib import Path

import pytest

from embrepl.corpus.reading.locating.finding import find
from embrepl.errors import EmbreplError


def code(*paths: object) -> EmbreplError:
    with pytest.raises(EmbreplError) as caught:
        find([str(path) for path in paths])
    return caught.value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "novels"
    for name in ("b.txt", "a.md", "deep/c.TXT.gz", "deep/d.csv", "x.png", "y.png", ".hidden/e.txt", ".f.txt", "noname"):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text("text")
    return top


def test_folder_is_walked_in_order(folder: Path) -> None:
    sources = find([str(folder)])
    assert [str(source.path.relative_to(folder)) for source in sources.files] == [
        *("a.md", "b.txt", "deep/c.TXT.gz", "deep/d.csv"),
    ]
    assert [(source.kind, source.packing) for source in sources.files] == [
        *(("markdown", ""), ("text", ""), ("text", "gzip"), ("csv", "")),
    ]
    assert (sources.name, sources.size, sources.hidden, sources.other) == ("novels", 16, 2, {".png": 2, "no suffix": 1})
    assert sources.notes()[0] == "3 files with other suffixes left out (2 .png, 1 no suffix)"


def test_links_in_a_circle_and_to_nowhere_are_counted(folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "gone.txt").symlink_to(folder / "nothing")
    sources = find([str(folder)])
    assert (len(sources.files), sources.links) == (4, 3)


def test_named_links_to_nowhere_are_reported_and_the_rest_is_read(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nothing")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    sources = find([str(folder / "*.txt")])
    assert [source.path.name for source in sources.files] == ["b.txt"]
    assert [(Path(path).name, "link to nowhere" in reason) for path, reason in sources.skipped] == [
        ("gone.txt", True), ("self.txt", True),
    ]  # fmt: skip
    assert "link to nowhere" in code(folder / "gone.txt").message


def test_a_file_that_vanishes_after_it_was_found_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "embrepl.corpus.reading.locating.finding.glob.glob", lambda *_, **__: [str(folder / "a.md"), "/none.txt"]
    )
    sources = find([str(folder / "*")])
    assert [source.path.name for source in sources.files] == ["a.md"]
    assert sources.skipped == (("/none.txt", "/none.txt cannot be read: No such file or directory."),)


def test_no_file_is_read_twice(folder: Path) -> None:
    (folder / "z.txt").symlink_to(folder / "b.txt")
    sources = find([str(folder), str(folder / "b.txt"), str(folder / "deep")])
    assert len(sources.files) == 4
    assert [source.named for source in sources.files] == [False, True, False, False]


def test_named_file_of_any_suffix_is_text(folder: Path) -> None:
    source = find([str(folder / "x.png")]).files[0]
    assert (source.kind, source.named) == ("text", True)


def test_home_is_expanded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))
    assert find(["~/novels/b.txt"]).files[0].path == folder / "b.txt"


def test_missing_file_names_the_nearest(folder: Path) -> None:
    error = code(folder / "b.text")
    assert error.code == "file-not-found"
    assert "b.txt" in error.hint


def test_a_path_that_is_not_there_is_reported_and_the_rest_is_read(folder: Path) -> None:
    sources = find([str(folder / "nope.txt"), str(folder / "b.txt"), "/none/*.txt"])
    assert [source.path.name for source in sources.files] == ["b.txt"]
    assert sources.name == "b"
    assert [path for path, _ in sources.skipped] == [str(folder / "nope.txt"), "/none/*.txt"]
    assert code(folder / "nope.txt", "/none/*.txt").code == "file-not-found"


@pytest.mark.parametrize("path", ["", "\0", "x" * 5000, "~nobody-of-this-name/a.txt", "/none/at/all.txt"])
def test_impossible_names_are_not_found(path: str) -> None:
    assert code(path).code == "file-not-found"


def test_folder_without_text_names_the_suffixes_found(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("")
    error = code(tmp_path)
    assert error.code == "no-text-files"
    assert "1 .png" in error.message
    assert ".jsonl" in error.hint


def test_device_is_no_text_file() -> None:
    assert code("/dev/null").code == "unreadable-file"
