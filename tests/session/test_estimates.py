"""An estimate never holds up the prompt: what takes long goes on behind it, is stopped at once, and gives way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from embrepl.errors import EmbreplError
from embrepl.session.kinds import ESTIMATING
from embrepl.session.session import Session
from embrepl.training.protocol import Estimated, Failed, Stop
from tests.helpers.clients import SilentClient, begin, hear
from tests.helpers.sessions import Looks, Talk
from tests.helpers.texts import corpus_of


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """A session at a prompt, with a text and a background process that never answers of itself."""
    session = Session(client=SilentClient(tmp_path / "worker.log"))
    session.corpora["tales"] = corpus_of(tmp_path, {"a.txt": "a b c a b c " * 50})
    session.current_corpus = "tales"
    session.patience = 0.0
    yield Talk(session)
    session.close(at_once=True)


def estimated(job: int) -> Estimated:
    return Estimated(job, seconds=2820.0, memory=1, words=3, tokens=300, dry=True)


def test_one_that_takes_long_goes_on_behind_the_prompt(talk: Talk) -> None:
    started = talk("train zero --dim 5000 --dry-run")
    assert (started.kind, started.title) == ("started", "estimating zero")
    job = talk.session.jobs[started.job]
    assert job in talk.session.jobs.unreported
    hear(talk.session, estimated(job.number))
    planned = talk("wait")
    assert (planned.kind, planned.command, planned.seconds) == ("planned", "train zero --dim 5000", 2820.0)


def test_one_behind_the_prompt_gives_way(talk: Talk) -> None:
    first = talk("train zero --dim 5000 --dry-run").job
    second = talk("train zero --dim 10 --dry-run").job
    assert Stop(first) in talk.session.jobs.client.sent  # type: ignore[attr-defined]
    assert talk.session.jobs[first].state == "stopped"
    hear(talk.session, estimated(first), Failed(first, "stopped", "late"), estimated(second))
    assert talk.session.jobs[first].state == "stopped"
    assert talk("wait").command == "train zero --dim 10"


def test_ctrl_c_ends_the_wait_at_once(talk: Talk) -> None:
    talk.session.patience = 3600.0
    talk.session.listener = Looks(talk, press=True)
    error = talk.error("train zero --dim 5000 --dry-run")
    assert (error.code, error.message) == ("stopped", "Stopped before the estimate was made.")
    assert talk.session.jobs.running is None


def test_no_estimate_is_shown_after_the_request_to_stop(talk: Talk, tmp_path: Path) -> None:
    shown = []
    talk.session.listener.on_estimate = shown.append  # type: ignore[method-assign]
    job = begin(talk.session, tmp_path)
    hear(talk.session, Estimated(job.number, 1.0, 1, 3, 300))
    talk.session.jobs.stop(job)
    hear(talk.session, Estimated(job.number, 2820.0, 1, 3, 300))
    assert shown == [job]
    assert job.kind is not ESTIMATING


def test_a_training_is_not_held_up_by_what_runs_in_the_background_but_an_estimate(talk: Talk, tmp_path: Path) -> None:
    job = begin(talk.session, tmp_path)
    job.background = True
    with pytest.raises(EmbreplError) as caught:
        begin(talk.session, tmp_path)
    assert caught.value.code == "worker-busy"
