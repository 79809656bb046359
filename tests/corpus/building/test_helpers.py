"""Processes that help to read: nothing depends on them, and they end whatever happens."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from embrepl.corpus.building import build, helper, indexing
from embrepl.corpus.building.analysis import TextBatch
from embrepl.corpus.building.helper import Helper
from embrepl.corpus.options import ReadOptions
from embrepl.corpus.store.store import Corpus
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.vocabulary import Vocabulary
from embrepl.errors import EmbreplError
from embrepl.system import memory, python
from tests.helpers.places import REPO
from tests.helpers.stores import assert_same, make, written

SENTENCES = (
    "The river flows to the sea, and the sea is deep — né en été.\n",
    "New York isn't in Old York; see https://example.org/york.\n",
    "林黛玉笑了。黛玉道：颦儿来，宝玉見颦儿。\n",
    "CHAPTER II. Of Kings\n\n",
    "zażółć gęślą jaźń 𝐚𝐛 ٣٤٥ ไทย かな\n",
)
OPTIONS = (
    {},
    {"phrases": "npmi", "phrase_min_count": 2, "phrase_threshold": 0.1},
    {"case": "keep", "numbers": "drop", "addresses": "keep"},
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Give a folder of texts of several kinds, in which new words turn up to the end."""
    folder = tmp_path / "texts"
    for number, sentence in enumerate(SENTENCES):
        lines = (f"{sentence}word{line * (number + 1)} {SENTENCES[line % len(SENTENCES)]}" for line in range(120))
        written(folder / f"{number}.txt", "".join(lines))
    written(folder / "rows.csv", "text\n" + "".join(f'"{SENTENCES[n % 5]} row{n}"\n' for n in range(400)))
    return folder


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Helper]:
    """Let one helper be started with the first batch, and be waited for; give those that were."""
    helpers: list[Helper] = []
    start = indexing.start

    def at_once(*given: object) -> Helper | None:
        made = start(*given)  # type: ignore[arg-type]
        assert made is not None
        wait(lambda: made.free)
        helpers.append(made)
        return made

    monkeypatch.setattr(indexing, "WITHOUT", 0)
    monkeypatch.setattr(indexing, "BATCH_CHARACTERS", 2000)
    monkeypatch.setattr(indexing, "start", at_once)
    monkeypatch.setattr(memory, "helpers", lambda *_: 1)
    return helpers


def wait(state: Callable[[], bool]) -> None:
    for _ in range(3000):
        if state():
            return
        time.sleep(0.01)
    pytest.fail("it did not come to be")


def alone(folder: Path, source: Path, monkeypatch: pytest.MonkeyPatch, **options: object) -> Corpus:
    """Read without helpers."""
    with monkeypatch.context() as patched:
        patched.setattr(memory, "helpers", lambda *_: 0)
        return make(folder, source, **options)


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("helpers", [1, 2])
def test_the_result_does_not_depend_on_helpers(
    tmp_path: Path,
    texts: Path,
    started: list[Helper],
    monkeypatch: pytest.MonkeyPatch,
    options: dict[str, object],
    helpers: int,
) -> None:
    names = written(tmp_path / "names.txt", "林黛玉 = 黛玉 = 颦儿\n宝玉\nNew York\n")
    options = {**options, "user_dict": str(names)}
    expected = alone(tmp_path / "alone", texts, monkeypatch, **options)
    monkeypatch.setattr(memory, "helpers", lambda *_: helpers)
    given: list[TextBatch] = []
    submit = Helper.submit

    def counted(self: Helper, batch: TextBatch) -> helper.Asked:
        given.append(batch)
        return submit(self, batch)

    monkeypatch.setattr(Helper, "submit", counted)
    assert_same(make(tmp_path / "helped", texts, **options), expected)
    assert (len(started), len(given) > 5) == (helpers, True)
    assert all(not each.free for each in started)


def test_a_helper_that_is_killed_costs_nothing(
    tmp_path: Path, texts: Path, started: list[Helper], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = alone(tmp_path / "alone", texts, monkeypatch)
    submit = Helper.submit

    def killing(self: Helper, batch: TextBatch) -> helper.Asked:
        asked = submit(self, batch)
        child = self._pipes.child
        assert child is not None
        child.kill()
        return asked

    monkeypatch.setattr(Helper, "submit", killing)
    assert_same(make(tmp_path / "helped", texts), expected)
    assert not started[0].free


def test_an_exception_there_is_met_here(capfd: pytest.CaptureFixture[str]) -> None:
    made = helper.start(None, ReadOptions(), Segmenter(), 0)
    assert made is not None
    asked = made.submit("no batch")  # type: ignore[arg-type]
    vocabulary = Vocabulary()
    assert asked.result(vocabulary) is None
    assert made.submit(TextBatch("a b", [0], [(0, 0)])).result(vocabulary) is None
    made.close()
    assert "AttributeError" in capfd.readouterr().err


def test_a_helper_ends_when_reading_is_stopped(tmp_path: Path, texts: Path, started: list[Helper]) -> None:
    with pytest.raises(EmbreplError) as caught:
        build.build([str(texts)], ReadOptions(), tmp_path / "store", lambda _: None, lambda: bool(started))
    (child,) = (each._pipes.child for each in started)
    assert child is not None
    assert (caught.value.code, child.poll() is None) == ("stopped", False)


def test_no_helper_is_started_for_a_short_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "fresh", lambda _: pytest.fail("a process was started"))
    monkeypatch.setattr(memory, "helpers", lambda *_: 1)
    corpus = make(tmp_path / "a", written(tmp_path / "a.txt", SENTENCES[0] * 5000))
    assert corpus.report.tokens == 14 * 5000


def test_reading_goes_on_where_no_process_can_be_started(
    tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("too many processes")

    expected = alone(tmp_path / "alone", texts, monkeypatch)
    monkeypatch.setattr(indexing, "WITHOUT", 0)
    monkeypatch.setattr(indexing, "BATCH_CHARACTERS", 2000)
    monkeypatch.setattr(memory, "helpers", lambda *_: 1)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert_same(make(tmp_path / "helped", texts), expected)
    assert "too many processes" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("limit", "fit"), [(memory.DEFAULT, 3), (1 << 40, 3), (0, 0), (1, 1), (memory.PER_HELPER, 2), (-1, 0)]
)
def test_helpers_are_started_where_memory_allows(monkeypatch: pytest.MonkeyPatch, limit: int, fit: int) -> None:
    monkeypatch.setattr(memory, "resident", lambda: 50 << 20)
    least = (50 << 20) + memory.BATCHES + memory.ENOUGH + memory.PER_HELPER
    limit = limit if limit > 1 << 30 else least + limit - (not limit)
    assert memory.helpers(limit, 3) == fit


COPIES = """
import os, sys, time
from pathlib import Path
from embrepl.corpus.building import build, helper_process, indexing
from embrepl.corpus.options import ReadOptions
from embrepl.system import memory
from embrepl.system.python import Template

def named(requests, replies):
    print("copy", os.getpid(), flush=True)
    helper_process.serve(requests, replies)

helper_process.MOST_TYPES = 100  # so that its vocabulary begins anew all the time
template = Template(named)
print("template", template._pid, flush=True)
indexing.BATCH_CHARACTERS, indexing.WITH_TEMPLATE = 2000, 0
memory.helpers = lambda *_: 2
start = indexing.start

def at_once(*given):
    made = start(*given)
    while not made.free:
        time.sleep(0.01)
    started.append(made)
    return made

indexing.start = at_once
wait, started = len(sys.argv) > 3, []
stopped = lambda: bool(wait and len(started) == 2 and time.sleep(60))
build.build([sys.argv[1]], ReadOptions(), Path(sys.argv[2]), lambda _: None, stopped, template=template)
template.close()
"""


@pytest.mark.skipif(not python.CAN_COPY, reason="processes cannot be copied here")
def test_copies_of_a_template_give_the_same(tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = alone(tmp_path / "alone", texts, monkeypatch)
    command = [sys.executable, "-c", COPIES, str(texts), str(tmp_path / "helped")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPO)
    assert_same(Corpus.open(tmp_path / "helped"), expected)
    assert done.stderr.count("copy") == 2


@pytest.mark.skipif(not python.CAN_COPY, reason="processes cannot be copied here")
def test_all_end_with_the_one_that_reads(tmp_path: Path, texts: Path) -> None:
    command = [sys.executable, "-c", COPIES, str(texts), str(tmp_path / "helped"), "wait"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=REPO) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        pids = [int(process.stdout.readline().split()[1])]
        pids += [int(process.stderr.readline().split()[1]) for _ in range(2)]
        process.kill()
    for pid in pids:
        wait(lambda pid=pid: not is_running(pid))  # type: ignore[misc]


def is_running(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
