"""The file of runs, and what it says of neighbours."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embrepl.errors import EmbreplError
from embrepl.space.stability.intervals import intervals, stability
from embrepl.space.stability.runs import FILE, HEAD, Runs, RunsWriter, Sampling, open_runs
from embrepl.space.stability.student import reach

WORDS, DIM, RUNS = 50, 7, 6
SAMPLING = Sampling(1, 40, 0, 0)


def vectors(seed: int = 0) -> NDArray[np.float32]:
    """Return vectors of RUNS runs, (R, V, D): the same ones, turned and disturbed."""
    rng = np.random.default_rng(seed)
    base, every = rng.standard_normal((WORDS, DIM)), []
    for _ in range(RUNS):
        turn = np.linalg.qr(rng.standard_normal((DIM, DIM)))[0]
        every.append((base + 0.1 * rng.standard_normal((WORDS, DIM))) @ turn)
    return np.array(every, np.float32)


def written(folder: Path, every: NDArray[np.float32], words: int = WORDS) -> Runs:
    writer = RunsWriter(folder, words, DIM, SAMPLING, np.arange(WORDS))
    for run in every:
        writer.add(run)
    writer.close()
    writer.discard()
    runs = open_runs(folder, WORDS, DIM)
    assert runs is not None
    return runs


def test_cosines_come_back_and_nearest_words_are_those_of_a_plain_loop(tmp_path: Path) -> None:
    every = vectors()
    runs = written(tmp_path, every)
    unit = every / np.linalg.norm(every, axis=2, keepdims=True)
    assert (runs.runs, runs.words, runs.sampling) == (RUNS, WORDS, SAMPLING)
    sums = runs.sums([3, 4], [1.0, -0.5])
    plain = unit[:, 3] - 0.5 * unit[:, 4]
    plain /= np.linalg.norm(plain, axis=1, keepdims=True)
    expected = np.einsum("rvd,rd->rv", unit, plain)
    assert np.abs(runs.cosines(sums, range(WORDS)) - expected).max() < 0.01
    for run, row in enumerate(runs.nearest(sums, 5, [3, 4])):
        cosines = runs.cosines(sums, range(WORDS))[run]
        cosines[[3, 4]] = -2
        assert row.tolist() == np.argsort(-cosines, kind="stable")[:5].tolist()


def test_words_that_a_run_lacks_are_nobodys_neighbours(tmp_path: Path) -> None:
    every = vectors()
    every[2, 9], every[4, 3] = 0, np.nan
    runs = written(tmp_path, every)
    sums = runs.sums([3], [1.0])
    assert np.isnan(sums[4]).all() and np.isfinite(sums[:4]).all()
    assert np.isnan(runs.cosines(sums, [9])[[2, 4], 0]).all()
    assert 9 not in runs.nearest(sums, WORDS, [3])[2] and (runs.nearest(sums, WORDS, [3])[4] == -1).all()


def test_only_the_most_frequent_words_may_be_known(tmp_path: Path) -> None:
    runs = written(tmp_path, vectors(), words=20)
    assert runs.words == 20 and runs.nearest(runs.sums([0], [1.0]), 30, [0]).max() == 19
    assert (runs.nearest(runs.sums([0], [1.0]), 30, [0])[:, 19:] == -1).all()


def test_runs_go_on_from_those_of_before(tmp_path: Path) -> None:
    every = vectors()
    earlier = written(tmp_path, every[:2])
    writer = RunsWriter(tmp_path, WORDS, DIM, SAMPLING, np.arange(WORDS))
    writer.take(earlier)
    for run in every[2:]:
        writer.add(run)
    writer.close()
    runs = open_runs(tmp_path, WORDS, DIM)
    (tmp_path / "other").mkdir()
    assert runs is not None and np.array_equal(runs.codes, written(tmp_path / "other", every).codes)


def test_what_was_not_finished_leaves_the_runs_of_before(tmp_path: Path) -> None:
    written(tmp_path, vectors())
    writer = RunsWriter(tmp_path, WORDS, DIM, SAMPLING, np.arange(WORDS))
    writer.add(vectors()[0])
    writer.discard()
    runs = open_runs(tmp_path, WORDS, DIM)
    assert runs is not None and runs.runs == RUNS and [path.name for path in tmp_path.iterdir()] == [FILE]


def test_files_that_are_no_runs_of_this_model_are_refused(tmp_path: Path) -> None:
    assert open_runs(None, WORDS, DIM) is None and open_runs(tmp_path, WORDS, DIM) is None
    written(tmp_path, vectors())
    whole = (tmp_path / FILE).read_bytes()
    with pytest.raises(EmbreplError, match="another model"):
        open_runs(tmp_path, WORDS, DIM + 1)
    head = json.loads(whole[:HEAD])
    for broken, code in (
        (whole[:-1], "damaged-runs"),
        (whole[: HEAD - 9], "damaged-runs"),
        (b"", "damaged-runs"),
        (json.dumps(head | {"version": 2}).encode().ljust(HEAD) + whole[HEAD:], "newer-runs"),
        (json.dumps(head | {"runs": 10**9}).encode().ljust(HEAD) + whole[HEAD:], "damaged-runs"),
    ):
        (tmp_path / FILE).write_bytes(broken)
        with pytest.raises(EmbreplError) as caught:
            open_runs(tmp_path, WORDS, DIM)
        assert caught.value.code == code


def test_neighbours_that_stay_and_those_that_come_instead(tmp_path: Path) -> None:
    every = np.zeros((RUNS, WORDS, DIM), np.float32)
    every[:, :, 0], every[:, np.arange(WORDS), 1 + np.arange(WORDS) % 6] = 0.01, 1.0
    every[:, 0] = [1, 0, 0, 0, 0, 0, 0]
    every[:, 1, 0], every[:, 2, 0] = 9.0, 3.0
    every[:4, 5, 0] = 5.0  # in most runs nearer than the second neighbour
    found = stability(written(tmp_path, every), (0,), (1.0,), (1, 2), 2)
    assert [(each.row, each.kept) for each in found.neighbours] == [(1, RUNS), (2, 2)]
    assert [(each.row, each.kept) for each in found.others] == [(5, 4)]
    assert found.share == pytest.approx((RUNS + 2) / 2 / RUNS) and found.verdict == "unknown" and found.units == 0


def test_neighbours_that_are_most_of_the_words_say_nothing(tmp_path: Path) -> None:
    writer = RunsWriter(tmp_path, WORDS, DIM, SAMPLING, np.full(WORDS, 9))
    for run in vectors():
        writer.add(run)
    writer.close()
    runs = open_runs(tmp_path, WORDS, DIM)
    assert runs is not None
    few, many = (stability(runs, (0,), (1.0,), tuple(range(1, k + 1)), k) for k in (5, 30))
    assert few.verdict != "unknown" and not few.crowded and many.verdict == "unknown" and many.crowded


def test_an_order_by_counts_moves_words_that_are_believed_less(tmp_path: Path) -> None:
    runs = written(tmp_path, vectors())
    sums, believed = runs.sums([3], [1.0]), np.ones(WORDS, np.float32)
    first = runs.nearest(sums, 1, [3], believed)
    assert np.array_equal(first, runs.nearest(sums, 1, [3]))
    believed[first[0, 0]] = 0.01
    assert first[0, 0] not in runs.nearest(sums, 3, [3], believed)[0]


def test_an_interval_is_wider_towards_0_by_fishers_scale_and_reaches_away_from_it_by_plain_deviations() -> None:
    cosines = np.array(
        [[0.1, 0.5, -0.1], [0.2, np.nan, -0.2], [0.3, np.nan, -0.3], [0.7, np.nan, -0.7], [0.8, 0, -0.8]]
    )
    low, high = intervals(cosines)
    scaled = np.arctanh(cosines[:, 0])
    around = 2.776 * np.sqrt(1 + 1 / 5)  # Student's t of 4 degrees of freedom
    assert low[0] == pytest.approx(np.tanh(scaled.mean() - 1.25 * around * scaled.std(ddof=1)))
    plain = cosines[:, 0].mean() + 0.95 * around * cosines[:, 0].std(ddof=1)
    assert high[0] == pytest.approx(min(1.0, max(plain, np.tanh(scaled.mean() + 1.25 * around * scaled.std(ddof=1)))))
    assert (low[2], high[2]) == (-high[0], -low[0])
    assert np.isnan(low[1]) and np.isnan(high[1])


def test_no_interval_stands_beside_a_word_of_too_few_documents(tmp_path: Path) -> None:
    runs = written(tmp_path, vectors())  # word n stands in n units
    found = {each.row: each for each in stability(runs, (20,), (1.0,), (4, 5, 30), 3).neighbours}
    assert found[4].low is None and found[4].high is None and found[4].units == 4
    assert found[5].low is not None and found[30].low is not None
    assert all(each.low is None for each in stability(runs, (4,), (1.0,), (5, 30), 2).neighbours)


def test_the_reach_of_an_interval_is_students_t() -> None:
    assert reach(np.array([0.5, 1, 1.9, 19, 30, 100])).tolist() == pytest.approx(
        [12.706, 12.706, 12.706, 2.093, 2.042, 1.984], abs=1e-3
    )
