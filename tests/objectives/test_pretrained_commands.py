"""Vectors from files by the commands `train pretrained`, `train --init` and `open`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embrepl.commands.lexer import quote
from embrepl.space import external
from embrepl.space.formats.reading import read
from embrepl.space.formats.writing import write
from tests.helpers.sessions import Talk, quoted, shown, talking
from tests.helpers.vector_files import IN_FILE, IN_TEXT, KINDS, TAKEN, WITH, unit


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
        assert f"recipe  train pretrained --file {quote(str(path))}" in drawn
        fields = json.loads(shown(answer, "json"))
        assert fields["missing"] == ["rare", "gone"]
        assert fields["notes"][1] == "4 of them have it under another case."
        space = talk.session.models[answer.name].space
        assert space.words == [word for word in talk.session.corpus.words if word not in {"rare", "gone"}]
        assert space.counts.tolist() == [
            int(talk.session.corpus.counts[talk.session.corpus.index[word]]) for word in space.words
        ]
        assert space.recipe["vectors"] == {
            "path": str(path), "bytes": path.stat().st_size, "fingerprint": external.fingerprint(path),
        }  # fmt: skip
        assert "keras" not in space.recipe["versions"]
        assert talk("near rare").made_of.total  # a word without a vector is made of its places

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
        assert talk.session.jobs.client.alive  # started elsewhere
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
        assert talk.session.jobs.client.alive

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
        assert alone.error("resume").code == "nothing-stopped"
        for line in ("top", "train zero", "corpus", "kwic king", "train pretrained --file x"):
            assert alone.error(line).code == "nothing-loaded", line
        assert "open" in alone.error("train pretrained --file x").hint
        assert alone("near king 3").rows == near.rows
        assert "king is written King here" in alone.notes.getvalue()
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
        before = talk("use story").model
        started = talk(f"open {quoted(str(files['glove']))} --name behind &")
        talk("wait")
        assert started.kind == "started"
        assert (talk.session.current_corpus, talk.session.current_model) == ("story", before or "behind")
        talk("use story")
        assert talk("use behind").corpus == "story"
        assert talk("top 1").rows

    @pytest.mark.parametrize("line", ["train pretrained --file", "train skipgram --sample 0 --epochs 1 --init"])
    def test_the_encoding_of_a_file(self, tmp_path: Path, line: str) -> None:
        (tmp_path / "text.txt").write_text("the café by the château " * 40, "utf-8")
        (tmp_path / "v.txt").write_bytes("the 1 0\ncafé 0.5 1\nchâteau 0.25 1\nby 1 1\n".encode("cp1252"))
        with talking(tmp_path / "home") as talk:
            talk(f"load {quoted(str(tmp_path / 'text.txt'))}")
            command = f"{line} {tmp_path / 'v.txt'} --encoding windows-1252"
            answer = talk(command)
            assert (answer.figures["words_found"], answer.command) == (4, command)
            assert talk.error(f"{line} {tmp_path / 'v.txt'} --encoding nope").code == "unknown-encoding"
            assert talk.error("train skipgram --encoding latin-1").code == "bad-option"
            assert talk.error("train spectral --encoding latin-1").code == "unknown-option"
