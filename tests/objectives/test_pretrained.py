"""Vectors from files: as they are, as the start of a training, and without any text."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.errors import EmbreplError
from embrepl.objectives import pretrained, zero
from embrepl.objectives.engine.initial_vectors import start_vectors
from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.task import Outcome, Task
from embrepl.objectives.spectral import pending_start
from embrepl.space import external, store
from embrepl.space.formats.vectors import WordVectors
from embrepl.space.formats.writing import write
from embrepl.training import choosing
from embrepl.training.options.base import Options
from embrepl.training.protocol import ReadVectors, Train
from embrepl.training.recipe import Recipe
from embrepl.worker import training
from embrepl.worker.progress import JobReporter
from embrepl.worker.vectors import read_vectors
from tests.helpers.trainings import Estimating, Silent, StopAfter, small_text, train
from tests.helpers.vector_files import IN_TEXT, KINDS, TAKEN, WITH, unit

SLOW = {"dim": 6, "epochs": 1, "learning_rate": 1e-12, "window": 2, "min_count": 1}


@pytest.fixture(scope="module")
def text() -> Text:
    return small_text(words=len(IN_TEXT))


def options_of(objective: str, **given: Any) -> Options:
    return choosing.choose(objective, None, given)


def train_from(path: Path, text: Text, report: Silent | None = None, **given: Any) -> tuple[Outcome, np.ndarray]:
    """Train `zero` from a file; return how it ended, and where it began."""
    options = options_of("zero", **{**SLOW, "init": str(path), **given})
    start = start_vectors(text, options, IN_TEXT, report or Silent(), pending_start).vectors
    assert start is not None
    outcome = zero.train(Task(text, options, IN_TEXT, start), report or Silent())
    assert outcome is not None
    return outcome, start


@pytest.mark.parametrize("kind", [*KINDS, "packed", "folder"])
class TestEachFormat:
    def test_as_it_is(self, files: dict[str, Path], matrix: np.ndarray, text: Text, kind: str) -> None:
        options = options_of("pretrained", file=str(files[kind]), dim=6)
        outcome = train("pretrained", text, options, words=IN_TEXT)
        assert outcome.rows is not None
        assert outcome.rows.tolist() == list(WITH)
        np.testing.assert_array_equal(outcome.matrix, matrix[list(TAKEN)])
        assert outcome.missing == ("rare", "gone")
        share = text.counts[list(WITH)].sum() / text.counts.sum()
        assert outcome.figures == {
            "words_found": 6, "words_wanted": 8, "share_of_text": share, "words_by_other_case": 4,
        }  # fmt: skip
        assert outcome.notes[0].startswith(f"6 of 8 words, {100 * share:.1f} % of the text, have a vector in ")
        assert (outcome.start, outcome.loss, outcome.end.far, outcome.state) == (None, None, "", None)

    def test_as_a_start(self, files: dict[str, Path], matrix: np.ndarray, text: Text, kind: str) -> None:
        outcome, start = train_from(files[kind], text)
        np.testing.assert_array_equal(start[list(WITH)], matrix[list(TAKEN)])
        assert np.isnan(start[[4, 7]]).all()
        for vectors in (outcome.start, outcome.matrix):  # at length 1, for between such the distance is
            assert vectors is not None
            np.testing.assert_allclose(vectors[list(WITH)], unit(matrix[list(TAKEN)]), atol=1e-5)
            assert np.isfinite(vectors).all()

    def test_what_it_says_of_itself(self, files: dict[str, Path], kind: str) -> None:
        result = external.inspect(files[kind])
        assert result.dim == 6
        assert result == external.inspect(files[kind])


def test_the_keras_model_starts_there_too(files: dict[str, Path], matrix: np.ndarray, text: Text) -> None:
    outcome, _ = train_from(files["glove"], text, optimizer="adam", distance="squared", guard="none", unit=False,
                            loss="mse")  # fmt: skip
    assert outcome.start is not None
    np.testing.assert_array_equal(outcome.start[list(WITH)], matrix[list(TAKEN)])


def test_its_own_spelling_comes_first() -> None:
    matrix = np.arange(10, dtype=np.float32).reshape(5, 2)
    result = WordVectors(("KING", "King", "king", "New_York", "QUEEN"), matrix, (), "glove")
    matched = external.match(("King", "kInG", "new_york", "QUEEN", "rook"), result)
    assert matched.rows.tolist() == [0, 1, 2, 3]
    assert matched.matrix[:, 0].tolist() == [2, 4, 6, 8]
    assert matched.other_case == 2


def test_what_is_not_read_is_not_kept(files: dict[str, Path]) -> None:
    wanted = external.any_case(IN_TEXT)
    for kind in KINDS:
        assert "unused" not in external.read(files[kind], wanted).words


def test_fingerprints_tell_files_apart(tmp_path: Path) -> None:
    path, seen = tmp_path / "v", set()
    for content in (b"", b"a", b"b", bytes(1 << 23), bytes((1 << 23) - 1) + b"1", b"1" + bytes((1 << 23) - 1)):
        path.write_bytes(content)
        seen.add(external.fingerprint(path))
        assert external.fingerprint(path) in seen
    assert len(seen) == 6


def test_an_estimate_alone(files: dict[str, Path], text: Text) -> None:
    report, options = Estimating(), options_of("pretrained", file=str(files["glove"]), dim=6)
    task = Task(text, options, IN_TEXT)
    assert pretrained.train(task, report) is None
    assert report.memory > 0
    assert 0 < report.seconds < 60


class TestStopping:
    @pytest.fixture
    def long(self, tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
        """A file of several blocks."""
        words = tuple(f"w{number}" for number in range(120_000))
        path = tmp_path / "long.txt"
        write("glove", path, words, np.ones((len(words), 20), np.float32) / 3)
        return path, words

    def test_what_was_read_is_kept(self, long: tuple[Path, tuple[str, ...]]) -> None:
        path, words = long
        text = Text(np.arange(len(words), dtype=np.int32), np.array([0, len(words)]), np.ones(len(words), np.int64))
        outcome = train("pretrained", text, options_of("pretrained", file=str(path), dim=20), StopAfter(2), words=words)
        assert 0 < len(outcome.matrix) < len(words)
        assert outcome.end.far.endswith("of the file")
        assert any("stopped" in note for note in outcome.notes)

    def test_open_keeps_what_was_read(self, long: tuple[Path, tuple[str, ...]], tmp_path: Path) -> None:
        reporter = JobReporter(1, lambda _: None)
        reporter.stop()
        done = read_vectors(ReadVectors(1, str(long[0]), str(tmp_path / "space"), 10**6, Recipe("a")), reporter)
        space = store.open_space(tmp_path / "space")
        assert 0 < len(space) < len(long[1])
        assert done.end.far.endswith("of the file")
        assert space.recipe["stopped"] == done.end.far

    def test_half_a_start_is_none(self, long: tuple[Path, tuple[str, ...]], text: Text) -> None:
        options = options_of("zero", **{**SLOW, "dim": 20, "init": str(long[0])})
        for words in (long[1], IN_TEXT):
            with pytest.raises(EmbreplError) as caught:
                part = Text(text.ids, text.documents, text.counts)
                start_vectors(part, options, words[: len(text.counts)], StopAfter(1), pending_start)
            assert caught.value.code == "stopped"


class TestResuming:
    """The worker's own function, in this process."""

    @pytest.fixture
    def corpus(self, tmp_path: Path) -> Path:
        rng = np.random.default_rng(0)
        words = rng.choice(IN_TEXT, 6_000, p=np.arange(8, 0, -1) / 36)
        (tmp_path / "a.txt").write_text("\n".join(" ".join(words[at : at + 50]) for at in range(0, 6_000, 50)))
        build([str(tmp_path / "a.txt")], ReadOptions(), tmp_path / "corpus", lambda _: None, lambda: False)
        return tmp_path / "corpus"

    def test_a_stopped_one_equals_an_uninterrupted_one(
        self, corpus: Path, files: dict[str, Path], tmp_path: Path
    ) -> None:
        init = tmp_path / "init.txt"
        init.write_bytes(files["glove"].read_bytes())
        given = {"dim": 6, "epochs": 8, "min_count": 1, "window": 2, "init": str(init), "batch": 64}
        options = asdict(options_of("zero", **given))

        def run(name: str, state: str, stop_at: int = 0, resume: bool = False) -> Any:
            messages = []

            def send(message: Any) -> None:
                messages.append(message)
                if stop_at and sum(getattr(each, "stage", "") == "training" for each in messages) >= stop_at:
                    reporter.stop()

            reporter = JobReporter(1, send)
            folder = tmp_path / name
            request = Train(1, Recipe("zero", options=options), str(corpus), str(folder), str(tmp_path / state), resume)
            return training.train(request, reporter), store.open_space(folder)

        done, whole = run("whole", "s1")
        assert not done.end.far
        assert done.missing == ["rare", "gone"]
        assert done.notes[0].endswith("; the others start at random.")
        stopped, part = run("part", "s2", stop_at=1)
        assert stopped.end.far
        assert stopped.end.resumable
        assert not np.array_equal(part.matrix, whole.matrix)
        init.unlink()  # the file is needed no more
        resumed, same = run("part", "s2", resume=True)
        assert (resumed.end.far, resumed.notes) == ("", [])
        assert np.array_equal(same.matrix, whole.matrix)
        assert np.array_equal(same.start, whole.start)
