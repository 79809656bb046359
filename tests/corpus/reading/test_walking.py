"""Patterns, archives, standard input: which files are meant, what is left out, and that it is counted."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from embrepl.commands.families.corpora import COMMANDS
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.conventions.numerals import number
from embrepl.corpus.reading.locating.finding import find
from embrepl.corpus.reading.locating.standard_input import keep
from embrepl.corpus.reading.sources import Sources
from embrepl.errors import EmbreplError
from embrepl.session.naming import name_of_texts

EVERYTHING = (
    "a.txt b.html drafts/c.txt drafts/old/d.txt letters/e.txt letters/f.md more.zip/drafts/i.txt more.zip/g.txt "
    "more.zip/h.html"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.html", "drafts/c.txt", "drafts/old/d.txt", "letters/e.txt", "letters/f.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    archive(tmp_path / "more.zip", "g.txt", "h.html", "drafts/i.txt", ".j.txt", "__MACOSX/k.txt", "l.png", "m.zip")
    return tmp_path


def archive(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name in names:
            made.writestr(name, f"text of {name}")
    return path


def names(result: Sources, folder: Path) -> str:
    return " ".join(source.shown.removeprefix(f"{folder}/") for source in result.files)


@pytest.mark.parametrize(
    ("include", "exclude", "expected", "unwanted"),
    [
        (None, None, EVERYTHING, 0),
        ("*.txt", None, "a.txt drafts/c.txt drafts/old/d.txt letters/e.txt more.zip/drafts/i.txt more.zip/g.txt", 3),
        ("*.html, letters/*", None, "b.html letters/e.txt letters/f.md more.zip/h.html", 5),
        (None, "drafts/", "a.txt b.html letters/e.txt letters/f.md more.zip/g.txt more.zip/h.html", 2),
        (None, "more.zip,*.md", "a.txt b.html drafts/c.txt drafts/old/d.txt letters/e.txt", 2),
        ("[a-c].*", "old", "a.txt b.html drafts/c.txt", 6),
    ],
)  # fmt: skip
def test_patterns_choose_below_a_folder(
    folder: Path, include: str | None, exclude: str | None, expected: str, unwanted: int
) -> None:
    sources = find([str(folder)], ReadOptions(include=include, exclude=exclude))
    assert (names(sources, folder), sources.unwanted) == (expected, unwanted)
    assert any("--include" in note for note in sources.notes()) == bool(unwanted)


def test_patterns_do_not_touch_what_was_named(folder: Path) -> None:
    sources = find([str(folder / "b.html")], ReadOptions(include="*.txt"))
    assert names(sources, folder) == "b.html"


def test_nothing_left_says_what_left_it_out(folder: Path) -> None:
    with pytest.raises(EmbreplError) as caught:
        find([str(folder)], ReadOptions(include="*.nothing"))
    assert caught.value.code == "no-text-files"
    assert "--include" in caught.value.message


def test_globs_stand_for_files(folder: Path) -> None:
    assert names(find([f"{folder}/**/*.txt"]), folder) == "a.txt drafts/c.txt drafts/old/d.txt letters/e.txt"
    (folder / "[x].txt").write_text("a name like a pattern")
    assert names(find([f"{folder}/[x].txt"]), folder) == "[x].txt"
    with pytest.raises(EmbreplError) as caught:
        find([f"{folder}/*.nothing"])
    assert caught.value.code == "file-not-found"


def test_what_an_archive_holds_besides_is_counted(folder: Path) -> None:
    sources = find([str(folder / "more.zip")])
    left_out = (sources.hidden, sources.of_system, sources.other)
    assert (sources.name, left_out) == ("more", (1, 1, {".png": 1, ".zip": 1}))
    assert [source.size for source in sources.files] == [20, 13, 14]


def test_a_named_file_without_a_suffix_is_known_by_its_first_bytes(folder: Path) -> None:
    import gzip

    for data, expected in {
        gzip.compress(b"text"): ("text", "gzip"),
        b"PAR1....": ("parquet", ""),
        b"%PDF-1.7": ("pdf", ""),
        b"plain": ("text", ""),
    }.items():
        (folder / "unknown").write_bytes(data)
        (source,) = find([str(folder / "unknown")]).files
        assert (source.kind, source.packing) == expected
    (folder / "unknown").write_bytes(b' {"a": 1}')
    assert find([str(folder / "unknown")], ReadOptions(column="a")).files[0].kind == "jsonl"
    archive(folder / "unknown", "a.txt")
    assert find([str(folder / "unknown")]).files[0].entry is not None


def test_many_bad_files_beside_a_good_one_are_reported(folder: Path) -> None:
    (folder / "bad.zip").write_bytes(b"no archive")
    sources = find([str(folder / "a.txt"), str(folder / "bad.zip"), "/dev/null"])
    assert names(sources, folder) == "a.txt"
    assert [path for path, _ in sources.skipped] == [str(folder / "bad.zip"), "/dev/null"]


def test_old_archives_name_files_in_chinese(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("AAAA.txt", "text")
    (tmp_path / "a.zip").write_bytes(held.getvalue().replace(b"AAAA", "红楼".encode("gb18030")))
    assert find([str(tmp_path / "a.zip")]).files[0].shown == f"{tmp_path}/a.zip/红楼.txt"


def test_patterns_may_be_given_again(folder: Path) -> None:
    from embrepl.commands.arguments import bind
    from embrepl.commands.lexer import statements

    (statement,) = statements("load x --include *.txt --include=*.md --exclude a,b --name x --name y")
    typed = bind(COMMANDS["load"], statement)
    assert (typed.reading, typed.name) == (ReadOptions(include="*.txt,*.md", exclude="a,b"), "y")


def test_standard_input_is_kept_privately(tmp_path: Path) -> None:
    path = keep(io.BytesIO(b"words of a pipe"), tmp_path / "input")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"words of a pipe", 0o600)
    assert find([str(path)]).files[0].shown == "standard input"
    with pytest.raises(EmbreplError) as caught:
        keep(None, tmp_path)
    assert caught.value.code == "no-standard-input"


def embrepl(given: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-X", "utf8", "-m", "embrepl", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=120)


def test_standard_input_is_a_source() -> None:
    done = embrepl(b"text,n\nthe river runs,1\n", "-", "--column", "text", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert b'"tokens": 3' in done.stdout
    assert b'"name": "input"' in done.stdout
    again = embrepl("江河".encode("gb18030"), "-c", "load -; load -", "--format", "json")
    assert (again.returncode, b"gb18030" in again.stdout, b"no-standard-input" in again.stderr) == (1, True, True)
    script = embrepl(b"load -\n")
    assert (script.returncode, b"no-standard-input" in script.stderr) == (1, True)


def test_the_order_is_natural(tmp_path: Path) -> None:
    expected = [
        *("ch1.txt", "ch2.txt", "ch10.txt", "ch10b.txt", "v2/1.txt", "v10/1.txt", "第2回.txt", "第100回.txt"),
    ]
    chinese = ["第一回.txt", "第二回.txt", "第十回.txt", "第十一回.txt", "第二十回.txt", "第一百二十回.txt"]
    for made in (expected, chinese):
        folder = tmp_path / str(len(made))
        for name in reversed(made):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("text")
        assert names(find([str(folder)]), folder) == " ".join(made)
        assert names(find([f"{folder}/**/*.txt"]), folder) == " ".join(made)
        (zipped := archive(tmp_path / "a.zip", *reversed(made))).touch()
        assert names(find([str(zipped)]), zipped) == " ".join(made)


def test_files_of_the_system_and_empty_ones_are_counted_apart(tmp_path: Path) -> None:
    system = (
        "~$letter.docx",
        ".~lock.letter.odt#",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "._a.txt",
        "__MACOSX/b.txt",
        "$RECYCLE.BIN/b.txt",
        "@eaDir/b.txt",
    )
    for name in ("a.txt", "empty.txt", "empty.csv", ".hidden.txt", *system):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("" if name.startswith("empty") else "text")
    sources = find([str(tmp_path)])
    assert names(sources, tmp_path) == "a.txt"
    assert sources.notes() == ["1 hidden name left out", "9 files of the system and 2 empty files left out"]
    packed = archive(tmp_path / "a.zip", "a.txt", *system)
    with zipfile.ZipFile(packed, "a") as more:
        more.writestr("empty.txt", "")
    assert find([str(packed)]).notes() == ["9 files of the system and 1 empty file left out"]


def test_an_empty_file_that_was_named_alone_is_taken(tmp_path: Path) -> None:
    for name, text in {"a.txt": "text", "empty.txt": ""}.items():
        (tmp_path / name).write_text(text)
    assert names(find([str(tmp_path / "empty.txt")]), tmp_path) == "empty.txt"
    both = find([str(tmp_path / "empty.txt"), str(tmp_path / "a.txt")])
    assert (names(both, tmp_path), both.empty) == ("a.txt", 1)


def test_several_files_have_the_name_of_their_folder_or_a_neutral_one(folder: Path) -> None:
    several = [str(folder / "letters" / name) for name in ("e.txt", "f.md")]
    assert find(several).name == name_of_texts(several) == "letters"
    apart = [str(folder / "a.txt"), several[0]]
    assert find(apart).name == name_of_texts(apart) == "texts"
    assert name_of_texts(several[:1]) == "e"


def test_numbers_are_read_in_their_writings() -> None:
    written = {
        "一百二十": 120,
        "一二〇": 120,
        "十": 10,
        "廿三": 23,
        "两千零五": 2005,
        "１２": 12,
        "XIV": 14,
        "iv": 4,
        "8": 8,
    }
    assert {text: number(text) for text in written} == written
    for wrong in ("", "回", "IIX?", "abc"):
        with pytest.raises(ValueError, match="is no Chinese number"):
            number(wrong)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nHello\n", "srt"),
        ("\ufeffWEBVTT\n\n00:00.000 --> 00:04.000\nHello\n", "vtt"),
        ("[00:00.000 --> 00:04.000]  Hello\n", "lrc"),
        ("[ti:Song]\n[00:12.00]Hello\n", "lrc"),
        ("{\\rtf1\\ansi Hello\\par}", "rtf"),
        ("From ann at example.org  Mon Jan  1 10:00:00 2024\nFrom: ann\n\nHello\n", "mail"),
        ("From: Ann\nTo: Bob\nDate: 1 May\n\nHello\n", "text"),
        ("1\n00:30 is late\n", "text"),
        ("[12:30] we met\n", "text"),
        ("1\tone\ttwo\n", "text"),
    ],
)
def test_a_text_is_what_it_begins_as(tmp_path: Path, text: str, kind: str, *, packed: bool) -> None:
    path = tmp_path / ("a.txt.gz" if packed else "a.txt")
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    assert [file.kind for file in find([str(path)]).files] == [kind]
    assert [file.kind for file in find([str(tmp_path)]).files] == [kind]
