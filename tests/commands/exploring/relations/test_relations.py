"""`sim`, `odd`, `rank`, `analogy` and `between` as data, against plain figures and gensim."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tests.commands.exploring.relations.kinds import KINDS, model, one_hot, talking_of, three
from tests.helpers.sessions import Talk, shown


@pytest.fixture(scope="module")
def talk() -> Talk:
    return talking_of(model())


@pytest.fixture(scope="module")
def peer(talk: Talk) -> Any:
    from gensim.models import KeyedVectors

    space = talk.session.model.space
    vectors = KeyedVectors(space.dim)
    vectors.add_vectors(space.words, space.matrix)
    return vectors


class TestSim:
    def test_equals_gensim(self, talk: Talk, peer: Any) -> None:
        answer = talk("sim king queen good")
        assert (answer.kind, answer.model, answer.grouped) == ("similarities", "kinds", False)
        assert [row.target for row in answer.rows] == ["king", "queen", "good"]
        for row in answer.rows:
            assert row.cosine == pytest.approx(
                {other: peer.similarity(row.target, other) for other in ("king", "queen", "good")}, abs=1e-5
            )
            assert row.count == talk.session.model.space.counts[talk.session.model.space.id(row.target)]
        pairs = [peer.similarity(*pair) for pair in (("king", "queen"), ("king", "good"), ("queen", "good"))]
        assert answer.mean == pytest.approx(float(np.mean(pairs)), abs=1e-5)
        assert [each.cosine for each in answer.closest] == pytest.approx(sorted(pairs, reverse=True), abs=1e-5)
        assert answer.farthest == ()
        assert answer.closest[0].percentile == talk("dist king queen").percentile

    def test_closest_and_farthest_pairs_are_never_the_same(self, talk: Talk) -> None:
        answer = talk("sim king queen good bad")
        cosines = [each.cosine for each in (*answer.closest, *answer.farthest[::-1])]
        assert len(cosines) == 6
        assert cosines == sorted(cosines, reverse=True)

    def test_any_target_is_one(self, talk: Talk) -> None:
        answer = talk('sim king (good, great) "queen" king - man')
        assert [row.target for row in answer.rows] == ["king", "(good, great)", "queen", "king - man"]
        assert [row.count is None for row in answer.rows] == [False, True, False, True]
        assert all(row.cosine[row.target] == pytest.approx(1) for row in answer.rows)

    def test_the_tree_joins_the_most_alike_first(self, talk: Talk) -> None:
        words = ["king", "queen", "good", "bad"]
        answer = talk(f"sim {' '.join(words)} --tree")
        cosines = {row.target: row.cosine for row in talk(f"sim {' '.join(words)}").rows}
        closest = max(cosines[one][other] for one in words for other in words if one != other)
        assert sorted(answer.leaves) == sorted(words)
        assert [row.node for row in answer.rows] == [5, 6, 7]
        assert answer.rows[0].height == pytest.approx(1 - closest, abs=1e-6)
        first, second = (answer.leaves[at - 1] for at in (answer.rows[0].left, answer.rows[0].right))
        assert cosines[first][second] == pytest.approx(closest, abs=1e-6)
        assert answer.rows[-1].size == 4
        for option in ("--plot", "--grouped"):
            assert talk.error(f"sim king queen good --tree {option}").code == "wrong-usage"

    def test_alike_ones_stand_side_by_side(self, talk: Talk) -> None:
        words = [word for place in range(3) for words in KINDS.values() for word in words[1:][place : place + 1]]
        rows = [row.target for row in talk(f"sim {' '.join(words)} --grouped").rows]
        kinds = [kind for word in rows for kind, words in KINDS.items() if word in words]
        assert sorted(rows) == sorted(words)
        assert sum(a != b for a, b in pairwise(kinds)) == 3

    def test_one_named_twice_counts_once_and_is_said(self) -> None:
        talk = talking_of(model())
        assert [row.target for row in talk("sim king queen king KING").rows] == ["king", "queen"]
        assert "Named more than once, and counted once: king." in talk.notes.getvalue()

    def test_two_hundred_take_no_time(self, talk: Talk) -> None:
        words = " ".join(talk.session.model.space.words[:200])
        answer = talk(f"sim {words} --grouped")
        assert len(answer.rows) == 200
        assert len(shown(answer, "csv").splitlines()) == 201
        assert "nearest of the others" in shown(answer, width=80)

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("sim", "wrong-usage"), ("sim king", "wrong-usage"), ("sim king king", "wrong-usage"),
            ("sim king kinng", "unknown-word"), ("sim king ()", "bad-expression"),
            ("sim king good - good", "no-direction"),
        ],
    )  # fmt: skip
    def test_bad_input_is_a_sentence(self, talk: Talk, line: str, code: str) -> None:
        assert talk.error(line).code == code

    def test_one_hot_words_are_all_apart(self) -> None:
        answer = talking_of(one_hot())("sim king queen man")
        assert {each.cosine for each in answer.closest} == {0.0}


class TestOdd:
    @pytest.mark.parametrize(
        "words", ["king man brother good", "good great bad fine", "queen sister he aunt she", "king queen good"]
    )
    def test_agrees_with_gensim(self, talk: Talk, peer: Any, words: str) -> None:
        answer = talk(f"odd {words}")
        assert answer.odd == peer.doesnt_match(words.split())
        assert [row.odd for row in answer.rows] == [True] + [False] * (len(words.split()) - 1)
        assert answer.rows[0].target == answer.odd
        assert answer.margin == pytest.approx(answer.rows[1].cosine - answer.rows[0].cosine)

    def test_a_clear_one_stays_whatever_is_left_out(self, talk: Talk) -> None:
        answer = talk("odd man brother uncle he awful")
        assert (answer.odd, answer.kept, answer.tried) == ("awful", 4, 4)
        assert "Clear: " in shown(answer)
        assert "Clear: " not in shown(talk("odd king good bad other1 other2 other3"))

    @pytest.mark.parametrize("line", ["odd king", "odd king queen", "odd king queen king"])
    def test_too_few_are_refused(self, talk: Talk, line: str) -> None:
        assert talk.error(line).code == "wrong-usage"

    def test_where_each_word_has_its_axis_none_is_odd(self) -> None:
        error = talking_of(one_hot()).error("odd king queen man")
        assert error.code == "nothing-near"


class TestRank:
    def test_equals_gensim_both_ways(self, talk: Talk, peer: Any) -> None:
        answer = talk("rank king good")
        for row, (target, of) in zip(answer.rows, [("good", "king"), ("king", "good")], strict=True):
            order = [word for word, _ in peer.most_similar(of, topn=len(peer))]
            assert (row.target, row.of, row.words) == (target, of, len(peer) - 1)
            assert row.by_cosine == 1 + order.index(target)
            space = talk.session.model.space
            often = [word for word in order if space.counts[space.id(word)] >= space.counts[space.id(target)]]
            assert (row.often, row.as_often) == (1 + often.index(target), len(often))
        assert answer.cosine == pytest.approx(float(peer.similarity("king", "good")), abs=1e-5)
        assert answer.percentile == talk("dist king good").percentile

    @pytest.mark.parametrize("pair", ["king queen", "other7 good", "man other179"])
    def test_places_are_those_of_near(self, talk: Talk, pair: str) -> None:
        for row in talk(f"rank {pair}").rows:
            for line, place in ((f"near {row.of} 1000", row.place), (f"near {row.of} 1000 --rare", row.by_cosine)):
                order = [each.word for each in talk(line).rows]
                assert order.index(row.target) + 1 == place
            order = [each.word for each in talk(f"near {row.of} 1000").rows]
            assert list(row.ahead) == order[: min(3, row.place - 1)]

    def test_a_group_has_a_place_too(self, talk: Talk) -> None:
        row = talk("rank king (queen, woman)").rows[0]
        assert (row.target, row.often, row.as_often) == ("(queen, woman)", None, None)
        assert row.words == len(talk.session.model.space) - 2

    def test_of_three_words(self) -> None:
        assert [row.words for row in talking_of(three())("rank king queen").rows] == [2, 2]


@pytest.mark.filterwarnings("ignore:Call to deprecated `init_sims`:DeprecationWarning")  # by gensim itself
class TestAnalogy:
    def test_equals_gensim(self, talk: Talk, peer: Any) -> None:
        answer = talk("analogy man king woman 5 --min-freq 1")
        for method, asked in (("3CosAdd", peer.most_similar), ("3CosMul", peer.most_similar_cosmul)):
            expected = asked(["king", "woman"], ["man"], topn=5)
            rows = [row for row in answer.rows if row.method == method]
            assert [row.word for row in rows] == [word for word, _ in expected]
            assert [row.score for row in rows] == pytest.approx([score for _, score in expected], abs=1e-4)
            assert answer.margins[method] == pytest.approx(expected[0][1] - expected[1][1], abs=1e-4)
        assert answer.rows[0].word == "queen"
        assert answer.rows[0].both

    def test_the_words_named_are_no_answers(self, talk: Talk) -> None:
        words = {row.word for row in talk("analogy man king woman 1000 --min-freq 1").rows}
        assert not words & {"man", "king", "woman"}
        assert len(words) == len(talk.session.model.space) - 3

    def test_words_seen_seldom_are_not_looked_at(self, talk: Talk) -> None:
        space = talk.session.model.space
        answer = talk("analogy man king woman 1000 --min-freq 1500")
        assert answer.least_count == 1500
        assert answer.words == sum(space.counts >= 1500) - 3 == len(answer.rows) // 2
        assert talk("analogy man king woman").least_count == 1  # a thousand words are looked at in any case

    def test_one_that_would_be_first_is_said(self, talk: Talk) -> None:
        answer = talk("analogy brother uncle other5")  # a small step
        assert answer.named == "other5"
        assert f"other5 ({answer.named_cosine:.3f}) would be first" in shown(answer)

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("analogy king man", "wrong-usage"), ("analogy king man good bad", "wrong-usage"),
            ("analogy king man king", "wrong-usage"), ("analogy king man quueen", "unknown-word"),
            ("analogy king man queen 0", "bad-option"), ("analogy king man queen --min-freq 0", "bad-option"),
        ],
    )  # fmt: skip
    def test_bad_input_is_a_sentence(self, talk: Talk, line: str, code: str) -> None:
        assert talk.error(line).code == code

    def test_of_three_words_there_is_no_fourth(self) -> None:
        answer = talking_of(three())("analogy king queen man")
        assert answer.rows == ()
        assert "no words" in shown(answer)


class TestBetween:
    def test_what_is_near_to_both_comes_first(self, talk: Talk) -> None:
        answer = talk("between man woman 5")
        assert answer.rows[0].word == "person"
        assert all(row.lesser == min(row.cosine_a, row.cosine_b) for row in answer.rows)
        lesser = [row.lesser for row in answer.rows]
        assert lesser == sorted(lesser, reverse=True)
        assert answer.pairs >= 10
        assert answer.usual is not None
        assert answer.usual < answer.rows[0].lesser
        assert answer.lower > 0.9 * answer.pairs
        assert "More than chance" in shown(answer)

    def test_words_with_nothing_between_are_no_more_than_chance(self, talk: Talk) -> None:
        answer = talk("between other5 other77")
        assert answer.lower < 0.75 * answer.pairs
        assert "No more than chance" in shown(answer)

    def test_groups_have_words_between_them_but_no_pairs_like_them(self, talk: Talk) -> None:
        answer = talk("between (man, brother) (woman, sister) 3")
        assert (answer.rows[0].word, answer.pairs, answer.usual) == ("person", 0, None)
        assert not {row.word for row in answer.rows} & {"man", "brother", "woman", "sister"}

    def test_of_three_words_the_third_is_between(self) -> None:
        assert [row.word for row in talking_of(three())("between king queen").rows] == ["man"]


@pytest.mark.parametrize(
    "line", ["sim king queen", "odd king queen good", "rank king queen", "analogy man king woman", "between king queen"]
)
def test_programs_get_flat_rows(talk: Talk, line: str) -> None:
    answer = talk(line)
    header, *rows = shown(answer, "csv").splitlines()
    assert len(rows) == len(answer.rows)
    assert all(row.count(",") >= header.count(",") for row in rows)
    assert json.loads(shown(answer, "json"))["kind"] == answer.kind


def test_a_file_of_vectors_has_no_counts_to_go_by() -> None:
    made = model()
    made.space.counts[:] = 0
    talk = talking_of(made)
    answer = talk("analogy man king woman")
    assert (answer.least_count, answer.rows[0].count) == (0, None)
    assert talk("rank king queen").rows[0].often is None
    assert talk.error("between king queen --min-freq 5").code == "bad-option"
