"""The units of a text, how often each is drawn, and the text and the counts that come of it."""

from __future__ import annotations

import numpy as np
import pytest

from embrepl.objectives.engine.counts.counting import count
from embrepl.objectives.engine.resampling.texts import resampled, units_with
from embrepl.objectives.engine.resampling.unit_counts import count_by_unit
from embrepl.objectives.engine.resampling.units import PIECES, units_of
from embrepl.objectives.engine.sampling import Text
from embrepl.training.options.spectral import SpectralOptions
from tests.helpers.trainings import Silent

WORDS = 30


def text_of(sizes: list[int], seed: int = 0) -> Text:
    """Return random tokens in documents of these sizes; one word in ten is below the min-count."""
    rng = np.random.default_rng(seed)
    ids = np.minimum(rng.zipf(1.4, sum(sizes)) - 1, WORDS + 2).astype(np.int32)
    counts = np.bincount(ids, minlength=WORDS + 3)[:WORDS]
    return Text(ids, np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), np.maximum(counts, 1))


def test_documents_are_units_unless_one_is_large() -> None:
    small = units_of(text_of([50] * 100).documents, 5_000)
    assert len(small) == small.documents == 100 and not small.blocks and not small.block
    mixed = units_of(text_of([8_000, *[50] * 100]).documents, 13_000)
    assert mixed.documents == 100 and mixed.blocks == 80 and mixed.block == 100
    assert mixed.begins[0] == 0 and mixed.begins[-1] == 13_000 and (np.diff(mixed.begins) > 0).all()
    novel = units_of(np.array([0, 400_000]), 400_000)
    assert not novel.documents and novel.block == 2_000 and novel.blocks == 200


def test_each_unit_is_drawn_once_on_average_and_neighbouring_pieces_together() -> None:
    units = units_of(np.array([0, 100_000]), 100_000)
    drawn = np.array([units.draw(1, run) for run in range(400)], float)
    assert abs(drawn.mean() - 1) < 0.02 and abs(drawn.var() - 1) < 0.05
    for apart, shared in ((1, (PIECES - 1) / PIECES), (PIECES, 0.0)):
        together = np.mean((drawn[:, apart:] - 1) * (drawn[:, :-apart] - 1))
        assert abs(together - shared) < 0.05
    assert np.array_equal(units.draw(1, 3), units.draw(1, 3)) and not np.array_equal(units.draw(1, 3), units.draw(2, 3))


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("sizes", [[40] * 60, [5_000], [1, 2, 3, 900, 4, 1] * 5])
def test_weights_of_one_give_the_counts_of_the_text(sizes: list[int], across: bool) -> None:
    text, options = text_of(sizes), SpectralOptions(window=4, sample=1e-2, across=across)
    whole, _ = count(text, options)
    units = units_of(text.documents, len(text.ids))
    by_unit = count_by_unit(text, units, options, Silent())
    assert by_unit is not None
    for counts in (by_unit.pairs, by_unit.weighted(np.ones(len(units), np.int64))):
        assert np.array_equal(counts.rows, whole.rows) and np.array_equal(counts.columns, whole.columns)
        assert np.array_equal(counts.counts, whole.counts)


def test_weighted_counts_are_those_of_the_text_with_documents_repeated() -> None:
    text, options = text_of([40] * 60), SpectralOptions(window=4, sample=0.0)
    units = units_of(text.documents, len(text.ids))
    weights = units.draw(7, 0)
    by_unit = count_by_unit(text, units, options, Silent())
    assert by_unit is not None
    drawn = resampled(text, units, weights)
    again, _ = count(drawn.text, options)
    weighted = by_unit.weighted(weights)
    assert np.array_equal(weighted.rows, again.rows) and np.array_equal(weighted.counts, again.counts)
    assert len(drawn.documents) == weights.sum() and len(drawn.text.ids) == 40 * weights.sum()
    assert drawn.counts.sum() == (drawn.text.ids < WORDS).sum()


def test_pieces_that_follow_each_other_stay_one_document() -> None:
    text = Text(np.arange(800, dtype=np.int32) % WORDS, np.array([0, 800]), np.full(WORDS, 27))
    units = units_of(text.documents, 800)
    weights = np.zeros(len(units), np.int64)
    weights[[2, 3, 4, 9]] = 1
    weights[3] = 2
    drawn = resampled(text, units, weights)
    size = 800 // len(units)
    assert np.diff(drawn.text.documents).tolist() == [3 * size, size, size]
    assert np.array_equal(drawn.text.ids[: 3 * size], text.ids[2 * size : 5 * size])


def test_the_units_that_a_word_stands_in_are_counted() -> None:
    text = Text(np.array([0, 0, 1, 0, 2, 5], np.int32), np.array([0, 3, 6]), np.array([3, 1, 1]))
    units = units_of(text.documents, 6)
    expected = [
        len({at for at in range(len(units)) if word in text.ids[units.begins[at] : units.begins[at + 1]]})
        for word in range(3)
    ]
    assert units_with(text, units).tolist() == expected
