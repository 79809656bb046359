"""Each kind of job has its own sentences: when the session ends meanwhile, and when the background process dies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from embrepl.session.session import Session
from embrepl.training.protocol import CorpusRead, Failed, Stop
from tests.helpers.clients import SilentClient, hear
from tests.helpers.sessions import Talk, quoted
from tests.helpers.texts import corpus_of


@pytest.fixture
def client(tmp_path: Path) -> SilentClient:
    return SilentClient(tmp_path / "worker.log")


@pytest.fixture
def talk(client: SilentClient, tmp_path: Path) -> Iterator[Talk]:
    """A session with a corpus, whose background process never answers."""
    session = Session(client=client)
    session.corpora["tale"] = corpus_of(tmp_path / "text", {"tale.txt": "the king and the queen " * 20})
    session.current_corpus = "tale"
    yield Talk(session)
    session.close()


@pytest.fixture
def vectors(tmp_path: Path) -> str:
    path = tmp_path / "glove.txt"
    path.write_text("king 1 2 3\nqueen 2 1 3\n", encoding="utf-8")
    return quoted(str(path))


def test_leaving_while_vectors_are_read(talk: Talk, client: SilentClient, vectors: str) -> None:
    job = talk(f"open {vectors} &").job
    talk.session.close()
    assert talk.notes.getvalue() == "reading glove was stopped: `open` reads the file from its beginning.\n"
    assert client.sent[-1] == Stop(job)


def test_leaving_while_a_training_has_kept_nothing(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embrepl.session.worker_jobs.LEAVING", 0.0)
    talk("train --name mine &")
    talk.session.close()
    assert talk.notes.getvalue().endswith("training mine was stopped: what it learnt is lost.\n")


def test_leaving_while_a_corpus_is_read(talk: Talk, client: SilentClient, tmp_path: Path) -> None:
    job = talk(f"load {quoted(str(tmp_path))} --name texts &").job
    talk.session.close()
    assert talk.notes.getvalue() == "reading texts was stopped: `load` reads it from its beginning.\n"
    assert client.sent[-1] == Stop(job)


def test_a_load_that_was_stopped_is_no_failure(talk: Talk, client: SilentClient, tmp_path: Path) -> None:
    for code, state in (("stopped", "stopped"), ("no-text-files", "failed")):
        job = talk(f"load {quoted(str(tmp_path))} &").job
        client.events.put(Failed(job, code, "It was stopped."))
        assert talk("jobs").rows[-1].state == state


def test_a_name_that_is_taken_is_noted(talk: Talk, client: SilentClient, tmp_path: Path) -> None:
    said = "The name tale is taken: this one is called tale-2.\n"
    for code, told in (("no-text-files", ""), ("", said)):
        job = talk(f"load {quoted(str(tmp_path))} --name tale &").job
        assert talk.error("train --name tale").code == "worker-busy"
        assert "is taken" not in talk.notes.getvalue()
        made = CorpusRead(job, str(talk.session.corpora["tale"].folder))
        hear(talk.session, Failed(job, code, "There is no text.") if code else made)
        assert talk.notes.getvalue().endswith(told)
        assert talk.notes.getvalue().count("is taken") == bool(told)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("open {vectors}", "Nothing is lost: `open` reads the file from its beginning; "),
        ("load {vectors}", "`load` it again; "),
        ("train", "What it learnt is lost, nothing else: `train` starts anew; "),
        ("train --dry-run", "Nothing is lost: ask for the estimate again; "),
    ],
)
def test_the_background_process_dies(
    talk: Talk, client: SilentClient, vectors: str, line: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "send", lambda _: client.die())
    error = talk.error(line.format(vectors=vectors))
    assert error.code == "worker-died"
    assert error.hint.startswith(advice)
    assert str(client.log) in error.hint
