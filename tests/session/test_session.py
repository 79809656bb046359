"""The session and its worker, without a terminal: what jobs make, and how they are stopped."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import corpora
from embrepl.errors import EmbreplError
from embrepl.session.jobs import Job
from embrepl.session.listener import Listener
from embrepl.session.session import Session
from embrepl.training import choosing
from embrepl.training.client import Died
from embrepl.training.protocol import Trained
from embrepl.training.recipe import CorpusFacts, Recipe

PATIENCE = 90.0  # seconds after which what is waited for is taken never to come
SHORT = {"dim": 8, "epochs": 1}
ENDLESS = {"dim": 8, "epochs": 100_000}


@dataclass
class Notes(Listener):
    """Keeps what a user would see."""

    texts: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        self.texts.append(text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "english.txt").write_text(corpora.text("en", words=6_000), encoding="utf-8")
    (folder / "chinese.txt").write_text(corpora.text("zh", words=3_000), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shared_session(folder: Path) -> Iterator[Session]:
    """One session for the module, with an English corpus: its worker imports TensorFlow once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        session = Session(log=folder / "logs" / "worker.log")
        session.jobs.wait(session.load([str(folder / "english.txt")], None, None))
        yield session
        session.close()


@pytest.fixture
def session(shared_session: Session) -> Iterator[Session]:
    shared_session.listener = Notes()
    shared_session.interrupts.take()
    shared_session.use("english")
    yield shared_session
    assert shared_session.jobs.running is None


def train(session: Session, given: dict[str, Any], name: str | None = None) -> Job:
    chosen = asdict(choosing.choose("zero", None, given))
    corpus = CorpusFacts("english", session.corpus.hash, session.corpus.report.tokens)
    return session.train(Recipe("zero", "train", chosen, corpus), name)


def pump_until(session: Session, condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, session.jobs
        session.jobs.pump(0.05)


def pump_until_learning(session: Session, job: Job) -> None:
    pump_until(session, lambda: job.progress is not None and job.progress.stage == "training" and job.progress.done > 0)


def test_a_corpus_is_read_and_becomes_current(session: Session) -> None:
    assert session.current_corpus == "english"
    assert session.corpus.report.tokens >= 6_000


def test_a_corpus_without_vectors(session: Session, folder: Path) -> None:
    job = session.jobs.wait(session.load([str(folder / "english.txt")], None, "bare"))
    assert (session.current_corpus, session.current_model) == (job.name, None)
    with pytest.raises(EmbreplError, match=f"No vectors are trained on {job.name}"):
        _ = session.model


def test_a_load_that_fails_leaves_the_earlier_corpus_current(session: Session, folder: Path) -> None:
    before = dict(session.corpora)
    with pytest.raises(EmbreplError) as caught:
        session.jobs.wait(session.load([str(folder / "nowhere.txt")], None, None))
    assert "nowhere.txt" in caught.value.message
    assert caught.value.hint
    assert session.current_corpus == "english"
    assert session.corpora == before
    assert list(session.jobs)[-1].state == "failed"


def test_two_corpora_and_use(session: Session, folder: Path) -> None:
    session.jobs.wait(session.load([str(folder / "chinese.txt")], None, "second"))
    assert session.current_corpus == "second"
    assert session.use("english") == "corpus"
    assert session.current_corpus == "english"
    assert session.corpus.report.language == "English"
    with pytest.raises(EmbreplError) as caught:
        session.use("englihs")
    assert caught.value.code == "unknown-name"
    assert "english" in caught.value.hint
    assert session.current_corpus == "english"


def test_the_same_name_twice_is_numbered(session: Session, folder: Path) -> None:
    jobs = [session.jobs.wait(session.load([str(folder / "english.txt")], None, "twice")) for _ in range(2)]
    assert [job.name for job in jobs] == ["twice", "twice-2"]
    assert session.corpora["twice-2"].hash == session.corpora["english"].hash


def test_a_path_that_is_not_unicode(session: Session, tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("one two three four five six\n")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    job = session.jobs.wait(session.load([str(path)], None, None))
    assert job.name == "caf-"
    assert session.corpus.report.tokens == 6


def test_a_training_in_the_background(session: Session) -> None:
    """It is adopted by the pump; in the meantime the worker is busy, and the session is not."""
    job = train(session, SHORT, "first")
    assert job.state == "running"
    assert session.jobs.running is job
    with pytest.raises(EmbreplError) as caught:
        train(session, SHORT)
    assert caught.value.code == "worker-busy"
    assert f"stop {job.number}" in caught.value.hint
    with pytest.raises(EmbreplError, match="still busy with job"):
        session.load(["elsewhere"], None, None)
    pump_until(session, lambda: not job.running)
    assert job.state == "done"
    assert session.current_model == "first"
    assert session.model.space.dim == 8
    assert session.model.corpus == "english"
    assert isinstance(job.result, Trained)
    assert job.result.words == pytest.approx(int(session.model.space.counts.sum()))


def test_a_model_of_another_corpus_brings_its_corpus_along(session: Session, folder: Path) -> None:
    session.jobs.wait(train(session, SHORT, "mine"))
    session.jobs.wait(session.load([str(folder / "chinese.txt")], None, "other"))
    assert (session.current_corpus, session.current_model) == ("other", None)
    assert session.use("mine") == "model"
    assert (session.current_corpus, session.current_model) == ("english", "mine")


def test_a_stopped_training_keeps_what_it_learnt(session: Session) -> None:
    job = train(session, ENDLESS, "stopped")
    pump_until_learning(session, job)
    assert 0 <= job.share < 1
    session.jobs.stop(job)
    assert job.state == "stopping"
    session.jobs.wait(job)
    assert job.state == "stopped"
    assert session.model.trained.end.far.startswith("epoch ")
    assert session.model.space.name == "stopped"
    assert np.isfinite(session.model.space.matrix).all()


def test_ctrl_c_stops_what_is_waited_for(session: Session) -> None:
    job = train(session, ENDLESS, "interrupted")
    pump_until_learning(session, job)
    session.interrupts.press()
    session.jobs.wait(job)
    assert job.state == "stopped"
    assert session.interrupted
    assert isinstance(session.listener, Notes)
    assert session.listener.texts == ["Stopping after this step; what it has learnt by then is kept."]


def test_a_press_before_the_waiting_is_not_lost(session: Session) -> None:
    session.interrupts.press()
    job = train(session, ENDLESS, "early")
    with pytest.raises(EmbreplError) as caught:
        session.jobs.wait(job)
    assert (caught.value.code, job.state) == ("stopped", "stopped")
    assert "before anything was learnt" in caught.value.message
    assert "early" not in session.models


def test_options_that_the_worker_refuses_fail_the_job_alone(session: Session) -> None:
    with pytest.raises(EmbreplError) as caught:
        session.jobs.wait(train(session, {**SHORT, "min_count": 1_000_000}))
    assert caught.value.code == "empty-vocabulary"
    assert session.jobs.client.alive


def test_an_idle_worker_that_was_killed_is_replaced(session: Session, folder: Path) -> None:
    pid = session.jobs.client.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    pump_until(session, lambda: not session.jobs.client.alive)
    job = session.jobs.wait(session.load([str(folder / "english.txt")], None, "again"))
    assert job.state == "done"
    assert session.jobs.client.pid not in {None, pid}


def test_three_presses_end_a_worker_that_does_not_stop(session: Session) -> None:
    """The worker is new here, and so it has TensorFlow to import, and stops no sooner."""
    job = train(session, ENDLESS, "forced")
    pump_until(session, lambda: job.progress is not None)
    for _ in range(3):
        session.interrupts.press()
    with pytest.raises(EmbreplError) as caught:
        session.jobs.wait(job)
    assert caught.value.code == "worker-died"
    assert "signal 9" in caught.value.message
    assert session.current_model != "forced"


def test_after_a_death_the_next_training_works(session: Session) -> None:
    job = session.jobs.wait(train(session, SHORT, "after"))
    assert job.state == "done"
    assert session.current_model == "after"


def test_death_of_an_earlier_worker_is_not_the_new_ones(session: Session) -> None:
    job = train(session, SHORT, "unharmed")
    session.jobs.client.events.put(Died("was ended by signal 9 (SIGKILL)", (), pid=1))
    session.jobs.wait(job)
    assert job.state == "done"


def test_a_home_that_takes_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "state"))
    session = Session()
    assert session.jobs.client.log == Path(os.devnull)


def test_closing_ends_the_worker_and_clears_the_folder(tmp_path: Path, folder: Path) -> None:
    session = Session(log=tmp_path / "worker.log")
    job = session.jobs.wait(session.load([str(folder / "chinese.txt")], None, None))
    pid = session.jobs.client.pid
    assert pid is not None
    assert job.folder.parent.exists()
    session.close()
    assert not job.folder.parent.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    session.close()
