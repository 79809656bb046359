"""A map in a terminal: signs of groups, labels beside points, doubtful places, axes, crowds, small rooms."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.text import Text

from embrepl.view.canvas.map import draw
from embrepl.view.canvas.room import Room
from embrepl.view.charts.kinds import Axis, Map, MapPoint
from tests.view.canvas.scatter.maps import REAL, lines, neighbours, opposed, scattered

GOLDEN = Path(__file__).parent / "golden"
AXES = Map(
    "Two axes",
    tuple(
        MapPoint(label, x, y)
        for label, x, y in (
            ("excellent", 0.62, 0.1), ("lovely", 0.41, 0.52), ("terrible", -0.58, -0.05), ("girl", 0.12, 0.6),
            ("soldier", -0.15, -0.55), ("nurse", 0.2, 0.44), ("hero", 0.35, -0.4), ("villain", -0.4, -0.3),
        )
    ),
    opposed("bad", "good"), opposed("man", "woman"), equal=False,
)  # fmt: skip
FREQUENCY = Map(
    "Frequency",
    tuple(MapPoint(f"w{number}", 10.0**number, (number * 7 % 5) / 10) for number in range(7)),
    Axis("count", logarithmic=True), Axis("cosine with good"), equal=False,
)  # fmt: skip
ROOMS: dict[str, tuple[int, int, dict[str, bool]]] = {
    "60": (60, 16, {}),
    "80": (80, 20, {}),
    "200": (200, 40, {}),
    "ascii": (80, 20, {"ascii": True}),
}


PICTURES = {
    "english": neighbours("bad"),
    "chinese": neighbours("曹操"),
    "axes": AXES,
    "crowd": scattered([f"w{number}" for number in range(900)]),
}


def picture(name: str, room: str) -> str:
    width, height, others = ROOMS[room]
    return text(PICTURES[name], width, height, **others) + "\n"


def text(chart: Map, width: int = 80, height: int = 20, **others: bool) -> str:
    return "\n".join(lines(chart, width, height, **others))


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("room", ROOMS)
def test_pictures_are_as_they_were(name: str, room: str) -> None:
    assert picture(name, room) == (GOLDEN / f"{name}-{room}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "height"), [(80, 20), (60, 20)])
@pytest.mark.parametrize("word", REAL)
def test_of_forty_neighbours_most_have_a_label(word: str, width: int, height: int) -> None:
    assert shown(neighbours(word), width, height) >= 0.75
    assert shown(neighbours(word, grouped=False), width, height) >= 0.75


@pytest.mark.parametrize("seed", range(8))
def test_of_forty_points_by_chance_most_have_a_label(seed: int) -> None:
    labels = [point.label for word in ("war", "马") for point in neighbours(word).points][:: 1 + seed % 2][:40]
    assert shown(scattered(labels, seed=seed), 80, 20) >= 0.9
    assert shown(scattered(labels, seed=seed, equal=False), 80, 20) >= 0.9
    assert shown(scattered(labels, clusters=4, seed=seed), 80, 20) >= 0.6


def shown(chart: Map, width: int, height: int) -> float:
    """Return the share of points whose label has room, as the picture says it."""
    drawn = " ".join(lines(chart, width, height))
    said = drawn.partition(f" of {len(chart.points)} labels have room")[0].rpartition(" ")[2]
    return int(said) / len(chart.points) if said.isdecimal() else 1.0


def test_what_is_said_of_the_labels_is_true() -> None:
    chart = neighbours("war", grouped=False)
    *plane, said = lines(chart, 60, 12)
    drawn = "".join(" " if letter in "[],╱╲" else letter for line in plane for letter in [*line, " "]).split()
    assert int(said.partition(" of 40 labels have room")[0].split()[-1]) == sum(
        point.label in drawn for point in chart.points
    )


def test_every_group_has_a_sign_of_its_own_and_a_line_below() -> None:
    points = tuple(MapPoint(f"p{number}", number, number % 3, number % 5 - 1) for number in range(15))
    chart = Map("", points, groups=("ships", "towns", "rivers", "seas"), grouped_by="kind")
    for ascii, legend in (  # noqa: A001
        (False, "kind:   ● ships 3   ▲ towns 3   ■ rivers 3   ◆ seas 3   · none 3"),
        (True, "kind:   * ships 3   + towns 3   x rivers 3   # seas 3   . none 3"),
    ):
        *above, last = lines(chart, 80, 20, ascii=ascii)
        assert last == legend
        assert all(sum(line.count(sign) for line in above) == 3 for sign in last[8::] if sign in "●▲■◆·*+x#.")


def test_groups_are_coloured_with_their_labels_and_the_legend() -> None:
    chart = Map("", (MapPoint("a", 0, 0, 0), MapPoint("b", 1, 1, 1)), groups=("first", "second"))
    drawn = Text("\n").join(draw(chart, Room(80, 20)))
    colours = {drawn.plain[span.start : span.end]: span.style for span in drawn.spans if span.style != "dim"}
    assert colours["●"] == colours["a"] == colours["first"] == "cyan"
    assert colours["▲"] == colours["b"] == colours["second"] == "magenta"


def test_many_groups_go_on_with_letters_and_say_how_many_have_no_room() -> None:
    points = tuple(MapPoint(f"p{number}", number % 6, number // 6, number) for number in range(30))
    chart = Map("", points, groups=tuple(f"group-{number}" for number in range(30)))
    drawn = lines(chart, 120, 15)
    assert any("◄ p7" in line for line in drawn)
    assert any("A p8" in line for line in drawn)
    assert lines(chart, 120, 8)[-2].endswith(" more")
    assert "W group-29 1" in text(chart, 200, 40)


def test_a_doubtful_place_has_a_hollow_sign_and_a_question_mark() -> None:
    chart = Map("", (MapPoint("far", 0, 0, trust=0.2), MapPoint("near", 1, 1, trust=0.9), MapPoint("new", 2, 0)))
    drawn = text(chart)
    assert "○ far?" in drawn
    assert "● near" in drawn
    assert "near?" not in drawn
    assert drawn.endswith("○ word? stands far from most of its true neighbours: 1 of 3")
    assert "far?" in text(chart, ascii=True)
    styled = Text("\n").join(draw(chart, Room(80, 20)))
    assert [str(span.style) for span in styled.spans if styled.plain[span.start : span.end] == "far?"] == ["dim"]


def test_where_one_cannot_see_bold_asked_words_stand_in_brackets() -> None:
    chart = Map("", (MapPoint("king", 0, 0, asked=True), MapPoint("queen", 1, 1)))
    assert "● [king]" in text(chart)
    assert "[word] was asked for" in text(chart)
    styled = Text("\n").join(draw(chart, Room(80, 20)))
    assert "[" not in styled.plain
    assert "bold" in [str(span.style) for span in styled.spans if styled.plain[span.start : span.end] == "king"]
    everything = Map("", tuple(MapPoint(point.label, point.x, point.y, asked=True) for point in chart.points))
    assert "[" not in text(everything)


def test_asked_words_go_first_then_frequent_ones() -> None:
    points = [MapPoint(f"word{number}", number % 12, number // 12, count=number) for number in range(240)]
    points[3] = MapPoint("asked-for", 3, 0, count=0, asked=True)
    drawn = text(Map("", tuple(points)), 60, 20)
    assert "asked-for" in drawn
    assert "word239" in drawn
    assert "word8 " not in drawn


def test_points_of_one_place_share_a_label() -> None:
    same = [MapPoint(label, 1, 1) for label in ("one", "two", "three", "four", "five")]
    assert "● one, two" in text(Map("", tuple(same[:2])))
    assert "● one, two, three +2" in text(Map("", tuple(same)))
    assert "+" in text(Map("", tuple(same)), 20, 5)


def test_a_long_name_is_cut() -> None:
    drawn = text(Map("", (MapPoint("Donaudampfschifffahrtsgesellschaft", 0, 0),)))
    assert "● Donaudampfschifffahrtsg…" in drawn.strip()
    assert "* Donaudampfschifffahrts.." in text(
        Map("", (MapPoint("Donaudampfschifffahrtsgesellschaft", 0, 0),)), ascii=True
    )


def test_hostile_labels_are_escaped_and_empty_ones_seen() -> None:
    drawn = text(Map("", (MapPoint("\x1b[2J", 0, 0), MapPoint("", 1, 1), MapPoint("[bold]", 0, 1))))
    assert "\x1b" not in drawn
    assert "\\x1b[2J" in drawn
    assert '""' in drawn
    assert "[bold]" in drawn


def test_one_scale_serves_both_directions_where_distances_mean_something() -> None:
    square = tuple(MapPoint(label, x, y) for label, x, y in (("a", 0, 0), ("b", 1, 0), ("c", 0, 1), ("d", 1, 1)))
    first, last = [line for line in lines(Map("", square), 80, 21) if "●" in line]
    assert first.rindex("●") - first.index("●") == pytest.approx(2 * 20, abs=1)  # a cell is twice as high as wide
    wide = next(line for line in lines(Map("", square, equal=False), 80, 21) if "●" in line)
    assert wide.rindex("●") - wide.index("●") == 79
    assert "one scale" not in last
    assert "one scale for both directions" in text(Map("", square), 120, 20)


def test_axes_between_words_name_their_ends_and_have_lines_through_zero() -> None:
    first, *_, last = lines(AXES, 80, 20)
    assert first.strip() == "↑ woman"
    assert last.startswith("← bad")
    assert last.endswith("good →")
    assert "↓ man" in last
    assert first.index("↑") - 2 <= text(AXES).splitlines()[1].index("┊") <= first.index("↑") + 5
    assert text(AXES, ascii=True).isascii()


def test_axes_of_figures_have_round_ones() -> None:
    first, *plane, last = lines(FREQUENCY, 80, 20)
    assert first == "↑ cosine with good"
    assert last.endswith("count →")
    assert last.split()[:5] == ["1", "10", "100", "1k", "10k"]
    assert [line.split()[0] for line in plane if line[:3].strip()] == ["0.4", "0.2", "0.0"]
    named = Map("", FREQUENCY.points, Axis("", True, ((1, "early"), (1e3, "middle"), (1e6, "late"))), equal=False)
    assert lines(named, 80, 20)[-1].split() == ["early", "middle", "late"]


def test_a_crowd_is_drawn_as_dots_with_some_labels() -> None:
    chart = scattered([f"word{number}" for number in range(3000)], clusters=3, groups=("all",))
    drawn = text(chart)
    assert sum("\u2801" <= letter <= "\u28ff" for letter in drawn) > 100
    assert drawn.count("word") > 5
    assert "of 3,000 labels have room" in drawn
    assert text(chart, ascii=True).isascii()


def test_a_hundred_thousand_points_are_a_picture() -> None:
    drawn = text(scattered(["word"] * 100_000, clusters=5), 200, 50)
    assert "of 100,000 labels have room" in drawn


@pytest.mark.parametrize("width", [20, 35, 49])
@pytest.mark.parametrize("height", [5, 8, 20])
def test_small_rooms_have_small_pictures(width: int, height: int) -> None:
    drawn = lines(neighbours("war"), width, height)
    assert sum(line.count(sign) for line in drawn for sign in "●▲■◆○△□◇") >= 8
    assert "war" in "\n".join(drawn)


def test_points_that_are_equal_or_in_a_line_are_no_error() -> None:
    assert lines(Map("", ()), 80, 20) == ["No points to draw."]
    assert "● alone" in text(Map("", (MapPoint("alone", 3e9, -1e-9),)))
    level = lines(Map("", tuple(MapPoint(f"p{number}", number, 5) for number in range(4))), 80, 20)
    assert [line.count("●") for line in level if line.strip()] == [4]
    upright = [
        line.strip() for line in lines(Map("", tuple(MapPoint(f"p{number}", 5, number) for number in range(4))), 80, 20)
    ]
    assert [line for line in upright if line][:4] == ["● p3", "● p2", "● p1", "● p0"]


if __name__ == "__main__":  # python -m tests.view.canvas.scatter.test_map writes the pictures anew, to be looked at
    for name in PICTURES:
        for room in ROOMS:
            (GOLDEN / f"{name}-{room}.txt").write_text(picture(name, room), encoding="utf-8")
