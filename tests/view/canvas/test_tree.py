"""A dendrogram: leaves in an order in which no branches cross, joined at their heights."""

from __future__ import annotations

import math

from hypothesis import given, settings

from embrepl.view.charts.kinds import Axis, Merge, Tree
from tests.view.canvas.plausible import TREE
from tests.view.canvas.random_charts import shown, trees

FOUR = Tree("t", ("a", "b", "c", "d"), (Merge(0, 2, 1.0), Merge(1, 3, 2.0), Merge(4, 5, 4.0)), Axis("distance"))


def test_branches_join_at_their_heights() -> None:
    assert shown(FOUR, 43).split("\n") == [
        "a ──────────┬─────────────────────────────┐",
        "c ──────────┘                             │",
        "b ────────────────────┬───────────────────┘",
        "d ────────────────────┘",
        "  ┬───────────────────┬───────────────────┬",
        "  0                   2                   4",
        "                                   distance",
    ]


def test_in_ascii_too() -> None:
    assert shown(FOUR, 23, ascii=True).split("\n")[:4] == [
        "a -----+--------------+",
        "c -----+              |",
        "b ----------+---------+",
        "d ----------+",
    ]


def test_equal_heights_are_one_line_down() -> None:
    equal = Tree("t", ("a", "b", "c"), (Merge(0, 1, 1.0), Merge(3, 2, 1.0)))
    assert [line[-1] for line in shown(equal, 30).split("\n")[:3]] == ["┐", "┤", "┘"]


def test_an_inversion_is_drawn() -> None:
    inverted = Tree("t", ("a", "b", "c"), (Merge(0, 1, 2.0), Merge(3, 2, 1.0)))
    lines = shown(inverted, 40).split("\n")
    assert [line[0] for line in lines[:3]] == ["a", "b", "c"]
    assert lines[0].index("┬") < lines[0].index("┐")


def test_the_axis_begins_at_0_so_that_branches_are_as_long_as_things_are_apart() -> None:
    high = Tree("t", ("a", "b", "c"), (Merge(0, 1, 0.9), Merge(3, 2, 1.0)))
    lines = shown(high, 60).split("\n")
    assert lines[0].index("┬") > 45
    assert {"0.0", "0"} & set(lines[-1].split())


def test_one_leaf_and_none() -> None:
    assert shown(Tree("t", ("only",), ()), 40) == "only ─╴"
    assert shown(Tree("t", (), ()), 40) == "no leaves"


def test_merges_of_what_is_not_there_are_left_out() -> None:
    wrong = Tree("t", ("a", "b", "c"), (Merge(0, 1, 1.0), Merge(0, 2, 2.0), Merge(9, 1, math.nan)))
    assert [line[0] for line in shown(wrong, 40).split("\n")[:3]] == ["a", "b", "c"]


@settings(max_examples=60, deadline=None)
@given(trees())
def test_each_leaf_has_a_line_with_a_branch(tree: Tree) -> None:
    lines = shown(tree, 200).split("\n")
    assert len(lines) >= len(tree.leaves)
    assert all(set(line) & set("─┬╴┐┘┤├┼") for line in lines[: len(tree.leaves)])


def test_leaves_have_wide_letters() -> None:
    lines = shown(TREE, 60).split("\n")
    assert any(line.startswith("移民政策 ─") for line in lines)
    assert any(line.startswith("asylum   ─") for line in lines)
