"""`uses --by`: neighbours of each part with intervals, marks that chance seldom makes, and parts that are too small."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from embrepl.corpus.statistics.significance import false_discovery_rates
from embrepl.evidence.uses.differing import differences, p_of_t, spread
from embrepl.evidence.uses.use import use_of
from tests.commands.exploring.uses.conftest import TOPICS
from tests.helpers.sessions import Talk, shown


def test_a_word_used_otherwise_has_other_neighbours_and_they_are_marked(known: Talk) -> None:
    answer = known("uses bank --by party")
    assert [row.rank for row in answer.rows] == [*range(1, 9), *range(1, 9)]
    for part, topic in (("party=a", "money"), ("party=b", "river")):
        rows = [row for row in answer.rows if row.part == part]
        assert {row.word for row in rows} <= set(TOPICS[topic].split())
        assert all(row.mark == "nearer" and row.rate is not None and row.rate <= 0.05 for row in rows)
        assert all(row.cosine - row.error > row.elsewhere + row.elsewhere_error for row in rows)


def test_a_word_used_alike_has_no_marks(known: Talk) -> None:
    for word in ("twin", "single", "same"):
        answer = known(f"uses {word} --by party --k 20")
        assert not any(row.mark for row in answer.rows)
        assert all(row.rate is not None for row in answer.rows)
        assert "No neighbour is nearer or farther" in shown(answer)


def test_marks_come_by_chance_in_one_family_of_twenty() -> None:
    """Parts drawn at random, one a tenth of the other, compared over many words: hardly any finds."""
    generator = np.random.default_rng(4)
    units = generator.normal(size=(500, 20))
    units /= np.linalg.norm(units, axis=1)[:, None]
    finds, low = 0, []
    for _ in range(40):
        documents = np.repeat(np.arange(220), 1 + generator.poisson(0.5, 220))
        shared = generator.normal(0, 0.3, (220, 20))
        vectors = units[0] + shared[documents] + generator.normal(0, 0.5, (len(documents), 20))
        some = documents < 20
        parts = [use_of(vectors[which], documents[which], int(which.sum())) for which in (some, ~some)]
        p = differences(*parts, units).p
        finds += bool((false_discovery_rates(p) <= 0.05).any())
        low.append(float((p < 0.05).mean()))
    assert finds <= 5 and 0.02 < np.mean(low) < 0.08


def test_p_of_t_is_that_of_the_tables() -> None:
    values = np.array([2.228, 3.169, 2.042, 2.571])  # published: two-sided p of 0.05, 0.01, 0.05, 0.05
    degrees = np.array([10.0, 10.0, 30.0, 5.0])
    np.testing.assert_allclose(p_of_t(values, degrees), [0.05, 0.01, 0.05, 0.05], rtol=0.03)


def test_spread_is_the_mean_distance_of_pairs_in_different_documents() -> None:
    generator = np.random.default_rng(2)
    vectors, documents = generator.normal(size=(12, 5)) + 1, np.array([0, 0, 1, 1, 1, 2, 3, 3, 4, 5, 5, 5])
    units = vectors / np.linalg.norm(vectors, axis=1)[:, None]

    def plain(kept: np.ndarray) -> float:
        pairs = [(a, b) for a in np.flatnonzero(kept) for b in np.flatnonzero(kept) if documents[a] != documents[b]]
        return 1 - float(np.mean([units[a] @ units[b] for a, b in pairs]))

    value, half = spread(vectors, documents)
    assert value == pytest.approx(plain(np.ones(12, np.bool_)))
    without = np.array([plain(documents != each) for each in range(6)])
    deviation = np.sqrt(5 / 6 * np.square(without - without.mean()).sum())
    assert half == pytest.approx(2.571 * deviation)


def test_more_senses_spread_more(known: Talk) -> None:
    one, two = (known(f"uses {word} --by file").rows[0].spread for word in ("single", "twin"))
    assert two > one + 0.02


def test_small_parts_are_shown_without_a_test(known: Talk) -> None:
    answer = known("uses seldom --by party")
    assert all(row.rate is None and "too few to test" in row.note for row in answer.rows)
    page = shown(answer, width=80)
    assert "too few to test" in page and max(map(len, page.splitlines())) <= 80


def test_no_line_is_broken_between_a_neighbour_and_its_cosine(known: Talk) -> None:
    answer = known("uses bank --by party")
    for width in range(60, 100):
        lines = [line.split("  ")[-1].strip() for line in shown(answer, width=width).splitlines()]
        assert not any(line[:2] in {"0.", "1."} for line in lines)
        assert any(line.endswith(",") for line in lines)


def test_tables_for_programs_have_a_row_for_each_neighbour(known: Talk) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(known("uses bank --by party --k 3"), "csv"))))
    assert len(rows) == 6 and {row["part"] for row in rows} == {"party=a", "party=b"}
    assert all(float(row["cosine"]) <= 1 and row["mark"] == "nearer" and float(row["spread"]) > 0 for row in rows)


def test_what_cannot_be_asked_is_said(known: Talk) -> None:
    assert known.error("uses bank").code == "wrong-usage"
    assert known.error("uses bank@party=a --by party").code == "wrong-usage"
    assert "party" in str(known.error("uses bank --by nation").hint)
    error = known.error("uses [~bank] --by party")
    assert error.code == "wrong-usage" and "`kwic [~bank]`" in str(error.hint)
    assert known.error("typical bank@party=a@party=b").message.startswith("Two parts stand in bank@party=a@party=b")
    assert known.error("near bank@party=a@party=b").code == "bad-expression"
    assert "stands behind an @" in str(known.error("typical bank --in party=a").hint)
    assert known.error("kwic bank@party=a").hint == "As in `kwic bank --in party=a`."
