"""`plot`: which points a map has, where they lie, what colours them, and what it says of itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embrepl.commands.lexer import statements
from embrepl.commands.run import run
from embrepl.errors import EmbreplError
from embrepl.shell.runner import Runner
from embrepl.view.charts.kinds import Map
from embrepl.view.charts.table import chart_of
from tests.commands.exploring.models import opened, use
from tests.helpers.sessions import FORMATS, Looks, Talk, quoted, shown, talking


def test_one_word_has_its_neighbours_around_it_and_says_so(solved: Talk) -> None:
    answer = solved("plot king")
    assert len(answer.rows) == 21
    assert [row.word for row in answer.rows if row.asked] == ["king"]
    near = [row.word for row in solved("near king 20").rows]
    assert [row.word for row in answer.rows[1:]] == near
    assert "With the 20 words nearest to king, since so few are named (`--near N`)." in answer.notes


@pytest.mark.parametrize(
    ("line", "points"),
    [("plot --near king 7", 8), ("plot king --near 7", 8), ("plot --near 7 king", 8), ("plot king queen man", 3),
     ("plot --vocabulary 30", 30), ("plot king --axis man:woman", 1), ("plot king,queen,man,king", 3)],
)  # fmt: skip
def test_forms(solved: Talk, line: str, points: int) -> None:
    assert len(solved(line).rows) == points


def test_targets_of_all_kinds_are_points(solved: Talk) -> None:
    answer = solved('plot king king - man + woman (king, queen) "the king" queen@story')
    assert [row.word for row in answer.rows] == [
        "king", "king - man + woman", "(king, queen)", '"the king"', "queen@story"
    ]  # fmt: skip
    assert [row.count is None for row in answer.rows] == [False, True, True, False, False]
    assert all(row.asked for row in answer.rows)


def test_components_and_trust_are_told_in_words(solved: Talk) -> None:
    answer = solved("plot --vocabulary 60")
    assert any(note.startswith("The two axes show ") and "of the variance" in note for note in answer.notes)
    assert any(note.startswith("Of each point's 10 true neighbours among these, ") for note in answer.notes)
    mean = sum(row.trust for row in answer.rows) / 60
    assert answer.trust == pytest.approx(mean)
    units = solved.session.model.space.units(range(60)).astype(float)
    places = np.array([(row.x, row.y) for row in answer.rows])
    for at in range(60):
        true = [each for each in np.argsort(-(units @ units[at])) if each != at][:10]
        near = [each for each in np.argsort(np.linalg.norm(places - places[at], axis=1)) if each != at][:10]
        assert answer.rows[at].trust == pytest.approx(len({*true} & {*near}) / 10)


def test_axes_are_those_of_axis(solved: Talk) -> None:
    places = {row.word: row.place for row in solved("axis king,man : queen,woman river woman").rows}
    answer = solved("plot river woman --axis king,man:queen,woman")
    assert {row.word: round(row.x, 5) for row in answer.rows} == {word: round(at, 5) for word, at in places.items()}
    assert answer.x == "queen, woman → king, man"
    assert (answer.x_ends, answer.y_ends) == (("queen, woman", "king, man"), None)
    two = solved("plot river woman --axis king:queen --axis river:sea")
    places = {row.word: row.place for row in solved("axis river : sea river woman").rows}
    assert {row.word: round(row.y, 5) for row in two.rows} == {word: round(at, 5) for word, at in places.items()}
    assert two.y == "sea → river"
    assert two.y_ends == ("sea", "river")
    assert [name for _, name in chart_of(two).y.names] == ["sea", "river"]  # type: ignore[union-attr]
    assert not chart_of(two).equal  # type: ignore[union-attr]


def test_groups_are_named_and_coloured(solved: Talk) -> None:
    answer = solved("plot --cluster 3 --vocabulary 60")
    assert len(answer.groups) == 3
    assert {row.group for row in answer.rows} == {*answer.groups}
    chart = chart_of(answer)
    assert isinstance(chart, Map)
    assert {point.group for point in chart.points} == {0, 1, 2}
    assert solved("plot king queen man --cluster 2").groups == ()  # too few, which a note says
    assert "3 points: too few for 2 groups." in solved("plot king queen man --cluster 2").notes


def test_a_part_colours_each_word_where_it_is_most_at_home(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "text,party\n" + "red king rose sun\n".replace("\n", ",a\n") * 30 + "blue sea fish sun,b\n" * 30
    )
    with talking(tmp_path / "home") as talk:
        talk(f"load {quoted(str(tmp_path / 't.csv'))} --by party")
        talk("train spectral --dim 3 --min-count 1 --sample 0")
        groups = {row.word: row.group for row in talk("plot --vocabulary 9 --colour-by party").rows}
        assert groups["red"] == groups["king"] == "a"
        assert groups["sea"] == "b"
        assert groups["sun"] == ""  # as often in both
        assert talk.error("plot --vocabulary 9 --colour-by nothing").code == "unknown-variable"


def test_a_list_gives_words_and_a_column_colours(solved: Talk, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("word,kind\nking,person\nqueen,person\nriver,thing\nzzzq,thing\n")
    answer = solved(f"plot --file {quoted(str(table))} --colour-by kind")
    assert [(row.word, row.group) for row in answer.rows] == [
        ("king", "person"),
        ("queen", "person"),
        ("river", "thing"),
    ]
    assert answer.groups == ("person", "thing")
    assert any("1 word of" in note and "zzzq" in note for note in answer.notes)
    plain = tmp_path / "list.txt"
    plain.write_text("king\nqueen\n\nking\nriver\n")
    assert [row.word for row in solved(f"plot --file {quoted(str(plain))}").rows] == ["king", "queen", "river"]
    assert solved.error(f"plot --file {quoted(str(plain))} --colour-by kind").code == "unknown-variable"
    plain.write_text("zzzq\n")
    assert solved.error(f"plot --file {quoted(str(plain))}").code == "unknown-word"
    plain.write_text("\n")
    assert solved.error(f"plot --file {quoted(str(plain))}").code == "bad-word-list"


@pytest.mark.parametrize(
    "line",
    ["plot king --vocabulary 9", "plot --near", "plot king --by tsne --axis a:b", "plot king --seeds 3",
     "plot king --seed 3", "plot king --cluster --colour-by party", "plot king --axis king", "plot king --axis a:b:c",
     "plot king --axis king:queen --axis man:woman --axis king:sea", "plot --file x --vocabulary 3"],
)  # fmt: skip
def test_what_has_no_effect_is_refused(solved: Talk, line: str) -> None:
    assert solved.error(line).code == "wrong-usage"


def test_few_equal_and_blank_points(tmp_path: Path) -> None:
    words = {"same": [1.0, 0.0], "alike": [2.0, 0.0], "other": [3.0, 0.0], "nil": [0.0, 0.0], "up": [0.0, 1.0]}
    with talking(tmp_path / "home") as talk:
        use(talk.session, opened(words))
        equal = talk("plot same alike other")
        assert [(row.x, row.y) for row in equal.rows] == [(0, 0)] * 3
        assert "All points are the same: they lie in the middle." in equal.notes
        one = talk("plot same --axis same:up")
        assert one.rows[0].trust is None
        left = talk("plot --vocabulary 5")
        assert len(left.rows) == 4
        assert "1 word without a direction left out." in left.notes
        assert talk.error("plot nil").code == "no-direction"
        assert talk.error("plot zzz").code == "unknown-word"
        few = talk("plot same alike up --by tsne")
        assert few.by == "pca"
        assert any(note.startswith("t-SNE takes 5 points and more") for note in few.notes)
        use(talk.session, opened({"a": [0.0], "b": [0.0]}, "blank"))
        assert talk.error("plot").code == "no-direction"
        for format in FORMATS:  # noqa: A001
            assert shown(equal, format)


def test_a_pipe_and_plain_get_the_table(solved: Talk) -> None:
    answer = solved("plot king queen man woman river --plain")
    text = shown(answer, width=80)
    assert all(head in text for head in ("word", "x", "y", "count", "trust"))
    assert "king" in text
    assert shown(answer, "csv").splitlines()[0] == "word,x,y,count,group,trust,moves,asked"


def paged(talk: Talk, line: str):
    (statement,) = statements(line)
    return run(talk.session, statement, "html")[0]


@pytest.mark.parametrize("into", ["html", "csv", ""])
def test_a_page_by_its_option_and_another_file_are_refused(solved: Talk, into: str) -> None:
    (statement,) = statements("plot --html two.html")
    with pytest.raises(EmbreplError) as caught:
        run(solved.session, statement, into)
    assert caught.value.code == "wrong-usage"


def test_what_the_option_html_names_is_a_page_whatever_its_name(solved: Talk, tmp_path: Path) -> None:
    (statement,) = statements(f"plot king queen --html={tmp_path}/map.csv")
    Runner(solved.session).statement(statement)
    assert (tmp_path / "map.csv").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_has_neighbours_and_lines_of_the_text(solved: Talk) -> None:
    answer = paged(solved, "plot --vocabulary 300")
    behind = answer.behind
    near = [row.word for row in solved("near king 10 --rare --in top 300").rows]
    at = next(number for number, row in enumerate(answer.rows) if row.word == "king")
    assert [answer.rows[each].word for each, _ in behind.neighbours[at]] == near
    assert sum(map(bool, behind.of)) > 250
    assert max(map(len, behind.of)) == 2
    assert sum(len(line.encode()) for line in behind.lines) < 70_000
    assert len(behind.lines) < 1.2 * 300
    for row, lines in zip(answer.rows, behind.of, strict=True):
        assert all(row.word in behind.lines[each].lower() for each in lines if row.word.isalpha())
    assert chart_of(answer).evidence.note == behind.note  # type: ignore[union-attr]
    assert "300" in behind.note


def test_without_a_text_there_are_no_lines(tmp_path: Path) -> None:
    with talking(tmp_path / "home") as talk:
        use(talk.session, opened({f"w{at}": [float(at % 5), 1.0, at / 7] for at in range(12)}))
        behind = paged(talk, "plot").behind
        assert behind.lines == ()
        assert len(behind.neighbours[0]) == 10


def test_tsne_is_the_same_for_a_seed_and_several_seeds_tell_how_points_move(solved: Talk) -> None:
    one, again = solved("plot --vocabulary 25 --by tsne"), solved("plot --vocabulary 25 --by tsne")
    assert one.rows == again.rows
    assert one.by == "tsne"
    three = solved("plot --vocabulary 25 --by tsne --seeds 3")
    assert all(0 <= row.moves < 1 for row in three.rows)
    assert any("From seed to seed a point moves by" in note for note in three.notes)


def test_ctrl_c_stops_tsne_and_the_next_question_is_answered(solved: Talk) -> None:
    listener, solved.session.listener = solved.session.listener, Looks(solved, press=True)
    try:
        assert solved.error("plot --vocabulary 400 --by tsne").code == "stopped"
    finally:
        solved.session.listener = listener
    assert solved("plot king queen").rows
    assert not [*solved.session.folder.glob("map-*")]
