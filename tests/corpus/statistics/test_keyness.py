"""Keyness: its figures by plain loops and against values that others published."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.statistics import keyness
from embrepl.corpus.statistics.significance import false_discovery_rates, p_of_g2
from tests.helpers.texts import corpus_of, rows_of

SIDES = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)).filter(any), min_size=1, max_size=30)


def column(*values: float) -> keyness.Floats:
    return np.array(values, np.float64)


@pytest.mark.parametrize(("g2", "p"), [(3.84, 0.05), (6.63, 0.01), (10.83, 0.001), (15.13, 0.0001), (0.0, 1.0)])
def test_p_has_the_critical_values_of_the_tables(g2: float, p: float) -> None:
    assert p_of_g2(column(g2, -g2)) == pytest.approx([p, p], rel=0.005)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_false_discovery_rates_are_those_of_a_plain_loop(p: list[float]) -> None:
    ranked = sorted(p)
    expected = []
    for each in p:
        last = len(p) - ranked[::-1].index(each)  # the rank of the last one that is equal
        expected.append(min([1.0, *(ranked[at - 1] * len(p) / at for at in range(last, len(p) + 1))]))
    assert false_discovery_rates(np.array(p)) == pytest.approx(expected, abs=1e-12)


def test_false_discovery_rates_of_the_papers_example() -> None:
    """Benjamini & Hochberg 1995, section 3.2: of 15 p the four smallest are finds at 5 %."""
    p = [
        .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0,
    ]  # fmt: skip
    assert np.count_nonzero(false_discovery_rates(np.array(p)) <= 0.05) == 4


@given(SIDES)
def test_figures_are_those_of_a_plain_loop(sides: list[tuple[int, int]]) -> None:
    c, d = 10_000 + sum(a for a, _ in sides), 2_000 + sum(b for _, b in sides)
    found = keyness.figures(*(np.array(each, np.float64) for each in zip(*sides, strict=True)), c, d)  # type: ignore[call-arg]
    p = []
    for at, (a, b) in enumerate(sides):
        chance_a, chance_b = c * (a + b) / (c + d), d * (a + b) / (c + d)
        g2 = 2 * sum(seen * math.log(seen / chance) for seen, chance in ((a, chance_a), (b, chance_b)) if seen)
        p.append(math.erfc(math.sqrt(max(0.0, g2) / 2)))
        assert found.p[at] == pytest.approx(p[-1], abs=1e-9)
        assert found.bic[at] == pytest.approx(g2 - math.log(c + d), abs=1e-9)
        figures = found.at(at)
        if b:
            assert figures["percent_diff"] == pytest.approx((a / c * 1e6 - b / d * 1e6) * 100 / (b / d * 1e6))
            assert figures["odds_ratio"] == pytest.approx(a * (d - b) / (b * (c - a)))
        else:
            assert figures["percent_diff"] is None
            assert figures["odds_ratio"] is None
    assert found.q == pytest.approx(false_discovery_rates(np.array(p)), abs=1e-9)


def test_figures_of_a_hand_made_table() -> None:
    """10 in 1,000 against 5 in 1,000: twice as frequent, 100 % more, 2 (10 ln 4/3 + 5 ln 2/3)."""
    found = keyness.figures(column(10), column(5), 1_000, 1_000)
    assert found.g2[0] == pytest.approx(1.699, abs=5e-4)
    assert found.log_ratio[0] == 1.0
    assert found.percent_diff[0] == pytest.approx(100)
    assert found.odds_ratio[0] == pytest.approx(2.0101, abs=5e-5)
    assert found.bic[0] == pytest.approx(1.699 - 7.601, abs=1e-3)


def test_documents_are_those_of_a_plain_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = ["a king and a queen", "king", "", "the queen and the queen", "a a a"] * 4
    corpus = corpus_of(tmp_path, {"rows.csv": rows_of(documents)})
    expected = Counter(word for text in documents for word in set(text.split()))
    numbers = np.array([*range(len(corpus.words)), -1, corpus.index["queen"]], np.int64)
    for at_once in (1, 3, 1 << 20):
        monkeypatch.setattr(keyness, "_PLACES_AT_ONCE", at_once)
        counts = keyness.document_counts(Concordance(corpus).positions, numbers).tolist()
        assert counts == [*(expected[word] for word in corpus.words), 0, expected["queen"]]
