"""Every command through `run`: the answers as data, the errors as a table, a few exact texts."""

from __future__ import annotations

import csv
import gzip
import inspect
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import corpora
from embrepl import __version__
from embrepl.commands import table
from embrepl.commands.answers.help import Goodbye
from embrepl.commands.answers.models import Used
from embrepl.commands.lexer import statements
from embrepl.errors import EmbreplError
from embrepl.session.session import Model
from tests.helpers.sessions import Talk, complaint, quoted, shown, talking

TRAIN = "train --dim 20 --epochs 2 --name small"


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A session with the English bundled corpus and a small model of it."""
    with talking(tmp_path_factory.mktemp("home")) as talk:
        assert talk(f"load {quoted(str(corpora.built('en')))} --name story").kept_types > 1000
        assert talk(TRAIN).verdict == "healthy"
        yield talk


@pytest.fixture(autouse=True)
def current(talk: Talk) -> None:
    """Begin each test with the small model in use."""
    talk("use small")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Talk]:
    """A session with nothing in it; its worker is not started."""
    with talking(tmp_path) as talk:
        yield talk


@pytest.fixture
def model(talk: Talk) -> Model:
    """The small model."""
    return talk.session.models["small"]


@pytest.fixture
def loose(talk: Talk) -> Iterator[Talk]:
    """The session, with whatever a test loads and trains forgotten afterwards."""
    session = talk.session
    kept = set(session.corpora), set(session.models)
    yield talk
    for name in set(session.corpora) - kept[0]:
        del session.corpora[name]
    for name in set(session.models) - kept[1]:
        del session.models[name]


def rows_of(model: Model, *words: str) -> np.ndarray:
    """Return the vectors of some words in float64, read from the matrix without the space's own functions."""
    return np.array([model.space.matrix[model.space.words.index(word)] for word in words], dtype=np.float64)


class TestLoad:
    def test_counts_agree_with_one_another(self, loose: Talk) -> None:
        loaded = loose(f"load {quoted(str(corpora.built('en')))}")
        assert loaded.kind == "loaded"
        assert (loaded.files, loaded.documents, loaded.language) == (1, 1, "English")
        assert loaded.name.startswith("en-")
        assert loaded.encodings == {"utf-8": 1}
        assert loaded.bytes == corpora.built("en").stat().st_size
        counts = loose.session.corpora[loaded.name].counts
        assert (loaded.tokens, loaded.types) == (counts.sum(), len(counts))
        assert loaded.kept_types == np.count_nonzero(counts >= loaded.min_count)
        assert loaded.kept_share == pytest.approx(counts[counts >= loaded.min_count].sum() / counts.sum())

    def test_a_folder_of_many_encodings(self, loose: Talk, tmp_path: Path) -> None:
        english = "The river flows to the sea, and the sea is deep. "
        chinese = "王后说：国王在他的王宫里，我们也去看看吧。"
        western = "Né en été, le garçon était à l'école où il étudiait déjà. "
        files = {
            "a.txt": (english * 9).encode(),
            "b.md": (english * 9).encode("utf-8-sig"),
            "deep/down/c.txt": (english * 9).encode("utf-16"),
            "deep/d.txt": (chinese * 20).encode("gb18030"),
            "e.txt": (western * 20).encode("latin-1"),
            "f.txt.gz": gzip.compress((english * 9).encode()),
            "photo.jpg": b"\xff\xd8\xff\xe0",
            ".hidden.txt": b"nobody reads this",
        }
        for name, data in files.items():
            path = tmp_path / "texts" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        loaded = loose(f"load {quoted(str(tmp_path / 'texts'))}")
        assert (loaded.name, loaded.files, loaded.documents, loaded.skipped) == ("texts", 6, 6, ())
        assert loaded.encodings == {"utf-8": 3, "utf-16": 1, "gb18030": 1, "cp1252": 1}
        index = loose.session.corpora["texts"].index
        counts = loose.session.corpora["texts"].counts
        assert counts[index["river"]] == 4 * 9
        assert counts[index["国王"]] == counts[index["garçon"]] == 20
        assert "nobody" not in index
        assert any("jpg" in note for note in loaded.notes)

    @pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "csv.gz", "jsonl.gz"])
    def test_a_column_of_a_table(self, loose: Talk, tmp_path: Path, ending: str) -> None:
        records = [{"id": "1", "said": 'a "river", a sea', "by": "x"}, {"id": "2", "said": "国王 ;\tsea", "by": "y"}]
        path = tmp_path / f"records.{ending}"
        if "jsonl" in ending:
            text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        else:
            out = (tmp_path / "plain").open("w+", encoding="utf-8", newline="")
            with out:
                writer = csv.DictWriter(out, list(records[0]), delimiter="\t" if ending == "tsv" else ",")
                writer.writeheader()
                writer.writerows(records)
            text = (tmp_path / "plain").read_text("utf-8")
        path.write_bytes(gzip.compress(text.encode()) if ending.endswith(".gz") else text.encode())
        loaded = loose(f"load {quoted(str(path))} --column said --name records")
        assert (loaded.documents, loaded.tokens) == (2, 6)
        assert set(loose.session.corpora["records"].words) == {"a", "river", "sea", "国王"}
        assert loose.error(f"load {quoted(str(path))}").code == "which-column"
        error = loose.error(f"load {quoted(str(path))} --column siad")
        assert (error.code, "said" in error.hint) == ("no-such-column", True)

    def test_patterns_and_quoted_names(self, fresh: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        for name in ("one.txt", "two words.txt", "three.log"):
            (tmp_path / name).write_text(f"from {name}")
        assert fresh("load *.txt").files == 2
        assert fresh("load ~/*.txt").files == 2
        assert fresh("load ~/one.txt").files == 1
        assert fresh("load 'two words.txt' three.log").files == 2
        assert fresh("load '*.txt'").files == 2  # a pattern that reaches us unexpanded is one all the same

    def test_case_and_encoding(self, loose: Talk, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("Été été".encode("latin-1"))
        kept = loose(f"load {path} --case keep --encoding latin-1 --name kept")
        assert kept.encodings == {"latin-1": 1}
        assert set(loose.session.corpora["kept"].words) == {"Été", "été"}

    def test_the_novels(self, loose: Talk, shared: Path) -> None:
        loaded = loose(f"load {shared / 'data' / 'zh'}/ --name novels")
        assert (loaded.files, loaded.language) == (4, "Chinese")
        index = loose.session.corpora["novels"].index
        assert {"宝玉", "贾宝玉"} & set(index)
        assert " / " in loaded.sample_lines[0]

    def test_the_reviews(self, loose: Talk, shared: Path, tmp_path: Path) -> None:
        path = tmp_path / "reviews.csv.gz"
        with (
            gzip.open(shared / "data" / "en" / "reviews.csv.gz", "rt", encoding="utf-8", newline="") as source,
            gzip.open(path, "wt", encoding="utf-8", newline="") as out,
        ):
            rows = csv.reader(source)
            csv.writer(out).writerows(row for _, row in zip(range(301), rows, strict=False))
        loaded = loose(f"load {path} --column text --name reviews")
        assert (loaded.documents, loaded.language) == (300, "English")
        assert loaded.tokens > 30_000
        assert not {"negative", "label"} & set(loose.session.corpora["reviews"].words[:50])


class TestTrain:
    def test_what_is_told(self, talk: Talk, model: Model) -> None:
        trained = talk("wait 2")
        assert trained.kind == "trained"
        assert (trained.name, trained.objective, trained.corpus, trained.dim) == ("small", "zero", "story", 20)
        assert (trained.words, trained.stopped) == (len(model.space), "")
        assert trained.seconds > 0
        assert trained.words_per_second > 0
        assert trained.loss is not None
        assert trained.command == "train zero --dim 20 --epochs 2"
        assert np.isfinite(model.space.matrix).all()

    def test_the_seed_is_said_to_learn_nothing(self, loose: Talk, tmp_path: Path) -> None:
        path = tmp_path / "short.txt"
        path.write_text(corpora.text("en", words=10_000), encoding="utf-8")
        loose(f"load {path} --name short")
        trained = loose("train zero --recipe original --name plain")
        assert trained.verdict == "unlearnt"
        assert trained.sentence.startswith("Do not use these vectors: training moved them along (1, …, 1) only")
        assert "--guard repel" in trained.advice
        recipe = loose.session.models["plain"].space.recipe["options"]
        named = ("distance", "guard", "window", "optimizer", "batch", "unit")
        assert [recipe[name] for name in named] == ["signed", "none", 1, "adam", 32, False]
        figures = loose("health plain")
        assert figures.shared_movement == pytest.approx(1, abs=0.01)
        assert figures.untrained_overlap > 0.6

    @pytest.mark.parametrize("options", ["--distance squared --guard none", "--guard spread", "--distance absolute"])
    def test_other_distances_and_guards(self, loose: Talk, tmp_path: Path, options: str) -> None:
        path = tmp_path / "short.txt"
        path.write_text(corpora.text("en", words=5_000), encoding="utf-8")
        loose(f"load {path} --name short")
        trained = loose(f"train zero {options} --dim 8 --epochs 1 --name other")
        assert trained.command == f"train zero {options} --dim 8 --epochs 1"
        assert trained.verdict in {"healthy", "collapsed", "unlearnt", "flat", "untrained"}
        assert bool(trained.advice) == (trained.verdict != "healthy")

    def test_the_same_seed_makes_the_same_vectors(self, loose: Talk, tmp_path: Path) -> None:
        path = tmp_path / "short.txt"
        path.write_text(corpora.text("en", words=5_000), encoding="utf-8")
        loose(f"load {path} --name short")
        for name, seed in (("one", 3), ("two", 3), ("three", 4)):
            loose(f"train --dim 8 --epochs 1 --seed {seed} --name {name}")
        one, two, three = (loose.session.models[name].space.matrix for name in ("one", "two", "three"))
        assert np.array_equal(one, two)
        assert not np.array_equal(one, three)

    def test_in_the_background(self, loose: Talk) -> None:
        started = loose("train --dim 8 --epochs 1 --name later &")
        assert (started.kind, started.title) == ("started", "training later")
        assert loose("wait").name == "later"
        assert [(row.number, row.state, row.share) for row in loose("jobs").rows][-1] == (started.job, "done", 1.0)
        assert loose(f"wait {started.job}").name == "later"
        assert loose.error("wait").code == "no-job"

    def test_stopping_keeps_what_was_learnt(self, loose: Talk) -> None:
        started = loose("train --dim 8 --epochs 100000 --name long --background")
        job = loose.session.jobs[started.job]
        while job.progress is None or job.progress.stage != "training":
            loose.session.jobs.pump(1.0)
        assert loose("jobs").rows[-1].state == "running"
        assert loose("info").worker == "training long"
        assert loose("near king 3").model == "small"
        assert loose.error("train").code == "worker-busy"
        trained = loose("stop")
        assert (trained.name, trained.stopped.startswith("epoch ")) == ("long", True)
        assert loose("jobs").rows[-1].state == "stopped"
        assert loose("near king 3").model == "long"
        assert [row.stopped for row in loose("models").rows if row.name == "long"] == [trained.stopped]


class TestNear:
    def test_equals_a_plain_search(self, talk: Talk, model: Model) -> None:
        found = talk("near king")
        assert (found.kind, found.query, found.model, len(found.rows)) == ("neighbours", "king", "small", 10)
        unit = np.array(model.space.matrix, dtype=np.float64)
        unit /= np.linalg.norm(unit, axis=1, keepdims=True)
        cosines = unit @ unit[model.space.words.index("king")]
        order = [row for row in np.argsort(-cosines) if model.space.words[row] != "king"]
        assert [row.word for row in found.rows] == [model.space.words[row] for row in order[:10]]
        assert [row.cosine for row in found.rows] == pytest.approx([cosines[row] for row in order[:10]], abs=1e-5)
        assert [row.count for row in found.rows] == [model.space.counts[row] for row in order[:10]]
        assert [row.rank for row in found.rows] == list(range(1, 11))

    def test_mutual_is_nearness_the_other_way(self, talk: Talk) -> None:
        for row in talk("near king 5").rows:
            back = [other.word for other in talk(f"near {row.word} 5").rows]
            assert row.mutual == ("king" in back)

    @pytest.mark.parametrize(
        ("line", "many"),
        [
            ("near king 25", 25),
            ("near king --k 3", 3),
            ("near king --k=1", 1),
            ("near king - man + woman 4", 4),
            ("near 'king' 2", 2),
            ("near king 10000", 1943),
        ],
    )
    def test_how_many(self, talk: Talk, line: str, many: int) -> None:
        assert len(talk(line).rows) == many

    def test_an_expression_is_a_sum_of_directions(self, talk: Talk, model: Model) -> None:
        found = talk('near "king" - man + 0.5 * queen 5')
        king, man, queen = (row / np.linalg.norm(row) for row in rows_of(model, "king", "man", "queen"))
        target = king - man + 0.5 * queen
        for row in found.rows:
            (vector,) = rows_of(model, row.word)
            cosine = vector @ target / np.linalg.norm(vector) / np.linalg.norm(target)
            assert row.cosine == pytest.approx(cosine, abs=1e-5)
            assert row.mutual is None
        assert not {"king", "man", "queen"} & {row.word for row in found.rows}

    def test_spellings_of_one_query(self, talk: Talk) -> None:
        expected = talk("near king - man + woman").rows
        for line in ("near king -man + woman", "near KING － man ＋ woman", 'near "king" - (man - woman)'):
            assert talk(line).rows == expected


class TestDistance:
    def test_equals_plain_figures(self, talk: Talk, model: Model) -> None:
        found = talk("dist king queen")
        a, b = rows_of(model, "king", "queen")
        assert (found.kind, found.a, found.b, found.model) == ("distance", "king", "queen", "small")
        assert found.cosine == pytest.approx(a @ b / np.linalg.norm(a) / np.linalg.norm(b), abs=1e-6)
        assert found.euclidean == pytest.approx(np.sqrt(((a - b) ** 2).sum()), abs=1e-6)
        assert found.mean_difference == pytest.approx(np.mean(a - b), abs=1e-6)
        assert found.mean_squared_difference == pytest.approx(np.mean((a - b) ** 2), abs=1e-6)

    def test_the_percentile_tells_near_from_far(self, talk: Talk) -> None:
        near, far = talk("dist king queen"), talk("dist king fish")
        assert near.percentile > 90 > far.percentile
        assert 1000 < near.pairs <= 2000
        assert talk("dist king queen") == near

    def test_a_word_and_itself(self, talk: Talk) -> None:
        found = talk("dist king King")
        assert (found.cosine, found.euclidean, found.mean_difference) == (pytest.approx(1), 0, 0)

    def test_the_mean_difference_has_a_sign(self, talk: Talk) -> None:
        there, back = talk("dist king queen"), talk("dist queen king")
        assert there.mean_difference == -back.mean_difference
        assert there.mean_squared_difference == back.mean_squared_difference


class TestOthers:
    def test_vec(self, talk: Talk, model: Model) -> None:
        found = talk("vec King")
        row = model.space.words.index("king")
        assert (found.kind, found.word, found.rank, found.words) == ("vector", "king", row + 1, len(model.space))
        assert found.count == model.space.counts[row]
        assert found.values == tuple(model.space.matrix[row].tolist())
        assert found.norm == pytest.approx(np.linalg.norm(model.space.matrix[row]))
        assert talk("vec 'King'") == found

    def test_health(self, talk: Talk) -> None:
        found = talk("health")
        assert found == talk("health small")
        assert (found.kind, found.model, found.verdict, found.dim, found.advice) == (
            "health", "small", "healthy", 20, "",
        )  # fmt: skip
        assert 10 < found.effective_rank <= 20
        assert abs(found.random_cosine) < 0.5
        assert found.shared_movement < 0.5
        assert found.untrained_overlap < 0.5

    def test_info_and_models(self, talk: Talk) -> None:
        info = talk("info")
        assert (info.kind, info.model, info.recipe) == ("info", "small", "train zero --dim 20 --epochs 2")
        assert (info.worker, info.version) == ("ready", __version__)
        story = info.rows[0]
        assert (story.name, story.current, story.files, story.language) == ("story", True, 1, "English")
        row = talk("models").rows[0]
        assert (row.name, row.current, row.objective, row.corpus, row.dim) == ("small", True, "zero", "story", 20)
        assert row.words == len(talk.session.models["small"].space)

    def test_use_goes_back_and_forth(self, loose: Talk, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("one two three")
        loose(f"load {path} --name other")
        assert loose.session.current_model is None
        assert loose("use small") == Used("story", "small")
        assert loose("use other") == Used("other", None)
        assert loose.error("near king").code == "nothing-trained"
        assert loose("use story") == Used("story", "small")

    def test_objectives(self, talk: Talk) -> None:
        rows = {row.name: row for row in talk("objectives").rows}
        assert "zero" in rows
        assert all(row.summary and row.source for row in rows.values())

    def test_empty_lists(self, fresh: Talk) -> None:
        assert fresh("models").rows == fresh("jobs").rows == fresh("info").rows == ()

    def test_help_lists_every_command(self, talk: Talk) -> None:
        rows = talk("help").rows
        assert [row.command for row in rows] == list(table.names())
        assert all(row.summary for row in rows)

    @pytest.mark.parametrize("name", [*table.names(), *table.ALIASES])
    def test_help_of_a_command(self, talk: Talk, name: str) -> None:
        page = talk(f"help {name}")
        command = table.command(name)
        assert (page.kind, page.command, page.usage) == ("help-page", command.name, command.usage)
        assert page.usage.split()[0] == command.name
        assert page.text == inspect.getdoc(command.run)
        assert "Examples:" in page.text
        assert [row.option for row in page.rows] == [f"--{option.name}" for option in command.options]
        assert all(row.meaning for row in page.rows)

    @pytest.mark.parametrize("line", ["quit", "exit", "q"])
    def test_quit(self, talk: Talk, line: str) -> None:
        assert isinstance(talk(line), Goodbye)

    def test_the_format_is_told(self, talk: Talk) -> None:
        from embrepl.commands.run import run

        assert run(talk.session, statements("near king --format json")[0])[1] == "json"
        assert run(talk.session, statements("near king")[0])[1] is None


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        ("near kign", "unknown-word", "'kign' .* 1,944 words of small.*min-count 3.* in story", "king"),
        ("vec qeen", "unknown-word", "'qeen'", "queen"),
        ("dist king quene", "unknown-word", "'quene'", "queen"),
        ("near king - mna", "unknown-word", "'mna'", "man"),
        ("near zzzzqqq", "unknown-word", "'zzzzqqq'", "No word here is spelt like it"),
        ("near king-man", "unknown-word", "'king-man'", "king - man"),
        ("near king queen", "bad-expression", "missing", "Join words"),
        ("near (king", "bad-expression", "not closed", "Join words"),
        ("near king+ 5", "unknown-word", "'5'", "--min-count"),
        ("near king - king", "no-direction", "no direction", "another word"),
        ("near king 0", "bad-option", "from 1 to 10,000, not 0", "1"),
        ("near king --k 100000000000000000000", "bad-option", "from 1 to 10,000", "1"),
        ("near king " + "9" * 5000, "bad-option", "from 1 to 10,000", "10,000"),
        ("near king > file", "wrong-usage", "The prompt has no >", "embrepl PATH -c"),
        ("near king --k 0", "bad-option", "from 1 to 10,000, not 0", "1"),
        ("near king --k -3", "bad-option", "from 1 to 10,000, not -3", "1"),
        ("nera king", "unknown-command", "'nera'", "near"),
        ("trian", "unknown-command", "'trian'", "train"),
        ("wordlist", "unknown-command", "'wordlist'", "`top`"),
        ("Concordance king", "unknown-command", "'Concordance'", "`kwic`"),
        ("collocates king", "unknown-command", "'collocates'", "`colloc`"),
        ("clusters 3", "unknown-command", "'clusters'", "`ngrams`"),
        ("xyzzy", "unknown-command", "'xyzzy'", "help"),
        ("help nera", "unknown-command", "'nera'", "near"),
        ("train --dmi 5", "unknown-option", "'--dmi'", "--dim"),
        ("near king --xyzzy 5", "unknown-option", "'--xyzzy'", "--k"),
        ("train zreo", "unknown-objective", "'zreo'", "zero"),
        ("train xyzzy", "unknown-objective", "'xyzzy'", "zero"),
        ("train --recipe sede", "bad-option", "default, random, original, not 'sede'", "original"),
        ("train --distance sqared", "bad-option", "signed, squared, absolute, not 'sqared'", "squared"),
        ("train --guard xyzzy", "bad-option", "none, spread, repel, not 'xyzzy'", "--guard"),
        ("near king --format jsn", "bad-option", "'jsn'", "json"),
        ("train --dim 0", "bad-option", "--dim is from 1 to 10,000, not 0", "."),
        ("train --dim -5", "bad-option", "--dim is from 1 to 10,000, not -5", "."),
        ("train --dim 99999999", "bad-option", "from 1 to 10,000, not 99,999,999", "."),
        ("train --dim many", "bad-option", "'many'", "whole number"),
        ("train --window 0", "bad-option", "--window is from 1 to 1,000", "."),
        ("train --epochs 0", "bad-option", "--epochs is from 1 to", "."),
        ("train --min-count 0", "bad-option", "--min-count is from 1 to", "."),
        ("train --learning-rate nan", "bad-option", "--learning-rate is greater than 0", "help train"),
        ("train --learning-rate 1e30", "bad-option", "greater than 0 and at most 1e.06", "--dry-run"),
        ("train --learning-rate 0", "bad-option", "--learning-rate is greater than 0", "help train"),
        ("train --seed -1", "bad-option", "--seed is from 0 to", "."),
        ("train --min-count 1000000", "empty-vocabulary", "No word is seen 1,000,000 times", "--min-count 5"),
        ("train --window 9999999", "bad-option", "--window is from 1 to 1,000, not 9,999,999", "."),
        ("train --loss logistic --unit no", "bad-option", "logistic", "--loss mae"),
        ("use smlal", "unknown-name", "'smlal'", "small"),
        ("health smlal", "unknown-name", "'smlal'", "small"),
        ("health xyzzy", "unknown-name", "'xyzzy'", "models"),
        ("wait 77", "no-job", "'77'", "jobs"),
        ("stop ²", "no-job", "'²'", "jobs"),
        ("stop " + "1" * 5000, "no-job", "111", "jobs"),
        ("wait", "no-job", "Nothing is running", "jobs"),
        ("stop", "no-job", "Nothing is running", "jobs"),
        ("near", "wrong-usage", "near WORD|EXPRESSION", "help near"),
        ("vec king queen", "wrong-usage", "vec WORD", "help vec"),
        ("near king &", "wrong-usage", "background", "&"),
        ("load x --case upper", "bad-option", "lower, keep, not 'upper'", "--case"),
    ],
    ids=lambda value: value[:40],
)
def test_what_a_person_can_do_wrong(talk: Talk, line: str, code: str, message: str, hint: str) -> None:
    check(talk.error(line), code, message, hint)


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        ("near king", "nothing-trained", "nothing is loaded", "load PATH"),
        ("dist king queen", "nothing-trained", "nothing is loaded", "load PATH"),
        ("vec king", "nothing-trained", "nothing is loaded", "load PATH"),
        ("health", "nothing-trained", "nothing is loaded", "load PATH"),
        ("train", "nothing-loaded", "No text is loaded", "load PATH"),
        ("use x", "unknown-name", "'x'", "load PATH"),
        ("wait", "no-job", "Nothing is running", "jobs"),
        ("stop", "no-job", "Nothing is running", "jobs"),
    ],
)
def test_before_anything_is_loaded(fresh: Talk, line: str, code: str, message: str, hint: str) -> None:
    check(fresh.error(line), code, message, hint)


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        ("load xyzzy", "file-not-found", "xyzzy", "right name"),
        ("load tetx.txt", "file-not-found", "tetx.txt", "text.txt"),
        ("load nowhere/a.txt", "file-not-found", "nowhere", "nowhere does not exist"),
        ("load pipe", "unreadable-file", "pipe is a named pipe", "standard"),
        ("load locked.txt", "unreadable-file", "locked.txt", "permissions"),
        ("load locked", "unreadable-file", "locked", "permissions"),
        ("load binary.txt", "binary-file", "binary.txt is not text", "encoding"),
        ("load pictures", "no-text-files", "pictures.*1 .jpg", ".txt .md .html"),
        ("load nothing", "no-text-files", "nothing", ".txt .md .html"),
        ("load empty.txt", "empty-corpus", "No words", "text"),
        ("load signs.txt", "empty-corpus", "No words", "text"),
        ("load text.txt --encoding klingon", "unknown-encoding", "klingon", "utf-8"),
        ("load 'a\0b'", "file-not-found", "a", "right name"),
        ("load " + "x" * 5000, "file-not-found", "xxx", "."),
    ],
    ids=lambda value: value[:40].replace("\0", "NUL"),
)
def test_what_cannot_be_loaded(talk: Talk, tmp_path: Path, line: str, code: str, message: str, hint: str) -> None:
    for name, data in {
        "text.txt": b"some text",
        "locked.txt": b"some text",
        "locked/a.txt": b"some text",
        "binary.txt": bytes(range(256)) * 40,
        "pictures/a.jpg": b"x",
        "empty.txt": b"",
        "signs.txt": "— … !?".encode(),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "nothing").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (verb, name, *rest) = [token.raw for token in statements(line)[0].tokens]
    absolute = quoted(str(tmp_path / name.strip("'")))  # the worker keeps the folder that it was started in
    locked = tmp_path / name.strip("'")
    if "locked" in name:
        locked.chmod(0)
        if os.access(locked, os.R_OK):
            locked.chmod(0o700)
            pytest.skip("this user may read everything")
    try:
        check(talk.error(" ".join([verb, absolute, *rest])), code, message, hint)
    finally:
        if "locked" in name:
            locked.chmod(0o700)
    assert talk.session.current_corpus == "story"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("load ''", "file-not-found"),  # Session.load makes it ".", and reads the folder that embrepl stands in
        ("load ~nosuchuser/x", "file-not-found"),  # Session.load: RuntimeError
        ("train --seed 4294967296 --dim 2 --epochs 1", "bad-option"),  # options.check: ValueError in the worker
        ("train --repulsion nan --dim 2 --epochs 1", "bad-option"),  # options.check: said to diverge
        ("train --bias nan --dim 2 --epochs 1", "bad-option"),  # options.check: LinAlgError in the worker
    ],
)
def test_odd_values_are_refused(loose: Talk, tmp_path: Path, line: str, code: str) -> None:
    path = tmp_path / "short.txt"
    path.write_text(corpora.text("en", words=1_000), encoding="utf-8")
    loose(f"load {path} --name short")
    assert loose.error(line).code == code


def test_text_too_small_for_the_window(loose: Talk, tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_text("one two three four")
    loose(f"load {path} --name tiny")
    check(loose.error("train"), "empty-vocabulary", "No word is seen 2 times", "--min-count 1")
    check(loose.error("train --min-count 1"), "corpus-too-small", "4 words.*window of 6", "--window")
    check(loose.error("near one"), "nothing-trained", "tiny", "train")


def test_a_word_that_is_too_rare_is_said_to_be_seen(loose: Talk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("often seen words " * 20 + "rare " * 3 + "twice twice once")
    loose(f"load {path} --name rarely")
    loose("train --dim 2 --epochs 1 --window 2 --min-count 5")
    for word, times in {"rare": "3 times", "twice": "(twice|2 times)", "once": "once"}.items():
        check(loose.error(f"near {word}"), "unknown-word", f"min-count 5.* seen {times} in rarely", "--min-count")


def check(error: EmbreplError, code: str, message: str, hint: str) -> None:
    assert error.code == code
    assert re.search(message, error.message, re.DOTALL)
    assert hint in error.hint
    assert re.fullmatch("[a-z-]+", error.code)
    drawn = complaint(error)
    assert drawn.startswith(f"✗ {code}  ")
    assert "\n" not in error.message
    assert "Traceback" not in drawn
    assert "Error:" not in drawn


class TestExactTexts:
    def test_neighbours(self, talk: Talk) -> None:
        first, second = talk("near king 2").rows
        lines = shown(talk("near king 2")).splitlines()
        assert lines[0] == "near king · small"
        assert lines[2].split()[:3] == ["word", "cosine", "count"]
        for row, line in zip((first, second), lines[4:6], strict=True):
            cells = line.split()
            assert cells[:3] == [str(row.rank), row.word, f"{row.cosine:.3f}"]
            assert str(row.count) in cells

    def test_unknown_word(self, talk: Talk) -> None:
        first, *rest = complaint(talk.error("near kign"), width=200).splitlines()
        assert first.startswith("✗ unknown-word  'kign' is not among the 1,944 words of small (min-count 3).")
        assert rest == ["  Nearest spellings: king, kiln, kind."]

    def test_usage(self, talk: Talk) -> None:
        assert complaint(talk.error("dist king")) == (
            "✗ wrong-usage  Usage: dist WORD WORD\n  `help dist` explains it.\n"
        )  # fmt: skip

    def test_quit_says_nothing(self, talk: Talk) -> None:
        assert shown(talk("quit")) == ""

    def test_neighbours_as_csv(self, talk: Talk) -> None:
        found = talk("near king 3")
        read = list(csv.DictReader(shown(found, "csv").splitlines()))
        assert [(row["word"], float(row["cosine"])) for row in read] == [(row.word, row.cosine) for row in found.rows]


def test_a_corpus_too_small_for_the_window(loose: Talk, tmp_path: Path) -> None:
    (tmp_path / "tiny.txt").write_text("one two one two one two", encoding="utf-8")
    loose(f"load {quoted(str(tmp_path / 'tiny.txt'))} --name tiny")
    check(
        loose.error("train --min-count 1 --window 6"),
        "corpus-too-small",
        "6 words left, fewer than one window",
        "--window",
    )
