"""`senses`: two words taken for one come apart, one word does not, and what is noise is called so."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.evidence.uses.following import cramers_v
from embrepl.evidence.uses.senses import adjusted_rand, how_many
from embrepl.evidence.uses.senses import senses as grouped
from embrepl.view.formats.rows import table
from tests.commands.exploring.uses.conftest import TOPICS
from tests.helpers.sessions import Talk, shown


def test_a_word_of_two_senses_comes_apart(known: Talk) -> None:
    """`twin` is used of law and of cooking, half the time each: nine in ten lines fall on the right side, or more."""
    answer = known("senses twin --lines 1000")
    assert len(answer.rows) == 2 and [each.k for each in answer.tried if each.found][:1] == [2]
    assert all(row.stability >= 0.9 for row in answer.rows)
    truth = {sense: [_topic(f"{line.left[-40:]} {line.right[:40]}") for line in answer.lines if line.sense == sense]
             for sense in (1, 2)}  # fmt: skip
    right = max(
        truth[1].count(first) + truth[2].count(second) for first, second in (("law", "kitchen"), ("kitchen", "law"))
    )
    assert right / len(answer.lines) >= 0.9
    for row in answer.rows:
        topic = max(set(truth[row.sense]), key=truth[row.sense].count)
        assert set(row.words) <= set(TOPICS[topic].split())
    assert "2 senses: of 2 groups those of two halves" in shown(answer)


def test_groups_that_are_those_of_the_parts_are_called_so(known: Talk) -> None:
    """`bank` is of money in party a and of a river in party b; `twin` has two senses in both."""
    answer = known("senses bank")
    assert len(answer.rows) == 2 and answer.by == "party" and answer.follows and answer.association > 0.9
    assert {next(iter(row.shares)) for row in answer.rows} == {"a", "b"}
    assert all(next(iter(row.shares.values())) > 0.9 for row in answer.rows)
    assert all(sum(row.shares.values()) == pytest.approx(1) for row in answer.rows)
    text = shown(answer, width=80)
    assert "2 groups that come out again" in text and "follow the parts by party (Cramér's V" in text
    assert "a 100 %" in text and "b 100 %" in text
    names, rows = table(answer)
    assert {"shares_a", "shares_b", "by", "association", "follows"} <= set(names) and len(rows) == 2
    twin = known("senses twin")
    assert not twin.follows and twin.association < 0.2 and "follow" not in shown(twin)
    inside = known("senses bank@party=a")
    assert (inside.by, inside.association, inside.follows) == ("", None, False)


def test_cramers_v_is_free_of_bias() -> None:
    generator = np.random.default_rng(5)
    groups = np.repeat([0, 1], 300)
    assert cramers_v(groups, groups) == pytest.approx(1)
    chance = [cramers_v(generator.integers(0, 3, 60), generator.integers(0, 20, 60)) for _ in range(200)]
    assert np.mean([each or 0.0 for each in chance]) < 0.15
    assert cramers_v(groups, np.zeros(600, np.int64)) is None
    half = cramers_v(groups, np.where(np.arange(600) % 4 == 0, 1 - groups, groups))  # 3 in 4 on their side: phi 0.5
    assert half == pytest.approx(0.5, abs=0.01)


def _topic(text: str) -> str:
    words = text.replace(".", "").split()
    return max(("law", "kitchen"), key=lambda topic: sum(word in TOPICS[topic] for word in words))


def test_two_words_taken_for_one_come_apart(known: Talk) -> None:
    answer = known("senses (single, shift)")
    assert len(answer.rows) >= 2


def test_a_word_of_one_sense_has_one(known: Talk) -> None:
    answer = known("senses single")
    assert len(answer.rows) == 1 and answer.rows[0].share == 1 and not any(each.found for each in answer.tried)
    assert set(answer.rows[0].words) <= set(TOPICS["stage"].split())
    assert "One sense is enough" in shown(answer)


def test_as_many_groups_as_are_asked_for_are_shown_and_doubted(known: Talk) -> None:
    answer = known("senses single 3 --lines 1")
    assert [row.sense for row in answer.rows] == [1, 2, 3] and len(answer.lines) == 3
    assert sum(row.places for row in answer.rows) == answer.places
    assert "may be chance" in shown(answer, width=80) and ": stable" not in shown(answer)
    assert max(map(len, shown(answer, width=80).splitlines())) <= 80


def test_of_few_uses_nothing_is_tested(known: Talk) -> None:
    answer = known("senses seldom")
    assert not answer.tried and len(answer.rows) == 1 and "too few to test" in shown(answer)
    assert known.error("senses seldom 9").code == "wrong-usage"


@pytest.mark.parametrize("apart", [0.0, 3.0])
def test_a_cloud_is_one_group_and_two_clouds_are_two(apart: float) -> None:
    generator = np.random.default_rng(2)
    middle = np.eye(20)[0] * 2 + apart / 2 * np.eye(20)[1] * generator.choice([-1, 1], 600)[:, None]
    vectors = middle + generator.normal(0, 0.5, (600, 20)) * (1 + 2 * (np.arange(20) == 2))  # a long cloud
    units = (vectors / np.linalg.norm(vectors, axis=1)[:, None]).astype(np.float32)
    found = [each.k for each in how_many(units, np.arange(600), range(2, 4)) if each.found]
    assert found[:1] == ([2] if apart else [])
    if apart:
        made = grouped(units, np.arange(600), 2)
        assert adjusted_rand(made.groups, (middle[:, 1] > 0).astype(np.int64)) > 0.9
        assert made.stability.min() > 0.9


def test_the_adjusted_rand_index_is_that_of_pairs() -> None:
    generator = np.random.default_rng(3)
    a, b = generator.integers(0, 3, 40), generator.integers(0, 4, 40)
    pairs = [(i, j) for i in range(40) for j in range(i)]
    both = sum(a[i] == a[j] and b[i] == b[j] for i, j in pairs)
    one, other = sum(a[i] == a[j] for i, j in pairs), sum(b[i] == b[j] for i, j in pairs)
    expected = one * other / len(pairs)
    assert adjusted_rand(a, b) == pytest.approx((both - expected) / ((one + other) / 2 - expected))
    assert adjusted_rand(a, a) == 1
