"""A background process that dies, or sends what cannot be used: the session lives on, with what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embrepl.errors import EmbreplError
from embrepl.session.jobs import Destination, Job
from embrepl.session.session import Session
from embrepl.space import store
from embrepl.training.client import Died
from embrepl.training.protocol import Failed, Progress, Ready, Trained
from tests.helpers.clients import SilentClient, begin, hear

KILLED = Died("was ended by signal 9 (SIGKILL)", ("some line of its log",))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session without a background process, whose replies the test makes up."""
    session = Session(client=SilentClient(tmp_path / "worker.log"))
    yield session
    session.close()


def save_space(folder: Path) -> None:
    matrix = np.eye(2, 3, dtype=np.float32)
    store.save(folder, ["one", "two"], np.array([2, 1]), matrix, {"objective": "zero"}, matrix)


def failure(job: Job) -> Failed:
    assert isinstance(job.result, Failed)
    return job.result


def test_death_without_a_checkpoint(session: Session, tmp_path: Path) -> None:
    job = begin(session, tmp_path)
    hear(session, Died("ended with status 3", ("Traceback", "MemoryError")))
    assert (
        failure(job).message
        == "The background process ended with status 3 while training zero.\nTraceback\nMemoryError"
    )
    assert str(tmp_path / "worker.log") in failure(job).hint
    assert not session.models


@pytest.mark.parametrize(("can_go_on", "then"), [(True, "`resume` goes on from there"), (False, "`train` starts anew")])
def test_death_with_a_checkpoint(session: Session, tmp_path: Path, can_go_on: bool, then: str) -> None:
    job = begin(session, tmp_path)
    job.destination = Destination(kept=tmp_path if can_go_on else tmp_path / "nothing")
    save_space(job.folder)
    session.jobs.client.events.put(KILLED)
    with pytest.raises(EmbreplError) as caught:
        session.jobs.wait(job)
    assert caught.value.code == "worker-died"
    assert caught.value.message == "The background process was ended by signal 9 (SIGKILL) while training zero."
    assert caught.value.hint == f"Its last checkpoint is kept as zero; {then}."
    assert job.state == "failed"
    assert session.current_model == "zero"
    assert session.model.trained.end.far == "a checkpoint"
    assert session.model.trained.end.resumable == can_go_on
    assert session.model.space.words == ["one", "two"]


def test_death_with_a_checkpoint_that_cannot_be_read(session: Session, tmp_path: Path) -> None:
    job = begin(session, tmp_path)
    save_space(job.folder)
    for file in job.folder.iterdir():
        file.write_bytes(b"")
    hear(session, KILLED)
    assert job.state == "failed"
    assert not session.models
    assert session.current_model is None


def test_death_of_an_idle_process_is_no_news(session: Session, tmp_path: Path) -> None:
    hear(session, Died("ended with status 1", ()))
    job = begin(session, tmp_path)
    assert job.running


def test_a_result_that_cannot_be_opened_fails_its_job(session: Session, tmp_path: Path) -> None:
    job = begin(session, tmp_path)
    hear(session, Trained(job.number, str(job.folder), 1.0, None))
    assert failure(job).code == "no-space"
    assert not session.models


def test_progress_of_an_unknown_job_is_ignored(session: Session, tmp_path: Path) -> None:
    job = begin(session, tmp_path)
    hear(session, Ready(1), Progress(7, "training", 1, 2, "words"))
    assert job.progress is None


def test_nothing_is_loaded_or_trained(session: Session) -> None:
    with pytest.raises(EmbreplError) as caught:
        _ = session.corpus
    assert caught.value.code == "nothing-loaded"
    with pytest.raises(EmbreplError) as caught:
        _ = session.model
    assert caught.value.code == "nothing-trained"
    with pytest.raises(EmbreplError) as caught:
        session.use("anything")
    assert (caught.value.code, caught.value.hint) == ("unknown-name", "Load some text: `load PATH`.")
