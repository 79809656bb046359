"""The session and its worker, without a terminal: jobs, what becomes of them, and a worker that dies."""

from __future__ import annotations

import os
import queue
import signal
import string
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpora
from embrepl.errors import EmbreplError
from embrepl.session.interrupts import Interrupts
from embrepl.session.jobs import Job
from embrepl.session.kinds import TRAINING
from embrepl.session.listener import Listener
from embrepl.session.session import Session, Training
from embrepl.space import store
from embrepl.training import choosing, client, protocol
from embrepl.training.client import Died, WorkerClient
from embrepl.training.protocol import CorpusRead, Failed, Progress, ReadCorpus, Ready, Stop, Train, Trained

PATIENCE = 90.0  # seconds after which what is waited for is taken never to come
SHORT = {"dim": 8, "epochs": 1}
ENDLESS = {"dim": 8, "epochs": 100_000}


@dataclass
class Notes(Listener):
    """Keeps what a user would be told."""

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
        session.wait(session.load([str(folder / "english.txt")], {}, None))
        yield session
        session.close()


@pytest.fixture
def session(shared_session: Session) -> Iterator[Session]:
    shared_session.listener = Notes()
    shared_session.interrupts = Interrupts()
    shared_session.use("english")
    yield shared_session
    assert shared_session.running is None


def train(session: Session, given: dict[str, Any], name: str | None = None) -> Job:
    chosen = asdict(choosing.choose("zero", None, given))
    recipe = {"objective": "zero", "command": "train", "corpus": {"hash": session.corpus.hash}}
    return session.train(Training("zero", chosen, recipe), name)


def pump_until(session: Session, condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, session.jobs
        session.pump(0.05)


def pump_until_learning(session: Session, job: Job) -> None:
    pump_until(session, lambda: job.progress is not None and job.progress.stage == "training" and job.progress.done > 0)


def test_a_corpus_is_read_and_becomes_current(session: Session) -> None:
    assert session.current_corpus == "english"
    assert session.corpus.report.tokens >= 6_000
    assert session.current_model is None
    with pytest.raises(EmbreplError, match="No vectors are trained on english"):
        _ = session.model


def test_a_load_that_fails_leaves_the_earlier_corpus_current(session: Session, folder: Path) -> None:
    before = dict(session.corpora)
    with pytest.raises(EmbreplError) as caught:
        session.wait(session.load([str(folder / "nowhere.txt")], {}, None))
    assert "nowhere.txt" in caught.value.message
    assert caught.value.hint
    assert session.current_corpus == "english"
    assert session.corpora == before
    assert list(session.jobs.values())[-1].state == "failed"


def test_two_corpora_and_use(session: Session, folder: Path) -> None:
    session.wait(session.load([str(folder / "chinese.txt")], {}, None))
    assert session.current_corpus == "chinese"
    assert session.use("english") == "corpus"
    assert session.current_corpus == "english"
    assert session.corpus.report.language == "English"
    with pytest.raises(EmbreplError) as caught:
        session.use("englihs")
    assert caught.value.code == "unknown-name"
    assert "english" in caught.value.hint
    assert session.current_corpus == "english"


def test_the_same_name_twice_is_numbered(session: Session, folder: Path) -> None:
    job = session.wait(session.load([str(folder / "english.txt")], {}, "english"))
    assert job.name == "english-2"
    assert session.corpora["english-2"].hash == session.corpora["english"].hash


def test_a_path_that_is_not_unicode(session: Session, tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("one two three four five six\n")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    job = session.wait(session.load([str(path)], {}, None))
    assert job.name == "caf-"
    assert session.corpus.report.tokens == 6


def test_a_training_in_the_background(session: Session) -> None:
    """It is adopted by the pump; in the meantime the worker is busy, and the session is not."""
    assert not session.models
    job = train(session, SHORT, "first")
    assert job.state == "running"
    assert session.running is job
    with pytest.raises(EmbreplError) as caught:
        train(session, SHORT)
    assert caught.value.code == "worker-busy"
    assert f"stop {job.number}" in caught.value.hint
    with pytest.raises(EmbreplError, match="still at job"):
        session.load(["elsewhere"], {}, None)
    pump_until(session, lambda: not job.running)
    assert job.state == "done"
    assert session.current_model == "first"
    assert session.model.space.dim == 8
    assert session.model.corpus == "english"
    assert isinstance(job.result, Trained)
    assert job.result.words == pytest.approx(int(session.model.space.counts.sum()))


def test_a_model_of_another_corpus_brings_its_corpus_along(session: Session, folder: Path) -> None:
    session.wait(session.load([str(folder / "chinese.txt")], {}, "other"))
    assert (session.current_corpus, session.current_model) == ("other", None)
    assert session.use("first") == "model"
    assert (session.current_corpus, session.current_model) == ("english", "first")


def test_a_stopped_training_keeps_what_it_learnt(session: Session) -> None:
    job = train(session, ENDLESS, "stopped")
    pump_until_learning(session, job)
    assert 0 <= job.progress_share < 1
    session.stop(job)
    assert job.state == "stopping"
    session.wait(job)
    assert job.state == "stopped"
    assert session.model.trained.stopped.startswith("epoch ")
    assert session.model.space.name == "stopped"
    assert np.isfinite(session.model.space.matrix).all()


def test_ctrl_c_stops_what_is_waited_for(session: Session) -> None:
    job = train(session, ENDLESS, "interrupted")
    pump_until_learning(session, job)
    session.interrupts.press()
    session.wait(job)
    assert job.state == "stopped"
    assert session.interrupted
    assert isinstance(session.listener, Notes)
    assert session.listener.texts == ["Stopping after this step…"]


def test_a_press_before_the_waiting_is_not_lost(session: Session) -> None:
    session.interrupts.press()
    job = session.wait(train(session, ENDLESS, "early"))
    assert job.state == "stopped"


def test_options_that_the_worker_refuses_fail_the_job_alone(session: Session) -> None:
    with pytest.raises(EmbreplError) as caught:
        session.wait(train(session, {**SHORT, "min_count": 1_000_000}))
    assert caught.value.code == "empty-vocabulary"
    assert session.client.alive


def test_an_idle_worker_that_was_killed_is_replaced(session: Session, folder: Path) -> None:
    pid = session.client.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    pump_until(session, lambda: not session.client.alive)
    job = session.wait(session.load([str(folder / "english.txt")], {}, "again"))
    assert job.state == "done"
    assert session.client.pid not in {None, pid}


def test_three_presses_end_a_worker_that_does_not_stop(session: Session) -> None:
    """The worker is new here, and so has TensorFlow to import: it hears no stop until then."""
    job = train(session, ENDLESS, "forced")
    pump_until(session, lambda: job.progress is not None)
    for _ in range(3):
        session.interrupts.press()
    with pytest.raises(EmbreplError) as caught:
        session.wait(job)
    assert caught.value.code == "worker-died"
    assert "signal 9" in caught.value.message
    assert session.current_model != "forced"


def test_a_worker_that_dies_leaves_its_last_checkpoint(session: Session) -> None:
    job = train(session, ENDLESS, "rescued")
    pump_until(session, lambda: job.progress is not None)
    save_space(job.folder)
    assert session.client.pid is not None
    os.kill(session.client.pid, signal.SIGKILL)
    with pytest.raises(EmbreplError) as caught:
        session.wait(job)
    assert caught.value.code == "worker-died"
    assert "was ended by signal 9 (SIGKILL) while training rescued" in caught.value.message
    assert "checkpoint is kept and in use as rescued" in caught.value.hint
    assert job.state == "failed"
    assert session.current_model == "rescued"
    assert session.model.trained.stopped == "a checkpoint"
    assert session.model.space.words[0] == "one"


def test_after_a_death_the_next_training_works(session: Session) -> None:
    job = session.wait(train(session, SHORT, "after"))
    assert job.state == "done"
    assert session.current_model == "after"


def save_space(folder: Path) -> None:
    matrix = np.eye(2, 3, dtype=np.float32)
    store.save(folder, ["one", "two"], np.array([2, 1]), matrix, {"objective": "zero"}, matrix)


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[Session]:
    """A session without a worker, whose events the test makes up."""
    session = Session(log=tmp_path / "worker.log")
    yield session
    session.close()


def made_up_job(session: Session, folder: Path) -> Job:
    job = session.jobs[1] = Job(1, "training zero", folder, "zero", TRAINING)
    return job


def test_death_without_a_checkpoint(lone: Session, tmp_path: Path) -> None:
    job = made_up_job(lone, tmp_path / "nothing")
    lone._hear(Died("ended with status 3", ("Traceback", "MemoryError")))
    assert isinstance(job.result, Failed)
    assert job.result.message == "The worker ended with status 3 while training zero.\nTraceback\nMemoryError"
    assert str(tmp_path / "worker.log") in job.result.hint
    assert not lone.models


def test_death_with_a_checkpoint_that_cannot_be_read(lone: Session, tmp_path: Path) -> None:
    save_space(tmp_path / "half")
    (tmp_path / "half" / "vectors.f32").unlink(missing_ok=True)
    for file in (tmp_path / "half").iterdir():
        file.write_bytes(b"")
    job = made_up_job(lone, tmp_path / "half")
    lone._hear(Died("was ended by signal 9 (SIGKILL)", ()))
    assert job.state == "failed"
    assert not lone.models
    assert lone.current_model is None


def test_death_of_an_idle_worker_is_no_news(lone: Session) -> None:
    lone._hear(Died("ended with status 1", ()))
    assert not lone.jobs


def test_death_of_an_earlier_worker_is_not_the_new_ones(session: Session) -> None:
    job = train(session, SHORT, "unharmed")
    session.client.events.put(Died("was ended by signal 9 (SIGKILL)", (), pid=1))
    session.wait(job)
    assert job.state == "done"


def test_a_result_that_cannot_be_opened_fails_its_job(lone: Session, tmp_path: Path) -> None:
    job = made_up_job(lone, tmp_path / "nothing")
    lone._hear(Trained(1, str(tmp_path / "nothing"), 1.0, None))
    assert job.state == "failed"
    assert not lone.models


def test_progress_of_an_unknown_job_is_ignored(lone: Session) -> None:
    lone._hear(Ready(1))
    lone._hear(Progress(7, "training"))
    assert not lone.jobs


def test_nothing_is_loaded_or_trained(lone: Session) -> None:
    with pytest.raises(EmbreplError) as caught:
        _ = lone.corpus
    assert caught.value.code == "nothing-loaded"
    with pytest.raises(EmbreplError) as caught:
        _ = lone.model
    assert caught.value.code == "nothing-trained"
    with pytest.raises(EmbreplError) as caught:
        lone.use("anything")
    assert caught.value.code == "unknown-name"


def test_a_home_that_takes_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "state"))
    session = Session()
    assert session.client.log == Path(os.devnull)


def test_closing_ends_the_worker_and_clears_the_folder(tmp_path: Path, folder: Path) -> None:
    session = Session(log=tmp_path / "worker.log")
    job = session.wait(session.load([str(folder / "chinese.txt")], {}, None))
    pid = session.client.pid
    assert pid is not None
    assert job.folder.parent.exists()
    session.close()
    assert not job.folder.parent.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    session.close()


def test_many_threads_start_one_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def counted(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(client.subprocess, "Popen", counted)
    worker = WorkerClient(tmp_path / "worker.log")
    barrier = threading.Barrier(8)

    def start() -> None:
        barrier.wait(PATIENCE)
        worker.start()

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    worker.close()
    assert len(started) == 1


def test_a_worker_that_talks_nonsense_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys; print('hello', flush=True); print('world', flush=True); sys.stdin.read()"
    popen = subprocess.Popen
    monkeypatch.setattr(client.subprocess, "Popen", lambda _, **given: popen([sys.executable, "-c", script], **given))
    worker = WorkerClient(tmp_path / "worker.log")
    worker.start()
    died = worker.events.get(timeout=PATIENCE)
    assert isinstance(died, Died)
    assert "not a message: b'hello" in died.cause
    worker.close()
    with pytest.raises(queue.Empty):
        worker.events.get_nowait()


def worker_process() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "embrepl.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_a_worker_ends_when_its_input_does() -> None:
    with worker_process() as process:
        replies, log = process.communicate(protocol.encode(Stop(9)), timeout=PATIENCE)
    assert process.returncode == 0
    assert [protocol.decode(line) for line in replies.splitlines()] == [Ready(process.pid)]
    assert log == b""


def test_a_worker_that_hears_nonsense_ends() -> None:
    with worker_process() as process:
        assert process.stdin is not None
        process.stdin.write(b"nonsense\n")
        process.stdin.flush()
        assert process.wait(PATIENCE) == 1
        assert process.stderr is not None
        assert b"not a message: b'nonsense" in process.stderr.read()


texts = st.text(st.characters(), max_size=20)  # lone surrogates too, which stand in paths that are no Unicode
numbers = st.integers(0, 2**53)
floats = st.floats(allow_nan=False)
values = st.dictionaries(texts, st.one_of(st.none(), st.booleans(), numbers, floats, texts), max_size=4)
messages = st.one_of(
    st.builds(ReadCorpus, numbers, st.lists(texts, max_size=3), texts, values),
    st.builds(Train, numbers, texts, texts, texts, values, values),
    st.builds(Stop, numbers),
    st.builds(Ready, numbers),
    st.builds(Progress, numbers, texts, floats, floats, texts, st.dictionaries(texts, floats, max_size=4)),
    st.builds(CorpusRead, numbers, texts),
    st.builds(Trained, numbers, texts, floats, st.none() | floats, floats, texts),
    st.builds(Failed, numbers, texts, texts, texts, st.booleans()),
)


@given(messages)
def test_a_message_is_one_line_and_reads_back_equal(message: protocol.Message) -> None:
    line = protocol.encode(message)
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert protocol.decode(line) == message


json_like = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "job", "x"]), inner),
    max_leaves=5,
)


@given(st.one_of(st.binary(max_size=60), st.text(string.printable).map(str.encode)))
def test_garbage_raises_value_error_alone(line: bytes) -> None:
    with pytest.raises(ValueError, match="not a message"):
        protocol.decode(line)


@given(json_like)
def test_json_of_another_kind_raises_value_error_alone(value: Any) -> None:
    import json

    with pytest.raises(ValueError, match="not a message"):
        protocol.decode(json.dumps(value).encode())


@pytest.mark.parametrize(
    "line",
    [
        b"", b"\n", b"[" * 100_000, b"{}", b"[]", b"null", b'{"type": "Stop"}', b'{"type": "Stop", "job": 1, "x": 2}',
        b'{"type": ["Stop"], "job": 1}', b'{"type": "str", "object": 1}', b"\xff\xfe\x00", b"9" * 10_000,
        b'{"type": "Stop", "job": 1} {"type": "Stop", "job": 2}',
    ],
)  # fmt: skip
def test_what_is_no_message(line: bytes) -> None:
    with pytest.raises(ValueError, match="not a message"):
        protocol.decode(line)
