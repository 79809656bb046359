"""`alike`: two targets side by side; the likeness of two uses, in the same documents or others, holds by simulation."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from embrepl.commands.families.exploring.uses.alike import in_both
from embrepl.evidence.uses.alike import likeness
from tests.commands.exploring.uses.conftest import TOPICS
from tests.helpers.sessions import Talk, shown


def test_two_parts_of_a_word_with_two_uses_differ(known: Talk) -> None:
    answer = known("alike bank@party=a bank@party=b")
    assert answer.p == pytest.approx(1 / 1001)
    assert answer.cosine + answer.error < 0.5 and answer.distance > 0
    assert set(answer.neighbours.first) <= set(TOPICS["money"].split())
    assert set(answer.neighbours.second) <= set(TOPICS["river"].split())
    assert {*answer.collocates.first} & set(TOPICS["money"].split())
    assert answer.first.count + answer.second.count == known("alike bank single").first.count
    assert "`contrast bank party=a party=b` takes it out" in answer.note


def test_two_parts_of_a_word_with_one_use_do_not(known: Talk) -> None:
    answer = known("alike single@party=a single@party=b")
    assert answer.p > 0.05 and answer.cosine + answer.error >= 1
    assert len(answer.neighbours.shared) == 8 and answer.model_cosine is None
    assert "no sign that they differ" in shown(answer)
    assert not known("alike bank@party=a single@party=b").note


def test_shared_words_of_equal_rank_go_in_the_order_of_the_first() -> None:
    words = ["debt", "loan", "cash", "coin", "rate", "fund", "bond", "mint"]
    assert in_both([words, words[::-1]], 8).shared == tuple(words)
    assert in_both([[*words, "bank"], ["bank", *words]], 3).shared == tuple(words[:3])


def test_figures_are_those_of_the_text(known: Talk) -> None:
    answer = known("alike twin seldom")
    row = known("freq seldom").rows[0]
    assert (answer.second.count, answer.second.documents) == (row.count, row.documents)
    assert answer.second.per_million == pytest.approx(row.per_million)
    assert answer.error is None and answer.p is None and "Too few documents" in answer.note
    assert -1 <= answer.model_cosine <= 1 and 0 < answer.percentile < 100
    assert [len(side.lines) for side in (answer.first, answer.second)] == [2, 2]


def test_it_is_a_page_of_eighty_columns_and_a_table_for_a_report(known: Talk) -> None:
    answer = known("alike bank@party=a bank@party=b")
    assert max(map(len, shown(answer, width=80).splitlines())) <= 80
    table = shown(answer, "md")
    assert table.startswith("| compared | first | second | both |") and "| cosine of mean uses |" in table
    rows = {row["compared"]: row for row in csv.DictReader(io.StringIO(shown(answer, "csv")))}
    assert rows["target"]["first"] == "bank@party=a" and rows["p of the difference"]["both"] == "0.001"


def test_what_cannot_be_asked_is_said(known: Talk) -> None:
    assert "1 target" in str(known.error("alike bank").hint)
    assert "3 targets" in str(known.error("alike bank twin single").hint)
    assert known.error("alike (bank - twin) single").code == "wrong-usage"
    assert known.error("alike bank nowhere").code == "unknown-word"


@pytest.mark.parametrize("together", [True, False])
def test_p_is_uniform_and_the_cosine_held_where_both_are_one(together: bool) -> None:
    """Uses in the same documents share what these have; in others they do not."""
    generator = np.random.default_rng(6)
    low, held = [], []
    for _ in range(120):
        documents = np.repeat(np.arange(60), 1 + generator.poisson(0.5, 60))
        others = documents if together else documents + 60
        shared = generator.normal(0, 0.4, (120, 15))
        first, second = (
            np.eye(15)[0] + shared[of] + generator.normal(0, 0.5, (len(of), 15)) for of in (documents, others)
        )
        found = likeness(first, documents, second, others)
        low.append(found.p)
        held.append(abs(found.cosine - 1) <= found.half)
    assert np.mean(np.array(low) < 0.05) <= 0.1 and 0.35 < np.mean(np.array(low) < 0.5) < 0.65
    assert np.mean(held) >= 0.92
