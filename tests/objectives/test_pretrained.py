"""Vectors from files: as they are, as the start of a training, and without any text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embrepl.corpus.building.build import build
from embrepl.corpus.options import ReadOptions
from embrepl.errors import EmbreplError
from embrepl.objectives import pretrained, zero
from embrepl.objectives.engine.initial_vectors import starting
from embrepl.objectives.engine.sampling import Text
from embrepl.objectives.engine.task import Outcome, Task
from embrepl.space import outside, store
from embrepl.space.formats.reading import read
from embrepl.space.formats.vectors import Vectors
from embrepl.space.formats.writing import write
from embrepl.training import choosing
from embrepl.training.options.base import Options
from embrepl.training.protocol import ReadVectors, Train
from embrepl.worker import jobs
from embrepl.worker.progress import JobReporter
from embrepl.worker.vectors import read_vectors
from tests.helpers.sessions import Talk, quoted, shown, talking
from tests.helpers.trainings import Estimating, Silent, StopAfter, small_text, train

KINDS = ("word2vec", "word2vec-binary", "glove", "fasttext")
IN_FILE = ("the", "King", "queen", "NASA", "London", "nasa!", "Don't", "unused")
IN_TEXT = ("queen", "king", "nasa", "london", "rare", "don't", "the", "gone")
WITH = (0, 1, 2, 3, 5, 6)  # of the words in the text, those that have a vector
TAKEN = (2, 1, 3, 4, 6, 0)  # and where it stands in the file
SLOW = {"dim": 6, "epochs": 1, "learning_rate": 1e-12, "window": 2, "min_count": 1}


@pytest.fixture(scope="module")
def matrix() -> np.ndarray:
    return np.random.default_rng(3).normal(size=(len(IN_FILE), 6)).astype(np.float32)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, matrix: np.ndarray) -> dict[str, Path]:
    """A file of each format, the first of them packed too, and a folder where a space is kept."""
    folder = tmp_path_factory.mktemp("vectors")
    found = {kind: folder / f"a {kind}.txt" for kind in KINDS}
    for kind, path in found.items():
        write(kind, path, IN_FILE, matrix)
    found["packed"] = folder / "vectors.txt.gz"
    found["packed"].write_bytes(gzip.compress(found["word2vec"].read_bytes()))
    found["folder"] = folder / "space"
    store.save(found["folder"], IN_FILE, np.arange(len(IN_FILE), 0, -1), matrix, {"command": "train it"}, None)
    return found


@pytest.fixture(scope="module")
def text() -> Text:
    return small_text(words=len(IN_TEXT))


def options_of(objective: str, **given: Any) -> Options:
    return choosing.choose(objective, None, given)


def train_from(path: Path, text: Text, report: Silent | None = None, **given: Any) -> tuple[Outcome, np.ndarray]:
    """Train `zero` from a file; return how it ended, and where it began."""
    options = options_of("zero", **{**SLOW, "init": str(path), **given})
    start = starting(text, options, IN_TEXT, report or Silent()).vectors
    assert start is not None
    outcome = zero.train(Task(text, options, IN_TEXT, start), report or Silent())
    assert outcome is not None
    return outcome, start


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


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
        assert (outcome.start, outcome.loss, outcome.stopped, outcome.state) == (None, None, "", None)

    def test_as_a_start(self, files: dict[str, Path], matrix: np.ndarray, text: Text, kind: str) -> None:
        outcome, start = train_from(files[kind], text)
        np.testing.assert_array_equal(start[list(WITH)], matrix[list(TAKEN)])
        assert np.isnan(start[[4, 7]]).all()
        for vectors in (outcome.start, outcome.matrix):  # at length 1, for between such the distance is
            assert vectors is not None
            np.testing.assert_allclose(vectors[list(WITH)], unit(matrix[list(TAKEN)]), atol=1e-5)
            assert np.isfinite(vectors).all()

    def test_what_it_says_of_itself(self, files: dict[str, Path], kind: str) -> None:
        found = outside.look(files[kind])
        assert found.dim == 6
        assert found == outside.look(files[kind])


def test_the_keras_model_starts_there_too(files: dict[str, Path], matrix: np.ndarray, text: Text) -> None:
    outcome, _ = train_from(files["glove"], text, optimizer="adam", distance="squared", guard="none", unit=False,
                            loss="mse")  # fmt: skip
    assert outcome.start is not None
    np.testing.assert_array_equal(outcome.start[list(WITH)], matrix[list(TAKEN)])


def test_its_own_spelling_comes_first() -> None:
    matrix = np.arange(10, dtype=np.float32).reshape(5, 2)
    found = Vectors(("KING", "King", "king", "New_York", "QUEEN"), matrix, (), "glove")
    matched = outside.match(("King", "kInG", "new_york", "QUEEN", "rook"), found)
    assert matched.rows.tolist() == [0, 1, 2, 3]
    assert matched.matrix[:, 0].tolist() == [2, 4, 6, 8]
    assert matched.other_case == 2


def test_what_is_not_read_is_not_kept(files: dict[str, Path]) -> None:
    wanted = outside.wanted(IN_TEXT)
    for kind in KINDS:
        assert "unused" not in outside.read(files[kind], wanted).words


def test_fingerprints_tell_files_apart(tmp_path: Path) -> None:
    path, seen = tmp_path / "v", set()
    for content in (b"", b"a", b"b", bytes(1 << 23), bytes((1 << 23) - 1) + b"1", b"1" + bytes((1 << 23) - 1)):
        path.write_bytes(content)
        seen.add(outside.fingerprint(path))
        assert outside.fingerprint(path) in seen
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
        assert outcome.stopped.endswith("of the file")
        assert any("stopped" in note for note in outcome.notes)

    def test_open_keeps_what_was_read(self, long: tuple[Path, tuple[str, ...]], tmp_path: Path) -> None:
        reporter = JobReporter(1, lambda _: None)
        reporter.stop()
        done = read_vectors(ReadVectors(1, str(long[0]), str(tmp_path / "space"), 10**6, {"objective": "a"}), reporter)
        space = store.open_space(tmp_path / "space")
        assert 0 < len(space) < len(long[1])
        assert done.stopped.endswith("of the file")
        assert space.recipe["stopped"] == done.stopped

    def test_half_a_start_is_none(self, long: tuple[Path, tuple[str, ...]], text: Text) -> None:
        options = options_of("zero", **{**SLOW, "dim": 20, "init": str(long[0])})
        for words in (long[1], IN_TEXT):
            with pytest.raises(EmbreplError) as caught:
                starting(Text(text.ids, text.documents, text.counts), options, words[: len(text.counts)], StopAfter(1))
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
            told = []

            def send(message: Any) -> None:
                told.append(message)
                if stop_at and sum(getattr(each, "stage", "") == "training" for each in told) >= stop_at:
                    reporter.stop()

            reporter = JobReporter(1, send)
            folder = tmp_path / name
            request = Train(1, "zero", str(corpus), str(folder), options, {"a": 1}, str(tmp_path / state), resume)
            return jobs.train(request, reporter), store.open_space(folder)

        done, whole = run("whole", "s1")
        assert not done.stopped
        assert done.missing == ["rare", "gone"]
        assert done.notes[0].endswith("; the others start at random.")
        stopped, part = run("part", "s2", stop_at=1)
        assert stopped.stopped
        assert stopped.resumable
        assert not np.array_equal(part.matrix, whole.matrix)
        init.unlink()  # the file is needed no more
        resumed, same = run("part", "s2", resume=True)
        assert (resumed.stopped, resumed.notes) == ("", [])
        assert np.array_equal(same.matrix, whole.matrix)
        assert np.array_equal(same.start, whole.start)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session with a small corpus."""
    home = tmp_path_factory.mktemp("home")
    rng = np.random.default_rng(0)
    words = rng.choice(IN_TEXT, 2_000, p=np.arange(8, 0, -1) / 36)
    (home / "story.txt").write_text("\n".join(" ".join(words[at : at + 50]) for at in range(0, 2_000, 50)))
    with talking(home) as talk:
        talk(f"load {quoted(str(home / 'story.txt'))}")
        yield talk


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session without any text."""
    with talking(tmp_path_factory.mktemp("home")) as talk:
        yield talk


class TestCommands:
    def test_pretrained(self, talk: Talk, files: dict[str, Path]) -> None:
        path = files["word2vec-binary"]
        answer = talk(f"train pretrained --file {quoted(str(path))}")
        assert (answer.objective, answer.corpus, answer.words, answer.dim) == ("pretrained", "story", 6, 6)
        assert answer.missing == ("rare", "gone")
        assert answer.figures["words_found"] == 6
        drawn = shown(answer, width=200)
        assert "6 of 8 words" in drawn
        assert "no vector for  rare, gone" in drawn
        assert f'recipe  train pretrained --file "{path}"' in drawn
        told = json.loads(shown(answer, "json"))
        assert told["missing"] == ["rare", "gone"]
        assert told["notes"][1] == "4 of them have it under another case."
        space = talk.session.models[answer.name].space
        assert space.words == [word for word in talk.session.corpus.words if word not in {"rare", "gone"}]
        assert space.counts.tolist() == [
            int(talk.session.corpus.counts[talk.session.corpus.index[word]]) for word in space.words
        ]
        assert space.recipe["vectors"] == {
            "path": str(path), "bytes": path.stat().st_size, "fingerprint": outside.fingerprint(path),
        }  # fmt: skip
        assert "keras" not in space.recipe["versions"]
        assert "rare" in talk.error("near rare").message

    def test_its_command_makes_it_again(self, talk: Talk, files: dict[str, Path]) -> None:
        first = talk(f"train pretrained --file {quoted(str(files['glove']))}")
        again = talk(first.command)
        spaces = [talk.session.models[each.name].space for each in (first, again)]
        assert first.command == again.command
        assert spaces[0].matrix.tobytes() == spaces[1].matrix.tobytes()

    def test_a_dry_run(self, talk: Talk, files: dict[str, Path]) -> None:
        planned = talk(f"train pretrained --file {quoted(str(files['glove']))} --dry-run")
        assert {row.option: row.value for row in planned.rows}["dim"] == 6
        assert planned.memory > 0

    def test_paths_as_they_are_typed_here(
        self, talk: Talk, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert talk.session.client.alive  # started elsewhere
        monkeypatch.chdir(files["glove"].parent)
        assert talk('train pretrained --file "a glove.txt"').words == 6
        monkeypatch.setenv("HOME", str(files["glove"].parent))
        assert talk("open ~/vectors.txt.gz").words == len(IN_FILE)

    def test_a_file_and_a_model_as_starts(self, talk: Talk, files: dict[str, Path], matrix: np.ndarray) -> None:
        little = "--epochs 1 --learning-rate 0.000000000001 --min-count 1 --window 2"
        answer = talk(f"train zero --init {quoted(str(files['glove']))} {little} --name first")
        assert (answer.dim, answer.words, answer.missing) == (6, 8, ("rare", "gone"))
        assert "start at random" in answer.notes[0]
        space = talk.session.models["first"].space
        for vectors in (space.matrix, space.start):
            rows = vectors[[space.id(IN_TEXT[at]) for at in WITH]]
            np.testing.assert_allclose(rows, unit(matrix[list(TAKEN)]), atol=1e-5)
        second = talk(f"train zero --init first {little} --name second")
        assert second.missing == ()
        assert "--init first" in second.command
        assert "have a vector in the model of `train zero" in second.notes[0]
        np.testing.assert_allclose(talk.session.models["second"].space.start, space.matrix, atol=1e-6)

    def test_another_dim(self, talk: Talk, files: dict[str, Path]) -> None:
        for start in (f"zero --init {quoted(str(files['glove']))}", f"pretrained --file {quoted(str(files['glove']))}"):
            error = talk.error(f"train {start} --dim 50")
            assert error.code == "dimension-mismatch"
            assert "6" in error.message
            assert "50" in error.message
            assert "--dim 6" in error.hint

    @pytest.mark.parametrize(
        ("line", "code", "said"),
        [
            ("train pretrained", "missing-value", "file"),
            ("train pretrained --file nowhere.txt", "unreadable-file", "nowhere.txt"),
            ("train zero --init nowhere.txt", "bad-option", "nowhere.txt"),
            ("train zero --init spectrla", "bad-option", "spectrla"),
            ("train spectral --init nowhere.txt", "unknown-option", "--init"),
            ("open nowhere.txt", "unreadable-file", "nowhere.txt"),
            ("open .", "no-space", "no saved space"),
            ("open a --most 0", "bad-option", "--most"),
        ],
    )
    def test_what_is_wrong_is_told_before_anything_starts(self, talk: Talk, line: str, code: str, said: str) -> None:
        jobs_before = len(talk.session.jobs)
        error = talk.error(line)
        assert error.code == code
        assert said in error.message + error.hint
        assert len(talk.session.jobs) == jobs_before

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "not-vectors"),
            (b"%PDF-1.7\n\0\0", "not-vectors"),
            (b"99999999 300\nking 1 2 3\n", "damaged-vectors"),
            (b"king nan nan nan\nqueen inf 0 1\n", "no-vectors"),
            (b"\xba\x16\x4f\x2f" + bytes(200), "damaged-vectors"),
            (b"\xba\x16\x4f\x2f\x0c\0\0\0\x06\0\0\0" + b"\x7f" * 200, "damaged-vectors"),
            (b"\x80\x04\x95cos\nsystem\n", "not-vectors"),
        ],
    )
    def test_a_hostile_file(self, talk: Talk, tmp_path: Path, content: bytes, code: str) -> None:
        path = tmp_path / "hostile.bin"
        path.write_bytes(content)
        for line in ("train pretrained --file", "train zero --init", "open"):
            error = talk.error(f"{line} {quoted(str(path))}")
            assert error.code in {code, "not-vectors", "no-vectors", "damaged-vectors"}, error
            assert "hostile.bin" in error.message
        assert talk("info").rows[0].name == "story"
        assert talk.session.client.alive

    def test_a_file_without_any_word_of_the_text(self, talk: Talk, tmp_path: Path) -> None:
        (tmp_path / "v.txt").write_text("roi 1.0 2.0 3.0\nreine 1.0 2.0 4.0\n")
        error = talk.error(f"train pretrained --file {quoted(str(tmp_path / 'v.txt'))}")
        assert (error.code, "same language" in error.hint) == ("no-vectors", True)


class TestOpen:
    def test_all_words_of_a_file(self, alone: Talk, files: dict[str, Path], matrix: np.ndarray) -> None:
        answer = alone(f"open {quoted(str(files['packed']))}")
        assert (answer.name, answer.corpus, answer.words, answer.dim) == ("vectors", "", len(IN_FILE), 6)
        space = alone.session.model.space
        assert space.words == list(IN_FILE)
        np.testing.assert_array_equal(space.matrix, matrix)
        assert json.loads(shown(answer, "json"))["corpus"] == ""
        assert alone(answer.command).words == len(IN_FILE)

    def test_every_command_knows_that_there_is_no_text(self, alone: Talk, files: dict[str, Path]) -> None:
        alone(f"open {quoted(str(files['glove']))} --name mine")
        near = alone("near King 3")
        assert (len(near.rows), near.rows[0].count) == (3, None)
        assert "count" not in shown(near)
        assert "seen" not in shown(alone("vec NASA"))
        assert alone("vec queen").count is None
        assert alone("dist the queen").model == "mine"
        assert alone("health").model == "mine"
        assert alone("models").rows[-1].corpus == ""
        assert alone("info").model == "mine"
        assert (alone("use mine").corpus, alone("jobs").rows[-1].state) == (None, "done")
        for line in ("top", "train zero", "resume", "corpus", "kwic king", "train pretrained --file x"):
            assert alone.error(line).code == "nothing-loaded", line
        assert "open" in alone.error("train pretrained --file x").hint
        assert "King" in alone.error("near king").hint
        error = alone.error("near quene")
        assert (error.code, "queen" in error.hint, "min-count" in error.message) == ("unknown-word", True, False)
        for name in ("table", "json", "jsonl", "csv", "tsv", "md"):
            for line in ("near King", "vec King", "dist the queen", "models", "info"):
                assert shown(alone(line), name)

    def test_it_can_be_written_again(
        self, alone: Talk, files: dict[str, Path], matrix: np.ndarray, tmp_path: Path
    ) -> None:
        alone(f"open {quoted(str(files['glove']))}")
        for kind in KINDS:
            path = tmp_path / kind
            alone(f"export {kind} {quoted(str(path))}")
            np.testing.assert_array_equal(read(path).matrix, matrix)

    def test_the_first_words(self, alone: Talk, files: dict[str, Path]) -> None:
        answer = alone(f"open {quoted(str(files['word2vec']))} --most 3 --name few")
        assert (answer.words, "--most" in answer.notes[0], answer.command.endswith("--most 3")) == (3, True, True)

    def test_counts_of_fasttext_give_the_order(self, alone: Talk, tmp_path: Path, matrix: np.ndarray) -> None:
        path, counts = tmp_path / "model.bin", np.array([1, 5, 2, 8, 3, 9, 4, 7])
        write("fasttext", path, IN_FILE, matrix, counts=counts)
        alone(f"open {quoted(str(path))}")
        space = alone.session.model.space
        order = np.argsort(-counts)
        assert space.words == [IN_FILE[at] for at in order]
        assert space.counts.tolist() == sorted(counts, reverse=True)
        np.testing.assert_array_equal(space.matrix, matrix[order])
        assert alone("near King 1").rows[0].count is not None

    def test_words_that_no_line_can_hold(self, alone: Talk, tmp_path: Path) -> None:
        path = tmp_path / "odd.bin"
        row = np.ones(2, "<f4").tobytes()
        path.write_bytes(b"3 2\n" + b"".join(word + b" " + row for word in (b"king", b"a\rb", b"c\nd")))
        answer = alone(f"open {quoted(str(path))}")
        assert (answer.words, alone.session.model.space.words) == (1, ["king"])
        assert "2 words with a line break" in answer.notes[-1]

    def test_in_the_background_it_stays_out_of_the_way(self, talk: Talk, files: dict[str, Path]) -> None:
        talk("use story")
        started = talk(f"open {quoted(str(files['glove']))} --name behind &")
        talk("wait")
        assert started.kind == "started"
        assert (talk.session.current_corpus, talk.session.current_model) == ("story", "behind")
        talk("use story")
        assert talk("use behind").corpus == "story"
        assert talk("top 1").rows
