"""Spaces on disk: what is written is read again, and what is damaged is refused before anything is mapped."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.errors import EmbreplError
from embrepl.space import manifest, store
from embrepl.space.identity import Identity
from embrepl.space.neighbours import nearest
from embrepl.space.passes import codes
from embrepl.space.space import Space

HOSTILE = [
    "\x1b]0;gone\x07\x1b[31m",
    "[bold]red[/bold]",
    "\u202eabc\u202c",
    "x" * 10_000,
    "",
    " ",
    "a\tb",
    "\u2028",
    "词",
]


def made(folder: Path, words: int = 7, dim: int = 3) -> Path:
    rng = np.random.default_rng(0)
    matrix = rng.standard_normal((words, dim), dtype=np.float32)
    names = [f"w{place}" for place in range(words)]
    store.save(folder, names, np.arange(words, 0, -1), matrix, {"objective": "zero"}, matrix + 1)
    return folder


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")), unique=True), st.data())
def test_reads_what_it_wrote(words: list[str], data: st.DataObject) -> None:
    dim = data.draw(st.integers(1, 4))
    matrix = np.frombuffer(data.draw(st.binary(min_size=len(words) * dim * 4, max_size=len(words) * dim * 4)), "<f4")
    matrix = matrix.reshape(len(words), dim)
    counts = np.arange(len(words), dtype=np.int64)[::-1] * 2**40
    with tempfile.TemporaryDirectory() as folder:
        store.save(Path(folder, "s"), words, counts, matrix, {"seed": 1, "说": "\udc80"}, matrix)
        space = store.open_space(Path(folder, "s"))
        assert space.words == words
        assert space.counts.tolist() == counts.tolist()
        assert space.matrix.tobytes() == matrix.tobytes()
        assert (space.start is None) == (not words)
        assert (space.recipe, space.name, space.dim) == ({"seed": 1, "说": "\udc80"}, "s", dim)


def test_hostile_words_come_back_untouched(tmp_path: Path) -> None:
    matrix = np.ones((len(HOSTILE), 2), np.float32)
    store.save(tmp_path / "s", HOSTILE, np.zeros(len(HOSTILE), np.int64), matrix, {}, None)
    space = store.open_space(tmp_path / "s")
    assert space.words == HOSTILE
    assert space.start is None


@pytest.mark.parametrize("words", [["a\nb"], ["a\rb"], ["\ud800"], ["a", "a"]])
def test_words_that_lines_cannot_hold(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(EmbreplError) as failure:
        store.save(
            tmp_path / "s", words, np.zeros(len(words), np.int64), np.ones((len(words), 2), np.float32), {}, None
        )
    assert failure.value.code == "bad-word"
    assert list(tmp_path.iterdir()) == []


def test_the_start_keeps_4096_rows(tmp_path: Path) -> None:
    words = [str(number) for number in range(5000)]
    matrix = np.zeros((5000, 2), np.float32)
    store.save(tmp_path / "s", words, np.zeros(5000, np.int64), matrix, {}, matrix)
    start = store.open_space(tmp_path / "s").start
    assert start is not None
    assert start.shape == (4096, 2)


def test_replaces_an_older_space_whole(tmp_path: Path) -> None:
    old = store.open_space(made(tmp_path / "s"))
    store.save(tmp_path / "s", ["a"], np.array([1]), np.ones((1, 2), np.float32), {}, None)
    assert [entry.name for entry in tmp_path.iterdir()] == ["s"]
    assert not (tmp_path / "s" / manifest.START).exists()
    assert store.open_space(tmp_path / "s").words == ["a"]
    assert old.matrix.shape == (7, 3)
    assert np.isfinite(old.matrix).all()


def test_leaves_a_foreign_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "novels").mkdir()
    (tmp_path / "novels" / "mine.txt").write_text("years of work")
    (tmp_path / "file").write_text("x")
    for name in ("novels", "file"):
        with pytest.raises(EmbreplError) as failure:
            made(tmp_path / name)
        assert failure.value.code == "not-a-space"
    assert (tmp_path / "novels" / "mine.txt").read_text() == "years of work"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "novels"]


def test_a_failure_leaves_the_old_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "s")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write_blocks", full)
    with pytest.raises(EmbreplError, match="No space left") as failure:
        made(tmp_path / "s", words=2)
    assert failure.value.code == "cannot-save"
    assert [entry.name for entry in tmp_path.iterdir()] == ["s"]
    assert len(store.open_space(tmp_path / "s")) == 7


def test_a_failed_rename_brings_the_old_space_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "s")
    rename = Path.rename

    def refuse_new(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(EmbreplError, match="Permission denied"):
        made(tmp_path / "s", words=2)
    assert [entry.name for entry in tmp_path.iterdir()] == ["s"]
    assert len(store.open_space(tmp_path / "s")) == 7


def test_shapes_that_do_not_fit_are_our_mistake(tmp_path: Path) -> None:
    two = np.ones((2, 2), np.float32)
    with pytest.raises(ValueError, match="fit together"):
        store.save(tmp_path / "s", ["a"], np.array([1]), two, {}, None)
    with pytest.raises(ValueError, match="does not fit"):
        store.save(tmp_path / "s", ["a", "b"], np.array([1, 1]), two, {}, np.ones((2, 3), np.float32))
    with pytest.raises(ValueError, match="ordered"):
        store.save(tmp_path / "s", ["a", "b"], np.array([1, 2]), two, {}, None)


def refused(folder: Path) -> str:
    with pytest.raises(EmbreplError) as failure:
        assert store.open_space(folder).words
    return failure.value.code


@pytest.mark.parametrize("name", sorted(manifest.FILES - {manifest.MANIFEST}))
def test_missing_shortened_and_grown_files(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "WORTH", 1)
    path = made(tmp_path / "s") / name
    whole = path.read_bytes()
    for broken in (b"", whole[:-1], whole + b"\0"):
        path.write_bytes(broken)
        assert refused(tmp_path / "s") == "damaged-space"
    path.unlink()
    assert refused(tmp_path / "s") == "damaged-space"
    path.mkdir()
    assert refused(tmp_path / "s") == "damaged-space"


@pytest.mark.parametrize(
    "lie",
    [
        {"words": 8}, {"words": -1}, {"words": 7.0}, {"words": True}, {"words": 10**30}, {"words": None}, {"dim": 0},
        {"dim": 10**18}, {"dim": "3"}, {"start": 8}, {"start": 6}, {"words_bytes": 20}, {"recipe": []},
        {"format": "zip"}, {"version": 0}, {"version": "1"}, {"words": 3, "dim": 7},
    ],
)  # fmt: skip
def test_a_manifest_that_lies(tmp_path: Path, lie: dict[str, Any]) -> None:
    path = made(tmp_path / "s") / manifest.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | lie))
    assert refused(tmp_path / "s") == "damaged-space"


@pytest.mark.parametrize(
    "text", [b"", b"\xff", b"{", b"[]", b"null", b"[" * 100_000, b"1" * 5000, b"{}", b" " * ((16 << 20) + 1)]
)
def test_a_manifest_that_is_none(tmp_path: Path, text: bytes) -> None:
    (made(tmp_path / "s") / manifest.MANIFEST).write_bytes(text)
    assert refused(tmp_path / "s") == "damaged-space"


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_as_words_are_words_or_an_error(text: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = made(Path(folder, "s"))
        (path / manifest.WORDS).write_bytes(text)
        header = json.loads((path / manifest.MANIFEST).read_text())
        (path / manifest.MANIFEST).write_text(json.dumps(header | {"words_bytes": len(text)}))
        try:
            assert len(store.open_space(path).words) == 7
        except EmbreplError as error:
            assert error.code == "damaged-space"


def test_newer_and_absent_spaces(tmp_path: Path) -> None:
    path = made(tmp_path / "s") / manifest.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 2}))
    assert refused(tmp_path / "s") == "newer-space"
    assert refused(tmp_path / "none") == "no-space"
    assert refused(path) == "no-space"


def test_a_manifest_that_would_never_end(tmp_path: Path) -> None:
    path = made(tmp_path / "s") / manifest.MANIFEST
    path.unlink()
    os.mkfifo(path)
    assert refused(tmp_path / "s") == "no-space"


def test_vectors_are_mapped_and_words_are_lazy(tmp_path: Path) -> None:
    space = store.open_space(made(tmp_path / "s"))
    assert isinstance(space, Space)
    assert isinstance(space.matrix, np.memmap)
    assert "words" not in vars(space)
    with pytest.raises(ValueError, match="read-only"):
        space.matrix[0, 0] = 1


def test_arrays_beside_the_vectors_come_back_and_are_checked(tmp_path: Path) -> None:
    extra = {"rows": np.arange(6, dtype=np.float32).reshape(3, 2), "ids": np.array([7, 9], np.int64)}
    words, counts, matrix = ["a", "b"], np.array([2, 1]), np.ones((2, 2), np.float32)
    store.save(tmp_path / "s", words, counts, matrix, {}, None, extra)
    result = store.open_space(tmp_path / "s").extra
    assert set(result) == {"rows", "ids"}
    for name, array in extra.items():
        np.testing.assert_array_equal(result[name], array)
    (tmp_path / "s" / "ids.extra").write_bytes(b"short")
    with pytest.raises(EmbreplError, match=r"ids\.extra has 5 bytes, 16 belong there"):
        store.open_space(tmp_path / "s")
    store.save(tmp_path / "s", words, counts, matrix, {}, None)
    assert not store.open_space(tmp_path / "s").extra
    assert not list((tmp_path / "s").glob("*.extra"))


@pytest.mark.parametrize(
    "lie",
    [
        [], {"../x": ["<f4", [1]]}, {"x": ["|O", [1]]}, {"x": ["<f4", [-1]]}, {"x": ["<f4", [True]]},
        {"x": ["<f4", []]}, {"x": ["<f4", [1, 1, 1]]}, {"x": 3}, {"x": ["<f4", [1 << 60]]}, {"x": [["<f4"], [1]]},
    ],
)  # fmt: skip
def test_a_manifest_that_lies_about_arrays(tmp_path: Path, lie: Any) -> None:
    store.save(tmp_path / "s", ["a"], np.array([1]), np.ones((1, 2), np.float32), {}, None)
    path = tmp_path / "s" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"extra": lie}))
    with pytest.raises(EmbreplError) as caught:
        store.open_space(tmp_path / "s")
    assert caught.value.code == "damaged-space"


def test_many_vectors_are_kept_in_8_bit_numbers_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = store.open_space(made(tmp_path / "few", 300, 20))
    monkeypatch.setattr(codes, "WORTH", 6_000)
    many = store.open_space(made(tmp_path / "many", 300, 20))
    names = {path.name for path in (tmp_path / "many").iterdir()} - {path.name for path in (tmp_path / "few").iterdir()}
    assert names == {manifest.CODES, manifest.FIGURES, manifest.NORMS}
    assert (tmp_path / "many" / manifest.CODES).stat().st_size == 300 * 64
    assert many.norms.tolist() == few.norms.tolist()
    for row in range(30):
        assert nearest(many, many.units([row])[0], 5, [row]) == nearest(few, few.units([row])[0], 5, [row])
    store.save(tmp_path / "one", many.words, many.counts, Identity(300), {}, None)
    assert not (tmp_path / "one" / manifest.CODES).exists()


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the system does not say what is mapped")
def test_the_copy_is_mapped_and_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "WORTH", 1)
    space = store.open_space(made(tmp_path / "s", 300, 20))
    nearest(space, space.units([3])[0], 5, [3])
    kept = str(tmp_path / "s" / manifest.CODES)
    assert kept in Path("/proc/self/maps").read_text("utf-8")
    space.release()
    assert kept not in Path("/proc/self/maps").read_text("utf-8")
    assert len(nearest(space, space.units([3])[0], 5, [3])) == 5
