"""Sizes as people write them, numbers of things, and how many threads work."""

from __future__ import annotations

import pytest

from embrepl.system import threads
from embrepl.system.places import expand_home
from embrepl.system.sizes import counted, number_of_bytes


@pytest.mark.parametrize(
    ("text", "number"),
    [("300MB", 300_000_000), ("1.5 GB", 1_500_000_000), ("4096", 4096), ("2k", 2_000), ("1,000", 1_000), ("0", 0)],
)
def test_sizes_as_people_write_them(text: str, number: int) -> None:
    assert number_of_bytes(text) == number


@pytest.mark.parametrize("text", ["", "much", "-1", "1e30", "5 pages", "nan"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        number_of_bytes(text)


def test_one_file_and_several_files() -> None:
    assert [counted(number, "file") for number in (0, 1, 1204)] == ["0 files", "1 file", "1,204 files"]


@pytest.mark.parametrize(("processors", "computing", "reading"), [(1, 1, 0), (2, 2, 1), (4, 4, 3), (64, 8, 3)])
def test_threads_by_processors(monkeypatch: pytest.MonkeyPatch, processors: int, computing: int, reading: int) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(processors)), raising=False)
    assert (threads.available(), threads.beside_reading()) == (computing, reading)


def test_home_is_expanded_and_an_unknown_user_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/homes/ada")
    texts = ["~/novels/", "~nobody-of-that-name/x", "", "./-"]
    assert [expand_home(text) for text in texts] == ["/homes/ada/novels/", *texts[1:]]
