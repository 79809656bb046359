"""`axis` and `weat` as data, against plain figures; how lists are typed; what is refused."""

from __future__ import annotations

import json

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from tests.commands.exploring.relations.kinds import KINDS, model, one_hot, talking_of, three
from tests.helpers.sessions import Talk, complaint, shown

GOOD, BAD = "good,great,fine", "bad,poor,awful"
AXIS = f"axis {GOOD} : {BAD}"
WEAT = "weat king,man,brother,uncle : queen,woman,sister,aunt : he : she"


@pytest.fixture(scope="module")
def talk() -> Talk:
    return talking_of(model())


def units(talk: Talk, words: str) -> np.ndarray:
    space = talk.session.model.space
    rows = np.array([space.vector(word) for word in words.split(",")], np.float64)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class TestAxis:
    def test_places_equal_plain_figures(self, talk: Talk) -> None:
        answer = talk(f"{AXIS} excellent terrible king")
        axis = units(talk, GOOD).mean(axis=0) - units(talk, BAD).mean(axis=0)
        axis /= np.linalg.norm(axis)
        assert (answer.kind, answer.first, answer.second) == ("axis", tuple(GOOD.split(",")), tuple(BAD.split(",")))
        assert [row.word for row in answer.rows] == ["excellent", "king", "terrible"]
        everywhere = units(talk, ",".join(talk.session.model.space.words)) @ axis
        seeds = {talk.session.model.space.id(word) for word in (*answer.first, *answer.second)}
        others = np.delete(everywhere, list(seeds))
        assert answer.words == len(others)
        for row in answer.rows:
            place = float((units(talk, row.word) @ axis)[0])
            assert row.place == pytest.approx(place, abs=1e-5)
            assert row.low is not None
            assert row.high is not None
            assert row.low < row.place < row.high
            assert row.percentile == pytest.approx(100 * np.mean(others < place - 1e-6), abs=0.6)
        assert [row.side for row in answer.rows] == ["good", "good" if answer.rows[1].place > 0 else "bad", "bad"]

    def test_a_good_axis_holds_and_a_poor_one_does_not(self, talk: Talk) -> None:
        answer = talk(f"{AXIS} king")
        assert (answer.held, answer.tried) == (6, 6)
        assert "The axis holds: 6 of 6" in shown(answer)
        answer = talk("axis good,bad,other1 : great,poor,other2 king")
        assert answer.held < 4
        assert "The axis means little" in shown(answer)
        assert any(f"{seed.word} (" in shown(answer) for seed in answer.seeds if seed.own_side is False)

    def test_without_words_it_shows_both_ends(self, talk: Talk) -> None:
        answer = talk(f"{AXIS} --k 3")
        assert {row.word for row in answer.rows[:3]} == {"excellent", "wonderful", "好"}
        assert {row.word for row in answer.rows[-3:]} == {"terrible", "horrible", "坏"}
        places = [row.place for row in answer.rows]
        assert places == sorted(places, reverse=True)
        assert answer.ends
        assert len(talk(f"{AXIS} --k 1000").rows) == len(talk.session.model.space) - 6

    def test_one_seed_word_a_side_gives_no_interval_and_says_so(self, talk: Talk) -> None:
        answer = talk("axis good : bad king")
        assert (answer.rows[0].low, answer.rows[0].high, answer.tried) == (None, None, 0)
        assert "neither intervals nor the quality" in shown(answer)
        assert "a single seed word" in shown(talk("axis good : bad,poor king"))

    @pytest.mark.parametrize(
        "line",
        [
            "axis good,great,fine:bad,poor,awful king", "axis good, great, fine : bad, poor, awful king",
            "axis good，great、fine：bad，poor，awful king", "axis (good, great, fine) : (bad, poor, awful) king",
            "axis （good，great，fine）：（bad，poor，awful） king", 'axis "good",great,fine : bad,"poor",awful king',
            "axis good,great,fine : bad,poor,awful : king",
        ],
    )  # fmt: skip
    def test_ways_to_type_one_axis(self, talk: Talk, line: str) -> None:
        expected, answer = talk(f"{AXIS} king"), talk(line)
        assert (answer.first, answer.second) == (expected.first, expected.second)
        assert [row.place for row in answer.rows] == pytest.approx([row.place for row in expected.rows])

    def test_chinese_words_are_words(self, talk: Talk) -> None:
        answer = talk("axis 好：坏 国王 王后")
        assert (answer.first, answer.second, len(answer.rows)) == (("好",), ("坏",), 2)

    def test_what_stands_behind_the_list_is_placed(self, talk: Talk) -> None:
        assert {row.word for row in talk(f"{AXIS} king, queen man + woman").rows} == {"king", "queen", "man + woman"}

    @pytest.mark.parametrize(
        ("line", "code", "message"),
        [
            ("axis good", "wrong-usage", "An axis has two sides with a colon between; there is no colon here."),
            ("axis a : b : c : d", "wrong-usage", "there are 3 colons here"),
            ("axis good great : bad", "wrong-usage", "A comma is missing between good and great."),
            ("axis good,great : bad,good", "wrong-usage", "good stands on both sides of the axis."),
            ("axis good,good : bad", "wrong-usage", "good is named twice."),
            ("axis good : bda", "unknown-word", "'bda' is not among"),
            ("axis : good", "bad-expression", "A word is missing here."),
            ("axis good :", "bad-expression", "A word is missing here."),
            ("axis good - good : bad", "no-direction", "'good - good' has no direction"),
            ("axis good : bad --min-freq 0", "bad-option", "--min-freq is at least 1, not 0."),
        ],
    )
    def test_bad_input_is_a_sentence(self, talk: Talk, line: str, code: str, message: str) -> None:
        error = talk.error(line)
        assert error.code == code
        assert message in error.message

    def test_a_missing_comma_is_shown_where_it_is(self, talk: Talk) -> None:
        assert "axis good great : bad\n            ^" in complaint(talk.error("axis good great : bad"))

    def test_other_models(self) -> None:
        assert talking_of(one_hot()).error("axis good : bad").code == "nothing-near"
        assert [row.word for row in talking_of(three())("axis king : queen").rows] == ["man"]
        made = model()
        made.space.counts[:] = 0
        assert talking_of(made)(f"{AXIS} king").least_count == 0


class TestWeat:
    def test_equals_plain_figures(self, talk: Talk) -> None:
        answer = talk(WEAT)
        s, t = units(talk, "king,man,brother,uncle"), units(talk, "queen,woman,sister,aunt")
        he, she = units(talk, "he"), units(talk, "she")
        values = np.concatenate([s, t]) @ (he - she)[0]
        assert [row.association for row in answer.rows] == pytest.approx(values.tolist(), abs=1e-5)
        assert [row.group for row in answer.rows] == ["S"] * 4 + ["T"] * 4
        assert answer.difference == pytest.approx(values[:4].mean() - values[4:].mean(), abs=1e-5)
        assert answer.effect == pytest.approx(answer.difference / values.std(ddof=1), abs=1e-4)
        assert answer.least <= answer.effect <= answer.greatest
        assert (answer.p, answer.ways, answer.exact) == (pytest.approx(1 / 70), 70, True)
        assert answer.p_two_sided == pytest.approx(2 / 70)
        text = shown(answer)
        assert "a large effect, S is nearer to A" in text
        assert "exact, from all 70 ways to part the words" in text

    def test_groups_may_differ_in_size_and_stand_in_brackets(self, talk: Talk) -> None:
        answer = talk("weat (king, man, brother)：(queen, woman)：he：she")
        assert (answer.s, answer.t) == (("king", "man", "brother"), ("queen", "woman"))
        assert answer.ways == 10
        assert "so few words cannot give less than 0.1" in shown(answer, width=200)

    def test_many_words_are_sampled_and_it_is_said(self, talk: Talk) -> None:
        s, t = (",".join(f"other{at}" for at in range(first, first + 12)) for first in (0, 12))
        answer = talk(f"weat {s} : {t} : good,great : bad,poor")
        assert not answer.exact
        assert answer.ways == 100_000
        assert answer.p_low < answer.p < answer.p_high
        assert "from a sample of 100,000 ways" in shown(answer, width=200)
        assert talk(f"weat {s} : {t} : good,great : bad,poor") == answer

    def test_a_few_words_without_a_vector_are_left_out_and_named(self, talk: Talk) -> None:
        answer = talk("weat king,man,brother,uncle,unclle : queen,woman,sister,aunt : he : she")
        assert answer.left_out == ("unclle",)
        assert answer.effect == talk(WEAT).effect
        assert "left out, without a vector: unclle" in shown(answer)
        error = talk.error("weat king,man,unclle : queen,woman : he : she")
        assert (error.code, "uncle" in error.hint) == ("unknown-word", True)
        assert (
            "A fifth of a list may be without a vector and is left out: of S none of its 3; unclle would be."
            in error.hint
        )
        more = talk.error("weat king,man,brother,unclle,unkle : queen,woman : he : she")
        assert "of S 1 of its 5; unclle, unkle would be." in more.hint

    @pytest.mark.parametrize(
        ("line", "code", "message"),
        [
            (
                "weat king,man : queen,woman : he",
                "wrong-usage",
                "four groups of words with colons between; there are 3",
            ),
            ("weat king : queen : he : she", "wrong-usage", "at least two words in S; there is one."),
            ("weat king,man : queen,man : he : she", "wrong-usage", "man is named twice."),
            ("weat king man : queen,woman : he : she", "wrong-usage", "A comma is missing between king and man."),
            ("weat", "wrong-usage", "Usage: weat S : T : A : B"),
            ("weat king,man : queen,woman : : she", "bad-expression", "A word is missing here."),
        ],
    )
    def test_bad_input_is_a_sentence(self, talk: Talk, line: str, code: str, message: str) -> None:
        error = talk.error(line)
        assert error.code == code
        assert message in error.message
        if "four groups" in message or "at least two" in message:
            assert "S and T of at least two, and no word stands twice" in error.hint

    def test_where_each_word_has_its_axis_nothing_is_near(self) -> None:
        assert talking_of(one_hot()).error(WEAT).code == "nothing-near"


@pytest.mark.parametrize("line", [f"{AXIS} king queen", AXIS, WEAT])
def test_programs_get_flat_rows(talk: Talk, line: str) -> None:
    answer = talk(line)
    lines = shown(answer, "csv").splitlines()
    assert len(lines) == len(answer.rows) + 1
    assert {each.count(",") for each in lines} == {lines[0].count(",")}
    assert json.loads(shown(answer, "json"))["kind"] == answer.kind


@pytest.mark.parametrize(("line", "stage"), [("between king good", "random pairs"), (WEAT, "ways to part the words")])
def test_what_takes_long_can_be_stopped(talk: Talk, line: str, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(reported: str, *_: int) -> None:
        assert reported == stage
        raise EmbreplError("stopped", "Stopped.")

    monkeypatch.setattr(talk.session, "report_progress", stop)
    assert talk.error(line).code == "stopped"


@pytest.mark.parametrize("width", [60, 80, 200])
def test_pages_fit_their_width(talk: Talk, width: int) -> None:
    words = " ".join(KINDS["man"] + KINDS["good"][3:])
    for line in (f"{AXIS} {words}", AXIS, WEAT, f"sim {words}", f"odd {words}", "analogy man king woman"):
        assert max(map(len, shown(talk(line), width=width).splitlines())) <= width
