"""Text made safe to print."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from embrepl.view.safe import printable, shorten


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\x00\x7f\x9b", "\\x00\\x7f\\x9b"),
        ("\u202eabc\u2069", "\\u202eabc\\u2069"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\ud800", "\\ud800"),
        ("a\u200c\u200cb", "a\u200c\\u200cb"),
        ("\ue000\u0378", "\\ue000\\u0378"),
        ("❤\ufe0f\U000e0041", "❤\\ufe0f\\U000e0041"),
        ("\u3164", "\\u3164"),
        ("a\u0301\u0302\u0303\u0304", "a\u0301\u0302\u0303\\u0304"),
        ("\u0301a", "\\u0301a"),
        ("\x1b\u0301", "\\x1b\\u0301"),
        ("👍🏽🏽🏽🏽🏽🏽🏽", "👍🏽🏽🏽🏽🏽🏽\\U0001f3fd"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cروم",
        "ക\u0d4d\u200dഷ",
        "",
        "plain",
        "王后",
        "naïve nai\u0308ve",
        "😀 👍🏽",
        "\u3000wide space",
        "हिन्दी",
        "C:\\texts [red]",
    ],
)
def test_what_can_be_seen_stays(text: str) -> None:
    assert printable(text) == text


def test_lines_stay_when_asked_for() -> None:
    assert printable("a\nb\rc", lines=True) == "a\nb\\rc"


@given(st.text())
def test_nothing_unsafe_is_left_and_twice_is_once(text: str) -> None:
    shown = printable(text)
    assert not [
        letter
        for letter in shown.replace("\u200c", "").replace("\u200d", "")
        if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    ]
    assert printable(shown) == shown


@given(st.text(), st.integers(0, 30))
def test_shortened_to_the_cells(text: str, cells: int) -> None:
    shown = printable(text)
    short = shorten(shown, cells)
    assert cell_len(short) <= cells
    assert short == shown or not cells or (short.endswith("…") and shown.startswith(short[:-1]))


def test_shortened_between_wide_letters() -> None:
    assert [shorten("国王和王后", cells) for cells in (10, 9, 8, 2, 1, 0)] == [
        "国王和王后", "国王和王…", "国王和…", "…", "…", "",
    ]  # fmt: skip


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, embrepl.view.safe; print(sorted({'rich', 'numpy', 'prompt_toolkit'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
