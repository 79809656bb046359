"""Every answer is drawn, at any width, whatever its strings hold."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from embrepl.commands.answers.base import Answer
from embrepl.commands.answers.comparing import Compared
from embrepl.commands.answers.exploring.surveys.oddities import Outliers
from embrepl.commands.answers.help import Goodbye
from embrepl.commands.answers.jobs import JobList, JobRow
from embrepl.commands.answers.models import FrequencyBand, HealthReport, Used
from embrepl.commands.answers.words import NeighbourRow, Neighbours
from embrepl.view.console import make_console
from embrepl.view.drawings import DRAWINGS, draw
from embrepl.view.safe import printable
from tests.helpers.samples import HOSTILE, answer_kinds, filled


def drawn(answer: Answer, width: int = 80, colour: bool = False) -> str:
    stream = io.StringIO()
    make_console(stream, width=width, colour=colour).print(draw(answer))
    return stream.getvalue()


def test_every_answer_has_a_drawing() -> None:
    assert set(DRAWINGS) == set(answer_kinds())


@pytest.mark.parametrize("width", [1, 20, 40, 80, 200])
@pytest.mark.parametrize("kind", answer_kinds())
def test_hostile_text_is_drawn_safely(kind: type[Answer], width: int) -> None:
    for text in HOSTILE:
        output = drawn(filled(kind, text), width)
        for line in output.split("\n"):
            assert printable(line) == line
            assert cell_len(line) <= width or width < 40
            assert line == line.rstrip()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(answer_kinds()), st.text(), st.integers(-1, 1 << 60), st.floats(), st.integers(0, 2))
def test_anything_is_drawn(kind: type[Answer], text: str, number: int, share: float, many: int) -> None:
    output = drawn(filled(kind, text, number, share, many))
    assert all(printable(line) == line for line in output.split("\n"))


@pytest.mark.parametrize("share", [float("inf"), float("-inf"), float("nan")])
@pytest.mark.parametrize("kind", [Compared, Outliers])
def test_a_share_that_is_no_number_is_a_dash_where_it_would_be_a_whole_number(kind: type[Answer], share: float) -> None:
    assert "–" in drawn(filled(kind, share=share), 200)


@pytest.mark.parametrize("kind", answer_kinds())
def test_markup_and_shortcodes_mean_nothing(kind: type[Answer]) -> None:
    output = drawn(filled(kind, "[bold]:smile:[/bold]"), 200)
    assert "😄" not in output
    assert ("[bold]:smile:[/bold]" in output) == (kind not in {Goodbye})


def test_colour_is_only_there_when_asked_for() -> None:
    answer = replace(filled(Neighbours), far=False, among="")
    assert "\x1b" not in drawn(answer)
    output = drawn(answer, colour=True)
    assert "\x1b[36m" in output
    assert output.startswith("\x1b[1mnear word\x1b[0m\x1b[2m · \x1b[0mword\n")


NEIGHBOURS = Neighbours(
    "king",
    "zero",
    (
        NeighbourRow(1, "queen", 0.82, 99.95, 120400, True),
        NeighbourRow(2, "王后", 0.55, 62.25, 1204, False),
        NeighbourRow(3, "x\x1b", -0.1, None, 7, None),
    ),
)


def test_neighbours_wide_and_narrow() -> None:
    assert drawn(NEIGHBOURS) == (
        "near king · zero\n\n"
        "   word   cosine            percentile    count  mutual\n"
        "───────────────────────────────────────────────────────\n"
        "1  queen   0.820  ━━━━━━━━       >99.9  120,400  ✓\n"
        "2  王后    0.550  ━━━━━╸          62.2    1,204  –\n"
        "3  x\\x1b  -0.100                              7\n"
    )
    narrow = drawn(NEIGHBOURS, 24)
    assert "mutual" not in narrow
    assert "0.820" in narrow


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Neighbours("a - b", "zero", ()), "near a - b · zero\nno words\n"),
        (Used("reviews", None), "corpus reviews, no model\n"),
        (Goodbye(), ""),
        (
            JobList((JobRow(2, "training zero", "running", 0.71, 30.0),)),
            (
                "job  what           state    done    time\n"
                "─────────────────────────────────────────\n"
                "  2  training zero  running  71 %  30.0 s\n"
            ),
        ),
    ],
)
def test_exact_texts(answer: Answer, text: str) -> None:
    assert drawn(answer) == text


def test_unknown_figures_of_health_are_left_out() -> None:
    figures: dict[str, Any] = {"shared_movement": None, "untrained_overlap": None, "shrunk": None}
    known = {"effective_rank": 84.0, "random_cosine": 0.02, "first_direction": 0.03, "norm_spread": 0.1}
    text = drawn(HealthReport("zero", "flat", "Use with care: few directions.", "try `train`", 100, **known, **figures))
    assert "shared movement" not in text
    assert "84.0 of 100" in text
    assert text.endswith("Use with care: few directions.\nTry `train`\n")
    assert not {"singular", "hub", "seen", "rare"} & set(text.split())


def test_the_picture_of_health() -> None:
    figures: dict[str, Any] = {
        "effective_rank": 84.0, "random_cosine": 0.02, "first_direction": 0.03, "norm_spread": 0.1,
        "shared_movement": None, "untrained_overlap": None, "shrunk": None,
        "rare_neighbours": 0.74, "rare_words": 0.82, "rare_lead": 0.08, "hub": "的", "hub_share": 0.025,
        "singular_values": (8.0, 4.0, 2.0),
        "bands": (FrequencyBand(1, 4, 0.4, 0.45, 0.2), FrequencyBand(1_000, None, 0.6, 0.55, 1.0)),
    }  # fmt: skip
    answer = HealthReport("zero", "noisy", "Use with care: noise.", "", 100, **figures)
    text = drawn(answer)
    assert "singular values █▅▃▁\n" in text
    assert "hub '的' is among the ten nearest of 2.5 % of the well-known words" in text
    assert re.search(r"rare neighbours +74.0 %  nearest to well-known words; by chance 82.0 %", text)
    assert re.search(r"rare lead +8.0 %  of rare words over others; above 7 % is noise", text)
    assert (
        "         seen   words          neighbours          length\n"
        "─────────────────────────────────────────────────────────────────────\n"
        "          1-4  40.0 %  ━━━━        45.0 %  ━━━━╸     0.20  ━━\n"
        "1,000 or more  60.0 %  ━━━━━━      55.0 %  ━━━━━╸    1.00  ━━━━━━━━━━\n"
    ) in text
    assert max(map(len, drawn(answer, 40).splitlines())) <= 40
