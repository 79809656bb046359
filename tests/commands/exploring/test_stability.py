"""`stable`, and what `near` says where there are runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.space.stability.runs import FILE
from tests.helpers.sessions import Looks, Talk, complaint, quoted, shown


@pytest.fixture
def fresh_runs(solved: Talk) -> Iterator[Talk]:
    """The session, without runs of its model."""
    solved("use solved")
    _file(solved).unlink(missing_ok=True)
    yield solved
    _file(solved).unlink(missing_ok=True)


def _file(talk: Talk) -> Path:
    folder = talk.session.models["solved"].space.folder
    assert folder is not None
    return folder / FILE


def test_neighbours_with_the_runs_that_keep_them(fresh_runs: Talk) -> None:
    talk = fresh_runs
    before = talk("near king 5")
    found = talk("stable king 5 --runs 8")
    assert (found.kind, found.query, found.model, found.runs, found.documents) == ("stability", "king", "solved", 8, 0)
    assert found.blocks > 50 and "blocks of about" in " ".join(found.notes)
    listed = [row for row in found.rows if not row.instead]
    assert [row.word for row in listed] == [row.word for row in before.rows]
    assert [row.cosine for row in listed] == pytest.approx([row.cosine for row in before.rows], abs=1e-5)
    assert found.share == pytest.approx(np.mean([row.kept for row in listed]) / 8)
    assert all(0 <= row.kept <= 8 and -1 <= row.low <= row.high <= 1 for row in listed)
    assert all(row.rank is None and row.kept > 4 for row in found.rows if row.instead)
    assert before.runs == 0 and all(row.kept is None for row in before.rows)
    after = talk("near king 5")
    assert after.runs == 8 and [row.kept for row in after.rows] == [row.kept for row in listed]
    assert "kept in" in shown(after, width=140) and f"{listed[0].kept} of 8" in shown(after, width=140)
    assert "comes instead" in shown(found, width=120) or not [row for row in found.rows if row.instead]


def test_runs_that_are_there_are_not_made_again(fresh_runs: Talk) -> None:
    talk = fresh_runs
    first = talk("stable king --runs 5")
    jobs = len(talk.session.jobs)
    assert talk("stable queen --runs 5").runs == 5 and talk("stable king 10").runs == 20
    assert len(talk.session.jobs) == jobs + 1
    again = talk("stable king --runs 5")
    assert again.runs == 20 and len(talk.session.jobs) == jobs + 1
    _file(talk).unlink()
    assert [row.kept for row in talk("stable king --runs 5").rows] == [row.kept for row in first.rows]


def test_in_the_background(fresh_runs: Talk) -> None:
    assert fresh_runs("stable king --runs 5 &").kind == "started"
    kept = fresh_runs("wait")
    assert (kept.kind, kept.model, kept.runs, kept.wanted) == ("runs", "solved", 5, 5)
    assert "5 runs of solved" in shown(kept)
    assert fresh_runs("jobs").rows[-1].state == "done"


def test_ctrl_c_keeps_the_runs_so_far(fresh_runs: Talk) -> None:
    class Press(Looks):
        def on_progress(self, job: object) -> None:
            running = self.talk.session.jobs.running
            if self.press and running and running.progress and running.progress.stage == "resampling":
                self.press = False
                self.talk.session.interrupts.press()

        def begin(self, work: object) -> None:
            pass

    listener = fresh_runs.session.listener
    fresh_runs.session.listener = Press(fresh_runs, press=True)
    try:
        found = fresh_runs("stable king --runs 1000")
    finally:
        fresh_runs.session.listener = listener
    assert 1 <= found.runs < 1000 and found.wanted == 1000
    assert any("as it was stopped" in note for note in found.notes)
    assert fresh_runs(f"stable king --runs {max(5, found.runs + 2)}").runs == max(5, found.runs + 2)


def test_sums_phrases_and_patterns(fresh_runs: Talk) -> None:
    talk = fresh_runs
    assert talk("stable king - man + woman --runs 5").query == "king - man + woman"
    assert len(talk("stable (king, queen) 3 --runs 5").rows) >= 3
    assert talk("near king - man 4").rows[0].kept is not None
    assert talk("stable kin* --runs 5").runs == 5


def test_what_cannot_be_made_again_says_why(fresh_runs: Talk, tmp_path: Path) -> None:
    talk = fresh_runs
    assert talk.error("stable qwxz").code == "unknown-word"
    assert talk.error("stable").code == "wrong-usage"
    assert talk.error("stable king --runs 2").code == "bad-option"
    talk("train onehot")
    assert "an axis of its own" in talk.error("stable king").message
    talk("drop onehot")
    (tmp_path / "some.txt").write_text("king 1 0\nqueen 0 1\nman 1 1\n")
    talk(f"open {quoted(str(tmp_path / 'some.txt'))}")
    error = talk.error("stable king")
    assert error.code == "no-text" and "came from a file" in complaint(error)
    talk("drop some")
    talk("use solved")


def test_a_model_whose_runs_are_made_is_not_dropped(fresh_runs: Talk) -> None:
    fresh_runs("stable king --runs 1000 &")
    assert "is the model of job" in fresh_runs.error("drop solved").message
    with contextlib.suppress(EmbreplError):  # where it had made none
        fresh_runs("stop")


def test_a_damaged_file_is_told(fresh_runs: Talk) -> None:
    fresh_runs("stable king --runs 5")
    whole = _file(fresh_runs).read_bytes()
    _file(fresh_runs).write_bytes(whole[:-5])
    assert fresh_runs.error("near king").code == "damaged-runs"


@pytest.mark.parametrize("objective", ["zero --init random", "glove"])
def test_trained_vectors_are_trained_again(solved: Talk, objective: str) -> None:
    solved(f"train {objective} --dim 8 --epochs 1 --min-count 20 --name again")
    found = solved("stable king 5 --runs 5")
    assert found.runs == 5 and found.share is not None and len([row for row in found.rows if not row.instead]) == 5
    solved("drop again")
