"""`trend`: a use that moves is found, one that does not is not; p and ± hold by simulation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from embrepl.evidence.uses.trend import cosine_of, drift
from embrepl.evidence.uses.use import use_of
from tests.commands.exploring.uses.conftest import TOPICS, YEARS
from tests.helpers.sessions import Talk, shown


def test_a_word_that_moves_is_found_with_what_comes_and_goes(known: Talk) -> None:
    answer = known("trend shift 3 --by year")
    assert [row.period for row in answer.rows] == [f"year={year}" for year in YEARS]
    assert sum(row.places for row in answer.rows) == answer.places == answer.total
    assert answer.p < 0.01
    assert answer.first_to_last < 0.5
    words = {each.direction: [] for each in answer.words}
    for each in answer.words:
        words[each.direction].append(each.word)
    assert len(words["coming"]) == 3 and set(words["coming"]) <= set(TOPICS["kitchen"].split())
    assert len(words["going"]) == 3 and set(words["going"]) <= set(TOPICS["garden"].split())
    assert f"Its use moves from 1990 to 1999: p {answer.p:.3f}" in shown(answer)


def test_plain_leaves_in_what_moves_all_words(known: Talk) -> None:
    without, plain = known("trend shift --by year"), known("trend shift --by year --plain")
    assert 0 < without.shared == plain.shared < 1
    assert without.p >= plain.p == pytest.approx(1 / 1001)
    assert "taken out (see --plain)" in shown(without) and "left in" in shown(plain)


def test_its_cosine_with_a_word_has_a_slope(known: Talk) -> None:
    nearer, farther = known("trend shift --by year --with recipe"), known("trend shift --by year --with hedge")
    assert nearer.slope - nearer.slope_error > 0 > farther.slope + farther.slope_error
    assert max(nearer.p, farther.p) <= 0.05
    assert "Its cosine with recipe changes by" in shown(nearer)


@pytest.mark.parametrize("word", ["twin", "single", "same"])
def test_a_word_that_does_not_move_is_not_found(known: Talk, word: str) -> None:
    answer = known(f"trend {word} --by year")
    assert answer.p > 0.05 and not answer.words
    assert "No sign that its use moves" in shown(answer)


def _moving(documents: int, far: float, generator: np.random.Generator) -> tuple[NDArray[np.float64], ...]:
    """Return uses that go so far along the second axis in ten years, their documents and years."""
    of = np.repeat(np.arange(documents), 1 + generator.poisson(0.6, documents))
    years = generator.integers(1990, 2000, documents).astype(float)
    middle = np.eye(12)[0] + far * ((years - 1994.5) / 9)[:, None] * np.eye(12)[1]
    shared = generator.normal(0, 0.15, (documents, 12))
    return (middle + shared)[of] + generator.normal(0, 0.4, (len(of), 12)), of, years[of]


def test_p_is_uniform_and_slopes_are_held_where_nothing_or_something_moves() -> None:
    generator = np.random.default_rng(5)
    found, held = [], []
    for _ in range(60):
        found.append(drift(*_moving(60, 0.0, generator)).p())
        slopes, halves, _ = drift(*_moving(60, 0.6, generator)).slopes(np.eye(12))
        held.append(np.abs(slopes - np.where(np.arange(12) == 1, 0.6 / 9, 0)) <= halves)
    assert np.mean(np.array(found) < 0.05) <= 0.1
    assert 0.35 < np.mean(np.array(found) < 0.5) < 0.65
    assert 0.92 <= np.mean(held) <= 0.98


def test_the_step_is_that_of_least_squares() -> None:
    vectors, documents, years = _moving(30, 0.5, np.random.default_rng(1))
    design = np.stack((np.ones(len(years)), years), axis=1)
    np.testing.assert_allclose(drift(vectors, documents, years).step, np.linalg.lstsq(design, vectors)[0][1])


def test_two_periods_that_are_alike_have_a_cosine_of_one_within_the_interval() -> None:
    generator = np.random.default_rng(8)
    held = []
    for _ in range(120):
        vectors, documents, _ = _moving(90, 0.0, generator)
        some = documents < 20
        parts = [use_of(vectors[which], documents[which], int(which.sum())) for which in (some, ~some)]
        cosine, half = cosine_of(*parts)
        held.append(cosine + half >= 1)
    assert np.mean(held) >= 0.92


def test_small_periods_are_shown_and_said(known: Talk) -> None:
    answer = known("trend seldom --by year")
    assert answer.p is None and "too few to test" in answer.note
    assert sum(bool(row.note) for row in answer.rows) == 3 and all(row.low is None for row in answer.rows)
    assert "fewer than 5 places or 5 documents" in shown(answer)


def test_a_period_of_five_places_is_shown_or_its_uses_are_said_to_differ(known: Talk) -> None:
    for word in ("shift", "same", "twin"):
        for row in known(f"trend {word} --by year").rows:
            assert row.places >= 5 and row.documents >= 5
            assert (row.cosine is None) == ("differ too much" in row.note) and "fewer" not in row.note


def test_an_interval_that_reaches_one_has_one_end(known: Talk) -> None:
    answer = known("trend single --by year")
    rows = [row for row in answer.rows if row.cosine is not None]
    assert rows and all(-1 <= row.low <= row.cosine <= row.high <= 1 for row in rows)
    reaching = [replace(rows[0], cosine=1.0, low=0.405, high=1.0)]
    assert "≥ 0.405" in shown(replace(answer, rows=(*reaching,)))
    assert "0.405 to 0.900" in shown(replace(answer, rows=(replace(reaching[0], cosine=0.7, high=0.9),)))


def test_what_has_no_order_is_refused(known: Talk) -> None:
    assert "no order" in known.error("trend bank --by party").message
    assert known.error("trend bank").code == "wrong-usage"
    assert known.error("trend bank --by year --with nowhere").code == "unknown-word"


def test_it_fits_eighty_columns(known: Talk) -> None:
    assert max(map(len, shown(known("trend shift --by year"), width=80).splitlines())) <= 80
