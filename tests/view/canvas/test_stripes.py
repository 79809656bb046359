"""Stripes: where something stands in texts, how often, and how long the texts are."""

from __future__ import annotations

import re

from embrepl.view.charts.kinds import StripeRow, Stripes
from tests.view.canvas.plausible import STRIPES, TWO_WORDS
from tests.view.canvas.random_charts import shown


def stripe(line: str) -> str:
    return re.split(r"[│|]", line, maxsplit=1)[1].rstrip("0123456789, ")


def test_a_group_that_the_label_names_is_not_named_again() -> None:
    rows = (StripeRow("a.txt · king", 100, (0.5,), 0), StripeRow("a.txt · queen", 100, (0.5,), 1))
    lines = shown(Stripes("t", rows, ("king", "queen")), 80).split("\n")
    assert [line.split(" │")[0].rstrip() for line in lines[:2]] == ["a.txt · king", "a.txt · queen"]


def test_a_stripe_is_as_long_as_its_text() -> None:
    lines = shown(Stripes("t", (StripeRow("a", 500, ()), StripeRow("b", 1000, ()))), 80).split("\n")
    assert abs(len(stripe(lines[1])) - 2 * len(stripe(lines[0]))) <= 1
    assert lines[3].split() == ["0", "200", "400", "600", "800", "1000", "tokens"] or "1000" in lines[3]


def test_texts_of_very_different_sizes_have_stripes_of_one_length() -> None:
    lines = shown(Stripes("t", (StripeRow("a", 10, ()), StripeRow("b", 100_000, ()))), 80).split("\n")
    assert len(stripe(lines[0])) == len(stripe(lines[1]))
    assert lines[3].split()[:3] == ["0", "%", "25"]


def test_a_mark_stands_where_its_place_is() -> None:
    lines = shown(Stripes("t", (StripeRow("a", 100, (0.0, 0.5, 1.0)),)), 80).split("\n")
    marks = [at for at, sign in enumerate(stripe(lines[0])) if sign != "⡀"]
    whole = len(stripe(lines[0]))
    assert (marks[0], marks[-1]) == (0, whole - 1)
    assert abs(marks[1] - whole // 2) <= 1
    assert lines[0].endswith("  3")


def test_a_mark_of_many_places_is_higher_and_the_highest_is_said() -> None:
    picture = shown(Stripes("t", (StripeRow("a", 100, (0.1, *[0.9] * 16)),)), 80)
    assert "the highest mark: 16 places" in picture
    few, many = (sign for sign in stripe(picture.split("\n")[0]) if sign != "⡀")
    assert bin(ord(many)).count("1") > bin(ord(few)).count("1")
    counted = Stripes("t", (StripeRow("a", 100, (0.1, 0.9), counts=(1, 16)),))
    assert shown(counted, 80) == picture
    assert "highest" not in shown(Stripes("t", (StripeRow("a", 100, (0.1, 0.9)),)), 80)


def test_in_ascii_marks_and_texts_are_told_apart() -> None:
    assert "____#" in shown(Stripes("t", (StripeRow("a", 100, (0.5,)),)), 80, ascii=True)


def test_two_words_have_rows_of_their_own_below_one_label() -> None:
    lines = shown(TWO_WORDS, 80, 18).split("\n")
    assert lines[2].split()[:2] == ["Persuasion", "whale"]
    assert lines[3].split()[0] == "大海"


def test_of_many_texts_those_with_most_places_stay_in_their_order() -> None:
    many = Stripes("t", tuple(StripeRow(f"text{at}", 100, (0.5,) * (at % 50)) for at in range(1000)))
    lines = shown(many, 80, 12).split("\n")
    assert len(lines) <= 12
    assert [line.split()[0] for line in lines[:8]] == [f"text{49 + 50 * at}" for at in range(8)]
    assert lines[-1] == "the highest mark: 49 places · left out: 992 texts, with 24,108 of 24,500 places"


def test_a_text_keeps_all_its_rows_or_none() -> None:
    lines = shown(TWO_WORDS, 60, 9).split("\n")
    assert [line.split()[0] for line in lines[:4]] == ["Moby-Dick;", "大海", "红楼梦", "大海"]


def test_all_of_some_texts_are_shown_where_they_fit() -> None:
    assert "left out" not in shown(STRIPES, 80, 10)
    assert "left out: 2 texts, with 1 of 179 places" in shown(STRIPES, 80, 8)


def test_nothing_is_a_sentence() -> None:
    assert shown(Stripes("t", ()), 60) == "no texts"
