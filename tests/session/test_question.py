"""A question that takes long is shown and can be stopped; what is stopped leaves nothing behind."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from embrepl.corpus.concordance.concordance import Concordance
from embrepl.corpus.store import positions
from embrepl.corpus.store.store import Corpus
from embrepl.errors import EmbreplError
from embrepl.session.interrupts import Interrupts
from embrepl.session.jobs import Activity
from embrepl.session.listener import Listener
from embrepl.session.question import Question
from tests.helpers.sessions import Talk
from tests.helpers.texts import asking, corpus_of, rows_of

TEXTS = {f"{name}.csv": rows_of(["the king said so", "the queen said: the king and the queen"] * 5) for name in "ab"}
LINES = [
    "kwic king", "kwic /^[kq]/ --sort L1", "kwic the --random 3", "ngrams 2", "colloc king",
    "disperse queen --by documents", "keyness other", "freq king", "find *ing",
]  # fmt: skip


class Recorder(Listener):
    """Writes down what it is informed of."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def begin(self, work: Activity) -> None:
        self.calls.append(f"begin {work.title}")

    def update(self, work: Activity) -> None:
        self.calls.append(f"{work.progress.stage} {work.progress.done:.0f}" if work.progress else "")

    def end(self, work: Activity) -> None:
        self.calls.append(f"end {work.seconds}")


def test_only_what_takes_longer_than_a_moment_is_shown() -> None:
    recorder, times = Recorder(), iter([0.0, 0.1, 0.4, 0.6, 9.0])
    question = Question("ngrams 3", recorder, Interrupts(), lambda: next(times))
    with question.shown():
        question.report("counting", 1, 9)
        question.report("counting", 2, 9)
        assert not recorder.calls
        question.report("counting", 3, 9)
        question.report("sorting", 1, 2)
    assert recorder.calls == ["begin ngrams 3", "counting 3", "sorting 1", "end 9.0"]


def files(corpus: Corpus) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in corpus.folder.iterdir()}


def stopping(talk: Talk, at: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Press Ctrl-C when the work reports for the `at`-th time; return what counts the times."""
    report, times = Question.report, [0]

    def counted(self: Question, stage: str, done: int = 0, total: int = 0) -> None:
        times[0] += 1
        if times[0] == at:
            talk.session.interrupts.press()
        report(self, stage, done, total)

    monkeypatch.setattr(Question, "report", counted)
    return times


@pytest.mark.parametrize("line", LINES)
def test_whatever_is_stopped_leaves_the_store_and_the_session_as_they_were(tmp_path: Path, line: str) -> None:
    other = corpus_of(tmp_path / "other", {"b.csv": TEXTS["b.csv"]})
    fresh = corpus_of(tmp_path / "fresh", TEXTS).folder
    answers = []
    for at in range(1, 99):
        corpus = Corpus.open(Path(shutil.copytree(fresh, tmp_path / str(at))))
        talk = asking(other=other, mine=corpus)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(positions, "BATCH_TOKENS", 16)
            patch.setattr("embrepl.corpus.statistics.ngrams.GROUP", 16)
            patch.setattr("embrepl.corpus.concordance.hits.HITS_AT_ONCE", 4)
            times = stopping(talk, at, patch)
            try:
                answers.append(talk(line))
            except EmbreplError as error:
                assert error.code == "stopped"
            else:
                assert times[0] < at > 1  # it reported at least once
                break
        assert set(files(corpus)) - set(files(Corpus.open(fresh))) <= {positions.POSITIONS, positions.LINES}
        assert files(Corpus.open(fresh)).items() <= files(corpus).items()
        answers += [talk(line), asking(other=other, mine=Corpus.open(corpus.folder))(line)]
    assert all(answer == answers[0] for answer in answers)


def test_an_index_that_is_not_finished_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = corpus_of(tmp_path, TEXTS)
    before = files(corpus)

    def press(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", press)
    with pytest.raises(KeyboardInterrupt):
        Concordance(corpus).positions.prepare()
    assert files(corpus) == before
