"""Runs that one can trust: estimated, watched, stopped, killed and resumed, settled, compared; by a real worker."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

import corpora
from embrepl.session.jobs import Job
from embrepl.system import places
from embrepl.training.protocol import Trained
from tests.helpers.sessions import Looks, Talk, complaint, quoted, shown, talking

PATIENCE = 120.0  # seconds after which what is waited for is taken never to come
OPTIONS = "--dim 8 --batch 256 --epochs 25"
WHOLE = f"train {OPTIONS}"
ENDLESS = "train --dim 8 --epochs 100000"


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "tales.txt"
    path.write_text(corpora.text("en", words=12_000), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def shared_talk(text: Path, home: Path) -> Iterator[Talk]:
    """A session with a corpus and an uninterrupted training, called whole; checkpoints are kept all the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMBREPL_CHECKPOINT_SECONDS", "0")
        with talking(home, own=True) as talk:
            talk(f"load {quoted(str(text))} --name tales")
            assert not talk(f"{WHOLE} --name whole").stopped
            yield talk


@pytest.fixture
def talk(shared_talk: Talk, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    """The session, its places where they were, the whole model in use, no training that another test stopped."""
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("EMBREPL_CHECKPOINT_SECONDS", "0")
    for kept in places.trainings_folder().iterdir():
        shutil.rmtree(kept)
    shared_talk("use whole")
    yield shared_talk
    assert shared_talk.session.jobs.running is None


def until(talk: Talk, condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, talk.session.jobs
        talk.session.jobs.pump(0.02)


def started(talk: Talk, line: str) -> Job:
    """Begin a training in the background; return it once it learns."""
    job = talk.session.jobs[talk(f"{line} &").job]
    until(talk, lambda: (job.share > 0 and job.progress.stage == "training") or not job.running)
    return job


def matrix(talk: Talk, name: str) -> bytes:
    return np.asarray(talk.session.models[name].space.matrix).tobytes()


def test_a_dry_run_only_foretells(talk: Talk) -> None:
    models, outcome = set(talk.session.models), talk(f"train zero {OPTIONS} --dry-run")
    assert (outcome.kind, outcome.objective, outcome.command) == ("planned", "zero", f"train zero {OPTIONS}")
    assert outcome.seconds > 0
    assert outcome.memory > 10_000_000
    rows = {row.option: row for row in outcome.rows}
    assert (rows["dim"].value, rows["dim"].chosen) == (8, True)
    assert not rows["window"].chosen
    assert set(talk.session.models) == models
    assert talk.session.current_model == "whole"
    assert "command" in shown(outcome)
    assert (job := list(talk.session.jobs)[-1]).state == "done"
    assert talk(f"wait {job.number}") == outcome
    assert talk.error("resume").code == "nothing-stopped"


def test_the_settings_that_fit_the_text_are_printed(talk: Talk) -> None:
    talk.session.listener = looks = Looks(talk)
    talk("train spectral --name fitting")
    assert looks.notes == ["spectral with --dim 50 --min-count 2 --window 5; `--dry-run` shows all"]
    talk(f"train {OPTIONS} --window 2 --name chosen")
    assert "; --dim 8 --min-count 2 --window 2 --epochs 25;" in looks.notes[1]


def test_the_line_before_the_default_training_says_what_it_will_do_and_why(talk: Talk) -> None:
    talk.session.listener = looks = Looks(talk)
    talk("train --name usual")
    words = f"{talk.session.corpus.report.tokens:,}"
    assert looks.notes[0] == (
        f"zero starts from the spectral solution, then goes through {words} words 5 times, as fewer than 1.5 million "
        "words need more than one pass; --dim 100 --min-count 2 --window 5 --epochs 5; `--dry-run` shows all"
    )


def test_an_estimate_comes_before_every_training(talk: Talk) -> None:
    job = next(job for job in talk.session.jobs if job.name == "whole")
    assert job.estimate is not None
    assert talk.session.models["whole"].trained.memory > 0
    assert job.losses.points


def test_stopped_and_resumed_equals_uninterrupted(talk: Talk) -> None:
    job = started(talk, f"{WHOLE} --watch king --name part")
    stopped = talk("stop")
    assert stopped.stopped
    assert stopped.resumable
    assert job.state == "stopped"
    assert "`resume` goes on" in shown(stopped).replace("\n", " ")
    assert stopped.advice.startswith("`resume` goes on") or stopped.verdict == "healthy"
    assert not stopped.current  # it was trained in the background, and another one is in use
    assert "`use part` makes it current" in shown(stopped)
    assert talk("use part")
    assert (info := talk("info")).stopped == stopped.stopped
    assert re.search(rf"stopped at +{re.escape(stopped.stopped)}", shown(info))
    assert matrix(talk, "part") != matrix(talk, "whole")
    talk.session.listener = looks = Looks(talk)
    assert talk.error("resume part --watch kign").code == "unknown-word"
    resumed = talk("resume part --watch King")
    assert resumed.seconds > stopped.seconds
    assert list(looks.looks[-1]) == ["king"]
    assert (resumed.name, resumed.stopped, resumed.resumable) == ("part", "", False)
    assert matrix(talk, "part") == matrix(talk, "whole")
    one, other = (talk.session.models[name].space for name in ("part", "whole"))
    assert np.array_equal(np.asarray(one.start), np.asarray(other.start))
    assert not list(places.trainings_folder().iterdir())
    assert talk.error("resume").code == "nothing-stopped"


def test_a_killed_worker_can_go_on_in_a_new_session(talk: Talk, text: Path, home: Path) -> None:
    job = started(talk, f"{WHOLE} --name killed")
    until(talk, lambda: job.destination.kept is not None and (job.destination.kept / "manifest.json").exists())
    assert talk.session.jobs.client.pid is not None
    os.kill(talk.session.jobs.client.pid, signal.SIGKILL)
    error = talk.error(f"wait {job.number}")
    assert error.code == "worker-died"
    assert "kept as killed; `resume` goes on from there" in error.hint
    assert "signal 9" in complaint(error)
    assert matrix(talk, "killed") != matrix(talk, "whole")
    with talking(home, own=True) as other:
        other(f"load {quoted(str(text))} --name again")
        other.session.listener = looks = Looks(other)
        error = other.error("resume nobody")
        assert "These can go on: killed (`train zero" in error.hint
        resumed = other("resume killed")
        assert looks.notes[0].startswith("going on with killed (`train zero")
        assert (resumed.name, resumed.objective, resumed.stopped) == ("killed", "zero", "")
        assert matrix(other, resumed.name) == matrix(talk, "whole")


def test_a_training_that_settles(talk: Talk) -> None:
    settled = talk("train --dim 8 --negatives 16 --epochs 100000 --until settled --name settled")
    assert settled.ended.startswith("settled after ")
    assert (settled.stopped, settled.trouble) == ("", "")
    assert "It settled after" in shown(settled)


def test_watched_words(talk: Talk) -> None:
    talk.session.listener = looks = Looks(talk)
    talk(f"{WHOLE} --watch king,queen --name seen")
    assert looks.looks
    assert list(looks.looks[-1]) == ["king", "queen"]
    last = [row.word for row in talk("near king 5 --rare").rows]
    assert looks.looks[-1]["king"] == last
    assert matrix(talk, "seen") == matrix(talk, "whole")


def test_a_watched_word_that_is_unknown(talk: Talk) -> None:
    error = talk.error("train --watch qeen")
    assert (error.code, "queen" in error.hint) == ("unknown-word", True)


def test_ctrl_c_leaves_a_watched_job_running(talk: Talk) -> None:
    job = started(talk, f"{ENDLESS} --name behind")
    talk.session.listener = looks = Looks(talk, press=True)
    answer = talk("watch")
    assert (answer.kind, answer.job, answer.title) == ("goes-on", job.number, "training behind")
    assert "goes on" in shown(answer)
    assert job.running
    assert "Ctrl-C leaves it running" in looks.notes[0]
    looks.press = False
    talk.session.jobs.stop(job)
    assert talk("watch").stopped
    assert isinstance(job.result, Trained)
    assert talk.error("watch").code == "no-job"


def test_objectives_side_by_side(talk: Talk, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.txt"
    pairs.write_text("king queen 9\nking door 1\nqueen mother 5\nking nosuchword 1\n", encoding="utf-8")
    line = f"compare zero,spectral,whole --dim 8 --epochs 2 --words king --neighbours 5 --tests {quoted(str(pairs))}"
    outcome = talk(line)
    assert (outcome.kind, outcome.tests, outcome.left_out) == ("comparison", ("pairs",), ())
    assert outcome.corpora == ("tales",)
    names = [row.model for row in outcome.rows]
    assert [row.objective for row in outcome.rows] == ["zero", "spectral", "zero"]
    assert [name.partition("-")[0] for name in names] == ["zero", "spectral", "whole"]  # taken ones get a number
    for row in outcome.rows:
        assert row.coverage == {"pairs": 0.75}
        assert -1 <= (row.scores["pairs"] or 0) <= 1
        assert len(row.neighbours["king"]) == 5
        assert row.seconds
        assert row.verdict
        assert row.effective_rank
    named = [near for row in outcome.rows for near in row.neighbours["king"]]
    assert set(outcome.agreed["king"]) == {near for near in named if named.count(near) > 1}
    best = max(outcome.rows, key=lambda row: row.scores["pairs"] or 0)
    assert talk.session.current_model == outcome.current
    assert max(row.mean for row in outcome.rows) == best.mean
    assert f"{outcome.current} is current: it scores best" in shown(outcome)
    jobs = len(talk.session.jobs)
    again = talk(line)
    assert len(talk.session.jobs) == jobs  # what is trained already is not trained again
    assert [row.model for row in again.rows] == names
    talk(f"use {outcome.rows[1].model}")
    assert [row.word for row in talk("near king 5").rows] == list(outcome.rows[1].neighbours["king"])
    assert json.loads(shown(outcome, "json"))["rows"][0]["model"] == names[0]
    assert shown(outcome, "csv").splitlines()[0].startswith("model,corpus,objective,seconds,mean,scores_")
    for width in (80, 200):
        drawn = shown(outcome, width=width)
        assert "compared on tales · 3 models" in drawn
        assert "(75 %)" in drawn
        assert drawn.count("✓") == 1 * bool(outcome.agreed["king"]) + sum(
            near in outcome.agreed["king"] for near in named
        )


def test_options_go_to_those_compared_that_have_them(talk: Talk) -> None:
    outcome = talk("compare onehot,spectral --dim 8 --words king")
    assert [(row.model, row.dim == 8, row.verdict == "onehot") for row in outcome.rows] == [
        ("onehot", False, True), (outcome.rows[1].model, True, False)
    ]  # fmt: skip
    assert not outcome.rows[0].neighbours["king"]


def test_ctrl_c_keeps_what_was_compared(talk: Talk) -> None:
    talk.session.listener = Looks(talk, once_it_learns=True)
    outcome = talk("compare zero:random,spectral --dim 8 --epochs 100000")
    assert [row.objective for row in outcome.rows] == ["zero"]
    assert outcome.rows[0].stopped
    assert outcome.left_out == ("spectral",)
    assert outcome.current == "whole"
    assert "whole is current: which is best" in shown(outcome)
    assert "before training spectral" in shown(outcome)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("compare zero,spektral", "unknown-objective"),
        ("compare zero:sead", "unknown-recipe"),
        ("train zero --guard none --until settled", "bad-option"),
        ("compare spectral --guard none", "unknown-option"),
        ("compare zero,spectral --dim 0", "bad-option"),
        ("compare zero --words kign", "unknown-word"),
        ("compare zero --tests nowhere.txt", "no-test"),
        ("compare zero --neighbours 0", "bad-option"),
        ("compare", "wrong-usage"),
        ("compare ,", "wrong-usage"),
        ("evaluate nowhere.txt", "no-test"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_trained(talk: Talk, line: str, code: str) -> None:
    jobs = len(talk.session.jobs)
    error = talk.error(line)
    assert error.code == code
    assert error.hint
    assert len(talk.session.jobs) == jobs


def test_a_model_is_evaluated(talk: Talk, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pairs.txt").write_text("king queen 9\nking door 1\nqueen mother 5\n", encoding="utf-8")
    outcome = talk("evaluate " + " ".join(quoted(str(tmp_path / name / "pairs.txt")) for name in ("a", "b")))
    assert [row.test for row in outcome.rows] == ["pairs", "pairs-2"]
    assert outcome.rows[0].score == outcome.rows[1].score == outcome.mean
    assert (outcome.rows[0].covered, outcome.rows[0].coverage) == (3, 1.0)
    assert "3 of 3" in shown(outcome)
